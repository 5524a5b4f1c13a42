"""Relays: the paper or report through which somebody's words came.

"X said “…”, according to the Herald" has X for its speaker and the Herald for its relay.
"""

from __future__ import annotations

from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_starting
from matcher.attribution.reporting.evidence import MAX_REACH, Evidence
from matcher.attribution.reporting.frames import read_frame


def find_relay(reading: Reading, token: int, evidence: Evidence) -> str | None:
    """Find the relay: "X said …, according to the Herald", "she was quoted as saying by the station"."""
    prose, grammar = reading.prose, reading.grammar
    first, last = prose.bounds[prose.sentence[token]]
    first, last = max(first, token - MAX_REACH), min(last, token + MAX_REACH)
    if evidence.place != "according":
        for i in range(first, last - 2):
            frame = read_frame(reading, i) if prose.lower[i] in grammar.frames else None
            if frame is not None:
                return name_relay(reading, frame.subject)
    if "quoted" in prose.lower[first:last]:
        for i in range(evidence.cue_last, min(evidence.cue_last + 5, last - 1)):
            if prose.lower[i] in ("by", "in"):
                return name_relay(reading, find_phrase_starting(reading, i + 1, last))
    return None


def name_relay(reading: Reading, phrase: Phrase | None) -> str | None:
    """Name a relay, if the phrase is a body or document."""
    if phrase is None or phrase.kind == "pronoun":
        return None
    prose = reading.prose
    if phrase.kind == "name":
        mention = reading.cast.mentions[phrase.mention]
        if mention.entity >= 0 and reading.cast.entities[mention.entity].kind != "person":
            return reading.cast.entities[mention.entity].name
        return None
    return prose.text[prose.starts[phrase.first] : prose.ends[phrase.last]]
