"""Read a placement against its document: spans, what was left out, what was changed.

Between the words that are aligned, a document may have words that cost nothing (a reporting clause, a stage
direction), words that the quote leaves out at a mark, words it drops silently, or the border of an utterance.
This stage tells them apart; ``verdict`` draws the conclusion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from matcher.align.values import Piece, Placement
from matcher.answered import with_answers
from matcher.crossing import hides_crossing
from matcher.diff import find_changes, is_genitive, lexicon_for
from matcher.diff.units import APOSTROPHES
from matcher.edges import (
    border_between,
    has_loose_number,
    is_inner_clause,
    is_inside,
    outside,
    trim_edges,
    widened_by_numbers,
    with_denied_head,
    with_edges,
    with_garbled_edges,
    with_moved_words,
    with_whole_numbers,
    within_equal,
    without_islands,
)
from matcher.flags.beside import look_at_numbers
from matcher.flags.surroundings import Surroundings
from matcher.inner_clauses import beside_clauses, with_words_beyond_clause
from matcher.loose_ends import with_fair_ends
from matcher.reading import Gap, Reading
from matcher.text.fragments import Mark
from matcher.types import Change, DiffSide, PassageSpan, Span, Token
from matcher.view import DocumentView
from matcher.wordclasses import MINUS, SCALE, VALUE

# Tokens a gap may be slid to make it fall on the border of a quotation: how far two texts can agree by chance.
MAX_SLIDE: Final = 4
# Code points that have to be the same before and after a passage for it to be read as its copy is: a sentence's end, or
# the number that an edge may cut.
SAME_EDGE: Final = 8
# Words beyond a passage among which the quote's changed words are looked for: farther ones would be islands.
BEYOND: Final = 6


def read_placement(
    placement: Placement,
    view: DocumentView,
    quote_tokens: Sequence[Token],
    quote_text: str,
    marks: Sequence[Mark] = (),
    fragments: Sequence[tuple[int, int]] = (),
    is_known_word: Callable[[str], bool] | None = None,
) -> Reading:
    """Read a placement.

    Parameters
    ----------
    is_known_word
        Tells whether the archive uses a folded word often, which makes it no typing slip.
    fragments
        The token ranges that should stand in the document; those that do not are reported as added.
    quote_tokens
        All tokens of the quote, which the pieces index.
    quote_text
        The text their offsets point into.
    marks
        The marks between the quote's fragments.
    """
    reading = Reading(placement, view)
    for piece in placement.pieces:
        _read_piece(reading, piece, quote_tokens, quote_text, is_known_word)
    _add_missing(reading, fragments, quote_tokens, quote_text)
    for before, after in pairwise(placement.pieces):
        if placement.in_order and after.fragment - 1 < len(marks):
            _read_gap(reading, before, after, marks[after.fragment - 1])
            if after.first > before.last + 1 and marks[after.fragment - 1].text[:1] not in APOSTROPHES:
                _read_owner(reading, before, quote_tokens)
    return reading


def _read_owner(reading: Reading, piece: Piece, quote_tokens: Sequence[Token]) -> None:
    """Report the 's that a mark takes from a word, so that what was said of the brother is said of the mayor."""
    view = reading.view
    words = view.tokens_at(range(piece.last, min(piece.last + 3, view.end)))
    if len(words) < 2 or not is_genitive(words, 1, view.text, lexicon_for(view.language_of(words), words)):
        return
    place = quote_tokens[piece.end - 1].end
    there = DiffSide(words[0].end, words[1].end, view.text[words[0].end : words[1].end])
    change = Change("word", "dropped", "material", DiffSide(place, place, ""), there)
    reading.changes = tuple(sorted([*reading.changes, change], key=lambda c: c.quote.start))


def read_window(
    placement: Placement,
    view: DocumentView,
    quote_tokens: Sequence[Token],
    quote_text: str,
    first: int,
    last: int,
) -> Reading:
    """Read a whole stretch of a document against a quote whose parts stand in it in another order."""
    pieces = (Piece(0, 0, len(quote_tokens), list(range(first, last + 1)), [], [], first, last),)
    reading = Reading(replace(placement, pieces=pieces, in_order=True), view, [(first, last, 0)])
    passage = view.tokens_at(range(first, last + 1))
    reading.changes = find_changes(
        quote_tokens,
        passage,
        quote_text=quote_text,
        document_text=view.text,
        language=view.language_of(passage),
    )
    return reading


def _add_missing(
    reading: Reading, fragments: Sequence[tuple[int, int]], quote_tokens: Sequence[Token], quote_text: str
) -> None:
    """Report every fragment that stands nowhere in the document as added words."""
    placed = {piece.fragment for piece in reading.placement.pieces}
    for fragment, (begin, end) in enumerate(fragments):
        if fragment not in placed:
            reading.changes += find_changes(
                quote_tokens[begin:end],
                (),
                quote_text=quote_text,
                document_text=reading.view.text,
                language=reading.view.language_of(quote_tokens),
            )


