"""The broker: can it be reached, may we, are its queues there and read, does it hold us back."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any
from uuid import uuid4

import requests
from amqp import Message
from amqp.exceptions import AccessRefused, AMQPError, NotAllowed, NotFound
from kombu import Connection

from kernel.mail import names
from kernel.mail.dead_queue import LAST_RUNG, Condemned, DeadQueue, goes_round
from kernel.mail.letter import text_of
from mingcha.doctor.clocks import check_offset, moment_of
from mingcha.doctor.findings import Finding, Text, error, warning
from mingcha.doctor.patient import Patient
from mingcha.local.surroundings import SERVICES

_PATIENCE = 5
_LONG = 1000
"""Messages that wait in one queue; a service takes some hundreds a second."""

_LOOKED_AT, _NAMED = 1000, 20
"""Letters of the last rung that are looked at, and named at most."""

_DECLARE = Text("执行 python -m kernel.topology", "run python -m kernel.topology")


def check_broker(patient: Patient) -> Iterator[Finding]:
    """Connects as the services do, tries every right that they need, and looks at each queue."""
    if not patient.amqp_uri:
        return
    try:
        with closing(Connection(patient.amqp_uri, connect_timeout=_PATIENCE)) as connection:
            connection.connect()
            refused = list(_try_rights(connection))
            yield from refused or _look_at_queues(connection)
    except AccessRefused:
        yield error(
            "broker_password",
            "broker",
            Text("消息服务器拒绝了用户名或密码。", "The broker refuses the user or the password."),
            Text("核对 AMQP_URI", "check AMQP_URI"),
        )
    except NotAllowed as no:
        yield _no_right(no)
    except (AMQPError, OSError) as away:
        yield error(
            "broker_away",
            "broker",
            Text(f"消息服务器连接不上:{away}", f"The broker cannot be reached: {away}"),
            Text("启动 RabbitMQ,核对 AMQP_URI 的地址与端口", "start RabbitMQ; check host and port in AMQP_URI"),
        )


def _try_rights(connection: Connection) -> Iterator[Finding]:
    """Makes a queue of its own, writes to it and reads it."""
    channel = connection.channel()
    try:
        queue = channel.queue_declare(f"mingcha.doctor.{uuid4()}", exclusive=True, auto_delete=True).queue
        channel.confirm_select()
        channel.basic_publish_confirm(Message("?"), "", queue)
        channel.basic_get(queue, no_ack=True)
        channel.close()
    except AccessRefused as no:
        yield _no_right(no)


def _no_right(no: AMQPError) -> Finding:
    return error(
        "broker_permission",
        "broker",
        Text(f"消息服务器的用户缺少权限:{no}", f"The broker's user lacks a permission: {no}"),
        Text(
            '执行 rabbitmqctl set_permissions -p / 用户 ".*" ".*" ".*"',
            'run rabbitmqctl set_permissions -p / USER ".*" ".*" ".*"',
        ),
    )


def _look_at_queues(connection: Connection) -> Iterator[Finding]:
    for service in SERVICES:
        yield from _look_at(connection, names.commands_of(service), attended=True)
        yield from _look_at(connection, names.queries_of(service), attended=True)
        yield from _look_at(connection, names.inbox_of(service), attended=False)
    for queue in (names.DEAD_LETTERS, names.UNROUTED, *map(names.rung, names.LADDER)):
        state = _state_of(connection, queue)
        if state is None:
            yield _missing(queue)
        elif queue == LAST_RUNG and state.message_count:
            yield from _look_at_last_rung(connection)


def _look_at_last_rung(connection: Connection) -> Iterator[Finding]:
    """Names what has ended its process each time: its sender still waits for an answer, and a person must help."""
    messages = DeadQueue(connection, LAST_RUNG).messages(_LOOKED_AT)
    for letter in [Condemned(message) for message in messages if goes_round(message)][:_NAMED]:
        row, since = letter.row, f"{letter.died:%Y-%m-%d %H:%M}" if letter.died else "?"
        name = f"{row['type']} {text_of(letter.message.properties, 'message_id')} ({letter.id})"
        yield warning(
            "letter_goes_round",
            letter.queue,
            Text(
                f"{name} 自 {since} 起试了 {letter.tries} 次,每次进程都随之终止;发件人仍在等答复。",
                f"{name}: tried {letter.tries} times since {since}; each time its process ended, and its sender waits.",
            ),
            Text(
                f"修好后 mingcha dead-letters redrive {letter.id},或 discard",
                f"mend what ends the process, then mingcha dead-letters redrive {letter.id}; or discard it",
            ),
        )


def _look_at(connection: Connection, queue: str, *, attended: bool) -> Iterator[Finding]:
    """One queue of a service; an inbox is attended only by services that hear something."""
    state = _state_of(connection, queue)
    if state is None:
        yield _missing(queue)
        return
    if state.consumer_count == 0 and (attended or state.message_count):
        yield error(
            "queue_unattended",
            queue,
            Text(f"无人读取此队列,有 {state.message_count} 件在等。", f"Nobody reads it; {state.message_count} wait."),
            Text("启动该服务,查看其日志", "start the service; look into its log"),
        )
    if state.message_count > _LONG:
        yield warning(
            "queue_long",
            queue,
            Text(f"{state.message_count} 件积压。", f"{state.message_count} messages wait."),
            Text("查看该服务的指标与日志,或增加进程", "look at the service's metrics and log, or add processes"),
        )


def _state_of(connection: Connection, queue: str) -> Any:
    """What the broker says of a queue, None when there is none; a refused declaration closes its channel."""
    channel = connection.channel()
    try:
        state = channel.queue_declare(queue, passive=True)
    except NotFound:
        return None
    channel.close()
    return state


def _missing(queue: str) -> Finding:
    return error("queue_missing", queue, Text("没有此队列。", "There is no such queue."), _DECLARE)


def check_alarms(patient: Patient) -> Iterator[Finding]:
    """Asks the broker's HTTP API whether disk or memory hold publishers back, and what time it is there."""
    if not patient.management_uri:
        return
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(f"{patient.management_uri}/api/health/checks/alarms", timeout=_PATIENCE)
    except requests.RequestException:
        yield warning(
            "management_away",
            "broker",
            Text("消息服务器的管理接口连接不上。", "The broker's HTTP API cannot be reached."),
            Text(
                "启用 rabbitmq_management,核对 RABBITMQ_MANAGEMENT_URI",
                "enable rabbitmq_management; check RABBITMQ_MANAGEMENT_URI",
            ),
        )
        return
    yield from _judge_alarms(answer)
    yield from check_offset("broker", moment_of(answer.headers.get("Date")))


def _judge_alarms(answer: requests.Response) -> Iterator[Finding]:
    if answer.status_code in {401, 403}:
        yield warning(
            "management_password",
            "broker",
            Text("管理接口拒绝了用户名或密码。", "The broker's HTTP API refuses the user or the password."),
            Text("核对 RABBITMQ_MANAGEMENT_URI", "check RABBITMQ_MANAGEMENT_URI"),
        )
    elif answer.status_code == requests.codes.service_unavailable:
        what = ", ".join(sorted({str(alarm.get("resource")) for alarm in answer.json().get("alarms", [])})) or "?"
        yield error(
            "broker_alarm",
            "broker",
            Text(
                f"消息服务器资源告警({what}),不再接收消息。",
                f"The broker has an alarm ({what}) and takes no messages.",
            ),
            Text("腾出磁盘或内存后告警自行解除", "free disk or memory; the alarm then ends by itself"),
        )
