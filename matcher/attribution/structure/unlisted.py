"""Reporting clauses between two quotations whose verb is of no list: „…“, freut sich Ulf Dorn. „…“.

The press has a verb for every mood, and outside English it stands first, with whoever speaks behind it. So what begins
with a word that ends as a verb does, and goes on with a person, is one: by a given name, an office, or a reflexive.
Used at import, between two marks only.
"""

from __future__ import annotations

import re
from typing import Final

from matcher.attribution.lexicon import LANGUAGES, is_given_name, load, split_words
from matcher.attribution.structure.inner import is_clause_by_form


def _listed(section: str, *keys: str) -> frozenset[str]:
    """Return the words of some lists of all languages, in small letters."""
    lists = (load(language).get(section, {}).get(key, "") for language in LANGUAGES for key in keys)
    words = (word for entry in lists for word in (entry.split() if isinstance(entry, str) else entry))
    return frozenset(word.lower() for word in words)


_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LISTS: Final = load("reporting")["unlisted"]
_ENDINGS: Final = tuple(sorted(_listed("cues", "inverted_endings")))
_TITLES: Final = _listed("titles", "words")
# What is no verb, whatever its ending: "mit Ulf Dorn", "wie Ulf Dorn", "comme le maire".
_NO_VERBS: Final = split_words(_LISTS["no_verbs"]).union(
    _TITLES,
    _listed("grammar", "prepositions", "clause_openers", "between", "determiners", "adverbial_openers"),
    _listed("pronouns", "he", "she", "they", "it", "first", "relative"),
    _listed("roles", "articles", "words"),
)
_ARTICLES: Final = split_words(load("reporting")["inner"]["articles"])
_BEFORE: Final = split_words(_LISTS["reflexives_before"])
_BEHIND: Final = split_words(_LISTS["reflexives_behind"])
_MIN_VERB: Final = 3
# Titles and offices before a name: "die Wirtin und Rätin Ada Dorn" has more, and more than a clause.
_MAX_OFFICES: Final = 2
# Words of a clause that is its verb and a name alone, with an office that no list has.
_MAX_NAME: Final = 4


def is_unlisted_clause(between: str) -> bool:
    """Tell a reporting clause with a verb of no list from narration between two quotations.

    Parameters
    ----------
    between
        What stands between the marks, without white space at its ends.
    """
    if between[:1] not in ",–—-":
        return False
    if is_clause_by_form(between):
        return True
    words: list[str] = _WORD.findall(between)
    verb = int(words[:1] != [] and words[0] in _BEFORE)
    if verb >= len(words) or not _may_be_verb(words[verb]):
        return False
    subject = verb + 1
    is_reflexive = verb > 0
    if words[subject : subject + 1] and words[subject] in _BEHIND:
        subject, is_reflexive = subject + 1, True
    if is_reflexive and subject == len(words):
        return True  # "…", se queja. "…"
    return _is_person(words[subject:], is_reflexive=is_reflexive)


def _may_be_verb(word: str) -> bool:
    return word.islower() and len(word) >= _MIN_VERB and word.endswith(_ENDINGS) and word not in _NO_VERBS


def _is_person(words: list[str], *, is_reflexive: bool) -> bool:
    """Tell a person by a known given name, an office before a name, or any name behind a reflexive."""
    rest = words[1:] if words[:1] and words[0] in _ARTICLES else words
    offices = 0
    while offices < min(len(rest), _MAX_OFFICES) and rest[offices].lower() in _TITLES:
        offices += 1
    name = rest[offices : offices + 2]
    if not name or not name[0][:1].isupper():
        return offices > 0 and (is_reflexive or len(words) > len(rest) == offices)
    if offices or is_reflexive:
        return True
    if len(words) <= _MAX_NAME and all(word[:1].isupper() for word in words):
        return True  # ", sourit Noir.", ", schimpft Forscherin Ayla Dorn."
    return len(name) > 1 and name[1][:1].isupper() and is_given_name(name[0].lower())
