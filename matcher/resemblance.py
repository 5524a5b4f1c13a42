"""When is a damaged placement recognisably the passage, so that the verdict is ``altered`` and not ``not_found``?

A reader says "that is this passage, reworded in places" when most of what the quote says stands there in order, and
when that is more than a stock phrase or scattered common words. The rule is a sum in bits. What the matched words tell
beyond the chance that they stand together anywhere in the documents searched speaks for the passage
(``surplus_bits``). Every word that the diff calls changed or dropped speaks against it, and so does how well the
quote's words round the changes follow on one another (``told_bits``): a sentence that somebody else wrote reads on
where it leaves the shared words, a damaged one breaks off. So do other passages that have nearly as much of the quote,
which is then a turn of phrase. A longer quote has room for more changes. A long intact run that makes up half of the
quote is enough besides, whatever has been put in front of it or behind it. Less is enough where all that differs is a
denial, a modal or a number: a sentence that somebody else wrote hardly ever agrees in all but that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import inf, log2
from typing import Final

import numpy as np

from matcher.align.information import PRIOR_TOKENS
from matcher.align.values import PartQuery, Piece, Placement
from matcher.diff import count_changed, is_of_value
from matcher.index.evidence import all_bits, matched_bits
from matcher.reading import Reading
from matcher.turning import turns_one_word, turns_only

# Fitted by logistic regression on passages with one to three edits and with scanning noise against sentences of
# news that is not in the archive, rounded; in bits of surplus. docs/matching.md has the figures on both sides. The
# border is where both errors are about as frequent on other samples of each kind, in an archive of one segment.
CHANGED: Final = -21.0  # a word of the quote that has no counterpart
LEFT_OUT: Final = -8.0  # a doubling of the words of the passage that the quote does not have
TOLD: Final = -5.0  # a bit by which the quote's words round its changes follow on those before them
UNTOLD: Final = 3.0  # a bit by which they follow on less than by chance
BREAK: Final = 11.0  # a break between runs of the passage's words: slips are scattered, a shared phrase is one run
RIVALS: Final = -4.0  # a doubling of the places of other wording that have nearly as much of the quote
LENGTH: Final = 64.0  # a doubling of the quote's length
BORDER: Final = 155.0
# The border where all that differs turns the sense: of 1,001 passages of four to seven words with a denial, a modal or
# a number changed 206 lie between the two borders, of 11,338 unrelated sentences two.
TURNED_BORDER: Final = 116.0
# Bits by which the words round such a change have to exceed what chance puts somewhere in the documents searched, for
# the passage to be told by them however few they are: nobody else says "every sluice however shallow". Of 112 stretches
# of unrelated news that come within such a change of a passage none has 14, of 117 lies below the borders 21.
TELLING: Final = 15.0
# What is asked besides where a quote was looked for in more places: there chance finds more as well.
FARTHER: Final = 9.0
# A run this long does not stand in another article by chance; half of a quote is not a stock phrase in it.
INTACT_RUN: Final = 8
INTACT_COVERAGE: Final = 0.5
# Placements with this share of the quote's weight are read whatever else speaks against them: the changes may turn out
# to be fewer than the words without counterpart.
READ_COVERAGE: Final = 0.6
READ_BORDER: Final = 149.0  # so are those a little below the border: a slip of two letters is such a word, too


def margin_of(placement: Placement, query: PartQuery, reading: Reading, beyond: float = 0.0) -> float:
    """Return by how many bits a reader would recognise the passage in the quote more than is needed, negative where
    none would; ``beyond`` is asked over the border.
    """
    if placement.is_exact or (not reading.changes and placement.in_order):
        return inf
    if placement.coverage >= INTACT_COVERAGE and max(map(_longest_run, placement.pieces)) >= INTACT_RUN:
        return inf
    if _is_respelt(placement, reading):
        return inf
    changed, left_out = count_changed(reading.changes)
    evidence = _evidence(placement, query, changed) + LEFT_OUT * log2(1 + left_out) - beyond
    if evidence >= BORDER or len(placement.pieces) > 1:
        return evidence - BORDER
    is_all = changed + left_out == 0 or turns_only(reading)  # or misspelt, and else the passage
    margin = evidence - (TURNED_BORDER if is_all and evidence >= TURNED_BORDER else BORDER)
    if margin < 0 and turns_one_word(reading):
        return max(margin, surplus_bits(placement, query) - beyond - TELLING)
    return margin


def _is_respelt(placement: Placement, reading: Reading) -> bool:
    """Tell whether every word of the quote stands there in a row, in another spelling of the whole."""
    if len(placement.pieces) > 1 or any(change.kind != "spelling" for change in reading.changes):
        return False
    piece = placement.pieces[0]
    return min(piece.alike, default=0) == 1 and piece.last - piece.first == len(piece.pairs) - 1


def _evidence(placement: Placement, query: PartQuery, changed: float) -> float:
    """Return what speaks for a placement with so many words changed, in bits."""
    size = sum(len(piece.pairs) for piece in placement.pieces)
    bits = [_piece_bits(piece, query) for piece in placement.pieces]
    surplus = sum(matched for matched, _, _ in bits) - archive_bits(query)
    told = TOLD * sum(told for _, told, _ in bits) + UNTOLD * sum(untold for _, _, untold in bits)
    breaks = sum(max(sum(length == 1 for length in _runs(piece)) - 1, 0) for piece in placement.pieces)
    evidence = surplus - _distance_bits(placement) + told + BREAK * breaks
    return evidence + LENGTH * log2(size) + CHANGED * changed + RIVALS * log2(1 + placement.num_rivals)


def _distance_bits(placement: Placement) -> float:
    """Return what it tells where the fragments stand: the farther from one to the next, the less they prove."""
    return sum(log2(1 + abs(after.first - before.last)) for before, after in pairwise(placement.pieces))


def _piece_bits(piece: Piece, query: PartQuery) -> tuple[float, float, float]:
    """Return what the matched words of a piece tell, and how well and how badly its other words follow on them."""
    matched, told, untold = all_bits(
        query.lookup.ids,
        piece.begin,
        piece.end,
        query.number,
        np.array(piece.pairs, np.int64),
        np.array(piece.alike, np.float64),
        query.bits[piece.begin : piece.end],
        query.lookup.addresses,
    )
    return float(matched), float(told), float(untold)


def may_resemble(placement: Placement, query: PartQuery) -> bool:
    """Tell whether a placement could resemble once it is read; spares reading what is far from it.

    Half of the words without counterpart may turn out to be equal values in other clothes.
    """
    if placement.is_exact or placement.coverage >= READ_COVERAGE:
        return True
    if placement.coverage >= INTACT_COVERAGE and max(map(_longest_run, placement.pieces)) >= INTACT_RUN:
        return True
    if _lacks_values_only(placement, query):
        return True
    unmatched = sum(sum(a <= 0 for a in piece.alike) for piece in placement.pieces)
    return _evidence(placement, query, unmatched / 2) >= READ_BORDER


def _lacks_values_only(placement: Placement, query: PartQuery) -> bool:
    """Tell whether all words that a placement lacks are of values, which it may have in other clothes."""
    lacking = [query.words[p.begin + k] for p in placement.pieces for k, a in enumerate(p.alike) if a <= 0]
    return all(map(is_of_value, lacking))


def _longest_run(piece: Piece) -> int:
    return max(_runs(piece), default=0)


def _runs(piece: Piece) -> Iterator[int]:
    """Yield for every word of the quote how long the run of the passage's words is that ends with it."""
    run = 0
    for k, (position, equal) in enumerate(zip(piece.pairs, piece.equal, strict=True)):
        follows = k > 0 and piece.equal[k - 1] and position == piece.pairs[k - 1] + 1
        run = run + 1 if equal and follows else int(equal)
        yield run


def surplus_bits(placement: Placement, query: PartQuery) -> float:
    """Return by how many bits the matched words exceed what chance puts somewhere in the documents searched."""
    return placement_bits(placement, query) - archive_bits(query)


def placement_bits(placement: Placement, query: PartQuery, copies: int = 1) -> float:
    """Return the information of a placement's matched words.

    Parameters
    ----------
    copies : documents that are known to have the passage because one has it from the other
    """
    total = 0.0
    for piece in placement.pieces:
        total += matched_bits(
            query.lookup.ids,
            piece.begin,
            piece.end,
            query.number,
            np.array(piece.pairs, np.int64),
            np.array(piece.alike, np.float64),
            query.bits[piece.begin : piece.end],
            copies,
            query.lookup.addresses,
        )
    return total


def archive_bits(query: PartQuery) -> float:
    """Return the size of what is searched as bits: where in it a passage stands is that surprising."""
    return log2(query.num_searched + PRIOR_TOKENS)
