"""What tells of a person or is beside one, and is not that person: "a film on Ada Venn says", "the man behind Venn"."""

from __future__ import annotations

from typing import Final

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending
from matcher.attribution.reporting.prose import CAPITAL, WORD

# Prepositions between a thing, or somebody of no known kind, and the person of whom it tells.
TELLING_OF: Final = split_words("of on about by like at beside behind near against around over")

# Prepositions between a noun and the person whose it is, by language; English is read by the nouns it knows.
_OF: Final = {language: split_words(words) for language, words in load("bystanders")["of"].items()}


def find_telling(reading: Reading, phrase: Phrase, floor: int) -> Phrase | None:
    """Find it where it ends in the person, who is no subject then; None where nothing does."""
    prose, before = reading.prose, phrase.first - 1
    if before <= floor or phrase.kind != "name" or prose.lower[before] not in TELLING_OF:
        return None
    head = find_phrase_ending(reading, before - 1, floor)
    if head is None or head.kind != "nominal" or reading.cast.mentions[phrase.mention].looks != "person":
        return None
    return Phrase(head.first, phrase.last, "nominal", tail=phrase.last - head.head)


def find_owned(reading: Reading, phrase: Phrase, floor: int) -> Phrase | None:
    """Find the noun, of no list, that is a person's outside English: "les partisans d'Ada Venn", who are not Venn."""
    prose, grammar, noun = reading.prose, reading.grammar, phrase.first - 2
    if noun < floor or phrase.kind != "name" or reading.cast.mentions[phrase.mention].looks != "person":
        return None
    if prose.lower[noun + 1] not in _OF.get(grammar.language, ()) or prose.kinds[noun] not in (WORD, CAPITAL):
        return None
    closed = grammar.prepositions | grammar.openers | grammar.between | grammar.cues.all_cues
    number = reading.cast.at.get(noun, -1)
    if prose.lower[noun] in closed or (number >= 0 and reading.cast.mentions[number].looks == "person"):
        return None
    has_article = noun > floor and prose.lower[noun - 1] in grammar.determiners
    if not has_article and noun > floor:
        return None
    return Phrase(noun - has_article, phrase.last, "nominal", tail=phrase.last - noun)
