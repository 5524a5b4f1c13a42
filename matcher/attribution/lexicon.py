"""The word lists of attribution, read once from the data files beside the code.

One file a language, all with the same sections, so that a new language is a new file. Lists hold the field's
vocabulary, never the words of one document.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

# Languages whose speakers are resolved. For every other one quotations are found and speakers left open.
LANGUAGES = ("en", "de", "fr", "es", "ru", "uk", "it", "nl", "pt", "pl", "sv")

# Letters after which English doubles nothing and drops nothing: the regular rules below cover them.
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Cues:
    """Reporting words of one language in all forms: ``speech`` ⊂ ``reporting`` ⊂ ``all_cues``.

    ``phrases``, by their first words, report although their words do not: "made clear", "puts it".
    """

    speech: frozenset[str]
    reporting: frozenset[str]
    all_cues: frozenset[str]
    nouns: frozenset[str]
    bases: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]


# Verbs whose past is their base form, so that the base may follow any subject.
_PAST_ALIKE = frozenset(("read", "cast", "put", "quit", "set", "cut", "hit"))


@cache
def load(name: str) -> dict[str, Any]:
    """Read one TOML file of the package's data folder."""
    return tomllib.loads((files("matcher.attribution") / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def get_cues(language: str) -> Cues:
    """Cues of a language of ``LANGUAGES``."""
    section = load(language)["cues"]
    irregular: dict[str, str] = section.get("irregular", {})
    inflect = language == "en"
    speech = _forms(section["speech"].split(), irregular, inflect=inflect)
    if inflect:
        speech |= _forms(["say", "tell", "write", "speak"], irregular, inflect=True)
    reporting = speech | _forms(section["statement"].split(), irregular, inflect=inflect)
    attitude = _forms(section.get("attitude", "").split(), irregular, inflect=inflect)
    listed = split_words(" ".join(section.get(key, "") for key in ("speech", "statement", "attitude")))
    bases = listed - _PAST_ALIKE if inflect else frozenset()
    nouns = split_words(section.get("nouns", ""))
    split = [tuple(phrase.split()) for phrase in section.get("phrases", ())]
    phrases = {head: tuple(phrase for phrase in split if phrase[0] == head) for head, *_ in split}
    return Cues(frozenset(speech), frozenset(reporting), frozenset(reporting | attitude), nouns, bases, phrases)


def _forms(bases: list[str], irregular: dict[str, str], *, inflect: bool) -> set[str]:
    """All forms of the verbs listed; other languages than English list them themselves."""
    forms = set(bases)
    if inflect:
        for base in bases:
            forms.update(irregular[base].split() if base in irregular else inflect_regular(base))
    return forms


@cache
def get_particle_verbs() -> frozenset[tuple[str, str]]:
    """English verbs that report with their particle only, in all forms: ("chimed", "in"), ("went", "on")."""
    section = load("en")["cues"]
    pairs = [phrase.split() for phrase in section["particles"]]
    return frozenset(
        (form, particle) for base, particle in pairs for form in _forms([base], section["irregular"], inflect=True)
    )


def inflect_regular(base: str) -> list[str]:
    """Form the third person, past and participle of a regular English verb.

    >>> inflect_regular("reply")
    ['replies', 'replied', 'replying']
    """
    if base.endswith("e"):
        return [base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2] not in _VOWELS:
        return [base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    third = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
    return [third, base + "ed", base + "ing"]


def split_words(text: str) -> frozenset[str]:
    """Words of a list written as running text in a data file."""
    return frozenset(text.split())


@cache
def get_genders() -> tuple[frozenset[str], frozenset[str]]:
    """Given names that tell a man, and those that tell a woman; names on both lists tell nothing."""
    given = load("given_names")
    he, she = (split_words(given[key]["words"]) for key in ("masculine", "feminine"))
    return he - she, she - he


def is_given_name(word: str) -> bool:
    """Tell a given name that tells a gender, in small letters."""
    return any(word in names for names in get_genders())


_CYRILLIC_CASE = re.compile(r"(?:ого|ому|ым|ой|ою|ей|ею|ом|ем|а|я|о|у|ю|е|и|і|ы|й)$")


def strip_case(lower: str) -> str:
    """Strip the ending that a Russian or Ukrainian name takes in another case."""
    return _CYRILLIC_CASE.sub("", lower)


@cache
def _given_stems() -> frozenset[str]:
    names = [name for names in get_genders() for name in names if name[0] >= "\u0400"]
    return frozenset(stem for name in names for stem in (strip_case(name), name.removesuffix("й").removesuffix("ь")))


@cache
def _gendered_stems() -> tuple[frozenset[str], frozenset[str]]:
    he, she = (frozenset(strip_case(name) for name in names if name[0] >= "\u0400") for names in get_genders())
    return he - she, she - he


def get_inflected_gender(lower: str) -> Literal["m", "f", ""]:
    """Return the gender that a Russian or Ukrainian given name tells in another case (Веры), or nothing."""
    if not is_inflected_given_name(lower):
        return ""
    he, she = _gendered_stems()
    return "m" if strip_case(lower) in he else "f" if strip_case(lower) in she else ""


def is_inflected_given_name(lower: str) -> bool:
    """Tell a Russian or Ukrainian given name that stands in another case than the nominative (Антона, Олени)."""
    return lower[:1] >= "\u0400" and not is_given_name(lower) and strip_case(lower) in _given_stems()


# Words that show that a short stretch between two quotations reports speech, whatever its language.
# Reporting verbs of some language that are everyday words in another.
_AMBIGUOUS = split_words("sum list state object press so sei habe")
REPORTING_WORDS: frozenset[str] = (
    frozenset().union(
        *(get_cues(language).speech for language in LANGUAGES if language not in load("reporting")["verbs"]),
        *map(split_words, load("reporting")["verbs"].values()),
    )
    - _AMBIGUOUS
)

# Verbs of a clause whose noun reports: "came the reply from X".
COPULAS: frozenset[str] = split_words(load("en")["cues"]["copulas"])
