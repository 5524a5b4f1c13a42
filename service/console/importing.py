"""The progress of an import: a bar over the bytes of the files, documents a second, failures as they come."""

from __future__ import annotations

from collections import Counter
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from service.console.terminal import harmless
from service.ingest.files import Rejected

# Reasons printed in full; of a wholly wrong file a million equal lines would help nobody.
MAX_REASONS = 100


class ImportReport:
    """A progress bar on standard error, and a summary at the end. Its methods may be called from any thread.

    Parameters
    ----------
    num_bytes
        Size of all files as they lie on the disk.
    """

    def __init__(self, num_bytes: int) -> None:
        self._console = Console(stderr=True)
        self._counts: Counter[str] = Counter()
        self._num_rejected = 0
        columns = (
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[documents]:,} documents"),
            TextColumn("{task.fields[speed]:,.0f}/s"),
            TextColumn("[red]{task.fields[failed]:,} failed"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=self._console)
        self._task = self._progress.add_task("", total=num_bytes or None, documents=0, speed=0.0, failed=0)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._progress.stop()
        if kind is None:
            self._print_summary()

    def reject(self, rejected: Rejected) -> None:
        """Print why a line was left out."""
        self._num_rejected += 1
        if self._num_rejected <= MAX_REASONS:
            self._console.print(f"[red]failed[/] {escape(harmless(str(rejected)))}", highlight=False, soft_wrap=True)
        elif self._num_rejected == MAX_REASONS + 1:
            self._console.print("[red]further failures are only counted")

    def update(self, counts: Counter[str]) -> None:
        """Show the counts so far."""
        self._counts = Counter(counts)
        num_stored = sum(counts.values()) - counts["failed"]
        elapsed = self._progress.tasks[0].elapsed or 0.0
        speed = num_stored / elapsed if elapsed else 0.0
        self._progress.update(self._task, documents=num_stored, speed=speed, failed=self._num_rejected)

    def advance(self, num_bytes: int) -> None:
        """Move the bar on."""
        self._progress.update(self._task, advance=num_bytes)

    def _print_summary(self) -> None:
        elapsed = self._progress.tasks[0].elapsed or 0.0
        counts = self._counts
        num_stored = counts["created"] + counts["replaced"] + counts["unchanged"]
        speed = num_stored / max(elapsed, 1e-9)
        self._console.print(
            f"{counts['created']:,} new, {counts['replaced']:,} replaced, {counts['unchanged']:,} unchanged, "
            f"{self._num_rejected:,} failed in {elapsed:.1f} s ({speed:,.0f} documents/s)",
            highlight=False,
        )
