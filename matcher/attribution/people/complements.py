"""Complements: what stands between an office and its bearer's name, and is no part of the name.

"мэр Омска Сергей Лапин", "die Sprecherin des Ministeriums Anna Dorn" and "le maire de Lyon Luc Noir" have runs of
capitals that begin before the name. English puts its complements in front (Ely Mayor Ada Quill) and needs none of this.
A name begins with a given name, and only where an office is named before it is anything cut off.
"""

from __future__ import annotations

from matcher.attribution.grammar import HONORIFICS, Grammar, is_title
from matcher.attribution.lexicon import get_genders, is_given_name, is_inflected_given_name
from matcher.attribution.people.nouns import is_oblique_office
from matcher.attribution.reporting.prose import CAPITAL, WORD, Prose

# How far before a run of capitals its office is looked for, in tokens: "ministre d'État chargé des Finances Paul Roy".
_OFFICE_REACH = 5
# Patronymics: what stands before the given name is then the family name (Лапин Сергей Петрович).
_PATRONYMICS = ("вич", "вна", "чна")


def find_name_proper(prose: Prose, grammar: Grammar, begin: int, last: int, *, has_title: bool) -> int:
    """Find the token at which a name begins that stands at the end of a run of capitals after an office.

    Parameters
    ----------
    prose, grammar
        The document and its language, which is not English.
    begin, last
        First and last token of the run, titles left out.
    has_title
        The run has titles of its own right before ``begin``.
    """
    if _begins_name(prose, begin):
        return begin
    given = next((k for k in range(begin + 1, last) if _begins_name(prose, k)), begin)
    if given == begin or not _names_office(prose, grammar, begin) or not _is_complement(prose, grammar, given):
        return begin
    if has_title and prose.lower[begin] not in grammar.particles and not _is_marked(prose, begin):
        return begin
    return begin if prose.lower[last].endswith(_PATRONYMICS) else given


def _begins_name(prose: Prose, k: int) -> bool:
    return prose.kinds[k] == CAPITAL and (is_given_name(prose.lower[k]) or is_inflected_given_name(prose.lower[k]))


def _names_office(prose: Prose, grammar: Grammar, begin: int) -> bool:
    """Tell whether an office is named right before a run, with nothing but its complement between them."""
    for k in range(begin - 1, max(begin - 1 - _OFFICE_REACH, -1), -1):
        lower = prose.lower[k]
        if prose.kinds[k] not in (WORD, CAPITAL) or lower in grammar.cues.speech:
            return False
        if (is_title(lower, grammar) or is_oblique_office(lower, grammar)) and lower not in HONORIFICS:
            return True
    return False


def _is_complement(prose: Prose, grammar: Grammar, given: int) -> bool:
    """Tell "[Sprecherin des] Ministeriums Anna Dorn" from "[Sprecher des] Ministers Paul Kern" and "von Paul Kern"."""
    before = prose.lower[given - 1]
    return prose.kinds[given - 1] == CAPITAL and not is_title(before.removesuffix("s"), grammar)


def _is_marked(prose: Prose, begin: int) -> bool:
    """Tell what can only be a complement right after a title: a Cyrillic word, an abbreviation, a German genitive."""
    word = prose.words[begin]
    return word[0] >= "\u0400" or word.isupper() or word.endswith("s") or "-" in word


def is_polish_genitive(lowers: list[str]) -> bool:
    """Tell a Polish full name in the genitive: Jana Kruka, Marka Kowalskiego, Anny Nowak."""
    he, she = get_genders()
    given = lowers[0]
    if given.endswith("a") and lowers[-1].endswith(("a", "ego")):
        return given[:-1] in he or f"{given[:-2]}e{given[-2:-1]}" in he
    return given.endswith(("y", "i")) and f"{given[:-1]}a" in she and given not in he
