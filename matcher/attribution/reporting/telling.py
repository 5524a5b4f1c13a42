"""What tells of a person or is beside one, and is not that person: "a film on Ada Venn says", "the man behind Venn"."""

from __future__ import annotations

from typing import Final

from matcher.attribution.lexicon import split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending

# Prepositions between a thing, or somebody of no known kind, and the person of whom it tells.
TELLING_OF: Final = split_words("of on about by like at beside behind near against around over")


def find_telling(reading: Reading, phrase: Phrase, floor: int) -> Phrase | None:
    """Find it where it ends in the person, who is no subject then; None where nothing does."""
    prose, before = reading.prose, phrase.first - 1
    if before <= floor or phrase.kind != "name" or prose.lower[before] not in TELLING_OF:
        return None
    head = find_phrase_ending(reading, before - 1, floor)
    if head is None or head.kind != "nominal" or reading.cast.mentions[phrase.mention].looks != "person":
        return None
    return Phrase(head.first, phrase.last, "nominal", tail=phrase.last - head.head)
