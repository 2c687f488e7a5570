"""What the owner of a party is asked before an e-mail goes: its address, and what its words need and nobody keeps."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from contracts.complaints import FindAddress
from contracts.survey import FindSurveyToken
from contracts.wire import Query
from services.notifications.domain.message import Message

ASKED: Mapping[str, frozenset[str]] = {"survey_requested": frozenset({"token"})}
"""The placeholders that an answer fills, by template; no table holds what stands for them."""


def questions_about(message: Message) -> dict[UUID, Query]:
    """The questions of one e-mail: the one for the address bears the message's id, the one for a token its own."""
    asked: dict[UUID, Query] = {message.id: FindAddress(party=str(message.party), message=str(message.id))}
    if message.template in ASKED:
        asked[token_question(message)] = FindSurveyToken(number=message.number, message=str(message.id))
    return asked


def token_question(message: Message) -> UUID:
    """The id of the question for the token of the survey that a message invites to."""
    return uuid5(message.id, "token")
