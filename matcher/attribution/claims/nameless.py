"""Speakers without a name whom anybody may be: "the man", "Q:", "the Texan"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matcher.attribution.lexicon import split_words
from matcher.types import Document

# Letters of "the Texan", which has a letter less in common with Texas.
_MIN_INHABITANT = 5

_PERSONS = split_words(
    "man woman person mann frau homme femme personne hombre mujer persona uomo donna vrouw homem mulher pessoa"
    " mężczyzna kobieta kvinna мужчина женщина человек чоловік жінка людина"
)


def is_anybody(spoken: Sequence[str]) -> bool:
    """Tell whoever is called a man or woman, or by one letter (Q:), who may have any office."""
    last = spoken[-1].lower() if spoken else ""
    return len(last) == 1 or last in _PERSONS


def is_inhabitant(spoken: Sequence[str], document: Document) -> bool:
    """Tell "the Texan", whom a document calls so that speaks of Texas too: no body, but whoever is from there."""
    word = spoken[-1] if len(spoken) == 2 and spoken[0] == "the" else ""
    if not word.endswith("an") or len(word) < _MIN_INHABITANT:
        return False
    return re.search(rf"(?<!\w){re.escape(word[:-1])}(?!n)", f"{document.title} {document.text}") is not None
