"""A department's own system, a process apart: it knows AMQP, its broker user and the published events, nothing else.

``python -m mingcha.demo.department_system civil_affairs``, with its address in ``DEPARTMENT_AMQP_URI``: it signs for
every case that is handed to it and answers it.
"""

import os
import sys

from mingcha.publisher import DepartmentMail, Incoming


def work(department: str, amqp_uri: str) -> None:
    """Works until it is ended."""
    with DepartmentMail(amqp_uri, department) as mail:
        for incoming in mail.hear():
            if incoming is not None and incoming.type == "case_handed_over":
                _handle(mail, incoming)


def _handle(mail: DepartmentMail, case: Incoming) -> None:
    """Signs for the case and answers it; the ids are the case's own, so that doing it again has no second effect."""
    number = case.data["number"]
    mail.post("case_signed_for", {"number": number}, id=f"{case.id}.signed")
    answer = {
        "number": number,
        "finding": "substantiated",
        "measures": "已向办事人致歉,窗口实行一次性告知,当日补办完毕。",
        "basis": "《行政许可法》第三十二条",
    }
    mail.post("complainant_reached", {"number": number, "result": "reached"}, id=f"{case.id}.reached")
    mail.post("case_taken_up", {"number": number}, id=f"{case.id}.taken_up")
    mail.post("case_answered", answer, id=f"{case.id}.answered")


if __name__ == "__main__":
    work(sys.argv[1], os.environ["DEPARTMENT_AMQP_URI"])
