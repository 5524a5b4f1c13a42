"""Whom a pronoun means: a linear model over a dozen features that a reader can check by hand.

Candidates are the people (for "it": the bodies) that the narration has named so far, never somebody who
occurs only inside quotation marks. The weights, a comment each, stand in ``data/pronouns.toml``.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.people.asked import find_asked
from matcher.attribution.people.cast import Cast, Entity
from matcher.attribution.people.genders import Gender
from matcher.attribution.people.phrases import Reading
from matcher.attribution.reporting.frames import follows_frame
from matcher.attribution.reporting.prose import CAPITAL, DASHES, QUOTE, Prose
from matcher.attribution.reporting.verbs import is_verb

_WEIGHTS: dict[str, float] = load("pronouns")["weights"]
_CONFIDENCE: dict[str, float] = load("pronouns")["confidence"]

# Pasts that do not end in -ed.
_PASTS = split_words(load("pronouns")["pasts"]["words"])

# Verbs whose object is spoken to: whoever follows them is no subject.
_ADDRESSES = split_words(
    "told tells telling asked asks asking urged warned called calls accused accuses thanked praised"
)


@dataclass(init=False, unsafe_hash=True, slots=True)
class Resolution:
    """The entity a pronoun means, and how sure that is (0–1)."""

    entity: int
    confidence: float

    def __init__(self, entity: int, confidence: float) -> None:
        self.entity = entity
        self.confidence = confidence


@dataclass(init=False, unsafe_hash=True, slots=True)
class Before:
    """Who spoke the quotation before (an entity, or -1), its token, whether it was a question; who spoke earlier; and
    what whoever spoke before is called who has no name ("one man"), else nothing.
    """

    entity: int
    token: int
    was_question: bool
    earlier: int
    unnamed: str

    def __init__(self, entity: int, token: int, was_question: bool, earlier: int = -1, unnamed: str = "") -> None:
        self.entity = entity
        self.token = token
        self.was_question = was_question
        self.earlier = earlier
        self.unnamed = unnamed


def resolve_pronoun(
    reading: Reading, token: int, gender: Gender, before: Before, *, bodies: bool | None = False
) -> Resolution | None:
    """Find whom a pronoun means.

    Parameters
    ----------
    reading
        The document.
    token
        Token of the pronoun.
    gender
        Gender that the pronoun tells, "" for "they" and "it".
    before
        Who spoke the quotation before.
    bodies
        The pronoun means a body ("it"), not a person; None where the language leaves that open.

    Returns
    -------
        The best candidate, or None where nobody fits or two fit equally well.
    """
    found: list[tuple[list[str], int, int]] = []
    asks, asked = find_asked(reading, token, gender)
    named = last_named(reading.cast, token)
    most = max((len(reading.cast.entities[index].mentions) for index in named), default=0)
    for index in named.keys() | ({before.entity} - {-1}):
        entity, last = reading.cast.entities[index], named.get(index)
        # Whoever is asked may be a person of whom a single name is all that is known.
        may_be_person = index == asked and len(entity.words) == 1
        if bodies and _may_be_body(reading, entity, token):
            may_be_person = True
        if bodies is not None and (entity.kind != "person") != bodies and not may_be_person:
            continue
        features = _features(reading, token, index, entity, last, gender, before, most)
        if index in (asks, asked):
            features.append("asks" if index == asks else "was_asked")
        found.append((features, last if last is not None else -1, index))
    _hand_over(found, before)
    scored = [(sum([_WEIGHTS[name] for name in features]), last, index) for features, last, index in found]
    nearest = max((last for _, last, _ in scored), default=-1)
    return _decide(
        [(score + (_WEIGHTS["nearest"] if last == nearest else 0.0), index) for score, last, index in scored]
    )


def _may_be_body(reading: Reading, entity: Entity, token: int) -> bool:
    """Tell Corvid Shipping, which nothing but capitals makes a person, where it opens the sentence of an "it"."""
    if entity.gender or entity.roles or entity.is_sure or not entity.mentions:
        return False
    first = reading.prose.bounds[reading.prose.sentence[token]][0]
    return any(reading.cast.mentions[number].first == first for number in entity.mentions)


def _hand_over(found: list[tuple[list[str], int, int]], before: Before) -> None:
    """Give to whoever has been the subject since somebody else spoke in the paragraph that the other one did."""
    spoke = next((one for one in found if one[2] == before.entity and "last_speaker_paragraph" in one[0]), None)
    if spoke is None:
        return
    for features, last, _ in found:
        if "previous_subject" in features and last > spoke[1]:
            features.append("last_speaker_paragraph")
            spoke[0].remove("last_speaker_paragraph")
            return


def _decide(scored: list[tuple[float, int]]) -> Resolution | None:
    """Turn scores into the winner and its confidence."""
    if not scored:
        return None
    scored.sort(reverse=True)
    best, entity = scored[0]
    if best <= -2.0:  # Excluded by gender, or too far away for any other feature to make up for it.
        return None
    lead = best - max(scored[1][0] if len(scored) > 1 else 0.0, _WEIGHTS["nobody"])
    confidence = 1 / (1 + math.exp(-_CONFIDENCE["slope"] * (lead - _CONFIDENCE["offset"])))
    return Resolution(entity, min(_CONFIDENCE["ceiling"], confidence)) if confidence >= _CONFIDENCE["floor"] else None


# Mentions looked back over: three or four paragraphs dense with names. A bound keeps hostile documents
# linear.
MAX_MENTIONS = 150


def last_named(cast: Cast, token: int) -> dict[int, int]:
    """Index of the last mention before a token, for each entity named lately."""
    end = bisect_left(cast.mentions, token, key=lambda mention: mention.first)
    return {
        cast.mentions[number].entity: number
        for number in range(max(0, end - MAX_MENTIONS), end)
        if cast.mentions[number].entity >= 0
    }


def _features(
    reading: Reading,
    token: int,
    index: int,
    entity: Entity,
    last: int | None,
    gender: Gender,
    before: Before,
    most: int,
) -> list[str]:
    """Names of the features that a candidate has."""
    prose = reading.prose
    features = []
    if index == before.entity:
        features.append("last_speaker")
        if prose.paragraph[before.token] == prose.paragraph[token]:
            features.append("last_speaker_paragraph")
        elif before.was_question and not _is_named_behind(reading, before.token, last):
            features.append("asked_before")
    elif index == before.earlier and before.was_question and prose.paragraph[before.token] < prose.paragraph[token]:
        features.append("answers")
    if last is not None:
        features += _place_features(reading, token, last)
    if len(entity.mentions) >= 4 and len(entity.mentions) * 2 > most:
        features.append("frequent")
    if entity.mentions and _opens_text(prose, reading.cast.mentions[entity.mentions[0]].first):
        features.append("topic")
    if gender and entity.gender:
        features.append("gender_agrees" if entity.gender == gender else "gender_differs")
    if not entity.gender and not entity.is_sure and not entity.roles:
        features.append("unsure_person")
    return features


def _opens_text(prose: Prose, token: int) -> bool:
    """Tell whether a token stands in the first two sentences, datelines not counted."""
    datelines = sum(prose.words[end - 1] in DASHES for _, end in prose.bounds[:2])
    return prose.sentence[token] < 2 + datelines


def _is_named_behind(reading: Reading, token: int, last: int | None) -> bool:
    """Tell whether the last mention of somebody stands in a sentence behind a token's."""
    prose = reading.prose
    return last is not None and prose.sentence[reading.cast.mentions[last].first] > prose.sentence[token]


