"""The report of a run: ``docs/faults.md``, written when ``MINGCHA_FAULTS_REPORT`` names the file."""

import os
import platform as machine
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.bugs import BUGS
from tests.faults.campaign import NOTICED, Campaign
from tests.faults.evidence import Evidence
from tests.faults.judge import INVARIANTS
from tests.faults.points import ALL
from tests.faults.schedule import PROCESSES


@dataclass
class Report:
    """What the tests of this room have found, put together at the end of the session."""

    campaign: Campaign | None = None
    evidence: Evidence | None = None
    caught: dict[str, Sequence[str]] = field(default_factory=dict)
    server_versions: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the campaign and every planted bug were run."""
        return self.campaign is not None and self.caught.keys() == BUGS.keys()

    def write(self, file: Path) -> None:
        """Writes the document."""
        file.write_text("\n".join(self._lines()) + "\n", encoding="utf-8")

    def _lines(self) -> Iterator[str]:
        campaign, evidence = self.campaign, self.evidence
        if campaign is None or evidence is None:
            raise LookupError("no campaign was run")
        yield from _HEAD
        yield from self._circumstances(campaign)
        yield from _kills(campaign)
        yield from _points(campaign)
        yield from _servers_and_links(campaign)
        yield from _operations(evidence)
        yield from _invariants(campaign, evidence)
        yield from _recovery(campaign)
        yield from self._bugs()

    def _circumstances(self, campaign: Campaign) -> Iterator[str]:
        yield from _section("这次运行", "This run")
        counts = campaign.counts().total()
        yield from _table(
            ("", ""),
            [
                ("日期 date", f"{datetime.now(UTC):%Y-%m-%d}"),
                ("种子 seed", f"`MINGCHA_SEED={campaign.seed}`"),
                ("倍数 scale", f"{campaign.scale}"),
                ("机器 machine", f"{os.cpu_count()} cores, {machine.system()}, Python {machine.python_version()}"),
                ("服务器 servers", self.server_versions),
                ("历时 duration", f"{campaign.seconds:.0f} s"),
                ("故障总数 faults", f"{counts}"),
                ("结论 verdict", "通过 passed" if not (campaign.findings or campaign.troubles) else "未通过 FAILED"),
            ],
        )

    def _bugs(self) -> Iterator[str]:
        yield from _section("埋下的缺陷", "Planted bugs")
        yield "Each was put into the same short run that is clean without it, and the judge said no, by this invariant."
        yield ""
        rows = [
            (
                f"`{bug.name}`",
                bug.what,
                bug.process,
                bug.scene,
                f"`{bug.invariant}`" if bug.name in self.caught else "-",
            )
            for bug in BUGS.values()
        ]
        yield from _table(
            ("缺陷 bug", "破坏了什么 what it breaks", "进程 in", "场景 scene", "由何发现 caught by"), rows
        )


_HEAD = (
    "# 故障测试 / Fault tests",
    "",
    "本页由 `make faults` 写成,请勿手改。 This page is written by `make faults`; do not edit it.",
    "",
    "While clerks file and move cases over HTTP and departments answer them over AMQP, processes are killed with -9,",
    "at seeded moments and at named points, servers too, and links are cut, stalled and slowed. A ledger outside the",
    "system is written before each request; afterwards a judge compares it with what is there. An operation that",
    "nobody heard an answer to may be there once or not at all.",
    "",
    "One machine, one broker node: power loss and a divided cluster are not tried here.",
)


def _kills(campaign: Campaign) -> Iterator[str]:
    yield from _section("被强行终止的进程", "Processes killed with -9")
    faults = [done.fault for done in campaign.done]
    together = sum(fault.victim == "everything" for fault in faults)
    rows = []
    for process in PROCESSES:
        alone = [fault for fault in faults if fault.victim == process]
        moments, points = (sum(fault.how == how for fault in alone) for how in ("kill", "point"))
        rows.append((process, moments, points, together, moments + points + together))
    relay = sum(fault.where.startswith(("relay", "handover")) for fault in faults)
    rows.append(("relay(在服务进程内 inside the services)", 0, relay, together, relay + together))
    yield from _table(("进程 process", "随机 at random", "故障点 at points", "同时 all at once", "合计 in all"), rows)


def _points(campaign: Campaign) -> Iterator[str]:
    yield from _section("故障点", "Fail points")
    rows = []
    for point in ALL:
        at = Counter(done.fault.victim for done in campaign.done if done.fault.where == point)
        rows.append((f"`{point}`", *(at[process] or "" for process in PROCESSES), at.total()))
    yield from _table(("故障点 point", *PROCESSES, "合计 in all"), rows)


def _servers_and_links(campaign: Campaign) -> Iterator[str]:
    yield from _section("服务器与链路", "Servers and links")
    counts = Counter((done.fault.how, done.fault.victim, done.fault.where) for done in campaign.done)
    rows: list[tuple[object, ...]] = [
        (f"{victim} kill -9", counts["kill", victim, ""]) for victim in ("broker", "database", "everything")
    ]
    for how in ("cut", "stall", "slow"):
        for server in ("broker", "database"):
            times = sum(count for key, count in counts.items() if key[0] == how and key[2] == server)
            rows.append((f"{how}: processes - {server}", times))
    yield from _table(("故障 fault", "次数 times"), rows)


def _operations(evidence: Evidence) -> Iterator[str]:
    yield from _section("操作", "Operations")
    counts = Counter((entry.kind, entry.outcome) for entry in evidence.ledger.values())
    kinds = sorted({kind for kind, _ in counts})
    outcomes = ("ok", "failed", "unknown")
    rows = [(kind, *(counts[kind, outcome] for outcome in outcomes)) for kind in kinds]
    totals = [sum(counts[kind, outcome] for kind in kinds) for outcome in outcomes]
    again = sum(len(entry.again) for entry in evidence.ledger.values())
    yield from _table(("操作 operation", "成功 ok", "被拒 failed", "未知 unknown"), [*rows, ("合计 in all", *totals)])
    events = sorted({entry.kind for entry in evidence.ledger.values() if entry.id.startswith("/")})
    by_mail = ", ".join(f"`{kind}`" for kind in events)
    yield f"{by_mail} are events by AMQP, the others commands by HTTP; {again} were answered twice."
    yield ""


def _invariants(campaign: Campaign, evidence: Evidence) -> Iterator[str]:
    yield from _section("不变量", "Invariants")
    checked = len(evidence.ledger), sum(len(rows) for rows in evidence.history.values()), len(evidence.messages)
    yield "Looked at: {} operations, {} facts, {} notices.".format(*checked)
    yield ""
    broken = {finding.invariant: finding.count for finding in campaign.findings}
    rows = [(f"`{name}`", invariant.__doc__, broken.get(name, 0)) for name, invariant in INVARIANTS.items()]
    yield from _table(("不变量 invariant", "", "违反 violations"), rows)


def _recovery(campaign: Campaign) -> Iterator[str]:
    yield from _section("恢复", "Recovery")
    kills = [done for done in campaign.done if done.fault.how in {"kill", "point"}]
    slowest = max(kills, key=lambda done: done.recovered)
    noticed = [done.noticed for done in campaign.done if done.noticed is not None]
    rows = [
        ("全部恢复,自故障与工作皆毕起 all well after faults and load", f"{campaign.healed:.1f} s", "60 s"),
        ("最慢的重新启动 slowest restart", f"{slowest.recovered:.1f} s ({slowest.fault.victim})", ""),
        ("最长的无应答 longest time without a yes", f"{campaign.pace.longest_silence:.1f} s", ""),
        ("最迟发现断链 a stalled link noticed after at most", f"{max(noticed, default=0):.1f} s", f"{NOTICED:.0f} s"),
    ]
    yield from _table(("", "实测 measured", "上限 limit"), rows)


def _section(zh: str, en: str) -> Iterator[str]:
    yield from ("", f"## {zh} / {en}", "")


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(str(cell) for cell in row)} |"
    yield ""


def version_of(*command: str) -> str:
    """The first version number that a program says of itself."""
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else "?"
