"""Who is told of what is one table, and what a message may say is named in it."""

from uuid import UUID

import pytest

from contracts.calendars import CalendarMissing
from contracts.complaints import (
    CeilingExtended,
    ComplaintAccepted,
    ComplaintClosed,
    ComplaintDispatched,
    ComplaintDueMoved,
    ComplaintFiled,
    ComplaintMerged,
    ComplaintSigned,
    ComplaintUnmerged,
    JoinedCaseClosed,
)
from contracts.exposure import ExposurePublished
from contracts.mailbox import CustodianTold, ReporterAsked
from contracts.notifications import Channel, EventNotOffered, Recipient
from contracts.rectification import SpecialSupervisionProposed
from contracts.retaliation import RetaliationSuspected
from contracts.supervision import SupervisionIssued
from contracts.survey import SurveyAnswered, SurveyRequested
from services.notifications.domain.rules import OFFERED, RULES, Rule, Told, check_offered, rules_for
from services.notifications.domain.targets import complainant_of, department_of, endpoints_of
from tests.unit.notifications.builders import PARTY, endpoint, event

CITIZEN, DEPARTMENT = Recipient.COMPLAINANT, Recipient.DEPARTMENT


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ComplaintFiled, [(CITIZEN, Channel.EMAIL)]),
        (ComplaintAccepted, [(CITIZEN, Channel.EMAIL)]),
        (ComplaintDispatched, [(DEPARTMENT, Channel.WEBHOOK)]),
        (ComplaintClosed, [(CITIZEN, Channel.EMAIL), (DEPARTMENT, Channel.WEBHOOK)]),
        (ComplaintDueMoved, [(CITIZEN, Channel.EMAIL), (DEPARTMENT, Channel.WEBHOOK)]),
        (SurveyAnswered, [(Recipient.OFFICIAL, Channel.EMAIL)]),
        (CalendarMissing, [(Recipient.OFFICIAL, Channel.EMAIL)]),
        (CeilingExtended, [(CITIZEN, Channel.EMAIL), (DEPARTMENT, Channel.WEBHOOK)]),
        (ComplaintMerged, [(CITIZEN, Channel.EMAIL)]),
        (ComplaintUnmerged, [(CITIZEN, Channel.EMAIL)]),
        (JoinedCaseClosed, [(CITIZEN, Channel.EMAIL)]),
        (SurveyRequested, [(CITIZEN, Channel.EMAIL)]),
        (ReporterAsked, [(CITIZEN, Channel.EMAIL)]),
        (CustodianTold, [(CITIZEN, Channel.EMAIL)]),
        (RetaliationSuspected, [(Recipient.OFFICIAL, Channel.EMAIL)]),
        (SpecialSupervisionProposed, [(Recipient.OFFICIAL, Channel.EMAIL)]),
        (ExposurePublished, [(Recipient.OFFICIAL, Channel.EMAIL)]),
        (
            SupervisionIssued,
            [(Recipient.OFFICIAL, Channel.EMAIL), (Recipient.LIAISON, Channel.EMAIL), (DEPARTMENT, Channel.WEBHOOK)],
        ),
    ],
)
def test_each_event_tells_whom_the_table_names(kind: type[Told], told: list[tuple[Recipient, Channel]]) -> None:
    assert [(rule.recipient, rule.channel) for rule in rules_for(event(kind))] == told


def test_an_event_without_a_rule_tells_nobody() -> None:
    signed = ComplaintSigned(complaint="1", number="TS-2026-000123", version=4, state="signed", department="civil")

    assert rules_for(signed) == ()


def test_no_two_rules_have_one_code() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_fields_that_its_event_has(rule: Rule) -> None:
    assert set(rule.says) <= set(rule.event.__struct_fields__)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_rule_says_who_complained(rule: Rule) -> None:
    assert {"party", "channel", "mode", "category", "about"} & set(rule.says) == set()


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.recipient is DEPARTMENT], ids=lambda rule: rule.code)
def test_every_event_that_tells_a_department_names_it(rule: Rule) -> None:
    assert department_of(event(rule.event)) == "civil_affairs"


@pytest.mark.parametrize("kind", [ComplaintMerged, ComplaintUnmerged, JoinedCaseClosed])
def test_who_is_joined_to_another_is_not_told_the_others_number(kind: type[Told]) -> None:
    assert not [rule for rule in rules_for(event(kind)) if {"into", "out_of"} & set(rule.says)]


def test_an_endpoint_can_have_the_events_that_a_rule_sends_to_departments() -> None:
    assert {"complaint_closed", "complaint_dispatched", "complaint_extended", "return_granted"} < set(OFFERED)
    check_offered(list(OFFERED))


def test_an_event_that_no_rule_sends_is_refused_with_those_that_are() -> None:
    with pytest.raises(EventNotOffered) as refused:
        check_offered(["complaint_dispatched", "complaint_filed"])

    assert refused.value.args == ("complaint_filed", ", ".join(OFFERED))


def test_a_named_complainant_is_told_by_their_id() -> None:
    target = complainant_of(event(ComplaintFiled))

    assert (target.party, target.skipped) == (PARTY, None)


def test_an_anonymous_complainant_is_skipped_with_the_reason() -> None:
    target = complainant_of(event(ComplaintFiled, party=None))

    assert (target.party, target.skipped) == (None, "no_party")


def test_every_endpoint_that_wants_the_event_is_told() -> None:
    both = [endpoint(), endpoint(id=UUID(int=6))]
    targets = endpoints_of("civil_affairs", "complaint_dispatched", both)

    assert [target.endpoint_id for target in targets] == [UUID(int=5), UUID(int=6)]
    assert len({target.key for target in targets}) == 2


@pytest.mark.parametrize("known", [[], [endpoint(events=("complaint_closed",))], [endpoint().disable("http_410")[0]]])
def test_a_department_that_no_endpoint_wants_it_for_is_skipped_with_the_reason(known: list) -> None:  # type: ignore[type-arg]
    [target] = endpoints_of("civil_affairs", "complaint_dispatched", known)

    assert (target.department, target.skipped) == ("civil_affairs", "no_endpoint")
