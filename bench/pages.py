"""How long pages take among a million complaints: lists by each filter, words that many and few hold, statistics."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from urllib.parse import urlencode

from bench.contenders import Door
from bench.filler import DEPARTMENTS
from bench.load import request, run_load
from bench.run import Run
from contracts.complaints import Channel, State

CLIENTS = 2

Asked = dict[str, str]

LISTS: tuple[Asked, ...] = (
    {},
    *({"state": str(state)} for state in State),
    *({"channel": str(channel)} for channel in Channel),
    *({"category": category} for category in ("slow", "retaliation", "other", "nobody_files_this")),
    *({"department": code} for code in (*DEPARTMENTS, "nobody")),
    *({"about": code} for code in (*DEPARTMENTS, "nobody")),
    {"limit": "100"},
    {"state": "registered", "channel": "visit"},
    {"category": "slow", "about": "tax"},
)

WORDS: tuple[Asked, ...] = (
    *({"text": word} for word in ("办理", "窗口", "政务大厅", "材料", "许可")),  # nearly all, or many
    *({"text": word} for word in ("施工许可", "空白协议", "二楼窗口 票据", "小区 消防", "城东")),
    *({"text": word} for word in ("电动三轮", "龙舟", "渡口 养蜂", "古井", "wifi", "没有人写")),  # few, or nobody
    {"text": "办理", "category": "slow"},
    {"text": "龙舟", "state": "closed"},
    {"text": "窗口", "about": "tax", "channel": "web"},
    {"text": "空白协议", "limit": "100"},
)


def pages(run: Run, door: Door, round_: int) -> None:
    """One round of all three."""
    asked = {
        "list_p95_1m": [*LISTS, *_periods("filed_from", "filed_to")],
        "search_p95_1m": [*WORDS, *({"text": "龙舟", **period} for period in _periods("filed_from", "filed_to"))],
        "statistics_p95_1m": list(_statistics()),
    }
    for name, queries in asked.items():
        if run.wants(name):
            path = "/v1/statistics" if name.startswith("statistics") else "/v1/complaints"
            requests = [request(door.url, "GET", f"{path}?{urlencode(query)}", key=door.key) for query in queries]
            done = run_load(door.url, requests, clients=CLIENTS, seconds=run.seconds(8), status=200)
            run.note(name, done.p95_ms, round_)


def _statistics() -> Iterator[Asked]:
    """Periods of all lengths, as of today and of past days, of the city and of departments."""
    today = datetime.now(UTC).date()
    past = {"as_of": f"{today - timedelta(days=40)}"}
    return chain(
        _periods("from", "to"),
        (period | past for period in _periods("from", "to")),
        (period | {"department": "tax"} for period in _periods("from", "to")),
    )


def _periods(since: str, until: str) -> Iterator[Asked]:
    """A day, odd weeks, a half year and more, some time ago."""
    today = datetime.now(UTC).date()
    for first, last in ((60, 60), (100, 75), (45, 0), (200, 17), (230, 0), (150, 150)):
        yield {since: f"{today - timedelta(days=first)}", until: f"{today - timedelta(days=last)}"}
