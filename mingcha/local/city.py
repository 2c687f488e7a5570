"""The city's processes: what is set up once at a start, and what runs from then on."""

import sys
from collections.abc import Iterable
from dataclasses import replace

from mingcha.local.fleet import service_of
from mingcha.local.probes import answers, has
from mingcha.local.programs import Program
from mingcha.local.surroundings import PROCESSES, Surroundings

_NEEDS = ("broker", "database", "topology", "migrate")
"""The servers are named too, though the set-up needs them already: they must also stop after the process."""


def city_programs(place: Surroundings) -> Iterable[Program]:
    """The set-up commands, the three services and the gateway, in the order in which a reader wants to see them.

    They may need ``broker`` and ``database``. The topology step is begun beside the broker, and waits for it by itself.
    """
    yield replace(_python(place, "topology", "kernel.topology", of="gateway"), once=True)
    migration = _python(place, "migrate", "kernel.migrate", *PROCESSES, of="gateway")
    addresses = {f"DATABASE_URL_{process.upper()}": place.database_url(process) for process in PROCESSES}
    yield replace(migration, env={**migration.env, **addresses}, needs=("database",), once=True)
    for process in place.metrics_ports:
        if process != "gateway":
            yield _service(place, process)
    gateway = _python(place, "gateway", "gateway", of="gateway")
    yield replace(gateway, needs=_NEEDS, ready=answers(f"{place.gateway_url}/readyz"), address=place.gateway_url)


def _service(place: Surroundings, process: str) -> Program:
    ready_file, service = place.ready_file(process), service_of(process)
    return replace(
        _python(place, process, "kernel.process", service, of=service),
        needs=_NEEDS,
        ready=has(ready_file),
        prepare=lambda: ready_file.unlink(missing_ok=True),
    )


def _python(place: Surroundings, name: str, *module: str, of: str) -> Program:
    """A program of ours by the name ``name``, with the database of ``of``."""
    argv = (sys.executable, "-m", *module)
    return Program(name=name, argv=argv, env=place.environment(name, of), folder=place.root)
