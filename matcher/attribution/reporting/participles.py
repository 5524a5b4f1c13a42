"""Whose a participle or infinitive is, where it is not the main clause's subject.

"Members left, with [Ada Venn] of Ely calling it “x”", "it forced [Ada Venn] to admit that “x”".
"""

from __future__ import annotations

from matcher.attribution.lexicon import split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.accounts import find_clause_start
from matcher.attribution.reporting.prose import CAPITAL, QUOTE, WORD
from matcher.attribution.reporting.subjects import climb, find_subject_before

# Verbs that tell who perceives or records somebody speaking: "heard a man saying", "a video shows a man saying".
_PERCEIVES = split_words(
    "hear hears heard see sees saw seen show shows showed shown record records recorded film films filmed catch "
    "catches caught capture captures captured depict depicts depicted overhear overheard feature features featured "
    "find found have has had quote quotes quoted"
)
# Verbs whose object does what an infinitive tells.
_CAUSES = split_words(
    "lead leads led prompt prompts prompted force forces forced cause causes caused compel compels compelled push "
    "pushes pushed drive drives drove driven inspire inspires inspired move moves moved require requires required "
    "enable enables enabled oblige obliges obliged"
)


def find_own_subject(reading: Reading, c: int, floor: int) -> Phrase | None:
    """Find the subject that a participle has of its own: "with Senator Venn telling", "a man saying".

    None where the noun phrase before it has another part in its clause: "to ban the players saying", "wrote from the
    bank saying", "Venn was saying".
    """
    prose, grammar = reading.prose, reading.grammar
    last = _skip_times(reading, c - 1, floor)
    apposed = _find_apposed(reading, last, floor)
    if apposed is not None:
        return apposed
    own = find_phrase_ending(reading, last, floor)
    if own is None or own.kind == "pronoun":
        return None
    owner = find_phrase_ending(reading, own.first - 2, floor) if prose.words[own.first - 1] == "'s" else None
    first = own.first if owner is None else owner.first
    before = prose.lower[first - 1] if first > floor else ""
    if own.kind == "nominal":
        is_object = own.first - 2 > floor and prose.lower[own.first - 2] == "to" and before not in _PERCEIVES
        is_contrast = before == "with" and prose.lower[own.head] in _CONTRASTS
        head_noun = prose.lower[own.head]
        is_person = head_noun in grammar.roles or head_noun in grammar.unnamed_people
        if prose.lower[c] == "reading" and head_noun in grammar.documents:
            return own  # "walked past a banner reading"
        return own if is_contrast or (is_person and not is_object) else None
    if before in grammar.prepositions - {"with", "by"} or before == ",":
        head = climb(reading, own, floor)
        if head == own and (not _is_person(reading, own) or before == "to"):
            return None
        own = head
        if own.kind == "nominal" and prose.lower[own.head] not in grammar.roles:
            return None  # "from his office in the Harbour Bank saying"
    return None if prose.lower[own.last] in grammar.places else own


# Which of two: "with the latter confirming".
_CONTRASTS = frozenset(("latter", "former"))
# Adverbs of time that stand before a participle.
_WHEN = split_words("yesterday today also later then now again once")


def _skip_times(reading: Reading, j: int, floor: int) -> int:
    """Skip adverbs and days to the left, but no auxiliary: "the latter on Monday [confirming]"."""
    prose, grammar = reading.prose, reading.grammar
    while j > floor and prose.kinds[j] in (WORD, CAPITAL) and j not in reading.cast.at:
        if prose.lower[j] in grammar.days:
            j -= 1 + (prose.lower[j - 1] == "on")
        elif prose.lower[j] in _WHEN or (prose.lower[j].endswith("ly") and prose.lower[j] not in grammar.roles):
            j -= 1
        else:
            break
    return j


def _is_person(reading: Reading, phrase: Phrase) -> bool:
    """Tell a person by name, whom the mention shows or another one of the document."""
    mention = reading.cast.mentions[phrase.mention]
    if mention.looks == "person":
        return True
    return mention.entity >= 0 and reading.cast.entities[mention.entity].kind == "person"


def _find_apposed(reading: Reading, comma: int, floor: int) -> Phrase | None:
    """Find who stands behind "with", an apposition between: "with Ben Orr, a harbour pilot, [calling]"."""
    prose = reading.prose
    if comma <= floor or prose.words[comma] != ",":
        return None
    opening = next((k for k in range(comma - 1, floor, -1) if prose.words[k] == "," or prose.kinds[k] == QUOTE), -1)
    number = reading.cast.at.get(opening - 1, -1)
    if opening < 0 or prose.words[opening] != "," or number < 0:
        return None
    mention = reading.cast.mentions[number]
    is_with = mention.first > floor and prose.lower[mention.first - 1] == "with" and mention.looks == "person"
    return Phrase(mention.first, mention.last, "name", number) if is_with else None


def find_caused(reading: Reading, c: int, floor: int) -> Phrase | None:
    """Find whom a verb makes do what an infinitive tells: "backlash led Ben Orr [to] express"."""
    prose = reading.prose
    if prose.lower[c - 1] != "to":
        return None
    whom = find_phrase_ending(reading, c - 2, floor)
    if whom is None or whom.first <= floor or prose.lower[whom.first - 1] not in _CAUSES:
        return None
    return find_phrase_starting(reading, whom.first, c - 1)


# Pasts without -ed that an infinitive follows.
_STARTS = split_words("began chose went got sought")


def find_starter(reading: Reading, c: int, floor: int) -> Phrase | None:
    """Find the subject of the verb that an infinitive hangs on: "before the officials started to portray it as “x”"."""
    prose, verb = reading.prose, c - 2
    if prose.lower[c - 1] != "to" or verb <= floor or prose.kinds[verb] != WORD:
        return None
    if not prose.lower[verb].endswith("ed") and prose.lower[verb] not in _STARTS:
        return None
    return find_subject_before(reading, verb, find_clause_start(reading, verb, floor))
