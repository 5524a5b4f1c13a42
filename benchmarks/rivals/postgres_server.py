"""Start a throwaway PostgreSQL server on a socket in a temporary folder, if one is installed."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.rivals import Unavailable

# Where Debian keeps the server's programs, which are not on the search path there.
DEBIAN_PROGRAMS = "/usr/lib/postgresql/*/bin"
# Accounts to run the server as when the benchmark runs as root, which PostgreSQL refuses.
ACCOUNTS = ("postgres", "nobody")
# Memory for building the index and for caching, so that the rival does not wait for the disk.
SETTINGS = ("shared_buffers=1GB", "maintenance_work_mem=512MB", "fsync=off", "listen_addresses=''", "jit=off")


class PostgresServer:
    """A running server; :meth:`stop` ends it. The folder belongs to the caller."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory / "server"
        self.directory.mkdir()
        self._account = choose_account()
        if self._account:
            directory.chmod(0o755)
            shutil.chown(self.directory, self._account)
        self._run("initdb", "--auth=trust", "--username=bench", "--encoding=UTF8", "--locale=C")
        options = " ".join(f"-c {setting}" for setting in SETTINGS)
        socket = f"-k {self.directory} {options}"
        self._run("pg_ctl", "--wait", f"--log={self.directory}/log", f"--options={socket}", "start")

    @property
    def conninfo(self) -> str:
        """How to connect to the server."""
        return f"host={self.directory} user=bench dbname=postgres"

    def stop(self) -> None:
        """End the server without waiting for what it still wants to write."""
        self._run("pg_ctl", "--wait", "--mode=immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [find_program(program), f"--pgdata={self.directory / 'pgdata'}", *arguments]
        if self._account:
            command = ["runuser", "-u", self._account, "--", *command]
        run_quietly(command)


def run_quietly(command: Sequence[str]) -> None:
    """Run a program and show what it said only if it failed."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"{command[0]} failed: {done.stderr.strip()[-300:]}")


def find_program(name: str) -> str:
    """Full path of one of the server's programs."""
    places = [os.environ.get("PATH", ""), *sorted(glob.glob(DEBIAN_PROGRAMS), reverse=True)]
    program = shutil.which(name, path=os.pathsep.join(places))
    if not program:
        raise Unavailable("PostgreSQL's server is not installed (Debian: postgresql)")
    return program


def choose_account() -> str | None:
    """The account to run the server as: our own, unless we are root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = next((name for name in ACCOUNTS if name in names), None)
    if not account or not shutil.which("runuser"):
        raise Unavailable("PostgreSQL does not run as root, and there is no other account to run it as")
    return account
