"""Times of day in words and with half of a day's hours: 7:45 p.m., half past seven, a quarter to nine, siete y media.

Their key is that of the digits, "#19:45", "#7:30"; an hour alone has one only where am or pm makes it a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.diff.values.digits import clock_key
from matcher.diff.values.elsewhere import Elsewhere
from matcher.diff.words.lexicon import Lexicon
from matcher.types import Token

# They stand behind the minutes, never between hours and minutes.
MERIDIEM: Final = frozenset({"am", "pm"})
HOURS: Final = range(1, 13)
HOURS_OF_DAY: Final = range(1, 24)
# Minutes that are said right behind the hour: "seven thirty", but not "seven five".
SAID_MINUTES: Final = range(10, 60)
# Minutes that are said before the hour: "twenty past three".
MINUTES_PAST: Final = range(1, 30)
OCLOCK: Final = ("o", "clock")
HALF: Final = 30
QUARTER: Final = 15


def time_with_meridiem(key: str, first: Token, following: Token, lexicon: Lexicon) -> str:
    """Return the key of a time whose am or pm is the following token, an empty string where there is none.

    Parameters
    ----------
    key, first
        Of the number before it, and its first token: "7.45" is a decimal number otherwise.
    """
    if following.folded not in MERIDIEM or following.folded not in lexicon.clock:
        return ""
    hour, _, minutes = (key if ":" in key else clock_key(first.folded) or key)[1:].partition(":")
    if not hour.isdecimal() or len(hour) > 2 or int(hour) not in HOURS:
        return ""
    return f"#{int(hour) % 12 + 12 * (following.folded == 'pm')}:{minutes or '00'}"


def time_in_words(tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon) -> str:
    """Return the key of "half past seven" or "quarter to nine", the first of whose three words is token i, or ""."""
    part, link, hour = tokens[i].folded, tokens[i + 1 : i + 2], _hour(tokens, i + 2, stop, lexicon)
    is_half, is_quarter = part in lexicon.half, part in lexicon.quarter
    if not hour or not (is_half or is_quarter):
        return ""
    if link[0].folded in lexicon.hour_past:
        return f"#{hour}:{HALF if is_half else QUARTER}"
    if is_quarter and link[0].folded in lexicon.hour_to:
        return f"#{hour - 1 or 12}:{60 - QUARTER}"
    return ""


def half_before_hour(tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon) -> tuple[str, int]:
    """Return the key of "halb acht", half an hour before eight, whose first word is token i, and the token behind it.

    The hour may be an ordinal, and a word may stand before it: "в половине восьмого", "wpół do ósmej".
    """
    if tokens[i].folded not in lexicon.half_before:
        return "", i
    k = i + 1 + (i + 1 < stop and tokens[i + 1].folded in lexicon.hour_of)
    hour = _hour(tokens, k, stop, lexicon) or _ordinal_hour(tokens, k, stop, lexicon)
    return (f"#{hour - 1 or 12}:{HALF}", k + 1) if hour else ("", i)


def time_by_hour(tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon, elsewhere: Elsewhere) -> tuple[str, int]:
    """Return the key of a time that begins with its hour in words and the token behind it, else "" and i.

    "siete y media", "huit heures moins le quart", "sieben Uhr dreißig": the other text has to have it in digits, for
    seven and a half may be tons.
    """
    kind, value = lexicon.numbers.get(tokens[i].folded, ("", 0))
    if kind not in ("unit", "tens") or value not in HOURS_OF_DAY:
        return "", i
    k = i + 1
    has_clock = k < stop and tokens[k].folded in lexicon.clock
    minutes, j = _minutes_behind(tokens, k + has_clock, stop, lexicon, has_clock=has_clock)
    hour = int(value) + (minutes < 0) * -1
    time = _elsewhere_as(hour, minutes % 60, elsewhere, lexicon) if minutes else ""
    return (time, j) if time else ("", i)


def _minutes_behind(
    tokens: Sequence[Token], k: int, stop: int, lexicon: Lexicon, *, has_clock: bool
) -> tuple[int, int]:
    """Return the minutes past the hour that token k begins to say, below 0 before it, and the token behind, else 0."""
    if k + 1 < stop and tokens[k].folded in lexicon.hour_and | lexicon.minus:
        sign = -1 if tokens[k].folded in lexicon.minus else 1
        k += 1 + (k + 2 < stop and tokens[k + 1].folded in lexicon.function | lexicon.number_article)
        if tokens[k].folded in lexicon.quarter:
            return sign * QUARTER, k + 1
        if sign > 0 and tokens[k].folded in lexicon.half:
            return HALF, k + 1
        minutes, k = _said_minutes(tokens, k, stop, lexicon)
        return sign * minutes, k
    return _said_minutes(tokens, k, stop, lexicon) if has_clock else (0, k)


def _said_minutes(tokens: Sequence[Token], k: int, stop: int, lexicon: Lexicon) -> tuple[int, int]:
    kind, value = lexicon.numbers.get(tokens[k].folded, ("", 0)) if k < stop else ("", 0)
    if kind not in ("unit", "tens") or not 0 < value < 60:
        return 0, k
    digit_kind, digit = lexicon.numbers.get(tokens[k + 1].folded, ("", 0)) if k + 1 < stop else ("", 0)
    if kind == "tens" and digit_kind == "unit" and 0 < digit < 10:
        return int(value + digit), k + 2
    return int(value), k + 1


def _elsewhere_as(hour: int, minutes: int, elsewhere: Elsewhere, lexicon: Lexicon) -> str:
    """Return the key of a time that the other text has in digits, of the morning or the evening, or an empty string."""
    for each in (hour, hour + 12):
        forms = [f"{prefix}{each}{mark}{minutes:02}" for prefix in ("", "0") for mark in ":."]
        is_parted = any(elsewhere.has_pair(str(each), word) for word in lexicon.clock)
        is_parted = is_parted and any(elsewhere.has_pair(word, f"{minutes:02}") for word in lexicon.clock)
        if is_parted or any(map(elsewhere.has, forms)):
            return f"#{each}:{minutes:02}"
    return ""


def time_by_minutes(
    tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon, elsewhere: Elsewhere
) -> tuple[str, int]:
    """Return the key of "ten to five" and the token behind it where the other text has it in digits, else "" and i.

    "Quarter of five", "zehn vor halb fünf" and "без десяти пять" too; "ten to five" may be a range.
    """
    is_without = tokens[i].folded in lexicon.hour_without
    k = i + is_without
    is_quarter = k < stop and tokens[k].folded in lexicon.quarter
    minutes, j = (QUARTER, k + 1) if is_quarter else _said_minutes(tokens, k, stop, lexicon)
    if minutes not in MINUTES_PAST or j >= stop:
        return "", i
    is_past = tokens[j].folded in lexicon.hour_past
    if not is_without:
        if not is_past and tokens[j].folded not in lexicon.hour_till:
            return "", i
        j += 1
    is_half = j < stop and tokens[j].folded in lexicon.half_before
    j += is_half
    hour = _hour(tokens, j, stop, lexicon) or _ordinal_hour(tokens, j, stop, lexicon)
    if not hour:
        return "", i
    since = hour * 60 - HALF * is_half + (minutes if is_past else -minutes)
    time = _elsewhere_as(since // 60 or 12, since % 60, elsewhere, lexicon)
    return (time, j + 1) if time else ("", i)


def time_on_the_hour(key: str, tokens: Sequence[Token], j: int, stop: int, elsewhere: Elsewhere) -> str:
    """Return the key of "five o'clock", whose hour ends before token j, where the other text has 5:00, else ""."""
    if j + 1 >= stop or (tokens[j].folded, tokens[j + 1].folded) != OCLOCK:
        return ""
    return f"{key}:00" if any(elsewhere.has(f"{key[1:]}{mark}00") for mark in ":.") else ""


def _ordinal_hour(tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon) -> int:
    kind, value = lexicon.numbers.get(tokens[i].folded, ("", 0)) if i < stop else ("", 0)
    return int(value) if kind == "ordinal" and value in HOURS else 0


def clock_before_word(key: str, tokens: Sequence[Token], i: int, j: int, stop: int, lexicon: Lexicon) -> str:
    """Return the key of hours and minutes in digits whose word for hours is token j, "19.30 Uhr", or an empty string.

    Parameters
    ----------
    key, i
        Of the number before it, and its first token.
    """
    if j >= stop or tokens[j].folded not in lexicon.clock or tokens[j].folded in MERIDIEM:
        return ""
    time = key if ":" in key else clock_key(tokens[i].folded) if j == i + 1 else ""
    return "" if time.endswith(":00") else time


def may_be_afternoon(key: str, other: str) -> bool:
    """Tell whether a time said by half of a day's hours may be the other one: "halb acht" and 19:30."""
    hour, _, minutes = key[1:].partition(":")
    return bool(minutes) and other == f"#{int(hour) % 12 + 12}:{minutes}"


