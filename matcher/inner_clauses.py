"""A quote's first or last words where a reporting clause inside one pair of marks parts them from the rest.

"Vous, dit Rouan, avez menti": French, Russian and Spanish leave the marks open, so that nothing but the words tells the
clause from what was said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from matcher.align.values import Piece
from matcher.bracketed import BRACKET_REACH, EDITORS_BRACKET
from matcher.edges import (
    CLAUSE_ENDS,
    MAX_CLAUSE_TOKENS,
    MAX_ISLAND,
    border_between,
    is_inner_clause,
    last_before_border,
    outside,
)
from matcher.types import Span, Token
from matcher.view import DocumentView

# Words that the document may have more than the quote in the place of other words: "one hundred ten" for 110.
MAX_MORE: Final = 2
BRACKET_BEHIND: Final = re.compile(rf"\s*{EDITORS_BRACKET}")
BRACKET_BEFORE: Final = re.compile(rf"{EDITORS_BRACKET}\s*$")
# Marks before such a clause, see ``edges.CLAUSE_BEFORE``.
CLAUSE_MARKS: Final = ",;—–―-?!…\"'”’»"


def with_words_beyond_clause(
    view: DocumentView, piece: Piece, kept: list[int], quote_tokens: Sequence[Token]
) -> list[int]:
    """Take in the quote's first or last words where a reporting clause inside the marks parts them from the rest.

    The alignment pairs a lone "Vous" of "Vous, dit Rouan, avez menti" with a word of the clause rather than leave a
    gap, for it cannot know that the clause costs nothing.
    """
    if True not in piece.equal or (piece.equal[0] and piece.equal[-1]):
        return kept
    words = [token.folded for token in quote_tokens[piece.begin : piece.end]]
    head, tail = piece.equal.index(True), piece.equal[::-1].index(True)
    first, last = piece.pairs[head], piece.pairs[len(words) - 1 - tail]
    if 0 < head <= MAX_ISLAND and (beyond := _before_bracket(view, words[:head], first)):
        return [*beyond, *(p for p in kept if p >= first)]
    if 0 < tail <= MAX_ISLAND and (beyond := _behind_bracket(view, words[-tail:], last)):
        return [*(p for p in kept if p <= last), *beyond]
    if 0 < head <= MAX_ISLAND and _mark_before(view, first) in CLAUSE_ENDS:
        before = _before_clause(view, words[:head], first)
        kept = [*before, *(p for p in kept if p >= first)] if before else kept
    if 0 < tail <= MAX_ISLAND:
        behind = _behind_clause(view, words[-tail:], last)
        kept = [*(p for p in kept if p <= last), *behind] if behind else kept
    return kept


def beside_clauses(view: DocumentView, piece: Piece, pairs: list[int]) -> list[int]:
    """Move other words than the document's to the words beside a reporting clause that the alignment put them for.

    "110 km. We" for "110 kilometres, she said. We": the alignment may as well pair "km" with "said".
    """
    equal = [k for k, (pair, same) in enumerate(zip(pairs, piece.equal, strict=True)) if same and pair >= 0]
    moved = list(pairs)
    for a, b in pairwise(equal):
        count, low, high = b - a - 1, pairs[a] + 1, pairs[b] - 1
        if not 0 < count <= MAX_ISLAND or not 0 < high - low + 1 - count <= MAX_CLAUSE_TOKENS:
            continue
        for end in range(low, min(low + count + MAX_MORE, high)):
            if _mark_before(view, end + 1) in CLAUSE_MARKS and _has_clause(view, end, pairs[b]):
                moved[a + 1 : b] = [min(low + k, end) for k in range(count - 1)] + [end]
                break
    return moved


def _before_bracket(view: DocumentView, words: list[str], first: int) -> list[int]:
    """Return where words stand before the editor's bracket that ends before a position, and the bracket's own words.

    What is nobody's words ("They [Orr and Pike]") is left out, as of any passage.
    """
    place = view.positions_span(first, first).start
    low = max(place - BRACKET_REACH, 0)
    found = BRACKET_BEFORE.search(view.text[low:place]) if view.text[low:place].rstrip().endswith("]") else None
    if found is None:
        return []
    bracket = Span(found.start() + low, found.end() + low)
    opening = bisect_left(view.segment.views["starts"], bracket.start, view.first, first)
    begin = opening - len(words)
    if begin < view.first or not _places(view, words, range(begin, opening)) or border_between(view, begin, first):
        return []
    return [*range(begin, opening), *outside(view, range(opening, first), view.free_spans(*bracket))]


def _behind_bracket(view: DocumentView, words: list[str], last: int) -> list[int]:
    """Return where words stand behind the editor's bracket that begins behind a position, like ``_before_bracket``."""
    found = BRACKET_BEHIND.match(view.text, view.positions_span(last, last).end)
    if found is None:
        return []
    closing = bisect_left(view.segment.views["starts"], found.end(), last, view.end)
    end = closing + len(words)
    if end > view.end or not _places(view, words, range(closing, end)) or border_between(view, last, end - 1):
        return []
    return [*outside(view, range(last + 1, closing), view.free_spans(*found.span())), *range(closing, end)]


def _before_clause(view: DocumentView, words: list[str], first: int) -> range | None:
    """Return where words stand before the clause that ends before a position: they, or else others in their place.

    Others stand in their place if they are no more, and the sentence begins with them.
    """
    low = max(first - MAX_CLAUSE_TOKENS - len(words), view.first)
    for start in _places(view, words, range(low, first - 1))[::-1]:
        if _are_parted(view, start + len(words) - 1, first):
            return range(start, start + len(words))
    for end in range(first - 2, low - 1, -1):
        if _mark_before(view, end + 1) in CLAUSE_MARKS and _are_parted(view, end, first):
            begin = last_before_border(view, end, -1, len(words) - 1)
            return range(begin, end + 1) if begin is not None else None
    return None


def _behind_clause(view: DocumentView, words: list[str], last: int) -> range | None:
    """Return where words stand behind the clause that begins behind a position, like ``_before_clause``."""
    high = min(last + 1 + MAX_CLAUSE_TOKENS + len(words), view.end)
    for start in _places(view, words, range(last + 2, high)):
        if _mark_before(view, start) in CLAUSE_ENDS and _are_parted(view, last, start):
            return range(start, start + len(words))
    if _mark_before(view, last + 1) not in CLAUSE_MARKS:
        return None
    for begin in range(last + 2, high):
        if _mark_before(view, begin) in CLAUSE_ENDS and _are_parted(view, last, begin):
            end = last_before_border(view, begin, 1, len(words) - 1)
            return range(begin, end + 1) if end is not None else None
    return None


def _mark_before(view: DocumentView, position: int) -> str:
    """Return the character before a position's word, white space left out."""
    start = view.positions_span(position, position).start
    return view.text[max(start - 3, 0) : start].rstrip()[-1:] or " "


def _places(view: DocumentView, words: list[str], positions: range) -> list[int]:
    """Return where words stand in a row among positions."""
    there = [token.folded for token in view.tokens_at(positions)]
    count = len(words)
    return [p for k, p in enumerate(positions) if there[k] == words[0] and there[k : k + count] == words]


def _are_parted(view: DocumentView, left: int, right: int) -> bool:
    """Tell whether a reporting clause and no border stands between two positions."""
    return _has_clause(view, left, right) and not border_between(view, left, right)


def _has_clause(view: DocumentView, left: int, right: int) -> bool:
    begin, end = view.positions_span(left, left).end, view.positions_span(right, right).start
    return is_inner_clause(view, begin, end, right - left - 1)
