"""Who has spoken though another verb has him for its object: "heard [the mayor] say", "attacked [Orr] for saying".

The subject of the sentence only perceives, judges or urges whoever speaks. English; what stands right behind the verb
is read as its object, so that "was attacked by Orr for saying" keeps its subject.
"""

from __future__ import annotations

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.prose import QUOTE, WORD
from matcher.attribution.reporting.subjects import find_subject_before
from matcher.attribution.reporting.verbs import is_passive

_LISTS = load("bystanders")["objects"]
_PERCEIVES = split_words(_LISTS["perceives"])
REMEMBERS = split_words(_LISTS["remembers"])
_BETWEEN = split_words(_LISTS["between"])
_STOPS = split_words(_LISTS["stops"])
_URGES = split_words(_LISTS["urges"])
_LEARNS = split_words(_LISTS["learns"])
_REACTS = split_words(_LISTS["reacts"])
_TO = split_words(_LISTS["to"])
# Pronouns that are objects, and whom they mean.
_OBLIQUE = frozenset(("him", "her", "them"))
# Participles that take no words for their object: "praised Orr for speaking out".
_ALONE = split_words(
    "speaking asking talking protesting complaining testifying praying volunteering objecting coaching"
)
# Tokens from a participle to the quotation where a colon stands between: "for telling her: “…”".
_MAX_TOLD = 3
# Words between whom a verb judges and its "for": "took Orr to task for saying".
_MAX_BETWEEN = 3


def find_object(reading: Reading, c: int, floor: int) -> Phrase | None:
    """Find who does what the verb at token ``c`` tells, as the object of the verb before it."""
    if reading.grammar.language != "en" or c - 2 <= floor:
        return None
    lower = reading.prose.lower
    if lower[c] in _LEARNS and lower[c + 1 : c + 2] == ["from"]:
        teller = find_phrase_starting(reading, c + 2, reading.prose.bounds[reading.prose.sentence[c]][1])
        return teller if teller is not None and is_somebody(reading, teller) else None
    if lower[c] in reading.grammar.cues.bases:
        return _find_whom(reading, c - 1, floor, _PERCEIVES)
    if not lower[c].endswith("ing"):
        return None
    if lower[c - 1] in ("for", "of"):
        if lower[c] not in reading.grammar.cues.reporting - _ALONE or not _is_at_mark(reading, c):
            return None
        return _find_judged(reading, c - 2, floor)
    if lower[c - 1] in _STOPS and lower[c - 2] == "to":
        return _find_whom(reading, c - 3, floor, _URGES)
    if reading.prose.words[c - 1] == ",":
        return _find_apposed(reading, c - 1, floor)
    return _find_whom(reading, c - 1, floor, REMEMBERS) or _find_reacted(reading, c - 1, floor)


def _is_at_mark(reading: Reading, c: int) -> bool:
    """Tell "attacked Orr for saying: “…”" from "attacked Orr for saying so: “…”", where the subject goes on."""
    prose = reading.prose
    q = next((k for k in range(c + 1, prose.bounds[prose.sentence[c]][1]) if prose.kinds[k] == QUOTE), c + 1)
    return prose.words[q - 1] != ":" or q - c <= _MAX_TOLD


def _find_reacted(reading: Reading, last: int, floor: int) -> Phrase | None:
    """Find to whom somebody reacts: "objected to [Ben Orr] calling it"."""
    whom, lower = _find_person(reading, last, floor), reading.prose.lower
    if whom is None or whom.first - 2 <= floor or lower[whom.first - 1] not in _TO:
        return None
    return whom if lower[whom.first - 2] in _REACTS else None


