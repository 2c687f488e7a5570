import json
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from workdays import Calendar, newest, seed, versions
from workdays.editions import DATA

PUBLISHED = {"2026.1": "4cdc66d7de1de19e0b2069fb75c597d926e08147c72072d170ea3ee36bb43ccd"}
SPRING_FESTIVAL_2020 = [
    *((f"2020-01-{day}", "holiday") for day in (24, 27, 28, 29, 30)),
    ("2020-02-01", "make_up"),
]
PROLONGED_2020 = [*SPRING_FESTIVAL_2020[:-1], ("2020-01-31", "holiday")]


def test_a_published_version_never_changes() -> None:
    digests = {version: sha256((DATA / f"cn-{version}.json").read_bytes()).hexdigest() for version in versions()}

    assert digests == PUBLISHED


def test_the_seed_gives_the_newest_file_again() -> None:
    assert seed.rendered() == (DATA / f"cn-{seed.VERSION}.json").read_text(encoding="utf-8")
    assert versions()[-1] == seed.VERSION


def test_every_published_version_can_be_loaded() -> None:
    assert [Calendar.load(version).version for version in PUBLISHED] == list(PUBLISHED)


def test_the_newest_version_is_the_one_asked_for_by_default() -> None:
    assert Calendar.load().version == newest().version == versions()[-1]


def test_versions_are_ordered_by_number_and_other_files_are_none(tmp_path: Path) -> None:
    for name in ("cn-2026.10.json", "cn-2026.9.json", "cn-2027.1.json", "cn-draft.json", "cn-2026.9.json.bak"):
        (tmp_path / name).touch()

    assert versions(tmp_path) == ("2026.9", "2026.10", "2027.1")


def test_a_decision_replays_by_the_calendar_of_its_day(tmp_path: Path) -> None:
    _publish(tmp_path, "2020.1", SPRING_FESTIVAL_2020)
    _publish(tmp_path, "2020.2", PROLONGED_2020)
    before = Calendar.load("2020.1", tmp_path).add(date(2020, 1, 23), 2)
    after = Calendar.load(folder=tmp_path).add(date(2020, 1, 23), 2)

    assert (before.due, before.calendar_version) == (date(2020, 2, 1), "2020.1")
    assert (after.due, after.calendar_version) == (date(2020, 2, 4), "2020.2")
    assert before.days[-1].zh == "第2个工作日(春节调休补班)"


@pytest.mark.parametrize("version", ["1999.1", "../cn-2026.1", ""])
def test_an_unknown_version_is_refused(version: str, tmp_path: Path) -> None:
    _publish(tmp_path, "2020.1", SPRING_FESTIVAL_2020)
    with pytest.raises(ValueError, match="no calendar version"):
        Calendar.load(version or None, tmp_path / ".." if not version else tmp_path)


@pytest.mark.parametrize(
    ("days", "complaint"),
    [
        ([("2020-01-25", "holiday")], "2020-01-25 is no exception: a weekend day cannot be called holiday"),
        ([("2020-01-31", "make_up")], "2020-01-31 is no exception: a working day cannot be called make_up"),
        ([("2020-02-01", "weekend")], "2020-02-01 is no exception"),
        ([("2021-02-11", "holiday")], "2021-02-11 is outside the calendar's years 2020 to 2020"),
        ([("2020-01-24", "holiday")] * 2, "says a day twice"),
    ],
)
def test_a_file_that_states_what_cannot_be_is_refused(
    days: list[tuple[str, str]], complaint: str, tmp_path: Path
) -> None:
    _publish(tmp_path, "2020.1", days)

    with pytest.raises(ValueError, match=complaint):
        Calendar.load("2020.1", tmp_path)


def test_a_file_under_another_versions_name_is_refused(tmp_path: Path) -> None:
    _publish(tmp_path, "2020.1", SPRING_FESTIVAL_2020).rename(tmp_path / "cn-2020.2.json")

    with pytest.raises(ValueError, match=r"calendar 2020\.2 calls itself 2020\.1"):
        Calendar.load("2020.2", tmp_path)


def test_the_calendar_needs_the_standard_library_alone() -> None:
    program = "import datetime, workdays; print(workdays.add(datetime.date(2026, 2, 13), 5).days[-1].day_en)"
    bare = [sys.executable, "-S", "-c", program]  # -S: no site-packages
    root = Path(__file__).parents[3]

    assert subprocess.check_output(bare, cwd=root, text=True) == "Fri 27 Feb 2026\n"


def _publish(folder: Path, version: str, days: list[tuple[str, str]]) -> Path:
    rows = [{"date": day, "kind": kind, "name": "春节", "source": "notice"} for day, kind in days]
    table = {"version": version, "years": {"first": 2020, "last": 2020}, "sources": {"notice": "通知"}, "days": rows}
    file = folder / f"cn-{version}.json"
    file.write_text(json.dumps(table), encoding="utf-8")
    return file
