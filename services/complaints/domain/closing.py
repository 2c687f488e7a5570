"""From the answer to the archive: sent back, verified, called back, closed, reviewed, filed away."""

from datetime import date, datetime, timedelta
from typing import Any, Self

import workdays
from contracts.complaints import (
    CallBack,
    CalledBack,
    CaseGoneOnWith,
    ClaimsUnanswered,
    ComplaintArchived,
    ComplaintClosed,
    ComplaintFact,
    ComplaintReopened,
    ComplaintReplied,
    ComplaintVerified,
    ComplaintWithdrawn,
    Finding,
    Mode,
    NobodyReached,
    NotCalledBack,
    NotGrave,
    NotYourRole,
    Outcome,
    RedoOrdered,
    RedoReason,
    ReopenReason,
    ReviewDecided,
    ReviewDecision,
    ReviewedBefore,
    ReviewRequested,
    ReviewStillOpen,
    Satisfaction,
    State,
    SurveyMissing,
    TooLate,
    VerificationBegun,
    WithdrawnByNobody,
)
from contracts.people import Actor, Role
from services.complaints.domain.case import Case
from services.complaints.domain.clocks import last_day
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.life_cycle import LIFE_CYCLE, life_cycle_about

GRAVE = 3
"""The severity at which two officers verify."""

REDO = "redo"
"""The clock of what is handled again."""

CALLS = 3
"""Calls in vain, on two days at least, after which a case may be closed without having reached anybody."""

REVIEWED_WITHIN = 30
"""Calendar days after the end in which a review may be asked for (信访工作条例 art. 35 and 36)."""

REVIEWS = 2

CHECKED: dict[Finding | None, Outcome] = {
    Finding.SUBSTANTIATED: Outcome.RESOLVED,
    Finding.PARTLY: Outcome.PARTLY_RESOLVED,
    Finding.NOT_SUBSTANTIATED: Outcome.UNFOUNDED,
}
"""What a case came to as the office has checked it, where its complainant said nothing; else it was explained."""

UNHAPPY = frozenset({Satisfaction.DISSATISFIED, Satisfaction.VERY_DISSATISFIED})


