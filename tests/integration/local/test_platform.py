import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import psycopg2
import pytest
import requests

from mingcha.local.lock import is_held
from mingcha.local.platform import Platform
from mingcha.local.ports import claim_first
from mingcha.local.probes import amqp_opens, answers
from mingcha.local.programs import Program
from mingcha.local.record import read_record
from mingcha.local.surroundings import Surroundings
from mingcha.local.troubles import AlreadyRunning, DatabaseRefuses, PortTaken

Alive = Callable[[int], bool]

ROOT = Path(__file__).parents[3]
GATEWAY = """
import http.server, os
place = os.environ["MINGCHA_HTTP_HOST"], int(os.environ["MINGCHA_HTTP_PORT"])
http.server.HTTPServer(place, http.server.SimpleHTTPRequestHandler).serve_forever()
"""
FOREGROUND = """
import sys
from pathlib import Path
from mingcha.local.platform import Platform
sys.exit(Platform(Path(sys.argv[1]), Path(sys.argv[2]), programs=lambda place: ()).run_forever())
"""


def _gateway_alone(place: Surroundings) -> Iterable[Program]:
    """A city of one process, which serves the folder of the platform."""
    yield Program(
        name="gateway",
        argv=(sys.executable, "-c", GATEWAY),
        env=place.environment("gateway", "gateway"),
        folder=place.folder,
        ready=answers(place.gateway_url),
        needs=("broker", "database"),
    )


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """A platform on private servers, whatever servers the environment of the tests names."""
    environ = {"PATH": os.environ["PATH"]}
    folder = tmp_path_factory.mktemp("platform")
    with Platform(ROOT, folder, programs=_gateway_alone, environ=environ).running() as platform:
        yield platform


@pytest.fixture(scope="module")
def elsewhere(platform: Platform) -> dict[str, str]:
    """An environment that names the servers of the first platform."""
    return {
        **os.environ,
        "AMQP_URI": platform.amqp_uri,
        "RABBITMQ_MANAGEMENT_URI": platform.management_uri,
        "DATABASE_URL": platform.database_url("gateway"),
        "PYTHONPATH": str(ROOT),
    }


def test_everything_answers_where_the_platform_says(platform: Platform) -> None:
    assert requests.get(platform.gateway_url, timeout=5).ok
    assert requests.get(f"{platform.management_uri}/api/overview", timeout=5).ok
    assert amqp_opens(platform.amqp_uri)
    for process in ("complaints", "approvals", "notifications", "gateway"):
        psycopg2.connect(platform.database_url(process).replace("+psycopg2", "")).close()


def test_other_commands_find_it(platform: Platform) -> None:
    record = read_record(platform.folder)

    assert record
    assert (record.pid, record.gateway_url, record.amqp_uri) == (os.getpid(), platform.gateway_url, platform.amqp_uri)
    assert record.database_urls["complaints"] == platform.database_url("complaints")
    assert {process.name: process.pid for process in record.processes} == {
        name: platform.pid(name) for name in ("broker", "database", "gateway")
    }


def test_a_process_can_be_restarted_and_killed(platform: Platform) -> None:
    pids = [platform.pid("gateway")]

    platform.restart("gateway")
    pids.append(platform.pid("gateway"))
    platform.kill("gateway")
    platform["gateway"].wait_ready()
    pids.append(platform.pid("gateway"))

    assert len(set(pids)) == 3
    assert requests.get(platform.gateway_url, timeout=5).ok


def test_a_second_one_on_the_same_folder_is_refused(platform: Platform) -> None:
    with pytest.raises(AlreadyRunning), Platform(ROOT, platform.folder).running():
        pass


def test_another_one_runs_beside_it_on_the_servers_of_the_environment(
    platform: Platform, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    beside = Platform(ROOT, tmp_path, programs=_gateway_alone, environ=elsewhere)

    with beside.running():
        assert beside.amqp_uri == platform.amqp_uri
        assert beside.database_url("complaints") == platform.database_url("complaints")
        assert beside.gateway_url != platform.gateway_url
        assert requests.get(beside.gateway_url, timeout=5).ok
    assert read_record(tmp_path) is None


def test_made_afresh_it_knows_nothing_of_an_earlier_one(elsewhere: dict[str, str], tmp_path: Path) -> None:
    def key_after_a_run(*, afresh: bool) -> str:
        with Platform(ROOT, tmp_path, programs=lambda _: (), environ=elsewhere, afresh=afresh).running() as platform:
            return (platform.surroundings.secrets / "vault.key").read_text()

    first = key_after_a_run(afresh=False)

    assert key_after_a_run(afresh=False) == first
    assert key_after_a_run(afresh=True) != first


def test_the_port_that_was_asked_for_must_be_free(
    platform: Platform, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    taken = platform.gateway_url.rpartition(":")[2]

    with pytest.raises(PortTaken, match=taken), _platform(tmp_path, elsewhere | {"MINGCHA_HTTP_PORT": taken}).running():
        pass


def test_a_database_server_that_is_away_is_named_in_one_line(tmp_path: Path, elsewhere: dict[str, str]) -> None:
    nobody = claim_first(())
    address = f"postgresql://mingcha@127.0.0.1:{nobody.port}/city"

    with (
        pytest.raises(DatabaseRefuses) as refusal,
        _platform(tmp_path, elsewhere | {"DATABASE_URL": address}).running(),
    ):
        pass
    nobody.release()

    assert str(refusal.value).count("\n") == 0


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_in_the_foreground_it_ends_well_when_asked(
    sign: signal.Signals, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    with _foreground(tmp_path, elsewhere) as process:
        process.send_signal(sign)
        assert process.wait(timeout=120) == 0
    assert not is_held(tmp_path)


def test_in_the_foreground_a_second_one_says_so_in_one_line(elsewhere: dict[str, str], tmp_path: Path) -> None:
    with _foreground(tmp_path, elsewhere) as first:
        second = subprocess.run(
            [sys.executable, "-c", FOREGROUND, str(ROOT), str(tmp_path)],
            env=elsewhere,
            capture_output=True,
            text=True,
            check=False,
        )
        first.terminate()

    assert (second.returncode, second.stderr.count("\n")) == (1, 1)
    assert "平台已在运行" in second.stderr


def test_after_a_kill_it_can_be_started_again(elsewhere: dict[str, str], tmp_path: Path) -> None:
    with _foreground(tmp_path, elsewhere) as killed:
        killed.kill()
    assert read_record(tmp_path) is None

    with _foreground(tmp_path, elsewhere) as again:
        again.terminate()
        assert again.wait(timeout=120) == 0


def _platform(folder: Path, environ: dict[str, str]) -> Platform:
    return Platform(ROOT, folder, programs=lambda _: (), environ=environ)


def _foreground(folder: Path, environ: dict[str, str]) -> subprocess.Popen[str]:
    """A platform in a process of its own, which has said that it is up."""
    # a shell that runs the tests in its background has switched Ctrl-C off for all of them
    argv = ["env", "--default-signal=INT", sys.executable, "-c", FOREGROUND, str(ROOT), str(folder)]
    process = subprocess.Popen(argv, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout
    for line in process.stdout:
        if "is up" in line:
            break
    return process
