"""Every e-mail is complete in both languages, and says nothing that its rule does not let be said."""

from string import Formatter

import pytest

from contracts.complaints import Outcome
from contracts.notifications import Channel
from services.notifications.domain.questions import ASKED
from services.notifications.domain.rules import RULES, Rule
from services.notifications.domain.templates import LANGUAGES, TEMPLATES, WORDS, write_mail
from tests.unit.notifications.builders import ALARM, CIRCULATED, MISSING, PROPOSED, RULE, planned

NAMED_BY = {"alarm_to_office": ALARM.number, "pattern_to_office": PROPOSED.pattern}
NAMED_BY |= {"circulated_to_departments": CIRCULATED.number, "calendar_missing_to_officials": MISSING.number}
"""What an e-mail names that is about no case."""

EMAILS = [rule for rule in RULES if rule.channel is Channel.EMAIL]


def filled(rule: Rule) -> dict[str, str | int]:
    """What a message of this rule says, with what is asked for when it goes."""
    return planned(rule).data | dict.fromkeys(ASKED.get(rule.template, ()), "abcdefghijklmnopqrstuv")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", EMAILS, ids=lambda rule: rule.code)
def test_every_rule_by_email_has_words_in_every_language(rule: Rule, language: str) -> None:
    written = write_mail(rule.template, language, filled(rule))
    about = NAMED_BY.get(rule.code, "TS-2026-000123")
    assert about in written.subject
    assert about in written.text
    assert "{" not in written.subject + written.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", EMAILS, ids=lambda rule: rule.code)
def test_the_words_ask_for_nothing_that_the_rule_does_not_say(rule: Rule, language: str) -> None:
    words = TEMPLATES[rule.template][language]
    asked = {name for text in words for _, name, _, _ in Formatter().parse(text) if name is not None}

    assert asked <= {*rule.says, *ASKED.get(rule.template, ())}


@pytest.mark.parametrize("rule", EMAILS, ids=lambda rule: rule.code)
def test_the_two_languages_are_two(rule: Rule) -> None:
    chinese, english = (write_mail(rule.template, language, filled(rule)) for language in LANGUAGES)

    assert english.text.isascii()
    assert english.subject.isascii()
    assert not chinese.text.isascii()
    assert not chinese.subject.isascii()


def test_no_template_is_without_a_rule() -> None:
    assert set(TEMPLATES) == {rule.template for rule in EMAILS}


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_is_said_in_words(outcome: Outcome, language: str) -> None:
    written = write_mail("complaint_closed", language, {"number": "TS-2026-000123", "outcome": outcome})

    assert WORDS["outcome"][outcome]._asdict()[language] in written.text
    assert "_" not in written.text


def test_a_placeholder_that_nothing_fills_is_an_error() -> None:
    with pytest.raises(KeyError):
        write_mail("complaint_closed", "zh", {"number": "TS-2026-000123"})


def test_a_language_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        write_mail("complaint_filed", "fr", {"number": "TS-2026-000123"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_names_the_case_the_day_and_the_token(language: str) -> None:
    written = write_mail("survey_requested", language, filled(RULE["surveyed_to_complainant"]))

    assert all(said in written.text for said in ("TS-2026-000123", "2026-12-07", "abcdefghijklmnopqrstuv"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_email_about_the_mailbox_does_not_tell_the_office_from_the_custodian(language: str) -> None:
    asked, told = (
        write_mail(RULE[code].template, language, planned(RULE[code]).data)
        for code in ("asked_to_complainant", "look_told_to_complainant")
    )

    assert asked == told
