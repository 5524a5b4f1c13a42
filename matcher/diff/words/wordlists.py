"""Reading the lexicon files: one TOML file a language, every list folded as tokens are.

The files hold words separated by white space, ``word=value`` pairs and comma-separated groups, so that a
newsroom can extend them without knowing the code. Beside them stands a list of a language's words, as far as there
is one under a licence that lets it be passed on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from matcher.diff.values.numerals import ROMAN
from matcher.diff.words.lexicon import CJK_NUMERALS, SIGNS, Lexicon
from matcher.text import fold, tokens
from matcher.types import ChangeKind

# Number classes of the lexicon files: the class and the name of its list.
NUMBER_CLASSES: Final = (
    ("ordinal", "ordinals"),
    ("unit", "units"),
    ("tens", "tens"),
    ("hundred", "hundreds"),
    ("scale", "scales"),
)

# Lists of words that a lexicon has as they are, under the same names.
WORD_LISTS: Final = (
    *("negation", "denied_by_a", "capitalised_are_names", "quantifier", "approximators", "function"),
    *(
        "turning",
        "verb_particles",
        "turning_when_lost",
        "targets",
        "excess",
        "infinitive",
        "auxiliaries",
        "participles",
    ),
    *(
        "nominatives",
        "relatives",
        "joiners",
        "perfect",
        "unreal",
        "courtesies",
        "conditions",
        "hedges",
        "contrasts",
        "one",
    ),
    *("ordinal_suffixes", "cardinal_suffixes", "number_and", "number_article", "half", "minus", "point"),
    *("clock", "clock_before", "quarter", "hour_past", "hour_to", "range_between", "range_from", "multiples"),
    *("part_of", "ratio", "degrees", "below", "articled", "totals", "exceptions", "percent", "decade_suffixes"),
    *("date_articles", "dimensions", "particles", "homographs", "titles", "percent_behind_number", "thermometers"),
    *("numero", "noon", "articled_phrases", "hesitations", "degree_forms", "mood_infixes", "year_words"),
    *("decade_nouns", "decade_words", "amount_targets", "half_before", "century_words", "halves", "least"),
    *("share_parts", "bare_denominators", "share_articles", "share_of"),
)

# The forms of a word, and its abbreviations.
Spelling = tuple[list[str], list[str]]

# Spellings of English, as ``en_spellings.txt`` has them: British first.
Spelt = Literal["british", "american"]
SPELLINGS: Final[tuple[Spelt, ...]] = ("british", "american")

FOLDER: Final = files("matcher.diff") / "lexicons"


def read_lists(code: str) -> dict[str, str]:
    """Return the folded lists of one language's file."""
    lists: dict[str, str] = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return {name: fold(entry) for name, entry in lists.items()}


@cache
def read_words(code: str) -> frozenset[str]:
    """Return the words of a language, none where it has no list; what may be in any language is taken for English."""
    file = FOLDER / f"{'en' if code == 'any' else code}_words.txt"
    return frozenset(file.read_text(encoding="utf-8").split()) if file.is_file() else frozenset()


@cache
def spellings(spelling: Spelt) -> dict[str, str]:
    """Return for each word of the other spelling of English its form in this one."""
    rows = [line.split() for line in (FOLDER / "en_spellings.txt").read_text(encoding="utf-8").splitlines()]
    return {row[0]: row[1] for row in rows} if spelling == "american" else {row[1]: row[0] for row in rows}


