"""The demo's scenes, in order. Everything goes through the public doors: HTTP with keys, AMQP with a broker user."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from contracts.people import Role
from gateway.edge.keys import ApiKeys
from kernel.engine import open_engine
from mingcha.broker_users import connect_department, vhost_of
from mingcha.client import Json, Mingcha
from mingcha.demo.cases import deceitful_agreement, leaders_letter
from mingcha.demo.outside import Outside
from mingcha.demo.place import Place
from mingcha.demo.stage import Stage

DATA = Path(__file__).parent / "data"
DEPARTMENT = "civil_affairs"
HOTLINE = "2888110"
_PATH = "/v1/complaints/{number}"
CALL = "demo-call-0001"

_AT_HOME = {"deputy": DEPARTMENT}
"""Whose keys belong to a department."""

COMPLAINT: Json = {
    "channel": "hotline",
    "source": HOTLINE,
    "external_id": CALL,
    "category": "window_service",
    "title": "行政服务窗口材料要求前后不一",
    "text": "到民政局窗口办理手续三次,每次被告知的材料都不同,请督促一次性告知。",
    "about": DEPARTMENT,
    "reporter": {"name": "示例来电人", "phone": "0519-00000000", "email": "complainant@mingcha.example"},
}


@dataclass
class Report:
    """What happened: each figure with where it comes from."""

    figures: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, chinese: str, english: str, value: object, source: str) -> None:
        """A figure in both languages, its value, and the door it was read at."""
        self.figures.append((chinese, english, str(value), source))


class StoryBroken(RuntimeError):
    """What should have happened did not."""


def tell_story(platform: Place, outside: Outside, stage: Stage) -> Report:
    """Plays all scenes.

    Raises:
        StoryBroken: when something that should happen does not.
    """
    report = Report()
    clients = _clients(platform)
    office, operator, registrar = clients["office"], clients["operator"], clients["registrar"]
    with stage.scene("1/7 事项清单导入并公布 / an item list is imported and published"):
        _items(registrar, report)
    office.enter_department(DEPARTMENT, "民政局")
    with stage.scene("2/7 经济110来电登记 / a hotline call becomes a complaint"):
        filed = _call(operator, report)
    with _department(platform, office, outside):
        with stage.scene("3/7 受理、派单,部门签收并反馈 / accepted, dispatched, signed for, answered"):
            _handle(office, filed["number"], report)
        with stage.scene("4/7 核实、办结,邮件与签名回调 / verified, closed; an e-mail and a signed webhook"):
            _close(office, clients["agent"], filed, outside, report)
    with stage.scene("5/7 来电人查询进度 / the complainant reads the status"):
        _status(platform, filed, report)
    with stage.scene("6/7 书记批转来信:自办、督办、专报 / a leader's letter: supervised and reported back"):
        leaders_letter(clients, report.add)
    with stage.scene("7/7 骗签协议:三轮调解 / an agreement got by deceit: three rounds of mediation"):
        office.enter_department("quality", "质监局")
        deceitful_agreement(clients, report.add)
    return report


def _items(registrar: Mingcha, report: Report) -> None:
    first = registrar.import_items(DATA / "items-12-departments.xlsx")
    again = registrar.import_items(DATA / "items-12-departments.csv")
    _expect((again["added"], again["changed"]) == (0, 0), "the CSV of the same list must change nothing")
    batch = registrar.publish_batch(3, 1, departments=first["departments"], items=first["items"])
    report.add("导入部门", "departments imported", first["departments"], "POST /v1/imports (XLSX)")
    report.add("导入事项", "items imported", first["items"], "POST /v1/imports (XLSX)")
    report.add(
        "再次导入的变更", "changes by the same list again", again["added"] + again["changed"], "POST /v1/imports (CSV)"
    )
    report.add("第三轮第一批公布事项", "items published, round 3 batch 1", batch["items"], "POST /v1/rounds/3/batches")


def _call(operator: Mingcha, report: Report) -> Json:
    for event in ("newCall", "answer", "hangup"):
        call = operator.record_call(event=event, callId=CALL, to=HOTLINE, user="agent-1", **{"from": "0519-00000000"})
    report.add("来电状态", "the call's state", call["state"], "POST /v1/hotline/calls")
    filed = operator.file_complaint(**COMPLAINT)
    again = operator.file_complaint(**COMPLAINT)
    _expect(filed["number"] == again["number"], "the same call must be the same complaint")
    numbers = {found["number"] for found in operator.get("/v1/complaints")["complaints"]}
    report.add("投诉编号", "the complaint", filed["number"], "POST /v1/complaints")
    report.add("同一来电两次登记的件数", "complaints of the same call, filed twice", len(numbers), "GET /v1/complaints")
    return filed


def _handle(office: Mingcha, number: str, report: Report) -> None:
    accepted = office.act(number, "accept", version=1)
    office.act(number, "dispatch", version=accepted["version"], department=DEPARTMENT)
    replied = _wait_for(lambda: office.complaint(number), lambda view: view["state"] == "replied", "the reply")
    report.add("办理期限", "to be answered by", _chinese_date(replied["due_on"]), f"GET {_PATH}")
    report.add("部门结论", "the department's finding", replied["finding"], "AMQP departments / case_answered")


def _close(office: Mingcha, agent: Mingcha, filed: Json, outside: Outside, report: Report) -> None:
    number = filed["number"]
    office.act(number, "verify", evidence="已查看窗口公示的一次性告知清单")
    called = agent.act(number, "call_back", reached=True, satisfaction="satisfied", solved="yes", contacted=True)
    _expect(called["state"] == "verified", "a satisfied complainant leaves the case as it is")
    closed = office.act(number, "close", outcome="resolved")
    sent = _wait_for(lambda: office.messages(number=number)["messages"], _all_sent, "the notices")
    _expect(outside.hook.refused == 0, "every webhook must bear a good signature")
    _expect(len(sent) == len(outside.mails.taken) + len(outside.hook.taken), "every notice must have arrived, once")
    report.add("办结状态", "state at the end", closed["state"], f"POST {_PATH}/actions/close")
    report.add("邮件", "e-mails that arrived", len(outside.mails.taken), "SMTP")
    report.add("签名回调", "webhooks that arrived, signatures verified", len(outside.hook.taken), "Standard Webhooks")


def _all_sent(messages: list[Json]) -> bool:
    """The closing was told to complainant and department, and nothing is on its way any more."""
    closing = [message for message in messages if message["event_type"] == "complaint_closed"]
    return len(closing) == 2 and {message["state"] for message in messages} == {"sent"}  # noqa: PLR2004 - the two


def _status(platform: Place, filed: Json, report: Report) -> None:
    with Mingcha(platform.gateway_url) as anybody:
        status = anybody.status(filed["number"], filed["receipt"])
    _expect(status["state"] == "closed", "the complainant must see that it is closed")
    report.add(
        "来电人所见状态", "what the complainant sees", f"{status['state']}, {status['outcome']}", "POST /v1/status"
    )


def _clients(platform: Place) -> dict[str, Mingcha]:
    """The office's keys, as ``mingcha keys create`` makes them."""
    engine = open_engine(platform.database_url("gateway"), name="mingcha demo")
    keys, now = ApiKeys(engine), datetime.now(UTC)
    roles = {"office": [Role.OFFICER, Role.DIRECTOR], "operator": [Role.OPERATOR], "registrar": [Role.REGISTRAR]}
    roles |= {
        "agent": [Role.CALLBACK_AGENT],
        "leader": [Role.LEADER],
        "officer": [Role.OFFICER],
        "second_officer": [Role.OFFICER],
        "deputy": [Role.DEPUTY],
    }
    made = {
        name: Mingcha(platform.gateway_url, keys.create(f"demo-{name}", held, department=_AT_HOME.get(name), at=now))
        for name, held in roles.items()
    }
    engine.dispose()
    return made


