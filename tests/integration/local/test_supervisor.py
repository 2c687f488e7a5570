import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mingcha.local.keeper import State
from mingcha.local.programs import Program
from mingcha.local.supervisor import Supervisor
from mingcha.local.troubles import NotReadyInTime, ProgramFailed

Eventually = Callable[[Callable[[], object]], None]
Alive = Callable[[int], bool]
Fake = Callable[..., Program]

DIES_THE_FIRST_TIME = """
import os, signal, sys
born = os.environ["READY"] + ".born"
if not os.path.exists(born):
    open(born, "w").close()
    sys.exit("not today")
open(os.environ["READY"], "w").close()
signal.pause()
"""
STUBBORN = """
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open(os.environ["READY"], "w").close()
while True:
    signal.pause()
"""


@contextmanager
def _supervised(folder: Path, *programs: Program) -> Iterator[Supervisor]:
    supervisor = Supervisor(programs, folder)
    try:
        supervisor.start(within=20)
        yield supervisor
    finally:
        supervisor.stop()


def test_a_program_that_dies_is_started_again(tmp_path: Path, fake: Fake) -> None:
    with _supervised(tmp_path, fake("clerk", DIES_THE_FIRST_TIME)) as supervisor:
        assert (supervisor["clerk"].state, supervisor["clerk"].restarts) == (State.READY, 1)
        assert "not today" in supervisor["clerk"].log.read_text()


def test_a_killed_program_comes_back_under_another_number(tmp_path: Path, fake: Fake, alive: Alive) -> None:
    with _supervised(tmp_path, fake("clerk")) as supervisor:
        killed = supervisor["clerk"].pid
        assert killed
        supervisor["clerk"].kill()
        assert not alive(killed)

        supervisor["clerk"].wait_ready()

        assert supervisor["clerk"].pid not in {None, killed}


def test_a_stopped_program_stays_away_until_it_is_started(tmp_path: Path, fake: Fake) -> None:
    with _supervised(tmp_path, fake("clerk")) as supervisor:
        supervisor["clerk"].stop()
        assert (supervisor["clerk"].pid, supervisor["clerk"].state) == (None, State.STOPPED)

        supervisor["clerk"].start()
        supervisor["clerk"].wait_ready()

        assert supervisor["clerk"].state is State.READY


def test_programs_start_after_what_they_need_and_stop_before_it(tmp_path: Path, fake: Fake) -> None:
    heard: list[tuple[str, State]] = []
    setup = fake("setup", "pass", once=True, needs=("server",))
    programs = (fake("clerk", needs=("setup", "server")), setup, fake("server"))
    supervisor = Supervisor(programs, tmp_path, lambda keeper: heard.append((keeper.program.name, keeper.state)))

    supervisor.start(within=20)
    supervisor.stop()

    assert heard == [
        ("server", State.STARTING),
        ("server", State.READY),
        ("setup", State.STARTING),
        ("setup", State.DONE),
        ("clerk", State.STARTING),
        ("clerk", State.READY),
        ("clerk", State.STOPPING),
        ("clerk", State.STOPPED),
        ("server", State.STOPPING),
        ("server", State.STOPPED),
    ]


def test_a_failed_setup_ends_the_start_with_its_last_words(tmp_path: Path, fake: Fake) -> None:
    setup = fake("setup", "raise SystemExit('no such table')", once=True)

    with pytest.raises(ProgramFailed, match=r"(?s)setup .* \(exit 1\).*no such table"), _supervised(tmp_path, setup):
        pass


def test_a_program_that_never_works_is_given_up(tmp_path: Path, fake: Fake) -> None:
    with pytest.raises(ProgramFailed, match="clerk"), _supervised(tmp_path, fake("clerk", "raise SystemExit(3)")):
        pass


def test_a_program_that_is_never_ready_is_named(tmp_path: Path, fake: Fake) -> None:
    supervisor = Supervisor([fake("clerk", "import signal; signal.pause()")], tmp_path)

    with pytest.raises(NotReadyInTime, match="clerk"):
        supervisor.start(within=0.5)
    supervisor.stop()


def test_a_program_that_will_not_stop_is_killed(tmp_path: Path, fake: Fake, alive: Alive) -> None:
    with _supervised(tmp_path, fake("clerk", STUBBORN, grace=0.3)) as supervisor:
        pid = supervisor["clerk"].pid
        assert pid

    assert not alive(pid)


FOREGROUND = """
import sys
from pathlib import Path
from mingcha.local.keeper import Keeper
from mingcha.local.probes import has
from mingcha.local.programs import Program
from mingcha.local.supervisor import Supervisor

def program(name):
    ready = Path(sys.argv[1], name)
    code = f"import signal; open({str(ready)!r}, 'w').close(); signal.pause()"
    return Program(name=name, argv=(sys.executable, "-c", code), env={}, ready=has(ready))

supervisor = Supervisor([program("clerk"), program("server")], Path(sys.argv[1]))
supervisor.start()
print(*(keeper.pid for keeper in supervisor.keepers.values()), flush=True)
sys.stdin.read()
"""


def test_programs_do_not_outlive_a_killed_supervisor(tmp_path: Path, alive: Alive, eventually: Eventually) -> None:
    argv = [sys.executable, "-c", FOREGROUND, str(tmp_path)]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout
        pids = [int(pid) for pid in supervisor.stdout.readline().split()]
        assert [alive(pid) for pid in pids] == [True, True]

        supervisor.kill()

    eventually(lambda: not any(alive(pid) for pid in pids))


def test_what_outlived_a_supervisor_all_the_same_is_ended_at_the_next_start(
    tmp_path: Path, fake: Fake, alive: Alive
) -> None:
    argv = [sys.executable, "-c", "import signal; signal.pause()"]
    with subprocess.Popen(argv, start_new_session=True) as orphan:
        ticks = Path(f"/proc/{orphan.pid}/stat").read_text().rpartition(")")[2].split()[19]
        (tmp_path / "run").mkdir()
        (tmp_path / "run" / "clerk.pid").write_text(f"{orphan.pid} {ticks} {int(signal.SIGKILL)}")

        with _supervised(tmp_path, fake("clerk")):
            assert not alive(orphan.pid)


def test_a_number_that_another_process_bears_now_is_left_alone(tmp_path: Path, fake: Fake) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "clerk.pid").write_text(f"{os.getpid()} 1 {int(signal.SIGKILL)}")

    with _supervised(tmp_path, fake("clerk")) as supervisor:
        assert supervisor["clerk"].state is State.READY
