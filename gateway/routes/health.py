"""``/livez``, ``/readyz`` and ``/problems/{code}``: for supervisors, and for whoever opens a problem's type."""

from typing import Any

import anyio
import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from contracts.refusals import Refused
from gateway.desk import AtHand
from gateway.edge.access import PUBLIC
from gateway.edge.problems import TITLES
from gateway.routes.answers import shown


class ProblemUnknown(Refused):
    """There is no problem with this code."""

    kind = "not_found"
    zh = "没有代码为 {0} 的问题。"
    en = "There is no problem {0}."


class Health(msgspec.Struct):
    """What works."""

    broker: bool
    database: bool


@get("/livez", roles=PUBLIC, include_in_schema=False)
async def livez() -> dict[str, str]:
    """The process runs and its loop turns."""
    return {"status": "alive"}


@get("/readyz", roles=PUBLIC, include_in_schema=False)
async def readyz(desk: AtHand, engine: NamedDependency[Engine]) -> Response[bytes]:
    """The broker and the keys' database can be reached."""
    health = Health(broker=desk.bus.is_open, database=await anyio.to_thread.run_sync(_answers, engine))
    return shown(health, status=200 if health.broker and health.database else 503)


@get("/", roles=PUBLIC, include_in_schema=False)
async def front_page() -> Redirect:
    """Whoever comes without a path wants to know what there is."""
    return Redirect("/schema")


@get("/problems/{code:str}", roles=PUBLIC, include_in_schema=False)
async def explain_problem(code: FromPath[str]) -> Response[bytes]:
    """What a problem's type means, in both languages."""
    texts: dict[str, tuple[str, str]] = {known: (zh, en) for known, zh, en in TITLES.values()}
    texts |= {known: (kind.zh, kind.en) for known, kind in Refused.kinds.items()}
    if code not in texts:
        raise ProblemUnknown(code)
    zh, en = texts[code]
    return shown({"code": code, "zh": zh, "en": en})


def _answers(engine: NamedDependency[Engine]) -> bool:
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


ROUTES: tuple[Any, ...] = (livez, readyz, front_page, explain_problem)
