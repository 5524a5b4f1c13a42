"""The word lists behind the typing of changes: one TOML file a language, read once.

Every list is folded by the text layer when it is loaded, so that it meets tokens in their own form. The lists name
closed classes only (negations, modals, quantifiers, function words, number words); open classes (names, content
words) are recognised by form. Non-goal: full morphology; forms that matter are written out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from matcher.text import fold
from matcher.types import ChangeKind, Token

# Signs that stand for a currency, whatever the language.
SIGNS: Final = frozenset("$€£¥₽₴₹¢₩₺₪฿")

# Digits, tens and scales of Chinese and Japanese; each is a token of its own.
CJK_NUMERALS: Final = dict(
    zip(
        "〇零一二三四五六七八九十百千万萬億亿兆",
        (0, 0, *range(1, 10), 10, 100, 1000, 10**4, 10**4, 10**8, 10**8, 10**12),
        strict=True,
    )
)

# Number classes of the lexicon files: the class and the name of its list.
NUMBER_CLASSES: Final = (
    ("ordinal", "ordinals"),
    ("unit", "units"),
    ("tens", "tens"),
    ("hundred", "hundreds"),
    ("scale", "scales"),
)

FOLDER: Final = Path(__file__).with_name("lexicons")

# Languages with a file of their own; any other language is guessed from script and function words.
LANGUAGES: Final = ("en", "de", "fr", "es", "ru", "uk", "ja")

# How many tokens the guess looks at: enough for several function words, few enough to cost microseconds.
GUESS_TOKENS: Final = 60


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The closed word classes of one language. All words are folded.

    Attributes
    ----------
    kinds : kind of change that the loss or exchange of a word of a closed class is
    numbers : word to (class, value); classes are unit, tens, hundred, scale, ordinal
    opposites : pairs of function words that turn the sense when one stands for the other
    persons : pronoun to the number of its person
    canonical : word or abbreviation to the words that it may stand for
    irregular : word to the numbers of the stems it is a form of
    continuations : tokens that may go on with a number in digits
    triggers : tokens at which a unit of several tokens, or of another form than its token, may begin
    glue : tokens at which a common beginning or end of two texts must not be cut
    """

    language: str
    negation: frozenset[str]
    negative_prefixes: tuple[str, ...]
    modality: frozenset[str]
    capitalised_are_names: frozenset[str]
    quantifier: frozenset[str]
    approximators: frozenset[str]
    function: frozenset[str]
    turning: frozenset[str]
    opposites: frozenset[frozenset[str]]
    persons: dict[str, int]
    conditions: frozenset[str]
    hedges: frozenset[str]
    contrasts: frozenset[str]
    numbers: dict[str, tuple[str, int]]
    denominators: dict[str, int]
    suffix_scales: dict[str, int]
    ordinal_suffixes: frozenset[str]
    number_and: frozenset[str]
    number_article: frozenset[str]
    half: frozenset[str]
    minus: frozenset[str]
    point: frozenset[str]
    ranges: frozenset[str]
    percent: frozenset[str]
    percent_pairs: frozenset[tuple[str, str]]
    months: dict[str, str]
    weekdays: frozenset[str]
    measures: frozenset[str]
    currencies: frozenset[str]
    canonical: dict[str, frozenset[str]]
    titles: frozenset[str]
    irregular_contractions: dict[str, str]
    tails: dict[str, str]
    bare_contractions: dict[str, tuple[str, ...]]
    elisions: dict[str, str]
    irregular: dict[str, frozenset[int]]
    suffixes: tuple[str, ...]
    kinds: dict[str, ChangeKind]
    continuations: frozenset[str]
    triggers: frozenset[str]
    glue: frozenset[str]


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
    A guess that stays open falls back to English with the negations of all languages: better to call a foreign
    homograph a negation than to miss one.
    """
    primary = (language or "").replace("_", "-").split("-")[0].lower()
    if primary in LANGUAGES:
        return load(primary)
    if primary == "zh":
        return load("ja")
    return load(guess_language([t.folded for tokens in token_lists for t in tokens[:GUESS_TOKENS]]) or "any")


def guess_language(folded: Sequence[str]) -> str | None:
    """Guess the language of folded tokens from their script and function words, or return None."""
    sample = "".join(folded)
    if any("\u3040" <= c <= "\u9fff" for c in sample):
        return "ja"
    if any("\u0400" <= c <= "\u04ff" for c in sample):
        # Only Ukrainian of the two writes these letters; й and ї come decomposed.
        return "uk" if any(c in "іґє" for c in sample) else "ru"
    scores = {code: sum(w in load(code).function for w in folded) for code in ("en", "de", "fr", "es")}
    best = max(scores, key=lambda code: scores[code])
    # A third of running text is function words; a tenth tells a language from a list of names.
    return best if scores[best] * 10 >= len(folded) and scores[best] else None


@lru_cache(maxsize=len(LANGUAGES) + 1)
def load(code: str) -> Lexicon:
    """Load one language's lexicon; "any" is English plus the negations of every language."""
    if code == "any":
        return _build("any", _with_all_negations())
    return _build(code, _read(code))


