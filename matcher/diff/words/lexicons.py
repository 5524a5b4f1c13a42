"""Which lexicon reads this text: by its language tag, or guessed from script and function words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from matcher.diff.words.lexicon import SIGNS, Lexicon
from matcher.diff.words.wordlists import build_lexicon, read_lists, read_words
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
    *("decade_suffixes", "clock_before", "months", "weekdays", "measures", "percent_behind_number", "numero", "noon"),
    *("set_phrases", "clipped", "halves", "share_articles", "share_of", "midnight", "hour_and", "hour_of"),
    *("hour_till", "hour_without", "durations", "long_durations", "bare_durations", "dozens"),
)

CJK: Final = re.compile("[\u3040-\u9fff]")
# A number in digits, with the letters that may stand behind it: 5m, 12th, 7:30.
NUMBER: Final = re.compile(r"\d[\d.,:/]*[^\W\d]{0,2}|\W+")
CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
# Scripts that one language of the lists is written in; Persian writes letters and words that Arabic has not.
OTHER_SCRIPT: Final = re.compile("[\u0370-\u03ff\u0590-\u06ff\u0900-\u097f\u1100-\u11ff\uac00-\ud7af]")
SCRIPTS: Final = tuple(
    (code, re.compile(letters))
    for code, letters in (
        ("el", "[\u0370-\u03ff]"),
        ("he", "[\u0590-\u05ff]"),
        ("fa", "[\u067e\u0686\u0698\u06af]"),
        ("ar", "[\u0600-\u06ff]"),
        ("hi", "[\u0900-\u097f]"),
        ("ko", "[\u1100-\u11ff\uac00-\ud7af]"),
    )
)
# Letters that only one of the languages in Latin script writes, folded: ğ, ş and ł.
LETTERS: Final = (("g\u0306", "tr"), ("s\u0327", "tr"), ("ł", "pl"))
# What tells languages in Latin script apart.
CLOSED_LISTS: Final = ("function", "negation", "modality", "quantifier")
# Languages in Latin script whose function words are listed; the first of equals is the guess.
LATIN_LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr")

# Tags whose lexicon is known without reading them again; an archive has some dozens, and documents may name any.
MAX_TAGS: Final = 256

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
    if language:
        return _lexicon_of_tag(language)
    return load(guess_language([t.folded for tokens in token_lists for t in tokens[:GUESS_TOKENS]]) or "any")


@lru_cache(maxsize=MAX_TAGS)
def _lexicon_of_tag(language: str) -> Lexicon:
    primary = language.replace("_", "-").split("-")[0].lower()
    if primary in LANGUAGES or primary in PARTIAL_LANGUAGES:
        return load(primary)
    return load("ja" if primary == "zh" else "any")


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
    if not sample.isascii() and len(OTHER_SCRIPT.findall(sample)) * 2 > len(sample):
        code = next(code for code, letters in SCRIPTS if letters.search(sample))
        return "fa" if code == "ar" and not load("fa").function.isdisjoint(folded) else code
    languages = _languages_of_words()
    weights = dict.fromkeys(LATIN_LANGUAGES, 0.0)
    known = [languages[word] for word in folded if word in languages]
    if not sample.isascii():
        known += [(code,) for letter, code in LETTERS if letter in sample for word in folded if letter in word]
    for codes in known:
        share = 1 / len(codes)
        for code in codes:
            weights[code] += share
    best = max(weights, key=weights.__getitem__)
    count = len([codes for codes in known if best in codes])
    # A third of running text is function words; a tenth tells a language from a list of names.
    return best if count * 10 >= len(folded) and count else None


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    """Map each word of a closed class to the languages in Latin script that have it: "de" tells little."""
    found: dict[str, list[str]] = {}
    for code in LATIN_LANGUAGES:
        lists = read_lists(code)
        words = {word for name in CLOSED_LISTS for word in lists.get(name, "").split()}
        # "Dont" without its apostrophe is French too.
        words |= {item.partition("=")[0] for item in lists.get("bare_contractions", "").split()}
        for word in words:
            found.setdefault(word, []).append(code)
    # English writes "go", "met" and "ten" more often than Polish and Dutch do, though as words of no closed class.
    for word, codes in found.items():
        if word in read_words("en") and all(code in PARTIAL_LANGUAGES for code in codes):
            codes.append("en")
    return {word: tuple(codes) for word, codes in found.items()}


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


def is_of_value(word: str) -> bool:
    """Tell whether a folded word is a number or month, or may stand within a value: "a", "of", "percent", "hours"."""
    return may_be_value(word) or word in _words_in_values()


@cache
def _words_in_values() -> frozenset[str]:
    lexicons = [load(code) for code in (*LANGUAGES, *PARTIAL_LANGUAGES)]
    return SIGNS.union(
        *(own.number_article | own.number_and | own.part_of | own.percent | own.clock | own.ratio for own in lexicons),
        *(own.currencies.union(own.durations, own.long_durations) for own in lexicons),
        *(own.half | own.quarter | own.bare_durations for own in lexicons),
        *(own.hour_past | own.hour_to | own.hour_of | own.hour_without | own.halves for own in lexicons),
        *((own.share_articles | own.share_parts).union(own.share_denominators) for own in lexicons),
        *(own.denominators.keys() for own in lexicons),
        *(pair for own in lexicons for pair in own.percent_pairs),
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
