"""What the other text says, asked where a form has two readings: "5m" is five million beside "5,000,000".

Every question is answered from a set that is made when it is first asked, so that no text makes the reading quadratic.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from matcher.diff.values.digits import DIGITS, MAX_DIGITS, digit_value
from matcher.diff.words.lexicon import Lexicon


class Elsewhere:
    """The folded tokens of the other text."""

    __slots__ = (
        "_cardinals",
        "_ones",
        "_ordinal_words",
        "_ordinals",
        "_pairs",
        "_scales",
        "_values",
        "_words",
        "lexicon",
        "tokens",
    )

    def __init__(self, tokens: Sequence[str], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self._words: frozenset[str] | None = None
        self._pairs: frozenset[tuple[str, str]] | None = None
        self._scales: frozenset[int] | None = None
        self._ones: frozenset[str] | None = None
        self._cardinals: frozenset[tuple[str, int]] | None = None
        self._ordinals: frozenset[tuple[str, str, int]] | None = None
        self._ordinal_words: frozenset[int] | None = None
        self._values: frozenset[Fraction] | None = None

    def has(self, word: str) -> bool:
        """Tell whether a folded token stands in the other text."""
        if self._words is None:
            self._words = frozenset(self.tokens)
        return word in self._words

    def has_pair(self, first: str, second: str) -> bool:
        """Tell whether two folded tokens stand one behind the other in the other text."""
        if self._pairs is None:
            self._pairs = frozenset(pairwise(self.tokens))
        return (first, second) in self._pairs

    def has_one(self, denominator: str) -> bool:
        """Tell whether "one" stands right before a word in the other text: "one third"."""
        if self._ones is None:
            numbers = self.lexicon.numbers
            self._ones = frozenset(b for a, b in pairwise(self.tokens) if numbers.get(a) == ("unit", 1))
        return denominator in self._ones

    def has_cardinal(self, name: str, value: int) -> bool:
        """Tell whether a number up to 99 stands right behind a word in the other text: "War Two"."""
        if self._cardinals is None:
            self._cardinals = frozenset((a, self._small(b, "unit")) for a, b in pairwise(self.tokens))
        return (name, value) in self._cardinals

    def has_ordinal(self, name: str, article: str, value: int) -> bool:
        """Tell whether an article and an ordinal stand right behind a word in the other text: "Harold the Third"."""
        if self._ordinals is None:
            triples = zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False)
            self._ordinals = frozenset((a, b, self._small(c, "ordinal")) for a, b, c in triples)
        return (name, article, value) in self._ordinals

    def has_ordinal_word(self, value: Fraction) -> bool:
        """Tell whether a word of the other text is the ordinal of a value: "terzo"."""
        if self._ordinal_words is None:
            numbers = (self.lexicon.numbers.get(word, ("", 0)) for word in self.tokens)
            self._ordinal_words = frozenset(value for kind, value in numbers if kind == "ordinal")
        return value in self._ordinal_words

    def _small(self, word: str, wanted: str) -> int:
        """Return the number that one word of a class or two digits say, 0 for any other."""
        if word.isdecimal() and len(word) < 3:
            return int(word)
        kind, value = self.lexicon.numbers.get(word, ("", 0))
        return value if kind == wanted else 0

    def has_scale(self, scale: int) -> bool:
        """Tell whether a word of the other text is a scale of this value: million."""
        if self._scales is None:
            numbers = (self.lexicon.numbers.get(word, ("", 0)) for word in self.tokens)
            self._scales = frozenset(value for kind, value in numbers if kind == "scale")
        return scale in self._scales

    def has_value(self, value: Fraction) -> bool:
        """Tell whether digits of the other text have this value."""
        if self._values is None:
            digits = {word for word in self.tokens if word[0] in DIGITS and len(word) <= MAX_DIGITS}
            values = (digit_value(word, self.lexicon.decimals) for word in digits)
            self._values = frozenset(value for value in values if value is not None)
        return value in self._values
