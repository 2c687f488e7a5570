"""The processes: does each run and turn, does it get on with what it has in hand, does the gateway stand."""

import time
from collections.abc import Iterator

import requests

from mingcha.doctor.findings import Finding, Text, error, warning
from mingcha.doctor.patient import Patient
from mingcha.local.keeper import State

_PATIENCE = 3
_A_WHILE = 2.0
"""Seconds in which a process that has letters in hand must handle some."""

_LOOK = Text("查看 var/log 中该进程的日志,必要时重启", "look into its log in var/log; restart it if need be")


def check_processes(patient: Patient) -> Iterator[Finding]:
    """Asks each process whether its loop turns, and twice what it has done."""
    for program in patient.programs:
        if program.state is State.FAILED:
            yield error("process_failed", program.name, Text("进程已停止。", "The process has given up."), _LOOK)
    first = {name: _figures(url) for name, url in patient.metrics.items()}
    busy = {name for name, figures in first.items() if figures and _in_hand(figures)}
    if busy:
        time.sleep(_A_WHILE)
    for name, url in patient.metrics.items():
        yield from _judge(name, url, first[name], _figures(url) if name in busy else None)


def _judge(name: str, url: str, first: dict[str, float], later: dict[str, float] | None) -> Iterator[Finding]:
    if not first:
        yield error("process_silent", name, Text(f"{url} 没有应答。", f"It does not answer at {url}."), _LOOK)
        return
    silent = first.get("mingcha_loop_silent_seconds", 0.0)
    if silent > _PATIENCE:
        yield error(
            "process_hangs",
            name,
            Text(f"进程停滞 {silent:.0f} 秒。", f"Its loop has not turned for {silent:.0f} s."),
            _LOOK,
        )
    elif later and _in_hand(later) and _handled(later) == _handled(first):
        yield warning(
            "letters_stuck",
            name,
            Text(
                f"手头有 {_in_hand(later):.0f} 件未确认,{_A_WHILE:.0f} 秒内无一办结。",
                f"{_in_hand(later):.0f} letters in hand, unacknowledged; none was done within {_A_WHILE:.0f} s.",
            ),
            Text("查看日志:数据库是否不可用或被锁", "look into its log: is the database away, or locked?"),
        )


def _figures(url: str) -> dict[str, float]:
    """The process's figures, by name and labels; none when it does not answer."""
    try:
        text = _get(f"{url}/metrics").text
    except requests.RequestException:
        return {}
    lines = (line.rpartition(" ") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def _in_hand(figures: dict[str, float]) -> float:
    return _sum(figures, "mingcha_letters_in_hand")


def _handled(figures: dict[str, float]) -> float:
    return _sum(figures, "mingcha_letters_total")


def _sum(figures: dict[str, float], name: str) -> float:
    return sum(value for labelled, value in figures.items() if labelled.partition("{")[0] == name)


def check_gateway(patient: Patient) -> Iterator[Finding]:
    """Asks the gateway whether it is ready."""
    if not patient.gateway_url:
        return
    try:
        answer = _get(f"{patient.gateway_url}/readyz")
    except requests.RequestException:
        yield error(
            "gateway_away",
            "gateway",
            Text(f"{patient.gateway_url} 没有应答。", f"It does not answer at {patient.gateway_url}."),
            _LOOK,
        )
        return
    if not answer.ok:
        yield error(
            "gateway_not_ready",
            "gateway",
            Text(f"网关未就绪:{answer.text[:200]}", f"The gateway is not ready: {answer.text[:200]}"),
            Text("先处理消息服务器与数据库的问题", "mend what is wrong with broker and database first"),
        )


def _get(url: str) -> requests.Response:
    """Without the machine's proxy settings, which are for other addresses."""
    with requests.Session() as session:
        session.trust_env = False
        return session.get(url, timeout=_PATIENCE)
