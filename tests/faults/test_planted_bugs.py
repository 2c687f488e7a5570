"""Who judges the judge: bugs planted on purpose, each of which it must catch, in runs that are clean without them."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from queue import Queue

import pytest

from tests.faults.bugs import BUGS
from tests.faults.city import ROOT, City
from tests.faults.conftest import SEED
from tests.faults.judge import INVARIANTS
from tests.faults.points import ALL
from tests.faults.report import Report
from tests.faults.trials import SCENES, Trials

Played = dict[str, Future[dict[str, list[str]]]]

DOCUMENT = ROOT / "docs" / "faults.md"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Every scene, played in two cities side by side: a trial mostly waits."""
    with ExitStack() as opened:
        free: Queue[Trials] = Queue()
        for name in ("east", "west"):
            city = opened.enter_context(City.running(tmp_path_factory.mktemp(name)))
            free.put(Trials(city, SEED))

        def play(scene: str) -> dict[str, list[str]]:
            trials = free.get()
            try:
                return trials.play(scene)
            finally:
                free.put(trials)

        pool = opened.enter_context(ThreadPoolExecutor(free.qsize()))
        opened.callback(pool.shutdown, cancel_futures=True)
        yield {scene: pool.submit(play, scene) for scene in SCENES}


@pytest.mark.parametrize("scene", SCENES)
def test_the_judge_catches_every_bug_of_a_scene_and_nothing_in_the_clean_run(
    scene: str, played: Played, report: Report, tell: Callable[[str], None]
) -> None:
    found = played[scene].result()
    for name, invariants in found.items():
        tell(f"  {scene} {name or '-'}: {', '.join(invariants)}")

    assert found.pop("") == [], f"clean, MINGCHA_SEED={SEED}"
    for name, invariants in found.items():
        assert BUGS[name].invariant in invariants, f"{name}, MINGCHA_SEED={SEED}"
    report.caught.update(found)


def test_there_are_more_than_twelve_bugs_and_every_scene_and_invariant_is_one_that_exists() -> None:
    assert len(BUGS) > 12
    assert {bug.scene for bug in BUGS.values()} == set(SCENES)
    assert {bug.invariant for bug in BUGS.values()} <= set(INVARIANTS)


def test_the_document_lists_exactly_the_bugs_points_and_invariants_that_exist() -> None:
    said = DOCUMENT.read_text(encoding="utf-8").splitlines()
    listed = {line.split("`")[1] for line in said if line.startswith("| `")}

    assert listed == {*BUGS, *ALL, *INVARIANTS}