def _read(code: str) -> dict[str, str]:
    lists: dict[str, str] = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return {name: fold(entry) for name, entry in lists.items()}


def _with_all_negations() -> dict[str, str]:
    lists = _read("en")
    # Homographs of frequent English words must not deny in an English text.
    homographs = {"sans", "sin", "non", "kein", "no", "pas", "plus", "ni", "nie", "point"}
    foreign = [
        w for code in LANGUAGES[1:] for w in _read(code).get("negation", "").split() if w not in homographs
    ]
    return lists | {"negation": " ".join([lists["negation"], "ne", "pas", *foreign])}


def _build(code: str, lists: dict[str, str]) -> Lexicon:
    def words(name: str) -> frozenset[str]:
        return frozenset(_words(lists.get(name, "")))

    numbers = {
        word: (cls, value)
        for cls, name in NUMBER_CLASSES
        for word, value in _values(lists.get(name, "")).items()
    }
    months = _spellings(lists.get("months", ""))
    weekdays, measures, currencies = (
        _spellings(lists.get(name, "")) for name in ("weekdays", "measures", "currencies")
    )
    canonical = _canonical(
        months,
        weekdays,
        measures,
        currencies,
        _spellings(lists.get("abbreviations", "")),
        *_alternatives(lists.get("ambiguous", "")),
    )
    month_names = {spelling: full for full, spellings in months.items() for spelling in spellings}
    number_words = words("number_words") | set(numbers) | set(month_names) | _members(weekdays)
    pieces = _pairs(lists.get("tails", "")), _pairs(lists.get("elisions", ""))
    percent_pairs = frozenset(
        (a, b) for a, b in zip(*_every_other(lists.get("percent_pairs", "")), strict=True)
    )
    triggers = frozenset(
        {"-", "s", "t", "d", "cannot", *SIGNS, *CJK_NUMERALS, *pieces[0], *pieces[1], *numbers, *month_names}
        | words("minus")
        | words("half")
        | words("number_article")
        | words("percent")
        | {b for _, b in percent_pairs}
    )
    glue = (
        triggers
        | _members(currencies)
        | words("number_and")
        | words("point")
        | set(_values(lists.get("suffix_scales", "")))
    )
    glue |= (
        set(_values(lists.get("denominators", "")))
        | words("ordinal_suffixes")
        | {a for a, _ in percent_pairs}
    )
    glue |= {"am", "pm", "of"}
    lexicon = Lexicon(
        language=code,
        negation=words("negation"),
        negative_prefixes=tuple(_words(lists.get("negative_prefixes", ""))),
        modality=words("modality"),
        capitalised_are_names=words("capitalised_are_names"),
        quantifier=words("quantifier"),
        approximators=words("approximators"),
        function=words("function"),
        turning=words("turning"),
        opposites=frozenset(frozenset(g) for g in _groups(lists.get("opposites", ""))),
        persons={w: n for n, group in enumerate(_groups(lists.get("persons", ""))) for w in group},
        conditions=words("conditions"),
        hedges=words("hedges"),
        contrasts=words("contrasts"),
        numbers=numbers,
        denominators=_values(lists.get("denominators", "")),
        suffix_scales=_values(lists.get("suffix_scales", "")),
        ordinal_suffixes=words("ordinal_suffixes"),
        number_and=words("number_and"),
        number_article=words("number_article"),
        half=words("half"),
        minus=words("minus"),
        point=words("point"),
        ranges=words("range"),
        percent=words("percent"),
        percent_pairs=percent_pairs,
        months=month_names,
        weekdays=frozenset(_members(weekdays)),
        measures=frozenset(_members(measures)),
        currencies=frozenset(_members(currencies)) | SIGNS,
        canonical=canonical,
        titles=words("titles"),
        irregular_contractions=_pairs(lists.get("irregular_contractions", "")),
        tails=pieces[0],
        bare_contractions={
            k: tuple(v.split("+")) for k, v in _pairs(lists.get("bare_contractions", "")).items()
        },
        elisions=pieces[1],
        irregular=_memberships(_groups(lists.get("irregular", ""))),
        suffixes=tuple(s.strip("-") for s in lists.get("suffixes", "-").split()),
        kinds=_kinds(words, number_words),
        continuations=frozenset({*numbers, *CJK_NUMERALS})
        | words("ordinal_suffixes")
        | words("number_and")
        | words("point")
        | set(_values(lists.get("suffix_scales", ""))),
        triggers=triggers,
        glue=glue,
    )
    return lexicon


