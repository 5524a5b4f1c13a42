"""Was the answer right? Checks that trust nothing but the documents' own text.

The archive holds wire copies and joint releases, so an answer may name another document than the one the
quote was drawn from. It is right whenever the words it points at are as good as the sampled ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.sampling import Passage
from benchmarks.words import iter_places, skeleton, stands_in, word_distance
from matcher.types import Answer, Match, Span

# Share of the sampled passage that an answered one must cover, and be covered by, to count as the same place.
MIN_OVERLAP = 0.5
# Share of the words in which a wire copy of a passage may differ from it.
COPY_CHANGES = 0.1
ACCUSATIONS = frozenset({"altered", "spliced", "not_found"})
FAITHFUL = frozenset({"verbatim", "elided"})


def stretch(match: Match) -> Span:
    """From the first span's start to the last one's end."""
    return Span(min(span.start for span in match.spans), max(span.end for span in match.spans))


def overlap(first: Span, second: Span) -> float:
    """Shared code points over all code points of both."""
    shared = min(first.end, second.end) - max(first.start, second.start)
    together = max(first.end, second.end) - min(first.start, second.start)
    return max(0, shared) / together if together else 0.0


def slices_agree(match: Match) -> bool:
    """Whether every span's text is the document's own slice, the first law of offsets."""
    text = match.document.text
    return all(span.text == text[span.start : span.end] and span.text for span in match.spans)


def points_at_words(answer: Answer, quote: str) -> bool:
    """Whether the first match's stretch holds exactly the quote's letters and digits, no more and no less."""
    if not answer.matches or not answer.matches[0].spans:
        return False
    match = answer.matches[0]
    start, end = stretch(match)
    return slices_agree(match) and skeleton(match.document.text[start:end]) == skeleton(quote)


def truly_stands(answer: Answer, quote: str) -> bool:
    """Whether the quote's words stand in the document answered, so that calling it faithful is no error."""
    return bool(answer.matches) and stands_in(quote, answer.matches[0].document.text)


def stands_in_order(answer: Answer, parts: Sequence[str]) -> bool:
    """Whether the parts of a quote stand in the document answered in this order, so that a mark may join them."""
    if not answer.matches:
        return False
    place = 0
    for part in parts:
        ends = [end for start, end in iter_places(part, answer.matches[0].document.text) if start >= place]
        if not ends:
            return False
        place = min(ends)
    return True


def is_same_place(match: Match, passage: Passage) -> bool:
    """Whether the match points at the sampled place, or in another document at a place with the sampled words.

    A joint release is drawn from one senator's page and found on another's. The same words are the same passage, so
    the same overlap is asked of either place.
    """
    if not match.spans:
        return False
    places = [Span(passage.start, passage.end)]
    if match.document.id != passage.document.id:
        places = [Span(*place) for place in iter_places(passage.text, match.document.text)]
    found = stretch(match)
    return any(overlap(found, place) >= MIN_OVERLAP for place in places)


def points_at_passage(answer: Answer, quote: str, passage: Passage) -> bool:
    """Whether the first match is the passage, a copy of it, or one that is at least as near to the quote.

    Nearness is counted in words to replace, drop or insert; a wire copy may differ in a tenth of its words.
    """
    if not answer.matches or not answer.matches[0].spans or not slices_agree(answer.matches[0]):
        return False
    match = answer.matches[0]
    if is_same_place(match, passage):
        return True
    return is_as_near(match.document.text[slice(*stretch(match))], quote, passage)


def is_as_near(found: str, quote: str, passage: Passage) -> bool:
    """Whether words found elsewhere are a copy of the passage, or as near to the quote as the passage is."""
    if word_distance(found, passage.text) <= COPY_CHANGES * passage.num_words:
        return True
    return word_distance(found, quote) <= word_distance(passage.text, quote)


def kinds_reported(answer: Answer) -> frozenset[str]:
    """The kinds of change on the first match."""
    return frozenset(change.kind for change in answer.matches[0].changes) if answer.matches else frozenset()
