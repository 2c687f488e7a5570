"""Complaints in GeoReport's words: a category is a service, a case a service request, a department an agency."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from contracts.complaints import CategoryView
from contracts.disclosure import DisclosedCase
from gateway.edge.caller import Language
from gateway.open311 import says
from gateway.open311.words import (
    ABOUT,
    CHOICE,
    CONTACT,
    DOMAINS,
    KEY_SERVICE,
    MODE,
    MODES,
    Words,
    notes_of,
    said,
)

CITY = timezone(timedelta(hours=8))
"""The city's time, in which dates are told."""

CHANGESET = "2026-11-25T00:00:00+08:00"
"""When what is spoken here was changed last."""

OWN_ATTRIBUTES = ("mode", "about", "external_id")
"""What a form says in ``attribute`` that is no answer to a question."""


def discovery(url: str, language: Language) -> says.Discovery:
    """What there is at an address."""
    endpoint = says.Endpoint(
        specification="http://wiki.open311.org/GeoReport_v2",
        url=url,
        changeset=CHANGESET,
        type="production",
        formats=["text/xml", "application/json"],
    )
    return says.Discovery(
        changeset=CHANGESET,
        contact=said(CONTACT, language),
        key_service=said(KEY_SERVICE, language),
        endpoints=[endpoint],
    )


def service(category: CategoryView, language: Language) -> says.Service:
    """A category as a service; each has attributes, and answers with the number at once."""
    return says.Service(
        service_code=category.code,
        service_name=name_of(category, language),
        description=category.law,
        metadata=True,
        type="realtime",
        keywords=f"{category.domain},{category.environment},{category.object}",
        group=said(DOMAINS.get(category.domain, (category.domain, category.domain)), language),
    )


def definition(category: CategoryView, language: Language) -> says.ServiceDefinition:
    """A category's questions as attributes, and after them what a complainant chooses.

    None is required: nothing that comes by itself is turned away for want of an answer.
    """
    questions = [(question.code, (question.zh, question.en)) for question in category.questions]
    asked = [
        _attribute(order, code, "string", words, language)
        for order, (code, words) in enumerate([*questions, ("about", ABOUT)], start=1)
    ]
    values = [says.Value(key=mode, name=said(words, language)) for mode, words in MODES.items()]
    mode = _attribute(len(asked) + 1, "mode", "singlevaluelist", MODE, language, values)
    return says.ServiceDefinition(service_code=category.code, attributes=[*asked, mode])


def request(case: DisclosedCase, names: Mapping[str, str], language: Language) -> says.ServiceRequest:
    """A case as a service request; ``names`` are those of the categories."""
    return says.ServiceRequest(
        service_request_id=case.number,
        status=_status(case),
        status_notes=notes_of(case, language),
        service_name=names.get(case.category, case.category),
        service_code=case.category,
        agency_responsible=case.department,
        requested_datetime=_moment(case.filed_at),
        updated_datetime=_moment(case.changed_at),
        expected_datetime=f"{case.due_on}T23:59:59+08:00" if case.due_on else None,
    )


def update(case: DisclosedCase, language: Language) -> says.Update:
    """A case's last move, as it stands after it."""
    return says.Update(
        update_id=f"{case.number}.{case.version}",
        service_request_id=case.number,
        status=_status(case),
        updated_datetime=_moment(case.changed_at),
        description=notes_of(case, language),
    )


def name_of(category: CategoryView, language: Language) -> str:
    """A category's name."""
    return said((category.zh, category.en), language)


def _attribute(
    order: int, code: str, datatype: str, words: Words, language: Language, values: list[says.Value] | None = None
) -> says.Attribute:
    return says.Attribute(
        variable=True,
        code=code,
        datatype=datatype,
        required=False,
        datatype_description=said(CHOICE, language) if values else "",
        order=order,
        description=said(words, language),
        values=values or [],
    )


def _status(case: DisclosedCase) -> str:
    return "closed" if case.ended else "open"


def _moment(at: datetime) -> str:
    return at.astimezone(CITY).isoformat(timespec="seconds")
