"""Put a quote's fragments into documents.

Exact first: a phrase that stands as it is needs no alignment. Otherwise candidates from the index are aligned, and
the fragments of a quote with marks are chained in their order inside one document, as closely as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from matcher.align.kernel import MAX_CELLS, SKIPPED, SKIPPED_FREE, align_window
from matcher.index import Part, Segment
from matcher.index.lookup import Lookup
from matcher.index.search import MAX_HITS, find_candidates, find_phrase, occurrences_within

# Tokens looked at beyond the candidate's diagonals on either side: one long reporting clause (40 words) and a bit.
SLACK: Final = 48
# Candidates aligned for one fragment: the right passage is among the first four in all measured cases, copies aside.
ALIGNED: Final = 8
# Share of the best candidate's score that a candidate needs to be aligned.
NEAR_BEST: Final = 0.75
# Cells aligned for one fragment over all candidates, about 15 ms: a quote of 1,700 words gets one candidate.
CELL_BUDGET: Final = 3_000_000
# Documents tried for a quote with marks.
DOCUMENTS: Final = 6
# Documents read of those that have every fragment word for word.
DOCUMENTS_TOGETHER: Final = 24
# Fragments whose candidates choose the documents; the others only have to be there.
LEADING_FRAGMENTS: Final = 12
# Share of a fragment's weight that has to be found for the fragment to count as standing in a document.
FRAGMENT_COVERAGE: Final = 0.5
# What a match of one word is worth: a tenth of its information in bits, within bounds that keep "the" from counting
# nothing and a word unique to the archive from outweighing three others.
BITS_PER_POINT: Final = 10.0
LEAST_WEIGHT: Final = 0.3
MOST_WEIGHT: Final = 2.0

# Two words less alike than this have nothing in common but chance letters.
LEAST_ALIKE: Final = 0.6
# What is known of words before any archive: a function word is about every hundredth word of a text, any other word
# about every hundred-thousandth. Weighs as much as an archive of a hundred articles.
PRIOR_TOKENS: Final = 65_536
PRIOR_COMMON: Final = 2.0**-7
PRIOR_RARE: Final = 2.0**-17


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One fragment as it stands in a document.

    Attributes
    ----------
    begin, end : the fragment's tokens in the quote, half-open
    pairs : for each of them the position in the segment it is aligned with, -1 for none
    equal : for each of them whether the document has the very token there
    alike : for each of them how alike the two words are, 1 where equal, 0 where nothing stands there
    first, last : the lowest and highest position
    """

    fragment: int
    begin: int
    end: int
    pairs: Sequence[int]
    equal: Sequence[bool]
    alike: Sequence[float]
    first: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """A quote's fragments in one document; ``coverage`` is the share of the quote's weight that stands there."""

    part: int
    number: int
    pieces: tuple[Piece, ...]
    coverage: float
    is_exact: bool
    in_order: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class PartQuery:
    """A quote as one part of the index sees it.

    Attributes
    ----------
    lookup : the whole quote in all parts
    bits, weights : float32 (m,), what each tells and what a match of it is worth, the same in all parts
    allowed : uint8 (d,) or (0,), see ``Filters.allowed``
    words : the folded tokens
    """

    number: int
    part: Part
    lookup: Lookup
    bits: NDArray[np.float32]
    weights: NDArray[np.float32]
    allowed: NDArray[np.uint8]
    words: Sequence[str] = ()

    @property
    def ids(self) -> NDArray[np.uint32]:
        """Token ids of the whole quote in this part's vocabulary, uint32 (m,)."""
        ids: NDArray[np.uint32] = self.lookup.ids[self.number]
        return ids


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Where a phrase stands in one part: positions and documents ascending; ``total`` counts all places."""

    positions: NDArray[np.uint32]
    documents: NDArray[np.uint32]
    num_documents: int
    total: int


def find_whole(query: PartQuery, begin: int, end: int) -> Hits:
    """Find the tokens [begin, end) of a quote as a phrase."""
    s = query.part.segment
    return Hits(
        *find_phrase(query.ids[begin:end], s.tokens, s.order, s.first, s.document_first, s.blocks, query.allowed)
    )


def exact_placement(query: PartQuery, begin: int, end: int, position: int, number: int) -> Placement:
    """Wrap an occurrence of a whole phrase."""
    return Placement(query.number, number, (exact_piece(0, begin, end, position),), 1.0, True)


def exact_piece(fragment: int, begin: int, end: int, position: int) -> Piece:
    """Return the piece of a fragment that stands as it is from ``position`` on."""
    size = end - begin
    pairs = range(position, position + size)
    return Piece(fragment, begin, end, pairs, (True,) * size, (1.0,) * size, position, position + size - 1)


def find_damaged(queries: Sequence[PartQuery], begin: int, end: int) -> list[Placement]:
    """Place a phrase that does not stand as it is, in all parts; best first.

    Candidates come scored by the words that stand near them, which comes close to what the alignment finds, so only
    those near the best are aligned.
    """
    candidates = [(score, query, row) for query in queries for *row, score in _scored_candidates(query, begin, end)]
    candidates.sort(key=lambda candidate: -candidate[0])
    most = max(1, min(ALIGNED, CELL_BUDGET // (end - begin) ** 2))
    placements = []
    for score, query, (number, low, high) in candidates[:most]:
        if score < NEAR_BEST * candidates[0][0]:
            break
        placement = _aligned(query, 0, begin, end, number, low, high)
        if placement is not None:
            placements.append(placement)
    return sorted(placements, key=lambda p: -p.coverage)


def place_at(query: PartQuery, fragments: Sequence[tuple[int, int]], number: int, position: int) -> Placement | None:
    """Place a quote's fragments in document ``number``; a quote of one fragment from about ``position`` on."""
    if len(fragments) > 1:
        return _place_in_document(query, fragments, number, [])
    return _aligned(query, 0, *fragments[0], number, position, position)


