"""The wire form of every contract is held by a JSON file; changing one needs a new name or an optional field."""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contracts.refusals import Invalid
from contracts.wire import Command, Event, Query, read, write

sys.path.insert(0, str(Path(__file__).parent))

from examples import GOLDEN, all_contracts, missing

CONTRACTS = all_contracts()


def golden(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def of(name: str, said: Any) -> Any:
    """The contract of this name that says so."""
    return read(CONTRACTS[name], json.dumps(said))


def named(*kinds: type) -> list[str]:
    """The names of the contracts of some kinds; there are some."""
    found = sorted(name for name, contract in CONTRACTS.items() if issubclass(contract, kinds))
    assert found
    return found


def test_every_contract_has_its_golden_json() -> None:
    assert list(missing()) == []


def test_no_golden_json_is_without_its_contract() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} - set(CONTRACTS) == set()


def test_a_golden_json_is_read_and_written_to_the_same_json() -> None:
    changed = [name for name in CONTRACTS if json.loads(write(of(name, golden(name)))) != golden(name)]

    assert changed == []


def test_an_order_or_a_question_refuses_a_field_that_it_does_not_know() -> None:
    for name in named(Command, Query):
        with pytest.raises(Invalid) as refused:
            of(name, {**golden(name), "unheard_of": 1})
        assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/unheard_of", "unknown_field")], (
            name
        )


def test_an_event_is_read_although_it_has_grown() -> None:
    grown = {name: {**golden(name), "added_later": 1} for name in named(Event)}
    changed = [name for name, said in grown.items() if json.loads(write(of(name, said))) != golden(name)]

    assert changed == []


def test_no_event_has_a_field_for_a_person() -> None:
    personal = {"phone", "email", "reporter", "address", "id_number", "testimony"}
    fields = {name: {field.name for field in msgspec.structs.fields(CONTRACTS[name])} for name in named(Event)}

    assert {name: personal & known for name, known in fields.items() if personal & known} == {}
