"""Who asked and who was asked in the sentence before a pronoun: "Venn asked Orr whether he knew. “I did,” he said."

The answer is the other one's, though whoever asks is the subject and whoever is asked a mere object.
"""

from __future__ import annotations

from matcher.attribution.people.genders import Gender, gender_of_noun, title_gender
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_starting
from matcher.attribution.reporting.evidence import add_apposition
from matcher.attribution.reporting.prose import BREAK, QUOTE
from matcher.attribution.reporting.subjects import skip_adverbs_back

# Before a participle of asking: whoever stands in front is asked.
_PASSIVES = frozenset(("is", "are", "was", "were", "be", "been", "being", "wurde", "wurden", "été"))
# Tokens behind whoever is asked among which the question begins.
_QUESTION_REACH = 7


def find_asked(reading: Reading, token: int, gender: Gender) -> tuple[int, int]:
    """Find the entities that ask and are asked in the sentence before a pronoun's; -1 for whom no name tells.

    Nobody asks where a verb of asking has no person for its object, or no question behind it ("asked for more"), and
    where whoever is asked is not of the pronoun's ``gender``: then it is not the answer that follows.
    """
    prose, grammar = reading.prose, reading.grammar
    number = prose.sentence[token] - 1
    if number >= 0 and prose.kinds[prose.bounds[number][0]] == BREAK:
        number -= 1
    if number < 0:
        return -1, -1
    first, end = prose.bounds[number]
    for verb in range(first + 1, end - 1):
        if prose.lower[verb] in grammar.asks and prose.lower[verb - 1] not in _PASSIVES:
            return _read_asking(reading, verb, first, end, gender)
    return -1, -1


def _read_asking(reading: Reading, verb: int, first: int, end: int, gender: Gender) -> tuple[int, int]:
    prose, cast, grammar = reading.prose, reading.cast, reading.grammar
    begin = verb + 1 + (prose.lower[verb + 1] in grammar.prepositions and grammar.language != "en")
    asked = add_apposition(reading, find_phrase_starting(reading, begin, end), end)
    if asked is None:
        return -1, -1
    behind = prose.lower[asked.last + 1 : min(asked.last + 1 + _QUESTION_REACH, end)]
    is_aloud = prose.kinds[first] == QUOTE or (first > 0 and prose.kinds[first - 1] == QUOTE)
    if grammar.questions.isdisjoint(behind) and not is_aloud:
        return -1, -1
    asks = skip_adverbs_back(reading, verb - 1, first)
    who = cast.mentions[cast.at[asks]].entity if asks in cast.at else -1
    whom = cast.mentions[asked.mention].entity if asked.kind == "name" else -1
    own = cast.entities[whom].gender if whom >= 0 else _gender_of(reading, asked)
    return (who, whom) if not own or not gender or own == gender else (-1, -1)


def _gender_of(reading: Reading, phrase: Phrase) -> Gender:
    """Gender of a phrase that names nobody: "the actress", "her"."""
    grammar, words = reading.grammar, reading.prose.lower[phrase.first : phrase.head + 1]
    return gender_of_noun(words[-1], grammar) or title_gender(tuple(words), grammar)
