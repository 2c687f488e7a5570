"""Small item lists, what is wrong with them, and a registry in memory."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import openpyxl
import pytest

from contracts.approvals import (
    BatchView,
    ImportItems,
    ImportReport,
    ItemStatus,
    ListFaulty,
    ListUnreadable,
    PublishBatch,
)
from contracts.people import Actor, Role
from contracts.wire import Event
from services.approvals.domain.batch import Batch
from services.approvals.domain.item import Item
from services.approvals.lists import read_list
from services.approvals.use_cases.importing import import_items
from services.approvals.use_cases.publishing import publish_batch

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
REGISTRAR = Actor(id="office", roles=[Role.REGISTRAR])

HEADER = ("序号", "实施主体", "主项名称", "事项名称", "事项编码", "事项类型", "行政区划代码", "部门编码")
ROW = (1, "区司法局", "公证", "公证机构设立", "511A0001", "行政许可", "511602000000", "00877868-5")
TITLE = ("事项清单",)


def make_workbook(*rows: tuple[Any, ...], **more_sheets: list[tuple[Any, ...]]) -> bytes:
    """A workbook whose first sheet holds ``rows``."""
    book = openpyxl.Workbook()
    for title, lines in {"清单": rows, **more_sheets}.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.remove(book.worksheets[0])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """Makes a workbook of rows as they are."""
    return make_workbook


@pytest.fixture
def listed() -> Callable[..., bytes]:
    """Makes a list of one row a mapping: what it says differently from a good row; the first is row 3."""

    def make(*changes: dict[str, Any], columns: tuple[str, ...] = HEADER) -> bytes:
        good = dict(zip(HEADER, ROW, strict=True))
        rows = [tuple({**good, **change}.get(column) for column in columns) for change in changes]
        return make_workbook(TITLE, columns, *rows)

    return make


@pytest.fixture
def edited() -> Callable[..., bytes]:
    """Replaces a piece of a workbook, as openpyxl itself would not write it."""

    def edit(content: bytes, before: str, after: str) -> bytes:
        target, found = io.BytesIO(), 0
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as copy:
            for name in source.namelist():
                part = source.read(name).decode()
                found += part.count(before)
                copy.writestr(name, part.replace(before, after))
        assert found == 1
        return target.getvalue()

    return edit


@pytest.fixture
def faults() -> Callable[..., list[tuple[str, str]]]:
    """Gives pointer and rule of each fault that a file is refused for."""

    def find(content: bytes, file_name: str = "list") -> list[tuple[str, str]]:
        with pytest.raises((ListFaulty, ListUnreadable)) as refused:
            read_list(file_name, content)
        return [(fault.pointer, fault.rule) for fault in refused.value.faults]

    return find


@pytest.fixture
def real_file() -> Callable[[str], bytes]:
    """The real list, in one of its two files."""
    return lambda ending: (Path(__file__).parents[2] / "data" / f"items-12-departments.{ending}").read_bytes()


@dataclass
class Registry:
    """Plain dictionaries where the collections would be; ``told`` holds the facts in their order."""

    by_code: dict[str, Item] = field(default_factory=dict)
    batches: dict[tuple[int, int], Batch] = field(default_factory=dict)
    told: list[tuple[Any, Event]] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    asked: int = 0

    def by_codes(self, codes: list[str]) -> dict[str, Item]:
        self.asked += 1
        return {code: self.by_code[code] for code in codes if code in self.by_code}

    def keep(self, item: Item) -> None:
        self.by_code[item.particulars.code] = item

    def drafts(self) -> list[Item]:
        return [item for item in self.by_code.values() if item.status is ItemStatus.DRAFT]

    def find(self, reform_round: int, number: int) -> Batch | None:
        return self.batches.get((reform_round, number))

    def add(self, batch: Batch) -> None:
        self.batches[batch.round, batch.number] = batch

    def tell(self, aggregate: Any, fact: Event) -> None:
        self.told.append((aggregate, fact))

    def facts(self, kind: type[Event]) -> list[Any]:
        return [fact for _, fact in self.told if isinstance(fact, kind)]

    def import_items(self, content: bytes, by: Actor = REGISTRAR) -> ImportReport:
        here = cast(Any, self)
        command = ImportItems(file_name="list", content=content)
        return import_items(command, by=by, at=AT, new_id=self._new_id, read=read_list, items=here, history=here)

    def publish(self, batch: int = 1, *, departments: int = 1, items: int = 1, by: Actor = REGISTRAR) -> BatchView:
        here = cast(Any, self)
        command = PublishBatch(round=3, batch=batch, declared_departments=departments, declared_items=items)
        return publish_batch(command, by=by, at=AT, new_id=self._new_id, items=here, batches=here, history=here)

    def _new_id(self) -> UUID:
        return UUID(int=next(self.ids))


@pytest.fixture
def registry() -> Registry:
    """A registry that holds nothing yet."""
    return Registry()
