"""From a form of GeoReport v2 to a complaint, and from the parameters of an address to a question."""

import re
from typing import Any
from urllib.parse import quote

from contracts.complaints import Channel
from contracts.disclosure import FindDisclosedCases
from contracts.refusals import Fault, Invalid
from contracts.wire import convert
from gateway.edge.caller import Asked, Caller, Language
from gateway.open311.says import RequestForm
from gateway.open311.views import OWN_ATTRIBUTES
from gateway.open311.words import MEDIA, PLACE, said
from gateway.routes.complaints import ComplaintForm

_ATTRIBUTE = re.compile(r"attribute\[(?P<code>[^\]]*)\](?:\[\])?")

_STATUSES = ("open", "closed")

_TITLE = 60
"""Characters of the description's first line that make the title."""

_LONGEST_SOURCE = 128

_DAY = 10
"""Characters of a day: 2026-11-23."""


async def read_form(request: Asked) -> RequestForm:
    """The request's fields; what is blank is not said.

    Raises:
        Invalid: naming the field and the rule; and for a file, which has a door of its own.
    """
    fields: dict[str, Any] = {}
    attributes: dict[str, list[str]] = {}
    for name, value in (await request.form()).multi_items():
        if not isinstance(value, str):
            raise _file_refused(name)
        if not value.strip():
            continue
        if found := _ATTRIBUTE.fullmatch(name):
            attributes.setdefault(found["code"], []).append(value)
        else:
            fields[name] = value
    return convert(RequestForm, fields | {"attribute": attributes})


def complaint_of(form: RequestForm, caller: Caller) -> ComplaintForm:
    """The complaint that a form files: by the channel web, with its place and media in the text.

    Raises:
        Invalid: naming the field and the rule.
    """
    attributes = {code: "、".join(values) for code, values in form.attribute.items()}
    own = {name: attributes.pop(name) for name in OWN_ATTRIBUTES if name in attributes}
    source = {"source": quote(caller.actor.id, safe="")[:_LONGEST_SOURCE]} if "external_id" in own else {}
    return convert(
        ComplaintForm,
        {
            "channel": Channel.WEB,
            "category": form.service_code,
            "title": form.description.strip().partition("\n")[0].strip()[:_TITLE],
            "text": _text(form, caller.language),
            "reporter": _reporter(form, caller.language),
            "answers": attributes,
            **source,
            **own,
        },
    )


def question_of(
    *,
    service_request_id: str | None = None,
    service_code: str | None = None,
    start_date: str | None = None,
    end_date: str | None = None,
    status: str | None = None,
    **more: Any,
) -> FindDisclosedCases:
    """What an address asks for.

    Raises:
        Invalid: naming the parameter and the rule.
    """
    asked = {
        "numbers": _listed(service_request_id),
        "categories": _listed(service_code),
        "since": _moment(start_date),
        "until": _moment(end_date),
        "ended": _ended(status),
        **more,
    }
    return convert(FindDisclosedCases, {name: value for name, value in asked.items() if value is not None})


def _text(form: RequestForm, language: Language) -> str:
    """What whoever complains says, and after it where it was and what belongs to it."""
    place = form.address_string or form.address_id
    at = f"({form.lat}, {form.long})" if form.lat and form.long else None
    where = " ".join(part for part in (place, at) if part)
    lines = [f"{said(PLACE, language)}: {where}"] if where else []
    if form.media_url:
        lines.append(f"{said(MEDIA, language)}: {form.media_url}")
    return "\n".join([form.description, *(["", *lines] if lines else [])])


def _reporter(form: RequestForm, language: Language) -> dict[str, Any] | None:
    """Who complains; nobody where the form names nobody."""
    who = {"name": _name(form), "phone": form.phone, "email": form.email}
    known = {name: value for name, value in who.items() if value}
    return known | {"language": language} if known else None


def _name(form: RequestForm) -> str:
    """The name as it is written: a Chinese one has the surname first, and no space."""
    first, last = form.first_name or "", form.last_name or ""
    return f"{first} {last}".strip() if (first + last).isascii() else f"{last}{first}"


def _listed(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _ended(status: str | None) -> bool | None:
    """Whether ended cases are asked for, or open ones; None for both."""
    asked = set(_listed(status))
    if asked - set(_STATUSES):
        raise Invalid.of(Fault(pointer="/status", rule="not_one_of", detail=", ".join(_STATUSES)))
    return "closed" in asked if len(asked) == 1 else None


def _moment(text: str | None) -> str | None:
    """A moment of RFC 3339: a plus sign may have become a space on its way, and a day begins at its midnight."""
    if text is None:
        return None
    whole = text.strip().replace(" ", "+")
    return f"{whole}T00:00:00+08:00" if len(whole) == _DAY else whole


def _file_refused(name: str) -> Invalid:
    zh = "此处不收文件:请用 media_url,或凭查询码以 POST /v1/status/attachments 上传。"
    en = "No files here: send media_url, or attach with the receipt at POST /v1/status/attachments."
    return Invalid.of(Fault(pointer=f"/{name}", rule="unsupported", zh=zh, en=en))
