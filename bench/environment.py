"""The peers' own virtual environment: locked as ours is, apart from ours, made when it is missing or out of date."""

import hashlib
import subprocess
import sys
from pathlib import Path

from bench.load import ROOT, CouldNotMeasure
from bench.run import Run

LOCK = ROOT / "bench" / "peers" / "requirements.lock"


def peers_environment(run: Run) -> Path:
    """The folder of the environment's programs.

    Raises:
        CouldNotMeasure: when its packages cannot be had.
    """
    folder = run.folder / "peers"
    stamp = folder / ".made-from"
    wanted = f"{folder} {hashlib.sha256(LOCK.read_bytes()).hexdigest()}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        run.say("== 为对比对象建立虚拟环境,约一分钟 / a virtual environment for the peers, about a minute")
        _call(sys.executable, "-m", "venv", "--clear", str(folder))
        pip = (str(folder / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")
        _call(*pip, "install", "--require-hashes", "-r", str(LOCK))
        stamp.write_text(wanted, encoding="utf-8")
    return folder / "bin"


def _call(*argv: str) -> None:
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CouldNotMeasure(f"{' '.join(argv[:4])}: {done.stderr.strip()[-500:]}")
