"""What each word of a segment may do to the words beside it, looked up once for a whole vocabulary.

Most passages have no negation, condition or number near them. One number a token id tells so without cutting a word out
of the text: the rules of ``context`` and ``edges`` look closely only where a class they ask for stands near. Classes
err on the side of yes; whether "not" really denies a passage is for ``context`` to say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matcher.diff import lexicon_for
from matcher.diff.words.lexicon import CJK_NUMERALS, SIGNS, Lexicon
from matcher.diff.words.lexicons import LANGUAGES, PARTIAL_LANGUAGES
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
PERCENT: Final = 256  # one of the scales that a writer may put outside the marks: "by “20 to 25” percent"
PART: Final = 512  # belongs to an amount together with what stands near: "hundreds", "half", "all", "degrees"
LINK: Final = 1024  # stands between two parts of an amount, or before one: "of", "to", "a", "out", $
ARTICLED: Final = 2048  # another quantity with an article before it: "few"
LIMITS: Final = 4096  # limits a number or other quantity right behind it: "nearly", the "least" of "at least"
LIMITED: Final = 8192  # a quantity that is no number ("all", "no"), or the article of a group: "one of | the best"
# Words that qualify only near a passage or where another stands: verbs of hearsay, the "had" of "had we known" with a
# "would" in the passage, the longest word of an afterthought.
RELAYS: Final = 16384
INVERTS: Final = 32768
UNREAL: Final = 65536
TAKES_BACK: Final = 131072
COMPLETES: Final = (
    262144  # right behind a passage it may go with its last word: the s of "'s", the "than" of "more than"
)
ARTICLE: Final = 524288  # turns a quantity round: the "a" of "a few"

# What stands between words that are cut into tokens together: no mark or space that could join two of them.
BETWEEN_WORDS: Final = "\n\n"

# Lists of ``context.toml`` that only some languages have.
OPTIONAL_LISTS: Final = (
    *("final_infinitives", "adjuncts", "separable", "inverted", "inverted_subjects", "comparatives", "comparisons"),
    *("verbal_conditions", "opening_conditions", "condition_endings", "trailing", "clitics"),
    *("privatives", "infinitive_relays"),
    *("postponed", "clause_starts", "back", "correlatives", "sources"),
    *("comments", "known", "absolutes", "indispensable"),
    *("shares", "concessive", "insertions", "spans", "appositives", "infinitive_endings", "verdicts", "companions"),
    *("misjudged", "sayings", "aims", "scant", "replies", "when", "degrees", "grounds", "wishes", "no_provisos"),
    *("bare_relays", "bare_subjects", "bare_barred", "capitals"),
    *("superlatives", "bounds", "spanning", "spanned", "eras", "openers", "ranks"),
    *("restrictions", "dependences", "claims", "attempts", "certainties", "refutations", "exceptives"),
    *("members", "group_articles", "falsely", "preferences"),
)

DENIALS: Final = frozenset(
    fold("deny denies denied denying refuse refuses refused refusing leugnet leugnete bestritt").split()
)


def classes_of(segment: Segment, language: str | None) -> NDArray[np.uint32]:
    """Return the classes of every token id of a segment for texts of a language, uint32 (v + 1,).

    Made at a segment's first answer in that language, in about a millisecond for 300,000 words, and kept with it.
    """
    classes = segment.derived.get(language)
    if classes is None:
        classes = segment.derived[language] = _build(segment, lexicon_for(language).language)
    return classes


def word_lists(language: str) -> dict[str, frozenset[str]]:
    """Return the lists of ``context.toml`` for a language, English ones where it has none."""
    return _lists(language)


def _build(segment: Segment, code: str) -> NDArray[np.uint32]:
    starts = segment.arrays["word_bounds"][:-1]
    classes = np.zeros(len(starts) + 1, np.uint32)
    # Digits of every script fold to those of ASCII.
    leading = segment.arrays["words"][starts.astype(np.int64)]
    classes[1:][(leading >= ord("0")) & (leading <= ord("9"))] = VALUE
    for bit, hashes in _hashes_by_class(code).items():
        ids = segment.ids_of(hashes)
        classes[ids[ids > 0]] |= bit
    return classes


@cache
def _hashes_by_class(code: str) -> dict[int, NDArray[np.uint64]]:
    """Return the hashes of the words of each class that are one token."""
    by_class = words_by_class(code)
    hashes = hashes_of(sorted(set().union(*by_class.values())))
    return {
        bit: np.array([hashes[word] for word in words if word in hashes], np.uint64) for bit, words in by_class.items()
    }


def hashes_of(words: Sequence[str]) -> dict[str, np.uint64]:
    """Return the hash of each word that is one token in a text; all are cut into tokens at once."""
    stream = tokenize(BETWEEN_WORDS.join(words))
    lengths = np.array([len(word) for word in words], np.int64)
    ends = np.cumsum(lengths + len(BETWEEN_WORDS)) - len(BETWEEN_WORDS)
    first, end = np.searchsorted(stream.starts, (ends - lengths, ends))
    found = {words[k]: stream.hashes[first[k]] for k in np.flatnonzero(end - first == 1).tolist()}
    # A dash is a token only before a number.
    return found | {"-": tokenize("-1").hashes[0]}


def words_by_class(code: str) -> dict[int, set[str]]:
    """Return the words of each class; a language without lexicons is given those of all."""
    lexicon = lexicon_for(code)
    is_known = code in LANGUAGES or code in PARTIAL_LANGUAGES
    each = [lexicon] if is_known else [lexicon_for(c) for c in (*LANGUAGES, *PARTIAL_LANGUAGES)]
    return {
        NEGATES: {"t"}.union(lexicon.negation, *map(_denying, each)),
        # Where the language is open, no conjunction is sure to end a clause.
        BREAKS: set(_lists(code)["breaks"]) if is_known else set(),
        QUALIFIES_BEFORE: set().union(*map(_qualifying_before, each)),
        QUALIFIES_AFTER: set().union(*map(_qualifying_after, each)),
        VALUE: _values(lexicon).union(*map(_values, each)),
        SCALE: {"%", "‰"}.union(*map(_scales, each)),
        MINUS: {"-"}.union(*(own.minus for own in each)),
        DENIES_SAYING: set(DENIALS),
        PERCENT: {"%", "‰"}.union(*(own.percent for own in each)),
        PART: set().union(*map(_amount_parts, each)),
        LINK: set().union(*map(_amount_links, each)),
        ARTICLED: set(lexicon.articled),
        ARTICLE: set(lexicon.number_article),
        LIMITS: set().union(*map(_limiting, each)),
        LIMITED: _listed(each, "limited", "group_articles"),
        RELAYS: _listed(each, "relays", "heard", "rumours", "wishes", "bare_relays", "attempts").union(
            *(own.totals for own in each)
        ),
        INVERTS: {phrase.partition("+")[0] for phrase in _listed(each, "inversions")},
        UNREAL: _listed(each, "unreal"),
        TAKES_BACK: set().union(*map(_taking_back, each)),
        COMPLETES: {"s"}
        | _listed(each, "comparisons", "bounds", "spanning", "exceptives")
        | _excluding(each)
        | _pairing(each),
    }


def _listed(lexicons: Sequence[Lexicon], *names: str) -> set[str]:
    return {word for lexicon in lexicons for name in names for word in _lists(lexicon.language)[name]}


def _pairing(lexicons: Sequence[Lexicon]) -> set[str]:
    """Return what a word of the passage may go with behind it: "either … | or", "would … | had"."""
    pairs = phrases(frozenset(_listed(lexicons, "correlatives")))
    return {second for _, second in pairs} | {word for word in _listed(lexicons, "inversions") if "+" not in word}


def _excluding(lexicons: Sequence[Lexicon]) -> set[str]:
    """Return the first words of the phrases that make an exception."""
    return {phrase.partition("+")[0] for phrase in _listed(lexicons, "exclusions")}


def _values(lexicon: Lexicon) -> set[str]:
    """Return the words that give a number by themselves, or half of one."""
    words = {word for word, (kind, _) in lexicon.numbers.items() if kind in ("unit", "tens")}
    return words.union(
        lexicon.mixed, lexicon.half, lexicon.quarter, lexicon.decades, CJK_NUMERALS if lexicon.language == "ja" else ()
    )


def _scales(lexicon: Lexicon) -> set[str]:
    scales = {word for word, (kind, _) in lexicon.numbers.items() if kind in ("scale", "hundred")}
    return scales | lexicon.percent


def _denying(lexicon: Lexicon) -> set[str]:
    contractions = {word for word, parts in lexicon.bare_contractions.items() if "not" in parts}
    lists = _lists(lexicon.language)
    near = {phrase[0] for phrase in phrases(lists["near_denials"])}
    near |= {phrase[-1] for phrase in phrases(lists["verdicts"])}
    single = (
        *("denials", "refusals", "unfulfilled", "doubts", "postponed", "misjudged", "scant"),
        *("falsely", "preferences"),
    )
    return {*contractions, *lexicon.negation, *near}.union(*(lists[name] for name in single))


def _qualifying_before(lexicon: Lexicon) -> set[str]:
    lists = _lists(lexicon.language)
    # The longest is a rarer word than "in" or "my".
    opinions = {max(phrase, key=len) for phrase in phrases(lists["opinions"] | lists["sources"] | lists["openers"])}
    single = ("attitudes", "concessions", "quantities", "exclusives", "inverted", "opening_conditions", "ranks")
    found = {*lexicon.conditions, *lexicon.hedges, *opinions, *provisos(lexicon.language), *_excluding([lexicon])}
    found |= {max(phrase, key=len) for phrase in phrases(lists["privatives"])}
    found |= {first for first, _ in phrases(lists["correlatives"])}
    return found.union(*(lists[name] for name in single))


def _qualifying_after(lexicon: Lexicon) -> set[str]:
    lists = _lists(lexicon.language)
    found = {*lexicon.conditions, *lexicon.hedges, *lexicon.contrasts, *lists["limits"], *lists["inverted"]}
    return found.union(provisos(lexicon.language), lists["opening_conditions"], lists["indispensable"])


def _taking_back(lexicon: Lexicon) -> set[str]:
    lists = _lists(lexicon.language)
    limits = phrases(frozenset().union(*(lists[n] for n in ("afterthoughts", "shares", "restrictions", "dependences"))))
    return {max(phrase, key=len) for phrase in limits} | lexicon.exceptions | lists["claims"]


def _limiting(lexicon: Lexicon) -> set[str]:
    lists = _lists(lexicon.language)
    limits = lists["limiters"] | lists["number_limiters"] | lists["members"]
    return {phrase[-1] for phrase in phrases(limits)} | lexicon.approximators


def _amount_parts(lexicon: Lexicon) -> set[str]:
    return {*lexicon.multiples, *lexicon.denominators, *lexicon.half, *lexicon.totals, *lexicon.degrees}


def _amount_links(lexicon: Lexicon) -> set[str]:
    times = lexicon.hour_past | lexicon.hour_to | lexicon.hour_and
    return {*lexicon.joining, *lexicon.below, *lexicon.point, *lexicon.number_article, *times, *SIGNS, "-"}


@cache
def _lists(language: str) -> dict[str, frozenset[str]]:
    # Some lists only some languages have.
    lists = dict.fromkeys((*OPTIONAL_LISTS, *_table("en")), "") | _table(language)
    return {name: frozenset(fold(words).split()) for name, words in lists.items() if isinstance(words, str)}


@cache
def provisos(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the conditions of several words of a language, by the word that tells them."""
    table: dict[str, list[str]] = _table(language).get("provisos", {})
    return {fold(word): tuple(tuple(fold(phrase).split()) for phrase in table[word]) for word in table}


def _table(language: str) -> dict[str, Any]:
    tables = _tables()
    table: dict[str, Any] = tables.get(language, tables["en"])
    return table


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("matcher") / "context.toml").read_text(encoding="utf-8"))


@cache
def phrases(entries: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """Return the words of phrases written as "far+from"."""
    return tuple(sorted(tuple(entry.split("+")) for entry in entries))


@cache
def phrases_from(entries: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases by their first words: a text has few of these, and few phrases need be compared with it."""
    return _by_word(entries, 0)


@cache
def phrases_to(entries: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases by their last words."""
    return _by_word(entries, -1)


def _by_word(entries: frozenset[str], place: int) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases(entries):
        found.setdefault(phrase[place], []).append(phrase)
    return found
