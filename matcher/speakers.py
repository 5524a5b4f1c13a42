"""Whether the speaker a query names is the one a document gives: the last look at what was found.

Resolving the speakers of a stretch of a document takes some milliseconds the first time, ten times what finding the
words takes, so it is done for the findings that are shown, and kept with the document's view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matcher.attribution import Attributed, is_labelled_otherwise, match_claim
from matcher.errors import warn_of_speakers
from matcher.types import Attribution, AttributionStatus, Document, Flag, Span, Speaker
from matcher.verdict import Finding

# A claim that is borne out ranks a passage above an equal one that leaves it open, and that above a contradiction.
STATUS_RANK: Final[dict[AttributionStatus, int]] = {
    "confirmed": 0,
    "not_claimed": 0,
    "uncertain": 1,
    "unattributed": 1,
    "contradicted": 2,
}


# Below this confidence of the claim, another speaker contradicts nothing: who a draft's pronoun means is told right
# four times in five, and a false accusation costs more than an open question.
CERTAIN_CLAIM: Final = 0.9


@dataclass(init=False, unsafe_hash=True, slots=True)
class Voice:
    """Who says the words of one finding, and what that means for the claim."""

    speaker: Speaker | None
    status: AttributionStatus

    def __init__(self, speaker: Speaker | None, status: AttributionStatus) -> None:
        self.speaker = speaker
        self.status = status


def find_voice(finding: Finding, claimed: str | None) -> Voice:
    """Resolve the speaker of a finding and compare the claim with it."""
    if not claimed and finding.reading.around().is_plain:
        return Voice(None, "not_claimed")
    view = finding.reading.view
    spans = [view.positions_span(first, last) for first, last, _ in finding.reading.stretches]
    speaker = next((s for span in spans if (s := view.speaker_of(span)) is not None), None)
    if not claimed:
        return Voice(speaker, "not_claimed")
    if "several_speakers" in finding.flags:
        return Voice(speaker, _claim_on_several(finding, [span.start for span in spans], claimed))
    extent = finding.reading.extent()
    said = view.said_at(extent.start)
    status = _compare(claimed, speaker, view.document, [said] if said else [], extent)
    if status == "confirmed" and speaker is not None and view.turn_at(extent.start) is not None:
        labels = [turn.speaker for turn in view.turns]
        status = "contradicted" if is_labelled_otherwise(claimed, speaker, labels) else status
    return Voice(speaker, status)


def _claim_on_several(finding: Finding, places: Sequence[int], claimed: str) -> AttributionStatus:
    """A claim on words of several people is contradicted only if the claimed speaker said none of them."""
    view = finding.reading.view
    statuses = {_compare(claimed, view.speaker_at(place), view.document, [], None) for place in places}
    return "contradicted" if statuses == {"contradicted"} else "uncertain"


def _compare(
    claimed: str, speaker: Speaker | None, document: Document, said: Sequence[Attributed], passage: Span | None
) -> AttributionStatus:
    """Compare a claim with a speaker; a fault of ours leaves the claim open and is told."""
    try:
        return match_claim(claimed, speaker, document, said, passage=passage)
    except Exception as error:
        warn_of_speakers(document.id, error)
        return "uncertain"


def flags_of_voices(voices: Sequence[Voice]) -> tuple[Flag, ...]:
    """Return ``several_speakers`` where the matches of one splice are words of different people."""
    names = {voice.speaker.name for voice in voices if voice.speaker is not None}
    return ("several_speakers",) if len(names) > 1 else ()


def join_voices(voices: Sequence[Voice]) -> list[Voice]:
    """Give all matches of one splice the status that holds for the splice: contradicted only if all are."""
    statuses = {voice.status for voice in voices}
    if len(statuses) == 1:
        return list(voices)
    return [Voice(voice.speaker, "uncertain") for voice in voices]


def conclude_claim(
    voices: Sequence[Voice], claimed: str | None, *, common: bool, confidence: float = 1.0
) -> Attribution:
    """Return the answer to the claim, which is as sure as ``confidence``, from the voices of all findings, best first.

    On a common phrase a claim is borne out if that person said it anywhere; that others did contradicts nothing.
    """
    if not claimed:
        name = voices[0].speaker.name if voices and voices[0].speaker else None
        return Attribution("not_claimed", None, name)
    if not voices:
        return Attribution("uncertain", claimed)
    best = voices[0]
    status: AttributionStatus = best.status
    if (common and status != "confirmed") or (status == "contradicted" and confidence < CERTAIN_CLAIM):
        status = "uncertain"
    return Attribution(status, claimed, best.speaker.name if best.speaker else None)