def time_past_hour(tokens: Sequence[Token], minutes: int, j: int, stop: int, lexicon: Lexicon) -> str:
    """Return the key of "twenty past three", whose minutes end before token j, or an empty string."""
    if j >= stop or tokens[j].folded not in lexicon.hour_past or minutes not in MINUTES_PAST:
        return ""
    hour = _hour(tokens, j + 1, stop, lexicon)
    return f"#{hour}:{minutes:02}" if hour else ""


def said_time(tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon, elsewhere: Elsewhere) -> tuple[str, int]:
    """Return the key of "seven thirty" and the token behind it where the other text has it in digits, else "" and i."""
    hour = _hour(tokens, i, i + 1, lexicon)
    kind, minutes = lexicon.numbers.get(tokens[i + 1].folded, ("", 0)) if i + 1 < stop else ("", 0)
    if not hour or kind not in ("unit", "tens") or minutes not in SAID_MINUTES:
        return "", i
    j = i + 2
    digit_kind, digit = lexicon.numbers.get(tokens[j].folded, ("", 0)) if j < stop else ("", 0)
    if kind == "tens" and digit_kind == "unit" and 0 < digit < 10:
        minutes, j = minutes + digit, j + 1
    forms = (f"{hour}:{minutes}", f"{hour}.{minutes}", f"{hour % 12 + 12}:{minutes}")
    return (f"#{hour}:{minutes}", j) if any(map(elsewhere.has, forms)) else ("", i)


def _hour(tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon) -> int:
    """Return the hour that token i says in words or digits, 0 where it says none or goes on: "to nine percent"."""
    if i >= stop:
        return 0
    folded = tokens[i].folded
    hour = int(folded) if folded.isdecimal() and len(folded) < 3 else lexicon.numbers.get(folded, ("", 0))[1]
    following = tokens[i + 1].folded if i + 1 < stop else ""
    goes_on = following == "%" or following in lexicon.percent or following in lexicon.numbers
    return hour if hour in HOURS and not goes_on and lexicon.numbers.get(folded, ("unit",))[0] == "unit" else 0
