"""Who judges the judge: bugs planted on purpose, each of which it must catch, in runs that are clean without them."""

from collections.abc import Callable, Iterator

import pytest

from tests.faults.bugs import BUGS
from tests.faults.city import ROOT, City
from tests.faults.conftest import SEED
from tests.faults.judge import INVARIANTS
from tests.faults.points import ALL
from tests.faults.report import Report
from tests.faults.trials import SCENES, Trials

DOCUMENT = ROOT / "docs" / "faults.md"


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trials]:
    """One city for all trials; it is emptied between them."""
    with City.running(tmp_path_factory.mktemp("trials")) as city:
        yield Trials(city, SEED)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("scene", SCENES)
def test_the_judge_catches_every_bug_of_a_scene_and_nothing_in_the_clean_run(
    scene: str, trials: Trials, report: Report, tell: Callable[[str], None]
) -> None:
    assert trials.run(SCENES[scene], None) == [], f"clean, MINGCHA_SEED={SEED}"
    for bug in BUGS.values():
        if bug.scene == scene:
            found = [finding.invariant for finding in trials.run(SCENES[scene], bug)]
            tell(f"  {bug.name}: {', '.join(found)}")
            assert bug.invariant in found, f"{bug.name}, MINGCHA_SEED={SEED}"
            report.caught[bug.name] = found


def test_there_are_more_than_twelve_bugs_and_every_scene_and_invariant_is_one_that_exists() -> None:
    assert len(BUGS) > 12
    assert {bug.scene for bug in BUGS.values()} == set(SCENES)
    assert {bug.invariant for bug in BUGS.values()} <= set(INVARIANTS)


def test_the_document_lists_exactly_the_bugs_points_and_invariants_that_exist() -> None:
    said = DOCUMENT.read_text(encoding="utf-8").splitlines()
    listed = {line.split("`")[1] for line in said if line.startswith("| `")}

    assert listed == {*BUGS, *ALL, *INVARIANTS}
