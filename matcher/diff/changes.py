"""The typed word diff: every difference in wording between a quote and its passage, named and weighed.

This is the stage that decides the verdict. In order: equal texts leave at once; the common beginning and
end are set aside; what remains is read as units, aligned, searched for moves, and each edit becomes typed
changes. Invariant: a token that differs under folding is inside a change, unless it is an equal value in
other clothes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from matcher.diff.alignment import align, joined_edits, pair_block
from matcher.diff.equality import Equality
from matcher.diff.kinds import Judge
from matcher.diff.moves import find_moves
from matcher.diff.naming import Namer, merge_names, merge_overlapping, operation_of
from matcher.diff.repairs import find_repair
from matcher.diff.unit_reader import read_units
from matcher.diff.units import Units, has_apostrophe_between, join_apostrophes
from matcher.diff.values.digits import DIGITS
from matcher.diff.values.durations import equal_durations
from matcher.diff.values.shares import equal_shares
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.lexicons import lexicon_for
from matcher.diff.words.roles import with_other_roles
from matcher.diff.words.spelling import KnownWord
from matcher.text import tokenize
from matcher.types import Change, Token

# One side of the comparison: tokens, their folded forms, the original text.
_Side = tuple[Sequence[Token], list[str], str]

# Tokens that the common ends give back at most: twice the longest number.
MAX_BACK: Final = 48
# Beyond this many edits two texts have nothing to do with each other: they are reported in blocks, untyped.
MAX_TYPED_EDITS: Final = 250


def find_changes(
    quote: Sequence[Token],
    document: Sequence[Token],
    *,
    quote_text: str,
    document_text: str,
    language: str | None,
    is_known_word: KnownWord | None = None,
) -> tuple[Change, ...]:
    """Return every difference in wording between a quote and its passage, in the quote's order.

    Parameters
    ----------
    quote, document
        Tokens of the quote and of the aligned passage, offsets into the two original texts. They may skip
        text that does not count: reporting clauses, stage directions, marked omissions.
    quote_text, document_text
        The two whole original texts, consulted for capitals, apostrophes and punctuation.
    language
        Language tag of the document; None is guessed from the tokens.
    is_known_word
        Tells whether a folded word is frequent in the archive, which makes it no typing slip.

    Returns
    -------
    tuple of Change
        Empty when the wording is equal under folding and equal values. Sides are slices of the original
        texts.

    Notes
    -----
    Equal texts cost one comparison. Otherwise linear plus the bit-parallel edit distance, plus microseconds
    an edit.
    """
    folded_quote, folded_document = [t.folded for t in quote], [t.folded for t in document]
    if folded_quote == folded_document:
        return ()
    lexicon = lexicon_for(language, document, quote)
    if lexicon.language == "uk":
        quote, document = join_apostrophes(quote, quote_text), join_apostrophes(document, document_text)
        folded_quote, folded_document = [t.folded for t in quote], [t.folded for t in document]
    sides = (quote, folded_quote, quote_text), (document, folded_document, document_text)
    head, tail = common_ends(*sides, lexicon)
    quote_units, document_units = (
        read_units(tokens, head, len(tokens) - tail, text=text, lexicon=lexicon, elsewhere=other)
        for (tokens, _, text), other in zip(sides, (folded_document, folded_quote), strict=True)
    )
    if quote_units.keys == document_units.keys:
        return ()
    equal_durations(quote_units, document_units, lexicon)  # before shares: the half of "an hour and a half" is none
    equal_shares(quote_units, document_units, lexicon)
    return _compare(quote_units, document_units, Judge(lexicon, document_text, is_known_word))


def _compare(quote: Units, document: Units, judge: Judge) -> tuple[Change, ...]:
    equality = Equality(quote, document, judge.lexicon)
    namer = Namer(quote, document, judge, equality)
    edits = align(quote, document, score=equality.score, are_one_word=equality.are_one_word)
    edits = [e for e in edits if not equality.is_equal(e)]
    if len(edits) > MAX_TYPED_EDITS:
        return tuple(namer.change("word", operation_of(e), e) for e in joined_edits(edits))
    edits, moves = find_moves(
        quote, document, edits, weigh=equality.weigh, pair=lambda e: pair_block(e, equality.score)
    )
    changes = [namer.change("order", "moved", move) for move in moves]
    for edit in edits:
        if not equality.is_equal(edit):
            is_gap = edit.quote_start == edit.quote_stop
            repair = find_repair(quote, document, edit, judge.lexicon) if is_gap else None
            changes += [repair] if repair is not None else namer.changes(edit)
    changes.sort(key=lambda c: (c.quote.start, c.document.start, c.quote.end))
    changes = merge_overlapping(changes, quote.text, document.text)
    changes = merge_names(changes, quote.text, document.text)
    return tuple(with_other_roles(changes, judge.lexicon) if len(changes) > 1 else changes)


def common_ends(quote: _Side, document: _Side, lexicon: Lexicon) -> tuple[int, int]:
    """Return how many tokens both begin and both end with, cut back so that no unit is divided.

    Parameters
    ----------
    quote, document
        Tokens, their folded forms, and the original text of each side.
    """
    (quote_tokens, folded_quote, _), (document_tokens, folded_document, _) = quote, document
    shorter = min(len(quote_tokens), len(document_tokens))
    head = 0
    while head < shorter and folded_quote[head] == folded_document[head]:
        head += 1
    floor = max(0, head - MAX_BACK)
    while head > floor and (_divides(quote, head, lexicon) or _divides(document, head, lexicon)):
        head -= 1
    tail = 0
    while tail < shorter - head and folded_quote[-1 - tail] == folded_document[-1 - tail]:
        tail += 1
    floor = max(0, tail - MAX_BACK)
    while tail > floor and (
        _divides(quote, len(quote_tokens) - tail, lexicon) or _divides(document, len(document_tokens) - tail, lexicon)
    ):
        tail -= 1
    return head, tail


def _divides(side: _Side, k: int, lexicon: Lexicon) -> bool:
    """Tell whether a unit may reach over the border before token k."""
    tokens, folded, text = side
    if not 0 < k < len(tokens):
        return False
    before, after = folded[k - 1], folded[k]
    if before in lexicon.glue or after in lexicon.glue or before[0] in DIGITS or after[0] in DIGITS:
        return True
    return has_apostrophe_between(tokens, k, text)


@lru_cache(maxsize=64)  # what is recognised is ranked right after, by the same count
def count_changed(changes: tuple[Change, ...]) -> tuple[int, int]:
    """Count the quote's words in changes that leave them no counterpart, and the passage's words left out."""
    changed = left_out = 0
    for change in changes:
        if change.kind == "spelling":
            continue  # the word is the passage's, misspelt
        in_quote, in_document = _count_tokens(change.quote.text), _count_tokens(change.document.text)
        if change.operation != "moved":
            changed += in_quote
        left_out += max(in_document - in_quote, 0)
    return changed, left_out


def _count_tokens(text: str) -> int:
    """Count tokens: most changes are of one plain word."""
    return 1 if text.isascii() and text.isalpha() else len(tokenize(text))