def build_lexicon(code: str, lists: dict[str, str]) -> Lexicon:
    """Build the lexicon of a language from its folded lists; a missing list is an empty one."""

    def words(name: str) -> frozenset[str]:
        return frozenset(_words(lists.get(name, "")))

    numbers = {
        word: (cls, value) for cls, name in NUMBER_CLASSES for word, value in _values(lists.get(name, "")).items()
    }
    numbers |= _ordinals(lists)
    months, weekdays, measures, currencies, abbreviations, places = (
        _spellings(lists.get(name, ""))
        for name in ("months", "weekdays", "measures", "currencies", "abbreviations", "places")
    )
    canonical = _meanings(months, weekdays, measures, currencies, abbreviations, places)
    canonical |= {c: frozenset({c, *w.split(",")}) for c, w in _pairs(lists.get("ambiguous", "")).items()}
    month_names = {w: w for forms, _ in months for w in forms}
    month_names |= {w: forms[0] for forms, short in months for w in short}
    mixed = {word: Fraction(value) for word, value in _pairs(lists.get("mixed", "")).items()}
    decades = _values(lists.get("decades", ""))
    number_words = (
        words("number_words") | set(decades) | set(numbers) | set(mixed) | set(month_names) | _members(weekdays)
    )
    pieces = _pairs(lists.get("tails", "")), _pairs(lists.get("elisions", ""))
    percent_pairs = frozenset((a, b) for a, b in zip(*_every_other(lists.get("percent_pairs", "")), strict=True))
    fiscal_year = frozenset((a, b) for a, b in zip(*_every_other(lists.get("fiscal_year", "")), strict=True))
    dates = {k: v.split("+") for k, v in _pairs(lists.get("named_dates", "")).items()}
    endings = ("", *_words(lists.get("century_endings", "")))
    century_numerals = {word + e: (value, len(word)) for word, value in ROMAN.items() for e in endings}
    runs = _runs(lists.get("runs", ""))
    named_dates = {k: (month, day) for k, (month, day) in dates.items()}
    joining = frozenset().union(*map(words, ("part_of", "range", "ratio", "number_and", "exceptions")))
    set_phrases = _phrases(_pairs(lists.get("set_phrases", "")))
    clipped = {k: tuple(v.split("+")) for k, v in _pairs(lists.get("clipped", "")).items()}
    codes = frozenset(word for _, short in currencies for word in short if word.isalpha())
    triggers = frozenset(
        {
            "-",
            "s",
            "t",
            "d",
            "us",
            "cannot",
            *SIGNS,
            *CJK_NUMERALS,
            *codes,
            *decades,
            *pieces[0],
            *pieces[1],
            *set_phrases,
            *clipped,
            *numbers,
            *mixed,
            *runs,
            *(century_numerals if lists.get("century_endings") else ()),
            *month_names,
        }
        | words("minus")
        | words("half")
        | words("quarter")
        | words("number_article")
        | words("percent")
        | words("percent_behind_number")
        | words("thermometers")
        | words("noon")
        | {b for _, b in percent_pairs | fiscal_year}
    )
    glue = (
        triggers
        | _members(currencies)
        | _members(measures)
        | words("number_and")
        | words("point")
        | words("halves")
        | words("share_parts")
        | set(_values(lists.get("share_denominators", "")))
        | set(_values(lists.get("suffix_scales", "")))
    )
    # Endings of numbers need no mention: the digits before them are glue.
    glue |= set(_values(lists.get("denominators", ""))) | {a for a, _ in percent_pairs} | {"am", "pm", "of"}
    return Lexicon(
        language=code,
        **{name: words(name) for name in WORD_LISTS},
        negative_prefixes=_prefixes(lists.get("negative_prefixes", "")),
        negative_infixes=tuple((a.strip("-"), b) for a, b in _groups(lists.get("negative_infixes", ""))),
        opposites=frozenset(frozenset(g) for g in _groups(lists.get("opposites", ""))),
        amount_opposites=frozenset(frozenset(g) for g in _groups(lists.get("amount_opposites", ""))),
        agent_opposites=frozenset(frozenset(g) for g in _groups(lists.get("agent_opposites", ""))),
        prefix_opposites=tuple((one, other) for one, other in _groups(lists.get("prefix_opposites", ""))),
        moods={e.strip("-"): mood for e, mood in _group_numbers(lists.get("moods", "")).items()},
        mood_pairs=frozenset(frozenset(g) for g in _groups(lists.get("mood_pairs", ""))),
        persons=_group_numbers(lists.get("persons", "")),
        person_forms=_memberships(_groups(lists.get("person_forms", ""))),
        verb_persons=tuple(
            {e.strip("-"): person for e, person in _group_numbers(part).items()}
            for part in lists.get("verb_persons", "").split(";")
            if part.strip()
        ),
        turning_pairs=frozenset((one, other) for one, other in _groups(lists.get("turning_pairs", ""))),
        obliging=_group_numbers(lists.get("obliging", "")),
        participle_endings=tuple(_words(lists.get("participle_endings", ""))),
        excess_barred=tuple(_words(lists.get("excess_barred", ""))),
        feminines=tuple(_words(lists.get("feminines", ""))),
        progressives=tuple(_words(lists.get("progressives", ""))),
        adverbs=tuple(_words(lists.get("adverbs", ""))),
        numbers=numbers,
        compound=re.compile("|".join(_words(lists["compound"]))) if lists.get("compound") else None,
        compound_parts=_compound_parts(numbers, lists) if lists.get("compound") else {},
        compound_ordinals=tuple(_words(lists.get("compound_ordinals", ""))),
        decimals=tuple(_words(lists.get("decimals", "."))),
        denominators=_values(lists.get("denominators", "")),
        share_denominators=_values(lists.get("share_denominators", "")),
        suffix_scales=_values(lists.get("suffix_scales", "")),
        mixed=mixed,
        ranges=words("range"),
        joining=joining,
        amount_parts=joining | words("articled") | words("below") | words("multiples"),
        percent_pairs=percent_pairs,
        runs=runs,
        century_numerals=century_numerals if lists.get("century_words") else {},
        months=month_names,
        month_order=tuple(tuple(forms) for forms, _ in months),
        decades=decades,
        measures=frozenset(_members(measures)),
        # A measure of several forms is a word, and no letter that may stand for another.
        counted=words("counted").union(*(forms for forms, _ in measures if len(forms) > 1)),
        currencies=frozenset(_members(currencies)) | SIGNS,
        currency_codes=codes,
        canonical=canonical,
        places=frozenset(form for forms, _ in places for form in forms),
        initialisms={k: tuple(v.split("+")) for k, v in _pairs(lists.get("initialisms", "")).items()},
        fiscal_year=fiscal_year,
        named_dates=named_dates,
        set_phrases=set_phrases,
        fillers=frozenset(tuple(phrase.split("+")) for phrase in _words(lists.get("fillers", ""))),
        corrections=frozenset(tuple(phrase.split("+")) for phrase in _words(lists.get("corrections", ""))),
        clipped=clipped,
        irregular_contractions=_pairs(lists.get("irregular_contractions", "")),
        tails=pieces[0],
        bare_contractions={k: tuple(v.split("+")) for k, v in _pairs(lists.get("bare_contractions", "")).items()},
        elisions=pieces[1],
        irregular=_memberships(_groups(lists.get("irregular", ""))),
        degree_endings=tuple(_words(lists.get("degree_endings", ""))),
        suffixes=tuple(frozenset(e.strip("-") for e in s) for s in _groups(lists.get("suffixes", "-"))),
        variants=_memberships(_groups(lists.get("variants", ""))),
        words=read_words(code),
        kinds=_kinds(words, number_words, _words(lists.get("persons", "").replace(",", " "))),
        continuations=frozenset({*numbers, *CJK_NUMERALS, "°"})
        | words("clock")
        | words("ordinal_suffixes")
        | words("cardinal_suffixes")
        | words("decade_suffixes")
        | words("number_and")
        | words("point")
        | set(_values(lists.get("suffix_scales", ""))),
        # "I" is too common a word to stop at (see ``roman``).
        triggers=triggers | (ROMAN.keys() - {"i"}),
        glue=glue,
    )