class Closing(Case):
    """The answer, and what the office does with it. Three people close a case: one answers, one verifies, one calls."""

    def reply(self, finding: Finding, *, by: Actor, at: datetime, answers: int = 0) -> tuple[Self, ComplaintReplied]:
        """Its handler answers (反馈), each claim of it that the office has named.

        Raises:
            ClaimsUnanswered
        """
        moved = self.handled("reply", by, at, finding=finding, replied_by=by.id, checked_by=None, verified_by=None)
        if answers != len(self.claims):
            raise ClaimsUnanswered(str(len(self.claims)), str(answers))
        return moved, moved.fact(ComplaintReplied, department=moved.department, finding=finding)

    def redo(self, reason: RedoReason, *, by: Actor, at: datetime) -> tuple[Self, RedoOrdered]:
        """The office sends the answer back (重办), to be answered anew by the day of the redo."""
        due_on = last_day(REDO, at)
        moved = self.moved("redo", by, at, redos=self.redos + 1, finding=None, checked_by=None, due_on=due_on)
        said = {"reason": reason, "times": moved.redos, "department": moved.department, "due_on": due_on}
        return moved, moved.fact(RedoOrdered, **said)

    def verify(self, *, by: Actor, at: datetime) -> tuple[Self, ComplaintFact]:
        """Another person than the one who answered has checked it (核实); a grave case takes two.

        Raises:
            SamePerson
        """
        moved = self.moved("verify", by, at, verified_by=by.id)
        self.need_another("verify", by, self.replied_by, self.checked_by)
        if self.severity >= GRAVE and self.checked_by is None:
            begun = self.moved("verify", by, at, to=self.state, checked_by=by.id)
            return begun, begun.fact(VerificationBegun, department=begun.department)
        return moved, moved.fact(ComplaintVerified, department=moved.department)

    def call_back(self, said: CallBack, *, by: Actor, at: datetime) -> tuple[Self, CalledBack]:
        """One call to the complainant (回访), by a third person.

        Raises:
            SamePerson, SurveyMissing, NobodyReached
        """
        today = day_of(at)
        moved = self.moved(
            "call_back",
            by,
            at,
            calls=self.calls + 1,
            first_call_on=self.first_call_on or today,
            last_call_on=today,
            is_reached=self.is_reached or said.reached,
        )
        self.need_another("call_back", by, self.replied_by, self.verified_by, self.checked_by)
        _check_survey(said)
        heard = {"satisfaction": said.satisfaction, "solved": said.solved, "contacted": said.contacted}
        results = {"reached": said.reached, "attempts": moved.calls, "department": moved.department}
        return moved, moved.fact(CalledBack, **results, **(heard if said.reached else {}))

    def is_to_be_called_by(self, by: Actor) -> bool:
        """Whether this person is to call its complainant: there is one, not reached yet, and the case is not theirs."""
        is_known = self.party is not None and self.mode is not Mode.ANONYMOUS
        is_third = by.id not in {self.replied_by, self.verified_by, self.checked_by}
        return self.state is State.VERIFIED and is_known and not self.is_reached and is_third

    def close(self, outcome: Outcome, *, by: Actor, at: datetime) -> tuple[Self, ComplaintClosed]:
        """It is closed (办结); the outcome is kept apart from the state.

        Raises:
            WithdrawnByNobody: the complainant alone takes it back.
            NotCalledBack: before the complainant was reached, or called three times on two days.
        """
        moved = self.moved("close", by, at, outcome=outcome, ended_at=at)
        if outcome is Outcome.WITHDRAWN:
            raise WithdrawnByNobody
        if not self._is_called_back:
            raise NotCalledBack(str(self.calls))
        unreached = self.is_called_in_vain
        return moved, moved.fact(ComplaintClosed, department=moved.department, outcome=outcome, unreached=unreached)

    def close_unreached(self, *, by: Actor, at: datetime) -> tuple[Self, ComplaintClosed]:
        """The same by time alone, once it was called three times on two days in vain (期满办结).

        Its outcome is what the office has checked; silence is not satisfaction, so nobody is satisfied by it.

        Raises:
            NotCalledBack
        """
        return self.close(CHECKED.get(self.finding, Outcome.UNRESOLVED_EXPLAINED), by=by, at=at)

    def reopen(self, reason: ReopenReason, *, by: Actor, at: datetime) -> tuple[Self, ComplaintReopened]:
        """It is taken up again (重启): by dissatisfaction where the unit is at fault, or by new evidence."""
        due_on = last_day(REDO, at)
        moved = self.moved("reopen", by, at, reopenings=self.reopenings + 1, due_on=due_on, **_NEVER_ENDED)
        said = {"reason": reason, "times": moved.reopenings, "department": moved.department, "due_on": due_on}
        return moved, moved.fact(ComplaintReopened, **said)

    def request_review(self, *, by: Actor, at: datetime) -> tuple[Self, ReviewRequested]:
        """The complainant asks for a review (复查), then for a second (复核), within 30 days of the end each.

        Raises:
            ReviewedBefore, TooLate
        """
        moved = self.moved("request_review", by, at, previous=self.state, reviews=self.reviews + 1)
        last = self._last_day_of_review
        if self.reviews >= REVIEWS:
            raise ReviewedBefore(self.number)
        if day_of(at) > last:
            raise TooLate("request_review", str(last))
        return moved, moved.fact(ReviewRequested, tier=moved.reviews, department=moved.department)

    def decide_review(self, decision: ReviewDecision, *, by: Actor, at: datetime) -> tuple[Self, ReviewDecided]:
        """Somebody who has not touched the case decides; the second tier (复核) is a leader's.

        What is overturned is handled again, or taken on where it was refused: nobody has it yet. What is upheld ends as
        it was, and for good in the second tier.

        Raises:
            SamePerson
            NotYourRole: for the second tier, which lies above the reviewers (信访工作条例 art. 36).
        """
        if self.state is State.UNDER_REVIEW and self.reviews >= REVIEWS and not by.is_any_of(Role.LEADER):
            raise NotYourRole("decide_review", Role.LEADER)
        due_on = None
        if decision is ReviewDecision.OVERTURNED:
            again = State.ACCEPTED if self.previous is State.REFUSED else State.INVESTIGATING
            due_on = last_day(REDO, at) if again is State.INVESTIGATING else None
            moved = self.moved("decide_review", by, at, to=again, reviewed_by=by.id, due_on=due_on, **_NEVER_ENDED)
        else:
            target = State.FINALISED if self.reviews >= REVIEWS else self.previous
            moved = self.moved("decide_review", by, at, to=target, reviewed_by=by.id, previous=None, ended_at=at)
        self.need_another("decide_review", by, self.replied_by, self.checked_by, self.verified_by, self.reviewed_by)
        said = {"tier": self.reviews, "decision": decision, "department": moved.department, "due_on": due_on}
        return moved, moved.fact(ReviewDecided, **said)

    def withdraw(self, *, by: Actor, at: datetime) -> tuple[Self, ComplaintWithdrawn]:
        """The complainant takes it back (撤回)."""
        moved = self.moved("withdraw", by, at, outcome=Outcome.WITHDRAWN, ended_at=at, **self.without_proposal())
        return moved, moved.fact(ComplaintWithdrawn, department=moved.department)

    def check_going_on(self, by: Actor) -> None:
        """Checks that the office may go on with what was taken back.

        Raises:
            NotYourRole, MoveNotAllowed
            NotGrave: severity 3 alone goes on without its complainant (domain-complaints 4.3).
        """
        life_cycle_about(self.about).find("go_on", self.state, by)
        if self.severity < GRAVE:
            raise NotGrave(self.number, str(self.severity))

    def go_on(self, opened: str, *, by: Actor, at: datetime) -> tuple[Self, CaseGoneOnWith]:
        """The office goes on with it of its own motion (依职权续办): ``opened`` is the case that it has opened.

        Raises:
            NotGrave
        """
        self.check_going_on(by)
        moved = self.moved("go_on", by, at)
        return moved, moved.fact(CaseGoneOnWith, opened=opened)

    def archive(self, *, by: Actor, at: datetime) -> tuple[Self, ComplaintArchived]:
        """It is filed away (归档), by hand only once nobody can ask for a review any more.

        Raises:
            ReviewStillOpen
        """
        moved = self.moved("archive", by, at)
        # time itself goes by the clock of the window, which has run out
        if self._may_be_reviewed(at) and not by.is_any_of(Role.SYSTEM):
            raise ReviewStillOpen(self.number, str(self._last_day_of_review))
        return moved, moved.fact(ComplaintArchived)

    @property
    def _is_called_back(self) -> bool:
        """Reached, or tried often enough; where the vault knows nobody there is nobody to call."""
        if self.party is None or self.mode is Mode.ANONYMOUS or self.is_reached:
            return True
        return self.is_called_in_vain

    @property
    def is_called_in_vain(self) -> bool:
        """Called three times on two days, and nobody was reached."""
        return not self.is_reached and self.calls >= CALLS and self.first_call_on != self.last_call_on

    def _may_be_reviewed(self, at: datetime) -> bool:
        """Whether the complainant may still ask for a review."""
        is_reviewable = "request_review" in LIFE_CYCLE.allowed_from(self.state) and self.reviews < REVIEWS
        return is_reviewable and day_of(at) <= self._last_day_of_review

    @property
    def _last_day_of_review(self) -> date:
        ended = day_of(self.ended_at or self.changed_at)
        return workdays.newest().roll_forward(ended + timedelta(days=REVIEWED_WITHIN)).due


def _check_survey(said: CallBack) -> None:
    """Who was reached has said what they think, who was not has said nothing."""
    if said.reached and (said.satisfaction is None or said.solved is None):
        raise SurveyMissing().at("/solved" if said.satisfaction else "/satisfaction")
    if not said.reached and (said.satisfaction is not None or said.solved is not None):
        raise NobodyReached().at("/satisfaction" if said.satisfaction else "/solved")


_NEVER_ENDED: dict[str, Any] = {
    "ended_at": None,
    "outcome": None,
    "finding": None,
    "previous": None,
    "calls": 0,
    "first_call_on": None,
    "last_call_on": None,
    "is_reached": False,
    "checked_by": None,
    "verified_by": None,
}
"""What a case that is handled again has not come to yet."""
