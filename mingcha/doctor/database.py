"""The databases: can each be reached, is its schema ours, does its log keep quiet, what lies in it undone."""

import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import psycopg2
from alembic.script import ScriptDirectory

import workdays
from kernel.clock import Clock
from kernel.migrate import folder_of
from mingcha.doctor.clocks import check_offset
from mingcha.doctor.findings import Finding, Text, error, warning
from mingcha.doctor.patient import Patient
from mingcha.local.databases import dsn_of

_PATIENCE = 5
_STUCK = 60.0
"""Seconds after which a fact that was not published is no coincidence; the relay needs a fraction of one."""

_CITY = ZoneInfo("Asia/Shanghai")
_DECEMBER = 12

_LATE = 300.0
"""Seconds after which a clock that was not looked at is no coincidence, even on a morning when thousands are due."""

_QUIET = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
"""What a server's settings must be, lest its log repeats what people said (docs/settings.md)."""


def check_databases(patient: Patient) -> Iterator[Finding]:
    """Looks at each database; what concerns the server is said once for each server."""
    servers: set[str] = set()
    for name, url in patient.databases.items():
        try:
            with closing(psycopg2.connect(dsn_of(url), connect_timeout=_PATIENCE)) as session:
                session.set_session(readonly=True, autocommit=True)
                yield from _look_at(session, name, Clock(patient.clock_file))
                server = urlsplit(url).netloc
                if server not in servers:
                    servers.add(server)
                    yield from _look_at_server(session)
        except psycopg2.Error as no:
            yield _unreachable(name, url, str(no).strip().partition("\n")[0])


def _unreachable(name: str, url: str, said: str) -> Finding:
    if not _answers(url):
        return error(
            "database_away",
            name,
            Text("数据库服务器连接不上。", "The database server cannot be reached."),
            Text("启动 PostgreSQL,核对地址与端口", "start PostgreSQL; check host and port"),
        )
    if "authentication" in said or "password" in said:
        return error(
            "database_password",
            name,
            Text("数据库拒绝了用户名或密码。", "The database refuses the user or the password."),
            Text("核对数据库地址中的用户与密码", "check user and password in the database's address"),
        )
    return error(
        "database_refuses",
        name,
        Text(f"数据库不可用:{said}", f"The database cannot be used: {said}"),
        Text("按数据库所述处理;库不存在时先创建", "do as it says; create the database where there is none"),
    )


def _answers(url: str) -> bool:
    parts = urlsplit(url)
    with suppress(OSError), socket.create_connection((parts.hostname or "localhost", parts.port or 5432), _PATIENCE):
        return True
    return False


def _look_at(session: Any, name: str, clock: Clock) -> Iterator[Finding]:
    wrong = list(_check_schema(session, name))
    yield from wrong
    if name != "gateway" and not any(finding.code == "schema_missing" for finding in wrong):
        yield from _check_outbox(session, name, clock)
        yield from _check_dead_letters(session, name)
        yield from _check_clocks(session, name, clock)
        yield from _check_calendar(session, name, clock)


def _check_schema(session: Any, name: str) -> Iterator[Finding]:
    there = _one(session, "SELECT to_regclass('alembic_version')")
    found = _one(session, "SELECT version_num FROM alembic_version") if there else None
    yield from judge_schema(name, ScriptDirectory(str(folder_of(name))), found)


def judge_schema(name: str, scripts: ScriptDirectory, found: str | None) -> Iterator[Finding]:
    """Compares the revision that a database names with those that there are."""
    head = scripts.get_current_head()
    mend = Text(f"执行 python -m kernel.migrate {name}", f"run python -m kernel.migrate {name}")
    if found is None:
        yield error("schema_missing", name, Text("数据库尚无表结构。", "The database has no schema."), mend)
    elif found not in {script.revision for script in scripts.walk_revisions()}:
        yield error(
            "schema_newer",
            name,
            Text(f"数据库结构 {found} 不是本版本所知。", f"The schema {found} is none that this version knows."),
            Text("部署与之相配的版本", "deploy the version that made it"),
        )
    elif found != head:
        yield error(
            "schema_old",
            name,
            Text(f"数据库结构过旧:{found},应为 {head}。", f"The schema is old: {found}, should be {head}."),
            mend,
        )


