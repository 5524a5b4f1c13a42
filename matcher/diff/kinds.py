"""What kind of change is it, and does the sense turn on it?

Kinds have an order of weight: a pair of words is named after its weightier side. Closed classes come from the
lexicon, numbers from their keys, names from capitals; what is left is a content word, unless it is the
same word spelled or inflected otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from matcher.diff.units import Units
from matcher.diff.values.digits import DIGITS
from matcher.diff.values.roman import are_other_numerals
from matcher.diff.words.lexicon import SIGNS, Lexicon
from matcher.diff.words.moods import is_other_aspect, is_other_mood, is_other_voice
from matcher.diff.words.names import has_capital, is_doubtful, is_name, starts_sentence
from matcher.diff.words.negation import FRENCH_PARTNERS, FRENCH_REACH, NE_LIMITS, denies_with_ne, limits_with_ne
from matcher.diff.words.persons import is_other_person
from matcher.diff.words.phrases import begins_amount, is_binding, is_excess, is_one_of, is_other_duty
from matcher.diff.words.spelling import (
    KnownWord,
    are_listed_variants,
    are_synonyms,
    has_lost_accents,
    has_variant_beginning,
    is_misspelled,
    is_other_degree,
    is_same_stem,
    is_slip,
    is_spelling_variant,
    known_in,
    regional,
    without_accents,
)
from matcher.types import ChangeKind, Severity

# The weightier kind names a change that has two.
WEIGHT: Final[dict[ChangeKind, int]] = {
    "negation": 9,
    "number": 8,
    "modality": 7,
    "quantifier": 6,
    "order": 5,
    "name": 4,
    "word": 3,
    "function_word": 2,
    "inflection": 1,
    "spelling": 0,
}
MINOR: Final = frozenset({"function_word", "inflection", "spelling"})
# Kinds of words that are told apart by their spelling alone.
OPEN: Final[frozenset[ChangeKind]] = frozenset({"word", "name", "function_word"})
# What keys of numbers begin with, canonical or as they stand.
NUMBER_STARTS: Final = frozenset("#0123456789")
# A prefix may deny only a stem of this length: un+able, not in+to.
MIN_DENIED_STEM: Final = 4
# An ending within a word may deny a stem of this length: al(ma)dı.
MIN_INFLECTED_STEM: Final = 2
# A prefix may turn a stem of this length: вы+йти, во+йти.
MIN_TURNED_STEM: Final = 3
# An ending makes a woman of a word of this length: "Köch+in", not "dar+in".
MIN_MALE: Final = 4
# A name that is a word may be spelled as the word is in Britain or America from this length; shorter ones are surnames.
MIN_REGIONAL_NAME: Final = 5
# Units between a number and the unit that it counts in, inclusive: "5 euros par mois".
MEASURE_REACH: Final = 3
# Tokens between "by" and its number, inclusive: "um fast 40 Prozent".
AMOUNT_REACH: Final = 2
# What stands behind a word that ends its clause.
CLAUSE_ENDS: Final = frozenset(".,;:!?…—–)]\"'”’“‘»«")


@dataclass(init=False, unsafe_hash=True, slots=True)
class Judge:
    """Everything that typing needs to know about the two texts at hand."""

    lexicon: Lexicon
    document_text: str
    is_known_word: KnownWord | None

    def __init__(self, lexicon: Lexicon, document_text: str, is_known_word: KnownWord | None) -> None:
        self.lexicon = lexicon
        self.document_text = document_text
        # Without an archive's vocabulary nothing is told from that a word is in no list.
        self.is_known_word = None if is_known_word is None else known_in(lexicon.words, is_known_word)

    def unit_kind(self, units: Units, i: int) -> ChangeKind:
        """Return the kind of change that dropping or adding unit i is."""
        key = units.keys[i]
        if key[0] == "#" or key in SIGNS or key == "%" or key == "‰" or key == "°":
            return "number"
        if key[0] == "'":  # 's is "is" or a genitive, 'd is "would" or "had"
            return "modality" if key == "'d" else "inflection"
        kind = self.lexicon.kinds.get(key)
        if kind is not None:
            kind = self._in_context(units, i, key, kind)
        elif self._is_measure(units, i, key):
            kind = "number"
        elif key in self.lexicon.bare_contractions:
            kind = "negation" if "not" in self.lexicon.bare_contractions[key] else "function_word"
        if kind is not None:
            return kind
        return "name" if self._is_name(units, i) or self._is_title(units, i, key) else "word"

    def pair_kind(self, quote: Units, i: int, document: Units, j: int) -> ChangeKind:
        """Return the kind of change that unit j of the document becoming unit i of the quote is."""
        kind = self._pair_kind(quote, i, document, j)
        if kind == "inflection" and is_one_of(document, j, self.lexicon) and not is_one_of(quote, i, self.lexicon):
            return "quantifier"  # "one of the worst storms" was not "the worst storm"
        if kind == "inflection" and {self._is_one_length(quote, i), self._is_one_length(document, j)} == {True, False}:
            return "number"  # "for an hour" was not "for hours"
        return kind

    def _is_one_length(self, units: Units, i: int) -> bool | None:
        """Tell whether unit i is a unit of time with an article; None where it is another word, or has a number."""
        key, before = units.keys[i], units.keys[i - 1] if i else ""
        is_length = key in self.lexicon.durations or key in self.lexicon.long_durations
        if not is_length or before[:1] == "#":
            return None
        return before in self.lexicon.number_article

    def _pair_kind(self, quote: Units, i: int, document: Units, j: int) -> ChangeKind:
        """Return the kind of a pair by its two units alone."""
        a, b = self.unit_kind(quote, i), self.unit_kind(document, j)
        key_a, key_b = quote.keys[i], document.keys[j]
        weightier = a if WEIGHT[a] >= WEIGHT[b] else b
        if frozenset((key_a, key_b)) in self.lexicon.amount_opposites and _precedes_number(document, j, self.lexicon):
            return "number"
        if is_other_duty(quote, i, document, j, self.lexicon):
            return "modality"
        if are_other_numerals(quote, i, document, j):
            return "number"
        if are_listed_variants(key_a, key_b, self.lexicon) or has_variant_beginning(key_a, key_b, self.lexicon):
            return "spelling"
        if key_a in self.lexicon.months and self.lexicon.months[key_a] == self.lexicon.months.get(key_b):
            return "spelling"  # without its accent
        if are_synonyms(key_a, key_b, self.lexicon):
            return "function_word"
        if key_a in self.lexicon.multiples and key_b not in self.lexicon.multiples and self._is_form(key_a, key_b):
            return "number"  # "centaines" and "centaine"
        if key_b in self.lexicon.multiples and key_a not in self.lexicon.multiples and self._is_form(key_a, key_b):
            return "number"
        if self._are_closed_without_accents(key_a, key_b) and has_lost_accents(quote.tokens, document.tokens):
            return "spelling"  # "el" for "él", as all of that quote is written
        if a in OPEN and b in OPEN:
            in_doubt = weightier == "name" and self._is_in_doubt(quote, i, a) and self._is_in_doubt(document, j, b)
            return self._open_pair_kind(key_a, key_b, weightier, may_be_words=in_doubt)
        if self._is_denied_form(key_a, key_b):
            return "negation"
        if self._is_misspelled_closed_word(_word(quote, i), _word(document, j)):
            return "spelling"
        if a == b == "number" and "#" not in (key_a[0], key_b[0]):
            return self._open_pair_kind(key_a, key_b, "number")  # metre and meter, week and weeks
        if a == b == "quantifier" and self._is_form(key_a, key_b):
            return "inflection"
        return weightier

    def severity(self, kind: ChangeKind, removed: str | None, added: str | None) -> Severity:
        """Return how much a change weighs; a function word is material when the sense turns on it.

        Parameters
        ----------
        removed, added
            Folded word of the document and of the quote, None where the side has none or several.
        """
        if kind not in MINOR:
            return "material"
        lexicon = self.lexicon
        if kind == "inflection" and removed and added and is_other_degree(removed, added, lexicon):
            return "material"
        if kind == "inflection" and removed and added and is_other_voice(removed, added, lexicon):
            return "material"
        if kind != "spelling" and removed and added and is_other_person(removed, added, lexicon):
            return "material"
        if kind != "function_word":
            return "minor"
        if removed is None or added is None:
            return "material" if (removed or added) in lexicon.turning else "minor"
        if frozenset((removed, added)) in lexicon.opposites:
            return "material"
        person_a, person_b = lexicon.persons.get(removed), lexicon.persons.get(added)
        if person_a is not None and person_b is not None:
            is_other_role = (removed in lexicon.nominatives) != (added in lexicon.nominatives)
            return "material" if person_a != person_b or is_other_role else "minor"
        if removed in lexicon.contrasts and added in lexicon.contrasts:
            return "minor"
        return "material" if removed in lexicon.turning or added in lexicon.turning else "minor"

    def _in_context(self, units: Units, i: int, key: str, kind: ChangeKind) -> ChangeKind | None:
        lexicon = self.lexicon
        if key in lexicon.months and not (lexicon.months[key] != key or len(key) > 5):
            if self._capital_within_sentence(units, i):
                return "number"
            kind = kind if kind != "number" else "word" if lexicon.language in ("en", "any") else "number"
        elif key in lexicon.capitalised_are_names and has_capital(units.surface(i)) and self._is_name(units, i):
            return "name"
        if key == "no" and kind == "negation" and self._is_numero(units, i):
            return "function_word"
        if key in NE_LIMITS and lexicon.language == "fr" and limits_with_ne(units.tokens, units.firsts[i]):
            return "quantifier"  # "ne … que" is "only"
        if kind == "negation" and lexicon.language == "fr" and self._lacks_ne(units, i, key):
            kind = "quantifier" if key in lexicon.quantifier else "word"
        if key in lexicon.number_article and units.keys[i + 1 : i + 2] and units.keys[i + 1] in lexicon.articled:
            return "quantifier"  # "few objected" is not what "a few objected" says
        if kind == "number" and key in lexicon.one:
            kind = "function_word"  # "un" is an article, unless it stands for another number
        if key in lexicon.approximators and begins_amount(units.tokens, units.lasts[i], lexicon):
            return "quantifier"
        if kind == "function_word":
            if self._is_acronym(units, i):
                return "name"
            if is_binding(units, i, key, lexicon):
                return "modality"
            if is_excess(units, i, key, lexicon):
                return "quantifier"
        if key in lexicon.verb_particles and _ends_clause(units, i):
            return "word"  # part of its verb
        if self._is_measure(units, i, key):
            return "number"
        return kind

    def _capital_within_sentence(self, units: Units, i: int) -> bool:
        return has_capital(units.surface(i)) and (
            not starts_sentence(units, i, self.lexicon) or (i + 1 < len(units.keys) and units.keys[i + 1][0] == "#")
        )

    def _is_numero(self, units: Units, i: int) -> bool:
        """Tell "No. 10" from a denial: the abbreviation stands before a number, with its dot or its sign."""
        if i + 1 >= len(units.keys) or units.keys[i + 1][0] != "#":
            return False
        end = units.tokens[units.lasts[i] - 1].end
        return units.text[end : end + 1] in (".", "º") or "№" in units.surface(i)

    def _lacks_ne(self, units: Units, i: int, key: str) -> bool:
        """Tell "plus de bateaux" from "ne … plus"."""
        near = units.keys[max(0, i - FRENCH_REACH) : i + 3]
        return key in FRENCH_PARTNERS and not denies_with_ne(near)

    def _is_acronym(self, units: Units, i: int) -> bool:
        surface = units.surface(i)
        return len(surface) > 1 and surface.isupper() and len(units.keys[i]) > 1 and self._is_name(units, i)

    def _is_measure(self, units: Units, i: int, key: str) -> bool:
        """Tell whether a number counts in this unit, also through others: "milliards d'euros", "5 euros par mois"."""
        lexicon = self.lexicon
        if key not in lexicon.measures and key not in lexicon.currencies:
            return False
        for before in units.keys[max(i - MEASURE_REACH, 0) : i][::-1]:
            if before[0] == "#" or before in lexicon.numbers:
                return True
            is_unit = before in lexicon.measures or before in lexicon.currencies
            if not is_unit and lexicon.kinds.get(before) != "function_word":
                return False
        return False

    def _is_title(self, units: Units, i: int, key: str) -> bool:
        """Tell "monsieur Garnier": a title in small letters before a name."""
        after = units.lasts[i]
        if key not in self.lexicon.titles or after >= len(units.tokens):
            return False
        return units.text[units.tokens[after].start].isupper()

    def _is_name(self, units: Units, i: int) -> bool:
        return is_name(
            units, i, document_text=self.document_text, lexicon=self.lexicon, is_known_word=self.is_known_word
        )

    def _is_in_doubt(self, units: Units, i: int, kind: ChangeKind) -> bool:
        """Tell whether unit i is no name, or one only because it opens a sentence and the archive does not know it."""
        return kind != "name" or is_doubtful(units, i, document_text=self.document_text, lexicon=self.lexicon)

    def _open_pair_kind(self, a: str, b: str, weightier: ChangeKind, *, may_be_words: bool = False) -> ChangeKind:
        """Type a pair of open words: spelling before stem, stem before denial, denial before slips of the pen.

        With ``may_be_words`` what looks like names may be words: one mistyped by a letter is a slip.
        """
        kinds, words = self.lexicon.kinds, self.lexicon.words
        num_listed, num_closed = self._is_listed(a) + self._is_listed(b), (a in kinds) + (b in kinds)
        # A closed word with a capital is no name; its misreading (Thc) only looks like one. A measure is one: Miles.
        are_names = weightier == "name" and num_closed == 0
        if are_listed_variants(a, b, self.lexicon):
            return "spelling"
        is_named_word = are_names and min(len(a), len(b)) >= MIN_REGIONAL_NAME and a in words and b in words
        if is_named_word and regional(a) == regional(b):
            return "spelling"  # the Labour party and the Labor party
        if frozenset((a, b)) in self.lexicon.mood_pairs:
            return "modality"  # no more than an umlaut may tell them apart
        if self._is_of_other_sex(a, b):
            return weightier
        if num_closed < 2 and is_spelling_variant(a, b, are_names=are_names):
            return "spelling"
        if is_other_mood(a, b, self.lexicon):
            return "modality"
        if is_other_person(a, b, self.lexicon):
            return "inflection"
        if self._is_form(a, b) or is_other_aspect(a, b, self.lexicon):
            return "inflection"
        if self._is_denied_form(a, b):
            return "negation"  # "acceptable" is no slip for "unacceptable", however few use either
        if self._is_prefix_opposite(a, b) or num_listed == 2 or (a in words and b in words):
            return weightier
        are_names, is_listed = are_names and not may_be_words, num_listed == 1
        if is_misspelled(a, b, is_known_word=self.is_known_word, are_names=are_names, is_listed=is_listed):
            return "spelling"
        return weightier

    def _is_listed(self, key: str) -> bool:
        return key in self.lexicon.kinds or key in self.lexicon.measures or key in self.lexicon.currencies

    def _are_closed_without_accents(self, a: str, b: str) -> bool:
        """Tell whether two closed words are one but for an accent: "si" and "sí"."""
        if a not in self.lexicon.kinds or b not in self.lexicon.kinds:
            return False
        return without_accents(a) == without_accents(b)

    def _is_form(self, a: str, b: str) -> bool:
        return is_same_stem(a, b, self.lexicon)

    def _is_misspelled_closed_word(self, a: str, b: str) -> bool:
        """Tell "nct" for "not": exactly one side is no listed word, and it is a misreading of the other."""
        if a[0] in NUMBER_STARTS or b[0] in NUMBER_STARTS or self._is_listed(a) == self._is_listed(b):
            return False
        bare_a, bare_b = without_accents(a), without_accents(b)
        return bare_a == bare_b or is_slip(bare_a, bare_b, self.is_known_word, is_listed=True)

    def _is_of_other_sex(self, a: str, b: str) -> bool:
        """Tell "Lehrerin" from "Lehrer", which is another person."""
        shorter, longer = (a, b) if len(a) < len(b) else (b, a)
        ending = longer[len(shorter) :]
        return ending in self.lexicon.feminines and len(shorter) >= MIN_MALE and longer.startswith(shorter)

    def _is_prefix_opposite(self, a: str, b: str) -> bool:
        """Tell "выключить" from "включить", which a letter or two make each other."""
        if a[-MIN_TURNED_STEM:] != b[-MIN_TURNED_STEM:]:
            return False
        for one, other in self.lexicon.prefix_opposites:
            for ours, theirs in ((one, other), (other, one)):
                stem = a[len(ours) :]
                if len(stem) >= MIN_TURNED_STEM and a.startswith(ours) and b == theirs + stem:
                    return True
        return False

    def _is_denied_form(self, a: str, b: str) -> bool:
        """Tell whether one of two words is the other with a prefix, or an ending within it, that denies it."""
        return self._is_prefix_negation(a, b) or self._is_infix_negation(a, b)

    def _is_prefix_negation(self, a: str, b: str) -> bool:
        shorter, longer = (a, b) if len(a) < len(b) else (b, a)
        if not longer.endswith(shorter):
            # In some languages the prefix takes the accent: δυνατό, αδύνατο.
            shorter, longer = without_accents(shorter), without_accents(longer)
        if len(shorter) < MIN_DENIED_STEM or not longer.endswith(shorter):
            return False
        prefix = longer[: -len(shorter)]
        beginnings = self.lexicon.negative_prefixes.get(prefix)
        if beginnings is not None and shorter.startswith(beginnings):
            return True
        return prefix == "a" and longer in self.lexicon.denied_by_a

    def _is_infix_negation(self, a: str, b: str) -> bool:
        for plain, denying in self.lexicon.negative_infixes:
            for one, other in ((a, b), (b, a)):
                for k in range(MIN_INFLECTED_STEM, len(one) - len(plain) + 1):
                    if one[:k] != other[:k]:
                        break
                    if one[:k] + denying + one[k + len(plain) :] == other and one.startswith(plain, k):
                        return True
        return False


def _ends_clause(units: Units, i: int) -> bool:
    """Tell whether unit i is the last word of its clause, as far as marks tell."""
    rest = units.text[units.tokens[units.lasts[i] - 1].end :][:2].lstrip()
    return not rest or rest[0] in CLAUSE_ENDS


def _precedes_number(units: Units, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a number stands right behind unit i, a word or sign between or not; also beyond the units read."""
    following = units.tokens[units.lasts[i] : units.lasts[i] + AMOUNT_REACH]
    return any(
        token.folded[0] in DIGITS or token.folded in lexicon.numbers or token.folded in lexicon.denominators
        for token in following
    )


def _word(units: Units, i: int) -> str:
    """Return the folded word of a unit, also of a number that is written as one word."""
    if units.keys[i][0] == "#" and units.lasts[i] - units.firsts[i] == 1:
        return units.tokens[units.firsts[i]].folded
    return units.keys[i]
