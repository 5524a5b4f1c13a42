"""Who says the words of what was found, and what becomes of the speaker that a query names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from matcher.coincidence import may_be_another, may_be_chance
from matcher.index import Snapshot
from matcher.ranking import Found, Ranked, is_ambiguous, with_voice
from matcher.speakers import STATUS_RANK, Voice, conclude_claim, flags_of_voices, join_voices
from matcher.types import Attribution, Flag, Match, Query

Voiced: TypeAlias = tuple[Ranked, Voice]


@dataclass(init=False, unsafe_hash=True, slots=True)
class Heard:
    """What was found, with who said it.

    Attributes
    ----------
    matches : best first; none where nothing that was found is clearly what the claimed speaker said
    occurrences : of the best
    """

    matches: tuple[Match, ...]
    occurrences: int
    attribution: Attribution

    def __init__(self, matches: Sequence[Match], occurrences: int, attribution: Attribution) -> None:
        self.matches = tuple(matches)
        self.occurrences = occurrences
        self.attribution = attribution


def hear(found: Found, query: Query, snapshot: Snapshot, extra: tuple[Flag, ...]) -> Heard:
    """Resolve who spoke, and let the claim choose among equal passages.

    Parameters
    ----------
    extra : flags that follow from all that was found together
    """
    voiced = [with_voice(r, query.speaker) for r in found.ranked]
    occurrences = found.occurrences
    if voiced[0][0].finding.verdict == "spliced":
        voices = [voice for _, voice in voiced]
        joined, extra = join_voices(voices), (*extra, *flags_of_voices(voices))
        return _heard(voiced, joined, query, extra, occurrences)
    likely = voiced
    if query.speaker:
        likely = [(r, voice) for r, voice in voiced if not may_be_another(r, voice.status, query, snapshot)]
    if len(likely) < len(voiced):
        occurrences = sum(ranked.copies + 1 for ranked, _ in likely)
    if not likely:
        return Heard((), 0, Attribution("uncertain", query.speaker))
    if len(likely) > 1:
        likely.sort(key=lambda pair: (pair[0].key[:2], STATUS_RANK[pair[1].status]))
    if "common_phrase" not in extra and is_ambiguous(likely):
        extra = (*extra, "ambiguous")
    heard, best = _heard(likely, [voice for _, voice in likely], query, extra, occurrences), likely[0][0]
    claim = heard.attribution
    if claim.status == "contradicted" and may_be_chance(best, query, snapshot):
        heard.attribution = Attribution("uncertain", claim.claimed, claim.speaker, is_chance=True)
    return heard


def _heard(
    voiced: Sequence[Voiced], voices: Sequence[Voice], query: Query, extra: tuple[Flag, ...], occurrences: int
) -> Heard:
    is_common = "common_phrase" in extra
    claim = conclude_claim(voices, query.speaker, common=is_common, confidence=query.speaker_confidence)
    matches = [ranked.as_match(extra, voice.speaker) for ranked, voice in voiced]
    return Heard(matches, occurrences, claim)
