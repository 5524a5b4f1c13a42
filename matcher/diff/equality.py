"""Which units are equal, which are alike: Mr/Mister, mm/millimetres, $/dollars, 's/is, and joined words.

``units`` already gives equal keys to what is equal beyond doubt. Here stand the forms that may stand for
several words, which are equal only if the other text has one of them, and the likeness that pairs what
was replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

from matcher.diff.alignment import Edit
from matcher.diff.units import Units
from matcher.diff.values.readings import may_be_one_value
from matcher.diff.values.roman import is_first
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.short_forms import is_initialism, mean_the_same_here
from matcher.diff.words.spelling import MAX_GROUPS, is_misreading

# Line breaks after a hyphen: the joined word may have been two ("well-\nknown").
LINE_HYPHENS: Final = "-\u2010\u00ad"
# Dashes that may stand between the two words of a pair.
HYPHENS: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
# Gains of pairing two units; `alignment.EQUAL` lies between equal and alike. Equal function words weigh less,
# because they match by chance; a negation and a negation are a better pair than a negation and a noun.
EQUAL_WORD: Final = 1.5
EQUAL_FUNCTION_WORD: Final = 0.6
SAME_CLASS: Final = 0.3
UNLIKE: Final = -0.5
UNLIKE_OPEN: Final = -0.2
# Letters of a word in which a digit must be a misreading; shorter ones may be codes (B5, H2O) unless small.
MIN_MISREAD: Final = 4
# Units from "between" to what stands between its numbers.
BETWEEN_REACH: Final = 2
# Older Romanian texts have ş and ţ with the cedilla for ș and ț with a comma below; the keys are decomposed.
CEDILLA: Final = "\u0327"
COMMA_BELOW: Final = "\u0326"
# Share of letters from which on two words look alike to a reader.
ALIKE: Final = 0.5


@dataclass(init=False, slots=True)
class Equality:
    """Compares units of the quote with units of the document, by index."""

    quote: Units
    document: Units
    lexicon: Lexicon

    def __init__(self, quote: Units, document: Units, lexicon: Lexicon) -> None:
        self.quote = quote
        self.document = document
        self.lexicon = lexicon

    def score(self, i: int, j: int) -> float:
        """Return the gain of pairing quote unit i with document unit j."""
        a, b = self.quote.keys[i], self.document.keys[j]
        kinds = self.lexicon.kinds
        if self._is_equal_pair(i, j):
            return EQUAL_FUNCTION_WORD if kinds.get(a) == "function_word" else EQUAL_WORD
        kind_a = "number" if a[0] == "#" else kinds.get(a)
        kind_b = "number" if b[0] == "#" else kinds.get(b)
        if kind_a is not None and kind_a == kind_b:
            return SAME_CLASS if kind_a != "function_word" else 0.0
        similarity = Indel.normalized_similarity(a, b)
        if similarity >= ALIKE:
            return similarity * 0.5
        return UNLIKE_OPEN if kind_a is None and kind_b is None else UNLIKE

    def weigh(self, key: str) -> int:
        """Return 0 for a function word, 1 for any other."""
        return 0 if self.lexicon.kinds.get(key) == "function_word" else 1

    def is_equal(self, edit: Edit) -> bool:
        """Tell whether an edit only exchanges equal words in other clothes."""
        i, j = edit.quote_start, edit.document_start
        if edit.quote_stop - i != 1 or edit.document_stop - j != 1:
            is_short = self._are_initialism(i, edit.quote_stop, j, edit.document_stop)
            return is_short or self._is_line_end_join(edit) or self._is_initials(edit) or self._is_hyphen(edit)
        return self._is_equal_pair(i, j)

    def _is_equal_pair(self, i: int, j: int) -> bool:
        a, b = self.quote.keys[i], self.document.keys[j]
        if a == b:
            return True
        if self._may_mean_the_same(a, b) and mean_the_same_here(self.quote, i, self.document, j, self.lexicon):
            # "No." is "number" before a number only; elsewhere it denies.
            following = self.quote.keys[i + 1 : i + 2] + self.document.keys[j + 1 : j + 2]
            return "no" not in (a, b) or (len(following) == 2 and all(key[0] == "#" for key in following))
        if CEDILLA in a + b and _with_commas(a) == _with_commas(b):
            return True
        if "#1" in (a, b) and (a in self.lexicon.one or b in self.lexicon.one):
            return True
        if "i" in (a, b) and (is_first(self.quote, i, self.document, j) or is_first(self.document, j, self.quote, i)):
            return True
        if a[0] == b[0] == "#":  # the day of "March 6th" and the ordinal of "Hill 6th" are the same words
            return self.quote.letters(i, i + 1) == self.document.letters(j, j + 1) or may_be_one_value(
                self.quote, i, self.document, j, self.lexicon
            )
        return i > 0 and self.quote.keys[i - 1][0] == "#" and (self._is_range(a, b) or self._is_between(i, j))

    def is_one_word(self, edit: Edit) -> bool:
        """Tell whether both sides of an edit, neither of them empty, are one word: see ``are_one_word``."""
        return self.are_one_word(edit.quote_start, edit.quote_stop, edit.document_start, edit.document_stop)

    def are_one_word(self, i: int, quote_stop: int, j: int, document_stop: int) -> bool:
        """Tell whether runs of units from i and j have the same letters, or one is a contraction of the other."""
        ours, theirs = self.quote.letters(i, quote_stop), self.document.letters(j, document_stop)
        if ours == theirs:
            if ours.isdecimal():
                # Digits may be parted into thousands; parted otherwise ("12·5" and "125") they are other numbers.
                return _parts_thousands(self.quote, i, quote_stop) and _parts_thousands(self.document, j, document_stop)
            apart = self.quote.keys[i:quote_stop] if quote_stop - i > 1 else self.document.keys[j:document_stop]
            return not self._are_article_and_word(apart, ours)
        if self._are_initialism(i, quote_stop, j, document_stop):
            return True
        contractions = self.lexicon.bare_contractions
        key, other = self.quote.keys[i], self.document.keys[j]
        if key in contractions and self._is_contraction(key, self.document.keys[j:document_stop]):
            return True
        if other in contractions and self._is_contraction(other, self.quote.keys[i:quote_stop]):
            return True
        # Most pairs leave here: a misreading changes no more letters into one than this.
        return abs(len(ours) - len(theirs)) <= MAX_GROUPS and self._is_misread(i, quote_stop, j, document_stop)

    def _are_initialism(self, i: int, quote_stop: int, j: int, document_stop: int) -> bool:
        """Tell whether one side is a unit of capitals that stands for the first letters of the other side's units."""
        quote, document, lexicon = self.quote, self.document, self.lexicon
        if quote_stop - i == 1:
            return is_initialism(quote, i, document, j, document_stop, lexicon)
        return document_stop - j == 1 and is_initialism(document, j, quote, i, quote_stop, lexicon)

    def _are_article_and_word(self, apart: list[str], together: str) -> bool:
        """Tell "a part" from "apart": an article is no part of the word that both would make, unless as in "awhile"."""
        lexicon = self.lexicon
        if len(apart) != 2 or apart[0] not in lexicon.number_article:
            return False
        is_word = together in lexicon.words or together in lexicon.denied_by_a
        return is_word and apart[1] not in lexicon.kinds

    def _may_mean_the_same(self, a: str, b: str) -> bool:
        meanings, others = self.lexicon.canonical.get(a), self.lexicon.canonical.get(b)
        if meanings is None:
            return a in others if others is not None else a == b  # nearly all words mean themselves
        return not meanings.isdisjoint(others) if others is not None else b in meanings

    def _is_range(self, a: str, b: str) -> bool:
        """Tell whether a dash between two numbers stands for the other text's "to"."""
        return (a == "-" and b in self.lexicon.ranges) or (b == "-" and a in self.lexicon.ranges)

    def _is_between(self, i: int, j: int) -> bool:
        """Tell whether one unit is the dash of "between 8-10", the other the "and" of "between 8 and 10"."""
        pair = {self.quote.keys[i], self.document.keys[j]}
        if "-" not in pair or self.lexicon.number_and.isdisjoint(pair) or min(i, j) < BETWEEN_REACH:
            return False
        return all(
            units.keys[k - BETWEEN_REACH] in self.lexicon.range_between
            for units, k in ((self.quote, i), (self.document, j))
        )

    def _is_contraction(self, key: str, words: list[str]) -> bool:
        """Tell whether a contraction typed without its apostrophe stands for the words: dont is do + not."""
        meant = self.lexicon.bare_contractions[key]
        return len(meant) == len(words) and all(
            a == b or self._may_mean_the_same(a, b) for a, b in zip(meant, words, strict=True)
        )

    def _is_initials(self, edit: Edit) -> bool:
        """Tell whether initials stand together here and apart there: U.S. and U. S."""
        rows, columns = edit.quote_stop - edit.quote_start, edit.document_stop - edit.document_start
        if min(rows, columns) != 1:
            return False
        apart, (start, stop) = (self.quote, edit.quote_range) if rows > 1 else (self.document, edit.document_range)
        tokens = apart.tokens[min(apart.firsts[start:stop]) : max(apart.lasts[start:stop])]
        return all(len(t.folded) == 1 and t.folded.isalpha() for t in tokens) and self.is_one_word(edit)

    def _is_hyphen(self, edit: Edit) -> bool:
        """Tell whether the dash of "50-50" only stands for a hyphen between the other text's words."""
        dropped = edit.quote_start == edit.quote_stop
        units, other = (self.document, self.quote) if dropped else (self.quote, self.document)
        k, place = (edit.document_start, edit.quote_start) if dropped else (edit.quote_start, edit.document_start)
        num_units = edit.quote_stop - edit.quote_start + edit.document_stop - edit.document_start
        if num_units != 1 or units.keys[k] != "-":
            return False
        token = other.token_at(place)
        if not 0 < token < len(other.tokens):
            return False
        gap = other.text[other.tokens[token - 1].end : other.tokens[token].start]
        return not HYPHENS.isdisjoint(gap)

    def _is_misread(self, i: int, quote_stop: int, j: int, document_stop: int) -> bool:
        """Tell whether a digit within a word is a misread letter: "leader5hip"."""
        start, end = self.quote.span(i, quote_stop)
        quote = self.quote.text[start:end]
        start, end = self.document.span(j, document_stop)
        document = self.document.text[start:end]
        word, broken = (document, quote) if document.isalpha() else (quote, document)
        if not word.isalpha() or not broken.isalnum() or (len(word) < MIN_MISREAD and not word.islower()):
            return False
        return is_misreading(word.casefold(), broken.casefold())

    def _is_line_end_join(self, edit: Edit) -> bool:
        """Tell whether a word was put together over a line end, where its hyphen may have been a real one."""
        rows, columns = edit.quote_stop - edit.quote_start, edit.document_stop - edit.document_start
        if min(rows, columns) != 1:
            return False
        surface = self.quote.surface(edit.quote_start) if rows == 1 else self.document.surface(edit.document_start)
        return "\n" in surface and any(h in surface for h in LINE_HYPHENS) and self.is_one_word(edit)


def _with_commas(key: str) -> str:
    for letter in "st":
        key = key.replace(letter + CEDILLA, letter + COMMA_BELOW)
    return key


def _parts_thousands(units: Units, start: int, stop: int) -> bool:
    """Tell whether every token of a run of units but the first has three characters."""
    first, last = min(units.firsts[start:stop]), max(units.lasts[start:stop])
    return all(len(token.folded) == 3 for token in units.tokens[first + 1 : last])
