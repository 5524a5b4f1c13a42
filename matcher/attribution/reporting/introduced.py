"""What stands right before a comma or colon and the words: any verb, a label, a sentence that only introduces.

A third of all different verbs that report occur once, so that here the place tells a verb and no list does.
"""

from __future__ import annotations

from matcher.attribution.lexicon import is_given_name, load, split_words
from matcher.attribution.people.mentions import Mention
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending
from matcher.attribution.reporting.evidence import Evidence, Place
from matcher.attribution.reporting.prose import BREAK, NUMBER, WORD
from matcher.attribution.reporting.subjects import find_clause_head, skip_adverbs_back
from matcher.attribution.reporting.verbs import has_particle, looks_like_verb

_DASHES = frozenset(("—", "–", "--", "-"))
# What an infinitive follows.
_BEFORE_INFINITIVES = split_words("to will would can could may might must should shall not never")
_REFLEXIVES = frozenset(("himself", "herself", "itself", "themselves"))


# A pronoun behind these has the verb behind it for no verb.
_NO_SUBJECT_BEHIND = split_words("put puts putting than")

# What opens a letter: whoever is named behind it reads the words below and has not said them.
_SALUTATIONS = frozenset(load("reporting")["letters"]["salutations"].split())
# Tokens from it to the colon at most: "Dear Harbour Minister Ada Venn:".
_MAX_SALUTATION = 7


def ends_in_salutation(reading: Reading, first: int, last: int) -> bool:
    """Tell tokens that end in the salutation of a letter: "Dear Mayor Venn:"."""
    prose = reading.prose
    if prose.words[last - 1] not in (":", ","):
        return False
    return not _SALUTATIONS.isdisjoint(prose.words[max(first, last - _MAX_SALUTATION) : last])


def find_verb_at_mark(reading: Reading, q: int, floor: int) -> int:
    """Token of the verb right before ", “" or ": “", whatever verb it is; -1 if there is none."""
    prose, grammar = reading.prose, reading.grammar
    if prose.words[q - 1] not in (",", ":") or q - 2 <= floor:
        return -1
    if q - 3 > floor and has_particle(reading, q - 3):
        return q - 3
    for c in range(q - 2, max(floor, q - 5), -1):
        word = prose.lower[c]
        if prose.kinds[c] != WORD or word in grammar.prepositions or word in grammar.openers or word in _REFLEXIVES:
            return -1
        if prose.words[q - 1] == "," and word in ("a", "an"):
            return -1  # "likes a good, “wet rope”"
        if word.endswith("ly") or word in grammar.pronouns or word in grammar.determiners:
            continue  # "Tarr saw it differently: “…”"
        before = skip_adverbs_back(reading, c - 1, floor)
        if before >= floor and prose.lower[before] in grammar.pronouns:
            return -1 if _is_object(reading, before, floor) or _is_condition(reading, before, q) else c
        number = reading.cast.at.get(before, -1) if before >= floor else -1
        if number >= 0:
            mention = reading.cast.mentions[number]
            if prose.lower[c] == "know" and prose.lower[mention.first - 1] in _LETS:
                return mention.first - 1  # "Venn let Orr know: “…”"
            return -1 if _modifies(reading, mention, c) or _is_condition(reading, mention.first, q) else c
    return -1


_LETS = frozenset(("let", "lets", "letting"))
# What opens a clause that a comma closes and the main one follows. Not "as": "As Venn put it, “x”".
_CONDITIONS = split_words("if unless when whenever once because since until while whereas though although")


def _is_condition(reading: Reading, subject: int, q: int) -> bool:
    """Tell a verb whose clause the comma closes: "Venn argued that if Orr wins it, “x”"."""
    prose = reading.prose
    is_opened = subject > 0 and prose.lower[subject - 1] in _CONDITIONS
    return is_opened and prose.words[q - 1] == "," and prose.sentence[subject - 1] == prose.sentence[q]


def _is_object(reading: Reading, pronoun: int, floor: int) -> bool:
    """Tell an object from a subject ("it warned: “…”"), and whom somebody is compared with.

    "Would go to see it anyway: “…”", "puts it better: “…”", "… than I could: “…”".
    """
    prose = reading.prose
    if pronoun - 1 >= floor and prose.lower[pronoun - 1] in _NO_SUBJECT_BEHIND:
        return True
    is_open = prose.lower[pronoun] in reading.grammar.it and pronoun - 2 >= floor
    return is_open and prose.kinds[pronoun - 1] == WORD and prose.lower[pronoun - 2] in _BEFORE_INFINITIVES


def _modifies(reading: Reading, mention: Mention, c: int) -> bool:
    """Tell a name that stands before a noun: "one Ely agent", "the British ferry plot"."""
    prose, grammar, first = reading.prose, reading.grammar, mention.first
    if first > 0 and (prose.lower[first - 1] in ("a", "an", "one") or prose.kinds[first - 1] == NUMBER):
        return True
    if _is_person(reading, mention) or mention.looks == "person" or grammar.language != "en":
        return False
    return not (prose.lower[c] in grammar.cues.all_cues or looks_like_verb(prose.lower[c]))


