"""An event becomes a message for everybody whom the rules name, and nobody is passed over in silence."""

from collections.abc import Callable
from itertools import count
from uuid import UUID

import pytest

from contracts.calendars import CalendarMissing
from contracts.complaints import ComplaintClosed, ComplaintDispatched, ComplaintFiled
from contracts.directory import Post
from contracts.exposure import ExposurePublished, Medium
from contracts.mailbox import CustodianTold, ReporterAsked
from contracts.notifications import State
from contracts.rectification import SpecialSupervisionProposed
from contracts.retaliation import RetaliationSuspected
from contracts.supervision import Addressee, SupervisionIssued
from contracts.survey import SurveyAnswered, SurveyRequested
from services.notifications.domain.endpoint import Endpoint
from services.notifications.domain.message import Message, Origin
from services.notifications.domain.rules import Told
from services.notifications.use_cases.planning import plan_messages
from tests.unit.notifications.builders import AT, ORIGIN, PARTY, endpoint, event


class Plans:
    """Messages on a list."""

    origin: Origin = ORIGIN

    def __init__(self) -> None:
        self.all: list[Message] = []

    def plan(self, message: Message) -> None:
        """Keeps a message."""
        self.all.append(message)


class Known:
    """Endpoints on a list."""

    def __init__(self, *endpoints: Endpoint) -> None:
        self.all = endpoints

    def of(self, department: str | None) -> list[Endpoint]:
        """Those of a department."""
        return [endpoint for endpoint in self.all if endpoint.department == department]


def ids() -> Callable[[], UUID]:
    numbers = count(1)
    return lambda: UUID(int=next(numbers))


def plan(happened: Told, *endpoints: Endpoint) -> list[Message]:
    plans = Plans()
    plan_messages(happened, at=AT, new_id=ids(), messages=plans, endpoints=Known(*endpoints))  # type: ignore[arg-type]
    return plans.all


def test_a_planned_message_is_due_at_once_and_knows_its_event() -> None:
    [message] = plan(event(ComplaintFiled, language="en"))

    assert (message.state, message.next_try_at, message.attempts, message.version) == (State.PLANNED, AT, 0, 0)
    assert (message.event_id, message.event_type, message.correlation) == (ORIGIN.event_id, "complaint_filed", "c-1")
    assert (message.number, message.party, message.language) == ("TS-2026-000123", PARTY, "en")


def test_the_messages_of_one_event_bear_ids_and_targets_of_their_own() -> None:
    messages = plan(event(ComplaintClosed), endpoint(events=("complaint_closed",)))

    assert [message.rule for message in messages] == ["closed_to_complainant", "closed_to_department"]
    assert len({message.id for message in messages}) == len({message.target for message in messages}) == 2


def test_a_message_for_nobody_is_kept_with_the_reason_and_never_due() -> None:
    [message] = plan(event(ComplaintFiled, party=None))

    assert (message.state, message.reason, message.next_try_at) == (State.SKIPPED, "no_party", None)


@pytest.mark.parametrize("kind", [SurveyRequested, ReporterAsked, CustodianTold])
def test_a_survey_and_a_message_in_the_mailbox_are_told_to_the_party_and_to_nobody_without_one(
    kind: type[Told],
) -> None:
    [named] = plan(event(kind), endpoint())
    [nameless] = plan(event(kind, party=None), endpoint())

    assert (named.state, named.party, named.department) == (State.PLANNED, PARTY, None)
    assert (nameless.state, nameless.reason) == (State.SKIPPED, "no_party")


def test_an_invitation_is_kept_without_its_token() -> None:
    [message] = plan(event(SurveyRequested))

    assert message.data == {"number": "PJ-2026-000005", "case": "TS-2026-000123", "closes_on": "2026-12-07"}


def test_a_department_without_an_endpoint_is_kept_as_skipped() -> None:
    [message] = plan(event(ComplaintDispatched), endpoint(department="taxes"))

    assert (message.state, message.reason, message.department) == (State.SKIPPED, "no_endpoint", "civil_affairs")


