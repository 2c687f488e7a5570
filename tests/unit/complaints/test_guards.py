"""What an act needs beyond its state and its role."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from contracts import complaints as says
from contracts.complaints import (
    Mode,
    Outcome,
    RelabelComplaint,
    ReviewDecision,
    Satisfaction,
    Solved,
    State,
    SuspensionGround,
)
from contracts.people import Role
from services.complaints.domain.complaint import Complaint
from tests.unit.complaints.cases import ACTS, AT, DUE, LATER, OTHER, UNIT, actor, reached, standing

OFFICER, DIRECTOR, AGENT = actor(Role.OFFICER), actor(Role.DIRECTOR), actor(Role.CALLBACK_AGENT)
S = State
IN_VAIN = reached(reached=False, satisfaction=None, solved=None)


def test_a_refusal_needs_a_proposal_of_another_person() -> None:
    with pytest.raises(says.NotProposed):
        ACTS["refuse"](standing(S.REGISTERED), DIRECTOR)

    proposed, _ = ACTS["propose_refusal"](standing(S.REGISTERED), DIRECTOR)
    with pytest.raises(says.SamePerson):
        ACTS["refuse"](proposed, DIRECTOR)

    refused, fact = ACTS["refuse"](proposed, actor(Role.DIRECTOR, id="another"))
    assert (refused.state, refused.proposed, fact.ground) == (S.REFUSED, None, says.RefusalGround.CIVIL_DISPUTE)  # type: ignore[attr-defined]


def test_a_second_proposal_waits_for_the_first() -> None:
    proposed, _ = ACTS["propose_refusal"](standing(S.REGISTERED), OFFICER)

    with pytest.raises(says.AlreadyProposed):
        ACTS["propose_refusal"](proposed, OFFICER)


@pytest.mark.parametrize(
    ("into", "followers", "refusal"),
    [
        (standing(S.REGISTERED), 0, says.MergedIntoItself),
        (OTHER, 1, says.MergeInARing),
        (replace(OTHER, state=S.CLOSED), 0, says.MergeTargetEnded),
        (replace(OTHER, state=S.MERGED), 0, says.MergeTargetEnded),
        (replace(OTHER, category="attitude"), 0, says.MergeOfAnotherMatter),
        (replace(OTHER, about="taxation"), 0, says.MergeOfAnotherMatter),
    ],
)
def test_a_case_is_not_joined_to_itself_nor_in_a_ring_nor_to_what_has_ended_or_is_another_matter(
    into: Complaint, followers: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        standing(S.REGISTERED, about=UNIT).merge(into, followed=followers > 0, by=OFFICER, at=LATER)


@pytest.mark.parametrize(("about", "into"), [(UNIT, UNIT), (None, UNIT), (UNIT, None), (None, None)])
def test_what_names_no_department_may_be_of_the_same_matter(about: str | None, into: str | None) -> None:
    case = standing(S.REGISTERED, about=about)

    merged, _ = case.merge(replace(OTHER, about=into), followed=False, by=OFFICER, at=LATER)

    assert (merged.state, merged.merged_into) == (S.MERGED, OTHER.number)


def test_a_joined_case_comes_out_as_it_went_in_within_fifteen_working_days() -> None:
    merged = standing(S.MERGED, outcome=Outcome.RESOLVED)

    back, fact = merged.unmerge(by=DIRECTOR, at=AT + timedelta(days=21))  # 2026-12-14, the fifteenth
    assert (back.state, back.merged_into, back.outcome, fact.out_of) == (S.ACCEPTED, None, None, OTHER.number)
    with pytest.raises(says.TooLate):
        merged.unmerge(by=DIRECTOR, at=AT + timedelta(days=22))


@pytest.mark.parametrize(
    ("about", "section", "department", "to_section", "refusal"),
    [
        (UNIT, "window", UNIT, "window", says.SectionAccused),
        (UNIT, "window", UNIT, None, says.SectionAccused),
        (UNIT, "window", UNIT, "discipline", None),
        (UNIT, None, UNIT, None, None),
        (UNIT, "window", "taxation", None, None),
        ("office", None, UNIT, None, says.OfficeAccused),
        ("office", None, "leading_group", None, None),
    ],
)
def test_never_to_the_accused_section_and_a_case_about_the_office_to_the_leading_group(
    about: str, section: str | None, department: str, to_section: str | None, refusal: type[Exception] | None
) -> None:
    complaint = standing(S.ACCEPTED, about=about, about_section=section)

    def dispatch() -> Complaint:
        return complaint.dispatch(department, section=to_section, due_on=DUE, by=OFFICER, at=LATER)[0]

    if refusal is None:
        assert dispatch().department == department
    else:
        with pytest.raises(refusal):
            dispatch()


@pytest.mark.parametrize(
    ("about", "section", "assisting", "refusal"),
    [
        (UNIT, "window", (UNIT,), says.SectionAccused),
        (UNIT, "window", ("housing", UNIT), says.SectionAccused),
        (UNIT, "window", ("housing",), None),
        (UNIT, None, (UNIT,), None),
        ("office", None, ("office",), says.OfficeAccused),
        ("office", None, ("housing",), None),
    ],
)
def test_who_is_accused_does_not_assist_either(
    about: str, section: str | None, assisting: tuple[str, ...], refusal: type[Exception] | None
) -> None:
    complaint = standing(S.ACCEPTED, about=about, about_section=section)
    lead = "leading_group" if about == "office" else "taxation"

    def dispatch() -> Complaint:
        return complaint.dispatch(lead, assisting=assisting, due_on=DUE, by=OFFICER, at=LATER)[0]

    if refusal is None:
        assert dispatch().assisting == assisting
    else:
        with pytest.raises(refusal):
            dispatch()


@pytest.mark.parametrize("action", ["grant_return", "adjudicate"])
@pytest.mark.parametrize(("about", "section"), [("taxation", "window"), ("office", None)])
def test_a_transfer_does_not_reach_who_is_accused_either(action: str, about: str, section: str | None) -> None:
    complaint = standing(S.RETURN_REQUESTED, about=about, about_section=section)
    decider = actor(Role.LEADER) if about == "office" else DIRECTOR

    with pytest.raises((says.SectionAccused, says.OfficeAccused)):
        ACTS[action](complaint, decider)


def test_a_case_may_be_ruled_to_stay_with_another_section_of_the_accused_department() -> None:
    twice = standing(S.RETURN_REQUESTED, about=UNIT, about_section="window", section="discipline", returns=2)

    ruled, fact = twice.adjudicate(UNIT, by=DIRECTOR, at=LATER)

    assert (ruled.state, ruled.department, ruled.section) == (S.SIGNED, UNIT, "discipline")
    assert fact.department == UNIT
    with pytest.raises(says.SectionAccused):
        replace(twice, section="window").adjudicate(UNIT, by=DIRECTOR, at=LATER)


def test_the_office_does_not_investigate_itself() -> None:
    with pytest.raises(says.OfficeAccused):
        ACTS["investigate"](standing(S.ACCEPTED, about="office", is_contacted=True), actor(Role.LEADER))


def test_a_case_is_returned_within_two_working_days() -> None:
    liaison = actor(Role.LIAISON)
    complaint = standing(S.SIGNED)  # dispatched on Monday

    assert complaint.request_return("taxation", by=liaison, at=AT + timedelta(days=2))[0].returns == 1
    with pytest.raises(says.TooLate):
        complaint.request_return("taxation", by=liaison, at=AT + timedelta(days=3))


@pytest.mark.parametrize(
    ("moment", "is_late"),
    [
        (None, False),  # it does not say when
        (AT - timedelta(days=365), True),
        (datetime(2026, 11, 22, 15, 54, tzinfo=UTC), True),
        (datetime(2026, 11, 22, 15, 56, tzinfo=UTC), False),  # its clock may be minutes off: in the city it is midnight
        (datetime(2026, 11, 22, 16, tzinfo=UTC), False),  # before the hour of the dispatch, on its day
        (AT + timedelta(days=30), False),  # its system was away
    ],
)
def test_what_happened_before_the_day_of_the_dispatch_is_of_another_round(
    moment: datetime | None, *, is_late: bool
) -> None:
    case = standing(S.DISPATCHED, dispatched_at=AT)
    if not is_late:
        case.check_happened(moment)
        return
    with pytest.raises(says.HappenedBefore):
        case.check_happened(moment)


def test_the_second_return_forces_the_directors_ruling() -> None:
    twice = standing(S.RETURN_REQUESTED, returns=2)

    for action in ("grant_return", "refuse_return"):
        with pytest.raises(says.AdjudicationNeeded):
            ACTS[action](twice, OFFICER)
    ruled, fact = twice.adjudicate(UNIT, by=DIRECTOR, at=LATER)
    assert (ruled.state, fact.department, fact.category) == (S.SIGNED, UNIT, "slow")
    moved, fact = twice.adjudicate("taxation", by=DIRECTOR, at=LATER)
    assert (moved.state, fact.previous, fact.due_on) == (S.DISPATCHED, UNIT, DUE)


def test_a_transfer_keeps_the_day_by_which_the_case_must_be_answered() -> None:
    moved, fact = ACTS["grant_return"](standing(S.RETURN_REQUESTED), OFFICER)

    assert (moved.department, moved.due_on, fact.due_on) == ("taxation", DUE, DUE)  # type: ignore[attr-defined]


def test_the_investigation_needs_the_first_contact_where_somebody_can_be_contacted() -> None:
    deputy = actor(Role.DEPUTY)

    with pytest.raises(says.ContactMissing):
        ACTS["investigate"](standing(S.SIGNED, is_contacted=False), deputy)
    assert ACTS["investigate"](standing(S.SIGNED, is_contacted=False, party=None), deputy)[0].state is S.INVESTIGATING


def test_the_office_handles_itself_what_it_hands_to_nobody() -> None:
    own, _ = ACTS["investigate"](standing(S.ACCEPTED, is_contacted=True), OFFICER)

    assert (own.handling, own.department, own.due_on) == (says.Handling.SELF, None, DUE)
    assert ACTS["reply"](own, OFFICER)[0].state is S.REPLIED
    with pytest.raises(says.NotYourCase):
        ACTS["reply"](own, actor(Role.DEPUTY))


def test_rounds_of_mediation_are_counted() -> None:
    case = standing(S.INVESTIGATING)
    for _ in range(3):
        case, fact = case.mediate(by=actor(Role.DEPUTY), at=LATER)

    ended, fact = case.end_mediation(agreed=True, by=actor(Role.DEPUTY), at=LATER)
    assert (fact.rounds, ended.state) == (3, S.INVESTIGATING)


@pytest.mark.parametrize(
    ("until", "refusal"),
    [(date(2026, 11, 24), says.InThePast), (date(2026, 1, 1), says.InThePast), (date(2027, 6, 1), says.TooLong)],
)
def test_a_case_waits_for_a_day_ahead_and_sixty_working_days_at_most(until: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        standing(S.INVESTIGATING).suspend(SuspensionGround.COURT, until, by=DIRECTOR, at=LATER)


def test_a_suspended_case_goes_on_where_it_stood() -> None:
    assert ACTS["resume"](standing(S.SUSPENDED), DIRECTOR)[0].state is S.MEDIATING


def test_more_time_is_asked_for_once_and_before_the_time_is_over() -> None:
    deputy = actor(Role.DEPUTY)
    case = standing(S.INVESTIGATING)

    with pytest.raises(says.TooLate):
        case.request_extension(by=deputy, at=datetime(2026, 12, 9, 8, tzinfo=UTC))
    asked, _ = case.request_extension(by=deputy, at=LATER)
    with pytest.raises(says.ExtendedBefore):
        asked.request_extension(by=deputy, at=LATER)
    with pytest.raises(says.NotProposed):
        ACTS["decide_extension"](case, DIRECTOR)
    denied, fact = asked.decide_extension(granted=False, due_on=date(2026, 12, 22), by=DIRECTOR, at=LATER)
    assert (denied.due_on, type(fact)) == (DUE, says.ExtensionDenied)


def test_more_time_is_not_granted_once_the_time_is_over() -> None:
    asked = standing(S.INVESTIGATING, extension="asked")
    late = datetime(2026, 12, 9, 8, tzinfo=UTC)

    with pytest.raises(says.TooLate):
        asked.decide_extension(granted=True, due_on=date(2026, 12, 22), by=DIRECTOR, at=late)
    denied, _ = asked.decide_extension(granted=False, due_on=date(2026, 12, 22), by=DIRECTOR, at=late)
    assert denied.extension == "denied"


def test_the_ceiling_is_extended_before_it_has_passed_and_leaves_the_day_of_the_answer() -> None:
    case, later = standing(S.INVESTIGATING), date(2027, 2, 22)
    last, over = datetime(2026, 12, 8, 15, tzinfo=UTC), datetime(2026, 12, 8, 16, tzinfo=UTC)

    moved, fact = case.extend_ceiling(ceiling=DUE, until=later, by=DIRECTOR, at=last)
    assert (moved.due_on, moved.state, fact.until) == (DUE, S.INVESTIGATING, later)
    with pytest.raises(says.TooLate):
        case.extend_ceiling(ceiling=DUE, until=later, by=DIRECTOR, at=over)


@pytest.mark.parametrize("action", ["grant_return", "adjudicate"])
@pytest.mark.parametrize(("before", "after"), [("asked", None), ("denied", None), ("granted", "granted")])
def test_the_next_unit_may_ask_for_more_time_unless_the_case_has_had_it(
    action: str, before: str, after: str | None
) -> None:
    moved, _ = ACTS[action](standing(S.RETURN_REQUESTED, extension=before), DIRECTOR)

    assert (moved.department, moved.extension) == ("taxation", after)


def test_the_office_closes_nothing_as_withdrawn() -> None:
    with pytest.raises(says.WithdrawnByNobody) as refused:
        standing(S.VERIFIED, is_reached=True).close(Outcome.WITHDRAWN, by=OFFICER, at=LATER)

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/outcome", "withdrawn_by_nobody")]


@pytest.mark.parametrize("answers", [0, 1, 3])
def test_a_reply_answers_each_claim_that_the_office_has_named_and_no_other(answers: int) -> None:
    accepted, _ = standing(S.REGISTERED).accept(claims=("请求补办", "请求致歉"), by=OFFICER, at=LATER)
    case = replace(accepted, state=S.INVESTIGATING)

    with pytest.raises(says.ClaimsUnanswered) as refused:
        case.reply(says.Finding.PARTLY, answers=answers, by=OFFICER, at=LATER)
    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/answers", "one_a_claim")]
    assert case.reply(says.Finding.PARTLY, answers=2, by=OFFICER, at=LATER)[0].state is S.REPLIED


def test_whoever_answered_does_not_verify() -> None:
    with pytest.raises(says.SamePerson):
        ACTS["verify"](standing(S.REPLIED, replied_by="somebody"), OFFICER)


def test_a_grave_case_takes_two_officers() -> None:
    grave = standing(S.REPLIED, severity=3)

    begun, fact = ACTS["verify"](grave, OFFICER)
    assert (begun.state, type(fact)) == (S.REPLIED, says.VerificationBegun)
    with pytest.raises(says.SamePerson):
        ACTS["verify"](begun, OFFICER)
    verified, fact = ACTS["verify"](begun, actor(Role.OFFICER, id="another"))
    assert (verified.state, type(fact)) == (S.VERIFIED, says.ComplaintVerified)


@pytest.mark.parametrize("before", ["replied_by", "verified_by", "checked_by"])
def test_three_people_close_a_case(before: str) -> None:
    with pytest.raises(says.SamePerson):
        ACTS["call_back"](standing(S.VERIFIED, **{before: "somebody"}), AGENT)


def test_who_was_reached_has_said_what_they_think() -> None:
    with pytest.raises(says.SurveyMissing):
        standing(S.VERIFIED).call_back(reached(solved=None), by=AGENT, at=LATER)


def _called(complaint: Complaint, *moments: datetime) -> Complaint:
    for moment in moments:
        complaint, _ = complaint.call_back(IN_VAIN, by=AGENT, at=moment)
    return complaint


@pytest.mark.parametrize("moments", [(), (LATER, LATER, LATER), (AT, LATER)])
def test_a_case_is_not_closed_before_somebody_was_reached(moments: tuple[datetime, ...]) -> None:
    with pytest.raises(says.NotCalledBack):
        _called(standing(S.VERIFIED), *moments).close(Outcome.RESOLVED, by=AGENT, at=LATER)


def test_a_case_is_closed_after_three_calls_in_vain_on_two_days() -> None:
    called = _called(standing(S.VERIFIED), AT, AT, LATER)

    assert called.close(Outcome.UNRESOLVED_EXPLAINED, by=AGENT, at=LATER)[0].state is S.CLOSED


@pytest.mark.parametrize(
    ("finding", "outcome"),
    [
        (says.Finding.SUBSTANTIATED, Outcome.RESOLVED),
        (says.Finding.PARTLY, Outcome.PARTLY_RESOLVED),
        (says.Finding.NOT_SUBSTANTIATED, Outcome.UNFOUNDED),
        (says.Finding.UNDETERMINABLE, Outcome.UNRESOLVED_EXPLAINED),
    ],
)
def test_time_closes_what_was_called_in_vain_as_it_was_checked_and_says_that_nobody_was_reached(
    finding: says.Finding, outcome: Outcome
) -> None:
    called = _called(standing(S.VERIFIED, finding=finding), AT, AT, LATER)

    closed, fact = called.close_unreached(by=actor(Role.SYSTEM), at=LATER)

    assert (closed.state, closed.outcome, closed.finding) == (S.CLOSED, outcome, finding)
    assert (fact.outcome, fact.unreached) == (outcome, True)
    with pytest.raises(says.NotCalledBack):
        _called(standing(S.VERIFIED), AT, LATER).close_unreached(by=actor(Role.SYSTEM), at=LATER)


def test_a_case_that_was_reached_after_all_was_not_called_in_vain() -> None:
    reached_at_last, _ = _called(standing(S.VERIFIED), AT, AT, LATER).call_back(reached(), by=AGENT, at=LATER)

    assert reached_at_last.close(Outcome.RESOLVED, by=AGENT, at=LATER)[1].unreached is False


@pytest.mark.parametrize("changes", [{"party": None}, {"mode": Mode.ANONYMOUS}])
def test_nobody_is_called_where_the_vault_knows_nobody(changes: dict[str, Any]) -> None:
    assert ACTS["close"](standing(S.VERIFIED, **changes), OFFICER)[0].state is S.CLOSED


def test_two_reviews_each_once_and_within_thirty_days() -> None:
    operator = actor(Role.OPERATOR)
    closed = standing(S.CLOSED, ended_at=AT)

    with pytest.raises(says.TooLate):
        closed.request_review(by=operator, at=AT + timedelta(days=31))
    first, _ = closed.request_review(by=operator, at=LATER)
    upheld, _ = first.decide_review(ReviewDecision.UPHELD, by=actor(Role.REVIEWER, id="first"), at=LATER)
    second, fact = upheld.request_review(by=operator, at=LATER)
    assert (upheld.state, fact.tier) == (S.CLOSED, 2)
    with pytest.raises(says.NotYourRole):
        second.decide_review(ReviewDecision.UPHELD, by=actor(Role.REVIEWER, id="second"), at=LATER)
    with pytest.raises(says.SamePerson):
        second.decide_review(ReviewDecision.UPHELD, by=actor(Role.LEADER, id="first"), at=LATER)
    final, _ = second.decide_review(ReviewDecision.UPHELD, by=actor(Role.LEADER, id="second"), at=LATER)
    assert final.state is S.FINALISED
    with pytest.raises(says.ReviewedBefore):
        replace(final, state=S.CLOSED).request_review(by=operator, at=LATER)


@pytest.mark.parametrize("state", [S.CLOSED, S.REFUSED])
def test_a_case_is_not_filed_away_by_hand_while_a_review_may_be_asked_for(state: State) -> None:
    ended = standing(state, ended_at=AT)
    last, over = AT + timedelta(days=30), AT + timedelta(days=31)

    assert ended.request_review(by=actor(Role.OPERATOR), at=last)[0].state is S.UNDER_REVIEW
    with pytest.raises(says.ReviewStillOpen) as refused:
        ended.archive(by=DIRECTOR, at=last)
    assert [fault.rule for fault in refused.value.faults] == ["review_still_open"]
    assert ended.archive(by=DIRECTOR, at=over)[0].state is S.ARCHIVED


@pytest.mark.parametrize(("state", "reviews"), [(S.FINALISED, 2), (S.CLOSED, 2), (S.MERGED, 0), (S.WITHDRAWN, 0)])
def test_what_is_not_reviewed_any_more_is_filed_away_at_once(state: State, reviews: int) -> None:
    ended = standing(state, ended_at=AT, reviews=reviews)

    assert ended.archive(by=DIRECTOR, at=LATER)[0].state is S.ARCHIVED


def test_what_a_review_overturns_is_handled_again_from_the_beginning_of_the_end() -> None:
    review = standing(S.UNDER_REVIEW, outcome=Outcome.RESOLVED, is_reached=True)

    again, _ = review.decide_review(ReviewDecision.OVERTURNED, by=actor(Role.REVIEWER), at=LATER)

    assert (again.state, again.outcome, again.is_reached, again.ended_at) == (S.INVESTIGATING, None, False, None)


def test_who_refused_a_case_does_not_decide_its_review() -> None:
    proposed, _ = ACTS["propose_refusal"](standing(S.REGISTERED), actor(Role.OFFICER, id="proposer"))
    refused, _ = ACTS["refuse"](proposed, actor(Role.DIRECTOR, id="decider"))
    review, _ = refused.request_review(by=actor(Role.OPERATOR), at=LATER)

    for id_ in ("proposer", "decider"):
        with pytest.raises(says.SamePerson):
            review.decide_review(ReviewDecision.UPHELD, by=actor(Role.LEADER, id=id_), at=LATER)
    assert review.decide_review(ReviewDecision.UPHELD, by=actor(Role.LEADER), at=LATER)[0].state is S.REFUSED


def test_a_refusal_that_a_review_overturns_is_taken_on_and_dispatched() -> None:
    refused = standing(S.REFUSED, ended_at=AT, about="office")
    review, _ = refused.request_review(by=actor(Role.OPERATOR), at=LATER)

    again, fact = review.decide_review(ReviewDecision.OVERTURNED, by=actor(Role.LEADER), at=LATER)

    assert (again.state, again.previous, again.ended_at, fact.state) == (S.ACCEPTED, None, None, S.ACCEPTED)
    assert again.dispatch("leading_group", due_on=DUE, by=OFFICER, at=LATER)[0].state is S.DISPATCHED


def _relabelling(**said: Any) -> RelabelComplaint:
    return RelabelComplaint(number="TS-2026-000001", **said)


def test_before_the_dispatch_a_case_is_relabelled_freely() -> None:
    moved, fact = standing(S.ACCEPTED, severity=3).relabel(_relabelling(severity=1), by=OFFICER, at=LATER)

    assert (moved.severity, type(fact)) == (1, says.ComplaintRelabelled)


@pytest.mark.parametrize("said", [{"severity": 2}, {"kind": says.Kind.CONSULTATION}])
def test_after_the_dispatch_a_second_person_agrees_to_what_makes_it_lighter(said: dict[str, Any]) -> None:
    proposed, fact = standing(S.SIGNED, severity=3).relabel(_relabelling(**said), by=OFFICER, at=LATER)
    assert (type(fact), proposed.severity, proposed.kind) == (says.RelabelProposed, 3, says.Kind.COMPLAINT)

    with pytest.raises(says.SamePerson):
        proposed.confirm_relabel(agreed=True, by=OFFICER, at=LATER)
    another = actor(Role.OFFICER, id="another")
    kept, fact = proposed.confirm_relabel(agreed=False, by=another, at=LATER)
    assert (type(fact), kept.severity, kept.proposed) == (says.RelabelRefused, 3, None)
    lighter, done = proposed.confirm_relabel(agreed=True, by=another, at=LATER)
    assert isinstance(done, says.ComplaintRelabelled)
    assert (done.guarded, lighter.proposed) == (True, None)
    assert {name: getattr(lighter, name) for name in said} == said


def test_what_makes_it_graver_needs_nobody_else() -> None:
    moved, fact = standing(S.SIGNED).relabel(_relabelling(severity=3), by=OFFICER, at=LATER)

    assert (moved.severity, type(fact)) == (3, says.ComplaintRelabelled)


def test_a_graver_category_makes_the_case_as_grave_as_that_and_a_lighter_one_no_lighter() -> None:
    graver, fact = standing(S.SIGNED, severity=1).relabel(_relabelling(category="misconduct"), by=OFFICER, at=LATER)
    same, _ = standing(S.SIGNED, severity=3).relabel(_relabelling(category="attitude"), by=OFFICER, at=LATER)

    assert (graver.category, graver.severity, type(fact)) == ("misconduct", 3, says.ComplaintRelabelled)
    assert (same.category, same.severity) == ("attitude", 3)


def test_to_take_a_graver_category_for_lighter_than_it_is_needs_a_second_person() -> None:
    said = _relabelling(category="misconduct", severity=1)

    proposed, fact = standing(S.SIGNED, severity=1).relabel(said, by=OFFICER, at=LATER)
    assert (type(fact), proposed.category) == (says.RelabelProposed, "slow")
    free, _ = standing(S.ACCEPTED, severity=1).relabel(said, by=OFFICER, at=LATER)
    assert (free.category, free.severity) == ("misconduct", 1)


def test_a_relabelling_changes_something() -> None:
    with pytest.raises(says.NothingToChange):
        standing(S.SIGNED).relabel(_relabelling(severity=1), by=OFFICER, at=LATER)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"satisfaction": Satisfaction.VERY_DISSATISFIED, "solved": None}, "/satisfaction"),
        ({"satisfaction": None, "solved": Solved.YES}, "/solved"),
    ],
)
def test_a_call_says_nothing_of_satisfaction_when_nobody_was_reached(said: dict[str, Any], field: str) -> None:
    with pytest.raises(says.NobodyReached) as refused:
        standing(S.VERIFIED).call_back(reached(reached=False, **said), by=AGENT, at=LATER)
    assert [fault.pointer for fault in refused.value.faults] == [field]

    _, fact = standing(S.VERIFIED).call_back(IN_VAIN, by=AGENT, at=LATER)
    assert (fact.satisfaction, fact.solved, fact.attempts) == (None, None, 1)