def _kinds(
    lexicon_words: Callable[[str], frozenset[str]], number_words: Iterable[str]
) -> dict[str, ChangeKind]:
    """Map every word of a closed class to its kind of change; later classes win."""
    kinds: dict[str, ChangeKind] = dict.fromkeys(lexicon_words("function"), "function_word")
    kinds |= dict.fromkeys(lexicon_words("quantifier"), "quantifier")
    kinds |= dict.fromkeys(number_words, "number")
    kinds |= dict.fromkeys(lexicon_words("modality"), "modality")
    kinds |= dict.fromkeys(lexicon_words("negation"), "negation")
    return kinds


def _canonical(*spellings: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    canonical: dict[str, set[str]] = {}
    for table in spellings:
        for full, others in table.items():
            for word in others:
                canonical.setdefault(word, {word}).add(full)
    return {word: frozenset(fulls) for word, fulls in canonical.items()}


def _alternatives(entry: str) -> Iterable[dict[str, list[str]]]:
    """Yield ``'s=is,has`` as tables in which 's is a spelling of each word it may stand for."""
    for contraction, words in _spellings(entry, with_key=False).items():
        for word in words:
            yield {word: [contraction]}


def _words(entry: str) -> list[str]:
    return entry.split()


def _groups(entry: str) -> list[list[str]]:
    return [group.split() for group in entry.split(",") if group.strip()]


def _memberships(groups: list[list[str]]) -> dict[str, frozenset[int]]:
    members: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in group:
            members.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in members.items()}


def _pairs(entry: str) -> dict[str, str]:
    return dict(item.split("=", 1) for item in entry.split())


def _values(entry: str) -> dict[str, int]:
    return {word: int(value) for word, value in _pairs(entry).items()}


def _spellings(entry: str, *, with_key: bool = True) -> dict[str, list[str]]:
    """Parse ``full=short,shorter full2``; the full form counts as a spelling of itself."""
    table: dict[str, list[str]] = {}
    for item in entry.split():
        full, _, others = item.partition("=")
        table[full] = ([full] if with_key else []) + [o for o in others.split(",") if o]
    return table


def _members(table: dict[str, list[str]]) -> set[str]:
    return {spelling for spellings in table.values() for spelling in spellings}


def _every_other(entry: str) -> tuple[list[str], list[str]]:
    words = entry.split()
    return words[::2], words[1::2]
