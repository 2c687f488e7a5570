"""What a fact does to the clocks of its case, as the one table says (4.4)."""

from dataclasses import replace

import pytest

from contracts import complaints as says
from contracts.complaints import Channel, ClockClass, State
from services.complaints.domain.case_clocks import EFFECTS, HANDLING, clocks_named, effect_of, subject_of
from services.complaints.domain.clock_rules import clock_rules
from tests.unit.complaints.cases import REGISTERED, UNIT, standing


def test_the_table_names_only_clocks_that_there_are() -> None:
    for effect in EFFECTS.values():
        for name in (*effect.starts, *effect.stops):
            assert name == "*" or name.startswith(":") or name in clock_rules()


@pytest.mark.parametrize(
    ("class_", "codes"),
    [
        (ClockClass.URGENT, ("sign_urgent", "return", "contact_urgent", "handle_urgent")),
        (ClockClass.SIMPLE, ("sign", "return", "contact", "handle_simple")),
        (ClockClass.ORDINARY, ("sign", "return", "contact", "handle_ordinary")),
        (ClockClass.INVESTIGATION, ("sign", "return", "contact", "handle_investigation")),
        (None, ("sign", "return", "contact", "handle_ordinary")),
    ],
)
def test_a_dispatch_starts_the_clocks_of_the_cases_class(class_: ClockClass | None, codes: tuple[str, ...]) -> None:
    case = standing(State.DISPATCHED, clock_class=class_)

    assert clocks_named(EFFECTS[says.ComplaintDispatched].starts, case) == codes


@pytest.mark.parametrize("fact", EFFECTS)
def test_no_transfer_stops_or_starts_the_clock_of_the_handling(fact: type[says.ComplaintFact]) -> None:
    effect = EFFECTS[fact]

    if effect.hands_on:
        assert not [name for name in (*effect.stops, *effect.starts) if "handle" in name or name == "*"]


def test_what_the_office_handles_itself_has_a_clock_and_what_a_department_handles_has_its_own_already() -> None:
    starts = EFFECTS[says.InvestigationStarted].starts

    assert clocks_named(starts, standing(State.ACCEPTED, department=None)) == ("handle_ordinary",)
    assert clocks_named(starts, standing(State.SIGNED)) == ()


@pytest.mark.parametrize("channel", Channel)
def test_whoever_is_told_by_the_channel_itself_needs_no_acknowledgement(channel: Channel) -> None:
    fact = REGISTERED.fact(says.ComplaintFiled, channel=channel, category="slow", mode=says.Mode.NAMED)
    at_once = {Channel.HOTLINE, Channel.EFFICIENCY_LINE, Channel.WEB, Channel.VISIT, Channel.MONITOR_POINT}

    assert effect_of(fact).starts == (("accept",) if channel in at_once else ("acknowledge", "accept"))
    unknown = replace(REGISTERED, party=None).fact(
        says.ComplaintFiled, channel=channel, category="slow", mode=says.Mode.ANONYMOUS
    )
    assert effect_of(unknown).starts == ("accept",)


@pytest.mark.parametrize(
    ("state", "stops"),
    [(State.SIGNED, ("return", "sign", "sign_urgent")), (State.DISPATCHED, EFFECTS[says.DutyAdjudicated].stops)],
)
def test_a_ruling_that_leaves_the_case_where_it_is_has_nobody_sign_or_return_it_any_more(
    state: State, stops: tuple[str, ...]
) -> None:
    said = {"department": UNIT, "previous": UNIT, "due_on": None, "category": "slow", "about": None}
    fact = standing(state).fact(says.DutyAdjudicated, **said)

    assert effect_of(fact).stops == stops


@pytest.mark.parametrize("code", ["acknowledge", "accept", "dispatch", "ceiling", "verify", "callback", "review"])
def test_what_the_office_has_to_do_counts_against_no_department(code: str) -> None:
    assert subject_of(standing(State.SIGNED), code).department is None


@pytest.mark.parametrize("code", [*HANDLING, "sign", "sign_urgent", "return", "contact", "contact_urgent"])
def test_what_a_unit_has_to_do_counts_against_it_or_against_the_office_where_that_handles_the_case(code: str) -> None:
    assert subject_of(standing(State.SIGNED), code).department == UNIT
    assert subject_of(standing(State.SIGNED, department=None), code).department is None


@pytest.mark.parametrize(("reached", "stops"), [(True, ("callback", "result")), (False, ())])
def test_a_call_in_vain_leaves_the_callback_running(reached: object, stops: tuple[str, ...]) -> None:
    assert effect_of(standing(State.VERIFIED).fact(says.CalledBack, reached=reached, attempts=1)).stops == stops


@pytest.mark.parametrize(
    ("decision", "state", "starts"),
    [
        (says.ReviewDecision.OVERTURNED, State.INVESTIGATING, ("redo",)),
        (says.ReviewDecision.OVERTURNED, State.ACCEPTED, ("dispatch", "ceiling")),
        (says.ReviewDecision.UPHELD, State.CLOSED, ("review_window",)),
    ],
)
def test_a_review_that_overturns_starts_the_work_again(
    decision: says.ReviewDecision, state: State, starts: tuple[str, ...]
) -> None:
    fact = standing(state).fact(says.ReviewDecided, tier=1, decision=decision)

    assert (effect_of(fact).stops, effect_of(fact).starts) == (("review",), starts)