def _place_features(reading: Reading, token: int, last: int) -> list[str]:
    """Features of the place where a candidate was last named."""
    prose, mention = reading.prose, reading.cast.mentions[last]
    distance = prose.sentence[token] - prose.sentence[mention.first]
    features = [
        "same_sentence" if distance == 0
        else "previous_sentence" if distance == 1
        else "two_sentences" if distance == 2
        else "farther" if distance <= 6
        else "far"
    ]  # fmt: skip
    if prose.paragraph[token] == prose.paragraph[mention.first]:
        features.append("same_paragraph")
    if follows_frame(reading, mention.first):
        features += ["subject", "reports"]
        if distance == 1:
            features.append("previous_subject")
            if prose.paragraph[token] == prose.paragraph[mention.first]:
                features.append("introduces")
    elif is_oblique(reading, mention.first, mention.last):
        features.append("oblique")
    elif is_subject(reading, mention.first, mention.last):
        features.append("subject")
        if distance == 0 and mention.first <= _sentence_begin(prose, mention.first) + 1:
            features.append("own_subject")
        if distance == 1:
            features.append("previous_subject")
        if _reports(reading, mention.first, mention.last):
            features.append("reports")
            if distance == 1 and prose.paragraph[token] == prose.paragraph[mention.first]:
                features.append("introduces")
    if distance <= 2 and len(mention.name) > 1:
        features.append("full_name")
    return features


