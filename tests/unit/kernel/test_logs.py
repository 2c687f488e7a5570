"""A line of the log is one JSON object, says what is being handled, and belongs to no other trace."""

import io
import json
import logging
from collections.abc import Iterator
from contextvars import copy_context
from typing import Any

import pytest

from kernel.telemetry import JsonLines, about


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines("probe"))
    logger = logging.getLogger("test.logs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield stream
    logger.removeHandler(handler)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_line_says_process_event_trace_and_what_it_was_given(written: io.StringIO) -> None:
    def handle() -> None:
        about(trace_id="t-1", message_id="m-1")
        logging.getLogger("test.logs").info("受理 %s", "TS-1", extra={"ms": 1.5, "what": ValueError("x")})

    copy_context().run(handle)

    [line] = lines(written)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "process": "probe",
        "event": "受理 TS-1",
        "level": "info",
        "logger": "test.logs",
        "trace_id": "t-1",
        "message_id": "m-1",
        "ms": 1.5,
        "what": "x",
    }


def test_one_record_about_many_is_a_line_for_each(written: io.StringIO) -> None:
    each = [{"id": "1", "trace_id": "a"}, {"id": "2", "trace_id": "b"}]
    logging.getLogger("test.logs").info("handled", extra={"queue": "q", "each": each})

    assert [(line["queue"], line["id"], line["trace_id"]) for line in lines(written)] == [
        ("q", "1", "a"),
        ("q", "2", "b"),
    ]


def test_what_comes_next_bears_nothing_of_what_came_before(written: io.StringIO) -> None:
    def handle() -> None:
        about(trace_id="t-1", message_id="m-1")
        about(trace_id="t-2")
        logging.getLogger("test.logs").info("a")
        about()
        logging.getLogger("test.logs").info("b")

    copy_context().run(handle)

    first, second = lines(written)
    assert (first["trace_id"], "message_id" in first) == ("t-2", False)
    assert "trace_id" not in second


def test_a_line_tells_an_errors_kind_and_place_but_not_its_text(written: io.StringIO) -> None:
    complaint = "the words of a citizen"

    def fail() -> None:
        raise RuntimeError(complaint)

    def handle() -> None:
        try:
            fail()
        except RuntimeError as error:
            raise ValueError(complaint) from error

    try:
        handle()
    except ValueError:
        logging.getLogger("test.logs").exception("failed")

    [line] = lines(written)
    assert "builtins.ValueError" in line["exception"]
    assert "builtins.RuntimeError" in line["exception"]
    assert "in fail" in line["exception"]
    assert complaint not in written.getvalue()