def _read_piece(
    reading: Reading,
    piece: Piece,
    quote_tokens: Sequence[Token],
    quote_text: str,
    is_known_word: Callable[[str], bool] | None,
) -> None:
    view = reading.view
    unbroken = all(piece.equal) and piece.last - piece.first == len(piece.pairs) - 1
    cuts_number = _may_cut_number(view, piece.first, piece.last)
    if unbroken and not cuts_number:
        reading.stretches.append((piece.first, piece.last, piece.fragment))
        reading.broken = reading.broken or hides_crossing(
            view, piece.first, piece.last, piece.begin, quote_tokens, quote_text
        )
        return
    aligned, kept = _passage_of(reading, piece, quote_tokens)
    if cuts_number:
        kept = with_whole_numbers(view, kept, reading.placement.pieces)

    def changes_of(positions: list[int]) -> tuple[Change, ...]:
        passage = view.tokens_at(positions)
        return find_changes(
            quote_tokens[piece.begin : piece.end],
            passage,
            quote_text=quote_text,
            document_text=view.text,
            language=view.language_of(passage),
            is_known_word=is_known_word,
        )

    changes = changes_of(kept)
    if changes and has_loose_number(view, piece, quote_tokens):
        # A value in other clothes leaves the alignment nothing to hold on to: the passage is what explains it.
        others: list[list[int]] = []
        sure = within_equal(piece, aligned)
        for way in (aligned, *(w for base in (aligned, kept, sure) for w in widened_by_numbers(view, base))):
            if way != kept and way not in others:
                others.append(way)
        ways = [(changes_of(way), way) for way in others]
        sound = [way for way in ways if not any(change.kind == "number" for change in way[0])]
        changes, kept = min([(changes, kept), *sound], key=lambda way: _weight(way[0]))
    changes, kept = with_fair_ends(view, kept, changes, changes_of)
    for first, last in _runs(kept):
        reading.stretches.append((first, last, piece.fragment))
    reading.changes += changes


def _passage_of(reading: Reading, piece: Piece, quote_tokens: Sequence[Token]) -> tuple[list[int], list[int]]:
    """Return the positions aligned, without free words, and the passage's; borders are noted in the reading."""
    view = reading.view
    pairs = beside_clauses(view, piece, without_islands(view, piece, trim_edges(view, piece)))
    aligned = _kept_positions(reading, pairs)
    kept = with_edges(view, piece, pairs, aligned)
    for widen in (with_garbled_edges, with_moved_words, with_denied_head, with_words_beyond_clause, with_answers):
        kept = widen(view, piece, kept, quote_tokens)
    return aligned, reading.beside_others(piece, kept)


def _weight(changes: Sequence[Change]) -> tuple[int, int]:
    return sum(change.severity == "material" for change in changes), len(changes)


def read_exact(placement: Placement, around: Surroundings) -> Reading:
    """Read a phrase that stands as it is, cuts no number and crosses no border: nothing to compare."""
    start, end = around.start, around.end
    spans = (PassageSpan(start, end, around.view.text[start:end], 0),)
    return Reading(placement, around.view, [(around.first, around.last, 0)], spans=spans, around=around)


def read_elsewhere(
    reading: Reading, view: DocumentView, part: int, shift: int, quote_tokens: Sequence[Token]
) -> Reading | None:
    """Read a passage again where the very same text stands in another document; None if that may read otherwise.

    Copies of an article are many, and the changes of a quote are the same in each. Only for a passage of one stretch
    with changes: where a reporting clause or a border stands inside, the other document's structure counts too.

    Parameters
    ----------
    view, part
        The other document.
    shift
        From the passage's positions to those in the other document's segment.
    """
    if len(reading.stretches) != 1 or len(reading.placement.pieces) != 1 or not reading.changes:
        return None
    if reading.broken or reading.gaps or view.document.language != reading.view.document.language:
        return None
    first, last, fragment = reading.stretches[0]
    piece = _shifted(reading.placement.pieces[0], shift)  # may reach beyond the passage, and beyond a shorter document
    if min(first + shift, piece.first) < view.first or max(last + shift, piece.last) >= view.end:
        return None
    here, there = reading.view.positions_span(first, last), view.positions_span(first + shift, last + shift)
    if reading.view.text[here.start : here.end] != view.text[there.start : there.end]:
        return None
    placement = replace(reading.placement, part=part, number=view.number, pieces=(piece,))
    if _with_edges_of(reading.view.text, here) != _with_edges_of(view.text, there):
        if _has_number_beside(reading.view, first, last) or _has_number_beside(view, first + shift, last + shift):
            return None
        if not _ends_there(Reading(placement, view), piece, first + shift, last + shift, quote_tokens):
            return None
    offset = there.start - here.start
    changes = []
    for change in reading.changes:
        start, end = change.document.start, change.document.end
        if start < here.start or end > here.end:
            return None
        side = DiffSide(start + offset, end + offset, change.document.text)
        changes.append(Change(change.kind, change.operation, change.severity, change.quote, side))
    return Reading(placement, view, [(first + shift, last + shift, fragment)], changes=tuple(changes))


