"""What every move of a complaint comes to: it is kept, its clocks go as the fact says, the fact is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from contracts.clocks import ClockState
from contracts.complaints import (
    ClockClass,
    ComplaintArchived,
    ComplaintFact,
    ComplaintRefused,
    ComplaintWithdrawn,
    FileComplaint,
    Progress,
    Registered,
    State,
    Step,
)
from contracts.people import Actor, Role
from kernel.history import History
from services.complaints.domain.case_clocks import (
    HANDLING,
    SUSPENSION,
    TOLD,
    clocks_named,
    effect_of,
    handle_clock,
    subject_of,
)
from services.complaints.domain.clock_rules import Unit
from services.complaints.domain.clocks import Clock, Subject
from services.complaints.domain.complaint import Complaint, Moved
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.periods import span
from services.complaints.storage import Clocks, Complaints
from services.complaints.storage.remarks import Remark
from services.complaints.survey.domain import Rating
from services.complaints.use_cases.lifting import Lift, Urged, nobody_urged
from services.complaints.use_cases.progress import progress_of, registered

NOT_WAITED_FOR = (ComplaintWithdrawn, ComplaintArchived)
"""After these nothing is waited for any more: the clocks are not met, they are cancelled."""

CAME_TO_NOTHING = (ComplaintWithdrawn, ComplaintRefused)
"""A case that ends so was not handled: what was joined to it still is to be."""

SYSTEM = Actor(id="/services/complaints", roles=[Role.SYSTEM])
"""Who does what follows by itself."""

Rated = Callable[[Complaint, Rating, Actor], None]
"""Takes down what a complainant has said by phone of a case, to whom."""

Closed = Callable[[Complaint], None]
"""What follows for a case that was just closed."""

Instruct = Callable[[FileComplaint], Callable[[Complaint], None]]
"""Decides what the instruction on a letter comes to, and says how it is put down on the case."""


def _nothing(*_: object) -> None:
    """Nothing follows."""


def _no_instruction(_: FileComplaint) -> Callable[[Complaint], None]:
    """Nothing is put down where there is no room for instructions."""
    return _nothing


@dataclass(frozen=True)
class Bench:
    """What a move stands on: who acts and when, how ids are made, where things go, and what follows."""

    by: Actor
    at: datetime
    new_id: Callable[[], UUID]
    complaints: Complaints
    clocks: Clocks
    history: History
    lift: Lift = nobody_urged
    urged: Urged = _nothing
    rated: Rated = _nothing
    closed: Closed = _nothing
    instruct: Instruct = _no_instruction

    def find(self, command: Step) -> Complaint:
        """The complaint that a command names, at the version that its sender has seen.

        Raises:
            ComplaintUnknown, Outdated
        """
        return self.complaints.at_version(command.number, command.version)

    def note(self, action: str, **said: str | None) -> Remark:
        """What an official wrote when doing so; what was left out is left out."""
        texts = {name: text for name, text in said.items() if text is not None}
        return Remark(id=self.new_id(), action=action, by=self.by.id, at=self.at, said=texts)

    def add(self, filed: Moved) -> Registered:
        """Keeps a complaint that was just registered; its receipt carries the head of the chain that begins here."""
        complaint, fact = filed
        self.complaints.add(complaint)
        self.clocks.welcome(complaint.number)
        self.wind(complaint, fact)
        return registered(complaint, self.history.tell(complaint, fact))

    def keep(self, moved: Moved) -> Progress:
        """Keeps a complaint that has moved, with its notices, its clocks and its fact."""
        complaint, fact = moved
        self.complaints.keep(complaint)
        self.urged(complaint, fact, self.at)
        self.wind(complaint, fact)
        self.history.tell(complaint, fact)
        if isinstance(fact, CAME_TO_NOTHING):
            self._release_followers(complaint)
        return progress_of(complaint)

    def wind(self, complaint: Complaint, fact: ComplaintFact) -> None:
        """Has the clocks of a case go as its fact says."""
        effect = effect_of(fact)
        number = complaint.number
        if effect.stops:
            state = ClockState.CANCELLED if isinstance(fact, NOT_WAITED_FOR) else ClockState.MET
            codes = (code for code in effect.stops if code != "*")
            for clock in self.clocks.stop(number, *codes, at=self.at, state=state):
                self.lift(clock)
        for clock in self.clocks.open_of(number) if effect.pauses or effect.resumes or effect.hands_on else ():
            self._turn(clock, complaint, pauses=effect.pauses, resumes=effect.resumes)
        for code in clocks_named(effect.starts, complaint):
            subject = subject_of(complaint, code)
            self.clocks.start(code, subject, at=self.at, new_id=self.new_id, told=code in TOLD)

    def handling_clock(self, complaint: Complaint) -> Clock | None:
        """The clock by which the case must be answered, if it runs or stands still."""
        return next((clock for clock in self.clocks.open_of(complaint.number) if clock.code in HANDLING), None)

    def suspended_before(self, complaint: Complaint) -> int:
        """The working days that the case has stood still for somebody else so far."""
        past = (clock for clock in self.clocks.all_of(complaint.number) if clock.code == SUSPENSION and clock.ended_at)
        return sum(
            span(Unit.WORKING_DAYS, day_of(clock.started_at), day_of(clock.ended_at or self.at)) for clock in past
        )

    def due_if_begun(self, clock_class: ClockClass) -> date:
        """The day by which a case that is begun now must be answered."""
        nobody = Subject(kind="complaint", id=UUID(int=0), number="")
        return Clock.start(handle_clock(clock_class), nobody, id=UUID(int=0), at=self.at).due_on

    def _release_followers(self, complaint: Complaint) -> None:
        """What was joined to a case that came to nothing is a case of its own again: nobody else takes it back."""
        for follower in self.complaints.followers(complaint.number):
            if follower.state is State.MERGED:
                self.keep(follower.unmerge(by=SYSTEM, at=self.at))

    def _turn(self, clock: Clock, complaint: Complaint, *, pauses: bool, resumes: bool) -> None:
        if pauses:
            turned = clock.pause(self.at)
        elif resumes:
            turned = clock.resume(self.at)
        else:
            turned = clock.hand_to(subject_of(complaint, clock.code).department)
        self.clocks.keep(turned)
