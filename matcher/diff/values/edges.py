"""Numbers at a passage's edge: "five million" is not what "twenty-five million" says.

A search finds words, and a number's last words are words too. Before a passage is called verbatim, its
edges are widened to whole values; what the widening takes in then shows up as a change of kind number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from matcher.diff.unit_reader import read_units
from matcher.diff.units import Units
from matcher.diff.values.amounts import amount_spans, opened_spans
from matcher.diff.values.times import MERIDIEM
from matcher.diff.words.lexicon import SIGNS, Lexicon
from matcher.diff.words.lexicons import lexicon_for
from matcher.types import Token

# Tokens looked at on either side of an edge: the longest spoken numbers in use ("nine hundred and ninety-nine
# thousand").
REACH: Final = 8
# Marks between two words of which no number reaches: "There were twenty. Five of us left".
BORDERS: Final = frozenset(".;:!?…\n")


def widen_numbers(
    tokens: Sequence[Token], start: int, stop: int, *, text: str, language: str | None
) -> tuple[int, int]:
    """Return ``[start, stop)`` widened so that no number, sign, percentage or amount is cut at either edge.

    Parameters
    ----------
    tokens
        Tokens of the document, offsets into ``text``.
    start, stop
        Token indices of the passage, half-open.

    Notes
    -----
    Looks at most ``REACH`` tokens to either side of each edge. Equal to the input when both edges are sound, so
    ``number_continues`` is a comparison. A cut-off unit ("25" of "25 kilometres", "7:45" of "7:45 p.m.") is left to the
    reader.
    """
    if not 0 <= start < stop <= len(tokens):
        return start, stop
    lexicon = lexicon_for(language, tokens[max(0, start - REACH) : stop + REACH])
    new_start = min([first for first, _ in _straddling(tokens, start, text, lexicon, is_start=True)] or [start])
    new_stop = max([last for _, last in _straddling(tokens, stop, text, lexicon, is_start=False)] or [stop])
    return new_start, new_stop


def _straddling(
    tokens: Sequence[Token], edge: int, text: str, lexicon: Lexicon, *, is_start: bool
) -> list[tuple[int, int]]:
    """Return the tokens of each number and amount that a passage's edge cuts; an edge of 0 cuts none."""
    if not _may_continue(tokens, edge, lexicon) or _is_border(tokens, edge, text, lexicon):
        return []
    if tokens[edge].folded in MERIDIEM:
        return []  # left to the reader as a unit is
    units = read_units(
        tokens, max(0, edge - REACH), min(len(tokens), edge + REACH), text=text, lexicon=lexicon, elsewhere=()
    )
    found = list(_number_spans(units))
    # "… of millions more" shows by its first word that something is missing; it states no other amount.
    if tokens[edge if is_start else edge - 1].folded not in lexicon.joining:
        found += amount_spans(units, lexicon)
        if is_start:
            found += opened_spans(units, lexicon)
    return [(first, last) for first, last in found if first < edge < last]


def _number_spans(units: Units) -> Iterator[tuple[int, int]]:
    """Yield the tokens of every number with the sign behind or before it."""
    for k, key in enumerate(units.keys):
        if key[0] != "#":
            continue
        first, last = units.firsts[k], units.lasts[k]
        if k + 1 < len(units.keys) and (units.keys[k + 1] in SIGNS or units.keys[k + 1] == "%"):
            first, last = min(first, units.firsts[k + 1]), max(last, units.lasts[k + 1])
        yield first, last


def _is_border(tokens: Sequence[Token], edge: int, text: str, lexicon: Lexicon) -> bool:
    """Tell whether a mark between two words keeps them from being one number; a comma may follow a scale."""
    if not 0 < edge < len(tokens):
        return True
    between = text[tokens[edge - 1].end : tokens[edge].start]
    if "," in between:
        return lexicon.numbers.get(tokens[edge - 1].folded, ("",))[0] != "scale"
    return not BORDERS.isdisjoint(between)


def numbers_beside(
    tokens: Sequence[Token], start: int, stop: int, *, text: str, language: str | None
) -> tuple[int, int]:
    """Return ``[start, stop)`` widened by the numbers and dates that stand right beside it or reach across its edges.

    A quote may have such a value in other clothes, which leave an alignment of words nothing to hold on to: "half a
    million came home" of "500,000 came home", "by 30 June" of "by June 30".

    Parameters
    ----------
    tokens, start, stop
        As for ``widen_numbers``.
    """
    low, high = max(0, start - REACH), min(len(tokens), stop + REACH)
    lexicon = lexicon_for(language, tokens[low:high])
    units = read_units(tokens, low, high, text=text, lexicon=lexicon, elsewhere=())
    new_start, new_stop = start, stop
    for first, last in _value_runs(units, lexicon):
        if first < start <= last:
            new_start = first
        if first <= stop < last:
            new_stop = last
    return new_start, new_stop


def _value_runs(units: Units, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the stretches of tokens that make up a value: a number with its currency, a day with its month."""
    values = sorted(
        (units.firsts[k], units.lasts[k])
        for k, key in enumerate(units.keys)
        if key[0] == "#" or key in lexicon.currencies or key in ("%", "°") or key in lexicon.months
    )
    while values:
        first, last = values.pop(0)
        while values and values[0][0] == last:
            last = values.pop(0)[1]
        yield first, last


def number_continues(tokens: Sequence[Token], start: int, stop: int, *, text: str, language: str | None) -> bool:
    """Tell whether a number goes on beyond either edge of a passage."""
    return widen_numbers(tokens, start, stop, text=text, language=language) != (start, stop)


def _may_continue(tokens: Sequence[Token], edge: int, lexicon: Lexicon) -> bool:
    if not 0 < edge < len(tokens):
        return False
    before, after = tokens[edge - 1].folded, tokens[edge].folded
    return any(w in lexicon.glue or w in lexicon.amount_parts or w[0].isdigit() for w in (before, after))
