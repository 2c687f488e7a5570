"""The two cases that the city's report tells of: the leader's letter, and the agreement that was got by deceit."""

from collections.abc import Callable, Mapping

from mingcha.client import Json, Mingcha

Add = Callable[[str, str, object, str], None]
Clients = Mapping[str, Mingcha]

PATH = "/v1/complaints/{number}"

LETTER: Json = {
    "channel": "leader_letter",
    "source": "leading_group",
    "external_id": "letter-0001",
    "category": "window_service",
    "title": "关于民政局行政服务窗口的投诉信",
    "text": "群众来信反映窗口办理手续时被要求提供规定以外的材料。",
    "about": "civil_affairs",
    "reporter": {"name": "示例来信人", "phone": "0519-00000000"},
    "instruction": {"post": "group_leader", "text": "请优化办查清事实,督促整改,并报结果。"},
}

AGREEMENT: Json = {
    "channel": "visit",
    "source": "front_desk",
    "external_id": "visit-0001",
    "category": "coerced_agreement",
    "title": "反映质监局骗签协议",
    "text": "经营户反映在不知情的情况下被要求签订协议并缴费。",
    "about": "quality",
    "reporter": {"name": "示例经营户", "phone": "0519-00000001"},
}


def leaders_letter(clients: Clients, add: Add) -> None:
    """A letter with an instruction: handled by the office itself, supervised, put right, reported back."""
    office, leader = clients["office"], clients["leader"]
    number = _taken_up(clients, LETTER, clerk="office")
    [given] = office.get("/v1/instructions", case=number)["instructions"]
    _answered(
        clients, number, "该窗口要求提供的材料不在公示目录内,已当面向民政局指出。", basis="《行政许可法》第三十条"
    )
    notice = office.post(
        "/v1/supervision",
        {"case": number, "department": "civil_affairs", "level": "yellow", "reason": "窗口要求提供规定以外的材料"},
    )
    deputy = clients["deputy"]
    _act(deputy, "supervision", notice["number"], "acknowledge")
    _act(deputy, "supervision", notice["number"], "answer", answer="当日取消该材料要求,窗口公示一次性告知清单。")
    rectified = _rectified(clients, number)
    lifted = _act(office, "supervision", notice["number"], "lift")
    closed = _closed(clients, number)
    _act(office, "instructions", given["number"], "report", report="已查清,民政局已整改,来信人满意。")
    ended = _act(leader, "instructions", given["number"], "accept")
    add("书记批转来信", "the leader's letter", f"{number} {closed['state']}", f"POST {PATH}/actions/close")
    add("督办单", "the notice", f"{notice['number']} {lifted['state']}", "POST /v1/supervision")
    add("整改单", "the rectification", f"{rectified['number']} {rectified['state']}", "POST /v1/rectifications")
    add("批示", "the instruction", f"{given['number']} {ended['state']}", "POST /v1/complaints")


def deceitful_agreement(clients: Clients, add: Add) -> None:
    """Rounds of mediation (几上几下的磨合), until the business owners agree; a grave case takes two officers."""
    office = clients["office"]
    number = _taken_up(clients, AGREEMENT)
    rounds = (("要求退还全部费用", "愿退还一半"), ("要求退还并致歉", "愿全部退还"), ("同意", "全部退还并当面致歉"))
    for complainants, departments in rounds:
        office.act(number, "mediate", complainants_position=complainants, departments_position=departments)
    office.act(number, "end_mediation", agreed=True)
    _answered(clients, number, "协议作废,费用全部退还,已向经营户致歉。", basis="《民法典》第一百四十八条")
    closed = _closed(clients, number)
    held = office.complaint(number)["mediations"]
    facts = office.get(f"{PATH.format(number=number)}/history")["facts"]
    add("骗签协议一案", "the deceitful agreement", f"{number} {closed['state']}", f"POST {PATH}/actions/close")
    add("调解轮次", "rounds of mediation", held, f"GET {PATH}")
    add("该案事实记录", "facts in its history", len(facts), f"GET {PATH}/history")


def _taken_up(clients: Clients, complaint: Json, clerk: str = "operator") -> str:
    """Registered, accepted and taken up by the office itself (自办)."""
    office = clients["office"]
    filed = clients[clerk].file_complaint(**complaint)
    number: str = filed["number"]
    office.act(number, "accept")
    office.act(number, "contact", result="reached")
    office.act(number, "investigate")
    return number


def _answered(clients: Clients, number: str, measures: str, basis: str) -> None:
    clients["office"].act(number, "reply", finding="substantiated", measures=measures, basis=basis)


def _rectified(clients: Clients, number: str) -> Json:
    """The fault is put right by the department: ordered, planned by its deputy, reported with evidence, checked."""
    office, deputy = clients["office"], clients["deputy"]
    order = {"kind": "case", "complaint": number, "problem": "要求规定以外的材料", "cause": "未执行公示的材料目录"}
    ordered = office.post("/v1/rectifications", order)["number"]
    plan = {"measures": "取消该材料,公示一次性告知清单", "responsible": "deputy", "post": "分管副局长"}
    _act(deputy, "rectifications", ordered, "plan", **plan)
    _act(office, "rectifications", ordered, "accept_plan")
    _act(deputy, "rectifications", ordered, "report", evidence="窗口已公示清单,当日起执行")
    return _act(office, "rectifications", ordered, "accept", remark="现场核实")


def _closed(clients: Clients, number: str) -> Json:
    """Verified by others than the one who answered, called back by a third person, closed."""
    for name in ("officer", "second_officer"):
        if clients["office"].complaint(number)["state"] == "replied":
            clients[name].act(number, "verify", evidence="已查看现场和书面材料")
    clients["agent"].act(number, "call_back", reached=True, satisfaction="very_satisfied", solved="yes", contacted=True)
    return clients["agent"].act(number, "close", outcome="resolved")


def _act(client: Mingcha, resource: str, number: str, action: str, **order: object) -> Json:
    return client.post(f"/v1/{resource}/{number}/actions/{action}", order, headers={"If-Match": "*"})