def test_a_message_holds_ids_and_codes_of_the_event_and_no_person() -> None:
    [message] = plan(event(ComplaintDispatched), endpoint())

    assert message.data == {
        "complaint": str(UUID(int=1)),
        "number": "TS-2026-000123",
        "version": 1,
        "state": "dispatched",
        "department": "civil_affairs",
        "due_on": "2026-12-07",
    }


def test_a_notice_is_told_to_the_holder_of_each_post_by_their_id() -> None:
    [mail, _] = plan(event(SupervisionIssued))

    assert (mail.rule, mail.party, mail.department) == ("supervised_to_officials", PARTY, "civil_affairs")
    assert mail.data == {
        "number": "DB-2026-000007",
        "level": "yellow",
        "case": "TS-2026-000123",
        "answer_by": "2026-12-07",
    }


@pytest.mark.parametrize("kind", [RetaliationSuspected, SpecialSupervisionProposed])
def test_what_is_for_the_office_is_told_to_the_office_alone_and_names_neither_case_nor_department(
    kind: type[Told],
) -> None:
    [mail] = plan(event(kind), endpoint(events=("supervision_issued",)))

    assert (mail.party, mail.department, mail.endpoint_id) == (PARTY, "office", None)
    assert list(mail.data.values()) == [mail.number]


def test_what_is_circulated_is_told_to_each_department_and_what_everybody_reads_to_none() -> None:
    [told, vacant] = plan(event(ExposurePublished))

    assert (told.state, told.department, told.data) == (State.PLANNED, "civil_affairs", {"number": "BG-2026-000004"})
    assert (vacant.state, vacant.department, vacant.reason) == (State.SKIPPED, "taxation", "post_vacant")
    assert plan(event(ExposurePublished, medium=Medium.WEB, addressees=[])) == []


@pytest.mark.parametrize(
    ("addressees", "reason"),
    [([Addressee(department="civil_affairs", post=Post.DEPUTY)], "post_vacant"), ([], "no_addressee")],
)
def test_a_notice_that_reaches_nobody_is_kept_with_the_reason(addressees: list[Addressee], reason: str) -> None:
    [mail, hook] = plan(event(SupervisionIssued, addressees=addressees), endpoint(events=("supervision_issued",)))

    assert (mail.state, mail.reason) == (State.SKIPPED, reason)
    assert (hook.state, hook.party) == (State.PLANNED, None)


def test_a_missing_calendar_is_told_to_the_director_and_concerns_no_department() -> None:
    [mail] = plan(event(CalendarMissing), endpoint())

    assert (mail.rule, mail.party, mail.data) == ("calendar_missing_to_officials", PARTY, {"year": 2027})


def test_who_is_dissatisfied_is_told_to_the_director_and_who_is_not_to_nobody() -> None:
    [mail] = plan(event(SurveyAnswered), endpoint())

    assert (mail.rule, mail.party, mail.department) == ("dissatisfied_to_officials", PARTY, "office")
    assert mail.data == {"number": "PJ-2026-000005", "case": "TS-2026-000123"}
    assert plan(event(SurveyAnswered, case=None, addressees=[]), endpoint()) == []


def test_what_is_circulated_is_told_to_each_liaison_and_names_the_unit_that_is_supervised() -> None:
    liaisons = [Addressee(department=code, post=Post.LIAISON, party=str(UUID(int=n))) for n, code in enumerate("ab")]
    circulars = [one for one in plan(event(SupervisionIssued, level="red", circulated=liaisons)) if one.template]

    assert [(one.rule, one.department, one.party) for one in circulars[1:]] == [
        ("circulated_to_liaisons", "a", UUID(int=0)),
        ("circulated_to_liaisons", "b", UUID(int=1)),
    ]
    assert circulars[1].data == {
        "number": "DB-2026-000007",
        "level": "red",
        "case": "TS-2026-000123",
        "title": "Civil Affairs Bureau",
    }


def test_a_department_never_learns_the_id_of_the_complainant() -> None:
    messages = plan(event(ComplaintClosed), endpoint(events=("complaint_closed",)))
    to_department = messages[1]

    assert str(PARTY) not in repr(to_department.data)
    assert to_department.party is None
