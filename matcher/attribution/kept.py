"""Speakers that were worked out before: reading a document's prose takes milliseconds, looking them up none.

The matcher keeps nothing itself. Whoever owns it may give it a ``Memory``, filled beforehand by ``attribute``. What is
kept of a quotation is a **row** of plain values, which any format can hold.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Protocol

from matcher.attribution.quoted import Attributed
from matcher.types import Speaker

Row = Sequence[Any]


class Memory(Protocol):
    """What somebody keeps of ``attribute``, by the key of the document's segment (``Segment.content_key``)."""

    def find(self, key: int) -> KeptSpeakers | None:
        """Return the quotations outside labelled turns with their speakers, or None where none are kept."""


class KeptSpeakers:
    """The quotations of one document as they were resolved before. A row is read when its quotation is asked for.

    Parameters
    ----------
    rows
        Made by ``row_of``, in document order, not overlapping.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._starts: list[int] = [row[0] for row in rows]

    @property
    def quotations(self) -> list[Attributed]:
        """All quotations, in document order."""
        return [_attributed(row) for row in self._rows]

    def at(self, place: int) -> Attributed | None:
        """Return the quotation that covers a place, or None."""
        k = bisect_right(self._starts, place) - 1
        return _attributed(self._rows[k]) if k >= 0 and place < self._rows[k][1] else None


def row_of(one: Attributed) -> list[Any]:
    """Return what is kept of a quotation: strings, numbers and None."""
    row: list[Any] = [one.start, one.end, one.utterance, one.attributed_as]
    if one.speaker is not None:
        s = one.speaker
        row += [s.name, s.mention, s.mention_start, s.mention_end, s.cue, s.cue_start, s.cue_end]
        row += [s.kind, s.confidence, s.via]
    return row


def _attributed(row: Row) -> Attributed:
    start, end, utterance, attributed_as = row[:4]
    if len(row) == 4:
        return Attributed(start, end, utterance, None, attributed_as)
    name, mention, mention_start, mention_end, cue, cue_start, cue_end, kind, confidence, via = row[4:]
    speaker = Speaker(name, mention, mention_start, mention_end, cue, cue_start, cue_end, kind, float(confidence), via)
    return Attributed(start, end, utterance, speaker, attributed_as)
