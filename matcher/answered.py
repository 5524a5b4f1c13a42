"""A passage's first or last sentence of a word or two, for which the quote has another: "Was it hard? No."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.align.values import Piece
from matcher.edges import border_between, last_before_border
from matcher.types import Token
from matcher.view import DocumentView

# Words of a sentence that answers by itself, and characters between it and the one before.
MAX_ANSWER: Final = 2
MARK_AND_SPACE: Final = 2


def with_answers(view: DocumentView, piece: Piece, kept: list[int], quote_tokens: Sequence[Token]) -> list[int]:
    """Take in the short sentence beside the passage that the quote's first or last words, a sentence too, stand for.

    "Was it hard? Yes." for "Was it hard? No.": the border of a sentence stands in both.
    """
    sure = [k for k, equal in enumerate(piece.equal) if equal]
    if not sure:
        return kept
    head, tail = sure[0], len(piece.pairs) - 1 - sure[-1]
    for step, count, k, edge in ((-1, head, head, kept[0]), (1, tail, sure[-1] + 1, kept[-1])):
        if not 0 < count <= MAX_ANSWER or edge != piece.pairs[sure[0] if step < 0 else sure[-1]]:
            continue
        before, after = quote_tokens[piece.begin + k - 1 : piece.begin + k + 1]
        beside = edge + step
        # A mark and a space lie between the two sentences of the quote.
        if after.start - before.end < MARK_AND_SPACE or not view.first <= beside < view.end:
            continue
        ours, theirs = view.positions_span(edge, edge), view.positions_span(beside, beside)
        if view.utterance_at(ours.start) != view.utterance_at(theirs.start):
            continue
        border = last_before_border(view, beside, step, count)
        if border is not None and border_between(view, *sorted((edge, beside))):
            kept = [*range(border, edge), *kept] if step < 0 else [*kept, *range(edge + 1, border + 1)]
    return kept
