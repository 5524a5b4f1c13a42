"""Dates as units: the month, then its day, whatever their order in the text and whatever stands between them."""

from __future__ import annotations

from typing import Final

from matcher.diff.lexicon import Lexicon
from matcher.diff.units import Units

# What may stand between a day and its month.
DAY_OF: Final = frozenset({"of", "de"})
# Day of a month: the numbers that a month name before or after them makes a date.
DAYS: Final = {f"#{day}{dot}": f"#{day}" for day in range(1, 32) for dot in ("", ".")}


def append_day_before_month(units: Units, day: str, i: int, j: int, lexicon: Lexicon) -> int:
    """Append the month behind the day of tokens ``[i, j)``, and then the day; return the next token, or 0 if none is.

    Parameters
    ----------
    day
        The day's key without an ordinal's dot.
    """
    tokens = units.tokens
    month = j + 1 if j < units.stop and tokens[j].folded in DAY_OF else j
    if month >= units.stop or not _is_month(units, month, lexicon):
        return 0
    first = _without_article(units, i, lexicon)
    units.append(lexicon.months[tokens[month].folded], month, month + 1)
    units.append(day, first, month)
    return month + 1


def first_of_day_behind_month(units: Units, i: int, lexicon: Lexicon) -> int | None:
    """Return the first token of a day that begins at token i, right behind its month; None where no month stands there.

    The articles of "June the 10th" and "the March 3 vote" become part of the date.
    """
    tokens = units.tokens
    if i > 1 and tokens[i - 1].folded in lexicon.date_articles and tokens[i - 2].folded in lexicon.months:
        i = _without_article(units, i, lexicon)
    if not units.lasts or units.lasts[-1] != i or tokens[i - 1].folded not in lexicon.months:
        return None
    if len(units.keys) > 1 and units.keys[-2] in lexicon.date_articles and _is_month(units, i - 1, lexicon):
        month = units.pop()
        first = units.firsts[-1]
        units.pop()
        units.append(month, first, i)
    return i


def _without_article(units: Units, i: int, lexicon: Lexicon) -> int:
    """Take back the article right before token i: "the 10th of June"; return the first token of the date."""
    if i == 0 or units.lasts[-1:] != [i] or units.tokens[i - 1].folded not in lexicon.date_articles:
        return i
    units.pop()
    return i - 1


def _is_month(units: Units, i: int, lexicon: Lexicon) -> bool:
    token = units.tokens[i]
    if token.folded not in lexicon.months:
        return False
    # Other languages write months small; in English a small "may" or "march" after a number is a verb.
    return lexicon.language not in ("en", "any") or units.text[token.start].isupper() or len(token.folded) > 5
