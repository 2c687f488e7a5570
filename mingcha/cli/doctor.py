"""``mingcha doctor``: what is wrong, and how to mend it."""

import os
from pathlib import Path

import typer

from mingcha.cli.screen import AsJson, show, show_rows
from mingcha.doctor import Finding, Patient, examine
from mingcha.doctor.findings import Severity, Text, error

_NOTHING = error(
    "nothing_runs",
    "platform",
    Text("平台未运行。", "No platform runs here, and the environment names none."),
    Text("执行 make up,或设置 AMQP_URI 等", "run make up, or set AMQP_URI and the others"),
)

_COLUMNS = {"severity": "程度 severity", "subject": "何处 where", "what": "问题 what", "mend": "处理 how to mend it"}


def doctor(*, as_json: AsJson = False) -> None:
    """体检:有何问题,如何处理;有问题则退出码为 1 / what is wrong and how to mend it; exit code 1 if anything is."""
    patient = Patient.find(Path.cwd(), os.environ)
    findings = ([] if patient.is_there else [_NOTHING]) + list(examine(patient))
    if as_json:
        show_rows([finding.row for finding in findings], _COLUMNS, as_json=True)
    elif findings:
        show_rows([_row(finding) for finding in findings], _COLUMNS, as_json=False)
    else:
        show([], ["一切正常 / all is well"], as_json=False)
    raise typer.Exit(1 if any(finding.severity is not Severity.NOTE for finding in findings) else 0)


def _row(finding: Finding) -> dict[str, str]:
    return {
        "severity": finding.severity,
        "subject": finding.subject,
        "what": "\n".join(finding.what),
        "mend": "\n".join(dict.fromkeys(finding.mend)),
    }
