"""A placement as it was read against its document: the stretches that stand there, what was left out, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from matcher.align.values import Piece, Placement
from matcher.flags.surroundings import Surroundings
from matcher.text.fragments import Mark
from matcher.types import Change, PassageSpan, Span
from matcher.view import DocumentView


@dataclass(init=False, unsafe_hash=True, slots=True)
class Gap:
    """What a quote's mark leaves out: tokens between two pieces, free words not counted.

    Attributes
    ----------
    between : from the end of the kept word before to the start of the kept word behind
    """

    mark: Mark
    span: Span
    between: Span
    num_tokens: int
    crosses_utterances: bool

    def __init__(self, mark: Mark, span: Span, between: Span, num_tokens: int, crosses_utterances: bool) -> None:
        self.mark = mark
        self.span = span
        self.between = between
        self.num_tokens = num_tokens
        self.crosses_utterances = crosses_utterances


@dataclass(init=False, slots=True)
class Reading:
    """A placement read against its document.

    Attributes
    ----------
    stretches : (first, last, fragment) positions of every unbroken stretch
    broken : whether words of different utterances are joined without a mark
    changes : differences in wording, in the quote's order
    gaps : what the quote leaves out at its own marks
    margin : bits by which it is recognised as the quote's passage beyond what that takes (``resemblance``)
    """

    placement: Placement
    view: DocumentView
    stretches: list[tuple[int, int, int]]
    broken: bool
    changes: tuple[Change, ...]
    gaps: list[Gap]
    margin: float
    _spans: tuple[PassageSpan, ...]
    _around: Surroundings | None

    def __init__(
        self,
        placement: Placement,
        view: DocumentView,
        stretches: list[tuple[int, int, int]] | None = None,
        broken: bool = False,
        changes: tuple[Change, ...] = (),
        gaps: list[Gap] | None = None,
        spans: tuple[PassageSpan, ...] = (),
        around: Surroundings | None = None,
    ) -> None:
        self.placement = placement
        self.view = view
        self.stretches = stretches if stretches is not None else []
        self.broken = broken
        self.changes = changes
        self.gaps = gaps if gaps is not None else []
        self.margin = inf
        self._spans = spans
        self._around = around

    def spans(self) -> tuple[PassageSpan, ...]:
        """Return the spans of the passage in the document's text; ask once the reading is complete."""
        if len(self._spans) != len(self.stretches):
            self._spans = tuple([self._span(first, last, fragment) for first, last, fragment in self.stretches])
        return self._spans

    def _span(self, first: int, last: int, fragment: int) -> PassageSpan:
        start, end = self.view.positions_span(first, last)
        return PassageSpan(start, end, self.view.text[start:end], fragment)

    def beside_others(self, piece: Piece, kept: list[int]) -> list[int]:
        """Leave out the words that a fragment's passage was widened by and another fragment of the quote has."""
        others = [(other.first, other.last) for other in self.placement.pieces if other is not piece]
        if not others:
            return kept
        others += [(first, last) for first, last, _ in self.stretches]
        low = max((last for _, last in others if last < piece.first), default=kept[0] - 1)
        high = min((first for first, _ in others if first > piece.last), default=kept[-1] + 1)
        return [p for p in kept if low < p < high] or kept

    def around(self) -> Surroundings:
        """Return what stands round the passage, from its first stretch to its last."""
        if self._around is None:
            first, last = self.positions()
            self._around = Surroundings(self.view, first, last)
        return self._around

    def positions(self) -> tuple[int, int]:
        """Return the first and the last position of all stretches, in the document's order."""
        if len(self.stretches) == 1:
            return self.stretches[0][:2]
        return min(first for first, _, _ in self.stretches), max(last for _, last, _ in self.stretches)

    def extent(self) -> Span:
        """Return the code points from the first stretch to the last, in the document's order."""
        first, last = self.positions()
        return self.view.positions_span(first, last)
