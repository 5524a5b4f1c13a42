"""Values of numbers: in digits and in words, with sign, scale and fraction.

``read_number`` reads the longest number that begins at a token and gives it one canonical key, so that "5",
"five" and "٥" compare equal and "1,340" equals "1340". Reading is greedy and never fails: a form it does not
know keeps its digits as its key. Keys begin with "#", which no folded token does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from matcher.diff.values.cjk import add_smaller, read_numerals
from matcher.diff.values.digits import DIGITS, MAX_DIGITS, clock_key, digit_value
from matcher.diff.values.elsewhere import Elsewhere
from matcher.diff.values.spoken import NumberPhrase
from matcher.diff.values.suffixes import decade_key, decade_stop, is_scale
from matcher.diff.values.times import (
    MERIDIEM,
    half_before_hour,
    said_time,
    time_by_hour,
    time_by_minutes,
    time_in_words,
)
from matcher.diff.words.lexicon import CJK_NUMERALS, SIGNS, Lexicon
from matcher.types import Token

# Parts of a million that need no "of": "half a million", "a quarter million".
PARTS_WITHOUT_OF: Final = (2, 4)
# From here on a number in one word is a noun, which has an article.
SCALES: Final = 1000
# Scale words in a row: "a million million" is the most that is ever said.
MAX_SCALES: Final = 2
# Groups of three behind one another: quintillions.
MAX_GROUPS: Final = 6
# The last group of a number with spaces between its thousands.
DECIMAL_GROUP: Final = re.compile(r"\d{3}[.,]\d+")
# What may stand behind the first number of a range.
SIGNED: Final = SIGNS | {"%", "‰", "°"}
# What stands between digits and their ending, if anything: 15-го, 1.er, 3:e.
ENDING_MARKS: Final = frozenset("-\u2010\u2011.:")
# What an "o" that should be raised is often typed as: 1°.
DEGREE: Final = "°"
# Letters of a scale word that is cut short, whose dot ends no sentence: млн., Mio., mill.
MAX_ABBREVIATION: Final = 4
# Spaces that writers put between thousands and nowhere else inside a line of prose.
THIN_SPACES: Final = "\u00a0\u2009\u202f\u2007"


class Number(NamedTuple):
    """A number as read: its canonical key, and the token after its last."""

    key: str
    stop: int


def read_number(
    tokens: Sequence[Token], i: int, stop: int, *, text: str, lexicon: Lexicon, elsewhere: Elsewhere
) -> Number | None:
    """Read the number that begins at token i, or return None if none does.

    Parameters
    ----------
    elsewhere
        The other text: "5m" is five million where the other text speaks of millions.
    """
    folded = tokens[i].folded
    if folded == "-" or folded in lexicon.minus:
        if i > 0 and tokens[i - 1].folded in lexicon.least:
            return None
        if i + 1 < stop and not _is_range_mark(tokens, i, text):
            number = read_number(tokens, i + 1, stop, text=text, lexicon=lexicon, elsewhere=elsewhere)
            if number and number.key[1] != "-":
                return Number("#-" + number.key[1:], number.stop)
        return None
    if folded in CJK_NUMERALS:
        value, j = read_numerals(tokens, i, stop)
        return Number(number_key(value), j)
    if folded[0] in DIGITS:
        return _with_part(_read_digits(tokens, i, stop, text, lexicon, elsewhere), tokens, stop, lexicon, elsewhere)
    number = _read_words(tokens, i, stop, lexicon, elsewhere)
    return _with_part(number, tokens, stop, lexicon, elsewhere) if number else None


def _with_part(number: Number, tokens: Sequence[Token], stop: int, lexicon: Lexicon, elsewhere: Elsewhere) -> Number:
    """Add the "and a quarter" or "and two thirds" behind a number where the other text has that value.

    Dozens behind a number are twelve each; by themselves they are many.
    """
    k = number.stop + 1
    if k <= stop and tokens[number.stop].folded in lexicon.dozens and number.key[1:].isdecimal():
        return Number(f"#{int(number.key[1:]) * lexicon.dozens[tokens[number.stop].folded]}", k)
    if k >= stop or tokens[number.stop].folded not in lexicon.number_and or not number.key[1:].isdecimal():
        return number
    k += tokens[k].folded in lexicon.number_article
    part, end = Fraction(1, 4), k + 1
    if k >= stop or tokens[k].folded not in lexicon.quarter:
        phrase = NumberPhrase(lexicon)
        end = phrase.read(tokens, k, stop)
        part = phrase.value()
    value = Fraction(int(number.key[1:])) + part
    return Number(number_key(value), end) if 0 < part < 1 and elsewhere.has_value(value) else number


def number_key(value: Fraction, *, ordinal: bool = False) -> str:
    """Return the canonical key of a value: ``#5000000``, ``#1.2``, ``#1/3``, ``#3.`` for an ordinal."""
    if value.denominator == 1:
        return f"#{value.numerator}." if ordinal else f"#{value.numerator}"
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    # Only twos and fives below the line: a finite decimal, exact in the few digits that texts write.
    return f"#{float(value):.12g}" if rest == 1 else f"#{value.numerator}/{value.denominator}"


