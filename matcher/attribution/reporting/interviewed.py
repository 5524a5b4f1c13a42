"""Whoever answers under "A:" in an interview: the one person whom its title or introduction says was spoken to.

Lists of questions that an office answers look the same, so that both have to be said: who, and that somebody talked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from matcher.attribution.grammar import Grammar, get_grammar
from matcher.attribution.languages import guess_language
from matcher.attribution.lexicon import LANGUAGES, load, split_words
from matcher.attribution.people.cast import read_cast
from matcher.attribution.reporting.prose import read_prose
from matcher.attribution.structure.quotations import find_paragraph_breaks, find_quotations
from matcher.types import Document

_LISTS: Final = load("turns")["interviews"]
_ASKERS: Final = "|".join(sorted(re.escape(pair.partition(":")[0]) for pair in split_words(_LISTS["pairs"])))
_FIRST_QUESTION: Final = re.compile(rf"(?im)^[\W_]*(?:{_ASKERS})\s*[.:：]")
_WITH: Final = rf"(?<!\w)(?:{'|'.join(map(re.escape, _LISTS['with']))})"
_TALKS: Final = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _LISTS['talks']))})(?!\w)", re.I)
# An introduction is a few paragraphs, in code points; what is longer is an article with questions at its end.
MAX_INTRODUCTION: Final = 3_000
# Titles and offices between "interview with" and the name, in words.
_LEAD: Final = r"[ \u00a0]+(?:[^\s.;:]+[ \u00a0]+){0,5}?"


def find_interviewed(document: Document) -> str:
    """Name whoever answers the questions of a document, empty where its introduction does not tell."""
    first = _FIRST_QUESTION.search(document.text, 0, MAX_INTRODUCTION)
    language = (document.language or guess_language(document.text))[:2].lower()
    if first is None or language not in LANGUAGES:
        return ""
    return _find_named(document.title, document.text[: first.start()], language, tuple(document.authors))


@lru_cache(maxsize=64)
def _find_named(title: str, introduction: str, language: str, authors: tuple[str, ...]) -> str:
    """Name the one person of an introduction who was spoken to; kept, since every turn of an interview asks."""
    text = f"{title}\n\n{introduction}"
    people = [name for name in _people(text, title, get_grammar(language)) if name not in authors]
    named = "|".join(map(re.escape, people))
    met = {found[1] for found in re.finditer(rf"(?i:{_WITH}){_LEAD}({named})(?!\w)", text)} if people else set()
    if len(met) == 1:
        return met.pop()
    return people[0] if len(people) == 1 and _TALKS.search(text) else ""


def _people(text: str, title: str, grammar: Grammar) -> list[str]:
    """Full names of the people whom a text names."""
    quotations = [quotation for quotation in find_quotations(text) if quotation.depth == 0]
    prose = read_prose(text, quotations, find_paragraph_breaks(text), grammar.cues.speech)
    entities = read_cast(prose, title, grammar).entities
    return [one.name for one in entities if one.kind == "person" and len(one.words) > 1]
