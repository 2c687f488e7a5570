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


def test_every_contract_has_its_golden_json() -> None:
    assert list(missing()) == []


def test_no_golden_json_is_without_its_contract() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} - set(CONTRACTS) == set()


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_a_golden_json_is_read_and_written_to_the_same_json(name: str) -> None:
    contract = read(CONTRACTS[name], json.dumps(golden(name)))

    assert json.loads(write(contract)) == golden(name)


@pytest.mark.parametrize("name", sorted(name for name, kind in CONTRACTS.items() if issubclass(kind, Command | Query)))
def test_an_order_or_a_question_refuses_a_field_that_it_does_not_know(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(CONTRACTS[name], json.dumps({**golden(name), "unheard_of": 1}))

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/unheard_of", "unknown_field")]


@pytest.mark.parametrize("name", sorted(name for name, kind in CONTRACTS.items() if issubclass(kind, Event)))
def test_an_event_is_read_although_it_has_grown(name: str) -> None:
    grown = read(CONTRACTS[name], json.dumps({**golden(name), "added_later": 1}))

    assert json.loads(write(grown)) == golden(name)


@pytest.mark.parametrize("name", sorted(name for name, kind in CONTRACTS.items() if issubclass(kind, Event)))
def test_no_event_has_a_field_for_a_person(name: str) -> None:
    personal = {"phone", "email", "reporter", "address", "id_number", "testimony"}

    assert personal & {field.name for field in msgspec.structs.fields(CONTRACTS[name])} == set()
