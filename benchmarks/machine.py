"""Where and on what a figure was measured: date, processor, versions, commit."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from matcher import native
from matcher.processes import num_cores

# Distributions whose version can move a figure.
MEASURED_WITH = (
    "numpy",
    "numba",
    "rapidfuzz",
    "orjson",
    "fastapi",
    "pydantic",
    "uvicorn",
    "tantivy",
    "psycopg",
)


def cpu_model() -> str:
    """The processor's name, as Linux gives it; else what Python knows."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def commit() -> str | None:
    """The commit measured, with a plus if files were changed since; None outside a checkout."""

    def git(*arguments: str) -> str:
        return subprocess.run(("git", *arguments), capture_output=True, text=True, check=True).stdout.strip()

    try:
        return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain") else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def versions(names: Sequence[str] = MEASURED_WITH) -> dict[str, str]:
    """Installed versions of the distributions that can move a figure."""
    found = {name: version_or_none(name) for name in names}
    return {name: version for name, version in found.items() if version}


def version_or_none(name: str) -> str | None:
    """Installed version of one distribution."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def describe_run() -> dict[str, object]:
    """The circumstances of a run, for the head of a results file.

    ``load`` is that of the last minute; ``compiled`` tells whether the matcher's modules were compiled (``make setup``
    does so): they answer in two thirds of the time, and nothing else tells afterwards.
    """
    return {
        "date": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d"),
        "cpu": cpu_model(),
        "cores": num_cores(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "versions": versions(),
        "commit": commit(),
        "compiled": native.is_installed(),
    }
