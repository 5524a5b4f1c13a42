"""Evidence: a subject, its reporting words, and where both stand to a quotation.

What the two readers of clauses (``before.py``, ``after.py``) have in common.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matcher.attribution.lexicon import split_words
from matcher.attribution.people.bearers import find_bearer_after, find_bearer_behind_place
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_starting, is_unnamed
from matcher.attribution.reporting.prose import WORD

Place = Literal[
    "after", "inverted", "before", "reach", "according", "colon", "dash", "label", "labels", "presented", "open"
]


# How far a sentence is read in either direction, in tokens. Real sentences end sooner; the bound is for texts
# without full stops.
MAX_REACH = 120


@dataclass(init=False, unsafe_hash=True, slots=True)
class Evidence:
    """A subject and its cue (tokens), and where they stand. ``strength`` 0–1 ranks readings of one
    quotation. At the place "open" the sentence tells that somebody has spoken whom it does not name.
    """

    subject: Phrase
    cue_first: int
    cue_last: int
    place: Place
    strength: float

    def __init__(self, subject: Phrase, cue_first: int, cue_last: int, place: Place, strength: float) -> None:
        self.subject = subject
        self.cue_first = cue_first
        self.cue_last = cue_last
        self.place = place
        self.strength = strength


# Whose message it is: "говорится в её сообщении".
POSSESSIVES = frozenset(["её", "ее", "его", "их", "її", "його", "їх"])


# Words that may stand between an inverted verb and its subject ("заявил журналистам мэр", "sagte der
# Agentur").
_GAP = 4


def find_subject_after(reading: Reading, cue: int) -> Phrase | None:
    """Find the subject that stands after its verb."""
    prose, grammar = reading.prose, reading.grammar
    i = cue + 1
    end = min(prose.bounds[prose.sentence[cue]][1], cue + 25)
    while i < end and (prose.lower[i] in grammar.between or prose.lower[i].endswith("ly")) and prose.kinds[i] == WORD:
        i += 1
    phrase = find_phrase_starting(reading, i, end)
    if phrase is not None and grammar.language == "en":
        phrase = _find_office_of(reading, phrase, end) or find_bearer_behind_place(reading, phrase)
    elif phrase is not None:
        phrase = find_bearer_after(reading, phrase, i, end)
    if phrase is None and grammar.language != "en":
        for k in range(i, min(i + _GAP, end)):
            if prose.lower[k] in POSSESSIVES:
                return Phrase(k, k, "pronoun")
        for k in range(i, min(i + _GAP, end)):
            if reading.cast.at.get(k, -1) >= 0 and not _is_governed(reading, k, i):
                return find_phrase_starting(reading, k, end)
    return add_apposition(reading, phrase, end)


def _find_office_of(reading: Reading, body: Phrase, end: int) -> Phrase | None:
    """Find the office in "the University of Arden, Ely's chancellor", where a comma is part of the body's name."""
    prose, place = reading.prose, body.last + 2
    if body.kind != "name" or reading.cast.mentions[body.mention].looks != "organization":
        return None
    if place >= end or prose.words[place - 1] != "," or place not in reading.cast.at:
        return None
    owner = reading.cast.mentions[reading.cast.at[place]]
    if owner.last + 1 >= end or prose.words[owner.last + 1] != "'s":
        return None
    office = find_phrase_starting(reading, place, end)
    return office if office is not None and is_unnamed(reading, office) else None


# Verbs of whoever prints another's words, and how many tokens may stand between one and its "saying".
_PRINTS = split_words("quote quotes quoted quoting cite cites cited citing report reports reported")
_PRINTED_REACH = 20


def find_printed(reading: Reading, cue: int, floor: int) -> Phrase | None:
    """Find who spoke in "the Herald quoted a clerk as saying": the object, and not whoever prints it.

    None for the passive, whose subject has spoken: "Venn was quoted as saying".
    """
    prose, grammar = reading.prose, reading.grammar
    if cue < 2 or prose.lower[cue - 1] != "as" or not prose.lower[cue].endswith("ing"):
        return None
    for verb in range(cue - 2, max(floor - 1, cue - _PRINTED_REACH, 0), -1):
        if prose.lower[verb] in _PRINTS:
            if prose.lower[verb - 1] in grammar.between:
                return None
            if prose.lower[verb + 1] in ("him", "her"):
                return Phrase(verb + 1, verb + 1, "pronoun")
            return add_apposition(reading, find_phrase_starting(reading, verb + 1, cue - 1), cue - 1)
    return None


def add_apposition(reading: Reading, phrase: Phrase | None, end: int) -> Phrase | None:
    """Go on from a nominal to the name in apposition behind it: "the minister, Ada Venn"."""
    if phrase is None or not is_unnamed(reading, phrase):
        return phrase
    prose, after = reading.prose, phrase.last + 1
    if after < end and prose.words[after] in (",", ":"):
        named = find_phrase_starting(reading, after + 1, min(end, after + 9))
        if named is not None and named.kind == "name":
            return Phrase(phrase.first, named.last, "name", named.mention)
    return phrase


def _is_governed(reading: Reading, k: int, first: int) -> bool:
    """Tell a name that a preposition governs: "l'avocat de Luc Noir", "журналистам в Омске"."""
    start = reading.cast.mentions[reading.cast.at[k]].first
    return start > first and reading.prose.lower[start - 1] in reading.grammar.prepositions
