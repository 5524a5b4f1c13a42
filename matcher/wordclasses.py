"""What each word of a segment may do to the words beside it, looked up once for a whole vocabulary.

Most passages have no negation, condition or number near them. One byte a token id tells so without cutting a word out
of the text: the rules of ``context`` and ``edges`` look closely only where a class they ask for stands near. Classes
err on the side of yes; whether "not" really denies a passage is for ``context`` to say.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matcher.diff import lexicon_for
from matcher.diff.lexicon import CJK_NUMERALS, Lexicon
from matcher.diff.lexicons import LANGUAGES
from matcher.index import Segment
from matcher.text import fold, tokenize

NEGATES: Final = 1  # may deny what follows: "not", the t of "n't", "deny"
BREAKS: Final = 2  # a negation before it no longer governs what follows: "but", "because"
QUALIFIES_BEFORE: Final = 4  # a condition, hedge, attitude or concession in front of a passage
QUALIFIES_AFTER: Final = 8  # a condition, hedge, contrast or limit behind it
VALUE: Final = 16  # gives a number by itself: digits, "five", "half", but no "million"
SCALE: Final = 32  # multiplies the number before it: "million", "percent", %
MINUS: Final = 64
DENIES_SAYING: Final = 128  # verbs of denying and refusing, in any language

# Lists of ``context.toml`` that only some languages have.
OPTIONAL_LISTS: Final = ("infinitives", "adjuncts", "separable", "inverted", "subjects")

DENIALS: Final = frozenset(
    fold("deny denies denied denying refuse refuses refused refusing leugnet leugnete bestritt").split()
)


def classes_of(segment: Segment, language: str | None) -> NDArray[np.uint8]:
    """Return the classes of every token id of a segment for texts of a language, uint8 (v + 1,).

    Made at a segment's first answer in that language, in about a millisecond for 300,000 words, and kept with it.
    """
    classes = segment.derived.get(language)
    if classes is None:
        classes = segment.derived[language] = _build(segment, lexicon_for(language).language)
    return classes


def word_lists(language: str) -> dict[str, frozenset[str]]:
    """Return the lists of ``context.toml`` for a language, English ones where it has none."""
    return _lists(language)


def _build(segment: Segment, code: str) -> NDArray[np.uint8]:
    starts = segment.arrays["word_bounds"][:-1]
    classes = np.zeros(len(starts) + 1, np.uint8)
    # Digits of every script fold to those of ASCII.
    leading = segment.arrays["words"][starts.astype(np.int64)]
    classes[1:][(leading >= ord("0")) & (leading <= ord("9"))] = VALUE
    for bit, words in _words_by_class(code).items():
        ids = segment.ids_of(np.array([tokenize(word).hashes[0] for word in words], np.uint64))
        classes[ids[ids > 0]] |= bit
    return classes


@cache
def _words_by_class(code: str) -> dict[int, tuple[str, ...]]:
    """Return the words of each class; a language without lexicons is given those of all."""
    lexicon = lexicon_for(code)
    each = [lexicon] if code in LANGUAGES else [lexicon_for(c) for c in LANGUAGES]
    found: dict[int, set[str]] = {
        NEGATES: {"t"}.union(lexicon.negation, *map(_denying, each)),
        # Where the language is open, no conjunction is sure to end a clause.
        BREAKS: set(_lists(code)["breaks"]) if code in LANGUAGES else set(),
        QUALIFIES_BEFORE: set().union(*map(_qualifying_before, each)),
        QUALIFIES_AFTER: set().union(*map(_qualifying_after, each)),
        VALUE: _values(lexicon).union(*map(_values, each)),
        SCALE: {word for word, (kind, _) in lexicon.numbers.items() if kind in ("scale", "hundred")}
        | lexicon.percent
        | {"%", "‰"},
        MINUS: {"-", *lexicon.minus},
        DENIES_SAYING: set(DENIALS),
    }
    return {bit: tuple(sorted(word for word in words if len(tokenize(word)) == 1)) for bit, words in found.items()}


def _values(lexicon: Lexicon) -> set[str]:
    """Return the words that give a number by themselves, or half of one."""
    words = {word for word, (kind, _) in lexicon.numbers.items() if kind in ("unit", "tens")}
    return words.union(lexicon.mixed, lexicon.half, CJK_NUMERALS if lexicon.language == "ja" else ())


def _denying(lexicon: Lexicon) -> set[str]:
    contractions = {word for word, parts in lexicon.bare_contractions.items() if "not" in parts}
    return contractions | lexicon.negation | _lists(lexicon.language)["denials"]


def _qualifying_before(lexicon: Lexicon) -> set[str]:
    lists = _lists(lexicon.language)
    found = {*lexicon.conditions, *lexicon.hedges, *lists["attitudes"], *lists["concessions"], *lists["quantities"]}
    return found.union(provisos(lexicon.language))


def _qualifying_after(lexicon: Lexicon) -> set[str]:
    lists = _lists(lexicon.language)
    found = {*lexicon.conditions, *lexicon.hedges, *lexicon.contrasts, *lists["limits"], *lists["inverted"]}
    return found.union(provisos(lexicon.language))


@cache
def _lists(language: str) -> dict[str, frozenset[str]]:
    lists = dict.fromkeys(OPTIONAL_LISTS, "") | _table(language)
    return {name: frozenset(fold(words).split()) for name, words in lists.items() if isinstance(words, str)}


@cache
def provisos(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the conditions of several words of a language, by the word that tells them."""
    table: dict[str, list[str]] = _table(language).get("provisos", {})
    return {fold(word): tuple(tuple(fold(phrase).split()) for phrase in table[word]) for word in table}


def _table(language: str) -> dict[str, Any]:
    tables = tomllib.loads((files("matcher") / "context.toml").read_text(encoding="utf-8"))
    table: dict[str, Any] = tables.get(language, tables["en"])
    return table