def _is_range_mark(tokens: Sequence[Token], i: int, text: str) -> bool:
    """Tell the dash of "10-12" from the minus of "-6": a range's dash stands between two numbers."""
    if tokens[i].folded != "-" or i == 0 or not (tokens[i - 1].folded[-1] in DIGITS or tokens[i - 1].folded in SIGNED):
        return False
    return not text[tokens[i - 1].end : tokens[i].start].strip(THIN_SPACES) or (
        tokens[i].end < len(text) and text[tokens[i].end : tokens[i].end + 1].isspace()
    )


def _read_digits(
    tokens: Sequence[Token], i: int, stop: int, text: str, lexicon: Lexicon, elsewhere: Elsewhere
) -> Number:
    folded, j = tokens[i].folded, i + 1
    after = tokens[j].folded if j < stop else ""
    if len(folded) > MAX_DIGITS:
        return Number("#" + folded, j)
    # Most numbers stand alone; reading 2019 through fractions would cost ten times as much.
    if folded.isdecimal() and after not in lexicon.continuations and after[:1] not in DIGITS:
        return Number(f"#{int(folded)}", j)
    if after in lexicon.decade_suffixes:
        decade = decade_key(tokens, i, j, text, lexicon=lexicon, elsewhere=elsewhere)
        if decade:
            return Number(decade, decade_stop(tokens, j + 1, stop, lexicon))
    while len(folded) < MAX_DIGITS and folded.isdecimal():
        if not _continues_group(tokens, i, j, stop, text, lexicon, elsewhere):
            break
        folded += tokens[j].folded
        j += 1
    value = digit_value(folded, lexicon.decimals)
    if value is None:
        key = clock_key(folded) or "#" + folded
        return Number(key.removesuffix(":00") if after in lexicon.clock else key, j)
    if j < stop:
        after = tokens[j].folded
        touching = tokens[j].start == tokens[j - 1].end
        if "/" in after and touching:  # 2½
            part = digit_value(after, lexicon.decimals)
            if part is not None and part < 1:
                value, j = value + part, j + 1
        elif after in lexicon.clock and (time := _time_in_words(tokens, j, stop, text)):
            return Number(time, j + 2)
        elif touching and after == DEGREE and "o" in lexicon.ordinal_suffixes and elsewhere.has_ordinal_word(value):
            return Number(number_key(value, ordinal=True), j + 1)
        elif _has_ending(tokens, j, text, lexicon):
            return Number(number_key(value, ordinal=_is_ordinal_ending(after, value, lexicon)), j + 1)
        elif smaller := _smaller_scale(tokens, j, stop, text, lexicon):
            return Number(number_key(value * lexicon.numbers[after][1] + smaller), j + 3)
        elif after in lexicon.suffix_scales and is_scale(
            tokens, i, j, stop, value, lexicon=lexicon, elsewhere=elsewhere
        ):
            return Number(number_key(value * lexicon.suffix_scales[after]), j + 1)
        elif value.denominator == 1 and 0 < value < lexicon.denominators.get(after, 0):  # 2 thirds
            return Number(number_key(value / lexicon.denominators[after]), j + 1)
    return _scaled(tokens, j, stop, value, lexicon)


