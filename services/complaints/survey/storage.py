"""All surveys, and what complainants have added in words."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import JSON, Label, Row, cast, func, select

from contracts.survey import FindSurveys, Grouping, Opinion, SurveyUnknown
from contracts.wire import read, write
from kernel.sealing import KeyRing
from kernel.stage import Stage, said_in
from kernel.tables import history
from services.complaints.survey.awareness import AwarenessSurvey
from services.complaints.survey.domain import Survey
from services.complaints.survey.results import Heap
from services.complaints.survey.tables import DISSATISFIED, awareness_surveys, survey_opinions, surveys

_COLUMNS = [str(column.name) for column in surveys.c]
_AWARENESS_COLUMNS = [str(column.name) for column in awareness_surveys.c]


class Surveys:
    """All surveys."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def keep(self, survey: Survey) -> None:
        """Keeps a survey that was begun or has moved."""
        write_row = self._stage.insert if survey.version == 1 else self._stage.update
        write_row(
            surveys, {name: list(value) if isinstance(value, tuple) else value for name, value in vars(survey).items()}
        )
        self._stage.kept["survey", survey.number] = survey
        self._stage.kept["survey of a closing", (survey.case, survey.round)] = survey
        if survey.token_hash is not None:
            self._stage.kept["survey token", survey.token_hash] = survey

    def get(self, number: str) -> Survey:
        """The survey with this number; raises ``SurveyUnknown``."""
        return self._found("survey", number, "number")

    def by_token(self, token_hash: str) -> Survey:
        """The survey that a token is for; raises ``SurveyUnknown``."""
        return self._found("survey token", token_hash, "token_hash")

    def of_closing(self, case: str, round_: int) -> Survey | None:
        """The survey of one closing of a case."""
        key = ("survey of a closing", (case, round_))
        if key not in self._stage.kept:
            query = select(surveys).where(surveys.c.case == case, surveys.c.round == round_)
            row = self._stage.connection.execute(query).first()
            self._stage.kept[key] = None if row is None else _survey(row)
        found: Survey | None = self._stage.kept[key]
        return found

    def of_last_closing(self, case: str) -> Survey | None:
        """The survey of the last closing of a case that was asked about."""
        query = select(surveys).where(surveys.c.case == case).order_by(surveys.c.round.desc()).limit(1)
        row = self._stage.connection.execute(query).first()
        return None if row is None else _survey(row)

    def page(self, asked: FindSurveys, after: UUID | None) -> list[Survey]:
        """The newest surveys that fit, ``after`` the one with this id; never more than were asked for."""
        query = select(surveys).order_by(surveys.c.id.desc()).limit(asked.limit)
        for name, value in {"case": asked.case, "department": asked.department, "state": asked.state}.items():
            if value is not None:
                query = query.where(surveys.c[name] == value)
        if asked.dissatisfied:
            query = query.where(DISSATISFIED)
        if after is not None:
            query = query.where(surveys.c.id < after)
        return [_survey(row) for row in self._stage.connection.execute(query)]

    def heaps(
        self,
        period: tuple[date, date],
        by: Grouping,
        *,
        department: str | None,
        category: str | None,
        before: datetime | None = None,
    ) -> list[Heap]:
        """The surveys that were begun in a period, alike ones counted together, as they stood before a moment."""
        group = func.coalesce(surveys.c[by.value], "").label("group")
        state = surveys.c.state if before is None else _state_before(before)
        said = [surveys.c.level, surveys.c.solved, surveys.c.contacted]
        query = select(group, state, *said).where(surveys.c.asked_on.between(*period))
        for name, value in {"department": department, "category": category}.items():
            if value is not None:
                query = query.where(surveys.c[name] == value)
        each = query.subquery()
        heaps = select(*each.c, func.count()).where(each.c.state.is_not(None)).group_by(*each.c)
        return [msgspec.convert(tuple(row), Heap) for row in self._stage.connection.execute(heaps)]

    def add_opinion(self, survey: Survey, opinion: Opinion, *, keys: KeyRing) -> None:
        """Keeps what a complainant has added in words, encrypted."""
        row = {"survey_id": survey.id, "opinion": keys.encrypt(write(opinion), survey.id.bytes)}
        self._stage.insert(survey_opinions, row)

    def opinion_of(self, survey: Survey, *, keys: KeyRing) -> Opinion | None:
        """What a complainant has added in words; whoever calls this writes down the look."""
        query = select(survey_opinions.c.opinion).where(survey_opinions.c.survey_id == survey.id)
        kept = self._stage.connection.scalar(query)
        return None if kept is None else read(Opinion, keys.decrypt(bytes(kept), survey.id.bytes))

    def _found(self, kind: str, key: str, column: str) -> Survey:
        def load(keys: set[str]) -> dict[str, Survey]:
            rows = self._stage.connection.execute(select(surveys).where(surveys.c[column].in_(keys)))
            return {str(getattr(row, column)): _survey(row) for row in rows}

        found: Survey | None = self._stage.find(kind, key, load, said_in(column))
        if found is None:
            raise SurveyUnknown
        return found


class AwarenessSurveys:
    """All awareness surveys."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, survey: AwarenessSurvey) -> None:
        """Keeps one that was recorded."""
        answers = msgspec.json.encode(survey.answers).decode()
        self._stage.insert(awareness_surveys, {**vars(survey), "answers": answers})

    def page(self, after: UUID | None, limit: int) -> list[AwarenessSurvey]:
        """The newest, ``after`` the one with this id; never more than ``limit``."""
        query = select(awareness_surveys).order_by(awareness_surveys.c.id.desc()).limit(limit)
        if after is not None:
            query = query.where(awareness_surveys.c.id < after)
        return [_awareness_survey(row) for row in self._stage.connection.execute(query)]


def _state_before(moment: datetime) -> Label[Any]:
    """Where a survey stood, as its history tells; what it answered it has answered once."""
    told = (
        select(cast(history.c.data, JSON)["state"].as_string())
        .where(history.c.aggregate_id == surveys.c.id, history.c.occurred_at < moment)
        .order_by(history.c.version.desc())
        .limit(1)
    )
    return told.scalar_subquery().label("state")


def _survey(row: Row[Any]) -> Survey:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Survey)


def _awareness_survey(row: Row[Any]) -> AwarenessSurvey:
    said = dict(zip(_AWARENESS_COLUMNS, row, strict=True))
    return msgspec.convert(said | {"answers": msgspec.json.decode(said["answers"])}, AwarenessSurvey)
