"""What memory do a process and its children take, sampled while they run?"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

# Seconds between two looks; the kernel walks all page tables for one.
INTERVAL_S = 2.0


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes of processes: their own, and their share of all that they have touched, mapped files included."""

    anonymous_mb: float
    pss_mb: float


def memory_of(process_id: int) -> Memory:
    """Look at a process and all below it; those that have ended count nothing."""
    anonymous, pss = 0.0, 0.0
    for found in _tree(process_id):
        try:
            lines = Path(f"/proc/{found}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        fields = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
        anonymous += int(fields.get("Pss_Anon", fields.get("Anonymous", "0"))) / 1024
        pss += int(fields["Pss"]) / 1024 if "Pss" in fields else 0.0
    return Memory(anonymous, pss)


def _tree(process_id: int) -> list[int]:
    found = [process_id]
    for parent in found:  # grows while it is walked
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, task.read_text(encoding="ascii").split())
            except OSError:
                continue
    return found


class PeakMemory(threading.Thread):
    """Samples a process and its children until the end of a with block.

    Attributes
    ----------
    anonymous_mb, pss_mb
        The most that was seen, of each by itself.
    """

    def __init__(self, process_id: int) -> None:
        super().__init__(daemon=True)
        self._process_id = process_id
        self._stopped = threading.Event()
        self.anonymous_mb = self.pss_mb = 0.0

    def run(self) -> None:
        """Sample."""
        while not self._stopped.wait(INTERVAL_S):
            now = memory_of(self._process_id)
            self.anonymous_mb = max(self.anonymous_mb, now.anonymous_mb)
            self.pss_mb = max(self.pss_mb, now.pss_mb)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self.join()
