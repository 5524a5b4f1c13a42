"""Put a quote's fragments into documents.

Exact first: a phrase that stands as it is needs no alignment. Otherwise candidates from the index are aligned, and
the fragments of a quote with marks are chained in their order inside one document, as closely as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import mul
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from matcher.align.information import known_weight
from matcher.align.kernel import align_near
from matcher.align.values import Candidate, Hits, PartQuery, Piece, Placement
from matcher.diff import may_be_value
from matcher.index.filtered import find_allowed
from matcher.index.search import MAX_HITS, find_phrase, occurrences_within
from matcher.index.seeds import share_without_rare
from matcher.index.shortened import find_shortened

# Candidates aligned for one fragment, copies of one another counted once.
ALIGNED: Final = 6
# Share of the best candidate's weight that a candidate needs to be aligned; less is enough where the best one lacks a
# number of the quote, which another may have in other clothes.
NEAR_BEST: Final = 0.85
NEAR_BEST_VALUE: Final = 0.75
# Share of the best candidate's weight from which on another wording is its rival: what stands at many places in nearly
# these words is a turn of phrase.
RIVAL: Final = 0.75
# Placements that may be worth reading beside the best: an amount in other clothes ("5 million", "5,000,000") is a few
# words that the alignment does not find.
CLOSE_SCORE: Final = 5.0
# Share of a quote's weight that has to stand near a candidate; equal values in other clothes are found only by
# reading.
LEAST_COVERAGE: Final = 0.4
# Cells aligned for one fragment over all candidates, about 15 ms: a quote of 1,700 words gets one candidate.
CELL_BUDGET: Final = 3_000_000
# Documents tried for a quote with marks.
DOCUMENTS: Final = 6
# Share of the best document's score that a document needs to be tried: fragments that it lacks are looked for in all of
# it, which takes milliseconds in a long one. Two documents with one of two fragments each are both tried.
NEAR_BEST_DOCUMENT: Final = 0.4
# Documents read of those that have every fragment word for word.
DOCUMENTS_TOGETHER: Final = 24
# Fragments whose candidates choose the documents; the others only have to be there.
LEADING_FRAGMENTS: Final = 12
# Share of a fragment's weight that has to be found for the fragment to count as standing in a document.
FRAGMENT_COVERAGE: Final = 0.5

# Tokens of the quotes that are looked for again by shorter runs. Of 139 edited quotes of 8 to 30 words that were found
# nowhere 136 have so few; with fewer there is nothing left to shorten.
SHORTEST: Final = 5
LONGEST: Final = 12
# Share of such a quote's weight that a candidate needs: two of three unrelated sentences have none that reaches it.
SHORT_COVERAGE: Final = 0.5

# Two words less alike than this have nothing in common but chance letters.
LEAST_ALIKE: Final = 0.6


def find_whole(query: PartQuery, begin: int, end: int) -> Hits:
    """Find the tokens [begin, end) of a quote as a phrase."""
    s = query.part.segment
    allowed = query.allowed.documents
    return Hits(
        *find_phrase(query.ids[begin:end], s.tokens, s.order, s.first, s.samples, s.document_first, s.blocks, allowed)
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
    """Place a phrase that does not stand as it is, in all parts; best first, and copies of a passage only once.

    Candidates come scored by the words that stand near them, which comes close to what the alignment finds, so only
    those near the best are aligned.
    """
    return _placed(queries, _candidates(queries, begin, end), begin, end)


def find_short(queries: Sequence[PartQuery], fragments: Sequence[tuple[int, int]]) -> list[Placement]:
    """Place a short quote of one fragment by what ``find_damaged`` does not look at; nothing for any other quote."""
    begin, end = fragments[0]
    if not queries or len(fragments) > 1 or not SHORTEST <= end - begin <= LONGEST:
        return []
    lookup = queries[0].lookup
    rows = find_shortened(
        lookup.ids, begin, end, queries[0].weights[begin:end], lookup.addresses, lookup.allowed
    ).tolist()
    least = SHORT_COVERAGE * _known_weight(queries, begin, end)
    found = [Candidate(part, d, low, high, score / 1000) for d, low, high, score, part in rows]
    return _placed(queries, [c for c in found if c.score >= least], begin, end)


def _placed(queries: Sequence[PartQuery], candidates: Sequence[Candidate], begin: int, end: int) -> list[Placement]:
    """Align the candidates near the best, which is the first."""
    if not candidates:
        return []
    least = LEAST_COVERAGE * _known_weight(queries, begin, end)
    most = max(1, min(ALIGNED, CELL_BUDGET // (end - begin) ** 2))
    least = max(least, NEAR_BEST_VALUE * candidates[0].score)
    near_best = NEAR_BEST * candidates[0].score
    placements: list[Placement] = []
    wordings: list[tuple[int, bytes]] = []  # words, and how they read
    for c in candidates:
        if len(placements) == most or c.score < least:
            break
        if c.score < near_best and placements and not _lacks_value(queries[placements[0].part], placements[0]):
            break
        if any(_stands_at(queries[c.part], c, size, words) for size, words in wordings):
            continue
        placement = _aligned(queries[c.part], 0, begin, end, c.number, c.low, c.high)
        if placement is not None:
            placements.append(placement)
            wordings.append(_wording(queries[c.part], placement))
    placements.sort(key=lambda p: -p.score)
    num_rivals = _count_wordings(queries, candidates, end - begin) - 1
    return [p.beside(num_rivals) for p in placements if p.score >= placements[0].score - CLOSE_SCORE]


def _lacks_value(query: PartQuery, placement: Placement) -> bool:
    """Tell whether the quote has a word of a number or date that is not the document's."""
    piece = placement.pieces[0]
    return any(may_be_value(query.words[piece.begin + k]) for k, equal in enumerate(piece.equal) if not equal)