def find_narrated(reading: Reading, q: int, floor: int) -> Evidence | None:
    """Read a French infinitive that narrates: "Et le maire de promettre : « … »"."""
    prose, grammar, verb = reading.prose, reading.grammar, q - 2
    if verb - 1 <= floor or prose.words[q - 1] != ":" or not prose.lower[verb].endswith(("er", "ir", "re")):
        return None
    mark = verb - 1 if prose.lower[verb - 1] in grammar.infinitive_marks else verb
    if mark == verb and not prose.lower[verb].startswith(tuple(grammar.infinitive_marks)):
        return None
    subject = find_phrase_ending(reading, mark - 1, floor)
    if subject is None or prose.lower[subject.first - 1] != "et":
        return None
    return Evidence(subject, mark, verb, "inverted", 0.8)


def find_label(reading: Reading, q: int, floor: int) -> Evidence | None:
    """Read a name right before a colon and the quotation: "More from Ada Venn: “…”"."""
    prose = reading.prose
    number = reading.cast.at.get(q - 2, -1)
    if q - 1 <= floor or prose.words[q - 1] != ":" or number < 0:
        return None
    number = _find_described(reading, number, floor)
    mention = reading.cast.mentions[number]
    if not mention.name or not _is_label(reading, mention.first):
        return None
    place: Place = "labels" if _has_two_names(reading, number, floor) else "label"
    return Evidence(Phrase(mention.first, mention.last, "name", number), q - 1, q - 1, place, 0.8)


def _has_two_names(reading: Reading, number: int, floor: int) -> bool:
    """Tell "Ada Venn, Ben Orr: “…”", where either may have spoken."""
    opening = reading.cast.at.get(floor, -1)
    if opening in (-1, number):
        return False
    last = reading.cast.mentions[opening].last
    is_beside = reading.prose.words[last + 1] == "," and reading.cast.at.get(last + 2, -1) == number
    return is_beside and _is_person(reading, reading.cast.mentions[opening])


def _find_described(reading: Reading, number: int, floor: int) -> int:
    """Give the mention that opens the sentence where the last one describes it: "Ada Venn, 52, Port Ely: “…”".

    Two names with given names are two people ("Ada Venn, Ben Orr: “…”"), and the last one is the nearest.
    """
    prose = reading.prose
    first = floor + (prose.lower[floor] in reading.grammar.determiners)
    opening = reading.cast.at.get(first, -1)
    if opening in (-1, number):
        return number
    person, last = reading.cast.mentions[opening], reading.cast.mentions[number]
    if person.first != first or prose.words[person.last + 1] not in (",", "("):
        return number
    if not _is_person(reading, person):  # "The Times, London: “…”"
        return opening if prose.lower[last.last] in reading.grammar.places else number
    may_be_person = _is_person(reading, last) and (bool(last.titles) or is_given_name(last.name[0].lower()))
    return number if may_be_person else opening


def _is_person(reading: Reading, mention: Mention) -> bool:
    """Tell a mention of somebody whom the document names as a person."""
    return mention.entity >= 0 and reading.cast.entities[mention.entity].kind == "person"


def _is_label(reading: Reading, first: int) -> bool:
    """Tell "More from Ada Venn: “…”" from "gave a message to Ada Venn: “…”" and "voted on the Harbour Bill: “…”"."""
    lower, grammar = reading.prose.lower, reading.grammar
    before = first - 1
    if before > 0 and lower[before] in grammar.determiners:
        before -= 1
    return before < 0 or lower[before] in ("from", "by") or lower[before] not in grammar.prepositions


def _find_listed(reading: Reading, q: int, floor: int) -> Evidence | None:
    """Read a line that is a name, a dash and the quotation: "Ada Venn, Lodi – “…”"."""
    prose, number = reading.prose, reading.cast.at.get(floor, -1)
    if number < 0 or (floor > 0 and prose.kinds[floor - 1] != BREAK):
        return None
    mention = reading.cast.mentions[number]
    is_alone = mention.last == q - 2 or prose.words[mention.last + 1] in (",", "(")
    if mention.first != floor or not is_alone or not _is_person(reading, mention):
        return None
    return Evidence(Phrase(mention.first, mention.last, "name", number), q - 1, q - 1, "label", 0.8)


def read_colon(reading: Reading, q: int, floor: int, *, is_full: bool) -> Evidence | None:
    """Read a sentence that introduces a full quotation without a reporting verb: Pell was blunt: “…”."""
    prose = reading.prose
    if q - 1 <= floor:
        return None
    if prose.words[q - 1] in _DASHES:
        return _find_listed(reading, q, floor) if is_full else None
    if prose.words[q - 1] not in (":", ","):
        return None
    label = find_label(reading, q, floor)
    if label is not None or not is_full:
        return label
    head = find_clause_head(reading, floor, q - 1)
    if head is None:
        return None
    return Evidence(head, q - 1, q - 1, "colon", 0.6 if prose.words[q - 1] == ":" else 0.45)
