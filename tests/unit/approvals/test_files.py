"""What a file is, its content says; what is no list is refused with the reason."""

import io
import zipfile
from collections.abc import Callable

import pytest

from contracts.approvals import ListUnreadable
from services.approvals.lists import read_list
from services.approvals.lists.sheets import MOST_ROWS
from services.approvals.lists.workbook import MOST_LINES

Faults = Callable[..., list[tuple[str, str]]]
Make = Callable[..., bytes]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TEXT = "部门,事项名称,编码,事项类型\n区司法局,公证机构设立,511A0001,行政许可\n"


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_a_workbook_is_known_by_its_content(listed: Make) -> None:
    assert len(read_list("list.csv", listed({})).items) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_may_be_utf_8_or_gb18030(encoding: str) -> None:
    assert read_list("list.csv", TEXT.encode(encoding)).items[0].department == "区司法局"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_text_may_be_delimited_otherwise(delimiter: str) -> None:
    assert len(read_list("list.txt", TEXT.replace(",", delimiter).encode()).items) == 1


@pytest.mark.parametrize("name", ["list.xlsx", "LIST.XLS"])
def test_text_under_a_workbooks_name_is_refused(faults: Faults, name: str) -> None:
    assert faults(TEXT.encode(), name) == [("/content", "file_is_text")]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (TEXT.encode("utf-16"), "file_not_text"),
        (TEXT.encode() + b"\xff\xff", "file_not_text"),
        (b"\x89PNG\x00\x01", "file_not_text"),
        (OLE, "file_legacy_xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
        (zipped({"readme.txt": b"no list"}), "file_not_a_workbook"),
        (zipped({"xl/workbook.xml": b"<workbook/>"}), "file_not_a_workbook"),
        (zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>"}), "file_not_a_workbook"),
        (b"PK\x03\x04 and nothing more", "file_damaged"),
        (TEXT.encode() + b'"open', "file_damaged"),
        (TEXT.splitlines()[0].encode(), "no_items"),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(faults: Faults, content: bytes, rule: str) -> None:
    assert faults(content) == [("/content", rule)]


def test_a_workbook_that_was_cut_off_is_damaged(faults: Faults, listed: Make) -> None:
    assert faults(listed({})[:-200]) == [("/content", "file_damaged")]


def test_a_workbook_without_its_sheet_is_damaged(faults: Faults) -> None:
    content = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})

    assert faults(content) == [("/content", "file_damaged")]


def test_entities_are_not_expanded(faults: Faults) -> None:
    bomb = b'<!DOCTYPE t [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]><Types>&b;</Types>'

    assert faults(zipped({"[Content_Types].xml": bomb, "xl/workbook.xml": b"<w/>"})) == [
        ("/content", "file_damaged"),
    ]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (zipped({"bomb": bytes(1024 * 1024)}), "file_inflated"),
        (zipped({"bomb": bytes(65 * 1024 * 1024)}, zipfile.ZIP_STORED), "file_inflated"),
        (zipped({f"part{n}": b"" for n in range(1001)}), "file_inflated"),
        (zipped({"part": b"unpacked in one go"}, zipfile.ZIP_LZMA), "file_damaged"),
    ],
    ids=["ratio", "size", "parts", "method"],
)
def test_an_archive_that_would_blow_up_is_not_unpacked(faults: Faults, content: bytes, rule: str) -> None:
    assert faults(content) == [("/content", rule)]


def test_an_archive_with_a_password_is_named_as_one(faults: Faults, listed: Make) -> None:
    content = bytearray(listed({}))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert faults(bytes(content)) == [("/content", "file_encrypted")]


def test_a_list_may_not_be_endless(faults: Faults) -> None:
    assert faults(TEXT.encode() + b"x\n" * MOST_ROWS) == [("/content", "file_too_long")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("</sheetData>", "<row><c><v>1</v></c></row>" * MOST_ROWS + "</sheetData>"),
        ('<row r="3">', f'<row r="{MOST_LINES + 1}">'),
    ],
    ids=["filled", "far down"],
)
def test_a_sheet_may_not_be_endless(faults: Faults, listed: Make, edited: Make, before: str, after: str) -> None:
    assert faults(edited(listed({}), before, after)) == [("/content", "file_too_long")]


def test_a_refused_file_is_named_in_both_languages() -> None:
    with pytest.raises(ListUnreadable) as refused:
        read_list("老清单.xls", OLE)

    assert (refused.value.text("zh"), refused.value.text("en")) == (
        "清单文件“老清单.xls”无法读取。",
        "The list 老清单.xls cannot be read.",
    )
    fault = refused.value.faults[0]
    assert fault.zh == "这是旧版 Excel(.xls)文件,请另存为 .xlsx 后重新提交。"
    assert fault.en == "This is an Excel file of the old kind (.xls); save it as .xlsx and send that."
