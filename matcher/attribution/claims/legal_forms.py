"""Legal forms of companies: "Quill Dairy Ltd" is Quill Dairy, and nobody of the family name of Ltd."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from matcher.attribution.claims.claimed import ARTICLES
from matcher.attribution.lexicon import is_given_name, load
from matcher.attribution.people.spelling import fold_name, name_words
from matcher.types import Speaker

_FORMS: Final = load("legal_forms")


def strip_legal_form(name: str) -> str:
    """Leave out the legal form before or behind a name.

    A name that is nothing else keeps it, and so does one in capitals throughout, where a form may be a name.

    >>> strip_legal_form("Quill Dairy GmbH & Co. KG"), strip_legal_form("Quill, S. L."), strip_legal_form("ADA SE")
    ('Quill Dairy', 'Quill', 'ADA SE')
    """
    if name.isupper():
        return name
    found = _pattern().fullmatch(name.strip())
    has_form = found is not None and (found["before"] or found["behind"]) and found["name"].lower() not in ARTICLES
    return found["name"] if found and has_form else name


def without_legal_forms(claimed: str, speaker: Speaker) -> tuple[str, Speaker]:
    """Return a claim and a speaker without legal forms: who has one is a body, and a body may be claimed with its own.

    "Orr Ltd" and "Ben Orr Ltd" are not Ben Orr, so that a person's claim keeps it.
    """
    body = strip_legal_form(speaker.name)
    if body != speaker.name:
        speaker = replace(speaker, name=body, kind="organization")
    bare = strip_legal_form(claimed)
    words = [fold_name(word) for word in name_words(bare)]
    is_same = len(words) > 1 and not is_given_name(words[0]) and words == [fold_name(word) for word in name_words(body)]
    return (bare if is_same or speaker.kind == "organization" else claimed), speaker


@cache
def _pattern() -> re.Pattern[str]:
    behind, joined, before = (
        "|".join(sorted(map(_form, _FORMS[place].split()), key=len, reverse=True))
        for place in ("behind", "joined", "before")
    )
    return re.compile(
        rf"(?P<before>(?:{before})\s+)?[«„“\"]?(?P<name>.*?[^\s,&»“”\"])[»“”\"]?"
        rf"(?P<behind>(?:,?\s+(?:(?:{joined})\s+)?(?:{behind})(?!\w))+)?"
    )


def _form(written: str) -> str:
    """Return the pattern of a form: a stop, or a stop and a space, may stand behind each letter of an abbreviation."""
    words = written.split("+")
    return r"\s".join(r"\.?\s?".join(word) + r"\.?" if _is_spelt(word) else rf"{re.escape(word)}\.?" for word in words)


def _is_spelt(word: str) -> bool:
    return (word.isupper() and word.isalpha()) or word in ("eG", "eV", "SpA", "oo")
