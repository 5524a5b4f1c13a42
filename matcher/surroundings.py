"""What stands round a passage in its sentence, found on the index's own tokens.

The naive way cuts the sentence out of the text and reads its words, for every passage. Here a compiled walk over word
classes (``wordclasses``) finds the nearest words that could turn the sense; only where one stands in the passage's own
sentence is the sentence cut out and read by the rules of ``context``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numba import njit

from matcher.text import tokens
from matcher.types import Setting, Span, Token
from matcher.view import SENTENCE_REACH, DocumentView, is_unspaced_text, sentence_ends
from matcher.wordclasses import (
    BREAKS,
    DENIES_SAYING,
    MINUS,
    NEGATES,
    QUALIFIES_AFTER,
    QUALIFIES_BEFORE,
    SCALE,
    VALUE,
)

# What ``look_around`` answers for a position or row that is not there, and for a row that covers only a part.
NONE: Final = -1
PARTLY: Final = -2
LONG_TOKEN: Final = 255  # a stored length that means "this or more"


@njit(cache=True, nogil=True)
def look_around(tokens, starts, lengths, classes, quotations, turns, low, first, last, end):  # type: ignore[no-untyped-def]
    """Look at where a passage lies and at the words beside it.

    Parameters
    ----------
    tokens, starts, lengths : arrays of the segment
    classes : uint8 (v + 1,), see ``wordclasses.classes_of``
    quotations, turns : uint32 (q, 5) and (t, 5), of the document
    low, end : positions of the document, half-open
    first, last : positions of the passage, inclusive

    Returns
    -------
    begin, stop : code points of the passage, half-open; ``stop`` is ``NONE`` where the last token is a long one
    quotation, turn : row that covers the passage, ``NONE`` or ``PARTLY``
    cuts_number, cuts_scale : whether an edge stands inside a number, or between a number and its scale
    negation : position of the nearest denying word before the passage with no conjunction in between that breaks
        its hold, or ``NONE``
    before, after : positions of the nearest qualifying words, or ``NONE``
    """
    begin = np.int64(starts[first])
    stop = np.int64(starts[last]) + lengths[last]
    quotation = _covering(quotations, 2, 3, begin, stop)
    turn = _covering(turns, 0, 1, begin, stop)
    left = classes[tokens[first - 1]] if first > low else np.uint8(0)
    right = classes[tokens[last + 1]] if last + 1 < end else np.uint8(0)
    head, tail = classes[tokens[first]], classes[tokens[last]]
    cuts_number = (head & VALUE and left & (MINUS | VALUE)) or (tail & VALUE and right & VALUE)
    cuts_scale = (head & SCALE and left & VALUE) or (tail & VALUE and right & SCALE)
    negation, before, after = _turning(tokens, starts, classes, low, first, last, end)
    if lengths[last] == LONG_TOKEN:
        stop, quotation, turn = np.int64(NONE), np.int64(PARTLY), np.int64(PARTLY)
    return begin, stop, quotation, turn, bool(cuts_number), bool(cuts_scale), negation, before, after


@njit(cache=True, nogil=True)
def _covering(rows, start, end, begin, stop):  # type: ignore[no-untyped-def]
    """Return the row whose columns ``start`` and ``end`` cover a span; rows ascend and do not overlap."""
    a, b = np.int64(0), np.int64(rows.shape[0])
    while a < b:
        middle = (a + b) // 2
        if rows[middle, start] <= begin:
            a = middle + 1
        else:
            b = middle
    k = a - 1
    if k >= 0 and stop <= rows[k, end]:
        return k
    if (k >= 0 and begin < rows[k, end]) or (a < rows.shape[0] and rows[a, start] < stop):
        return np.int64(PARTLY)
    return np.int64(NONE)


@njit(cache=True, nogil=True)
def _turning(tokens, starts, classes, low, first, last, end):  # type: ignore[no-untyped-def]
    """Return the last three answers of ``look_around``."""
    negation, before, after = NONE, NONE, NONE
    holds = True
    nearest = starts[first]
    p = first - 1
    while p >= low and starts[p] + SENTENCE_REACH >= nearest and (holds or before == NONE):
        c = classes[tokens[p]]
        if holds and c & NEGATES:
            negation, holds = p, False
        elif c & BREAKS:
            holds = False
        if before == NONE and c & QUALIFIES_BEFORE:
            before = p
        p -= 1
    farthest = starts[last] + SENTENCE_REACH
    p = last + 1
    while p < end and starts[p] <= farthest and after == NONE:
        if classes[tokens[p]] & QUALIFIES_AFTER:
            after = p
        p += 1
    return negation, before, after


@njit(cache=True, nogil=True)
def has_class_beside(tokens, starts, classes, low, first, last, end, span_start, span_end, reach, wanted):  # type: ignore[no-untyped-def]
    """Tell whether a word of a wanted class begins within ``reach`` code points of a span that holds a passage.

    Parameters
    ----------
    low, first, last, end : as for ``look_around``
    span_start, span_end : code points of the document, half-open, round the passage
    """
    p = first
    while p >= low and starts[p] + reach >= span_start:
        if starts[p] < span_start and classes[tokens[p]] & wanted:
            return True
        p -= 1
    p = last
    while p < end and starts[p] < span_end + reach:
        if starts[p] >= span_end and classes[tokens[p]] & wanted:
            return True
        p += 1
    return False


class Surroundings:
    """The rest of a passage's sentence.

    Parameters
    ----------
    first, last
        The passage's positions in the segment, inclusive.

    Attributes
    ----------
    start, end : the passage, code points of the document
    cuts_number, cuts_scale : see ``look_around``
    """

    start: int
    end: int
    cuts_number: bool
    cuts_scale: bool
    _quotation: int
    _turn: int

    def __init__(self, view: DocumentView, first: int, last: int) -> None:
        self.view, self.first, self.last = view, first, last
        segment = view.segment
        (
            self.start,
            self.end,
            self._quotation,
            self._turn,
            self.cuts_number,
            self.cuts_scale,
            self._negation,
            self._before,
            self._after,
        ) = look_around(
            segment.tokens,
            segment.starts,
            segment.lengths,
            view.classes,
            view.quotation_rows,
            view.turn_rows,
            view.first,
            first,
            last,
            view.end,
        )
        if self.end == NONE:
            self.end = view.positions_span(first, last).end

    @property
    def setting(self) -> Setting:
        """Whether the passage stands in quotation marks, in narration, across both, or in a transcript."""
        if self.view.is_spoken or self._turn >= 0:
            return "transcript"
        if PARTLY in (self._quotation, self._turn):
            return self.view.setting(self.start, self.end)
        return "quotation" if self._quotation >= 0 else "narration"

    @property
    def is_one_voice(self) -> bool:
        """Whether the whole passage stands in one quotation, in one turn, or outside all; errs on the side of no."""
        return self._turn >= 0 or (self._turn == NONE and self._quotation != PARTLY)

    @property
    def text(self) -> str:
        return self.view.text

    @cached_property
    def sentence(self) -> Span:
        return self.view.sentence_around(self.start, self.end)

    @cached_property
    def before(self) -> list[Token]:
        """Tokens of the sentence before the passage, free words left out."""
        return _words(self.view, self.sentence.start, self.start)

    @cached_property
    def after(self) -> list[Token]:
        """Tokens of the sentence after the passage, free words left out."""
        return _words(self.view, self.end, self.sentence.end)

    @property
    def is_unspaced(self) -> bool:
        around = self.view.text[max(self.end - 2, 0) : self.end + 2]
        return not around.isascii() and is_unspaced_text(around)

    @property
    def may_be_negated(self) -> bool:
        """Tell whether a word in the sentence might deny the passage; errs on the side of yes."""
        return self._negation != NONE and self._reaches_from(self._negation)

    @property
    def may_be_qualified_before(self) -> bool:
        """Tell whether the sentence has a condition, hedge or the like before the passage; errs towards yes."""
        return self._before != NONE and self._reaches_from(self._before)

    @property
    def may_be_qualified_after(self) -> bool:
        """Tell whether the sentence has a condition, hedge or the like behind the passage; errs towards yes."""
        if self._after == NONE:
            return False
        begin = max(self.end - 1, self.start)
        return next(sentence_ends(self.text, begin, int(self.view.segment.starts[self._after])), None) is None

    def may_be_denied(self, quotation: Span, reach: int) -> bool:
        """Tell whether a word near the passage's quotation might deny that it was said; errs on the side of yes."""
        view, segment = self.view, self.view.segment
        found: bool = has_class_beside(
            segment.tokens,
            segment.starts,
            view.classes,
            view.first,
            self.first,
            self.last,
            view.end,
            quotation.start,
            quotation.end,
            reach,
            NEGATES | DENIES_SAYING,
        )
        return found

    def _reaches_from(self, position: int) -> bool:
        """Tell whether no sentence ends between a word before the passage and the passage."""
        ends = sentence_ends(self.text, int(self.view.segment.starts[position]), self.start)
        return all(match.end() > self.start for match in ends)


def _words(view: DocumentView, start: int, end: int) -> list[Token]:
    if end <= start:
        return []
    free = view.free_spans(start, end)
    return [t for t in tokens(view.text, start, end) if not _inside(t, free)]


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start and token.end <= span.end for span in spans)
