"""When is a damaged placement recognisably the passage, so that the verdict is ``altered`` and not ``not_found``?

A reader says "that is this passage, reworded in places" when most of what the quote says stands there in order, and
when that is more than a stock phrase or scattered common words. So two things are asked: the share of the quote's
weight that is found (``LEAST_COVERAGE``), and how much information the found words carry beyond chance
(``LEAST_BITS``), counted only in runs of two or more words, because single words in order prove little.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.align.place import PartQuery, Placement

# Calibrated on real text; see docs/matching.md for the figures on both sides of the border.
LEAST_COVERAGE: Final = 0.5
# Below it a match is chance: an archive of 2**26 words holds any one run of 26 bits about once.
LEAST_BITS: Final = 22.0


def resembles(placement: Placement, query: PartQuery) -> bool:
    """Tell whether a reader would recognise the passage in the quote."""
    if placement.coverage < LEAST_COVERAGE:
        return False
    return _bits_in_runs(placement, query) >= LEAST_BITS


def _bits_in_runs(placement: Placement, query: PartQuery) -> float:
    total = 0.0
    for piece in placement.pieces:
        bits = query.bits[piece.begin : piece.end]
        alike = np.array(piece.alike)
        pairs = np.array(piece.pairs)
        follows = (alike[1:] > 0) & (alike[:-1] > 0) & (pairs[1:] == pairs[:-1] + 1)
        in_run = np.zeros(len(bits), bool)
        in_run[1:] |= follows
        in_run[:-1] |= follows
        total += float((bits * alike)[in_run].sum())
    return total
