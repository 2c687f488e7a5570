"""Commands: applied once, answered, refused without a trace."""

from kernel.history import verify
from tests.integration.kernel.post import Stranger
from tests.integration.kernel.stand import Running, Town, eventually


def test_a_command_is_applied_once_and_answered(town: Town, probe: Running, stranger: Stranger) -> None:
    reply = stranger.order("note", key="a", text="first")

    assert reply == {"answer": {"key": "a", "version": 1}, "refusal": None, "replayed": False}
    assert town.count("lines") == town.count("history") == town.count("received") == 1


def test_its_fact_is_published_as_a_cloud_event_whose_body_is_the_data(
    town: Town, probe: Running, stranger: Stranger
) -> None:
    tap = stranger.hear("probe.events", "noted")
    order = stranger.command("note", id="the-cause", key="b", text="第一行", headers={"traceparent": "00-1-2-01"})

    stranger.send(order)
    fact = stranger.take(tap)
    row = town.sql("SELECT * FROM history")[0]

    assert fact.body == row.data.encode() == '{"key":"b","version":1,"text":"第一行"}'.encode()
    assert fact.headers == {
        "ce-specversion": "1.0",
        "ce-id": f"{row.aggregate_id}.1",
        "ce-source": "/services/probe",
        "ce-type": "noted",
        "ce-time": row.occurred_at.isoformat().replace("+00:00", "Z"),
        "ce-subject": f"book/{row.aggregate_id}",
        "ce-sequence": "1",
        "ce-traceparent": "00-1-2-01",
        "ce-correlation": "the-cause",
    }
    sent = {name: fact.properties[name] for name in ("content_type", "delivery_mode", "message_id", "type")}
    assert sent == {
        "content_type": "application/json",
        "delivery_mode": 2,
        "message_id": f"{row.aggregate_id}.1",
        "type": "noted",
    }
    eventually(lambda: town.count("history", "published IS NOT NULL"))
