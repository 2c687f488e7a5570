"""Whom to tell, as one table: which event tells whom, by which channel, in which words, and saying what.

``says`` are the fields of the event that the message may hold: ids and codes. What is not named there does not leave,
so no department learns a complainant's id.
"""

from typing import NamedTuple

from contracts.calendars import CalendarMissing
from contracts.complaints import (
    CeilingExtended,
    ComplaintAccepted,
    ComplaintClosed,
    ComplaintDispatched,
    ComplaintDueMoved,
    ComplaintExtended,
    ComplaintFact,
    ComplaintFiled,
    ComplaintMerged,
    ComplaintRefused,
    ComplaintReopened,
    ComplaintUnmerged,
    DutyAdjudicated,
    ExtensionDenied,
    InfoRequested,
    JoinedCaseClosed,
    RedoOrdered,
    ReturnGranted,
    ReturnRefused,
    ReviewDecided,
)
from contracts.exposure import ExposurePublished
from contracts.mailbox import CustodianTold, ReporterAsked
from contracts.notifications import Channel, EventNotOffered, Recipient
from contracts.rectification import SpecialSupervisionProposed
from contracts.retaliation import RetaliationSuspected
from contracts.supervision import SupervisionIssued
from contracts.survey import SurveyAnswered, SurveyRequested
from contracts.wire import wire_name

Addressed = (
    SupervisionIssued
    | SurveyAnswered
    | CalendarMissing
    | RetaliationSuspected
    | SpecialSupervisionProposed
    | ExposurePublished
)
"""What names itself whom it is for: holders of posts."""

Told = ComplaintFact | Addressed | SurveyRequested | ReporterAsked | CustodianTold
"""What somebody may be told of."""


class Rule(NamedTuple):
    """One row; ``template`` names the words of an e-mail, and is empty where the event's data are the message."""

    code: str
    event: type[Told]
    recipient: Recipient
    channel: Channel
    template: str
    says: tuple[str, ...]

    @property
    def event_type(self) -> str:
        """The event's name on the wire."""
        return wire_name(self.event)


CITIZEN, DEPARTMENT = Recipient.COMPLAINANT, Recipient.DEPARTMENT
OFFICIAL, LIAISON = Recipient.OFFICIAL, Recipient.LIAISON
EMAIL, WEBHOOK = Channel.EMAIL, Channel.WEBHOOK
CASE = ("complaint", "number", "version", "state", "department")
NOTICE = ("notice", "number", "version", "state", "level", "case", "department", "clock", "answer_by")
ADDRESSED = ("number", "level", "case", "answer_by")
CIRCULATED = ("number", "level", "case", "title")
SURVEY = ("number", "case", "closes_on")