def has_object(reading: Reading, verb: int, whom: Phrase, cue: int, floor: int) -> bool:
    """Tell a verb that has whoever speaks for its object from one whose clause tells that he does.

    "Venn mocked [Orr], who had said “x”" and "thanked [Orr] for calling it “x”", not "Venn said Orr had called it “x”".
    """
    if reading.grammar.language != "en":
        return False
    takes_person = _JUDGING_SPEECH | _PERCEIVES | REMEMBERS | _URGES
    if whom.relative >= 0 and reading.prose.lower[verb] in takes_person:
        return True
    return find_object(reading, cue, floor) == whom


def _find_whom(reading: Reading, last: int, floor: int, verbs: frozenset[str]) -> Phrase | None:
    """Find the person who ends at a token, right behind one of some verbs."""
    whom = _find_person(reading, last, floor)
    if whom is None or whom.first <= floor or reading.prose.lower[whom.first - 1] not in verbs:
        return None
    return whom


def _find_judged(reading: Reading, last: int, floor: int) -> Phrase | None:
    """Find the object of whatever verb: "attacked [the mayor] for saying", "accused [Orr] of saying"."""
    prose = reading.prose
    for end in range(last, max(floor, last - _MAX_BETWEEN), -1):
        whom = _find_person(reading, end, floor)
        if whom is not None:
            verb = whom.first - 1
            if prose.lower[verb] == "by" and is_passive(reading, verb - 1, floor):
                return find_subject_before(reading, verb - 1, floor)  # "Venn was attacked by Orr for saying"
            if prose.lower[verb] in ("at", "with") and prose.lower[last + 1] == "for":
                return whom  # "was angry at Orr for saying"
            is_verb = verb > floor and prose.kinds[verb] == WORD and _looks_transitive(reading, verb)
            return whom if is_verb else None
        if prose.lower[end] not in _BETWEEN:
            return None
    return None


# Verbs of judging whose forms no list has and that do not end in -ed.
_IRREGULAR = split_words("took takes taking beat hit caught catch catches blames blame")


def _looks_transitive(reading: Reading, verb: int) -> bool:
    """Tell a verb that may have an object right behind it; not of a passive, nor an auxiliary."""
    lower, cues = reading.prose.lower[verb], reading.grammar.cues
    if lower in cues.speech - _URGES and lower not in cues.reporting - cues.speech:
        return lower in _JUDGING_SPEECH
    return lower in cues.all_cues or lower in _IRREGULAR or lower.endswith(("ed", "izes", "ises"))


# Verbs of speech that take a person for their object.
_JUDGING_SPEECH = split_words(
    "mock mocks mocked mocking chide chides chided thank thanks thanked thanking tease teased taunt taunted"
)


def _find_person(reading: Reading, last: int, floor: int) -> Phrase | None:
    if reading.prose.lower[last] in _OBLIQUE:
        return Phrase(last, last, "pronoun")
    phrase = find_phrase_ending(reading, last, floor)
    return phrase if phrase is not None and is_somebody(reading, phrase) else None


def is_somebody(reading: Reading, phrase: Phrase) -> bool:
    """Tell a person by name or office from a thing, a body and a pronoun that is a subject."""
    grammar = reading.grammar
    if phrase.kind == "nominal":
        head = reading.prose.lower[phrase.head]
        return head in grammar.roles or head in grammar.unnamed_people
    if phrase.kind == "pronoun":
        return reading.prose.lower[phrase.first] in _OBLIQUE
    return reading.cast.mentions[phrase.mention].looks != "organization"


def _find_apposed(reading: Reading, comma: int, floor: int) -> Phrase | None:
    """Find the object that has a name in apposition: "remembered her father, [Ben Orr], telling her"."""
    prose = reading.prose
    opening = next((k for k in range(comma - 1, floor, -1) if prose.words[k] == ","), -1)
    if opening <= floor or find_phrase_starting(reading, opening + 1, comma) is None:
        return None
    name = find_phrase_starting(reading, opening + 1, comma)
    if name is None or name.kind != "name" or name.last != comma - 1:
        return None
    return name if _find_whom(reading, opening - 1, floor, REMEMBERS) is not None else None