def _ends_there(reading: Reading, piece: Piece, first: int, last: int, quote_tokens: Sequence[Token]) -> bool:
    """Tell whether a passage with other words beyond it ends where its copy does.

    Where the quote's first and last words stand at its ends, or none was aligned (``read_window``), what stands beyond
    has no say. Where they are changed, the passage's edges are looked for, and the changed words among those beyond.
    """
    view, equal = reading.view, piece.equal
    if not equal or (equal[0] and equal[-1] and piece.pairs[0] == first and piece.pairs[-1] == last):
        return True
    beyond = [*range(max(first - BEYOND, view.first), first), *range(last + 1, min(last + 1 + BEYOND, view.end))]
    there = {token.folded for token in view.tokens_at(beyond)}
    if any(quote_tokens[piece.begin + k].folded in there for k in range(len(equal)) if not equal[k]):
        return False
    _, kept = _passage_of(reading, piece, quote_tokens)
    return not reading.broken and kept == list(range(first, last + 1))


def _has_number_beside(view: DocumentView, first: int, last: int) -> bool:
    """Tell whether a number that belongs to the passage may stand beside it (``edges.widened_by_numbers``)."""
    beside = (first - 2, first - 1, last + 1, last + 2)
    return _may_cut_number(view, first, last) or any(
        view.class_at(position) & (VALUE | SCALE | MINUS) for position in beside
    )


def _may_cut_number(view: DocumentView, first: int, last: int) -> bool:
    """Tell whether an edge of a passage may stand inside an amount (``beside.look_at_numbers``)."""
    cuts_number, _, cuts_article = look_at_numbers(view.segment.tokens, view.classes, view.first, first, last, view.end)
    return bool(cuts_number or cuts_article)


def _with_edges_of(text: str, span: Span) -> str:
    return text[max(span.start - SAME_EDGE, 0) : span.end + SAME_EDGE]


def _shifted(piece: Piece, shift: int) -> Piece:
    pairs = [p + shift if p >= 0 else p for p in piece.pairs]
    return replace(piece, pairs=pairs, first=piece.first + shift, last=piece.last + shift)


def _kept_positions(reading: Reading, pairs: list[int]) -> list[int]:
    """Return the passage's positions without free words, and notice borders of utterances on the way."""
    aligned = [p for p in pairs if p >= 0]
    kept = [aligned[0]]
    for before, after in pairwise(aligned):
        if after > before + 1:
            kept.extend(_gap_positions(reading, before, after))
        kept.append(after)
    return kept


def _gap_positions(reading: Reading, before: int, after: int) -> list[int]:
    """Return the positions between two aligned ones that belong to the utterance."""
    view = reading.view
    gap = range(before + 1, after)
    left, right = view.positions_span(before, before), view.positions_span(after, after)
    # A quote with words of the reporting clause on both sides of a gap does not leave out the clause, but its words.
    free = [s for s in view.free_spans(left.end, right.start) if s.start >= left.end or s.end <= right.start]
    rest = outside(view, gap, free)
    if not rest:
        return []
    if len(rest) < len(gap) and _slides(view, gap, free):
        return []
    if is_inner_clause(view, left.end, right.start, len(gap)):
        return []
    if view.utterance_at(left.start) != view.utterance_at(right.start) and border_between(view, before, after):
        reading.broken = True
        return []
    return rest


def _slides(view: DocumentView, gap: range, free: Sequence[Span]) -> bool:
    """Tell whether a gap, moved along equal words, falls on free words alone.

    "…," he said. "He …": the alignment cannot know which "he" is the quote's.
    """
    tokens = view.segment.tokens
    for direction in (-1, 1):
        low, high = gap[0], gap[-1]
        for _ in range(MAX_SLIDE):
            low, high = low + direction, high + direction
            # The word that leaves the gap must equal the one that enters it.
            leaves, enters = (high + 1, low) if direction < 0 else (low - 1, high)
            if tokens[leaves] != tokens[enters]:
                break
            if all(is_inside(view.positions_span(p, p), free) for p in range(low, high + 1)):
                return True
    return False


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    """Return the unbroken runs of ascending positions."""
    runs: list[tuple[int, int]] = []
    for p in positions:
        if runs and p == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], p)
        else:
            runs.append((p, p))
    return runs


def _read_gap(reading: Reading, before: Piece, after: Piece, mark: Mark) -> None:
    """Record what stands between two pieces, if anything that is not free does."""
    view = reading.view
    left, right = view.positions_span(before.last, before.last), view.positions_span(after.first, after.first)
    inside = outside(view, range(before.last + 1, after.first), view.free_spans(left.end, right.start))
    if not inside and mark.kind != "bracket":
        return
    crosses = view.utterance_at(left.start) != view.utterance_at(right.start)
    span = between = Span(left.end, right.start)
    if inside:
        span = Span(view.positions_span(inside[0], inside[0]).start, view.positions_span(inside[-1], inside[-1]).end)
    reading.gaps.append(Gap(mark, span, between, len(inside), crosses))
