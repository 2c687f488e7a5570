"""The documents are true: their commands run, their files exist, their targets are there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mingcha.local.platform import Platform

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    file for file in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("services/*/README.md")]
)


def test_the_first_steps_run_as_they_are_written(platform: Platform, tmp_path: Path) -> None:
    text = (ROOT / "docs" / "quickstart.md").read_text(encoding="utf-8")
    script = "set -euo pipefail\n" + "\n".join(re.findall(r"```bash\n(.*?)```", text, flags=re.DOTALL))
    (tmp_path / "mingcha").symlink_to(ROOT / "mingcha")
    databases = {
        f"DATABASE_URL_{name.upper()}": platform.database_url(name)
        for name in ("gateway", "complaints", "approvals", "notifications")
    }
    environ = {
        **os.environ,
        **databases,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "MINGCHA_URL": platform.gateway_url,
        "AMQP_URI": platform.amqp_uri,
        "RABBITMQ_MANAGEMENT_URI": platform.management_uri,
    }

    ended = subprocess.run(
        ["bash", "-c", script], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=500
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    named = re.findall(
        r"`((?:contracts|workdays|kernel|services|gateway|mingcha|tests|docs|deploy)/[\w./-]+)`",
        document.read_text(encoding="utf-8"),
    )

    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_make_target_that_a_document_names_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", document.read_text(encoding="utf-8"), flags=re.MULTILINE))

    assert named - targets == set()


def test_the_two_readmes_have_the_same_shape() -> None:
    def shape(name: str) -> list[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return [
            line[:1].strip() or line.split("#")[0] for line in lines if line.startswith(("#", "    make", "|", "```"))
        ]

    assert shape("README.md") == shape("README.zh-CN.md")
