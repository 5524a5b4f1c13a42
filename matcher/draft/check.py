"""Every quotation of a draft put to the archive.

What is put is not always what stands between one pair of marks. “We will,” she said, “raise taxes.” is one sentence:
each half stands in an archive that has “We will not raise taxes”, and only the whole shows the lie. So the parts of one
sentence are verified together and share their answer; sentences and paragraphs are verified each for itself, because a
reporter may leave out what was said between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from matcher.attribution import claim_made
from matcher.draft.quotations import SAID, DraftQuotation
from matcher.draft.text import DraftText
from matcher.errors import QueryError, UnansweredError
from matcher.types import Answer, Query

# Fewer words of a turn ("Thank you.") are anybody's, so that somebody else's having said them accuses nobody either.
_FEW_WORDS: Final = 4
_FEW_CONFIDENCE: Final = 0.8
_SENTENCE_ENDS: Final = frozenset(".!?…。！？")
# What may stand behind the full stop of a quotation's last sentence: the mark of one within it, a note's sign.
_CLOSING: Final = " \n\"'’”»›“‘«‹)]"

Verify = Callable[[Query], Answer]


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation with the archive's answer.

    Attributes
    ----------
    quote
        The words that the answer is about: the quotation's own, or those of all parts of its sentence.
    parts
        The quotations that ``quote`` is made of, in order, itself among them.
    answer
        None where the quote could not be verified; ``error`` then says why.
    """

    quotation: DraftQuotation
    quote: str
    parts: tuple[DraftQuotation, ...]
    answer: Answer | None
    error: UnansweredError | None = None


def check_quotations(
    draft: DraftText, quotations: Sequence[DraftQuotation], verify: Verify, template: Query, *, max_characters: int
) -> Iterator[CheckedQuotation]:
    """Verify the quotations of a draft, in order.

    Parameters
    ----------
    draft, quotations
        What `find_draft_quotations` found in the draft.
    verify
        `Engine.verify`. An `UnansweredError` that it raises costs one quote its answer, any other all of them.
    template
        The filters and limits of every query; its quote and speaker do not count.
    max_characters
        The longest quote to verify, in code points.
    """
    for parts in _iter_sentences(draft.text, quotations):
        quote = " ".join(part.read(draft.text) for part in parts)
        answer, error = None, None
        try:
            answer = _ask(verify, template, quote, parts[0], max_characters)
        except UnansweredError as reason:
            error = reason
        for part in parts:
            yield CheckedQuotation(part, quote, parts, answer, error)


def _ask(verify: Verify, template: Query, quote: str, first: DraftQuotation, max_characters: int) -> Answer:
    if len(quote) > max_characters:
        raise QueryError(f"the quotation has {len(quote):,} characters; at most {max_characters:,} can be verified")
    claimed, confidence = claim_made(first.speaker)
    if first.kind == "turn" and len(quote.split()) < _FEW_WORDS:
        confidence = min(confidence, _FEW_CONFIDENCE)
    answer = verify(replace(template, quote=quote, speaker=claimed, speaker_confidence=confidence))
    if first.kind not in SAID and answer.outcome == "problem":
        # Nobody is said to have said it, so nobody is misquoted; the likeness may be worth a look.
        return replace(answer, outcome="review")
    return answer


def _iter_sentences(text: str, quotations: Sequence[DraftQuotation]) -> Iterator[tuple[DraftQuotation, ...]]:
    """Yield the quotations, parts of one sentence together."""
    parts: list[DraftQuotation] = []
    for quotation in quotations:
        if parts and not _goes_on(text, parts[-1], quotation):
            yield tuple(parts)
            parts = []
        parts.append(quotation)
    if parts:
        yield tuple(parts)


def _goes_on(text: str, before: DraftQuotation, after: DraftQuotation) -> bool:
    """Tell “We will,” she said, “raise taxes.” from two sentences: no full stop before, in or after the clause.

    Nor a semicolon behind it: “We will,” she said; “taxes are low” are two statements.
    """
    if before.utterance != after.utterance or before.kind != "quotation" or after.kind != "quotation":
        return False
    between = text[before.marked.end : after.marked.start].strip()
    if not between or between[-1] == ";":
        return False
    last = text[before.start : before.end].rstrip(_CLOSING)[-1:]  # “He told us ‘No.’”, she said
    return not _SENTENCE_ENDS & {last, between[0], between[-1]}
