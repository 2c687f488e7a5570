"""This machine: room on its disk, the key files, and a clock that somebody has moved."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from kernel.clock import Clock
from mingcha.doctor.findings import Finding, Text, error, note, warning
from mingcha.doctor.patient import Patient
from mingcha.local.secrets import LOCKS, SEALED

_OTHERS = 0o077

_MOUNTED = Path("/run/secrets")
"""Secrets that a container is given lie in its own memory; their mode says nothing about who can read them."""


def check_disk(patient: Patient) -> Iterator[Finding]:
    """Looks how much room the platform's folder has."""
    folder = next(place for place in (patient.folder, *patient.folder.parents) if place.exists())
    free = shutil.disk_usage(folder).free
    if free < patient.room:
        yield warning(
            "disk_low",
            str(patient.folder),
            Text(f"磁盘只剩 {free / 1e9:.1f} GB。", f"Only {free / 1e9:.1f} GB are free on the disk."),
            Text("腾出空间;磁盘写满后平台停止接收", "free some; when it is full the platform takes nothing"),
        )


def check_secrets(patient: Patient) -> Iterator[Finding]:
    """Looks whether every key file is there, and readable by its owner alone."""
    if patient.secrets is None:
        return
    for name in (*(f"{lock}.key" for lock in (*LOCKS, *SEALED)), *(f"{name}.pub" for name in SEALED)):
        file = patient.secrets / name
        if not file.is_file():
            yield error(
                "secret_missing",
                str(file),
                Text("缺少密钥文件。", "A key file is missing."),
                Text(
                    "从备份恢复;丢失的密钥不能重造(docs/settings.md)",
                    "restore it from the backup: a lost key cannot be made again (docs/settings.md)",
                ),
            )
        elif name.endswith(".key") and patient.secrets != _MOUNTED and file.stat().st_mode & _OTHERS:
            yield warning(
                "secret_open",
                str(file),
                Text("密钥文件可被其他用户读取。", "Other users can read a key file."),
                Text(f"chmod 600 {file}", f"chmod 600 {file}"),
            )


def check_clock_file(patient: Patient) -> Iterator[Finding]:
    """Looks whether the platform's clock was moved."""
    if patient.clock_file is None:
        return
    try:
        moved = Clock(patient.clock_file).offset.total_seconds()
    except ValueError:
        yield error(
            "clock_file_unreadable",
            str(patient.clock_file),
            Text("时钟文件无法识别。", "The clock file cannot be understood."),
            Text("删除该文件", "delete the file"),
        )
        return
    if moved:
        yield note(
            "clock_moved",
            str(patient.clock_file),
            Text(f"平台时钟被拨动 {moved:+.0f} 秒。", f"The platform's clock was moved by {moved:+.0f} s."),
            Text("仅用于演示与测试;正式运行须删除", "for trials alone; in production delete the file"),
        )
