"""Units of comparison: tokens gathered into words whose equal values have equal keys.

Most tokens are a unit each, keyed by their folded form. Numbers of several tokens become one unit;
contractions become the words they stand for ("don't" is do + not); a currency sign moves behind its
number and a day behind its month, so that "$5 million" meets "five million dollars" and "3 March" meets
"March 3". What may stand for several words ('s, St., mm) keeps its own key and is decided pair by pair in
``equality``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from matcher.diff.digits import DIGITS
from matcher.diff.lexicon import SIGNS, Lexicon
from matcher.diff.numbers import Number, half_behind_noun, number_key, read_number
from matcher.types import Token

APOSTROPHES: Final = frozenset("'’‘‛ʼ＇`´′")
# What a German number in one word contains: the cheap test before its parts are looked up.
COMPOUND: Final = re.compile("hundert|tausend|(?:zig|ssig)(?:ste[mnrs]?)?$|einhalb$")
HALF: Final = Fraction(1, 2)
# What may stand between a day and its month.
DAY_OF: Final = frozenset({"of", "de"})
# Day of a month: the numbers that a month name before or after them makes a date.
DAYS: Final = {f"#{day}{dot}": f"#{day}" for day in range(1, 32) for dot in ("", ".")}


@dataclass(init=False, slots=True)
class Units:
    """The units of one stretch of tokens, as parallel lists.

    Attributes
    ----------
    tokens, text : the tokens read, and the original text their offsets point into
    stop : the token after the last that was read
    keys : what is compared; numbers begin with "#", ambiguous contractions with an apostrophe
    firsts, lasts : token indices of each unit, half-open; both words of a contraction span it whole
    is_headline : whether its capitals mean nothing; None until ``names`` is asked
    """

    tokens: Sequence[Token]
    text: str
    stop: int
    keys: list[str]
    firsts: list[int]
    lasts: list[int]
    is_headline: bool | None

    def __init__(
        self,
        tokens: Sequence[Token],
        text: str,
        stop: int,
        keys: list[str] | None = None,
        firsts: list[int] | None = None,
        lasts: list[int] | None = None,
    ) -> None:
        self.tokens = tokens
        self.text = text
        self.stop = stop
        self.keys = keys if keys is not None else []
        self.firsts = firsts if firsts is not None else []
        self.lasts = lasts if lasts is not None else []
        self.is_headline = None

    def append(self, key: str, first: int, last: int) -> None:
        """Add a unit of the tokens ``[first, last)``."""
        self.keys.append(key)
        self.firsts.append(first)
        self.lasts.append(last)

    def extend(self, keys: list[str], first: int, last: int) -> None:
        """Add the tokens ``[first, last)`` as a unit each: most of a text is such runs."""
        self.keys += keys
        self.firsts += range(first, last)
        self.lasts += range(first + 1, last + 1)

    def pop(self) -> str:
        """Take back the last unit and return its key."""
        self.firsts.pop()
        self.lasts.pop()
        return self.keys.pop()

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return the original offsets that the units ``[start, stop)`` cover; they must not be empty."""
        tokens = self.tokens
        if stop == start + 1:
            return tokens[self.firsts[start]].start, tokens[self.lasts[start] - 1].end
        return tokens[min(self.firsts[start:stop])].start, tokens[max(self.lasts[start:stop]) - 1].end

    def token_at(self, i: int) -> int:
        """Return the first token of unit i, or the token after the last unit."""
        return self.firsts[i] if i < len(self.firsts) else self.stop

    def letters(self, start: int, stop: int) -> str:
        """Return the folded letters of a run of units on end, as if written in one word."""
        if stop == start + 1 and self.lasts[start] == self.firsts[start] + 1:
            return self.tokens[self.firsts[start]].folded
        first, last = min(self.firsts[start:stop]), max(self.lasts[start:stop])
        return "".join(token.folded for token in self.tokens[first:last])

    def surface(self, i: int) -> str:
        """Return the original text of unit i."""
        return self.text[self.tokens[self.firsts[i]].start : self.tokens[self.lasts[i] - 1].end]


def read_units(
    tokens: Sequence[Token], start: int, stop: int, *, text: str, lexicon: Lexicon, elsewhere: Sequence[str]
) -> Units:
    """Read the units of ``tokens[start:stop]``.

    Parameters
    ----------
    elsewhere
        Folded tokens of the other text, which decide what an ambiguous scale ("5m") means.

    Notes
    -----
    Linear. Runs of tokens outside ``lexicon.triggers`` are copied whole; only few texts have many triggers.
    """
    units = Units(tokens, text, stop)
    reader = _UnitReader(units, lexicon, elsewhere)
    folded = [token.folded for token in tokens[start:stop]]
    triggers, compounds = lexicon.triggers, lexicon.language == "de"
    special = [
        i
        for i, word in enumerate(folded, start)
        if word in triggers or word[0] in DIGITS or (compounds and COMPOUND.search(word))
    ]
    position = start
    for i in special:
        if i >= position:
            units.extend(folded[position - start : i - start], position, i)
            position = reader.read(i)
    units.extend(folded[position - start :], position, stop)
    return units