@contextmanager
def _department(platform: Place, office: Mingcha, outside: Outside) -> Iterator[None]:
    """The department has its broker user and its endpoint, and its system runs."""
    user = connect_department(platform.management_uri, DEPARTMENT, vhost=vhost_of(platform.amqp_uri))
    endpoint = office.register_endpoint(DEPARTMENT, outside.hook_url, ["complaint_dispatched", "complaint_closed"])
    outside.hook.secret = endpoint["secret"]
    argv = [sys.executable, "-m", "mingcha.demo.department_system", DEPARTMENT]
    environ = {"PATH": os.environ.get("PATH", ""), "DEPARTMENT_AMQP_URI": user.uri(platform.amqp_uri)}
    system = subprocess.Popen(argv, env=environ, cwd=platform.root)
    try:
        yield
    finally:
        system.terminate()
        system.wait()


def _wait_for(look: Callable[[], Any], good: Callable[[Any], bool], what: str, patience: float = 60) -> Any:
    end = time.monotonic() + patience
    while not good(seen := look()):
        _expect(time.monotonic() < end, f"{what} did not come within {patience:.0f} s; last seen: {seen}")
        time.sleep(0.1)
    return seen


def _expect(holds: bool, what: str) -> None:  # noqa: FBT001 - the condition itself
    if not holds:
        raise StoryBroken(what)


def _chinese_date(text: str) -> str:
    year, month, day = (int(part) for part in text.split("-"))
    return f"{year}年{month}月{day}日"