def _count_wordings(queries: Sequence[PartQuery], candidates: Sequence[Candidate], size: int) -> int:
    """Count the different words that stand at the candidates near the best, as far as the quote reaches."""
    near = [c for c in candidates if c.score >= RIVAL * candidates[0].score]
    return len({queries[c.part].wording_within(c.number, c.low, c.low + size) for c in near})


def _candidates(queries: Sequence[PartQuery], begin: int, end: int) -> list[Candidate]:
    """Return the candidates of all parts, best first; common runs are looked at where rare ones lead nowhere."""
    if not queries:
        return []
    seeds, places = np.zeros((end - begin, 2), np.int64), np.zeros((len(queries), end - begin, 2), np.int64)
    candidates = _found_candidates(queries[0], begin, end, False, seeds, places)
    share = share_without_rare(seeds)
    if not candidates or candidates[0].score < share * _known_weight(queries, begin, end):
        candidates = _found_candidates(queries[0], begin, end, True, seeds, places)
    return candidates


def _found_candidates(
    query: PartQuery, begin: int, end: int, common: bool, seeds: NDArray[np.int64], places: NDArray[np.int64]
) -> list[Candidate]:
    """Find candidates in all parts, for whichever part the query is."""
    lookup, weights = query.lookup, query.weights[begin:end]
    rows = find_allowed(
        *(lookup.ids, begin, end, weights, lookup.addresses, lookup.allowed),
        *(query.num_searched, common, seeds, places),
    )
    return [Candidate(part, d, low, high, score / 1000) for d, low, high, score, part in rows.tolist()]


def _known_weight(queries: Sequence[PartQuery], begin: int, end: int) -> float:
    """Return the weight of the words that some part holds; any other may be a slip of the word that stands there."""
    return float(known_weight(queries[0].lookup.ids, queries[0].weights, begin, end))


def _wording(query: PartQuery, placement: Placement) -> tuple[int, bytes]:
    """Return how many words a placement's passage has, and how it reads; copies are found by their words.

    As far as the quote reaches, also where its slips at either end are aligned with nothing.
    """
    piece = placement.pieces[0]
    aligned = [k for k, p in enumerate(piece.pairs) if p >= 0]
    low, end = piece.first - aligned[0], piece.last + len(piece.pairs) - aligned[-1]
    return end - low, query.wording_within(placement.number, low, end)


