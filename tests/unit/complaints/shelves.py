"""Plain lists where the collections of survey, own motion and watch would be; the keys are real."""

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from nacl.public import PrivateKey

from contracts.complaints import Answers, Channel, Reporter, Testimony
from contracts.directory import Post
from contracts.people import Actor
from contracts.supervision import Addressee
from contracts.survey import FindSurveys, Opinion, SurveyUnknown
from contracts.wire import Event, wire_name
from kernel.sealing import KeyRing
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.department import Department
from services.complaints.own_motion.use_cases import OwnMotion
from services.complaints.retaliation.domain import Deed, RetaliationAlarm, Watched
from services.complaints.retaliation.use_cases import Watching
from services.complaints.survey.domain import Survey
from services.complaints.survey.results import Heap
from services.complaints.survey.use_cases import Surveying
from tests.unit.complaints.books import Books

OWNERS = {name: PrivateKey.generate() for name in ("complaints", "gateway", "notifications")}
SECRETS = {f"{name}.key": b64encode(bytes(key)).decode() for name, key in OWNERS.items()}
SECRETS |= {f"{name}.pub": b64encode(bytes(key.public_key)).decode() for name, key in OWNERS.items()}
KEYS = KeyRing((SECRETS | {"vault.key": b64encode(bytes(range(32))).decode()}).__getitem__)


@dataclass
class Shelves:
    """Everything that was kept, told and looked at."""

    books: Books = field(default_factory=Books)
    surveys: dict[str, Survey] = field(default_factory=dict)
    opinions: dict[UUID, bytes] = field(default_factory=dict)
    heaps: list[Heap] = field(default_factory=list)
    counted_for: list[str | None] = field(default_factory=list)
    watched: list[Watched] = field(default_factory=list)
    alarms: dict[str, RetaliationAlarm] = field(default_factory=dict)
    people: dict[UUID, Reporter] = field(default_factory=dict)
    looks: list[dict[str, Any]] = field(default_factory=list)
    told: list[Event] = field(default_factory=list)
    causes: list[Any] = field(default_factory=list)
    testimonies: dict[UUID, Testimony] = field(default_factory=dict)
    supplements: list[str] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    departments: tuple[str, ...] = ("civil_affairs", "finance")
    holders: dict[tuple[str, Post], UUID] = field(default_factory=dict)
    title: str = "民政局"

    def types(self) -> list[str]:
        """What was told, in its order."""
        return [wire_name(type(fact)) for fact in self.told]

    def surveying(self, at: datetime) -> Surveying:
        return Surveying(
            at=at,
            new_id=self.books.new_id,
            history=cast(Any, self),
            surveys=cast(Any, _Surveys(self)),
            clocks=cast(Any, _clocks(self.books, at)),
            numbers=cast(Any, self),
            keys=KEYS,
            entries=cast(Any, self),
        )

    def director(self, on: date) -> tuple[Addressee, ...]:
        """The office has one."""
        assert on
        return (Addressee(department="office", post=Post.DIRECTOR, party=str(UUID(int=9))),)

    def watching(self, at: datetime) -> Watching:
        return Watching(
            at=at,
            new_id=self.books.new_id,
            history=cast(Any, self),
            watchlist=cast(Any, _Watchlist(self)),
            alarms=cast(Any, _Alarms(self)),
            numbers=cast(Any, self),
            vault=cast(Any, _Vault(self)),
            keys=KEYS,
            holder=lambda unit, post: self.holders.get((unit, post)),
        )

    def own_motion(self, by: Actor, at: datetime) -> OwnMotion:
        self.books.by_source = self.by_source  # type: ignore[attr-defined]  # the books know no sources
        return OwnMotion(
            bench=self.books.bench(by, at),
            keys=KEYS,
            departments=cast(Any, _Departments(self)),
            testimonies=cast(Any, _Testimonies(self)),
            vault=cast(Any, _Vault(self)),
            numbers=cast(Any, self),
        )

    def by_source(self, channel: Channel, source: str | None, external_id: str) -> Complaint | None:
        key = (channel, source, external_id)
        return next(
            (case for case in self.books.cases.values() if (case.channel, case.source, case.external_id) == key), None
        )

    def next(self, year: int, series: str = "TS") -> str:
        self.taken[series] = self.taken.get(series, 0) + 1
        return f"{series}-{year}-{self.taken[series]:06d}"

    def tell(self, aggregate: Any, fact: Any, *, cause: Any = None) -> None:
        assert fact.version == aggregate.version
        self.told.append(fact)
        self.causes.append(cause)

    def vault(self) -> Any:
        return _Vault(self)


