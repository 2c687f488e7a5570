"""One example a route, for the OpenAPI document: a test posts every one of them, and fails for a route that has none.

A new route needs a line in ``BODIES`` (a room's in ``room_examples.py``), a new resource one in ``NUMBERS``; an order
that says nothing but its number needs none. What an example names (a number, a department) exists where the test
posts it.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from gateway.example_days import day
from gateway.room_examples import ACTIONS, DEPARTMENT, NEW

CASE = "TS-2026-000123"

NUMBERS = {
    "complaints": CASE,
    "supervision": "DB-2026-000123",
    "instructions": "PS-2026-000123",
    "rectifications": "ZG-2026-000123",
    "accountability": "ZR-2026-000123",
    "surveys": "PJ-2026-000123",
    "retaliation-alarms": "BF-2026-000123",
    "inspections": "MC-2026-000123",
    "inspection-findings": "FX-2026-000123",
    "exposures": "BG-2026-000123",
    "special-supervisions": "ZD-2026-000123",
    "identity-requests": "SM-2026-000123",
    "status": CASE,
}
"""What a thing of a resource is known by."""

PARAMETERS: Mapping[str, Any] = {
    "code": DEPARTMENT,
    "/v1/items/{code} code": "000123001000",
    "/v1/categories/{code} code": "illegal_fee",
    "/problems/{code} code": "complaint_unknown",
    "id": "complaints.0199a1b2-0000-7000-8000-000000000123",
    "reform_round": 2,
    "year": 2026,
    "reason": "核实办理情况",
    "file_name": "items.csv",
    "service_code": "illegal_fee.json",
    "service_request_id": f"{CASE}.json",
    "token": "0199a1b2-0000-7000-8000-000000000123.YXBw.0123456789abcdef0123456789abcdef.json",
}
"""Other parameters of paths and queries that must be said: by name, and by path where one means two things."""

_REPORTER = {"name": "示例来电人", "phone": "0519-00000000", "email": "caller@mingcha.example"}


_HELD = {"number": CASE, "receipt": "0000000000000000"}

_COMPLAINTS = {
    "provide_info": {"text": "补充:当日排队号为 A017"},
    "request_info": {"question": "请补充办事窗口与日期"},
    "propose_refusal": {"ground": "in_proceedings", "elsewhere": "可向人民法院查询进度"},
    "merge": {"into": CASE},
    "relabel": {"severity": 3},
    "confirm_relabel": {"agreed": True},
    "dispatch": {"department": DEPARTMENT, "clock_class": "simple"},
    "request_return": {"basis": "三定方案第二条", "rightful": DEPARTMENT},
    "grant_return": {"department": DEPARTMENT},
    "adjudicate": {"department": DEPARTMENT, "ruling": "依三定方案由民政部门承办"},
    "contact": {"result": "reached"},
    "mediate": {"complainants_position": "请求退费", "departments_position": "同意部分退费"},
    "end_mediation": {"agreed": True},
    "suspend": {"ground": "appraisal", "evidence": "鉴定委托书", "until": day(30)},
    "request_extension": {"reason": "须向三个部门核实"},
    "decide_extension": {"granted": True},
    "extend_ceiling": {"reason": "案情复杂,须等待鉴定"},
    "reply": {"finding": "substantiated", "measures": "已一次办结并道歉", "basis": "行政许可法第三十二条"},
    "accept": {"claims": ["一次告知所需材料", "退还多收的工本费"]},
    "verify": {"evidence": "现场查看,清单已上墙;退款凭证复印件"},
    "redo": {"reason": "incomplete"},
    "call_back": {"reached": True, "satisfaction": "satisfied", "solved": "yes", "contacted": True},
    "close": {"outcome": "resolved"},
    "reopen": {"reason": "new_evidence"},
    "decide_review": {"decision": "upheld", "reasons": "原处理意见事实清楚"},
}
_OPEN311 = {
    "api_key": "mk_000000000000_example",
    "service_code": "window_service",
    "description": "三次到窗口,每次要求的材料都不同",
    "address_string": "市政务服务中心二楼",
    "last_name": "示例",
    "first_name": "来电人",
    "phone": "0519-00000000",
    "attribute": {"window": "三号窗口", "mode": "named"},
}
_SUPERVISION = {"answer": {"answer": "已责成窗口当日办结"}}
_INSTRUCTIONS = {"report": {"report": "已核实并办结"}, "return": {"reason": "请补充整改措施", "due_on": day(20)}}
_RECTIFICATIONS = {
    "plan": {"measures": "窗口实行一次告知清单", "responsible": "deputy", "post": "分管副局长"},
    "return_plan": {"reason": "未写明完成日期"},
    "report": {"evidence": "清单已上墙,附照片"},
    "answer": {"adopted": True, "answer": "已列入修订计划"},
    "accept": {"remark": "现场查看属实"},
    "reject": {"reason": "清单与办事指南不一致"},
    "recheck": {"remark": "三个月未见反弹"},
    "relapse": {"reason": "现场又见退件"},
    "refuse": {"reason": "不属本局职责"},
}
_ACCOUNTABILITY = {
    "hear": {"statement": "系统故障所致"},
    "decide": {"measure": "interview", "reason": "情节较轻"},
    "dismiss": {"reason": "已当场改正"},
    "execute": {"remark": "已约谈"},
    "transfer": {"authority": "市纪委监委"},
    "appeal": {"reason": "事实有误"},
    "decide_appeal": {"upheld": True, "reason": "原决定适当"},
}

_DEPARTMENTS: dict[str, Any] = {
    "appoint": {"post": "liaison", "official": {"name": "示例联络员", "phone": "0519-00000000"}, "since": "2026-01-05"},
    "relieve": {"post": "liaison", "until": "2026-06-01"},
    "publish_phone": {"phone": "0519-00000000"},
    "withdraw_phone": {"phone": "0519-00000000"},
}

BODIES: Mapping[str, Any] = {
    "POST /v1/complaints": {
        "channel": "visit",
        "category": "window_service",
        "title": "材料要求前后不一",
        "text": "三次到窗口,每次要求的材料都不同",
        "reporter": _REPORTER,
        "about": DEPARTMENT,
        "answers": {"window": "三号窗口"},
        "visitors": 2,
    },
    "POST /v1/supervision": {"case": CASE, "level": "yellow", "reason": "逾期未签收", "department": DEPARTMENT},
    "POST /v1/instructions": {"case": CASE, "post": "group_leader", "text": "请核实并报结果", "due_on": day(14)},
    "POST /v1/hotline/calls": {"event": "newCall", "callId": "call-20261123-017", "from": "0519-00000000", "to": "110"},
    "POST /v1/status": {"number": CASE, "receipt": "0000000000000000"},
    **{f"POST /open311/v2/requests.{format_}": _OPEN311 for format_ in ("json", "xml")},
    "PUT /v1/departments/{code}": {"title": "民政局"},
    **{f"POST /v1/departments/{{code}}/actions/{name}": body for name, body in _DEPARTMENTS.items()},
    "POST /v1/events": {
        "specversion": "1.0",
        "id": "20261123-000017",
        "source": f"/departments/{DEPARTMENT}",
        "type": "case_signed_for",
        "data": {"number": CASE},
    },
    "POST /v1/rectifications": {
        "kind": "department_wide",
        "problem": "窗口三次退件未一次告知",
        "cause": "违反行政许可法第三十二条",
        "category": "slow",
        "department": DEPARTMENT,
        "due_on": day(30),
    },
    "POST /v1/accountability": {
        "ground": CASE,
        "department": DEPARTMENT,
        "target": "unit",
        "measure": "fault_notice",
        "basis": "business_environment_regulations",
        "article": "第六十九条",
        "facts": "三次退件未一次告知",
    },
    "POST /v1/surveys/answer": {
        "token": "A" * 22,
        "level": "satisfied",
        "solved": "yes",
        "contacted": True,
        "opinion": "比以前快",
    },
    "POST /v1/status/survey": {"number": CASE, "receipt": "0000000000000000"},
    **{f"POST /v1/receipts/{what}": _HELD for what in ("messages", "actions/change", "actions/withdraw")},
    "POST /v1/receipts/actions/request_review": _HELD | {"text": "对处理结果不服"},
    "POST /v1/receipts/actions/write": _HELD | {"text": "补充:当日排队号为 A017"},
    "POST /v1/receipts/actions/verify": {
        "number": CASE,
        "registered_at": "2026-11-23T08:00:00Z",
        "chain_head": "0123456789abcdef" * 4,
        "signature": "A" * 86 + "==",
    },
    "POST /v1/complaints/{number}/messages": {"text": "请补充办事窗口"},
    "POST /v1/awareness-surveys": {
        "question_zh": "您知道经济110吗?",
        "question_en": "Do you know the hotline 经济110?",
        "sample": "随机电话访问",
        "n": 400,
        "choices": [{"code": "known", "zh": "知道", "en": "yes", "count": 356}],
        "conducted_on": day(-7),
    },
    **{
        f"POST /v1/{resource}/{{number}}/attachments/{{id}}/actions/remove": {"reason": "拍到无关人员"}
        for resource in ("complaints", "rectifications", "inspections", "special-supervisions")
    },
    "POST /v1/rounds/{reform_round}/batches": {"batch": 1, "declared_departments": 12, "declared_items": 417},
    "POST /v1/webhook-endpoints": {
        "department": DEPARTMENT,
        "url": "https://department.example/hook",
        "events": ["complaint_dispatched"],
    },
    **{f"POST /v1/complaints/{{number}}/actions/{name}": body for name, body in _COMPLAINTS.items()},
    **{f"POST /v1/supervision/{{number}}/actions/{name}": body for name, body in _SUPERVISION.items()},
    **{f"POST /v1/instructions/{{number}}/actions/{name}": body for name, body in _INSTRUCTIONS.items()},
    **{f"POST /v1/rectifications/{{number}}/actions/{name}": body for name, body in _RECTIFICATIONS.items()},
    **{f"POST /v1/accountability/{{number}}/actions/{name}": body for name, body in _ACCOUNTABILITY.items()},
    **{f"POST /v1/{resource}": body for resource, body in NEW.items()},
    **{
        f"POST /v1/{resource}/{{number}}/actions/{name}": body
        for resource, actions in ACTIONS.items()
        for name, body in actions.items()
    },
}
"""By method and path."""


def body_of(method: str, path: str, form: type[msgspec.Struct]) -> Any:
    """The example of a route's body; None where a body that says something has none."""
    nothing: dict[str, Any] | None = None if msgspec.structs.fields(form) else {}
    return BODIES.get(f"{method.upper()} {path}", nothing)


def parameter_of(path: str, name: str) -> Any:
    """The example of a parameter; None where it has none."""
    resource = path.strip("/").split("/")[1:2]
    if name == "number":
        return NUMBERS.get(resource[0]) if resource else None
    return PARAMETERS.get(f"{path} {name}", PARAMETERS.get(name))
