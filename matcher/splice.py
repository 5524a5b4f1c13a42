"""Explain a quote that no single passage explains: parts that stand in other places, or in another order.

The quote is cut into units: its own fragments where it has marks, otherwise the longest runs that stand somewhere
word for word, taken greedily from the left. When units cover the quote and each is too particular to stand there by
chance, the quote is a splice; clauses that only changed places within one sentence are an alteration of it.

The naive way, aligning the quote with every pair of documents, is quadratic in the candidates; the index answers
"does this run stand anywhere" in microseconds, so cutting by runs is linear in the quote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from matcher.align.place import exact_piece, find_damaged
from matcher.align.values import PartQuery, Piece, Placement
from matcher.assess import read_placement, read_window
from matcher.edges import border_between
from matcher.index.candidates import longest_runs
from matcher.index.search import occurrences_within
from matcher.occurrences import Place, find_occurrences
from matcher.question import Question
from matcher.resemblance import archive_bits, placement_bits, surplus_bits
from matcher.types import Span
from matcher.verdict import Finding, conclude
from matcher.view import DocumentView, sentence_ends

# A unit has at least this many words, and the information of a document's units exceeds the archive's size by this
# many bits: stock phrases such as "I didn't even know it" stand anywhere. Measured on news that is not in the archive.
LEAST_WORDS: Final = 4
LEAST_SURPLUS: Final = 12.0
# Words of a sentence that no two texts have by chance, as ``resemblance.INTACT_RUN``.
SENTENCE: Final = 8
# Units of one splice: more is a patchwork of phrases, which proves nothing.
MAX_UNITS: Final = 5
MAX_SHIFT: Final = 2  # words a run may go on by chance beyond its clause
# Share of the quote's words that units have to cover; what remains are joints such as "and".
LEAST_COVERAGE: Final = 0.8
# A single passage that explains this much of the quote is the better answer.
ENOUGH: Final = 0.85

ViewOf = Callable[[Sequence[PartQuery], Placement], DocumentView]


@dataclass(init=False, unsafe_hash=True, slots=True)
class Unit:
    """A part of the quote, tokens [begin, end), and the documents in which it stands."""

    fragment: int
    begin: int
    end: int
    places: tuple[Place, ...]
    damaged: Placement | None

    def __init__(
        self, fragment: int, begin: int, end: int, places: tuple[Place, ...] = (), damaged: Placement | None = None
    ) -> None:
        self.fragment = fragment
        self.begin = begin
        self.end = end
        self.places = places
        self.damaged = damaged


def find_splice(
    question: Question, queries: Sequence[PartQuery], best: Finding | None, view_of: ViewOf
) -> list[Finding]:
    """Return one finding a document where a quote is spliced or its clauses are moved, nothing otherwise."""
    if best is not None and best.reading.placement.coverage >= ENOUGH and best.reading.placement.in_order:
        return []
    if best is not None and best.verdict in ("verbatim", "elided"):
        return []  # all of it stands there, be it in other clothes
    if question.ranges == [(0, 0)] or not queries:
        return []  # nothing outside brackets, or an archive without documents
    size = sum(end - begin for begin, end in question.ranges)
    if len(question.ranges) == 1 and _most_covered(queries, *question.ranges[0]) < LEAST_COVERAGE * size:
        return []
    units = _units(question, queries)
    covered = sum(unit.end - unit.begin for unit in units)
    if not 2 <= len(units) <= MAX_UNITS or covered < LEAST_COVERAGE * size:
        return []
    if best is not None and covered <= _num_explained(question, best):
        return []  # the passage has as many of the quote's words, and in one place
    units = [_with_places(unit, queries) for unit in units]
    placements = _placements(units, covered / size)
    if not all(_is_particular(queries[p.part], p) or _is_whole(p, view_of(queries, p)) for p in placements):
        return []
    if len(placements) == 1:
        return _within_document(question, queries, placements[0], view_of)
    findings = [_finding(question, queries, p, view_of) for p in placements]
    return [Finding(f.reading, "spliced", f.flags, (), f.setting) for f in findings]


def _num_explained(question: Question, finding: Finding) -> int:
    """Count the quote's words that a passage has, as they are or in other clothes: all that no material change holds.

    What stands there letter by letter does not tell: "five million dollars" is the passage's "$5m", and that another
    document spells it out makes no splice of the quote.
    """
    changed = [change.quote for change in finding.reading.changes if change.severity == "material"]
    return sum(
        not any(span.start <= token.start < span.end for span in changed)
        for begin, end in question.ranges
        for token in question.tokens[begin:end]
    )


def _is_particular(query: PartQuery, placement: Placement) -> bool:
    """Tell whether the units in one document say more together than chance puts there.

    Where the document stands in the archive is paid for once, where each further unit stands in it once more.
    """
    segment = query.part.segment
    size = int(segment.document_first[placement.number + 1]) - int(segment.document_first[placement.number])
    cost = archive_bits(query) + (len(placement.pieces) - 1) * float(np.log2(size + 1))
    return placement_bits(placement, query) - cost >= LEAST_SURPLUS


def _is_whole(placement: Placement, view: DocumentView) -> bool:
    """Tell whether every unit is a whole sentence of the document, be it one that stands in a hundred documents.

    Its words foretell each other there, so that they say little; but two texts share no long sentence by chance.
    """
    return all(_holds_sentence(piece, view) for piece in placement.pieces)


def _holds_sentence(piece: Piece, view: DocumentView) -> bool:
    """Tell whether a long sentence begins with a unit and ends with it, or a word or two before."""
    if piece.first > view.first and not border_between(view, piece.first - 1, piece.first):
        return False
    ends = range(piece.last, max(piece.last - MAX_SHIFT - 1, piece.first + SENTENCE - 2), -1)
    return any(end + 1 == view.end or border_between(view, end, end + 1) for end in ends)


def _units(question: Question, queries: Sequence[PartQuery]) -> list[Unit]:
    if len(question.ranges) == 1:
        return _runs(queries, *question.ranges[0])
    units = []
    for fragment, (begin, end) in enumerate(question.ranges):
        if find_occurrences(queries, begin, end).num_documents:
            units.append(Unit(fragment, begin, end))
            continue
        damaged = [
            p
            for p in find_damaged(queries, begin, end)
            if p.coverage >= LEAST_COVERAGE and surplus_bits(p, queries[p.part]) >= LEAST_SURPLUS
        ]
        if damaged:
            units.append(Unit(fragment, begin, end, (), max(damaged, key=lambda p: p.coverage)))
    return units


def _most_covered(queries: Sequence[PartQuery], begin: int, end: int) -> int:
    """Count the words that runs may cover at most: a run has no word that no document has."""
    covered = known = 0
    for is_known in [*(queries[0].lookup.ids[:, begin:end] != 0).any(axis=0).tolist(), False]:
        if is_known:
            known += 1
            continue
        if known >= LEAST_WORDS:
            covered += known
        known = 0
    return covered


def _runs(queries: Sequence[PartQuery], begin: int, end: int) -> list[Unit]:
    """Cut a quote into the longest runs that stand anywhere, from left to right."""
    lengths = _longest_runs(queries, begin, end)
    units: list[Unit] = []
    at = 0
    while at + LEAST_WORDS <= end - begin and len(units) <= MAX_UNITS:
        size = lengths[at]
        if size >= LEAST_WORDS:
            units.append(Unit(0, begin + at, begin + at + size))
            at += size
        else:
            at += 1
    return units


def _with_places(unit: Unit, queries: Sequence[PartQuery]) -> Unit:
    """Look up where a unit stands that stands as it is."""
    if unit.damaged is not None:
        return unit
    return replace(unit, places=find_occurrences(queries, unit.begin, unit.end).places)


def _longest_runs(queries: Sequence[PartQuery], begin: int, end: int) -> list[int]:
    """Return for every word how many words the longest run from it has that stands anywhere."""
    lookup = queries[0].lookup
    longest: list[int] = longest_runs(lookup.ids, begin, end, lookup.addresses, lookup.allowed).tolist()
    return longest


def _placements(units: Sequence[Unit], coverage: float) -> list[Placement]:
    """Give every unit to the document that explains most units, the others to their earliest document.

    Placements are in the order of their first units.
    """
    votes: Counter[tuple[int, int]] = Counter()
    for unit in units:
        for place in unit.places:
            votes[place.part, place.number] += 1
        if unit.damaged is not None:
            votes[unit.damaged.part, unit.damaged.number] += 1
    pieces: dict[tuple[int, int], list[Piece]] = {}
    for unit in units:
        homes = [(p.part, p.number) for p in unit.places]
        if unit.damaged is not None:
            homes = [(unit.damaged.part, unit.damaged.number)]
        home = max(homes, key=votes.__getitem__)  # of equals the first, which is the earliest
        pieces.setdefault(home, []).append(_piece(unit, home))
    return [Placement(part, d, tuple(found), coverage, False, False) for (part, d), found in pieces.items()]


def _piece(unit: Unit, home: tuple[int, int]) -> Piece:
    if unit.damaged is not None:
        piece = unit.damaged.pieces[0]
        return replace(piece, fragment=unit.fragment)
    position = next(p.position for p in unit.places if (p.part, p.number) == home)
    return exact_piece(unit.fragment, unit.begin, unit.end, position)


def _within_document(
    question: Question, queries: Sequence[PartQuery], placement: Placement, view_of: ViewOf
) -> list[Finding]:
    """Tell clauses moved within a sentence from sentences or utterances out of order."""
    view = view_of(queries, placement)
    pieces = _drawn_together(placement, queries[placement.part])
    placement = replace(placement, pieces=_with_fair_borders(view, pieces, question))
    first = min(piece.first for piece in placement.pieces)
    last = max(piece.last for piece in placement.pieces)
    if len(question.ranges) == 1 and is_one_sentence(view, view.positions_span(first, last)):
        reading = read_window(placement, view, question.tokens, question.parsed.text, first, last)
        return [conclude(reading, has_marks=False)]
    return [_finding(question, queries, placement, view_of)]


def _drawn_together(placement: Placement, query: PartQuery) -> list[Piece]:
    """Give every unit that stands in its document more than once the place nearest to that of one that does not."""
    segment, pieces = query.part.segment, placement.pieces
    bounds = segment.token_range(placement.number)
    places = [[piece.first] for piece in pieces]
    for here, piece in zip(places, pieces, strict=True):
        if piece.last - piece.first == piece.end - piece.begin - 1 and all(piece.equal):
            words = query.ids[piece.begin : piece.end]
            here[1:] = occurrences_within(words, segment.tokens, piece.first + 1, bounds[1]).tolist()
    anchor = min(places, key=len)[0]
    nearest = [min(here, key=lambda position: abs(position - anchor)) for here in places]
    return [
        piece if first == piece.first else exact_piece(piece.fragment, piece.begin, piece.end, first)
        for piece, first in zip(pieces, nearest, strict=True)
    ]


def _with_fair_borders(view: DocumentView, pieces: Sequence[Piece], question: Question) -> tuple[Piece, ...]:
    """Give a word at the border of two runs to the second where it stands before that one too.

    Runs are taken greedily: "… might try to suggest, we | actually believe" took "we" from a sentence that goes on
    with it by chance.
    """
    if len(question.ranges) > 1:
        return tuple(pieces)  # the writer's own marks are the borders, and what lies between them may be damaged
    fair = list(pieces)
    for k in range(len(fair) - 1):
        left, right = fair[k], fair[k + 1]
        words = [token.folded for token in question.tokens]
        moved = 0
        while moved < MAX_SHIFT and left.end - moved - left.begin > LEAST_WORDS and left.end == right.begin:
            pair = view.words_at(right.first - moved - 1, right.first)
            if pair is None or pair[0] != words[left.end - moved - 1]:
                break
            if border_between(view, right.first - moved - 1, right.first - moved):
                break  # the last word of the sentence before is none of this one's
            moved += 1
        if moved:
            fair[k] = exact_piece(left.fragment, left.begin, left.end - moved, left.first)
            fair[k + 1] = exact_piece(right.fragment, right.begin - moved, right.end, right.first - moved)
    return tuple(fair)


def is_one_sentence(view: DocumentView, span: Span) -> bool:
    """Tell whether a span lies within one sentence of one utterance."""
    if view.utterance_at(span.start) != view.utterance_at(span.end - 1):
        return False
    return not any(sentence_ends(view.text, span.start, span.end))


def _finding(question: Question, queries: Sequence[PartQuery], placement: Placement, view_of: ViewOf) -> Finding:
    view = view_of(queries, placement)
    reading = read_placement(placement, view, question.tokens, question.parsed.text)
    return conclude(reading, has_marks=False)
