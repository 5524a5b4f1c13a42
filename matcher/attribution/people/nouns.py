"""Nouns of offices: one form for the genders and cases of each, and German compounds in their parts.

"Der Werksleiter", "die Werksleiterin", "des Werksleiters" and "die Leiterin des Werks" have one noun, and "директора"
is the "директор". Forms are made of the titles and roles of each language by its endings (``data/roles.toml``), once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from matcher.attribution.grammar import MIN_ENDING, Grammar, get_grammar
from matcher.attribution.lexicon import LANGUAGES, load, split_words

_DATA: Final = load("roles")
_WHOLE: Final = split_words(_DATA["compounds"]["whole"])
# What says of which state or part an office is, before what it is for.
_LEVELS: Final = tuple(_DATA["compounds"]["levels"].split())
# The shortest first part of a compound, in letters: "Direktor" is no "Rektor", nor is "Berichter" a "Richter".
_MIN_PART: Final = 3
# The least that is left of a word when what stands before it is cut off, in letters.
_MIN_REST: Final = 4
# What is one body with the level before it: a Bundestagspräsident is of no Tag of the Bund.
_BODIES: Final = tuple(_DATA["compounds"]["bodies"].split())
# What stands before an office in one word, with a hyphen or without, and changes its rank.
_RANKS: Final[dict[str, str]] = dict(_DATA["compounds"]["ranks"])
PREFIXES: Final = tuple(_DATA["prefixes"]["words"].split())


@dataclass(frozen=True, slots=True)
class Noun:
    """A form of an office's noun.

    ``lemma`` is the nominative, of a man where the language has both; ``parts`` are what a compound has before it, in
    small letters ("wirtschafts"); ``is_oblique`` tells a form that can be no nominative.
    """

    lemma: str
    parts: tuple[str, ...]
    is_feminine: bool
    is_oblique: bool


@lru_cache(maxsize=4096)
def find_noun(lower: str) -> Noun | None:
    """Read a word in small letters as a form of an office's noun.

    >>> find_noun("bundeswirtschaftsministerin")
    Noun(lemma='minister', parts=('bundes', 'wirtschafts'), is_feminine=True, is_oblique=False)
    """
    forms = _get_forms()
    found = forms.get(lower)
    if found is None and "ё" in lower:
        found = forms.get(lower.replace("ё", "е"))
    if found is not None and found.lemma in _WHOLE:
        return found
    return _find_compound(lower) or found


def _find_compound(lower: str) -> Noun | None:
    """Take a German compound apart at the longest noun that ends it: Bundes|wirtschafts|minister."""
    heads = _get_heads()
    for start in range(_MIN_PART, len(lower) - MIN_ENDING + 1):
        head = heads.get(lower[start:])
        if head is not None:
            return Noun(head.lemma, tuple(_split_level(lower[:start].rstrip("-"))), head.is_feminine, head.is_oblique)
    return None


def _split_level(part: str) -> Iterator[str]:
    """Split what says of which state or party an office is from what it is for: Bundes|wirtschafts, SPD|fraktions."""
    *before, part = part.split("-")
    yield from before
    for level in _LEVELS:
        rest = part.removeprefix(level)
        if len(level) + _MIN_REST <= len(part) != len(rest) and not rest.startswith(_BODIES):
            yield level
            part = rest
    yield part


@cache
def _get_forms() -> dict[str, Noun]:
    """All forms of the titles and roles of all languages. What is a form of another noun is no noun of its own."""
    forms: dict[str, Noun] = {}
    for language in LANGUAGES:
        grammar = get_grammar(language)
        offices = grammar.titles | grammar.roles
        genders = [tuple(pair.split(":")) for pair in _DATA["genders"].get(language, "").split()]
        cases: Mapping[str, str] = _DATA["cases"].get(language, {})
        for office in sorted(offices):
            bare = grammar.bare_titles.get(office, office)
            lemma = next((m for f, m in _exchange_endings(bare, genders) if m in offices), bare)
            is_feminine = lemma != bare or bare in grammar.feminine
            for form, is_oblique in _iter_forms(office, cases):
                if form not in forms or forms[form].lemma == form:
                    forms[form] = Noun(lemma, (), is_feminine, is_oblique)
    return forms


def _exchange_endings(office: str, pairs: list[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for feminine, masculine in pairs:
        if office.endswith(feminine):
            yield feminine, office.removesuffix(feminine) + masculine


def _iter_forms(office: str, cases: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield the forms of a noun and whether each is oblique; the first ending that fits is its declension."""
    yield office, False
    ending = next((ending for ending in cases if office.endswith(ending)), None)
    if ending is not None:
        stem = office.removesuffix(ending)
        yield from ((stem + oblique, True) for oblique in cases[ending].split())


@cache
def _get_heads() -> dict[str, Noun]:
    """Forms of German nouns that a compound may end in: those that are no compounds themselves."""
    grammar = get_grammar("de")
    forms = {form: noun for form, noun in _get_forms().items() if noun.lemma in grammar.titles}
    heads = {form: noun for form, noun in forms.items() if len(form) >= MIN_ENDING}
    ends = tuple({noun.lemma for noun in heads.values() if len(noun.lemma) >= MIN_ENDING})
    return {form: noun for form, noun in heads.items() if noun.lemma in _WHOLE or not _is_compound(noun.lemma, ends)}


def _is_compound(lemma: str, ends: tuple[str, ...]) -> bool:
    return any(lemma.endswith(end) and len(lemma) >= len(end) + _MIN_PART for end in ends)


@cache
def forms_of(lemma: str) -> tuple[str, ...]:
    """All forms of a noun, itself included, the longest first."""
    forms = {form for form, noun in _get_forms().items() if noun.lemma == lemma}
    return tuple(sorted(forms | {lemma}, key=lambda form: (-len(form), form)))


def is_ranked(noun: Noun) -> bool:
    """Tell a compound whose first part changes the rank: Vizepräsident, Altkanzler."""
    return any(part in PREFIXES or part in _RANKS for part in noun.parts)


def is_office(lower: str) -> bool:
    """Tell an office's noun in any form, a rank before it in one word included: "экс-мэра", "замминистра"."""
    if find_noun(lower) is not None:
        return True
    rests = (lower.removeprefix(prefix).removeprefix("-") for prefix in PREFIXES if lower.startswith(prefix))
    return any(find_noun(rest) is not None for rest in rests)


def is_oblique_office(lower: str, grammar: Grammar) -> bool:
    """Tell a noun of an office in another case than the nominative, in a language that has cases."""
    if grammar.language not in _DATA["cases"]:
        return False
    noun = find_noun(lower)
    return noun is not None and noun.is_oblique