def _clocks(books: Books, at: datetime) -> Any:
    return books.bench(Actor(id="nobody"), at).clocks


@dataclass
class _Surveys:
    shelves: Shelves

    def keep(self, survey: Survey) -> None:
        self.shelves.surveys[survey.number] = survey

    def get(self, number: str) -> Survey:
        return self._only(survey for survey in self.shelves.surveys.values() if survey.number == number)

    def by_token(self, token_hash: str) -> Survey:
        return self._only(survey for survey in self.shelves.surveys.values() if survey.token_hash == token_hash)

    def of_closing(self, case: str, round_: int) -> Survey | None:
        found = (survey for survey in self.shelves.surveys.values() if (survey.case, survey.round) == (case, round_))
        return next(found, None)

    def of_last_closing(self, case: str) -> Survey | None:
        found = [survey for survey in self.shelves.surveys.values() if survey.case == case]
        return max(found, key=lambda survey: survey.round, default=None)

    def page(self, asked: FindSurveys, after: UUID | None) -> list[Survey]:
        del after
        return list(self.shelves.surveys.values())[: asked.limit]

    def heaps(self, *period: Any, department: str | None, category: str | None, before: Any = None) -> list[Heap]:
        del period, category, before
        self.shelves.counted_for.append(department)
        return self.shelves.heaps

    def add_opinion(self, survey: Survey, opinion: Opinion, *, keys: KeyRing) -> None:
        self.shelves.opinions[survey.id] = keys.encrypt(opinion.text.encode(), survey.id.bytes)

    def opinion_of(self, survey: Survey, *, keys: KeyRing) -> Opinion | None:
        kept = self.shelves.opinions.get(survey.id)
        return None if kept is None else Opinion(text=keys.decrypt(kept, survey.id.bytes).decode())

    def _only(self, found: Any) -> Survey:
        survey: Survey | None = next(found, None)
        if survey is None:
            raise SurveyUnknown
        return survey


@dataclass
class _Watchlist:
    shelves: Shelves

    def add(self, case: Watched) -> None:
        self.shelves.watched.append(case)

    def cases_of(self, deed: Deed, enterprise_hash: str) -> tuple[str, ...]:
        return tuple(
            one.case
            for one in self.shelves.watched
            if (one.enterprise_hash, one.department) == (enterprise_hash, deed.department)
            and one.since <= deed.done_on <= one.until
        )


@dataclass
class _Alarms:
    shelves: Shelves

    def keep(self, alarm: RetaliationAlarm) -> None:
        self.shelves.alarms[alarm.number] = alarm

    def get(self, number: str) -> RetaliationAlarm:
        return self.shelves.alarms[number]

    def has(self, deed: Deed) -> bool:
        return any(
            (alarm.deed, alarm.department, alarm.reference) == deed[:3] for alarm in self.shelves.alarms.values()
        )

    def page(self, *_: Any) -> list[RetaliationAlarm]:
        return list(self.shelves.alarms.values())


@dataclass
class _Vault:
    shelves: Shelves

    def find(self, party: UUID, *, keys: KeyRing) -> Reporter | None:
        del keys
        return self.shelves.people.get(party)

    def find_all(self, party_ids: Any, *, keys: KeyRing) -> dict[UUID, Reporter]:
        del keys
        return {party: self.shelves.people[party] for party in party_ids if party in self.shelves.people}

    def note(self, **look: Any) -> None:
        self.shelves.looks.append(look)


@dataclass
class _Departments:
    shelves: Shelves

    def find(self, code: str) -> Department | None:
        known = code in self.shelves.departments
        return Department(id=UUID(int=0), code=code, title=self.shelves.title, version=1) if known else None


@dataclass
class _Testimonies:
    shelves: Shelves

    def add(self, complaint: UUID, testimony: Testimony, answers: Answers | None = None) -> None:
        assert not answers
        self.shelves.testimonies[complaint] = testimony

    def get(self, complaint: UUID) -> tuple[str, str]:
        said = self.shelves.testimonies[complaint]
        return said.title, said.text

    def supplement(self, complaint: Complaint, text: str, *, id: UUID) -> None:
        del complaint, id
        self.shelves.supplements.append(text)
