"""Clauses that changed places within a sentence: all the quote's words stand in one sentence, in another order.

An alignment keeps an order, so it finds one clause of a quote like "The guards had locked the doors after the alarm
rang" and leaves the other without counterpart; a splice wants runs that are too particular to stand anywhere by chance,
each by itself. Here the sentence round a placement is asked for all of the quote's words at once: that a sentence of
the archive has every one of them, and no others between, happens by chance only to sentences of next to no words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from math import log2
from typing import Final

from matcher.align.place import exact_piece
from matcher.align.values import PartQuery, Piece, Placement
from matcher.assess import read_window
from matcher.diff import count_changed
from matcher.question import Question
from matcher.resemblance import surplus_bits
from matcher.splice import LEAST_SURPLUS, is_one_sentence
from matcher.verdict import Finding, conclude
from matcher.view import DocumentView

# A shorter quote in another order is two or three words, which prove nothing. Longer ones are not swapped within a
# sentence, and looking for their words costs more.
LEAST_WORDS: Final = 6
MOST_WORDS: Final = 80
# One word in so many may be another, "and" between the clauses or one that was changed besides, where the quote's runs
# are clauses: of so many words on average.
WORDS_A_CHANGE: Final = 10
CLAUSE: Final = 3
# Words changed or left out from which on another order is looked for where a passage was found: more than an edit
# or two.
MANY_WORDS: Final = 4
# Placements whose sentences are looked at: with the better part of a quote a clause stands in few.
MAX_LOOKED_AT: Final = 3

ViewOf = Callable[[Sequence[PartQuery], Placement], DocumentView]


def may_be_reordered(best: Finding) -> bool:
    """Tell whether a passage lacks or has so many other words that another order may explain the quote better.

    "According to the EPA, 84 percent of …" begins as "According to data of the area: 84 percent of …, according to the
    EPA" does, and has all of its words behind that.
    """
    changed, left_out = count_changed(best.reading.changes)
    return changed + left_out >= MANY_WORDS


def is_better(reordered: Finding, best: Finding) -> bool:
    """Tell whether a sentence explains a quote by another order and fewer material changes than a passage does."""
    is_moved = any(change.kind == "order" for change in reordered.reading.changes)
    return is_moved and _num_material(reordered) < _num_material(best)


def _num_material(finding: Finding) -> int:
    return sum(change.severity == "material" for change in finding.reading.changes)


def find_reordered(
    question: Question,
    queries: Sequence[PartQuery],
    placements: Sequence[Placement],
    view_of: ViewOf,
    best: Finding | None = None,
) -> Finding | None:
    """Return the sentence that has the words of a quote without marks in another order, None where none has.

    Parameters
    ----------
    placements
        Where parts of the quote stand.
    best
        The passage that the quote resembles, which may have fetched words from beyond its sentence.

    Notes
    -----
    Linear in the quote's words for nearly all sentences; runs are looked for in one that has the quote's words.
    """
    if len(question.ranges) != 1:
        return None
    begin, end = question.ranges[0]
    if not LEAST_WORDS <= end - begin <= MOST_WORDS:
        return None
    for placement in placements[:MAX_LOOKED_AT]:
        query = queries[placement.part]
        words: list[int] = query.ids[begin:end].tolist()
        first = _find_window(words, query, placement, may_overlap=best is not None)
        if first is None:
            continue
        last = first + len(words) - 1
        view = view_of(queries, placement)
        pieces = _tiles(words, query, begin, first)
        in_runs = Placement(placement.part, placement.number, pieces, placement.coverage, False, False)
        if not _is_particular(query, in_runs, len(words)) or not is_one_sentence(
            view, view.positions_span(first, last)
        ):
            continue
        reading = read_window(in_runs, view, question.tokens, question.parsed.text, first, last)
        return conclude(reading, has_marks=False)
    return None


def _find_window(words: Sequence[int], query: PartQuery, placement: Placement, *, may_overlap: bool) -> int | None:
    """Return where as many words as the quote has begin that are the quote's, or most of them.

    They are round the placement, or where only a part of it ``may_overlap`` with them, near it.
    """
    size, most_missing = len(words), len(words) // WORDS_A_CHANGE
    if words.count(0) > most_missing:
        return None
    segment, piece = query.part.segment, placement.pieces[0]
    low, high = segment.token_range(placement.number)
    if may_overlap:
        low, high = max(low, piece.first - size), min(high, piece.last + 1 + size)
    else:
        low, high = max(low, piece.last + 1 - size), min(high, piece.first + size)
    there: list[int] = segment.tokens[low:high].tolist()
    wanting, missing = Counter(words), size
    fewest, best = most_missing + 1, None
    for k, word in enumerate(there):
        missing -= wanting[word] > 0
        wanting[word] -= 1
        if k >= size:
            wanting[there[k - size]] += 1
            missing += wanting[there[k - size]] > 0
        if k + 1 >= size and missing < fewest:
            fewest, best = missing, low + k + 1 - size
            if not missing:
                break
    return best


def _tiles(words: Sequence[int], query: PartQuery, begin: int, first: int) -> tuple[Piece, ...]:
    """Cover the quote with the longest runs that it shares with the window from ``first`` on, in the quote's order."""
    a: list[int] = list(words)
    b: list[int] = query.part.segment.tokens[first : first + len(words)].tolist()
    pieces: list[Piece] = []
    while True:
        match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
        if not match.size:
            break
        pieces.append(exact_piece(0, begin + match.a, begin + match.a + match.size, first + match.b))
        # Used places get marks that equal nothing: negative, odd on one side and even on the other.
        a[match.a : match.a + match.size] = [-1 - 2 * k for k in range(match.size)]
        b[match.b : match.b + match.size] = [-2 - 2 * k for k in range(match.size)]
    return tuple(sorted(pieces, key=lambda piece: piece.begin))


def _is_particular(query: PartQuery, placement: Placement, size: int) -> bool:
    """Tell whether the runs say more together than chance puts into one sentence of the documents searched."""
    num_found = sum(piece.end - piece.begin for piece in placement.pieces)
    if num_found < size and len(placement.pieces) * CLAUSE > num_found:
        return False
    return surplus_bits(placement, query) - (len(placement.pieces) - 1) * log2(size) >= LEAST_SURPLUS
