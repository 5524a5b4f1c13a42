"""Which unit of the quote stands for which unit of the document: edits, as small as they can be paired.

A compiled edit distance over whole units finds what stays and what does not (RapidFuzz, bit-parallel, so
that two hostile texts of ten thousand words cost milliseconds). Only inside a changed block, which is
small, a slower alignment pairs similar words, so that each change names the right two words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from matcher.diff.units import Units
from matcher.diff.words.unspaced import is_unspaced

# Cells of the pairing table of one block: about half a millisecond of Python. Larger blocks are paired in
# order.
MAX_CELLS: Final = 600
# Cells over all blocks of one pair of texts, so that a hopeless pair stays bounded too.
MAX_TOTAL_CELLS: Final = 4_000
# Blocks with so few equal units between them are paired together: the units between may have matched by
# chance.
BRIDGE: Final = 1
# How far a gap is moved in search of a better boundary; longer repetitions are rare outside songs.
MAX_SLIDE: Final = 40

# Units that one word may be in pieces: healthcare, well-to-do, and a word with two misread digits (pe0p1e).
JOIN_WIDTHS: Final = (2, 3, 4, 5)

# Costs: a pair of unlike words costs a little less than leaving both alone (2 x GAP).
GAP: Final = -0.35
# A gain above this says that two units are equal; unlike units, however similar, stay below.
EQUAL: Final = 0.5
Score = Callable[[int, int], float]
AreOneWord = Callable[[int, int, int, int], bool]


@dataclass(init=False, unsafe_hash=True, slots=True)
class Edit:
    """Quote units ``[quote_start, quote_stop)`` stand for document units ``[document_start,
    document_stop)``."""

    quote_start: int
    quote_stop: int
    document_start: int
    document_stop: int

    def __init__(self, quote_start: int, quote_stop: int, document_start: int, document_stop: int) -> None:
        self.quote_start = quote_start
        self.quote_stop = quote_stop
        self.document_start = document_start
        self.document_stop = document_stop

    @property
    def quote_range(self) -> tuple[int, int]:
        """The quote's units, half-open."""
        return self.quote_start, self.quote_stop

    @property
    def document_range(self) -> tuple[int, int]:
        """The document's units, half-open."""
        return self.document_start, self.document_stop