def _stands_at(query: PartQuery, candidate: Candidate, size: int, wording: bytes) -> bool:
    """Tell whether another placement's passage, of ``size`` words, stands word for word at a candidate as well."""
    diagonals = (candidate.low,) if candidate.low == candidate.high else (candidate.low, candidate.high)
    return any(query.wording_within(candidate.number, d, d + size) == wording for d in diagonals)


def place_at(query: PartQuery, fragments: Sequence[tuple[int, int]], number: int, position: int) -> Placement | None:
    """Place a quote's fragments in document ``number``; a quote of one fragment from about ``position`` on."""
    if len(fragments) > 1:
        return _place_in_document(query, fragments, number, [])
    return _aligned(query, 0, *fragments[0], number, position, position)


def find_fragments(queries: Sequence[PartQuery], fragments: Sequence[tuple[int, int]]) -> list[Placement]:
    """Place the fragments of a quote with marks, each a range of tokens, in one document after the other."""
    together = [(query, number) for query in queries for number in _documents_of_all(query, fragments)]
    if together:
        earliest = sorted(together, key=lambda home: home[0].age_of(home[1]))[:DOCUMENTS_TOGETHER]
        exact = [p for query, d in earliest if (p := _place_in_document(query, fragments, d, [])) is not None]
        return sorted(exact, key=lambda p: (not p.in_order, p.pieces[-1].last - p.pieces[0].first))
    votes: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    scores: dict[tuple[int, int], float] = {}
    leading = sorted(range(len(fragments)), key=lambda f: fragments[f][0] - fragments[f][1])[:LEADING_FRAGMENTS]
    for f in leading:
        seen = set()
        for c in _candidates(queries, *fragments[f]):
            home = (c.part, c.number)
            if home not in seen:
                seen.add(home)
                scores[home] = scores.get(home, 0.0) + c.score
                votes.setdefault(home, []).append((f, c.low, c.high))
    best = sorted(scores, key=lambda home: (-scores[home], queries[home[0]].age_of(home[1])))[:DOCUMENTS]
    worth = [home for home in best if scores[home] >= NEAR_BEST_DOCUMENT * scores[best[0]]]
    placements = [_place_in_document(queries[part], fragments, d, votes[part, d]) for part, d in worth]
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


def _aligned(
    query: PartQuery, fragment: int, begin: int, end: int, number: int, low: int, high: int
) -> Placement | None:
    """Align tokens [begin, end) with the document round diagonals low to high."""
    s = query.part.segment
    weights = query.weights[begin:end]
    rows = s.arrays["quotation_bounds"], s.arrays["quotations"]
    found = align_near(query.ids[begin:end], weights, s.tokens, s.starts, s.document_first, *rows, number, low, high)
    pairs, equal, (score, *_) = found.tolist()
    if not any(equal):
        return None
    alike = _likeness(query, begin, pairs, equal)
    worth = weights.tolist()
    found_weight = sum(map(mul, worth, alike))
    score = score / 1000 + found_weight - sum(map(mul, worth, equal))
    aligned = [p for p in pairs if p >= 0]
    piece = Piece(fragment, begin, end, pairs, [e > 0 for e in equal], alike, aligned[0], aligned[-1])
    return Placement(query.number, number, (piece,), found_weight / sum(worth), False, score=score)


def _likeness(query: PartQuery, begin: int, pairs: list[int], equal: list[int]) -> list[float]:
    """Return how alike each quote token and its counterpart are.

    Typing slips and scanning noise leave words that resemble; a word put for another does not.
    """
    alike = [float(e) for e in equal]
    segment = query.part.segment
    changed = [k for k, position in enumerate(pairs) if position >= 0 and not equal[k]]
    tokens = segment.views["tokens"]
    for k, there in zip(changed, segment.words_of([tokens[pairs[k]] for k in changed]), strict=True):
        alike[k] = Levenshtein.normalized_similarity(query.words[begin + k], there, score_cutoff=LEAST_ALIKE)
    return alike


def _place_in_document(
    query: PartQuery, fragments: Sequence[tuple[int, int]], number: int, votes: list[tuple[int, int, int]]
) -> Placement | None:
    s = query.part.segment
    first, end = s.token_range(number)
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
    found = sum(sum(map(mul, query.weights[p.begin : p.end].tolist(), p.alike)) for p in pieces)
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
