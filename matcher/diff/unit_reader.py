"""Reading tokens as units: one linear walk that stops only where a unit may be more than its token.

Numbers are read by ``numbers``, dates by ``dates``; contractions, currencies and percent stand here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from matcher.diff.units import Units, has_apostrophe_between, is_contracted
from matcher.diff.values.dates import (
    DAYS,
    append_day_before_month,
    append_figures,
    first_of_day_behind_month,
    year_stop,
)
from matcher.diff.values.digits import DIGITS
from matcher.diff.values.elsewhere import Elsewhere
from matcher.diff.values.heights import append_height
from matcher.diff.values.numbers import Number, half_behind_noun, number_key, read_number
from matcher.diff.values.numerals import ROMAN
from matcher.diff.values.ranges import share_within_ranges
from matcher.diff.values.roman import append_numeral
from matcher.diff.values.telephones import append_telephone
from matcher.diff.values.times import (
    MERIDIEM,
    clock_before_word,
    time_on_the_hour,
    time_past_hour,
    time_with_meridiem,
)
from matcher.diff.words.lexicon import SIGNS, Lexicon
from matcher.diff.words.set_phrases import append_clipped, append_set_phrase
from matcher.types import Token

HALF: Final = Fraction(1, 2)
# A dozen, and numbers from a million on, are nouns, with a particle before what is counted.
DOZEN: Final = 12
MILLION: Final = 10**6
NOON: Final = "#12:00"
MIDNIGHT: Final = "#0:00"


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
    reader = _UnitReader(units, lexicon, Elsewhere(elsewhere, lexicon))
    folded = [token.folded for token in tokens[start:stop]]
    triggers, compound = lexicon.triggers, lexicon.compound
    special = [
        i
        for i, word in enumerate(folded, start)
        if word in triggers or word[0] in DIGITS or (compound is not None and compound.search(word))
    ]
    position = start
    for i in special:
        if i >= position:
            units.extend(folded[position - start : i - start], position, i)
            position = reader.read(i)
    units.extend(folded[position - start :], position, stop)
    if len(special) > 1:
        share_within_ranges(units, lexicon)
    return units


@dataclass(init=False, slots=True)
class _UnitReader:
    units: Units
    lexicon: Lexicon
    elsewhere: Elsewhere

    def __init__(self, units: Units, lexicon: Lexicon, elsewhere: Elsewhere) -> None:
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
        if folded in lexicon.runs:
            return self._read_run(i)
        if folded == "百" and [t.folded for t in tokens[i + 1 : i + 3]] == ["分", "之"]:
            return self._read_chinese_percent(i)
        if i > 0 and (tokens[i - 1].folded, folded) in lexicon.fiscal_year and self._precedes_year(i):
            self.units.append(self.units.pop(), i - 1, i + 1)
            return i + 1
        if folded[0] in DIGITS:
            after = self._read_figures(i)
            if after:
                return after
        if folded in lexicon.set_phrases:
            after = append_set_phrase(self.units, i, lexicon)
            if after:
                return after
        if (folded in ROMAN or folded in lexicon.century_numerals) and append_numeral(
            self.units, i, lexicon, self.elsewhere
        ):
            return i + 1
        if folded == "-" and self._is_hyphen(i):
            return i + 1
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
        elif folded in lexicon.percent or (folded in lexicon.percent_behind_number and self._follows_number(i)):
            self.units.append("%", i, i + 1)
        elif folded in lexicon.thermometers and self._follows_number(i):
            self.units.append("°", i, i + 1)
            self.units.append(folded, i, i + 1)
        elif folded in lexicon.clipped and append_clipped(self.units, i, lexicon):
            return i + 1
        elif folded in lexicon.noon:
            self._read_twelve(i, NOON)
        elif folded in lexicon.midnight:
            self._read_twelve(i, MIDNIGHT)
        elif folded in lexicon.months and self._beside_number(i):
            self.units.append(lexicon.months[folded], i, i + 1)
        else:
            self.units.append(folded, i, i + 1)
        return i + 1

    def _is_hyphen(self, i: int) -> bool:
        """Tell the dash of "U.S.-27", behind an initialism's dot, from a minus: "US-27" has it for a hyphen too."""
        start, text = self.units.tokens[i].start, self.units.text
        initial = text[max(start - 3, 0) : start]
        return initial[-1:] == "." and initial[-2:-1].isalpha() and not initial[:-2].isalpha()

    def _read_run(self, i: int) -> int:
        """Append the listed word without spaces that begins at token i, or the token alone."""
        folded = self.units.tokens[i].folded
        for run, key in self.lexicon.runs[folded]:
            if i + len(run) <= self.units.stop and all(
                token.folded == part for token, part in zip(self.units.tokens[i:], run, strict=False)
            ):
                self.units.append(key, i, i + len(run))
                return i + len(run)
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

    def _read_figures(self, i: int) -> int:
        """Append what digits are that are more than a number; return the next token, or 0 if they are a number."""
        tokens, stop = self.units.tokens, self.units.stop
        following = tokens[i + 1].folded if i + 1 < stop else ""
        folded = tokens[i].folded
        # Only digits with a slash or dot inside or a dash behind are a date, only those with others near a telephone
        # number.
        if "/" in folded or "." in folded or following == "-":
            after = append_figures(self.units, i, self.lexicon, self.elsewhere)
            if after:
                return after
        if following[:1] in DIGITS or following == "-" or folded.count(".") > 1:
            after = append_telephone(self.units, i)
            if after:
                return after
        after = append_height(self.units, i)
        if after:
            return after
        start = tokens[i].start
        if self.units.text[start - 1 : start] == "#" and any(map(self.elsewhere.has, self.lexicon.numero)):
            self.units.append(min(self.lexicon.numero, key=len), i, i + 1)
        return 0

    def _follows_number(self, i: int) -> bool:
        return self._ends_at(i) and self.units.keys[-1][0] == "#"

    def _read_twelve(self, i: int, key: str) -> None:
        """Read "noon" or "midnight", also behind its twelve, as the time that it is: 12 p.m., 12 heures, 0 Uhr."""
        hours = ("12",) if key == NOON else ("0", "24")
        if self._follows_number(i) and self.units.keys[-1] == "#12":
            self.units.pop()
            self.units.append(key, i - 1, i + 1)
            return
        for hour in hours:
            for word in self.lexicon.clock - MERIDIEM:
                if self.elsewhere.has_pair(hour, word):
                    self.units.append(f"#{hour}", i, i + 1)
                    self.units.append(word, i, i + 1)
                    return
        self.units.append(key, i, i + 1)

    def _precedes_year(self, i: int) -> bool:
        """Tell whether token i ends its unit where digits follow: the year of "fiscal year 2007"."""
        return self._ends_at(i) and i + 1 < self.units.stop and self.units.tokens[i + 1].folded[0] in DIGITS

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
        sign = tokens[i].folded
        if i > 0 and tokens[i - 1].end == tokens[i].start and self._ends_at(i):
            # "R$" is a currency of its own, where the language's currencies have it.
            whole = tokens[i - 1].folded + sign
            if whole in self.lexicon.currencies:
                units.pop()
                first, sign = i - 1, whole
        number = self._number(i + 1) if i + 1 < self.units.stop else None
        if number is None:
            units.append(sign, first, i + 1)
            return i + 1
        stop = number.stop
        if stop < units.stop and self._is_named_again(sign, tokens[stop].folded):
            stop += 1
        units.append(number.key, i + 1, stop)
        units.append(sign, first, i + 1)
        return stop

    def _is_named_again(self, sign: str, word: str) -> bool:
        """Tell the word for a currency whose sign has been read: "$60 dollars"."""
        return word != sign and word in self.lexicon.currencies and word in self.lexicon.canonical.get(sign, ())

    def _append_number(self, key: str, i: int, j: int) -> int:
        """Append a number; am or pm makes it a time, a day goes behind the month that follows it."""
        units, lexicon, tokens = self.units, self.lexicon, self.units.tokens
        clock = clock_before_word(key, tokens, i, j, units.stop, lexicon)
        if clock:
            units.append(clock, i, j + 1)
            return j + 1
        if j < units.stop and key in DAYS and key[-1] != "." and tokens[j].folded in lexicon.hour_past:
            past = time_past_hour(tokens, int(key[1:]), j, units.stop, lexicon)
            key, j = (past, j + 2) if past else (key, j)
        hour = time_on_the_hour(key, tokens, j, units.stop, self.elsewhere)
        if hour:
            units.append(hour, i, j + 2)
            return j + 2
        time = time_with_meridiem(key, tokens[i], tokens[j], lexicon) if j < units.stop else ""
        if time:
            units.append(time, i, j + 1)
            return j + 1
        day = DAYS.get(key)
        if day:
            after = append_day_before_month(units, day, i, j, lexicon)
            if after:
                return after
            first = first_of_day_behind_month(units, i, lexicon)
            if first is not None:
                key, i = day, first
        after_half = half_behind_noun(tokens, j, units.stop, lexicon) if key[1:].isdecimal() else 0
        if after_half and tokens[j].folded[0].isalpha():
            units.append(number_key(Fraction(int(key[1:])) + HALF), i, after_half)
            units.append(tokens[j].folded, j, j + 1)
            return after_half
        j = year_stop(units, key, j, lexicon)
        units.append(key, i, j)
        if j + 1 < units.stop and tokens[j].folded in lexicon.particles:
            counted = tokens[j + 1].folded
            is_plain = counted[0].isalpha() and counted not in lexicon.triggers
            if counted in lexicon.currencies or (is_plain and self._has_noun(i, j)):
                units.append(counted, j, j + 2)  # 20 millions d'euros
                return j + 2
        return j

    def _has_noun(self, i: int, j: int) -> bool:
        numbers = (self.lexicon.numbers.get(token.folded, ("", 0)) for token in self.units.tokens[i:j])
        is_noun = any(kind == "scale" and (value >= MILLION or value == DOZEN) for kind, value in numbers)
        return is_noun or self.units.tokens[j - 1].folded in self.lexicon.dozens

    def _beside_number(self, i: int) -> bool:
        tokens = self.units.tokens
        return (i + 1 < len(tokens) and tokens[i + 1].folded[0] in DIGITS) or (
            i > 0 and tokens[i - 1].folded[0] in DIGITS
        )

    def _read_contraction(self, i: int) -> int:
        """Read the tail of "don't", "he'll", "it s"; both words span the whole contraction."""
        units, lexicon = self.units, self.lexicon
        folded = units.tokens[i].folded
        if not self._ends_at(i) or not is_contracted(units.tokens, i, units.text, lexicon.bare_contractions):
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
