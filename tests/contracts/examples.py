"""One example of every contract, made from its types; ``python tests/contracts/examples.py`` adds missing goldens."""

import importlib
import inspect
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import inspect as types

GOLDEN = Path(__file__).parent / "golden"

TEXTS = {
    r"^(TS|ZG|MC|ZD)-\d{4}-\d{6,}\Z": "TS-2026-000123",
    r"^[A-Z]{2}-\d{4}-\d{6,}\Z": "TS-2026-000123",
    r"^[a-z][a-z0-9_]{0,47}\Z": "civil_affairs",
    r"^[0-9a-f]{64}\Z": "0123456789abcdef" * 4,
    r"^[\x21-\x7e]+\Z": "token-1",
    r"^[A-Za-z0-9+/=]*\Z": "c2VhbGVk",
    r"^\+?[0-9][0-9 -]{4,23}\Z": "0519-00000000",
    r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+\Z": "someone@mingcha.example",
    r"^[0-9]{14,17}[0-9Xx]\Z": "11010119000101123X",
    r"^(zh|en)\Z": "zh",
    r"^[0-9A-HJ-NPQRTUWXY]{18}\Z": "91320413MA00000000",
    r"^[A-Za-z0-9_-]{22}\Z": "abcdefghijklmnopqrstuv",
    r"^https?://[\x21-\x7e]+\Z": "https://department.example/hook",
}


def all_contracts() -> dict[str, type]:
    """Every struct that ``contracts`` defines, by module and name; those without a field are orders and stay."""
    package = importlib.import_module("contracts")
    modules = [importlib.import_module(f"contracts.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
    return {
        f"{module.__name__.partition('.')[2]}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if inspect.isclass(value) and issubclass(value, msgspec.Struct) and value.__module__.startswith(module.__name__)
    }


def example(contract: type) -> Any:
    """Its JSON primitives: every field filled, choices with their first value."""
    return _value(types.type_info(contract))


def _value(kind: types.Type) -> Any:
    return _MAKERS[type(kind)](kind)


def _text(pattern: str) -> str:
    if numbered := re.fullmatch(r"\^([A-Z]{2})-\\d\{4\}-\\d\{6,\}\\Z", pattern):
        return f"{numbered[1]}-2026-000123"
    return TEXTS.get(pattern, "文本 text")


def _first(kind: types.UnionType) -> Any:
    return _value(next(one for one in kind.types if not isinstance(one, types.NoneType)))


_MAKERS: dict[type, Callable[[Any], Any]] = {
    types.Metadata: lambda kind: _value(kind.type),
    types.StructType: lambda kind: {field.encode_name: _value(field.type) for field in kind.fields},
    types.StrType: lambda kind: _text(kind.pattern or ""),
    types.FloatType: lambda _: 96.55,
    types.IntType: lambda kind: kind.ge or 1,
    types.EnumType: lambda kind: next(iter(kind.cls)).value,
    types.ListType: lambda kind: [_value(kind.item_type)] * (kind.min_length or 1),
    types.DictType: lambda kind: {_value(kind.key_type): _value(kind.value_type)},
    types.UnionType: _first,
    types.BoolType: lambda _: True,
    types.BytesType: lambda _: "Ynl0ZXM=",
    types.DateTimeType: lambda _: "2026-11-23T08:00:00Z",
    types.DateType: lambda _: "2026-11-23",
    types.RawType: lambda _: {"any": "json"},
}


def missing() -> Iterator[str]:
    """The contracts that no golden JSON holds yet."""
    return (name for name in all_contracts() if not (GOLDEN / f"{name}.json").exists())


if __name__ == "__main__":
    for name in missing():
        text = json.dumps(example(all_contracts()[name]), ensure_ascii=False, indent=2)
        (GOLDEN / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        sys.stdout.write(f"added {name}\n")