def _phrases(entries: dict[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Parse ``miles+per+hour=mph`` into phrases by their first words, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, key in sorted(entries.items(), key=lambda entry: -len(entry[0])):
        phrase_words = tuple(phrase.split("+"))
        found.setdefault(phrase_words[0], []).append((phrase_words, key))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _compound_parts(numbers: dict[str, tuple[str, int]], lists: dict[str, str]) -> dict[str, tuple[str, int]]:
    """Return the numbers that a number in one word is made of; what multiplies the unit before it is of class times."""
    times = {word: value for word, (cls, value) in numbers.items() if cls == "hundred" and value == 100}
    times |= _values(lists.get("compound_times", ""))
    units = _values(lists.get("compound_units", ""))
    return (
        numbers | {word: ("unit", value) for word, value in units.items()} | {w: ("times", v) for w, v in times.items()}
    )


def _prefixes(entry: str) -> dict[str, tuple[str, ...]]:
    """Parse ``un i-l``: "un" denies any word, "i" those that begin with an l."""
    found: dict[str, tuple[str, ...]] = {}
    for item in _words(entry):
        prefix, _, beginning = item.partition("-")
        found[prefix] = (*found.get(prefix, ()), beginning)
    return found


def _ordinals(lists: dict[str, str]) -> dict[str, tuple[str, int]]:
    """Return every form of the ordinals that are given by their stems."""
    endings = _words(lists.get("ordinal_endings", ""))
    stems = _values(lists.get("ordinal_stems", ""))
    return {stem + ending: ("ordinal", value) for stem, value in stems.items() for ending in endings}


def _kinds(
    lexicon_words: Callable[[str], frozenset[str]], number_words: Iterable[str], persons: Iterable[str]
) -> dict[str, ChangeKind]:
    """Map every word of a closed class to its kind of change; later classes win."""
    kinds: dict[str, ChangeKind] = dict.fromkeys((*lexicon_words("function"), *persons), "function_word")
    kinds |= dict.fromkeys(lexicon_words("quantifier"), "quantifier")
    kinds |= dict.fromkeys(number_words, "number")
    kinds |= dict.fromkeys(lexicon_words("modality"), "modality")
    kinds |= dict.fromkeys(lexicon_words("negation"), "negation")
    return kinds


def _meanings(*tables: list[Spelling]) -> dict[str, frozenset[str]]:
    """Map each abbreviation to itself and every form it may stand for; a form stands for itself alone."""
    meanings: dict[str, set[str]] = {}
    for table in tables:
        for forms, abbreviations in table:
            for word in abbreviations:
                meanings.setdefault(word, {word}).update(forms)
    return {word: frozenset(forms) for word, forms in meanings.items()}


def _runs(entry: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Parse ``星期=周`` into the tokens of each word and its key, by the first token."""
    found: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for word, key in _pairs(entry).items():
        run = tuple(token.folded for token in tokens(word))
        found[run[0]] = (*found.get(run[0], ()), (run, key))
    return found


def _words(entry: str) -> list[str]:
    return entry.split()


def _groups(entry: str) -> list[list[str]]:
    return [group.split() for group in entry.split(",") if group.strip()]


def _group_numbers(entry: str) -> dict[str, int]:
    return {word: number for number, group in enumerate(_groups(entry)) for word in group}


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


def _spellings(entry: str) -> list[Spelling]:
    """Parse ``form,form:short,short form2`` into forms and the abbreviations that stand for them."""
    halves = (item.partition(":") for item in entry.split())
    return [(forms.split(","), short.split(",") if short else []) for forms, _, short in halves]


def _members(table: list[Spelling]) -> set[str]:
    return {word for forms, abbreviations in table for word in (*forms, *abbreviations)}


def _every_other(entry: str) -> tuple[list[str], list[str]]:
    words = entry.split()
    return words[::2], words[1::2]
