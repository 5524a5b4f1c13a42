"""A quote in another spelling: one whose every second word is spelt otherwise leaves no run to find it by.

A single word spelt otherwise is a slip like another, which the search gets over. But of "The labour minister apologised
for the grey colour" American spelling leaves "minister" and "for the", and of "Le maire a décidé que la cité sera
fermée" a keyboard without accents leaves "le maire" and "que la". So a quote that is found nowhere is looked for once
more with its British words in American spelling, with its American words in British, and with the accents that it may
have lost (``accents``). What is found is read against the quote as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from matcher.accents import put_back
from matcher.align.values import PartQuery, Placement
from matcher.align.weights import weighed
from matcher.diff import SPELLINGS, spellings
from matcher.index import Filters, Snapshot
from matcher.question import Question, queries_for
from matcher.text import tokenize
from matcher.types import Token

# Fewer words spelt otherwise leave enough of a quote to find it by.
LEAST_RESPELT: Final = 2

FindPlacements = Callable[[Question, list[PartQuery]], list[Placement]]


def iter_respelt(
    question: Question, snapshot: Snapshot, filters: Filters, find: FindPlacements
) -> Iterator[tuple[list[PartQuery], list[Placement]]]:
    """Yield queries and placements of a quote in each spelling that changes enough of its words.

    Parameters
    ----------
    find
        Places the quote as some queries have it.

    Yields
    ------
    Placements that call a respelt word alike to its counterpart, not equal: the quote has another.
    """
    for words in _iter_spellings(question, snapshot):
        if len(words) < LEAST_RESPELT:
            continue
        hashes = question.editorial.hashes.copy()
        for k, word in words.items():
            hashes[k] = tokenize(word).hashes[0]
        tokens = [Token(words.get(k, t.folded), t.start, t.end) for k, t in enumerate(question.tokens)]
        queries = weighed(queries_for(hashes, snapshot, filters), tokens)
        yield queries, [_with_own_words(placement, words) for placement in find(question, queries)]


def _iter_spellings(question: Question, snapshot: Snapshot) -> Iterator[dict[int, str]]:
    """Yield the words of a quote that another spelling has otherwise, by their place."""
    for spelling in SPELLINGS:
        yield {k: w for k, t in enumerate(question.tokens) if (w := spellings(spelling).get(t.folded))}
    yield put_back([token.folded for token in question.tokens], question.editorial.hashes, snapshot)


def _with_own_words(placement: Placement, respelt: dict[int, str]) -> Placement:
    pieces = [
        replace(piece, equal=[e and piece.begin + k not in respelt for k, e in enumerate(piece.equal)])
        for piece in placement.pieces
    ]
    return replace(placement, pieces=tuple(pieces), is_exact=False)
