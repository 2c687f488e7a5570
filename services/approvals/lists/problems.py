"""What can be wrong or remarkable about a list, each with its rule and its sentence in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.approvals import ListFaulty, ListRemark, ListUnreadable
from contracts.refusals import Fault

MOST_NAMED = 100
"""A refusal names so many faults, and says how many there are."""

LONGEST_SHOWN = 40
"""Characters of an offending value that are shown."""

RULES: dict[str, tuple[str, str]] = {
    # the file
    "file_legacy_xls": (
        "这是旧版 Excel(.xls)文件,请另存为 .xlsx 后重新提交。",
        "This is an Excel file of the old kind (.xls); save it as .xlsx and send that.",
    ),
    "file_encrypted": ("文件设有密码,请取消密码后重新提交。", "The file has a password; remove it and send it again."),
    "file_damaged": ("文件已损坏,无法打开:{0}。", "The file is damaged and cannot be opened: {0}."),
    "file_not_a_workbook": ("压缩包内没有 Excel 工作簿(.xlsx)。", "The archive holds no Excel workbook (.xlsx)."),
    "file_is_text": (
        "文件名是 Excel 工作簿,内容却是文本;请用 Excel 另存为 .xlsx,或将扩展名改为 .csv。",
        "The name is a workbook's but the content is text; save it as .xlsx, or name it .csv.",
    ),
    "file_not_text": (
        "文件既不是 Excel 工作簿,也不是 UTF-8 或 GB18030 编码的文本。",
        "The file is neither an Excel workbook nor text in UTF-8 or GB18030.",
    ),
    "file_inflated": ("文件解压后过大({0})。", "The file is too large when unpacked ({0})."),
    "file_too_long": ("清单不得超过 {0} 行。", "A list may have at most {0} rows."),
    # the header
    "header_missing": (
        "前 {0} 行中没有表头,至少须有:{1}。",
        "There is no header within the first {0} rows; it needs at least: {1}.",
    ),
    "several_lists": ("有多张清单工作表:{0};请只保留一张。", "Several sheets hold lists: {0}; leave one."),
    "column_missing": ("缺少此列,可用表头:{0}。", "The column is missing; it may be headed: {0}."),
    "column_twice": ("表头重复:{0}。", "Two columns have the same header: {0}."),
    "no_items": ("表头下没有事项。", "There are no items below the header."),
    # a cell
    "cell_empty": ("必填项为空。", "The cell must not be empty."),
    "cell_too_long": ("不得超过 {0} 个字符。", "It may have at most {0} characters."),
    "cell_not_text": ("此处应为文本,不能是数值、日期或是否值。", "Text is wanted here, no number, date or yes/no."),
    "cell_error": ("单元格内是公式错误值。", "The cell holds a formula's error."),
    "formula_without_value": (
        "公式没有保存计算结果,请粘贴为数值。",
        "The formula was saved without its result; paste it as a value.",
    ),
    "code_is_number": (
        "编码已被表格软件转为数值,超过 15 位的数字或开头的 0 可能已丢失;请将该列设为“文本”并重新填写。",
        "The code has become a number and may have lost digits; format the column as text and fill it in again.",
    ),
    "code_rounded": (
        "编码第 15 位之后全为 0,应为表格软件截断所致;请按原始编码重新填写。",
        "All digits beyond the 15th are 0, as a spreadsheet rounds them; fill in the original code again.",
    ),
    "code_malformed": (
        "编码只能由字母、数字和半角符号组成,不超过 {0} 个字符。",
        "A code is made of letters, digits and ASCII signs, {0} at most.",
    ),
    "region_malformed": ("行政区划代码应为 6、9 或 12 位数字。", "A region code has 6, 9 or 12 digits."),
    "type_unknown": ("没有此事项类型,可用类型:{0}。", "There is no such type of item; there are: {0}."),
    "code_twice": ("编码与第 {0} 行重复。", "The same code is in row {0}."),
    # what does not stop an import
    "sheet_ignored": ("工作表“{0}”没有表头,未读取。", "The sheet {0} has no header and was not read."),
    "column_ignored": ("此列未导入。", "This column was not imported."),
    "formula_value_used": (
        "此列有 {0} 个公式,取其保存的结果。",
        "The column has {0} formulas; their saved results count.",
    ),
}


class Broken(Exception):
    """A cell breaks a rule; ``arguments`` complete its sentence."""

    def __init__(self, rule: str, *arguments: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.arguments = arguments


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A rule that is broken at one place: ``row`` as a spreadsheet counts, ``column`` by letter."""

    rule: str
    arguments: tuple[object, ...] = ()
    row: int | None = None
    column: str = ""
    header: str = ""
    value: object = None

    def fault(self) -> Fault:
        """As a refusal names it: the sentence in both languages, with the cell and its value."""
        steps = ("header",) if self.row is None else ("rows", str(self.row))
        pointer = "/" + "/".join(map(_escape, (*steps, self.header)))
        zh, en = (self._where() + text for text in self._texts())
        return Fault(pointer=pointer, rule=self.rule, zh=zh, en=en)

    def remark(self) -> ListRemark:
        """As a report tells it."""
        zh, en = self._texts()
        return ListRemark(
            rule=self.rule,
            zh=zh,
            en=en,
            row=self.row,
            column=self.column,
            header=self.header,
            value=shorten(self.value),
        )

    def _texts(self) -> tuple[str, str]:
        zh, en = RULES[self.rule]
        return zh.format(*self.arguments), en.format(*self.arguments)

    def _where(self) -> str:
        shown = shorten(self.value)
        cell = f"{self.column}{self.row or ''}"
        return (cell + (f"“{shown}”" if shown else "") + ":") if cell or shown else ""


def shorten(value: object) -> str:
    """An offending value in one line, cut where it is long."""
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def unreadable(file_name: str, rule: str, *arguments: object) -> ListUnreadable:
    """The refusal of a file that is no list at all."""
    zh, en = (text.format(*arguments) for text in RULES[rule])
    refused = ListUnreadable(file_name)
    refused.faults = (Fault(pointer="/content", rule=rule, zh=zh, en=en),)
    return refused


def faulty(problems: Sequence[Problem]) -> ListFaulty:
    """The refusal of a list with wrong cells: the first hundred, and how many there are."""
    named = problems[:MOST_NAMED]
    refused = ListFaulty(str(len(problems)), str(len(named)))
    refused.faults = tuple(problem.fault() for problem in named)
    return refused


def _escape(step: str) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    return step.replace("~", "~0").replace("/", "~1")
