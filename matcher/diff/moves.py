"""Words and clauses that stand elsewhere: a stretch dropped here and added there is one move, not two
changes.

An edit distance knows no moves; it sees a swapped clause as many small edits. Where dropped words come back
elsewhere, the two texts are tiled with their longest common stretches instead; the heaviest tiles in
common order are at home, the others have moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from matcher.diff.alignment import Edit
from matcher.diff.units import Units

# Longer stretches are not tiled: tiling is quadratic in the worst case, and moves stay within a sentence
# or two.
MAX_TILED: Final = 150
# Pairs of equal units that tiling may have to look at; texts that repeat a few words over and over have more.
MAX_PAIRS: Final = 600
# Tiles after these would be single words; a text in so many pieces has not been moved but rewritten.
MAX_TILES: Final = 12
# What a content word weighs less than a function word in a chain: so little that it decides ties only.
CONTENT_DISCOUNT: Final = 0.001
# How far a single function word may move and still be the same word: "it is" against "is it".
NEAR: Final = 3


class Tile(NamedTuple):
    """A stretch of equal units: ``size`` units from ``quote`` on and from ``document`` on."""

    quote: int
    document: int
    size: int


def find_moves(
    quote: Units,
    document: Units,
    edits: list[Edit],
    *,
    weigh: Callable[[str], int],
    pair: Callable[[Edit], list[Edit]],
) -> tuple[list[Edit], list[Edit]]:
    """Return the edits that remain, and the moves, if moves explain more than the edits do.

    Parameters
    ----------
    weigh
        Weight of a unit's key: 0 for a function word, 1 for any other.
    pair
        Pairs the units of a block that is left between tiles.
    """
    if len(edits) < 2 or not _comes_back(quote, document, edits, weigh):
        return edits, []
    area = Edit(edits[0].quote_start, edits[-1].quote_stop, edits[0].document_start, edits[-1].document_stop)
    if max(area.quote_stop - area.quote_start, area.document_stop - area.document_start) > MAX_TILED:
        return edits, []
    tiles = _tile(quote, document, area)
    home = _heaviest_chain(tiles, quote, weigh)
    moved = [t for t in tiles if t not in home and _counts_as_move(t, quote, weigh)]
    if not moved:
        return edits, []
    remaining = _edits_between(home, moved, area, pair)
    if _cost(remaining) + 2 * len(moved) > _cost(edits):
        return edits, []
    return remaining, [Edit(t.quote, t.quote + t.size, t.document, t.document + t.size) for t in moved]


def _comes_back(quote: Units, document: Units, edits: list[Edit], weigh: Callable[[str], int]) -> bool:
    """Tell whether a unit that was dropped or replaced somewhere was added somewhere else."""
    edits = [e for e in edits if not _is_respelt(quote, document, e)]
    added = {quote.keys[i] for e in edits for i in range(e.quote_start, e.quote_stop)}
    both = {document.keys[j] for e in edits for j in range(e.document_start, e.document_stop)} & added
    return any(weigh(key) for key in both) or (bool(both) and len(edits) == 2)


def _is_respelt(quote: Units, document: Units, edit: Edit) -> bool:
    """Tell whether an edit writes a word together or apart: "e-mailed" here and "emailed" there have not moved."""
    if edit.quote_start == edit.quote_stop or edit.document_start == edit.document_stop:
        return False
    return quote.letters(*edit.quote_range) == document.letters(*edit.document_range)


def _tile(quote: Units, document: Units, area: Edit) -> list[Tile]:
    """Cover both stretches with their longest common stretches, the longest first."""
    a: list[str | int] = list(quote.keys[area.quote_start : area.quote_stop])
    b: list[str | int] = list(document.keys[area.document_start : area.document_stop])
    counts = Counter(b)
    if sum(counts[key] for key in a) > MAX_PAIRS:
        return []
    tiles: list[Tile] = []
    while len(tiles) < MAX_TILES:
        match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
        if not match.size:
            break
        tiles.append(Tile(area.quote_start + match.a, area.document_start + match.b, match.size))
        # Used places get marks that equal nothing: negative on one side, positive on the other.
        a[match.a : match.a + match.size] = [-1 - k for k in range(match.a, match.a + match.size)]
        b[match.b : match.b + match.size] = [1 + k for k in range(match.b, match.b + match.size)]
    return tiles


def _heaviest_chain(tiles: list[Tile], quote: Units, weigh: Callable[[str], int]) -> set[Tile]:
    """Return the tiles in common order that cover the most units, and among equals the fewest content words.

    A reader says that the name moved around the "to", not the "to" around the name.
    """
    ordered = sorted(tiles)
    weight: list[float] = []
    previous: list[int] = []
    for k, tile in enumerate(ordered):
        best, link = 0.0, -1
        for p in range(k):
            before = ordered[p]
            if before.document + before.size <= tile.document and weight[p] > best:
                best, link = weight[p], p
        content = sum(weigh(key) for key in quote.keys[tile.quote : tile.quote + tile.size])
        weight.append(best + tile.size - CONTENT_DISCOUNT * content)
        previous.append(link)
    chain: set[Tile] = set()
    k = max(range(len(ordered)), key=weight.__getitem__, default=-1)
    while k >= 0:
        chain.add(ordered[k])
        k = previous[k]
    return chain


def _counts_as_move(tile: Tile, quote: Units, weigh: Callable[[str], int]) -> bool:
    if tile.size > 1 or weigh(quote.keys[tile.quote]):
        return True
    return abs(tile.quote - tile.document) <= NEAR


def _edits_between(home: set[Tile], moved: list[Tile], area: Edit, pair: Callable[[Edit], list[Edit]]) -> list[Edit]:
    """Return the edits for the units that no tile covers, stretch by stretch between the tiles at home."""
    gone_quote = {i for t in moved for i in range(t.quote, t.quote + t.size)}
    gone_document = {j for t in moved for j in range(t.document, t.document + t.size)}
    edits: list[Edit] = []
    i, j = area.quote_start, area.document_start
    for tile in [*sorted(home), Tile(area.quote_stop, area.document_stop, 0)]:
        runs_q = _runs(i, tile.quote, gone_quote)
        runs_d = _runs(j, tile.document, gone_document)
        if len(runs_q) == len(runs_d) == 1:
            edits += pair(Edit(runs_q[0][0], runs_q[0][1], runs_d[0][0], runs_d[0][1]))
        else:
            edits += [Edit(a, b, tile.document, tile.document) for a, b in runs_q]
            edits += [Edit(tile.quote, tile.quote, a, b) for a, b in runs_d]
        i, j = tile.quote + tile.size, tile.document + tile.size
    return edits


def _runs(start: int, stop: int, without: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for k in range(start, stop):
        if k in without:
            continue
        if runs and runs[-1][1] == k:
            runs[-1] = (runs[-1][0], k + 1)
        else:
            runs.append((k, k + 1))
    return runs


def _cost(edits: list[Edit]) -> int:
    return sum(e.quote_stop - e.quote_start + e.document_stop - e.document_start for e in edits)
