"""Who bears an office that a phrase names: "le ministre des Finances Paul Roy", "el alcalde de Lugo, Luis Negro".

Mostly for languages other than English, whose complements stand between office and name; in English only a place does
("the governor of Ohio Ada Quill"). Whoever is named in a complement is
not the one who bears the office: "der Sprecher des Ministers Paul Kern" is not Kern.
"""

from __future__ import annotations

from matcher.attribution.grammar import is_title, strip_elision
from matcher.attribution.lexicon import is_given_name, is_inflected_given_name
from matcher.attribution.people.nouns import is_oblique_office
from matcher.attribution.people.phrases import Phrase, Reading
from matcher.attribution.reporting.prose import BREAK, CAPITAL, PUNCT, QUOTE, WORD

# The longest complement, in tokens: "le ministre de l'Économie et des Finances publiques".
MAX_COMPLEMENT = 9
# German articles that a complement begins with: "die Leiterin des Werks"; and those of what is no subject.
_GENITIVE = frozenset(("des", "der"))
OBLIQUE_ARTICLES = frozenset(("des", "der", "dem"))


def find_bearer_after(reading: Reading, phrase: Phrase, first: int, end: int) -> Phrase:
    """Extend a phrase that names an office over its complement to its bearer's name, if one follows.

    A name that belongs to the complement makes the phrase, which is read from token ``first``, a nominal.
    """
    if phrase.kind == "name":
        offices = _find_offices(reading, first, reading.cast.mentions[phrase.mention].last)
        if offices and not _bears(reading, phrase, offices):
            return Phrase(first, phrase.last, "nominal", tail=phrase.last - offices[0])
        return _extend_over_place(reading, phrase, end)
    head = strip_elision(reading.prose.lower[phrase.head])
    is_office = is_title(head, reading.grammar) or is_oblique_office(head, reading.grammar)
    if phrase.kind == "nominal" and is_office:
        return _find_named(reading, phrase, end) or phrase
    return phrase


def find_bearer_behind_place(reading: Reading, phrase: Phrase) -> Phrase:
    """Read "the governor of Ohio Ada Quill" as her name, as ``mentions.py`` has cut it off the place."""
    number = reading.cast.at.get(phrase.last, -1)
    if phrase.kind != "nominal" or not phrase.tail or number < 0:
        return phrase
    mention = reading.cast.mentions[number]
    is_name = mention.looks == "person" and len(mention.name) > 1 and mention.first > phrase.head + 1
    is_bearer = is_name and reading.prose.lower[mention.first - 1] in reading.grammar.places
    return Phrase(phrase.first, mention.last, "name", number) if is_bearer else phrase


def _find_named(reading: Reading, phrase: Phrase, end: int) -> Phrase | None:
    """Find the full name after an office's complement, with or without a comma before it."""
    prose, grammar = reading.prose, reading.grammar
    if prose.lower[min(phrase.last + 1, end - 1)] not in grammar.prepositions | grammar.particles | _GENITIVE:
        return None
    for k in range(phrase.last + 1, min(phrase.last + 1 + MAX_COMPLEMENT, end)):
        follows = prose.words[k - 1] == ","
        number = reading.cast.at.get(k, -1)
        if number >= 0 and (_is_full_name(reading, number) or (follows and _stands_alone(reading, number, end))):
            mention = reading.cast.mentions[number]
            before = prose.lower[mention.first - 1]
            if follows or before not in grammar.prepositions | grammar.determiners | OBLIQUE_ARTICLES:
                return Phrase(phrase.first, mention.last, "name", number)
            return None
        if follows or prose.lower[k] in grammar.cues.all_cues:
            return None
        if prose.kinds[k] not in (WORD, CAPITAL) and prose.words[k] != ",":
            return None
    return None


def _is_full_name(reading: Reading, number: int) -> bool:
    """Tell a given name and a family name in the nominative."""
    name = reading.cast.mentions[number].name
    return len(name) > 1 and is_given_name(name[0].lower())


def _stands_alone(reading: Reading, number: int, end: int) -> bool:
    """Tell a name of two words or more between marks, whose given name no list has to know."""
    mention = reading.cast.mentions[number]
    after = mention.last + 1
    if len(mention.name) < 2 or not all(word[0].isupper() for word in mention.name):
        return False
    return after >= end or reading.prose.kinds[after] in (PUNCT, QUOTE, BREAK)


def is_full_name(reading: Reading, number: int) -> bool:
    """Tell a given name and a family name in any case."""
    name = reading.cast.mentions[number].name
    return len(name) > 1 and (is_given_name(name[0].lower()) or is_inflected_given_name(name[0].lower()))


def _extend_over_place(reading: Reading, phrase: Phrase, end: int) -> Phrase:
    """Go on from "der Bürgermeister von Köln", read as a name, to the full name after its comma."""
    prose, after = reading.prose, phrase.last + 1
    name = reading.cast.mentions[phrase.mention].name
    if after + 1 >= end or prose.words[after] != "," or not name:
        return phrase
    number = reading.cast.at.get(after + 1, -1)
    if number < 0:
        return phrase
    # A Polish complement has no preposition: "burmistrz Molwna, Karolina Bresz".
    is_bare = reading.grammar.language == "pl" and len(name) == 1 and _stands_alone(reading, number, end)
    if not is_bare and (name[0] not in reading.grammar.particles or not _is_full_name(reading, number)):
        return phrase
    return Phrase(phrase.first, reading.cast.mentions[number].last, "name", number)


def _find_offices(reading: Reading, first: int, end: int) -> list[int]:
    """Tokens of a stretch that are titles, or German ones in the genitive."""
    prose, grammar = reading.prose, reading.grammar
    return [k for k in range(first, end) if is_title(prose.lower[k], grammar) or _is_genitive(reading, k)]


def _is_genitive(reading: Reading, k: int) -> bool:
    """Tell a German title in the genitive: "des Ministers"."""
    lower, grammar = reading.prose.lower[k], reading.grammar
    return grammar.language == "de" and lower.endswith("s") and is_title(lower[:-1], grammar)


def _bears(reading: Reading, phrase: Phrase, offices: list[int]) -> bool:
    """Tell "die Sprecherin des Ministeriums Anna Dorn" from "der Sprecher des Ministers Paul Kern"."""
    prose, grammar = reading.prose, reading.grammar
    name = reading.cast.mentions[phrase.mention].name
    if name and is_inflected_given_name(name[0].lower()):
        return False
    return not any(_is_genitive(reading, k) or prose.lower[k - 1] in grammar.determiners for k in offices[1:])
