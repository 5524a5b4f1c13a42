"""Clauses after a quotation that describe it: “…,” came the reply from X. “…” was X's answer, was how X put it."""

from __future__ import annotations

from matcher.attribution.lexicon import COPULAS
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.before import is_phrase_cue
from matcher.attribution.reporting.evidence import Evidence
from matcher.attribution.reporting.owners import OWNERS
from matcher.attribution.reporting.prose import CAPITAL, WORD
from matcher.attribution.structure.clauses import MAX_REPLY


def read_reply(reading: Reading, i: int, end: int, *, is_speech: bool) -> Evidence | None:
    """Read "came the reply from X", "was X's answer", "was her answer" or "was how X put it" at token ``i``."""
    prose = reading.prose
    if prose.lower[i] not in COPULAS or i + 2 >= end:
        return None
    if prose.lower[i + 1] in ("how", "what"):
        return _read_description(reading, i, end)
    if not is_speech:
        return None  # "The “temporary” fence was the subject of a report by Venn."
    for noun in range(i + 2, min(i + MAX_REPLY, end)):
        if prose.lower[noun] in reading.grammar.cues.nouns and noun not in reading.cast.at:
            author = _find_author(reading, i, noun, end)
            return Evidence(author, i, noun, "inverted", 0.9) if author else None
        if prose.kinds[noun] not in (WORD, CAPITAL) and prose.words[noun] != "'s":
            return None
    return None


def _read_description(reading: Reading, i: int, end: int) -> Evidence | None:
    """Read "was how X put it" and "is what X called it"."""
    subject = find_phrase_starting(reading, i + 2, end)
    if subject is None or subject.last + 1 >= end:
        return None
    verb = subject.last + 1
    reports = reading.prose.lower[verb] in reading.grammar.cues.all_cues or is_phrase_cue(reading, verb)
    return Evidence(subject, verb, verb, "after", 0.85) if reports else None


def _find_author(reading: Reading, i: int, noun: int, end: int) -> Phrase | None:
    """Find whose the noun is: who owns it, or whom it came from."""
    prose = reading.prose
    if prose.lower[i + 1] in OWNERS:
        return Phrase(i + 1, i + 1, "pronoun")
    for k in range(noun - 1, i + 1, -1):
        if prose.words[k] == "'s":
            return find_phrase_ending(reading, k - 1, i + 1)
    if noun + 2 < end and prose.lower[noun + 1] in ("from", "of", "by"):
        return find_phrase_starting(reading, noun + 2, end)
    return None