def find_fragments(query: PartQuery, fragments: Sequence[tuple[int, int]]) -> list[Placement]:
    """Place the fragments of a quote with marks, each a range of tokens, in one document after the other."""
    together = _documents_of_all(query, fragments)
    if together:
        exact = [p for number in together if (p := _place_in_document(query, fragments, number, [])) is not None]
        return sorted(exact, key=lambda p: (not p.in_order, p.pieces[-1].last - p.pieces[0].first))
    votes: dict[int, list[tuple[int, int, int]]] = {}
    scores: dict[int, int] = {}
    leading = sorted(range(len(fragments)), key=lambda f: fragments[f][0] - fragments[f][1])[:LEADING_FRAGMENTS]
    for f in leading:
        seen = set()
        for number, low, high, score in _scored_candidates(query, *fragments[f]):
            if number not in seen:
                seen.add(number)
                scores[number] = scores.get(number, 0) + score
                votes.setdefault(number, []).append((f, low, high))
    best = sorted(scores, key=lambda number: (-scores[number], number))[:DOCUMENTS]
    placements = [_place_in_document(query, fragments, number, votes[number]) for number in best]
    found = [placement for placement in placements if placement is not None]
    return sorted(found, key=lambda p: (-p.coverage, not p.in_order))


def _documents_of_all(query: PartQuery, fragments: Sequence[tuple[int, int]]) -> list[int]:
    """Return the earliest documents in which every fragment stands as it is.

    Fragments too common to list are left out here; whether a document has them shows when it is read.
    """
    common: NDArray[np.uint32] | None = None
    for begin, end in fragments:
        hits = find_whole(query, begin, end)
        if hits.total == 0:
            return []
        if hits.total <= MAX_HITS:
            common = hits.documents if common is None else np.intersect1d(common, hits.documents)
    return [] if common is None else np.unique(common)[:DOCUMENTS_TOGETHER].tolist()


def _scored_candidates(query: PartQuery, begin: int, end: int) -> list[tuple[int, int, int, int]]:
    s = query.part.segment
    rows: Any = find_candidates(
        query.ids[begin:end],
        query.bits[begin:end],
        s.tokens,
        s.order,
        s.first,
        s.document_first,
        s.blocks,
        query.allowed,
    )
    return [(int(d), int(low), int(high), int(score)) for d, low, high, score in rows.tolist()]


