"""The city's processes: what is set up once at a start, and what runs from then on."""

import sys
from collections.abc import Iterable
from dataclasses import replace

from mingcha.local.probes import answers, has
from mingcha.local.programs import Program
from mingcha.local.surroundings import PROCESSES, SERVICES, Surroundings


def city_programs(place: Surroundings) -> Iterable[Program]:
    """The set-up commands, the three services and the gateway, in the order in which a reader wants to see them.

    They may need ``broker`` and ``database``.
    """
    yield replace(_python(place, "topology", "kernel.topology"), needs=("broker",), once=True)
    for name in PROCESSES:
        migration = _python(place, name, "kernel.migrate", name)
        yield replace(migration, name=_migration_of(name), needs=("database",), once=True)
    for name in SERVICES:
        yield _service(place, name)
    gateway = _python(place, "gateway", "gateway")
    yield replace(
        gateway, needs=_needs_of("gateway"), ready=answers(f"{place.gateway_url}/readyz"), address=place.gateway_url
    )


def _service(place: Surroundings, name: str) -> Program:
    ready_file = place.ready_file(name)
    return replace(
        _python(place, name, "kernel.process", name),
        needs=_needs_of(name),
        ready=has(ready_file),
        prepare=lambda: ready_file.unlink(missing_ok=True),
    )


def _python(place: Surroundings, name: str, *module: str) -> Program:
    argv = (sys.executable, "-m", *module)
    return Program(name=name, argv=argv, env=place.environment(name), folder=place.root)


def _needs_of(process: str) -> tuple[str, ...]:
    """The servers are named too, though the set-up needs them already: they must also stop after the process."""
    return ("broker", "database", "topology", _migration_of(process))


def _migration_of(process: str) -> str:
    return f"migrate-{process}"
