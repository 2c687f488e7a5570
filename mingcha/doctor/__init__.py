"""The doctor: looks at a platform from outside and says what is wrong and how to mend it, in Chinese and English.

Each check is a function from the patient to its findings. It changes nothing, and works also where nothing runs.
"""

from collections.abc import Iterator

from mingcha.doctor.broker import check_alarms, check_broker
from mingcha.doctor.database import check_databases
from mingcha.doctor.findings import Finding
from mingcha.doctor.machine import check_clock_file, check_disk, check_secrets
from mingcha.doctor.patient import Patient
from mingcha.doctor.processes import check_gateway, check_processes

__all__ = ["Finding", "Patient", "examine"]

_CHECKS = (
    check_broker,
    check_alarms,
    check_databases,
    check_processes,
    check_gateway,
    check_secrets,
    check_disk,
    check_clock_file,
)


def examine(patient: Patient) -> Iterator[Finding]:
    """Makes every check that the patient allows; gives what is wrong."""
    for check in _CHECKS:
        yield from check(patient)
