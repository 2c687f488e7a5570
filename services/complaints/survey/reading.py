"""What may be asked about surveys, and by whom: no department learns who answered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.complaints import NotYourRole, SealedView
from contracts.people import Actor, Role
from contracts.refusals import Fault, Invalid
from contracts.survey import (
    CheckSurvey,
    FindSurvey,
    FindSurveyLink,
    FindSurveyResults,
    FindSurveys,
    FindSurveyToken,
    OwnRating,
    PeriodReversed,
    ReadOpinion,
    SurveyLink,
    SurveyPage,
    SurveyResult,
    SurveyResults,
    SurveyUnknown,
    SurveyView,
)
from contracts.wire import write
from services.complaints.domain.deadlines import day_of, end_of
from services.complaints.receipts.window import Window
from services.complaints.storage import Vault, page_after
from services.complaints.survey.domain import Survey
from services.complaints.survey.results import SMALLEST, Heap, counts_of, is_final_quarter, result_of
from services.complaints.survey.use_cases import Surveying


@dataclass(frozen=True)
class Reading:
    """What a look at a survey stands on: who looks, and where the look is written down."""

    by: Actor
    surveying: Surveying
    vault: Vault

    def get(self, number: str) -> Survey:
        """A survey that somebody of no department may see.

        Raises:
            SurveyUnknown, OwnRating
        """
        if self.by.department:
            raise OwnRating(self.by.department)
        return self.surveying.surveys.get(number)

    def get_as_stranger(self, number: str) -> Survey:
        """A survey whose token or words somebody may see who has not handled the case.

        Raises:
            SurveyUnknown, OwnRating
        """
        survey = self.get(number)
        survey.need_stranger(self.by)
        return survey

    def note(self, survey: Survey, reason: str) -> None:
        """Writes the look down."""
        self.vault.note(
            id=self.surveying.new_id(),
            reader=self.by.id,
            reason=reason,
            at=self.surveying.at,
            complaint_id=survey.complaint_id,
        )

    def seal(self, survey: Survey, to: str) -> SealedView:
        """The token of a survey that is still open, sealed to whoever shows or sends it.

        Raises:
            SurveyOver, SurveyAnsweredBefore
        """
        survey.need_open(self.surveying.at)
        link = SurveyLink(
            number=survey.number,
            token=self.surveying.token_of(survey.id),
            closes_on=survey.closes_on or survey.asked_on,
        )
        return SealedView(sealed=self.surveying.keys.seal(to, write(link)))


def find_survey(query: FindSurvey, *, reading: Reading) -> SurveyView:
    """One survey.

    Raises:
        SurveyUnknown, OwnRating
    """
    return _view(reading.get(query.number))


def find_surveys(query: FindSurveys, *, reading: Reading) -> SurveyPage:
    """A page of surveys, the newest first.

    Raises:
        OwnRating
    """
    if reading.by.department:
        raise OwnRating(reading.by.department)
    found = reading.surveying.surveys.page(query, page_after(query.after))
    following = str(found[-1].id) if len(found) == query.limit else None
    return SurveyPage(surveys=[_view(survey) for survey in found], next=following)


def find_survey_link(query: FindSurveyLink, *, reading: Reading) -> SealedView:
    """The token for the office, sealed to the gateway; who looked and why is written down.

    Raises:
        SurveyUnknown, OwnRating, SurveyOver, SurveyAnsweredBefore
    """
    survey = reading.get_as_stranger(query.number)
    sealed = reading.seal(survey, "gateway")
    reading.note(survey, query.reason)
    return sealed


def find_survey_token(query: FindSurveyToken, *, reading: Reading) -> SealedView:
    """The token for a message about to be sent, sealed to the notifications service; the message is written down.

    Raises:
        SurveyUnknown, SurveyOver, SurveyAnsweredBefore
        NotYourRole: for whoever is no service of ours.
    """
    if not reading.by.is_any_of(Role.SYSTEM):
        raise NotYourRole("find_survey_token", Role.SYSTEM)
    survey = reading.get(query.number)
    sealed = reading.seal(survey, "notifications")
    reading.note(survey, f"message {query.message}")
    return sealed


def check_survey(query: CheckSurvey, *, window: Window, reading: Reading) -> SealedView:
    """The token of the last closing of a case, for whoever holds its number and receipt; sealed to the gateway.

    Raises:
        ReceiptUnknown, ReceiptChangeNeeded, SurveyUnknown, SurveyOver, SurveyAnsweredBefore
    """
    complaint = window.admit(query.number, query.receipt_hash)
    survey = reading.surveying.surveys.of_last_closing(complaint.number)
    if survey is None:
        raise SurveyUnknown
    return reading.seal(survey, "gateway")


def read_opinion(query: ReadOpinion, *, reading: Reading) -> SealedView:
    """What a complainant has added in words, sealed to the gateway; who looked and why is written down.

    Raises:
        SurveyUnknown, OwnRating
    """
    survey = reading.get_as_stranger(query.number)
    opinion = reading.surveying.surveys.opinion_of(survey, keys=reading.surveying.keys)
    if opinion is None:
        raise SurveyUnknown
    reading.note(survey, query.reason)
    return SealedView(sealed=reading.surveying.keys.seal("gateway", write(opinion)))


def find_survey_results(query: FindSurveyResults, *, reading: Reading) -> SurveyResults:
    """What came of the surveys of a period as of a day; a department sees its own, and no figure that tells who.

    What the answers say it sees of a whole quarter of all categories, once that is final; else how many there are.

    Raises:
        PeriodReversed
        Invalid: naming a day that has not come.
    """
    today = day_of(reading.surveying.at)
    as_of = query.as_of or today
    since, until = query.since or date(as_of.year, 1, 1), query.until or as_of
    _check_period(since, until, as_of, today)
    unit = reading.by.department
    heaps = reading.surveying.surveys.heaps(
        (since, min(until, as_of)),
        query.by,
        department=unit or query.department,
        category=query.category,
        before=None if as_of == today else end_of(as_of),
    )
    groups = {
        group: [heap for heap in heaps if heap.group == group] for group in sorted({heap.group for heap in heaps})
    }
    is_whole = unit is None or (query.category is None and is_final_quarter(since, until, today=as_of))
    figures = _figures(groups.values(), to=unit) if is_whole else counts_of
    total = _figures([heaps], to=unit) if is_whole else counts_of
    return SurveyResults(
        since=since,
        until=until,
        as_of=as_of,
        by=query.by,
        total=total("", heaps),
        groups=[figures(group, alike) for group, alike in groups.items()],
    )


def _check_period(since: date, until: date, as_of: date, today: date) -> None:
    if as_of > today:
        zh, en = "日期不得晚于今天。", "The day has not come yet."
        raise Invalid.of(Fault(pointer="/as_of", rule="in_the_future", zh=zh, en=en))
    if until < since:
        raise PeriodReversed(str(since), str(until))


def _figures(sets: Iterable[Sequence[Heap]], *, to: str | None) -> Callable[[str, Sequence[Heap]], SurveyResult]:
    """What is shown of each set: to a department the counts alone, where one of them is so small that it tells who."""
    tells = to is not None and any(0 < counts_of("", alike).answered < SMALLEST for alike in sets)
    return counts_of if tells else result_of


def _view(survey: Survey) -> SurveyView:
    said = vars(survey)
    seen = {name: said[name] for name in SurveyView.__struct_fields__ if name not in {"tags", "doubts"}}
    return SurveyView(**seen, tags=list(survey.tags), doubts=list(survey.doubts))
