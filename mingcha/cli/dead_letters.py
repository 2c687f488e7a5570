"""``mingcha dead-letters``: mail that nobody could handle: looked at, sent once more, or discarded."""

import getpass
import time
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.progress import Progress

from kernel.mail.dead_queue import Condemned
from kernel.mail.graveyard import Clerk, Wanted
from kernel.mail.publisher import Publisher
from mingcha.cli import graves
from mingcha.cli.graves import Grave
from mingcha.cli.screen import AsJson, complain, err, show, show_rows

app = typer.Typer(no_args_is_help=True)

Ids = Annotated[list[str] | None, typer.Argument(help="编号,如 complaints-12 / such as complaints-12")]
Service = Annotated[str | None, typer.Option(help="只看一个服务 / one service alone")]
Reason = Annotated[str, typer.Option(help="按原因 / by reason, such as unknown_mail")]
Type = Annotated[str, typer.Option("--type", help="按消息类型 / by message type")]
Source = Annotated[str, typer.Option(help="按来源 / by source, such as /departments/tax")]
Everything = Annotated[bool, typer.Option("--all", help="全部未处理的 / all that are open")]
Yes = Annotated[bool, typer.Option("--yes", help="不再询问 / asks nothing")]

_COLUMNS = {
    "id": "编号 id",
    "type": "类型 type",
    "source": "来源 source",
    "reason": "原因 reason",
    "times": "次数 times",
    "first_seen": "首次 first seen",
    "last_seen": "最近 last seen",
    "ended": "处理 ended",
}


@app.command("list")
@graves.databases()
def list_(  # noqa: PLR0913 - one option a filter
    service: Service = None,
    reason: Reason = "",
    type_: Type = "",
    source: Source = "",
    since: Annotated[datetime | None, typer.Option(help="自何日起 / since, such as 2026-11-01")] = None,
    limit: Annotated[int, typer.Option(min=1, help="每个服务至多几件 / of each service at most")] = 50,
    *,
    ended: Annotated[bool, typer.Option("--ended", help="包括已处理的 / also those dealt with")] = False,
    as_json: AsJson = False,
) -> None:
    """列出死信,新的在前 / lists dead letters, the newest first."""
    from_then = since.astimezone() if since else None
    wanted = Wanted(reason=reason, type=type_, source=source, since=from_then, open_only=not ended)
    found = graves.find(wanted, service, limit)
    rows = [grave.summary for grave in found]
    if not (service or reason or type_ or source or since):
        with graves.broker() as connection:
            rows += [graves.condemned_row(condemned) for condemned in graves.condemned(connection)]
    show_rows(rows, _COLUMNS, as_json=as_json)
    total = sum(graves.yard(name).count(wanted) for name in graves.services_of(service))
    if total > len(found):
        err.print(f"共 {total} 件,显示 {len(found)} 件 / {len(found)} of {total} shown")


@app.command("show")
@graves.databases()
def show_one(id_: Annotated[str, typer.Argument(metavar="ID")], *, as_json: AsJson = False) -> None:
    """显示一件死信的全部 / shows all of one."""
    rows, of_the_broker = graves.split([id_])
    if rows:
        whole = graves.find_by_id(rows, Wanted(open_only=False))[0].whole
    else:
        condemned = _condemned(of_the_broker)[0]
        body = graves.as_text(condemned.body)
        whole = graves.condemned_row(condemned) | {"properties": condemned.message.properties, "body": body}
    show(whole, [f"{name:<12} {value}" for name, value in whole.items() if value is not None], as_json=as_json)


@app.command()
@graves.databases()
def redrive(  # noqa: PLR0913 - one option a filter
    ids: Ids = None,
    service: Service = None,
    reason: Reason = "",
    type_: Type = "",
    source: Source = "",
    rate: Annotated[float, typer.Option(min=0.1, help="每秒至多几件 / a second at most")] = 100,
    *,
    everything: Everything = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """送回原服务再办一次 / sends letters to their service once more."""
    wanted = Wanted(reason=reason, type=type_, source=source)
    found, condemned = _chosen(ids, wanted, service, everything=everything)
    sent = len(found) + len(condemned)
    _confirm(sent, "送回 / redrive", yes=yes)
    with graves.broker() as connection:
        with Publisher(connection) as publisher:
            for grave in _paced(found, rate):
                graves.yard(grave.service).redrive(grave.letter, publisher, _clerk())
        graves.send_back(connection, condemned, _clerk())
        graves.sweep(connection)
    show({"redriven": sent}, [f"已送回 {sent} 件 / {sent} redriven"], as_json=as_json)


@app.command()
@graves.databases()
def discard(  # noqa: PLR0913 - one option a filter
    ids: Ids = None,
    service: Service = None,
    reason: Reason = "",
    type_: Type = "",
    source: Source = "",
    why: Annotated[str, typer.Option(help="为何弃置,留存备查 / why; it is kept")] = "",
    *,
    everything: Everything = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """弃置,记录留存 / lets letters rest; their rows stay, with who and why."""
    if not why.strip():
        complain("须以 --why 说明原因 / --why is wanted")
        raise typer.Exit(2)
    wanted = Wanted(reason=reason, type=type_, source=source)
    found, condemned = _chosen(ids, wanted, service, everything=everything)
    resting = len(found) + len(condemned)
    _confirm(resting, "弃置 / discard", yes=yes)
    for grave in found:
        graves.yard(grave.service).discard(grave.letter, _clerk(why))
    with graves.broker() as connection:
        graves.discard(connection, condemned, _clerk(why))
        graves.sweep(connection)
    show({"discarded": resting}, [f"已弃置 {resting} 件 / {resting} discarded"], as_json=as_json)


def _chosen(
    ids: Sequence[str] | None, wanted: Wanted, service: str | None, *, everything: bool
) -> tuple[list[Grave], list[Condemned]]:
    """The letters to deal with: those named, or those that the filters leave; never all of them by accident."""
    if ids:
        rows, of_the_broker = graves.split(ids)
        return graves.find_by_id(rows, wanted), _condemned(of_the_broker)
    narrowed = service or wanted.reason or wanted.type or wanted.source
    if not (everything or narrowed):
        complain("请给出编号、筛选条件或 --all / name ids, a filter, or --all")
        raise typer.Exit(2)
    return graves.find(wanted, service), _condemned() if everything and not narrowed else []


def _condemned(ids: Collection[str] | None = None) -> list[Condemned]:
    """Those with these ids, or all; ends the command with exit code 1 when one is not there."""
    if ids is not None and not ids:
        return []
    with graves.broker() as connection:
        found = graves.condemned(connection)
    if ids is None:
        return found
    if missing := set(ids) - {one.id for one in found}:
        complain(f"没有这件死信 / no such dead letter: {', '.join(sorted(missing))}")
        raise typer.Exit(1)
    return [one for one in found if one.id in ids]


def _confirm(count: int, what: str, *, yes: bool) -> None:
    if not count:
        complain("没有符合条件的死信 / no dead letter fits")
        raise typer.Exit(1)
    if not yes and not typer.confirm(f"{what}: {count}?"):
        raise typer.Exit(1)


def _paced(found: Sequence[Grave], rate: float) -> Iterator[Grave]:
    """One after the other, ``rate`` a second at most."""
    with Progress(console=err, transient=True) as progress:
        for grave in progress.track(found, description="送回 / redriving"):
            began = time.monotonic()
            yield grave
            time.sleep(max(0.0, began + 1 / rate - time.monotonic()))


def _clerk(why: str = "") -> Clerk:
    return Clerk(name=getpass.getuser(), at=datetime.now(UTC), why=why)
