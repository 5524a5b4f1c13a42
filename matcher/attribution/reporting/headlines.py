"""Whose words a headline announces: "SEN. VENN COMMENTS ON FERRY", "Mayor Venn: Ferry Must Pay", "Venn Statement on …".

What no sentence of the text gives to anybody is most likely said by whoever the headline lets speak.
"""

from __future__ import annotations

import re

from matcher.attribution.grammar import Grammar, is_title
from matcher.attribution.people.cast import Cast, family_of
from matcher.attribution.reporting.presented import DOCUMENTS

# A word of a headline, and what touches it behind: "VENN:", "Venn’s".
_WORD = re.compile(r"\W*([^\W\d_](?:[\w.-]*\w)?)([^\w\s]*s?)(?=\s|$)")
# Words from the headline's start to the family name at most: "U.S. Senator Ada M. Venn".
_MAX_WORDS = 6


def find_headlined(title: str, cast: Cast, grammar: Grammar) -> int:
    """Find the person of the text whose words a headline announces.

    Returns
    -------
        The entity's number, or -1 where the headline opens with nobody of the text, with several, or with a family name
        of two that no given name tells apart, or where it reports no words.
    """
    people: dict[str, list[int]] = {}
    for number, entity in enumerate(cast.entities):
        if entity.kind == "person":
            people.setdefault(family_of(entity.words), []).append(number)
    place, before = 0, set[str]()
    for _ in range(_MAX_WORDS):
        found = _WORD.match(title, place)
        if found is None:
            return -1
        place, word, mark = found.end(), found[1].lower(), found[2]
        if word in people and not is_title(word, grammar):
            fitting = [one for one in people[word] if before <= {own.lower() for own in cast.entities[one].words}]
            announces = mark == ":" or (mark in _POSSESSIVES and _reports(title, place, grammar))
            return fitting[0] if announces and len(fitting) == 1 else -1
        if mark not in ("", "."):
            return -1
        if not (is_title(word, grammar) or len(word) == 1 or "." in word):
            before.add(word)
    return -1


# Behind a name whose words follow: "Venn statement", "Venn’s statement".
_POSSESSIVES = frozenset(("", "'s", "’s"))


def _reports(title: str, place: int, grammar: Grammar) -> bool:
    """Tell whether a headline goes on with a verb or noun that reports: "comments on", "issues statement"."""
    found = _WORD.match(title, place)
    if found is None:
        return False
    word = found[1].lower()
    following = _WORD.match(title, found.end())
    takes = following is not None and following[1].lower() in DOCUMENTS
    return takes or word in DOCUMENTS or word in grammar.cues.all_cues
