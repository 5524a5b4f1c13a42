"""A disk of a few megabytes that can be filled and emptied at will: a file system in memory, mounted for one test."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Bytes written at once while filling up: a page, so that the last one that fits is found.
_PAGE = 4_096


class SmallDisk:
    """A mounted disk, and a file on it that takes its space away."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def fill(self, *, leave_bytes: int = 0) -> None:
        """Take all space but so much; a page or two less may be left where the file system needs them itself."""
        with self._ballast.open("ab", buffering=0) as file:
            while shutil.disk_usage(self.path).free >= leave_bytes + _PAGE:
                try:
                    file.write(bytes(_PAGE))
                except OSError:
                    return

    def free(self) -> None:
        """Give the space back."""
        self._ballast.unlink()


@contextmanager
def small_disk(path: Path, *, num_bytes: int) -> Iterator[SmallDisk]:
    """Mount a disk of a size; skip the test where that is not allowed."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    path.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={num_bytes}", "tmpfs", str(path)]
    mounted = subprocess.run(["mount", *options], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)
