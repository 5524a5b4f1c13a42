"""Numbers in words: the state machine that adds up "two million three hundred and five".

One word at a time, in the grammar that English, German, French, Spanish, Russian and Ukrainian share:
units join tens, hundreds multiply what is before them, scales close it. Ordinals and denominators end a
number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from matcher.diff.values.compounds import compound_value
from matcher.diff.words.lexicon import Lexicon
from matcher.types import Token

# What opens a range, and how many words before its first number it stands: "between the ages of one and twenty".
RANGES: Final = frozenset({"between", "zwischen"})
RANGE_REACH: Final = 4
# German compounds: "einundzwanzig", "zweihundertdreißig"; folded, so ß is ss and ü is two characters, the
# second of them no \\w.
GERMAN_COMPOUND: Final = re.compile(
    r"(?:(?P<thousands>.*?)(?P<t>tausend))?(?:(?P<hundreds>.*?)(?P<h>hundert))?(?:und)?"
    r"(?:(?P<ones>ein|zwei|drei|vier|fu\u0308nf|sechs|sieben|acht|neun)und)?(?P<rest>.*)"
)
# "einundzwanzigsten", "hundertfünfzehnte"; ordinals below twenty are listed.
GERMAN_ORDINAL: Final = re.compile(r"(?:(?<=ig)s|(?<=hundert)s|(?<=tausend)s|(?<=zehn))te[mnrs]?$")
# The least ordinal that a number before it multiplies.
HUNDRED: Final = 100
ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)
# Tokens of one number at most: longer than any spoken number, short enough that "one one one ..." stays
# linear.
MAX_TOKENS: Final = 24


class NumberPhrase:
    """The state of reading a number in words, word by word.

    ``total`` holds finished thousands, ``current`` what is below the next scale, ``last`` the class read
    last.
    """

    __slots__ = ("current", "fraction", "last", "lexicon", "limit", "ordinal", "total")

    def __init__(self, lexicon: Lexicon, *, current: int | None = None) -> None:
        self.lexicon = lexicon
        self.total = Fraction(0)
        self.current: Fraction | None = None if current is None else Fraction(current)
        self.fraction: Fraction | None = None
        self.ordinal = False
        self.last = ""
        # Scales fall: "two million three thousand", never "two thousand three million".
        self.limit = 10**15

    def value(self) -> Fraction:
        """Return the value of what was read."""
        return self.fraction if self.fraction is not None else self.total + (self.current or ZERO)

    def read(self, tokens: Sequence[Token], i: int, stop: int) -> int:
        """Read from token i as far as the number goes; return the token after it."""
        j = i
        stop = min(stop, i + MAX_TOKENS)
        while j < stop:
            word = tokens[j].folded
            step = self._connected(tokens, j, stop)
            if step:
                j += step
                continue
            if not self._take(word):
                break
            j += 1
            if self.ordinal or self.fraction is not None:
                break
        return j

    def _take(self, word: str) -> bool:
        cls, value = self.lexicon.numbers.get(word, ("", 0))
        if self._take_denominator(word):
            return True
        if not cls:
            return self.lexicon.compound is not None and self._take_compound(word)
        if cls == "ordinal":
            return self._take_ordinal(value)
        if cls == "scale":
            return self._take_scale(value)
        if cls == "hundred":
            return self._take_hundred(value)
        return self._take_small(cls, value)

    def _take_compound(self, word: str) -> bool:
        """Take a number written as one word, which may be an ordinal."""
        compound: Fraction | None
        if self.lexicon.language == "de":
            cardinal = GERMAN_ORDINAL.sub("", word)
            compound, is_ordinal = german_compound(cardinal, self.lexicon), cardinal != word
        else:
            value, is_ordinal = compound_value(word, self.lexicon) or (None, False)
            compound = None if value is None else Fraction(value)
        if compound is None or self.current is not None or (self.total and compound >= self.limit):
            return False
        if compound % 1000 == 0 and not is_ordinal and not self.total:  # "drieduizend vijfhonderd"
            self.total, self.last, self.limit = compound, "scale", 1000
        else:
            self.current, self.last, self.ordinal = compound, "compound", is_ordinal
        return True

    def _take_denominator(self, word: str) -> bool:
        denominator = self.lexicon.denominators.get(word)
        if denominator is None or self.last != "unit" or self.current is None or self.total:
            return False
        if not 0 < self.current < denominator or (self.current > 1 and self._is_high_ordinal(word)):
            return False
        self.fraction = self.current / denominator
        return True

    def _is_high_ordinal(self, word: str) -> bool:
        """Tell "four hundredth", which counts, from "four hundredths"."""
        cls, value = self.lexicon.numbers.get(word, ("", 0))
        return cls == "ordinal" and value >= HUNDRED

    def _take_ordinal(self, value: int) -> bool:
        if value >= HUNDRED and self.current is not None and 0 < self.current < value:
            # "The four-hundredth", "the two-thousandth"; the smaller number before it multiplies.
            self.current = self.current * value
            self.ordinal = True
            return True
        if self.current is not None and self.lexicon.language == "fr" and self._take_french(value):
            self.ordinal = True
            return True
        if self.current is not None and not (
            (self.last == "tens" and value < 10) or (self.last == "hundred" and value < 100)
        ):
            return False
        self.current = (self.current or ZERO) + value
        self.ordinal = True
        return True

    def _take_scale(self, value: int) -> bool:
        if 0 < self.total < value and value > self.limit:
            # "Mil quinientos millones" counts thousands of millions.
            self.total = (self.total + (self.current or ZERO)) * value
            self.current, self.last, self.limit = None, "scale", value
            return True
        if value >= self.limit or (self.current is None and self.total):
            return False
        self.total += (1 if self.current is None else self.current) * value
        self.current, self.last, self.limit = None, "scale", value
        return True

    def _take_hundred(self, value: int) -> bool:
        if self.current is None:
            self.current = Fraction(value)
        elif value == 100 and 0 < self.current < 100 and self.last != "hundred":
            self.current *= 100
        else:
            return False
        self.last = "hundred"
        return True

    def _take_small(self, cls: str, value: int) -> bool:
        current = self.current
        if current is None or self.last == "hundred":
            self.current = (current or ZERO) + value
        elif self.last == "tens" and 0 < value < 10:
            self.current = current + value
        elif self.lexicon.language == "fr" and self._take_french(value):
            return True
        elif self.lexicon.language in ("en", "any") and 10 < current <= 20 and value >= 10 and self.last != "compound":
            # "nineteen eighty-four", "twenty nineteen": two pairs of digits are a year.
            self.current = current * 100 + value
        else:
            return False
        self.last = cls
        return True

    def _take_french(self, value: int) -> bool:
        """Take "quatre-vingt", "soixante-quinze", "dix-sept"."""
        current = self.current or Fraction(0)
        below_hundred = current % 100
        if below_hundred == 4 and value == 20:
            self.current, self.last = current + 76, "tens"
        elif self.last == "tens" and below_hundred in (60, 80) and 10 <= value < 20:
            self.current, self.last = current + value, "ten" if value == 10 else "unit"
        elif (self.last == "ten" or below_hundred == 10) and 7 <= value <= 9:
            self.current, self.last = current + value, "unit"
        else:
            return False
        return True

    def _connected(self, tokens: Sequence[Token], j: int, stop: int) -> int:
        """Return how many tokens a connector and its object take: "and five", "and a half", "point four"."""
        word = tokens[j].folded
        if not self.last or j + 1 >= stop:
            return 0
        if word in self.lexicon.point:
            return self._take_point(tokens, j, stop)
        if word not in self.lexicon.number_and:
            return 0
        following = tokens[j + 1].folded
        if following in self.lexicon.half or (
            following in self.lexicon.number_article and j + 2 < stop and tokens[j + 2].folded in self.lexicon.half
        ):
            if self.last == "scale":  # "a million and a half"
                self.total += Fraction(self.limit, 2)
            elif self.current is not None:
                self.current += Fraction(1, 2)
            else:
                return 0
            self.last = "half"
            return 2 if following in self.lexicon.half else 3
        cls, value = self.lexicon.numbers.get(following, ("", 0))
        return 2 if self._take_and(tokens, j, cls, value) else 0

    def _take_and(self, tokens: Sequence[Token], j: int, cls: str, value: int) -> bool:
        if cls in ("unit", "tens") and self.last in ("hundred", "scale"):
            self.current, self.last = (self.current or ZERO) + value, cls
            return True
        if cls == "unit" and self.last == "tens" and self.lexicon.language in ("fr", "es", "pt") and value < 12:
            self.current, self.last = (self.current or ZERO) + value, cls
            return True
        if cls == "hundred" and value > 100 and self.last == "scale":  # "mil e quinhentos"
            self.current, self.last = Fraction(value), cls
            return True
        old_style = self.lexicon.language in ("en", "de", "any") and j > 0
        if cls == "tens" and self.last == "unit" and old_style and self.current and self.current < 10:
            # "one and twenty" is 21, but "between one and twenty" is a range, and so is "six and seventy-six".
            words = {token.folded for token in tokens[max(j - 1 - RANGE_REACH, 0) : j - 1]}
            behind = self.lexicon.numbers.get(tokens[j + 2].folded, ("", 0)) if j + 2 < len(tokens) else ("", 0)
            if not RANGES.isdisjoint(words) or (behind[0] == "unit" and behind[1] < 10):
                return False
            self.current, self.last = self.current + value, "unit"
            return True
        return False

    def _take_point(self, tokens: Sequence[Token], j: int, stop: int) -> int:
        digits = ""
        k = j + 1
        while k < stop:
            cls, value = self.lexicon.numbers.get(tokens[k].folded, ("", 0))
            if cls != "unit" or value > 9:
                break
            digits += str(value)
            k += 1
        if not digits or self.current is None:
            return 0
        self.current += Fraction(int(digits), 10 ** len(digits))
        self.last = "decimal"
        return k - j


def german_compound(word: str, lexicon: Lexicon) -> Fraction | None:
    """Return the value of a German number written as one word, or None."""
    if word.endswith("einhalb"):
        cls, whole = lexicon.numbers.get(word.removesuffix("einhalb"), ("", 0))
        return whole + Fraction(1, 2) if cls == "unit" else None
    if not any(part in word for part in ("zig", "ssig", "hundert", "tausend")):
        return None
    match = GERMAN_COMPOUND.fullmatch(word)
    if match is None:
        return None
    value = ZERO
    if match["t"]:
        thousands = _german_part(match["thousands"], lexicon)
        value = -ONE if thousands is None else 1000 * (thousands or ONE)
    if match["h"] and value >= 0:
        hundreds = _german_part(match["hundreds"], lexicon)
        value = -ONE if hundreds is None else value + 100 * (hundreds or ONE)
    # Nothing was split off "rechtmäßig": what ends as tens do is none.
    rest = _german_part(match["rest"], lexicon) if match["rest"] != word else _german_word(word, lexicon)
    if value < 0 or rest is None or (match["ones"] and not rest):
        return None
    ones: Fraction | int = (
        lexicon.numbers[match["ones"]][1] if match["ones"] and match["ones"] in lexicon.numbers else 0
    )
    if match["ones"] == "ein":
        ones = 1
    return Fraction(value + ones) + rest


def _german_part(part: str, lexicon: Lexicon) -> Fraction | None:
    if not part:
        return ZERO
    if part in ("ein", "eine", "eins"):
        return Fraction(1)
    value = _german_word(part, lexicon)
    return german_compound(part, lexicon) if value is None and len(part) > 6 else value


def _german_word(word: str, lexicon: Lexicon) -> Fraction | None:
    """Return the value of a number's word that the lexicon lists: "drei", "dreißig"."""
    cls, value = lexicon.numbers.get(word, ("", 0))
    return Fraction(value) if cls in ("unit", "tens") else None
