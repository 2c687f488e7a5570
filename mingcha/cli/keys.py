"""``mingcha keys``: who may use the HTTP door."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from contracts.people import Role
from gateway.edge.keys import ApiKeys, DepartmentMissing, KeyNameTaken
from kernel.engine import open_engine
from mingcha.cli.running import database_url
from mingcha.cli.screen import AsJson, complain, show, show_rows

app = typer.Typer(no_args_is_help=True)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="名称,写入历史 / its name, as the history will show it")],
    role: Annotated[list[Role], typer.Option(help="角色,可多次 / a role; may be given several times")],
    department: Annotated[str | None, typer.Option(help="所属部门代码 / the department's code")] = None,
    days: Annotated[int | None, typer.Option(min=1, help="有效天数 / days until it expires")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """新建密钥,只显示一次 / makes a key, which is shown once."""
    now = datetime.now(UTC)
    expires = now + timedelta(days=days) if days else None
    try:
        key = _keys().create(name, role, department=department, at=now, expires_at=expires)
    except DepartmentMissing:
        complain("部门角色须指明 --department / a department's role needs --department")
        raise typer.Exit(1) from None
    except KeyNameTaken:
        complain(f"已有名为 {name} 的密钥 / there is a key named {name} already")
        raise typer.Exit(1) from None
    show({"name": name, "key": key}, [key], as_json=as_json)


@app.command("list")
def list_(*, as_json: AsJson = False) -> None:
    """列出密钥(不含密钥本身) / lists the keys, without what opens the door."""
    columns = {
        "name": "名称 name",
        "roles": "角色 roles",
        "department": "部门 department",
        "created_at": "新建 created",
        "expires_at": "到期 expires",
        "revoked_at": "吊销 revoked",
    }
    show_rows([asdict(record) for record in _keys().list()], columns, as_json=as_json)


@app.command()
def revoke(name: str, *, as_json: AsJson = False) -> None:
    """吊销密钥 / revokes a key; it ends within five seconds."""
    revoked = _keys().revoke(name, at=datetime.now(UTC))
    said = f"{name} 已吊销 / revoked" if revoked else f"没有名为 {name} 的有效密钥 / no good key is named {name}"
    show({"name": name, "revoked": revoked}, [said], as_json=as_json)
    raise typer.Exit(0 if revoked else 1)


def _keys() -> ApiKeys:
    return ApiKeys(open_engine(database_url("gateway"), name="mingcha keys"))
