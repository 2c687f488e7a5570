"""A webhook is signed as Standard Webhooks has it: any receiver's library can tell that it is ours and unchanged."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from services.notifications.channels.webhook import signed
from tests.unit.notifications.builders import FORMER_SECRET, SECRET

ID = UUID(int=9)
BODY = '{"type":"complaint_closed","data":{"结果":"resolved"}}'.encode()
OTHER = "whsec_" + "A" * 32


def headers(*secrets: str, ago: timedelta = timedelta()) -> dict[str, str]:
    return signed(ID, BODY, secrets or [SECRET], at=datetime.now(UTC) - ago)


def test_a_signature_is_verified_by_the_receivers_library() -> None:
    assert Webhook(SECRET).verify(BODY, headers()) == {"type": "complaint_closed", "data": {"结果": "resolved"}}


@pytest.mark.parametrize("secret", [SECRET, FORMER_SECRET])
def test_while_secrets_change_a_receiver_with_either_is_content(secret: str) -> None:
    assert Webhook(secret).verify(BODY, headers(SECRET, FORMER_SECRET))


def test_a_receiver_with_another_secret_refuses() -> None:
    with pytest.raises(WebhookVerificationError):
        Webhook(OTHER).verify(BODY, headers(SECRET, FORMER_SECRET))


def test_a_changed_body_is_refused() -> None:
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(BODY.replace(b"resolved", b"unfounded"), headers())


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp"])
def test_id_and_time_are_signed_too(header: str) -> None:
    changed = headers() | {header: str(int(datetime.now(UTC).timestamp()) + 1)}

    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(BODY, changed)


def test_a_webhook_that_was_kept_for_six_minutes_is_refused() -> None:
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(BODY, headers(ago=timedelta(minutes=6)))


def test_the_id_is_the_messages_at_every_try() -> None:
    first, again = headers(ago=timedelta(minutes=1)), headers()

    assert first["webhook-id"] == again["webhook-id"] == str(ID)
    assert first["webhook-timestamp"] != again["webhook-timestamp"]


def test_a_webhook_names_no_person() -> None:
    assert set(headers()) == {
        "Accept-Encoding",
        "Content-Type",
        "User-Agent",
        "webhook-id",
        "webhook-timestamp",
        "webhook-signature",
    }
