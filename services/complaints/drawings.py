"""Draws the life cycles into the README, from the tables themselves: ``python -m services.complaints.drawings``."""

import re
from collections.abc import Iterable
from pathlib import Path

from contracts.exposure import Medium
from services.complaints.accountability.domain.life_cycle import LIFE_CYCLES as ACCOUNTABILITY
from services.complaints.attachments.domain import LIFE_CYCLE as ATTACHMENT
from services.complaints.domain.life_cycle import ABOUT_THE_OFFICE
from services.complaints.domain.life_cycle import LIFE_CYCLE as COMPLAINT
from services.complaints.domain.moves import LifeCycle
from services.complaints.exposure.domain import LIFE_CYCLES as EXPOSURE
from services.complaints.identity.domain import LIFE_CYCLE as IDENTITY
from services.complaints.inspection.domain.life_cycle import FINDING
from services.complaints.inspection.domain.life_cycle import LIFE_CYCLES as INSPECTION
from services.complaints.instruction.domain import LIFE_CYCLE as INSTRUCTION
from services.complaints.rectification.domain.life_cycle import LIFE_CYCLES as RECTIFICATION
from services.complaints.retaliation.domain import LIFE_CYCLE as ALARM
from services.complaints.special_supervision.domain import LIFE_CYCLE as SPECIAL_SUPERVISION
from services.complaints.supervision.domain import LIFE_CYCLE as NOTICE
from services.complaints.survey.domain import LIFE_CYCLE as SURVEY

README = Path(__file__).parent / "README.md"

LIFE_CYCLES = {
    "投诉件 complaint": COMPLAINT,
    "涉及优化办的投诉件 complaint about the office": ABOUT_THE_OFFICE,
    "督办单 notice": NOTICE,
    "批示 instruction": INSTRUCTION,
    "评价 survey": SURVEY,
    "打击报复预警 retaliation alarm": ALARM,
    **{f"整改 rectification: {kind}": cycle for kind, cycle in RECTIFICATION.items()},
    "身份查阅 identity request": IDENTITY,
    **{f"责任追究 accountability: {weight}": cycle for weight, cycle in ACCOUNTABILITY.items()},
    "附件 attachment": ATTACHMENT,
    **{f"明察暗访 inspection: {mode}": cycle for mode, cycle in INSPECTION.items()},
    "检查发现 inspection finding": FINDING,
    "专项督查 special supervision": SPECIAL_SUPERVISION,
    "曝光 exposure: internal and web": EXPOSURE[Medium.WEB],
    "曝光 exposure: media": EXPOSURE[Medium.MEDIA],
}

_PLACE = re.compile(r"(<!-- drawings: begin[^\n]*-->\n).*(<!-- drawings: end -->)", re.DOTALL)


def drawn(text: str) -> str:
    """The README with its drawings made anew."""
    drawings = "\n".join(_drawing(title, life_cycle) for title, life_cycle in LIFE_CYCLES.items())
    return _PLACE.sub(lambda found: f"{found[1]}\n{drawings}\n{found[2]}", text)


def _drawing(title: str, life_cycle: LifeCycle) -> str:
    rows = "\n".join(
        f"| `{move.action}` | {_named(move.sources) or '–'} | {move.target or _named(move.decided) or '(stays)'} "
        f"| {_named(sorted(move.roles))} | `{move.fact}` |"
        for move in life_cycle.moves
    )
    head = "| action | from | to | who | fact |\n|---|---|---|---|---|"
    return f"### {title}\n\n```mermaid\n{life_cycle.drawing()}\n```\n\n{head}\n{rows}\n"


def _named(names: Iterable[str]) -> str:
    return ", ".join(names)


def main() -> None:
    """Writes them."""
    README.write_text(drawn(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