def _smaller_scale(tokens: Sequence[Token], j: int, stop: int, text: str, lexicon: Lexicon) -> Fraction | None:
    """Return what digits with a smaller scale add behind the scale word that is token j: 7 млн 300 тыс."""
    if lexicon.numbers.get(tokens[j].folded, ("",))[0] != "scale":
        return None
    if j + 2 >= stop or tokens[j + 1].folded[0] not in DIGITS or len(tokens[j + 1].folded) > MAX_DIGITS:
        return None
    cls, scale = lexicon.numbers.get(tokens[j + 2].folded, ("", 0))
    value = digit_value(tokens[j + 1].folded, lexicon.decimals)
    if cls != "scale" or value is None or value * scale >= lexicon.numbers[tokens[j].folded][1]:
        return None
    is_short = len(tokens[j].folded) <= MAX_ABBREVIATION
    gap = text[tokens[j].end : tokens[j + 1].start].strip()
    return value * scale if not gap or (gap == "." and is_short) else None


def _time_in_words(tokens: Sequence[Token], j: int, stop: int, text: str) -> str:
    """Return the key of "14 h 30", whose token j is the word for hours, or an empty string."""
    if j + 1 >= stop or tokens[j].folded in MERIDIEM or len(tokens[j + 1].folded) != 2:
        return ""
    if text[tokens[j].end : tokens[j + 1].start].strip():
        return ""
    return clock_key(f"{tokens[j - 1].folded}:{tokens[j + 1].folded}")


def _has_ending(tokens: Sequence[Token], j: int, text: str, lexicon: Lexicon) -> bool:
    """Tell whether token j is the ending of the digits before it: 12th, 15-го, 2.º, 1.er, 3:e."""
    folded = tokens[j].folded
    if folded not in lexicon.ordinal_suffixes and folded not in lexicon.cardinal_suffixes:
        return False
    gap = text[tokens[j - 1].end : tokens[j].start]
    if not gap:
        return folded not in lexicon.measures  # 5м are metres, 5-м is fifth
    return gap in ENDING_MARKS


def _is_ordinal_ending(folded: str, value: Fraction, lexicon: Lexicon) -> bool:
    """Tell 20-х, the twenties, from 2-х, of two: only of two to four ends a cardinal as ordinals do."""
    return folded in lexicon.ordinal_suffixes and not (folded in lexicon.cardinal_suffixes and 2 <= value <= 4)


def _continues_group(
    tokens: Sequence[Token], i: int, j: int, stop: int, text: str, lexicon: Lexicon, elsewhere: Elsewhere
) -> bool:
    """Tell whether token j is the next three digits of a number written with spaces: 8 400, 12'500, 1 234,56."""
    if j >= stop or len(tokens[i].folded) > 3 or not tokens[i].folded.isdecimal() or not _is_group(tokens[j].folded):
        return False
    gap = text[tokens[j - 1].end : tokens[j].start]
    if gap in ("'", "’") or (len(gap) == 1 and gap in THIN_SPACES) or (gap == " " and lexicon.decimals[0] == ","):
        return True
    return gap == " " and (tokens[j].folded[0] == "0" or _is_spaced_number(tokens, i, j, stop, text, elsewhere))


def _is_group(folded: str) -> bool:
    """Tell whether a token is three digits, with decimals behind them or without."""
    return (len(folded) == 3 and folded.isdecimal()) or (
        len(folded) > 3 and DECIMAL_GROUP.fullmatch(folded) is not None
    )


def _is_spaced_number(tokens: Sequence[Token], i: int, j: int, stop: int, text: str, elsewhere: Elsewhere) -> bool:
    """Tell whether digits from token i on, with single spaces between, are a number of the other text: 1 250 000.

    Where spaces part no thousands they part two numbers, unless the next begins with a zero: "in 2019 300 came".
    """
    digits = "".join(token.folded for token in tokens[i:j])
    for k in range(j, min(stop, j + MAX_GROUPS)):
        if not _is_group(tokens[k].folded) or text[tokens[k - 1].end : tokens[k].start] != " ":
            return False
        digits += tokens[k].folded
        if elsewhere.has_value(Fraction(digits.replace(",", "."))):
            return True
        if not digits.isdecimal():
            return False
    return False


