"""A throwaway PostgreSQL server in a temporary folder, if one is installed: for a rival, and for tests of the log."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psycopg

# Where Debian keeps the server's programs, which are not on the search path there.
DEBIAN_PROGRAMS = "/usr/lib/postgresql/*/bin"
# Accounts to run the server as when we are root, which PostgreSQL refuses.
ACCOUNTS = ("postgres", "nobody")


class PostgresUnavailable(Exception):
    """This machine cannot run a server; the message says what is missing."""


class PostgresServer:
    """A running server on a free port of the loopback interface; use it as a context manager, or :meth:`close` it.

    Parameters
    ----------
    settings
        What the server is started with beside its port, each as ``name=value``.
    parent
        Where its folder is made; the system's place for temporary files if None. It is opened for reading to everybody,
        for the server runs as another account where we are root.
    """

    def __init__(self, *settings: str, parent: Path | None = None) -> None:
        account = choose_account()
        find_program("initdb")
        self._directory = Path(tempfile.mkdtemp(prefix="onrecord-postgres-", dir=parent))
        for directory in (self._directory, *([parent] if parent else ())):
            directory.chmod(0o755)
        self._account, self._settings = account, settings
        self.port = find_free_port()
        self._num_databases = 0
        self._server = self._directory / "server"
        self._server.mkdir()
        if account:
            shutil.chown(self._server, account)
        self._run("initdb", "--auth=trust", "--username=onrecord", "--encoding=UTF8", "--locale=C", "--no-sync")
        self.start()

    def __enter__(self) -> PostgresServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def url(self, database: str = "postgres") -> str:
        """How to connect to a database of the server."""
        return f"postgresql://onrecord@127.0.0.1:{self.port}/{database}"

    def create_database(self, options: str = "") -> str:
        """Make an empty database, with the options of ``CREATE DATABASE``; return how to connect to it."""
        self._num_databases += 1
        name = f"archive{self._num_databases}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}".encode())
        return self.url(name)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = ("listen_addresses=127.0.0.1", f"port={self.port}", *self._settings)
        options = " ".join((f"-k {self._server}", *(f"-c {setting}" for setting in settings)))
        self._run("pg_ctl", "--wait", f"--log={self._server}/log", f"--options={options}", "start")

    def stop(self) -> None:
        """End the server at once, as a crash would; what was committed stays if it syncs."""
        self._run("pg_ctl", "--wait", "--mode=immediate", "stop")

    def close(self) -> None:
        """End the server and remove its files."""
        if (self._server / "pgdata" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self._directory)

    def _run(self, program: str, *arguments: str) -> None:
        command = [find_program(program), f"--pgdata={self._server / 'pgdata'}", *arguments]
        if self._account:
            command = ["runuser", "-u", self._account, "--", *command]
        run_quietly(command)


def run_quietly(command: Sequence[str]) -> None:
    """Run a program and show what it said only if it failed."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, cwd="/")
    if done.returncode:
        raise PostgresUnavailable(f"{command[0]} failed: {done.stderr.strip()[-300:]}")


def find_program(name: str) -> str:
    """Full path of one of the server's programs."""
    places = [os.environ.get("PATH", ""), *sorted(glob.glob(DEBIAN_PROGRAMS), reverse=True)]
    program = shutil.which(name, path=os.pathsep.join(places))
    if not program:
        raise PostgresUnavailable("PostgreSQL's server is not installed (Debian: postgresql)")
    return program


def choose_account() -> str | None:
    """The account to run the server as: our own, unless we are root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = next((name for name in ACCOUNTS if name in names), None)
    if not account or not shutil.which("runuser"):
        raise PostgresUnavailable("PostgreSQL does not run as root, and there is no other account to run it as")
    return account


def find_free_port() -> int:
    """A port of the loopback interface that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
