"""What stands round a passage in its sentence, found on the index's own tokens.

The naive way cuts the sentence out of the text and reads its words, for every passage. Here a compiled walk over word
classes (``wordclasses``) finds the nearest words that could turn the sense; only where one stands in the passage's own
sentence is the sentence cut out and read by the rules of ``context``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from numba import njit

from matcher.text import tokens
from matcher.types import Span, Token
from matcher.view import SENTENCE_REACH, DocumentView, is_unspaced_text, sentence_ends
from matcher.wordclasses import BREAKS, DENIES_SAYING, NEGATES, QUALIFIES_AFTER, QUALIFIES_BEFORE

NONE: Final = -1


@njit(cache=True, nogil=True)
def find_turning(tokens, starts, classes, low, first, last, end):  # type: ignore[no-untyped-def]
    """Find the words nearest to a passage that could turn its sense.

    Parameters
    ----------
    tokens, starts : arrays of the segment
    classes : uint8 (v + 1,), see ``wordclasses.classes_of``
    low, end : positions of the document, half-open
    first, last : positions of the passage, inclusive

    Returns
    -------
    negation : position of the nearest denying word before the passage with no conjunction in between that breaks
        its hold, or ``NONE``
    before, after : positions of the nearest qualifying words, or ``NONE``
    """
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
    low, first, last, end : as for ``find_turning``
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


@dataclass(frozen=True)
class Surroundings:
    """The rest of a passage's sentence.

    Attributes
    ----------
    start, end : the passage, code points of the document
    first, last : its positions in the segment, inclusive
    """

    view: DocumentView
    first: int
    last: int
    start: int
    end: int

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

    @cached_property
    def is_unspaced(self) -> bool:
        around = self.text[max(self.end - 2, 0) : self.end + 2]
        return not around.isascii() and is_unspaced_text(around)

    @cached_property
    def may_be_negated(self) -> bool:
        """Tell whether a word in the sentence might deny the passage; errs on the side of yes."""
        return self._reaches_from(self._turning[0])

    @cached_property
    def may_be_qualified_before(self) -> bool:
        """Tell whether the sentence has a condition, hedge or the like before the passage; errs towards yes."""
        return self._reaches_from(self._turning[1])

    @cached_property
    def may_be_qualified_after(self) -> bool:
        """Tell whether the sentence has a condition, hedge or the like behind the passage; errs towards yes."""
        position = self._turning[2]
        if position == NONE:
            return False
        begin = max(self.end - 1, self.start)
        return next(sentence_ends(self.text, begin, int(self.view.segment.starts[position])), None) is None

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

    @cached_property
    def _turning(self) -> tuple[int, int, int]:
        view, segment = self.view, self.view.segment
        found: tuple[int, int, int] = find_turning(
            segment.tokens, segment.starts, view.classes, view.first, self.first, self.last, view.end
        )
        return found

    def _reaches_from(self, position: int) -> bool:
        """Tell whether no sentence ends between a word before the passage and the passage."""
        if position == NONE:
            return False
        ends = sentence_ends(self.text, int(self.view.segment.starts[position]), self.start)
        return all(match.end() > self.start for match in ends)


def surroundings(view: DocumentView, first: int, last: int) -> Surroundings:
    """Return what stands round the passage from position first to last."""
    return Surroundings(view, first, last, *view.positions_span(first, last))


def _words(view: DocumentView, start: int, end: int) -> list[Token]:
    if end <= start:
        return []
    free = view.free_spans(start, end)
    return [t for t in tokens(view.text, start, end) if not _inside(t, free)]


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start and token.end <= span.end for span in spans)