def _scaled(tokens: Sequence[Token], j: int, stop: int, value: Fraction, lexicon: Lexicon) -> Number:
    """Multiply by the scale words that follow: 5 million, 3,4 Millionen, 1200万; not by one said again."""
    for _ in range(MAX_SCALES):
        if j >= stop:
            break
        folded = tokens[j].folded
        cls, scale = lexicon.numbers.get(folded, ("", 0))
        if cls and folded == tokens[j - 1].folded:
            break
        if cls not in ("scale", "hundred") or (cls == "hundred" and scale != 100):
            scale = CJK_NUMERALS.get(folded, 0)
            if scale < 1000:
                break
        value, j = value * scale, j + 1
    if tokens[j - 1].folded in CJK_NUMERALS:
        value, j = add_smaller(tokens, j, stop, value)
    return Number(number_key(value), j)


def _read_words(tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon, elsewhere: Elsewhere) -> Number | None:
    folded = tokens[i].folded
    if folded in lexicon.number_article:
        return _read_after_article(tokens, i, stop, lexicon, elsewhere)
    if folded in lexicon.hour_without or _may_be_minutes(tokens, i, stop, lexicon):
        time, j = time_by_minutes(tokens, i, stop, lexicon, elsewhere)
        if time:
            return Number(time, j)
    if folded in lexicon.mixed:
        return _scaled(tokens, i + 1, stop, lexicon.mixed[folded], lexicon)
    if folded in lexicon.decades:
        return Number(f"#{lexicon.decades[folded]}s", decade_stop(tokens, i + 1, stop, lexicon))
    if folded in lexicon.half or folded in lexicon.quarter or folded in lexicon.half_before:
        time, j = half_before_hour(tokens, i, stop, lexicon)
        if time:
            return Number(time, j)
        time = time_in_words(tokens, i, stop, lexicon)
        return Number(time, i + 3) if time else _read_half(tokens, i, stop, lexicon)
    cls, value = lexicon.numbers.get(folded, ("", 0))
    if not cls and lexicon.compound is None:
        return None
    if cls and i + 1 < stop and tokens[i + 1].folded in lexicon.hour_links:
        time, j = time_by_hour(tokens, i, stop, lexicon, elsewhere)
        if time:
            return Number(time, j)
    if cls and (cls == "ordinal" or i + 1 >= stop or not _goes_on(tokens[i + 1].folded, lexicon)):
        return Number(f"#{value}." if cls == "ordinal" else f"#{value}", i + 1)  # most stand alone
    time, j = said_time(tokens, i, stop, lexicon, elsewhere)
    if time:
        return Number(time, j)
    phrase = NumberPhrase(lexicon)
    j = phrase.read(tokens, i, stop)
    if j == i:
        return None
    part = _part_of_scale(tokens, j, stop, phrase.value(), lexicon) if phrase.value() < 1 else None
    return part or Number(number_key(phrase.value(), ordinal=phrase.ordinal), j)


