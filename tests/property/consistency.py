"""What holds inside every answer, whatever was asked: contract §§2, 3, 4 and 7 as checks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matcher.types import Answer, Change, DiffSide, Match, Outcome, PassageSpan, Query, Speaker
from tests.property.graphemes import cuts_grapheme

MATERIAL_KINDS = {"negation", "modality", "quantifier", "number", "name", "word", "order"}


def check_answer(answer: Answer, query: Query) -> None:
    """Assert everything that one answer must agree with itself about."""
    assert answer.message.strip(), "an answer says what decided"
    assert "\n" not in answer.message
    assert len(answer.matches) <= query.max_matches
    assert answer.outcome == expected_outcome(answer)
    if answer.verdict in ("not_found", "unverifiable"):
        assert answer.matches == ()
        assert answer.occurrences == 0
    else:
        assert answer.verdict == answer.matches[0].verdict
        assert answer.occurrences >= 1
    check_attribution(answer, query)
    for match in answer.matches:
        check_match(match, query.quote)


def expected_outcome(answer: Answer) -> Outcome:
    """The traffic light of contract §7, from what the answer says itself."""
    if answer.verdict in ("not_found", "unverifiable"):
        return "unknown"
    match, status = answer.matches[0], answer.attribution.status
    material = any(change.severity == "material" for change in match.changes)
    if material or answer.verdict == "spliced" or status == "contradicted":
        return "problem"
    faithful = answer.verdict in ("verbatim", "elided") and match.setting in ("quotation", "transcript")
    flagged = match.flags or any(omission.flags for omission in match.omissions)
    if faithful and not flagged and status in ("confirmed", "not_claimed"):
        return "ok"
    return "review"


def check_attribution(answer: Answer, query: Query) -> None:
    """A claim is answered, and only a claim."""
    assert answer.attribution.claimed == query.speaker
    assert (answer.attribution.status == "not_claimed") == (query.speaker is None)


def check_match(match: Match, quote: str) -> None:
    """Spans, changes, omissions and evidence are all there, in the document's own characters."""
    text = match.document.text
    assert match.spans, "a match shows where"
    assert 0 <= match.score <= 100
    for span in match.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        assert "&" in text or not cuts_grapheme(text, span.end)
    for omission in match.omissions:
        assert text[omission.start : omission.end] == omission.text
    for change in match.changes:
        check_change(change, quote, text)
    if match.verdict in ("verbatim", "elided"):
        assert match.changes == ()
    if match.verdict == "verbatim":
        assert match.omissions == ()
    if match.verdict == "altered":
        assert match.changes, "what was altered is told"
    if match.verdict != "spliced":
        starts = [span.start for span in match.spans]
        is_moved = any(change.operation == "moved" for change in match.changes)
        assert starts == sorted(starts) or is_moved
        assert are_apart(match.spans)
        assert is_moved or are_apart([change.document for change in match.changes])
    assert are_apart([change.quote for change in match.changes if change.operation != "moved"])
    if match.speaker is not None:
        check_speaker(match.speaker, text)


def are_apart(sides: Sequence[PassageSpan | DiffSide]) -> bool:
    """Tell whether no letter is in two of some stretches."""
    stretches = sorted((side.start, side.end) for side in sides if side.text)
    return all(before[1] <= after[0] for before, after in pairwise(stretches))


def check_change(change: Change, quote: str, text: str) -> None:
    """Both sides show their own characters; what is dropped or added is empty on one side."""
    assert quote[change.quote.start : change.quote.end] == change.quote.text
    assert text[change.document.start : change.document.end] == change.document.text
    if change.operation == "dropped":
        assert change.quote.text == ""
        assert change.document.text
    if change.operation == "added":
        assert change.document.text == ""
        assert change.quote.text
    if change.operation == "replaced":
        assert change.quote.text
        assert change.document.text
    if change.kind in MATERIAL_KINDS:
        assert change.severity == "material"


def check_speaker(speaker: Speaker, text: str) -> None:
    """Mention and cue stand where they are said to."""
    assert speaker.name.strip()
    assert 0 <= speaker.confidence <= 1
    for shown, start, end in (
        (speaker.mention, speaker.mention_start, speaker.mention_end),
        (speaker.cue, speaker.cue_start, speaker.cue_end),
    ):
        assert (shown is None) == (start is None) == (end is None)
        if shown is not None:
            assert text[start:end] == shown
