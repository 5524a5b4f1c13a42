"""People without a name whom a pronoun may mean: "A neighbour saw a van. “It was white,” he said."

Nobody named before such a subject is meant by the pronoun behind it, though the resolver knows the named alone. A
subject is one if an indefinite article opens it, so that it cannot be another word for somebody named, or if the
document has just let it speak.
"""

from __future__ import annotations

from matcher.attribution.grammar import Grammar
from matcher.attribution.people.genders import Gender, title_gender
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_starting
from matcher.attribution.reporting.prose import BREAK
from matcher.attribution.reporting.subjects import find_clause_head

# Sentences of the pronoun's paragraph that are looked back over for such a subject.
MAX_BACK = 2
# Words behind an article among which its noun stands: "un ancien voisin".
_NOUN_REACH = 3
# Words behind a subject among which its verb stands: "a reporter then asked".
_VERB_REACH = 3


def find_unnamed_subject(reading: Reading, token: int, gender: Gender) -> Phrase | None:
    """Find the person without a name who is the subject of the sentence before a pronoun, or of one before that whose
    subject is a pronoun too.

    Parameters
    ----------
    reading
        The document.
    token
        Token of the pronoun.
    gender
        What the pronoun tells.
    """
    prose, grammar = reading.prose, reading.grammar
    if not grammar.unnamed_articles:
        return None
    sentence = prose.sentence[token]
    for number in range(sentence - 1, max(sentence - 1 - MAX_BACK, -1), -1):
        first, end = prose.bounds[number]
        if prose.kinds[end - 1] == BREAK or prose.paragraph[first] != prose.paragraph[token]:
            return None
        head = find_clause_head(reading, first, end)
        if head is None or head.kind == "name":
            return None
        if head.kind == "nominal":
            person = _find_person(reading, head)
            if person is None or _asks(reading, person, end) or _describes(reading, person, end):
                return None
            fits = gender_of_nominal(prose.lower[person.first : person.head + 1], grammar) in ("", gender)
            return person if fits else None
    return None


def gender_of_nominal(words: list[str], grammar: Grammar) -> Gender:
    """Gender that the article or a noun of a nominal tells, in small letters."""
    if not grammar.unnamed_she.isdisjoint(words):
        return "f"
    return "m" if not grammar.unnamed_he.isdisjoint(words) else title_gender(tuple(words), grammar)


def _find_person(reading: Reading, phrase: Phrase) -> Phrase | None:
    """Find the person in "a second witness" and "one [of the officers]"; None for a thing, and for who may be named."""
    grammar, lower = reading.grammar, reading.prose.lower
    if lower[phrase.first] not in grammar.unnamed_articles and lower[phrase.first] not in grammar.unnamed_owners:
        return None
    if phrase.first == phrase.last and lower[phrase.last + 1 : phrase.last + 2] == ["of"]:
        many = find_phrase_starting(
            reading, phrase.last + 2, reading.prose.bounds[reading.prose.sentence[phrase.first]][1]
        )
        return Phrase(phrase.first, many.last, "nominal", tail=many.last - phrase.last) if many is not None else None
    if grammar.language == "en":
        return phrase if _is_person(grammar, lower[phrase.head]) else None
    # Other languages' nouns stand before what they have with them, and a verb may be taken for part of it.
    for k in range(phrase.first + 1, min(phrase.first + 1 + _NOUN_REACH, phrase.last + 1)):
        if _is_person(grammar, lower[k]):
            return Phrase(phrase.first, k, "nominal")
    return None


def _is_person(grammar: Grammar, noun: str) -> bool:
    return noun in grammar.unnamed_people or (noun in grammar.roles and noun not in grammar.organizations)


def _asks(reading: Reading, phrase: Phrase, end: int) -> bool:
    """Tell who asks: the answer is somebody else's."""
    verbs = reading.prose.lower[phrase.last + 1 : min(phrase.last + 1 + _VERB_REACH, end)]
    return not reading.grammar.asks.isdisjoint(verbs)


def _describes(reading: Reading, phrase: Phrase, end: int) -> bool:
    """Tell "A judge by training, he left" from somebody else."""
    lower, grammar = reading.prose.lower, reading.grammar
    return any(
        lower[k] == "," and (lower[k + 1] in grammar.he or lower[k + 1] in grammar.she)
        for k in range(phrase.last + 1, end - 1)
    )