def _may_be_minutes(tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that sets minutes off from their hour follows, one word between or none."""
    return any(
        token.folded in lexicon.hour_till or token.folded in lexicon.hour_past
        for token in tokens[i + 1 : min(i + 3, stop)]
    )


def _goes_on(following: str, lexicon: Lexicon) -> bool:
    """Tell whether a word may continue a number in words."""
    return (
        following in lexicon.numbers
        or following in lexicon.denominators
        or following in lexicon.number_and
        or following in lexicon.point
        or (lexicon.compound is not None and lexicon.compound.search(following) is not None)
    )


def _read_after_article(
    tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon, elsewhere: Elsewhere
) -> Number | None:
    """Read "a hundred", "eine Million": the article counts one before a scale, else it is an article."""
    if i + 1 < stop and tokens[i + 1].folded in lexicon.denominators:
        if time := time_in_words(tokens, i + 1, stop, lexicon):
            return Number(time, i + 4)
        time, j = time_by_minutes(tokens, i + 1, stop, lexicon, elsewhere)
        if time:
            return Number(time, j)
        # "a third time" is an ordinal in English, "a third of it" a fraction, as are "one third" and 1/3 elsewhere.
        denominator = lexicon.denominators[tokens[i + 1].folded]
        if part := _part_of_scale(tokens, i + 2, stop, Fraction(1, denominator), lexicon):
            return part
        is_fraction = (
            lexicon.language not in ("en", "any")
            or (i + 2 < stop and tokens[i + 2].folded == "of")
            or elsewhere.has_one(tokens[i + 1].folded)
            or elsewhere.has_value(Fraction(1, denominator))
        )
        return Number(number_key(Fraction(1, denominator)), i + 2) if is_fraction else None
    if i + 1 < stop and tokens[i + 1].folded in lexicon.half:
        return _read_half(tokens, i + 1, stop, lexicon)
    if i + 1 < stop and lexicon.mixed.get(tokens[i + 1].folded, 0) >= SCALES:
        return Number(number_key(lexicon.mixed[tokens[i + 1].folded]), i + 2)  # "eine Viertelmillion"
    if i + 1 >= stop or lexicon.numbers.get(tokens[i + 1].folded, ("",))[0] not in ("scale", "hundred"):
        return None
    phrase = NumberPhrase(lexicon, current=1)
    j = phrase.read(tokens, i + 1, stop)
    return Number(number_key(phrase.value(), ordinal=phrase.ordinal), j)


def half_behind_noun(tokens: Sequence[Token], j: int, stop: int, lexicon: Lexicon) -> int:
    """Return the token after "and a half" behind the noun at token j, "tres puntos y medio", or 0 without it."""
    if j + 2 >= stop or tokens[j + 1].folded not in lexicon.number_and:
        return 0
    has_article = tokens[j + 2].folded in lexicon.number_article
    k = j + 2 + has_article
    # "And half" alone begins another amount in English, as it does everywhere before a scale.
    if k >= stop or tokens[k].folded not in lexicon.half or (lexicon.language in ("en", "any") and not has_article):
        return 0
    is_amount = k + 1 < stop and lexicon.numbers.get(tokens[k + 1].folded, ("",))[0] == "scale"
    return 0 if is_amount else k + 1


def _read_half(tokens: Sequence[Token], i: int, stop: int, lexicon: Lexicon) -> Number | None:
    """Read "half a million" and "quarter of a million"; a half of anything else keeps its word, as a quarter does."""
    if tokens[i].folded in lexicon.denominators:
        return _part_of_scale(tokens, i + 1, stop, Fraction(1, lexicon.denominators[tokens[i].folded]), lexicon)
    return _part_of_scale(tokens, i + 1, stop, Fraction(1, 2), lexicon) if tokens[i].folded in lexicon.half else None


def _part_of_scale(tokens: Sequence[Token], j: int, stop: int, part: Fraction, lexicon: Lexicon) -> Number | None:
    """Read "of a million" behind a part of it; "a third million" without "of" is an ordinal."""
    first = j
    j += j < stop and tokens[j].folded in lexicon.part_of
    if j == first and part.denominator not in PARTS_WITHOUT_OF:
        return None
    while j < stop and tokens[j].folded in lexicon.number_article:
        j += 1
    if j < stop and lexicon.numbers.get(tokens[j].folded, ("",))[0] == "scale":
        return _scaled(tokens, j, stop, part, lexicon)
    return Number(number_key(part), j) if j < stop and _is_percent(tokens, j, lexicon) else None


def _is_percent(tokens: Sequence[Token], j: int, lexicon: Lexicon) -> bool:
    """Tell whether a word for percent begins at token j: half a percent is 0.5 percent."""
    pair = tuple(token.folded for token in tokens[j : j + 2])
    return tokens[j].folded in lexicon.percent or tokens[j].folded == "%" or pair in lexicon.percent_pairs
