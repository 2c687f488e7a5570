"""A check of the doctor's, made on what a test has prepared."""

from collections.abc import Callable, Iterator
from pathlib import Path

from mingcha.doctor import Finding, Patient

HERE = Path()

Check = Callable[[Patient], Iterator[Finding]]


def codes(check: Check, *, but: str = "calendar_missing", **patient: object) -> list[str]:
    """The codes of what is found, but for one that depends on the day on which the tests run."""
    findings = [finding for finding in check(Patient(folder=HERE, **patient)) if finding.code != but]  # type: ignore[arg-type]
    for finding in findings:
        assert all((*finding.what, *finding.mend)), finding
    return sorted({finding.code for finding in findings})
