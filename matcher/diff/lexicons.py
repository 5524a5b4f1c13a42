"""Which lexicon reads this text: by its language tag, or guessed from script and function words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from matcher.diff.lexicon import Lexicon
from matcher.diff.wordlists import build_lexicon, read_lists
from matcher.types import Token

# Languages that stand for themselves; any other language is guessed from script and function words.
LANGUAGES: Final = ("en", "de", "fr", "es", "ru", "uk", "ja")
# Languages whose lists fall back on English where they have none, but for those that speak of numbers.
PARTIAL_LANGUAGES: Final = ("it", "pt", "nl", "pl", "sv", "hi", "ar", "fa", "tr", "el", "he", "ko")
# The English lists that say nothing about numbers of another language.
NUMBER_LISTS: Final = (
    *("units", "tens", "hundreds", "scales", "ordinals", "denominators", "ordinal_suffixes", "number_words"),
    *("number_and", "number_article", "half", "minus", "point", "range", "percent", "percent_pairs", "clock"),
    *("quarter", "hour_past", "hour_to", "counted", "dimensions", "homographs", "date_articles", "decades"),
    *("decade_suffixes", "clock_before", "months", "weekdays", "measures"),
)

CJK: Final = re.compile("[\u3040-\u9fff]")
# A number in digits, with the letters that may stand behind it: 5m, 12th, 7:30.
NUMBER: Final = re.compile(r"\d[\d.,:/]*[^\W\d]{0,2}|\W+")
CYRILLIC: Final = re.compile("[\u0400-\u04ff]")

# How many tokens the guess looks at: enough for several function words, few enough to cost microseconds.
GUESS_TOKENS: Final = 60


def lexicon_for(language: str | None, *token_lists: Sequence[Token]) -> Lexicon:
    """Return the lexicon of a language tag, or of the language that the tokens seem to be written in.

    Parameters
    ----------
    language
        BCP 47 tag or None; only the primary subtag counts.
    token_lists
        Folded tokens to guess from, the longest text first.

    Notes
    -----
    A guess that stays open falls back to English with the negations of all languages: better to call a
    foreign homograph a negation than to miss one.
    """
    primary = (language or "").replace("_", "-").split("-")[0].lower()
    if primary in LANGUAGES or primary in PARTIAL_LANGUAGES:
        return load(primary)
    if primary == "zh":
        return load("ja")
    if primary:
        return load("any")
    return load(guess_language([t.folded for tokens in token_lists for t in tokens[:GUESS_TOKENS]]) or "any")


def guess_language(folded: Sequence[str]) -> str | None:
    """Guess the language of folded tokens from their script and function words, or return None."""
    sample = "".join(folded)
    if CJK.search(sample):
        return "ja"
    if CYRILLIC.search(sample):
        # Only Ukrainian of the two writes these letters (й and ї come decomposed); short texts may have none.
        uk, ru = load("uk"), load("ru")
        only_uk = (uk.function | uk.negation) - (ru.function | ru.negation)
        return "uk" if any(c in "іґє" for c in sample) or not only_uk.isdisjoint(folded) else "ru"
    functions = {code: load(code).function for code in ("en", "de", "fr", "es")}
    scores = {code: len([w for w in folded if w in words]) for code, words in functions.items()}
    best = max(scores, key=lambda code: scores[code])
    # A third of running text is function words; a tenth tells a language from a list of names.
    return best if scores[best] * 10 >= len(folded) and scores[best] else None


def may_be_value(word: str) -> bool:
    """Tell whether a folded word is a number or month, or a part of one, in any language."""
    return word in _value_words() if word.isalpha() else is_number(word)


def is_number(word: str) -> bool:
    """Tell whether a folded word is a number in digits: 5,000, 12th or 5m, but not the misread "1ong"."""
    return NUMBER.fullmatch(word) is not None


@cache
def _value_words() -> frozenset[str]:
    lexicons = map(load, (*LANGUAGES, *PARTIAL_LANGUAGES))
    return frozenset().union(
        *(lexicon.numbers.keys() | lexicon.mixed.keys() | lexicon.months.keys() for lexicon in lexicons)
    )


@lru_cache(maxsize=len(LANGUAGES) + len(PARTIAL_LANGUAGES) + 1)
def load(code: str) -> Lexicon:
    """Load one language's lexicon; "any" is English plus the negations of every language.

    A language of ``PARTIAL_LANGUAGES`` is that with lists of its own in place of English ones.
    """
    if code == "any":
        return build_lexicon("any", _with_all_negations())
    if code in PARTIAL_LANGUAGES:
        return build_lexicon(code, _with_all_negations() | dict.fromkeys(NUMBER_LISTS, "") | read_lists(code))
    return build_lexicon(code, read_lists(code))


@cache
def _with_all_negations() -> dict[str, str]:
    lists = read_lists("en")
    # Words that deny only with a partner, and mean something else far more often.
    homographs = {"n", "plus", "point", "personne"}
    foreign = [
        w
        for code in (*LANGUAGES[1:], "other")
        for w in read_lists(code).get("negation", "").split()
        if w not in homographs
    ]
    return lists | {"negation": " ".join([lists["negation"], *foreign])}
