"""The office counts and looks for words: figures that follow the cases, words of two characters, what is refused."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.local.platform import Platform

BUREAU = "statistics_bureau"
MINGCHA = Path(sys.executable).parent / "mingcha"


def counted(office: Mingcha, wait: Callable[..., Any], **asked: str) -> Json:
    """The bureau's figures, once every change is counted."""
    page: Json = wait(lambda: office.statistics(department=BUREAU, **asked), lambda seen: seen["waiting"] == 0)
    return page


def line(figures: list[Json], code: str) -> Json:
    return next(figure for figure in figures if figure["code"] == code)


def test_figures_follow_the_cases_and_are_what_the_history_says(
    office: Mingcha, client: Callable[..., Mingcha], file: Callable[..., Json], wait: Callable[..., Any]
) -> None:
    office.enter_department(BUREAU, "统计局")
    unit = client(Role.LIAISON, Role.DEPUTY, department=BUREAU)
    said = {"category": "slow", "channel": "visit", "about": BUREAU, "text": "在鲸鱼湾窗口办理被拒"}
    first, second = (file(**said)["number"] for _ in range(2))
    for number in (first, second):
        office.act(number, "accept")
        office.act(number, "dispatch", department=BUREAU)
    unit.act(first, "sign")
    unit.act(first, "investigate")
    unit.act(first, "reply", finding="not_substantiated", measures="已向投诉人说明", basis="行政许可法第三十二条")
    client(Role.OFFICER).act(first, "verify", evidence="已查看")
    office.act(first, "close", outcome="unfounded")

    page = counted(office, wait)
    total = page["total"]
    assert (total["received"], total["accepted"], total["closed"], total["open"]) == (2, 2, 1, 1)
    assert (total["closing_rate"], total["on_time_rate"], total["repeated"]) == (50.0, 100.0, 1)
    assert line(page["by_category"], "slow")["received"] == line(page["by_channel"], "visit")["received"] == 2
    assert line(page["by_environment"], "service")["closed"] == 1
    assert line(page["open_by_age"], "within_5")["open"] == 1
    assert (page["median_days"], page["p90_days"]) == (0, 0)

    yesterday = str(date.fromisoformat(page["as_of"]) - timedelta(days=1))
    before = counted(office, wait, as_of=yesterday)
    assert before["total"]["received"] == before["total"]["closed"] == 0

    words = office.complaints(text="鲸鱼")["complaints"]
    assert [found["number"] for found in words] == [second, first]
    closed = office.complaints(text="鱼湾 窗口", state="closed", about=BUREAU, filed_from=page["as_of"])
    assert [found["number"] for found in closed["complaints"]] == [first]
    assert "鲸鱼" not in json.dumps(words, ensure_ascii=False)


def test_the_command_line_proves_every_sum(
    platform: Platform, office: Mingcha, wait: Callable[..., Any], tmp_path: Path
) -> None:
    counted(office, wait)
    databases = {"DATABASE_URL_COMPLAINTS": platform.database_url("complaints"), "AMQP_URI": platform.amqp_uri}
    argv = [str(MINGCHA), "statistics", "verify", "--json"]
    done = subprocess.run(
        argv, env={**os.environ, **databases}, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    found = json.loads(done.stdout)

    assert done.returncode == 0, done.stderr
    assert found["figures"]
    assert all(figure["counted"] == figure["replayed"] for figure in found["figures"])


@pytest.mark.parametrize(
    ("asked", "pointer", "rule"),
    [
        ({"as_of": "2999-01-01"}, "/as_of", "in_the_future"),
        ({"from": "2026-02-01", "to": "2026-01-01"}, "/to", "before_from"),
    ],
)
def test_days_that_cannot_be_are_refused_by_name(office: Mingcha, asked: Json, pointer: str, rule: str) -> None:
    with pytest.raises(Problem) as refused:
        office.statistics(**asked)

    assert refused.value.status == 422
    assert [(error["pointer"], error["rule"]) for error in refused.value.errors] == [(pointer, rule)]


@pytest.mark.parametrize("text", ["鱼", "!?", "一二 三四 五六 七八 九十 百千"])
def test_what_cannot_be_looked_for_is_refused(office: Mingcha, text: str) -> None:
    with pytest.raises(Problem) as refused:
        office.complaints(text=text)

    assert refused.value.status == 422
    assert refused.value.errors[0]["pointer"] == "/text"


def test_departments_and_operators_neither_count_nor_look_for_words(client: Callable[..., Mingcha]) -> None:
    for reader in (client(Role.LIAISON, department=BUREAU), client(Role.OPERATOR)):
        for ask in (reader.statistics, lambda reader=reader: reader.complaints(text="鲸鱼")):
            with pytest.raises(Problem) as refused:
                ask()
            assert refused.value.status == 403
