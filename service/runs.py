"""Entries of the log on their way into the index, in runs of those that it may take at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from matcher.types import Document

Entry = TypeVar("Entry")

# Entries put into the index at once when they are replayed: as many as bound the memory of their texts.
_SLICE_ENTRIES = 500


class Run:
    """Documents that one process logs, as far as no other one logs anything between them.

    Parameters
    ----------
    logged
        Sequence and document, in order of sequence. What is not newer than `last` is passed over; the first behind a
        gap is taken and not given.
    last
        The last sequence that the index knows.

    Attributes
    ----------
    is_cut
        Whether the run ended at a gap.

    Examples
    --------
    >>> a, b, c, d = (Document(name, "A title", "words") for name in "abcd")
    >>> run = Run(iter([(4, a), (5, b), (6, c), (8, d)]), 4)
    >>> [sequence for sequence, _ in run], run.is_cut
    ([5, 6], True)
    """

    def __init__(self, logged: Iterator[tuple[int, Document]], last: int) -> None:
        self._logged, self._last = logged, last
        self.is_cut = False

    def __iter__(self) -> Iterator[tuple[int, Document]]:
        for sequence, document in self._logged:
            if sequence > self._last + 1:
                self.is_cut = True
                return
            if sequence > self._last:
                self._last = sequence
                yield sequence, document


def slices(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Cut entries into lists that may be put into the index at once."""
    iterator = iter(entries)
    while part := list(islice(iterator, _SLICE_ENTRIES)):
        yield part
