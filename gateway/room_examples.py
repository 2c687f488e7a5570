"""The examples of the rooms beside the complaint itself: by resource, then by action; ``examples.py`` puts them in."""

from typing import Any

from gateway.example_days import day

DEPARTMENT = "civil_affairs"
HASH = "0123456789abcdef" * 4

_OFF_2024 = {
    "元旦": ("01-01",),
    "春节": ("02-12", "02-13", "02-14", "02-15", "02-16"),
    "清明节": ("04-04", "04-05"),
    "劳动节": ("05-01", "05-02", "05-03"),
    "端午节": ("06-10",),
    "中秋节": ("09-16", "09-17"),
    "国庆节": ("10-01", "10-02", "10-03", "10-04", "10-07"),
}
_WORKED_2024 = {
    "春节": ("02-04", "02-18"),
    "清明节": ("04-07",),
    "劳动节": ("04-28", "05-11"),
    "中秋节": ("09-14",),
    "国庆节": ("09-29", "10-12"),
}

NEW: dict[str, dict[str, Any]] = {
    "calendars": {
        "year": 2024,
        "papers": ["https://www.gov.cn/zhengce/content/202310/content_6911527.htm"],
        "days": [
            {"name": name, "date": f"2024-{day}", "isOffDay": is_off}
            for is_off, named in ((True, _OFF_2024), (False, _WORKED_2024))
            for name, days in named.items()
            for day in days
        ],
    },
    "identity-requests": {"case": "TS-2026-000123", "ground": "contact", "motive": "核实现场情况须当面询问"},
    "inspections": {
        "mode": "covert",
        "plan": {
            "departments": [DEPARTMENT],
            "inspectors": [{"id": "inspector-1"}, {"id": "inspector-2"}, {"id": "inspector-3"}],
            "topic": "一次告知与收费公示",
            "from_on": day(1),
            "until_on": day(10),
        },
    },
    "exposures": {
        "ground": "TS-2026-000123",
        "medium": "internal",
        "department": DEPARTMENT,
        "title": "一次告知制度未落实",
        "text": "窗口三次退件,未一次告知所需材料。",
    },
    "special-supervisions": {
        "source": "campaign",
        "topic": "窗口服务专项督查",
        "category": "slow",
        "plan": "先自查,后实地督查",
        "checklist": ["一次告知", "限时办结"],
        "starts_on": day(1),
        "ends_on": day(60),
        "departments": [DEPARTMENT],
    },
}
"""What begins one of them."""

ACTIONS: dict[str, dict[str, Any]] = {
    "identity-requests": {
        "grant": {"until": day(3)},
        "refuse": {"reason": "脱敏内容已足够"},
        "revoke": {"reason": "案件已办结"},
    },
    "surveys": {"exclude": {"reason": "与案件无关"}},
    "retaliation-alarms": {"confirm": {"finding": "检查与投诉有关"}, "dismiss": {"finding": "检查按年度计划进行"}},
    "inspections": {
        "carry_out": {"record": "排队四十分钟,窗口无人引导"},
        "record_finding": {
            "category": "slow",
            "gravity": "minor",
            "problem": "未一次告知",
            "rule": "行政许可法第三十二条",
            "evidence": [{"attachment": "photo-1", "sha256": HASH}],
        },
        "cancel": {"reason": "对象已撤并"},
    },
    "inspection-findings": {
        "confirm": {"statement": "属实,立即整改"},
        "dispute": {"statement": "当日系统故障"},
        "uphold": {"reason": "照片与记录一致"},
        "drop": {"reason": "证据不足"},
        "rectify": {"due_on": day(30)},
    },
    "exposures": {
        "revise": {"title": "一次告知制度未落实", "text": "窗口退件未一次告知。"},
        "verify": {"remark": "与调查结论一致"},
        "check_privacy": {"remark": "无法识别投诉人"},
        "reply": {"statement": "已整改"},
        "approve": {"reason": "事实清楚"},
        "reject": {"reason": "已整改到位"},
        "note_rectified": {"rectification": "ZG-2026-000123", "note": "已于两周内整改"},
        "correct": {"correction": "日期更正为三月二日"},
        "withdraw": {"reason": "原结论已撤销"},
    },
    "special-supervisions": {
        "cancel": {"reason": "并入年度计划"},
        "submit_self_check": {"report": "自查发现两处未公示"},
        "record_round": {
            "department": DEPARTMENT,
            "record": "查看窗口三处",
            "problems": [{"problem": "清单未上墙", "cause": "优化营商环境条例第三十六条"}],
        },
        "report": {"report": "共发现问题一个"},
        "order_rectifications": {"due_on": day(30)},
        "recheck": {"remark": "已全部销号"},
        "close": {"remark": "办结"},
    },
}
