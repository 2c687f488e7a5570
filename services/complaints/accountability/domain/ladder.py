"""The ladder of measures: how grave each is, whom it can meet, and who may do what about it.

The first three are the office's own (行政效能过失/严重过失通知单). The nine after them are those of Hunan (2011); the
leading group decides on them. Whatever touches somebody's post is for the authority for discipline and appointments
alone to impose: the office proposes and hands over, and never executes it.
"""

from enum import StrEnum

from contracts.accountability import GraverThanHeard, Measure, MeasureNotForTarget, Target

M = Measure
LADDER = tuple(Measure)


class Weight(StrEnum):
    """How grave a measure is."""

    OWN = "own"  # the office's own: the director decides
    NINE = "nine"  # of the nine, those that leave a post untouched: a leader decides
    GRAVE = "grave"  # of the nine, those that touch a post: a leader decides, another authority acts


OWN = {M.INTERVIEW, M.FAULT_NOTICE, M.GRAVE_FAULT_NOTICE}
GRAVE = {M.SUSPENSION, M.REASSIGNMENT, M.TAKING_THE_BLAME, M.ORDERED_RESIGNATION, M.REMOVAL}

OF_PERSONS = GRAVE | {M.ADMONITION}
"""What can be done to somebody alone, not to a unit."""


def weight_of(measure: Measure) -> Weight:
    """How grave a measure is."""
    if measure in OWN:
        return Weight.OWN
    return Weight.GRAVE if measure in GRAVE else Weight.NINE


def measures_for(target: Target) -> tuple[Measure, ...]:
    """The measures that can meet a target, the lightest first."""
    return tuple(measure for measure in LADDER if target is not Target.UNIT or measure not in OF_PERSONS)


def check_target(measure: Measure, target: Target) -> None:
    """Checks that a measure can meet a target.

    Raises:
        MeasureNotForTarget: naming the ones that can.
    """
    if measure not in measures_for(target):
        raise MeasureNotForTarget(measure, target, ", ".join(measures_for(target)))


def check_not_graver(decided: Measure, proposed: Measure) -> None:
    """Checks that nothing graver is decided than what was proposed and heard (行政处罚法第四十五条).

    Raises:
        GraverThanHeard
    """
    if LADDER.index(decided) > LADDER.index(proposed):
        raise GraverThanHeard(decided, proposed)