RULES = (
    # code                        event                who         by       words                 saying
    Rule("filed_to_complainant", ComplaintFiled, CITIZEN, EMAIL, "complaint_filed", ("number",)),
    Rule("accepted_to_complainant", ComplaintAccepted, CITIZEN, EMAIL, "complaint_accepted", ("number",)),
    Rule("dispatched_to_department", ComplaintDispatched, DEPARTMENT, WEBHOOK, "", (*CASE, "due_on")),
    Rule("info_requested_to_complainant", InfoRequested, CITIZEN, EMAIL, "info_requested", ("number",)),
    Rule("refused_to_complainant", ComplaintRefused, CITIZEN, EMAIL, "complaint_refused", ("number", "ground")),
    Rule("merged_to_complainant", ComplaintMerged, CITIZEN, EMAIL, "complaint_merged", ("number",)),
    Rule("unmerged_to_complainant", ComplaintUnmerged, CITIZEN, EMAIL, "complaint_unmerged", ("number",)),
    Rule("joined_closed_to_complainant", JoinedCaseClosed, CITIZEN, EMAIL, "complaint_closed", ("number", "outcome")),
    Rule("transferred_to_department", ReturnGranted, DEPARTMENT, WEBHOOK, "", (*CASE, "due_on")),
    Rule("ruled_to_department", DutyAdjudicated, DEPARTMENT, WEBHOOK, "", (*CASE, "due_on")),
    Rule("kept_to_department", ReturnRefused, DEPARTMENT, WEBHOOK, "", CASE),
    Rule("extended_to_complainant", ComplaintExtended, CITIZEN, EMAIL, "complaint_extended", ("number", "due_on")),
    Rule("extended_to_department", ComplaintExtended, DEPARTMENT, WEBHOOK, "", (*CASE, "due_on")),
    Rule("not_extended_to_department", ExtensionDenied, DEPARTMENT, WEBHOOK, "", CASE),
    Rule("moved_to_complainant", ComplaintDueMoved, CITIZEN, EMAIL, "complaint_due_moved", ("number", "due_on")),
    Rule("moved_to_department", ComplaintDueMoved, DEPARTMENT, WEBHOOK, "", (*CASE, "due_on")),
    Rule("ceiling_to_complainant", CeilingExtended, CITIZEN, EMAIL, "ceiling_extended", ("number", "until")),
    Rule("ceiling_to_department", CeilingExtended, DEPARTMENT, WEBHOOK, "", (*CASE, "until")),
    Rule("redo_to_department", RedoOrdered, DEPARTMENT, WEBHOOK, "", (*CASE, "reason", "times", "due_on")),
    Rule("reopened_to_complainant", ComplaintReopened, CITIZEN, EMAIL, "complaint_reopened", ("number",)),
    Rule("reopened_to_department", ComplaintReopened, DEPARTMENT, WEBHOOK, "", (*CASE, "reason", "times", "due_on")),
    Rule("reviewed_to_complainant", ReviewDecided, CITIZEN, EMAIL, "review_decided", ("number", "decision")),
    Rule("closed_to_complainant", ComplaintClosed, CITIZEN, EMAIL, "complaint_closed", ("number", "outcome")),
    Rule("closed_to_department", ComplaintClosed, DEPARTMENT, WEBHOOK, "", (*CASE, "outcome")),
    Rule("surveyed_to_complainant", SurveyRequested, CITIZEN, EMAIL, "survey_requested", SURVEY),
    Rule("dissatisfied_to_officials", SurveyAnswered, OFFICIAL, EMAIL, "survey_dissatisfied", ("number", "case")),
    Rule("asked_to_complainant", ReporterAsked, CITIZEN, EMAIL, "mailbox_written", ("number",)),
    Rule("look_told_to_complainant", CustodianTold, CITIZEN, EMAIL, "mailbox_written", ("number",)),
    Rule("supervised_to_officials", SupervisionIssued, OFFICIAL, EMAIL, "supervision_issued", ADDRESSED),
    Rule("circulated_to_liaisons", SupervisionIssued, LIAISON, EMAIL, "supervision_circulated", CIRCULATED),
    Rule("supervised_to_department", SupervisionIssued, DEPARTMENT, WEBHOOK, "", NOTICE),
    Rule("calendar_missing_to_officials", CalendarMissing, OFFICIAL, EMAIL, "calendar_missing", ("year",)),
    Rule("alarm_to_office", RetaliationSuspected, OFFICIAL, EMAIL, "retaliation_suspected", ("number",)),
    Rule(
        "pattern_to_office", SpecialSupervisionProposed, OFFICIAL, EMAIL, "special_supervision_proposed", ("pattern",)
    ),
    Rule("circulated_to_departments", ExposurePublished, OFFICIAL, EMAIL, "exposure_circulated", ("number",)),
)

OFFERED = tuple(sorted({rule.event_type for rule in RULES if rule.channel is WEBHOOK}))
"""The events that a department's endpoint can have."""


def rules_for(event: Told) -> tuple[Rule, ...]:
    """The rules that an event calls for."""
    return tuple(rule for rule in RULES if rule.event is type(event))


def check_offered(events: list[str]) -> None:
    """Checks that an endpoint can have these events.

    Raises:
        EventNotOffered: naming the ones that it can have.
    """
    for event in events:
        if event not in OFFERED:
            raise EventNotOffered(event, ", ".join(OFFERED))