def join_apostrophes(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """Join the parts of words with an apostrophe inside, which Ukrainian has (п'ять, об'єкт)."""
    joined: list[Token] = []
    for i, token in enumerate(tokens):
        if joined and has_apostrophe_between(tokens, i, text):
            before = joined[-1]
            joined[-1] = Token(f"{before.folded}'{token.folded}", before.start, token.end)
        else:
            joined.append(token)
    return joined


def has_apostrophe_between(tokens: Sequence[Token], i: int, text: str) -> bool:
    """Tell whether tokens i - 1 and i are parts of one word with an apostrophe between them."""
    if i < 1 or i >= len(tokens):
        return False
    gap = text[tokens[i - 1].end : tokens[i].start]
    return gap in APOSTROPHES or (len(gap) > 1 and gap[0] == "&" and gap[-1] == ";")


@dataclass(init=False, slots=True)
class _UnitReader:
    units: Units
    lexicon: Lexicon
    elsewhere: Sequence[str]

    def __init__(self, units: Units, lexicon: Lexicon, elsewhere: Sequence[str]) -> None:
        self.units = units
        self.lexicon = lexicon
        self.elsewhere = elsewhere

    def read(self, i: int) -> int:
        """Read the unit or units at a trigger; return the next token to read."""
        tokens, lexicon = self.units.tokens, self.lexicon
        folded = tokens[i].folded
        if folded in SIGNS or (folded in lexicon.currency_codes and self._precedes_amount(i)):
            return self._read_currency(i)
        if i > 0 and (tokens[i - 1].folded, folded) in lexicon.percent_pairs and self._ends_at(i):
            self.units.pop()
            self.units.append("%", i - 1, i + 1)
            return i + 1
        if folded == "us" and self._is_us_dollars(i):
            self.units.append(tokens[i + 1].folded, i, i + 2)
            return i + 2
        if folded == "百" and [t.folded for t in tokens[i + 1 : i + 3]] == ["分", "之"]:
            return self._read_chinese_percent(i)
        number = self._number(i)
        if number:
            return self._append_number(number.key, i, number.stop)
        if folded in lexicon.elisions and has_apostrophe_between(tokens, i + 1, self.units.text):
            self.units.append(lexicon.elisions[folded], i, i + 1)
            return i + 1
        if folded in ("t", "s", "d") or folded in lexicon.tails:
            return self._read_contraction(i)
        if folded == "cannot":
            self.units.append("can", i, i + 1)
            self.units.append("not", i, i + 1)
        elif folded in lexicon.percent:
            self.units.append("%", i, i + 1)
        elif folded in lexicon.months and self._beside_number(i):
            self.units.append(lexicon.months[folded], i, i + 1)
        else:
            self.units.append(folded, i, i + 1)
        return i + 1

    def _number(self, i: int) -> Number | None:
        return read_number(
            self.units.tokens,
            i,
            self.units.stop,
            text=self.units.text,
            lexicon=self.lexicon,
            elsewhere=self.elsewhere,
        )

    def _is_us_dollars(self, i: int) -> bool:
        """Tell whether "US" after a number only says which dollars: 5 US dollars are $5."""
        following = self.units.tokens[i + 1].folded if i + 1 < self.units.stop else ""
        return following in ("dollar", "dollars") and self.units.keys[-1:] != [] and self.units.keys[-1][0] == "#"

    def _read_chinese_percent(self, i: int) -> int:
        """Read 百分之二十: the percent stands before its number."""
        number = self._number(i + 3) if i + 3 < self.units.stop else None
        if number is None:
            self.units.append("#100", i, i + 1)
            return i + 1
        self.units.append(number.key, i + 3, number.stop)
        self.units.append("%", i, i + 3)
        return number.stop

    def _ends_at(self, i: int) -> bool:
        return bool(self.units.lasts) and self.units.lasts[-1] == i

    def _precedes_amount(self, i: int) -> bool:
        """Tell whether the code at token i stands before its amount as a sign does: EUR 5, but not 5 EUR."""
        tokens = self.units.tokens
        is_behind = self._ends_at(i) and self.units.keys[-1][0] == "#"
        return not is_behind and i + 1 < self.units.stop and tokens[i + 1].folded[0] in DIGITS

    def _read_currency(self, i: int) -> int:
        """Read "$5 million": the sign goes behind the number; "US$" is one sign."""
        tokens, units = self.units.tokens, self.units
        first = i
        if i > 0 and tokens[i - 1].folded == "us" and tokens[i - 1].end == tokens[i].start and self._ends_at(i):
            units.pop()
            first = i - 1
        number = self._number(i + 1) if i + 1 < self.units.stop else None
        if number is None:
            units.append(tokens[i].folded, first, i + 1)
            return i + 1
        units.append(number.key, i + 1, number.stop)
        units.append(tokens[i].folded, first, i + 1)
        return number.stop

    def _append_number(self, key: str, i: int, j: int) -> int:
        """Append a number; a day goes behind the month that follows it, and loses its ordinal ending."""
        units, lexicon, tokens = self.units, self.lexicon, self.units.tokens
        day = DAYS.get(key)
        if day:
            month = j + 1 if j < self.units.stop and tokens[j].folded in DAY_OF else j
            if month < self.units.stop and self._is_month(month):
                first = self._without_date_article(i)
                units.append(lexicon.months[tokens[month].folded], month, month + 1)
                units.append(day, first, month)
                return month + 1
            if i > 1 and tokens[i - 1].folded in lexicon.date_articles and tokens[i - 2].folded in lexicon.months:
                i = self._without_date_article(i)
            if units.lasts and units.lasts[-1] == i and tokens[i - 1].folded in lexicon.months:
                key = day
                self._drop_article_before_month(i - 1)
        after_half = half_behind_noun(tokens, j, units.stop, lexicon) if key[1:].isdecimal() else 0
        if after_half and tokens[j].folded[0].isalpha():
            units.append(number_key(Fraction(int(key[1:])) + HALF), i, after_half)
            units.append(tokens[j].folded, j, j + 1)
            return after_half
        units.append(key, i, j)
        if j + 1 < units.stop and tokens[j].folded in lexicon.particles and tokens[j + 1].folded in lexicon.currencies:
            units.append(tokens[j + 1].folded, j, j + 2)  # 20 millions d'euros
            return j + 2
        return j

    def _without_date_article(self, i: int) -> int:
        """Take back the article right before token i: "the 10th of June"; return the first token of the date."""
        if i == 0 or self.units.tokens[i - 1].folded not in self.lexicon.date_articles or not self._ends_at(i):
            return i
        self.units.pop()
        return i - 1

    def _drop_article_before_month(self, i: int) -> None:
        """Let the month at token i, the last unit, take in the article before it: "the March 3 vote"."""
        units = self.units
        if len(units.keys) > 1 and units.keys[-2] in self.lexicon.date_articles and self._is_month(i):
            month = units.pop()
            first = units.firsts[-1]
            units.pop()
            units.append(month, first, i + 1)

    def _is_month(self, i: int) -> bool:
        token = self.units.tokens[i]
        if token.folded not in self.lexicon.months:
            return False
        # Other languages write months small; in English a small "may" or "march" after a number is a verb.
        return (
            self.lexicon.language not in ("en", "any")
            or self.units.text[token.start].isupper()
            or len(token.folded) > 5
        )

    def _beside_number(self, i: int) -> bool:
        tokens = self.units.tokens
        return (i + 1 < len(tokens) and tokens[i + 1].folded[0] in DIGITS) or (
            i > 0 and tokens[i - 1].folded[0] in DIGITS
        )

    def _read_contraction(self, i: int) -> int:
        """Read the tail of "don't", "he'll", "it's"; both words span the whole contraction."""
        units, lexicon = self.units, self.lexicon
        folded = units.tokens[i].folded
        if not has_apostrophe_between(units.tokens, i, units.text) or not self._ends_at(i):
            units.append(folded, i, i + 1)
            return i + 1
        stem = units.keys[-1]
        if folded == "t":
            # A scan may leave "n't" without its word; its "n" alone is no stem.
            if len(stem) > 1 and stem.endswith("n") and lexicon.language in ("en", "any"):
                units.pop()
                units.append(lexicon.irregular_contractions.get(stem, stem[:-1]), i - 1, i + 1)
                units.append("not", i - 1, i + 1)
                return i + 1
            units.append(folded, i, i + 1)
        elif folded in lexicon.tails:
            units.append(lexicon.tails[folded], i - 1, i + 1)
        else:
            units.append("'" + folded if folded in "sd" else folded, i - 1, i + 1)
        return i + 1
