"""A noun that reports, and whose it is: "Tarr's claim that “x”", "her description of it as “x”"."""

from __future__ import annotations

from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.evidence import Evidence
from matcher.attribution.reporting.prose import CAPITAL, WORD

# Pronouns that own a noun in English, by the gender they tell (see resolve.py).
OWNERS = frozenset(("his", "her", "its", "their"))

# Tokens between a noun that reports and the quotation: "claim that there have been “…”".
MAX_NOUN_REACH = 10


def find_owner(reading: Reading, q: int, floor: int) -> Evidence | None:
    """Read a noun that reports and its owner: "Tarr's claim that “x”", "her description of it as “x”"."""
    prose, grammar = reading.prose, reading.grammar
    for c in range(q - 1, max(floor, q - MAX_NOUN_REACH), -1):
        if prose.lower[c] not in grammar.cues.nouns or prose.kinds[c] != WORD:
            continue
        author = _find_author(reading, c, q)
        if author is not None:
            return Evidence(author, c, c, "reach", 0.6)
        for k in range(c - 1, max(floor - 1, c - 5), -1):
            if prose.words[k] == "'s":
                owner = find_phrase_ending(reading, k - 1, floor)
                return Evidence(owner, c, c, "reach", 0.6) if owner else None
            if prose.lower[k] in OWNERS:
                return Evidence(Phrase(k, k, "pronoun"), c, c, "reach", 0.6)
            if prose.kinds[k] not in (WORD, CAPITAL):
                break
    return None


def _find_author(reading: Reading, c: int, q: int) -> Phrase | None:
    """Find the author who follows a noun that reports: "the claim by Tarr that", "the contention of Tarr that"."""
    prose = reading.prose
    if prose.lower[c + 1] not in ("by", "from", "of"):
        return None
    author = find_phrase_starting(reading, c + 2, q)
    if author is None or author.kind == "pronoun":
        return None
    return author if prose.lower[c + 1] == "by" or prose.lower[author.last + 1] == "that" else None