def _reports(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a mention is the subject of a reporting verb right beside it."""
    prose, speech = reading.prose, reading.grammar.cues.speech
    after = last + 1 < len(prose) and prose.lower[last + 1] in speech
    inverted = first > 1 and prose.lower[first - 1] in speech
    if after or (inverted and (prose.kinds[first - 2] == QUOTE or prose.words[first - 2] == ",")):
        return True
    begin, end = prose.bounds[prose.sentence[first]]
    return first <= begin + 1 and any(
        prose.lower[i] in speech and not prose.lower[i].endswith("ing") and is_verb(reading, i)
        for i in range(last + 1, end)
    )


def is_oblique(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a mention is possessive, follows a preposition, or is spoken to."""
    prose = reading.prose
    if last + 1 < len(prose) and prose.words[last + 1] == "'s":
        return True
    grammar = reading.grammar
    before = first - 1
    while before > max(0, first - _MAX_LEAD) and prose.lower[before] in grammar.roles | grammar.determiners:
        before -= 1  # "the murder of [the journalist] Ben Orr"
    return first > 0 and (prose.lower[before] in grammar.prepositions or prose.lower[before] in _ADDRESSES)


def is_subject(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a mention is likely a subject: first in its sentence, after a quotation, or before a
    verb.
    """
    prose, grammar = reading.prose, reading.grammar
    begin = _sentence_begin(prose, first)
    if first <= begin + 1 or prose.kinds[first - 1] == QUOTE or _opens_with_role(reading, begin, first):
        return True
    after = last + 1
    if prose.lower[after : after + 1] in (["of"], ["from"]) and after + 1 in reading.cast.at:
        after = reading.cast.mentions[reading.cast.at[after + 1]].last + 1  # "Ben Orr of Norland left"
    if after >= len(prose):
        return False
    lower = prose.lower[after]
    if lower in _PASTS and grammar.language == "en":
        return True
    return lower in grammar.cues.all_cues or lower in grammar.between or lower.endswith("ed") or lower in ("who", ",")


# Words in front of a name at the start of a sentence: "The former Labour backbencher".
_MAX_LEAD = 4


def _opens_with_role(reading: Reading, begin: int, first: int) -> bool:
    """Tell a sentence that opens with what somebody is, and a name: "The Labour backbencher Ben Orr"."""
    prose, grammar = reading.prose, reading.grammar
    if first - begin > _MAX_LEAD or prose.lower[first - 1] not in grammar.roles | grammar.titles:
        return False
    for i in range(begin, first - 1):
        number = reading.cast.at.get(i, -1)
        if number >= 0 and reading.cast.mentions[number].looks == "person":
            return False
        lead = grammar.determiners | grammar.roles | grammar.titles
        if prose.kinds[i] != CAPITAL and prose.lower[i] not in lead:
            return False
    return True


def _sentence_begin(prose: Prose, token: int) -> int:
    return prose.bounds[prose.sentence[token]][0]
