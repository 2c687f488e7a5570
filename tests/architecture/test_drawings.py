"""The drawings in the README of the complaints service are those of its tables."""

from services.complaints.drawings import LIFE_CYCLES, README, drawn


def test_the_readme_shows_the_life_cycles_as_their_tables_have_them() -> None:
    text = README.read_text(encoding="utf-8")

    assert text == drawn(text)
    assert text.count("stateDiagram-v2") == len(LIFE_CYCLES)
