"""Rows written as CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence


class RowWriter:
    """Rows that end in a line feed. The writer puts a cell in quotation marks only for what may end its own rows, and a
    carriage return ends a row for every reader.

    Parameters
    ----------
    write
        Takes each row as text.
    """

    def __init__(self, write: Callable[[str], object], delimiter: str) -> None:
        self._write = write
        self._writer = csv.writer(self, delimiter=delimiter, lineterminator="\r\n")

    def write_row(self, cells: Sequence[str]) -> None:
        """Write one row."""
        self._writer.writerow(cells)

    def write(self, row: str) -> None:
        """Take a row from the writer of the standard library."""
        self._write(row.removesuffix("\r\n") + "\n")
