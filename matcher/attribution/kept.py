"""Speakers that were worked out before: reading a document's prose takes milliseconds, looking them up none.

The matcher keeps nothing itself. Whoever owns it may give it a ``Memory``, filled beforehand by ``attribute``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol

from matcher.attribution.quoted import Attributed


class Memory(Protocol):
    """What somebody keeps of ``attribute``, by the key of the document's segment (``Segment.content_key``)."""

    def find(self, key: int) -> Sequence[Attributed] | None:
        """Return the quotations outside labelled turns with their speakers, in order, or None where none are kept."""


class KeptSpeakers:
    """The quotations of one document as they were resolved before.

    Parameters
    ----------
    quotations
        In document order, not overlapping.
    """

    def __init__(self, quotations: Sequence[Attributed]) -> None:
        self._quotations = quotations

    def at(self, place: int) -> Attributed | None:
        """Return the quotation that covers a place, or None."""
        k = bisect_right(self._quotations, place, key=attrgetter("start")) - 1
        return self._quotations[k] if k >= 0 and place < self._quotations[k].end else None
