"""A PostgreSQL cluster on disk: who owns it, the programs that can read it, and the way to it."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from mingcha.local.process import is_running
from mingcha.local.programs import as_user
from mingcha.local.troubles import ProgramMissing

_VERSIONS = Path("/usr/lib/postgresql")
_INITDB = (
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--auth-host=scram-sha-256",
    "--auth-local=reject",
    "--no-instructions",
)


class Cluster:
    """The data folder ``data`` in ``home``.

    PostgreSQL refuses to run as root. Where root starts it, it runs as the user ``postgres``, who owns ``home``. The
    folders above may be closed to that user, as those of a clone under /root are: so it is handed ``home`` as an open
    file, and reaches its data through that.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._door: int | None = None
        self.owner = "postgres" if os.geteuid() == 0 else ""

    @property
    def doors(self) -> tuple[int, ...]:
        """The open files that PostgreSQL must inherit."""
        return () if self._door is None else (self._door,)

    def open(self) -> None:
        """Makes ``home`` and opens the way to it."""
        self._home.mkdir(parents=True, exist_ok=True)
        if self.owner and self._door is None:
            self._give(self._home)
            self._door = os.open(self._home, os.O_RDONLY | os.O_DIRECTORY)

    def close(self) -> None:
        """Closes the way to ``home``; a server that runs keeps its own."""
        for door in self.doors:
            os.close(door)
        self._door = None

    def server(self) -> tuple[str, ...]:
        """The command that serves this cluster.

        Raises:
            ProgramMissing: when no PostgreSQL is installed, or none of the version that wrote the data.
        """
        return (str(self._program("postgres")), "-D", self._seen("data"))

    def initialise(self, user: str, password: str, log: Path) -> None:
        """Creates the data folder with one superuser, unless it is there. What ``initdb`` says goes to ``log``.

        Raises:
            subprocess.CalledProcessError: when ``initdb`` fails.
        """
        self._forget_dead_server()
        if (self._home / "data").exists():
            return
        shutil.rmtree(self._home / "half-made", ignore_errors=True)
        secret = self._home / "password"
        secret.touch(mode=0o600)
        secret.write_text(password, encoding="ascii")
        self._give(secret)
        self._run_initdb(user, log)
        (self._home / "half-made").rename(self._home / "data")
        secret.unlink()

    def _run_initdb(self, user: str, log: Path) -> None:
        initdb = (str(self._program("initdb")), "-D", self._seen("half-made"), f"--username={user}", *_INITDB)
        owner = ("setpriv", *as_user(self.owner), "--") if self.owner else ()
        with log.open("ab") as output:
            subprocess.run(
                (*owner, *initdb, f"--pwfile={self._seen('password')}"),
                cwd="/",
                pass_fds=self.doors,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=True,
            )

    def _forget_dead_server(self) -> None:
        """Removes the lock of a server that is gone: PostgreSQL believes in any process that bears its number."""
        lock = self._home / "data" / "postmaster.pid"
        if lock.exists() and not is_running(int(lock.read_text(encoding="utf-8").split("\n", 1)[0]), "postgres"):
            lock.unlink()

    def _seen(self, name: str) -> str:
        """The path of ``name`` in ``home``, as PostgreSQL can reach it."""
        home = self._home if self._door is None else f"/proc/self/fd/{self._door}"
        return f"{home}/{name}"

    def _give(self, file: Path) -> None:
        if self.owner:
            entry = _entry_of(self.owner)
            os.chown(file, entry.pw_uid, entry.pw_gid)

    def _program(self, name: str) -> Path:
        version = self._home / "data" / "PG_VERSION"
        wanted = version.read_text(encoding="ascii").strip() if version.exists() else "*"
        found = sorted(_VERSIONS.glob(f"{wanted}/bin/{name}"), key=lambda path: float(path.parts[-3]))
        if not found:
            raise ProgramMissing(name, "postgresql" if wanted == "*" else f"postgresql-{wanted}")
        return found[-1]


def _entry_of(user: str) -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(user)
    except KeyError:
        raise ProgramMissing(f"user {user}", "postgresql") from None
