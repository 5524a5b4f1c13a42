"""When is a damaged placement recognisably the passage, so that the verdict is ``altered`` and not ``not_found``?

A reader says "that is this passage, reworded in places" when most of what the quote says stands there in order, and
when that is more than a stock phrase or scattered common words. The rule is a sum in bits. What the matched words
tell beyond the chance that they stand together anywhere in the documents searched speaks for the passage
(``surplus_bits``); every word that the diff calls changed or dropped speaks against it, less so where the quote's word
is a surprise in any text, since then it is no more to be expected of a sentence written by somebody else; a longer
quote has room for more changes. Two things are enough besides: a long intact run that makes
up half of the quote, whatever has been put in front of it or behind it, and a whole sentence of the document with a
single change in it.
"""

from __future__ import annotations

from math import log2
from typing import Final

import numpy as np

from matcher.align.information import PRIOR_TOKENS
from matcher.align.place import PartQuery, Piece, Placement
from matcher.assess import Reading
from matcher.edges import is_whole_sentence
from matcher.index.evidence import matched_bits

# Fitted by logistic regression on passages with one to three edits and with scanning noise against sentences of
# news that is not in the archive, rounded; in bits of surplus. docs/matching.md has the figures on both sides.
CHANGED: Final = -16.0  # a word of the quote that has no counterpart
SURPRISE: Final = 0.4  # a bit of what the quote's words without counterpart tell
LEFT_OUT: Final = -8.0  # a doubling of the words of the passage that the quote does not have
LENGTH: Final = 28.0  # a doubling of the quote's length
BORDER: Final = 78.0
# A run this long does not stand in another article by chance; half of a quote is not a stock phrase in it.
INTACT_RUN: Final = 8
INTACT_COVERAGE: Final = 0.5
# Words of a quote that is a whole sentence but for one change: fewer are a phrase like another.
WHOLE_SENTENCE: Final = 6
WHOLE_COVERAGE: Final = 0.6  # and that one change is no more than a part of it


def resembles(placement: Placement, query: PartQuery, reading: Reading) -> bool:
    """Tell whether a reader would recognise the passage in the quote."""
    if placement.is_exact or not reading.changes:
        return True
    if placement.coverage >= INTACT_COVERAGE and max(map(_longest_run, placement.pieces)) >= INTACT_RUN:
        return True
    size = sum(len(piece.pairs) for piece in placement.pieces)
    if (
        len(reading.changes) == 1
        and size >= WHOLE_SENTENCE
        and placement.coverage >= WHOLE_COVERAGE
        and is_whole_sentence(reading.view, reading.extent())
    ):
        return True
    changed, left_out = reading.num_changed()
    return _evidence(placement, query, changed) + LEFT_OUT * log2(1 + left_out) >= BORDER


def _evidence(placement: Placement, query: PartQuery, changed: float) -> float:
    """Return what speaks for a placement with so many words changed, in bits."""
    size = sum(len(piece.pairs) for piece in placement.pieces)
    surprise = 0.0
    for piece in placement.pieces:
        bits = query.bits[piece.begin : piece.end].tolist()
        surprise += sum(b * (1 - alike) for b, alike in zip(bits, piece.alike, strict=True))
    return surplus_bits(placement, query) + LENGTH * log2(size) + CHANGED * changed + SURPRISE * surprise


def may_resemble(placement: Placement, query: PartQuery) -> bool:
    """Tell whether a placement could resemble once it is read; spares reading what is far from it.

    Half of the words without counterpart may turn out to be equal values in other clothes.
    """
    if placement.is_exact or placement.coverage >= WHOLE_COVERAGE:
        return True
    if placement.coverage >= INTACT_COVERAGE and max(map(_longest_run, placement.pieces)) >= INTACT_RUN:
        return True
    unmatched = sum(sum(a <= 0 for a in piece.alike) for piece in placement.pieces)
    return _evidence(placement, query, unmatched / 2) >= BORDER


def _longest_run(piece: Piece) -> int:
    longest = run = 0
    for k, (position, equal) in enumerate(zip(piece.pairs, piece.equal, strict=True)):
        follows = k > 0 and piece.equal[k - 1] and position == piece.pairs[k - 1] + 1
        run = run + 1 if equal and follows else int(equal)
        longest = max(longest, run)
    return longest


def surplus_bits(placement: Placement, query: PartQuery) -> float:
    """Return by how many bits the matched words exceed what chance puts somewhere in the documents searched."""
    return placement_bits(placement, query) - archive_bits(query)


def placement_bits(placement: Placement, query: PartQuery) -> float:
    """Return the information of a placement's matched words."""
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
    return float(bits)


def archive_bits(query: PartQuery) -> float:
    """Return the size of what is searched as bits: where in it a passage stands is that surprising."""
    segment = query.part.segment
    size = int(segment.first[-1])
    if query.allowed.size:
        sizes = np.diff(segment.document_first.astype(np.int64))
        size = int(sizes[query.allowed > 0].sum())
    return float(np.log2(size + PRIOR_TOKENS))
