"""Dates as units: the month, then its day, whatever their order in the text and whatever stands between them."""

from __future__ import annotations

import re
from typing import Final

from matcher.diff.units import Units
from matcher.diff.values.elsewhere import Elsewhere
from matcher.diff.words.lexicon import Lexicon

# What may stand between a day and its month.
DAY_OF: Final = frozenset({"of", "de"})
# Year, month and day, or day, month and year, with dashes between.
ISO_TOKENS: Final = 5
# A day and its month, and its year or not: 3.10.2027, 3/10. The day stands first but in English, where either may.
FIGURES: Final = re.compile(r"(\d\d?)([./])(\d\d?)(?:\2(\d{4}))?")
# The languages in which 3/10 may be the tenth of March.
MONTH_FIRST: Final = frozenset({"en", "any"})
# Numbers in digits that may be years.
YEARS: Final = range(1000, 2101)
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
    # "2 de febrero de 2029": what stands between a month and its year is part of the month.
    stop = month + 1
    if stop + 1 < units.stop and tokens[stop].folded in DAY_OF and _is_year(tokens[stop + 1].folded):
        stop += 1
    units.append(lexicon.months[tokens[month].folded], month, stop)
    units.append(day, first, month)
    return stop


def year_stop(units: Units, key: str, j: int, lexicon: Lexicon) -> int:
    """Return the token behind a word that only says of a date's year that it is one: 4 октября 2026 | года.

    Parameters
    ----------
    key, j
        Of a number, and the token behind it.
    """
    is_date = units.keys[-1:] != [] and units.keys[-1] in DAYS and len(units.keys) > 1
    if not is_date or units.keys[-2] not in lexicon.months or not _is_year(key[1:]):
        return j
    return j + 1 if j < units.stop and units.tokens[j].folded in lexicon.year_words else j


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


def append_figures(units: Units, i: int, lexicon: Lexicon, elsewhere: Elsewhere) -> int:
    """Append what the digits with dots, slashes or dashes at token i are; return the next token, 0 if it is a number.

    That is a date that is known by its figures, 9/11, one with dashes or in figures, or two years.
    """
    return (
        _append_named_date(units, i, lexicon, elsewhere)
        or _append_dashed_date(units, i, lexicon, elsewhere)
        or _append_date_in_figures(units, i, lexicon, elsewhere)
        or _append_years(units, i)
    )


def _append_named_date(units: Units, i: int, lexicon: Lexicon, elsewhere: Elsewhere) -> int:
    """Append the month and day of "9/11" at token i; return the next token, or 0 if it is no such date.

    "9-11" is from nine to eleven too: it is the date where the other text names that.
    """
    date, stop = lexicon.named_dates.get(units.tokens[i].folded), i + 1
    if date is None and _is_dashed(units, i):
        figures, stop = f"{units.tokens[i].folded}/{units.tokens[i + 2].folded}", i + 3
        date = lexicon.named_dates.get(figures)
        if date is not None and not (elsewhere.has(figures) or _names_month(date[0], lexicon, elsewhere)):
            return 0
    if date is None:
        return 0
    first = _without_article(units, i, lexicon)
    units.append(date[0], first, stop)
    units.append(f"#{date[1]}", first, stop)
    return stop


def _names_month(month: str, lexicon: Lexicon, elsewhere: Elsewhere) -> bool:
    """Tell whether the other text has any form of a month's name."""
    return any(elsewhere.has(form) for form, named in lexicon.months.items() if named == month)


def _append_dashed_date(units: Units, i: int, lexicon: Lexicon, elsewhere: Elsewhere) -> int:
    """Append the month, day and year of "2024-03-09" or "9-3-2024" at token i; return the next token, or 0."""
    parts = units.tokens[i : i + ISO_TOKENS]
    if len(parts) < ISO_TOKENS or i + ISO_TOKENS > units.stop or parts[1].folded != "-" or parts[3].folded != "-":
        return 0
    year, month, day = (part.folded for part in parts[::2])
    if len(day) == 4 and lexicon.language not in MONTH_FIRST:
        day, year = year, day
    elif [len(month), len(day)] != [2, 2]:
        return 0
    if len(year) != 4 or not (year + month + day).isdecimal():
        return 0
    name = _month_name(day, month, lexicon, elsewhere)
    if not name:
        return 0
    for key in (name, f"#{int(day)}", f"#{int(year)}"):
        units.append(key, i, i + ISO_TOKENS)
    return i + ISO_TOKENS


def _append_date_in_figures(units: Units, i: int, lexicon: Lexicon, elsewhere: Elsewhere) -> int:
    """Append the month, day and year of "3.10.2027", or of "3.10." and "3/10" if the other text names that day."""
    token = units.tokens[i]
    figures = FIGURES.fullmatch(token.folded) if lexicon.language not in MONTH_FIRST else None
    if figures is None:
        return 0
    day, mark, month, year = figures.groups()
    name = _month_name(day, month, lexicon, elsewhere)
    if not name:
        return 0
    if year is None:
        # "3.10" is a number too, and "3/10" a fraction.
        is_closed = mark == "/" or units.text[token.end : token.end + 1] == "."
        if not is_closed or not (elsewhere.has(name) and elsewhere.has(day.lstrip("0"))):
            return 0
    for key in (name, f"#{int(day)}", *([f"#{year}"] if year else [])):
        units.append(key, i, i + 1)
    # In figures nothing may stand between the date and the word for a year: 04.10.2026 года.
    return i + 2 if year and i + 1 < units.stop and units.tokens[i + 1].folded in lexicon.year_words else i + 1


def _month_name(day: str, month: str, lexicon: Lexicon, elsewhere: Elsewhere) -> str:
    """Return the name of a month in figures, as the other text has it if it does; empty if there is no such day."""
    if f"#{int(day)}" not in DAYS or not 0 < int(month) <= len(lexicon.month_order):
        return ""
    forms = lexicon.month_order[int(month) - 1]
    return next((form for form in forms if elsewhere.has(form)), forms[0])


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and int(digits) in YEARS


def _append_years(units: Units, i: int) -> int:
    """Append the two years of "2020-21", "2020/21" or "2020/2021" at token i; return the next token, or 0 if none is.

    Both years become whole ones with a dash between, as in "2020-2021", which "to" may stand for.
    """
    tokens = units.tokens
    first, slash, second = tokens[i].folded.partition("/")
    last = i + 1
    if not slash and _is_dashed(units, i):
        second, last = tokens[i + 2].folded, i + 3
    if len(first) != 4 or len(second) not in (2, 4) or not (first.isdecimal() and second.isdecimal()):
        return 0
    year, end = int(first), int(first[: 4 - len(second)] + second)
    if year not in YEARS or end <= year or (slash and end != year + 1):
        return 0
    units.append(f"#{year}", i, i + 1)
    units.append("-", i if slash else i + 1, i + 1 if slash else i + 2)
    units.append(f"#{end}", last - 1, last)
    return last


def _is_dashed(units: Units, i: int) -> bool:
    """Tell whether a dash follows token i at once, and another token the dash."""
    tokens = units.tokens
    return i + 2 < units.stop and tokens[i + 1].folded == "-" and tokens[i].end == tokens[i + 1].start


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