def align(quote: Units, document: Units, *, score: Score, are_one_word: AreOneWord) -> list[Edit]:
    """Return the edits that turn the document's units into the quote's, in order and without overlap.

    Parameters
    ----------
    score
        Gain of pairing quote unit i with document unit j: above ``EQUAL`` for equal units, negative for
        unlike ones.
    are_one_word
        Tells whether quote units ``[i, i_stop)`` and document units ``[j, j_stop)``, one of them a single unit, are
        the same written together and apart.

    Notes
    -----
    Every unit outside the edits has an equal partner. An edit has one unit on each side, or none on one side;
    a word written together or apart has several on one side; a run of characters without spaces stays whole.
    """
    blocks = [
        Edit(op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(quote.keys, document.keys)
        if op.tag != "equal"
    ]
    edits: list[Edit] = []
    budget = MAX_TOTAL_CELLS
    for block in _bridged(blocks):
        rows, columns = block.quote_stop - block.quote_start, block.document_stop - block.document_start
        if rows == 0 or columns == 0:
            edits.append(_slide(block, quote, document, edits[-1] if edits else None))
        elif rows == columns == 1 or _is_unspaced(block, quote, document):
            edits.append(block)
        elif rows * columns <= min(MAX_CELLS, budget):
            budget -= rows * columns
            edits += _pair_around_joins(block, quote, document, score, are_one_word)
        else:
            edits += _pair_in_order(block)
    return edits


def _bridged(blocks: list[Edit]) -> list[Edit]:
    """Join neighbouring blocks where an uneven one may have matched a unit by chance."""
    joined: list[Edit] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and block.quote_start - last.quote_stop <= BRIDGE and (_is_uneven(last) or _is_uneven(block)):
            joined[-1] = Edit(last.quote_start, block.quote_stop, last.document_start, block.document_stop)
        else:
            joined.append(block)
    return joined


def _is_unspaced(block: Edit, quote: Units, document: Units) -> bool:
    units = quote.keys[block.quote_start : block.quote_stop] + document.keys[block.document_start : block.document_stop]
    return all(is_unspaced(key) or key[0] == "#" for key in units) and any(is_unspaced(key) for key in units)


def _pair_around_joins(
    block: Edit, quote: Units, document: Units, score: Score, are_one_word: AreOneWord
) -> list[Edit]:
    """Pair a block, keeping words written together here and apart there as edits of their own."""
    for i in range(block.quote_start, block.quote_stop):
        first = quote.keys[i][0]
        for j in range(block.document_start, block.document_stop):
            # The first letters agree in every join (but for digits read for letters) and in few other pairs.
            other = document.keys[j][0]
            if first != other and first != "#" and other != "#":
                continue
            join = _find_join(block, i, j, are_one_word)
            if join:
                before = Edit(block.quote_start, i, block.document_start, j)
                after = Edit(join.quote_stop, block.quote_stop, join.document_stop, block.document_stop)
                rest = _pair_around_joins(after, quote, document, score, are_one_word)
                return [*pair_block(before, score), join, *rest]
    return pair_block(block, score)


def _find_join(block: Edit, i: int, j: int, are_one_word: AreOneWord) -> Edit | None:
    for width in JOIN_WIDTHS:
        if j + width <= block.document_stop and are_one_word(i, i + 1, j, j + width):
            return Edit(i, i + 1, j, j + width)
        if i + width <= block.quote_stop and are_one_word(i, i + width, j, j + 1):
            return Edit(i, i + width, j, j + 1)
    return None


def _is_uneven(block: Edit) -> bool:
    rows, columns = block.quote_stop - block.quote_start, block.document_stop - block.document_start
    return rows != columns


def pair_block(block: Edit, score: Score) -> list[Edit]:
    """Pair the units of a block for the highest total score; equal units drop out."""
    rows, columns = block.quote_stop - block.quote_start, block.document_stop - block.document_start
    if rows == 0 or columns == 0:
        return [block] if rows or columns else []
    gains = [[score(block.quote_start + r, block.document_start + c) for c in range(columns)] for r in range(rows)]
    best = [[GAP * c for c in range(columns + 1)]]
    for r in range(rows):
        above, row, line = best[r], gains[r], [GAP * (r + 1)]
        for c in range(columns):
            line.append(max(above[c] + row[c], above[c + 1] + GAP, line[c] + GAP))
        best.append(line)
    return _trace(block, best, gains)


def _trace(block: Edit, best: list[list[float]], gains: list[list[float]]) -> list[Edit]:
    r, c = len(gains), len(gains[0])
    edits: list[Edit] = []
    while r or c:
        i, j = block.quote_start + r, block.document_start + c
        if r and c and best[r][c] == best[r - 1][c - 1] + gains[r - 1][c - 1]:
            r, c = r - 1, c - 1
            if gains[r][c] <= EQUAL:
                edits.append(Edit(i - 1, i, j - 1, j))
        elif c and (r == 0 or best[r][c] == best[r][c - 1] + GAP):
            c -= 1
            edits.append(Edit(i, i, j - 1, j))
        else:
            r -= 1
            edits.append(Edit(i - 1, i, j, j))
    return _gathered(edits[::-1])


def _gathered(edits: list[Edit]) -> list[Edit]:
    """Join gaps of one side that touch into one run."""
    joined: list[Edit] = []
    for edit in edits:
        last = joined[-1] if joined else None
        if last and last.quote_stop == edit.quote_start and last.document_stop == edit.document_start:
            both_added = last.document_start == last.document_stop == edit.document_stop
            both_dropped = last.quote_start == last.quote_stop == edit.quote_stop
            if both_added or both_dropped:
                joined[-1] = Edit(last.quote_start, edit.quote_stop, last.document_start, edit.document_stop)
                continue
        joined.append(edit)
    return joined


def joined_edits(edits: list[Edit]) -> list[Edit]:
    """Join all edits that touch, for texts that have too little in common to pair words."""
    joined: list[Edit] = []
    for edit in edits:
        last = joined[-1] if joined else None
        if last and last.quote_stop == edit.quote_start and last.document_stop == edit.document_start:
            joined[-1] = Edit(last.quote_start, edit.quote_stop, last.document_start, edit.document_stop)
        else:
            joined.append(edit)
    return joined


def _pair_in_order(block: Edit) -> list[Edit]:
    paired = min(block.quote_stop - block.quote_start, block.document_stop - block.document_start)
    i, j = block.quote_start, block.document_start
    edits = [Edit(i + k, i + k + 1, j + k, j + k + 1) for k in range(paired)]
    rest = Edit(i + paired, block.quote_stop, j + paired, block.document_stop)
    return [*edits, rest] if rest.quote_start < rest.quote_stop or rest.document_start < rest.document_stop else edits


def _slide(gap: Edit, quote: Units, document: Units, before: Edit | None) -> Edit:
    """Move a gap over equal units to where a reader would see it: after punctuation, not in a contraction."""
    dropped = gap.quote_start == gap.quote_stop
    units = document if dropped else quote
    start, stop = gap.document_range if dropped else gap.quote_range
    floor = (before.document_stop if dropped else before.quote_stop) if before else 0
    shift, best, best_rank = 0, 0, _boundary(units, start)
    while shift < MAX_SLIDE and start - shift > floor and units.keys[start - shift - 1] == units.keys[stop - shift - 1]:
        shift += 1
        rank = _boundary(units, start - shift)
        if rank > best_rank:
            best, best_rank = shift, rank
    return Edit(gap.quote_start - best, gap.quote_stop - best, gap.document_start - best, gap.document_stop - best)


def _boundary(units: Units, i: int) -> int:
    """Rank a place to begin a gap: 2 after a sentence, 1 a clause, 0 a word, -1 inside a contraction."""
    if i == 0:
        return 2
    if i >= len(units.firsts):
        return 0
    if units.firsts[i] == units.firsts[i - 1]:
        return -1
    gap = units.text[units.tokens[units.firsts[i] - 1].end : units.tokens[units.firsts[i]].start]
    if not gap or gap.isspace():
        return 0
    return 2 if any(c in ".!?。\n" for c in gap) else 1
