"""The platform as the campaign runs it: every process under the saboteur, every link through a proxy."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from kombu import Connection
from sqlalchemy import Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from contracts.people import Role
from gateway.edge.keys import ApiKeys
from kernel.clock import Clock
from mingcha.broker_users import BrokerUser, connect_department
from mingcha.client import Mingcha
from mingcha.demo.outside import Outside
from mingcha.local.city import city_programs
from mingcha.local.platform import Platform
from mingcha.local.programs import Program
from mingcha.local.surroundings import PROCESSES, SERVICES, Surroundings
from tests.faults.points import Trigger
from tests.faults.proxy import Proxy

ROOT = Path(__file__).parents[2]
DEPARTMENTS = ("fire", "tax", "parks", "civil_affairs")
LISTENER = "faults.listener"
"""A queue of ours that hears every event of every service."""

ACTOR = "faults-office"
AGENT = "faults-agent"
LIAISON = "faults-liaison-{0}"

_QUICK_STARTS = {"EVENTLET_NO_GREENDNS": "yes"}
"""A process is started a hundred times here, and imports in half the time; every address is a number."""

_KEPT = {"alembic_version", "api_keys", "departments"}


@dataclass
class City:
    """The running platform; ``links`` are the proxies by process and server."""

    folder: Path
    platform: Platform
    outside: Outside
    links: dict[tuple[str, str], Proxy]
    engines: dict[str, Engine] = field(default_factory=dict)
    users: dict[str, BrokerUser] = field(default_factory=dict)
    key: str = ""
    agent_key: str = ""
    liaison_keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def running(cls, folder: Path, environ: Mapping[str, str] | None = None) -> Iterator[Self]:
        """The city, set up: keys, departments, the listener's queue; ``environ`` goes beside our own."""
        links: dict[tuple[str, str], Proxy] = {}
        with ExitStack() as opened:
            outside = opened.enter_context(Outside())

            def programs(place: Surroundings) -> Iterable[Program]:
                return [_sabotaged(program, folder, links, opened) for program in city_programs(place)]

            platform = Platform(
                ROOT,
                folder,
                programs=programs,
                environ={**os.environ, **_QUICK_STARTS, **outside.settings, **(environ or {})},
            )
            opened.enter_context(platform.running())
            city = cls(folder, platform, outside, links)
            for process in PROCESSES:
                city.engines[process] = create_engine(platform.database_url(process), poolclass=NullPool)
            city._set_up()
            yield city

    def trigger(self, process: str) -> Trigger:
        """The fail points of one process."""
        return Trigger(self.folder, process)

    def kill(self, *names: str) -> None:
        """Kills processes or servers, kill -9, and leaves them dead."""
        for name in names:
            self.platform[name].stop(brutally=True)

    def start(self, *names: str, within: float = 90) -> None:
        """Starts what is dead, and returns when it works."""
        for name in names:
            self.platform[name].start()
        for name in names:
            self.platform[name].wait_ready(within)

    def stop(self, *names: str) -> None:
        """Stops processes in good order."""
        for name in names:
            self.platform[name].stop()

    def plant(self, process: str, *names: str) -> None:
        """Has a process start with these bugs and hindrances from now on; without names it is clean again."""
        file = self.folder / f"{process}.planted"
        file.write_text(" ".join(names), encoding="ascii") if names else file.unlink(missing_ok=True)

    def empty(self) -> None:
        """Forgets all mail and all cases, and that time was moved; the directory and the keys stay."""
        clock = Clock(self.platform.surroundings.clock_file)
        clock.move(-clock.offset)  # departments write the time of day on their events, whatever the platform's is
        for service in SERVICES:
            for is_last in (False, False, False, True):
                try:
                    self._empty(service)
                    break
                except OperationalError:  # a deadlock with a timer of a service that lives
                    if is_last:
                        raise
        with self.broker() as connection:
            for queue in self.queues():
                connection.default_channel.queue_purge(queue)
        self.outside.mails.taken.clear()

    def _empty(self, service: str) -> None:
        with self.engines[service].begin() as connection:
            found = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
            tables = ", ".join(sorted(set(found) - _KEPT))
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))

    def queues(self) -> list[str]:
        """Every queue in which mail can lie."""
        services = [f"{service}.{kind}" for service in SERVICES for kind in ("commands", "inbox")]
        rungs = [f"retry.{rung}s" for rung in (5, 30, 300, 1800, 7200)]
        departments = [f"department.{department}" for department in DEPARTMENTS]
        return [*services, *rungs, *departments, "dead-letters", "unrouted", LISTENER]

    @contextmanager
    def broker(self) -> Iterator[Connection]:
        """The administrator's own connection, past the proxies."""
        with Connection(self.platform.amqp_uri, heartbeat=0, connect_timeout=5) as connection:
            yield connection

    def _set_up(self) -> None:
        keys, at = ApiKeys(self.engines["gateway"]), datetime.now(UTC)
        roles = [Role.OPERATOR, Role.OFFICER, Role.DIRECTOR, Role.REGISTRAR]
        self.key = keys.create(ACTOR, roles, department=None, at=at)
        self.agent_key = keys.create(AGENT, [Role.CALLBACK_AGENT], department=None, at=at)
        with Mingcha(self.platform.gateway_url, self.key) as office:
            for code in DEPARTMENTS:
                office.enter_department(code, f"部门 {code}")
                self.users[code] = connect_department(self.platform.management_uri, code)
                liaison = LIAISON.format(code)
                self.liaison_keys[code] = keys.create(liaison, [Role.LIAISON], department=code, at=at)
        with self.broker() as connection:
            channel = connection.default_channel
            channel.queue_declare(LISTENER, durable=True, auto_delete=False, arguments={"x-queue-type": "quorum"})
            for service in SERVICES:
                channel.queue_bind(LISTENER, f"{service}.events", "#")


def _sabotaged(program: Program, folder: Path, links: dict[tuple[str, str], Proxy], opened: ExitStack) -> Program:
    name = program.name
    if name not in PROCESSES:
        return program
    to_broker, to_database = urlsplit(program.env["AMQP_URI"]), make_url(program.env["DATABASE_URL"])

    def link(server: str, host: str | None, port: int | None) -> int:
        links[name, server] = opened.enter_context(Proxy(host or "127.0.0.1", port or 0))
        return links[name, server].port

    user, _, _ = to_broker.netloc.rpartition("@")
    amqp_port = link("broker", to_broker.hostname, to_broker.port)
    amqp_uri = to_broker._replace(netloc=f"{user}@127.0.0.1:{amqp_port}").geturl()
    sql_port = link("database", to_database.host, to_database.port)
    url = to_database.set(host="127.0.0.1", port=sql_port).render_as_string(hide_password=False)
    argv = (sys.executable, "-m", "tests.faults.saboteur", name, str(folder))
    return replace(program, argv=argv, env={**program.env, "AMQP_URI": amqp_uri, "DATABASE_URL": url})