def _aligned(
    query: PartQuery, fragment: int, begin: int, end: int, number: int, low: int, high: int
) -> Placement | None:
    """Align tokens [begin, end) with the document round diagonals low to high."""
    s = query.part.segment
    size = end - begin
    slack = SLACK + min(size // 2, 4 * SLACK)
    first = max(int(s.document_first[number]), low - slack)
    last = min(int(s.document_first[number + 1]) - 1, high + size + slack)
    last = min(last, first + MAX_CELLS // (size + 1))
    if last <= first:
        return None
    ids, weights = query.ids[begin:end], query.weights[begin:end]
    _, pairs = align_window(ids, weights, s.tokens, first, _skips(s, number, first, last))
    equal = (pairs >= 0) & (s.tokens[np.maximum(pairs, 0)] == ids)
    if not equal.any():
        return None
    alike = _likeness(query, begin, pairs, equal)
    coverage = float((weights * alike).sum() / weights.sum())
    aligned = pairs[pairs >= 0]
    low, high = int(aligned[0]), int(aligned[-1])
    piece = Piece(fragment, begin, end, pairs.tolist(), equal.tolist(), alike.tolist(), low, high)
    return Placement(query.number, number, (piece,), coverage, False)


def _likeness(query: PartQuery, begin: int, pairs: NDArray[np.int64], equal: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return how alike each quote token and its counterpart are, float32 (m,).

    Typing slips and scanning noise leave words that resemble; a word put for another does not.
    """
    alike = equal.astype(np.float32)
    segment = query.part.segment
    for k in np.flatnonzero((pairs >= 0) & ~equal).tolist():
        there = segment.word(int(segment.tokens[pairs[k]]))
        alike[k] = Levenshtein.normalized_similarity(query.words[begin + k], there, score_cutoff=LEAST_ALIKE)
    return alike


def _skips(segment: Segment, number: int, first: int, last: int) -> NDArray[np.float32]:
    """Return what leaving out each position of [first, last) costs: little in reporting clauses."""
    skips = np.full(last - first, SKIPPED, np.float32)
    rows = segment.quotations(number)
    if len(rows) < 2:
        return skips
    before, after = rows[:-1], rows[1:]
    same = before[:, 4] == after[:, 4]
    starts = segment.starts[first:last]
    lows = np.searchsorted(starts, before[same, 3]).tolist()
    highs = np.searchsorted(starts, after[same, 2]).tolist()
    for low, high in zip(lows, highs, strict=True):
        skips[low:high] = SKIPPED_FREE
    return skips


def _place_in_document(
    query: PartQuery, fragments: Sequence[tuple[int, int]], number: int, votes: list[tuple[int, int, int]]
) -> Placement | None:
    s = query.part.segment
    first, end = int(s.document_first[number]), int(s.document_first[number + 1]) - 1
    options: list[list[Piece]] = []
    for f, (a, b) in enumerate(fragments):
        exact = occurrences_within(query.ids[a:b], s.tokens, first, end).tolist()
        if exact:
            options.append([exact_piece(f, a, b, p) for p in exact])
            continue
        places = [(low, high) for g, low, high in votes if g == f] or [(first, end - (b - a))]
        aligned = [_aligned(query, f, a, b, number, low, high) for low, high in places]
        options.append([p.pieces[0] for p in aligned if p is not None and p.coverage >= FRAGMENT_COVERAGE])
    pieces = _chain([o for o in options if o])
    in_order = pieces is not None
    if pieces is None:
        pieces = [o[0] for o in options if o]
    if not pieces:
        return None
    total = float(sum(query.weights[a:b].sum() for a, b in fragments))
    found = sum(float((query.weights[p.begin : p.end] * np.array(p.alike)).sum()) for p in pieces)
    return Placement(query.number, number, tuple(pieces), found / total, False, in_order)


def _chain(options: list[list[Piece]]) -> list[Piece] | None:
    """Choose one piece a fragment so that they follow one another as closely as possible, or None.

    Dynamic programming over the pieces in document order: the cheapest chain that ends before a piece begins is a
    running minimum, so the whole is linear in the number of pieces.
    """
    if not options:
        return None
    costs: list[list[float]] = [[0.0] * len(options[0])]
    links: list[list[int]] = [[-1] * len(options[0])]
    for before, here in pairwise(options):
        by_end = sorted(range(len(before)), key=lambda k: before[k].last)
        row, link = [float("inf")] * len(here), [-1] * len(here)
        best, chosen, reached = float("inf"), -1, 0
        for h in sorted(range(len(here)), key=lambda k: here[k].first):
            while reached < len(by_end) and before[by_end[reached]].last < here[h].first:
                k = by_end[reached]
                reached += 1
                # The gap grows by the same amount for all earlier pieces, so their order never changes.
                if costs[-1][k] - before[k].last <= best:
                    best, chosen = costs[-1][k] - before[k].last, k
            row[h], link[h] = best + here[h].first, chosen
        costs.append(row)
        links.append(link)
    if min(costs[-1]) == float("inf"):
        return None
    k = costs[-1].index(min(costs[-1]))
    chain = []
    for options_here, link in zip(reversed(options), reversed(links), strict=True):
        chain.append(options_here[k])
        k = link[k]
    return chain[::-1]


def word_bits(counts: NDArray[np.int64], num_tokens: int, is_common: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the information of each word in bits, float32 (m,).

    Parameters
    ----------
    counts
        int64 (m,), how often each word stands in the archive.
    num_tokens
        Tokens of the archive.
    is_common
        bool (m,), function words; in a small archive, where counts tell little, they are known to be common.
    """
    prior = np.where(is_common, PRIOR_COMMON, PRIOR_RARE)
    bits = np.log2((num_tokens + PRIOR_TOKENS) / (counts + PRIOR_TOKENS * prior))
    narrow: NDArray[np.float32] = bits.astype(np.float32)
    return narrow


def word_weights(bits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what a match of each word is worth, float32 (m,)."""
    weights: NDArray[np.float32] = np.clip(bits / BITS_PER_POINT, LEAST_WEIGHT, MOST_WEIGHT).astype(np.float32)
    return weights