_OUTBOXES = {
    "SELECT occurred_at FROM history WHERE published IS NULL ORDER BY seq LIMIT 1": Text(
        "未发布事实", "unpublished fact"
    ),
    "SELECT occurred_at FROM parcels ORDER BY seq LIMIT 1": Text("未送出邮包", "parcel to a department"),
}
"""What asks for the oldest that waits for the relay, and what it is called."""


def _check_outbox(session: Any, name: str, clock: Clock) -> Iterator[Finding]:
    for question, what in _OUTBOXES.items():
        oldest = _one(session, question)
        age = (clock.now() - oldest).total_seconds() if oldest else 0.0
        if age > _STUCK:
            yield _stuck(name, what, age)


def _stuck(name: str, what: Text, age: float) -> Finding:
    return error(
        "outbox_stuck",
        name,
        Text(f"最早的{what.zh}已等待 {age:.0f} 秒。", f"The oldest {what.en} has waited for {age:.0f} s."),
        Text(
            "查看该服务的日志(relay)与消息服务器",
            "look into the service's log (relay) and at the broker",
        ),
    )


def _check_dead_letters(session: Any, name: str) -> Iterator[Finding]:
    open_ones = "SELECT 1 FROM dead_letters WHERE ended IS NULL LIMIT 10000"
    count = _one(session, f"SELECT count(*) FROM ({open_ones}) AS open")  # noqa: S608 - nothing comes from outside
    if count:
        yield warning(
            "dead_letters",
            name,
            Text(f"{count} 件死信未处理。", f"{count} dead letters are open."),
            Text(
                f"mingcha dead-letters list --service {name},然后 redrive 或 discard",
                f"mingcha dead-letters list --service {name}, then redrive or discard",
            ),
        )


def _check_clocks(session: Any, name: str, clock: Clock) -> Iterator[Finding]:
    there = _one(session, "SELECT to_regclass('clocks')")
    oldest = _one(session, "SELECT min(next_at) FROM clocks") if there else None
    age = (clock.now() - oldest).total_seconds() if oldest else 0.0
    if age > _LATE:
        yield error(
            "clocks_stuck",
            name,
            Text(
                f"有时限已到期 {age:.0f} 秒而未处理。", f"A clock has been due for {age:.0f} s and was not looked at."
            ),
            Text(
                "启动该服务,查看其日志(sweep put off)",
                "start the service; look into its log (sweep put off)",
            ),
        )


def _check_calendar(session: Any, name: str, clock: Clock) -> Iterator[Finding]:
    """Whether this year's notice is in the calendar, and from 1 December the next one's."""
    if not _one(session, "SELECT to_regclass('calendars')"):
        return
    today = clock.now().astimezone(_CITY)
    year = today.year + (today.month == _DECEMBER)
    imported = _one(session, "SELECT max(last_year) FROM calendars") or 0
    if year > max(imported, workdays.newest().years[-1]):
        yield warning(
            "calendar_missing",
            name,
            Text(
                f"工作日历缺少{year}年放假安排,期限为暂定。",
                f"The calendar has no notice for {year}: due days are provisional.",
            ),
            Text("mingcha calendar import FILE", "mingcha calendar import FILE"),
        )


def _look_at_server(session: Any) -> Iterator[Finding]:
    for setting, wanted in _QUIET.items():
        found = _one(session, f"SHOW {setting}")
        if found != wanted:
            yield warning(
                "log_repeats",
                "database",
                Text(
                    f"{setting} = {found},数据库日志会留下当事人所述内容。",
                    f"{setting} = {found}: the server's log keeps what people said.",
                ),
                Text(
                    f"ALTER SYSTEM SET {setting} = '{wanted}'; SELECT pg_reload_conf()",
                    f"ALTER SYSTEM SET {setting} = '{wanted}'; SELECT pg_reload_conf()",
                ),
            )
    there: datetime = _one(session, "SELECT clock_timestamp()")
    yield from check_offset("database", there.astimezone(UTC))


def _one(session: Any, question: str) -> Any:
    with session.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return None if row is None else row[0]
