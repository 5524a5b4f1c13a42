"""The gender that a title, a noun or a given name tells, for whom a pronoun or "Mrs." may mean."""

from __future__ import annotations

from typing import Literal

from matcher.attribution.grammar import Grammar
from matcher.attribution.lexicon import get_genders, get_inflected_gender

Gender = Literal["m", "f", ""]


def title_gender(titles: tuple[str, ...], grammar: Grammar) -> Gender:
    """Gender that titles tell."""
    if any(title in grammar.feminine or title.endswith(grammar.feminine_endings) for title in titles):
        return "f"
    return "m" if any(title in grammar.masculine for title in titles) else ""


def gender_before_name(titles: tuple[str, ...], name: tuple[str, ...], grammar: Grammar) -> Gender:
    """Gender that titles and a name tell: a woman is a chairman too, where her given name says that she is one."""
    proper = tuple(title for title in titles if title not in grammar.of_either)
    return title_gender(proper, grammar) or gender_of(name) or title_gender(titles, grammar)


def gender_of_noun(lower: str, grammar: Grammar) -> Gender:
    """Gender that a noun of a person tells by itself: "daughter", "fisherman"."""
    return "f" if lower in grammar.unnamed_she else "m" if lower in grammar.unnamed_he else ""


def gender_of(name: tuple[str, ...]) -> Gender:
    """Gender that a given name tells."""
    he, she = get_genders()
    lower = name[0].lower() if name else ""
    return "m" if lower in he else "f" if lower in she else get_inflected_gender(lower)
