"""``mingcha departments connect`` and ``mingcha publish``: a department's system at the broker."""

import json
from typing import Annotated, Any

import typer

from mingcha.broker_users import NotADepartmentCode, connect_department, vhost_of
from mingcha.cli.running import amqp_uri as broker_address
from mingcha.cli.running import management_uri
from mingcha.cli.screen import AsJson, complain, show
from mingcha.publisher import DepartmentMail

app = typer.Typer(no_args_is_help=True)

Department = Annotated[str, typer.Argument(help="部门代码 / the department's code, such as civil_affairs")]


@app.callback()
def departments() -> None:
    """部门 / departments."""


@app.command()
def connect(department: Department, *, as_json: AsJson = False) -> None:
    """为部门建立消息队列与用户;密码只显示一次 / makes a department's queue and user; the password is shown once."""
    address = broker_address()
    try:
        user = connect_department(management_uri(), department, vhost=vhost_of(address))
    except NotADepartmentCode as no:
        complain(f"{no.pointer}: {no.rule}: {no.text('zh')} / {no.text('en')}")
        raise typer.Exit(2) from None
    uri = user.uri(address)
    data = {"user": user.name, "password": user.password, "queue": user.queue, "amqp_uri": uri}
    show(data, [uri], as_json=as_json)


def publish(
    department: Department,
    event_type: Annotated[str, typer.Argument(help="事件类型 / event type, such as case_signed_for")],
    data: Annotated[str, typer.Argument(help='JSON,如 / such as \'{"number":"TS-2026-000001"}\'')],
    amqp_uri: Annotated[str, typer.Option(envvar="MINGCHA_DEPARTMENT_URI", help="connect 给出的地址 / from connect")],
    event_id: Annotated[str | None, typer.Option("--id", help="事件编号,重复无效 / the same id works once")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """以部门身份发布一个事件 / posts an event of a department."""
    with DepartmentMail(amqp_uri, department) as mail:
        posted = mail.post(event_type, _parsed(data), id=event_id)
    show({"id": posted}, [f"已发布 / posted: {posted}"], as_json=as_json)


def _parsed(data: str) -> dict[str, Any]:
    try:
        parsed = json.loads(data)
    except ValueError as error:
        complain(f"不是合法的 JSON / no valid JSON: {error}")
        raise typer.Exit(2) from None
    if not isinstance(parsed, dict):
        complain("应为 JSON 对象 / a JSON object is wanted")
        raise typer.Exit(2)
    return parsed
