"""The city's processes: what is set up once at a start, and what runs from then on."""

import sys
from collections.abc import Iterable
from dataclasses import replace

from mingcha.local.fleet import service_of
from mingcha.local.probes import answers, has
from mingcha.local.programs import Program
from mingcha.local.surroundings import PROCESSES, Surroundings


def city_programs(place: Surroundings) -> Iterable[Program]:
    """The set-up commands, the three services and the gateway, in the order in which a reader wants to see them.

    They may need ``broker`` and ``database``.
    """
    yield replace(_python(place, "topology", "kernel.topology", of="gateway"), needs=("broker",), once=True)
    for service in PROCESSES:
        migration = _python(place, _migration_of(service), "kernel.migrate", service, of=service)
        yield replace(migration, needs=("database",), once=True)
    for process in place.metrics_ports:
        if process != "gateway":
            yield _service(place, process)
    gateway = _python(place, "gateway", "gateway", of="gateway")
    yield replace(
        gateway, needs=_needs_of("gateway"), ready=answers(f"{place.gateway_url}/readyz"), address=place.gateway_url
    )


def _service(place: Surroundings, process: str) -> Program:
    ready_file, service = place.ready_file(process), service_of(process)
    return replace(
        _python(place, process, "kernel.process", service, of=service),
        needs=_needs_of(service),
        ready=has(ready_file),
        prepare=lambda: ready_file.unlink(missing_ok=True),
    )


def _python(place: Surroundings, name: str, *module: str, of: str) -> Program:
    """A program of ours by the name ``name``, with the database of ``of``."""
    argv = (sys.executable, "-m", *module)
    return Program(name=name, argv=argv, env=place.environment(name, of), folder=place.root)


def _needs_of(process: str) -> tuple[str, ...]:
    """The servers are named too, though the set-up needs them already: they must also stop after the process."""
    return ("broker", "database", "topology", _migration_of(process))


def _migration_of(process: str) -> str:
    return f"migrate-{process}"
