"""When is a damaged placement recognisably the passage, so that the verdict is ``altered`` and not ``not_found``?

A reader says "that is this passage, reworded in places" when most of what the quote says stands there in order, and
when that is more than a stock phrase or scattered common words. The rule is a sum in bits. What the matched words
tell beyond the chance that they stand together anywhere in the archive speaks for the passage (``surplus_bits``);
the share of the quote's words that stand nowhere in it and the words it would have left out silently speak against
it; the same share weighs less in a longer quote. Besides, a long intact run that makes up half of the quote is
enough, whatever has been put in front of it or behind it.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.align.place import PRIOR_TOKENS, PartQuery, Piece, Placement
from matcher.index.evidence import matched_bits

# Fitted by logistic regression on passages with one to three edits and with scanning noise against sentences of
# news that is not in the archive, rounded; in bits of surplus. docs/matching.md has the figures on both sides.
UNMATCHED: Final = -120.0  # the share of the quote's words that have no counterpart
LEFT_OUT: Final = -5.5  # a doubling of the words between the matched ones that the quote does not have
LENGTH: Final = 11.0  # a doubling of the quote's length
BORDER: Final = 16.0
# A run this long does not stand in another article by chance; half of a quote is not a stock phrase in it.
INTACT_RUN: Final = 8
INTACT_COVERAGE: Final = 0.5


def resembles(placement: Placement, query: PartQuery) -> bool:
    """Tell whether a reader would recognise the passage in the quote."""
    if placement.is_exact:
        return True
    if placement.coverage >= INTACT_COVERAGE and max(map(_longest_run, placement.pieces)) >= INTACT_RUN:
        return True
    size = sum(len(piece.pairs) for piece in placement.pieces)
    matched = sum(sum(a > 0 for a in piece.alike) for piece in placement.pieces)
    left_out = sum(_left_out(piece) for piece in placement.pieces)
    bits = surplus_bits(placement, query)
    bits += UNMATCHED * (size - matched) / size + LEFT_OUT * np.log2(1 + left_out) + LENGTH * np.log2(size)
    return bool(bits >= BORDER)


def _longest_run(piece: Piece) -> int:
    longest = run = 0
    for k, (position, equal) in enumerate(zip(piece.pairs, piece.equal, strict=True)):
        follows = k > 0 and piece.equal[k - 1] and position == piece.pairs[k - 1] + 1
        run = run + 1 if equal and follows else int(equal)
        longest = max(longest, run)
    return longest


def _left_out(piece: Piece) -> int:
    """Count the document's words between the first matched one and the last that the quote does not have."""
    matched = [p for p, alike in zip(piece.pairs, piece.alike, strict=True) if alike > 0]
    return max(matched[-1] - matched[0] + 1 - len(matched), 0) if matched else 0


def surplus_bits(placement: Placement, query: PartQuery) -> float:
    """Return by how many bits the matched words exceed what chance puts somewhere in the archive."""
    segment = query.part.segment
    bits = 0.0
    for piece in placement.pieces:
        bits += matched_bits(
            np.array(piece.pairs, np.int64),
            np.array(piece.alike, np.float64),
            query.bits[piece.begin : piece.end],
            segment.tokens,
            segment.order,
            segment.first,
        )
    return float(bits - np.log2(int(segment.first[-1]) + PRIOR_TOKENS))
