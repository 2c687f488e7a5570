"""Surveys: answered by whoever holds a token, read by the office; awareness surveys, published to everybody."""

from contracts import awareness, survey
from contracts.complaints import SealedView
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import command, query
from services.complaints.foundation import Foundation
from services.complaints.survey import reading, recording, use_cases
from services.complaints.survey.storage import AwarenessSurveys


class SurveyRoom(Foundation):
    """评价."""

    awareness_surveys = Stored(AwarenessSurveys)

    @command
    def answer_survey(self, order: survey.AnswerSurvey, by: Actor) -> survey.SurveyProgress:
        """Whoever holds the token answers (评价)."""
        return use_cases.answer_survey(order, by=by, surveying=self._surveying())

    @command
    def exclude_rating(self, order: survey.ExcludeRating, by: Actor) -> survey.SurveyProgress:
        """Somebody says that a rating is unsound (剔除不实评价)."""
        return use_cases.exclude_rating(order, by=by, surveying=self._surveying())

    @command
    def record_awareness_survey(self, order: awareness.RecordAwarenessSurvey, by: Actor) -> awareness.AwarenessView:
        """Records what a sample of people answered (民意调查)."""
        return recording.record_awareness_survey(
            order, by=by, awareness_surveys=self.awareness_surveys, numbers=self.numbers, **self._now()
        )

    @query
    def find_survey(self, question: survey.FindSurvey, by: Actor) -> survey.SurveyView:
        """One survey."""
        return reading.find_survey(question, reading=self._reading(by))

    @query
    def find_surveys(self, question: survey.FindSurveys, by: Actor) -> survey.SurveyPage:
        """A page of surveys."""
        return reading.find_surveys(question, reading=self._reading(by))

    @query
    def find_survey_link(self, question: survey.FindSurveyLink, by: Actor) -> SealedView:
        """The token, for the office with a reason."""
        return reading.find_survey_link(question, reading=self._reading(by))

    @query
    def find_survey_token(self, question: survey.FindSurveyToken, by: Actor) -> SealedView:
        """The token, for a message about to be sent."""
        return reading.find_survey_token(question, reading=self._reading(by))

    @query
    def check_survey(self, question: survey.CheckSurvey, by: Actor) -> SealedView:
        """The token, for number and receipt."""
        return reading.check_survey(question, window=self._window(), reading=self._reading(by))

    @query
    def read_opinion(self, question: survey.ReadOpinion, by: Actor) -> SealedView:
        """What a complainant has added, for the office with a reason."""
        return reading.read_opinion(question, reading=self._reading(by))

    @query
    def find_survey_results(self, question: survey.FindSurveyResults, by: Actor) -> survey.SurveyResults:
        """What came of the surveys of a period."""
        return reading.find_survey_results(question, reading=self._reading(by))

    @query
    def find_awareness_surveys(self, question: awareness.FindAwarenessSurveys) -> awareness.AwarenessPage:
        """A page of awareness surveys."""
        return recording.find_awareness_surveys(question, awareness_surveys=self.awareness_surveys)

    def _reading(self, by: Actor) -> reading.Reading:
        return reading.Reading(by=by, surveying=self._surveying(), vault=self.vault)
