"""Recording awareness surveys, and publishing them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from contracts.awareness import AwarenessPage, AwarenessView, ChoiceView, FindAwarenessSurveys, RecordAwarenessSurvey
from contracts.people import Actor
from kernel.history import History
from services.complaints.domain.deadlines import year_of
from services.complaints.storage import Numbers, page_after
from services.complaints.survey.awareness import AwarenessSurvey, check
from services.complaints.survey.storage import AwarenessSurveys

SERIES = "MY"
"""民意."""


def record_awareness_survey(
    command: RecordAwarenessSurvey,
    *,
    by: Actor,
    at: datetime,
    new_id: Callable[[], UUID],
    awareness_surveys: AwarenessSurveys,
    numbers: Numbers,
    history: History,
) -> AwarenessView:
    """Records what a sample of people answered.

    Raises:
        NotYourRole
        Invalid: naming the field, when more answered than were asked, a choice comes twice, or the day lies ahead.
    """
    check(command, by=by, at=at)
    number = numbers.next(year_of(at), SERIES)
    survey, fact = AwarenessSurvey.record(command, id=new_id(), number=number, by=by, at=at)
    awareness_surveys.add(survey)
    history.tell(survey, fact)
    return _view(survey)


def find_awareness_surveys(query: FindAwarenessSurveys, *, awareness_surveys: AwarenessSurveys) -> AwarenessPage:
    """A page of awareness surveys, the newest first; anybody may ask."""
    found = awareness_surveys.page(page_after(query.after), query.limit)
    following = str(found[-1].id) if len(found) == query.limit else None
    return AwarenessPage(surveys=[_view(survey) for survey in found], next=following)


def _view(survey: AwarenessSurvey) -> AwarenessView:
    said = vars(survey)
    seen = {name: said[name] for name in AwarenessView.__struct_fields__ if name != "answers"}
    answers = [
        ChoiceView(code=one.code, zh=one.zh, en=one.en, count=one.given, percent=one.percent(survey.n))
        for one in survey.answers
    ]
    return AwarenessView(**seen, answers=answers)
