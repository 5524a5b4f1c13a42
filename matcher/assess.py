"""Read a placement against its document: spans, what was left out, what was changed.

Between the words that are aligned, a document may have words that cost nothing (a reporting clause, a stage
direction), words that the quote leaves out at a mark, words it drops silently, or the border of an utterance.
This stage tells them apart; ``verdict`` draws the conclusion.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import pairwise
from typing import Final

from matcher.align.place import Piece, Placement
from matcher.attribution.quotations import has_reporting_word
from matcher.diff import find_changes, lexicon_for, widen_numbers
from matcher.diff.lexicons import Lexicon
from matcher.text.fragments import Mark
from matcher.types import Change, PassageSpan, Span, Token
from matcher.view import DocumentView, is_unspaced_text, sentence_ends

# Words of a reporting clause that stands inside one pair of marks; longer is a sentence of its own.
MAX_CLAUSE_TOKENS: Final = 24
# Tokens a gap may be slid to make it fall on the border of a quotation: how far two texts can agree by chance.
MAX_SLIDE: Final = 4
# A run at the passage's end counts as stray when this many times its length of words lie between it and the rest.
ISLAND_GAP: Final = 5
MAX_ISLAND: Final = 3  # a run of four words does not agree by chance
# Words that the document may have more than the quote between the passage and the sentence's border. Where a token
# is one character, a verb's ending alone takes several.
EDGE_EXTRA: Final = 2
EDGE_EXTRA_UNSPACED: Final = 6
# Words that may stand between a passage and words that were moved from its one end to the other ("and").
MOVED_EXTRA: Final = 2
# Tokens of a number beyond a passage's edge ("nine hundred and ninety-nine thousand").
NUMBER_REACH: Final = 8
QUOTATION_MARKS: Final = frozenset("\"'“”„‟«»‹›‘’‚‛「」『』＂`´")
CLAUSE_BEFORE: Final = re.compile(r"[,;—–―\-?!…][\s\"'”’»]*$")
CLAUSE_AFTER: Final = re.compile(r"^[\s]*[,;.—–―\-:?!]")


@dataclass(frozen=True, slots=True)
class Gap:
    """What a quote's mark leaves out: tokens between two pieces, free words not counted."""

    mark: Mark
    span: Span
    num_tokens: int
    crosses_utterances: bool


@dataclass(slots=True)
class Reading:
    """A placement read against its document.

    Attributes
    ----------
    stretches : (first, last, fragment) positions of every unbroken stretch
    broken : whether words of different utterances are joined without a mark
    changes : differences in wording, in the quote's order
    gaps : what the quote leaves out at its own marks
    num_unaligned : quote tokens that stand nowhere in the passage
    """

    placement: Placement
    view: DocumentView
    stretches: list[tuple[int, int, int]] = field(default_factory=list)
    broken: bool = False
    changes: tuple[Change, ...] = ()
    gaps: list[Gap] = field(default_factory=list)

    def spans(self) -> tuple[PassageSpan, ...]:
        """Return the spans of the passage in the document's text."""
        out = []
        for first, last, fragment in self.stretches:
            span = self.view.positions_span(first, last)
            out.append(PassageSpan(span.start, span.end, self.view.text[span.start : span.end], fragment))
        return tuple(out)

    def extent(self) -> Span:
        """Return the code points from the first stretch to the last, in the document's order."""
        firsts = min(first for first, _, _ in self.stretches)
        lasts = max(last for _, last, _ in self.stretches)
        return self.view.positions_span(firsts, lasts)


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
    return reading


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
    reading.changes = find_changes(
        quote_tokens,
        view.tokens_at(range(first, last + 1)),
        quote_text=quote_text,
        document_text=view.text,
        language=view.document.language,
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
                language=reading.view.document.language,
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
    numeric = cuts_number(view, piece.first, piece.last)
    if unbroken and not numeric:
        reading.stretches.append((piece.first, piece.last, piece.fragment))
        reading.broken = reading.broken or _hides_crossing(
            view, piece.first, piece.last, piece.begin, quote_tokens, quote_text
        )
        return
    pairs = _without_islands(view, _trim_edges(view, piece))
    kept = _with_edges(view, piece, pairs, _kept_positions(reading, pairs))
    kept = _with_moved_words(view, piece, kept, quote_tokens)
    if numeric:
        kept = _with_whole_numbers(view, kept)
    for first, last in _runs(kept):
        reading.stretches.append((first, last, piece.fragment))
    reading.changes += find_changes(
        quote_tokens[piece.begin : piece.end],
        view.tokens_at(kept),
        quote_text=quote_text,
        document_text=view.text,
        language=view.document.language,
        is_known_word=is_known_word,
    )


def read_exact(placement: Placement, view: DocumentView, first: int, last: int) -> Reading:
    """Read a phrase that stands as it is, cuts no number and crosses no border: nothing to compare."""
    return Reading(placement, view, [(first, last, 0)])


def cuts_number(view: DocumentView, first: int, last: int) -> bool:
    """Tell whether a passage's edge stands inside a number, so that the quote gives another value.

    "five" of "twenty-five" and "6" of "minus 6" are other values; "15" of "15 million" is cut short, which
    ``cuts_scale`` tells.
    """
    lexicon = lexicon_for(view.document.language, ())
    left, right = view.words_at(first - 1, first), view.words_at(last, last + 1)
    if left is not None and _is_value(left[1], lexicon):
        if left[0] == "-" or left[0] in lexicon.minus or _is_value(left[0], lexicon):
            return True
    return right is not None and _is_value(right[0], lexicon) and _is_value(right[1], lexicon)


def cuts_scale(view: DocumentView, last: int) -> bool:
    """Tell whether a passage ends with a number whose scale or percent sign comes after it."""
    lexicon = lexicon_for(view.document.language, ())
    words = view.words_at(last, last + 1)
    if words is None or not _is_value(words[0], lexicon):
        return False
    scale = lexicon.numbers.get(words[1], ("", 0))[0] in ("scale", "hundred")
    return scale or words[1] in lexicon.percent or words[1] in "%‰"


def _is_value(word: str, lexicon: Lexicon) -> bool:
    """Tell a word that gives a value by itself: digits, "five", "twenty", but no "million"."""
    return word[0].isdigit() or lexicon.numbers.get(word, ("", 0))[0] in ("unit", "tens")


def _with_whole_numbers(view: DocumentView, kept: list[int]) -> list[int]:
    """Take in the rest of a number that the passage's edge cuts: "five million" of "twenty-five million"."""
    low, high = max(kept[0] - NUMBER_REACH, view.first), min(kept[-1] + 1 + NUMBER_REACH, view.end)
    positions = [*range(low, kept[0]), *kept, *range(kept[-1] + 1, high)]
    start = kept[0] - low
    first, end = widen_numbers(
        view.tokens_at(positions),
        start,
        start + len(kept),
        text=view.text,
        language=view.document.language,
    )
    return positions[first:end]


def find_crossing(view: DocumentView, first: int, last: int) -> int | None:
    """Return the position in an unbroken stretch at which somebody else is known to begin to speak, or None.

    Where the quote has the label or the narration between two utterances too, it hides nothing; where one quotation
    follows on another with no word between them, it is as a rule the same person going on.
    """
    span = view.positions_span(first, last)
    for before, after in view.neighbouring_quotations(span.start, span.end):
        if before[4] == after[4] or view.turn_at(span.start) is not None:
            continue
        starts = view.token_starts(first, last + 1)
        border = int(starts.searchsorted(after[2]))
        if int(starts.searchsorted(before[3])) == border:
            names = view.speaker_name(before[2]), view.speaker_name(after[2])
            if None not in names and names[0] != names[1]:
                return first + border
    return None


def _hides_crossing(
    view: DocumentView, first: int, last: int, begin: int, quote_tokens: Sequence[Token], quote_text: str
) -> bool:
    """Tell whether a stretch joins two people's words and the quote has no quotation mark between them."""
    border = find_crossing(view, first, last)
    if border is None or all(c.isalnum() or c.isspace() for c in quote_text):
        return False  # a quote without any punctuation, as from speech recognition, leaves out all marks alike
    k = begin + border - first
    if not 0 < k < len(quote_tokens):
        return True
    between = unescape(quote_text[quote_tokens[k - 1].end : quote_tokens[k].start])
    return not any(c in QUOTATION_MARKS for c in between)


def _trim_edges(view: DocumentView, piece: Piece) -> list[int]:
    """Let go of replaced words at the edges that stand beyond a sentence's or an utterance's border.

    The alignment pairs an invented first word with whatever stands before the passage; across a border that word is
    no counterpart.
    """
    pairs = list(piece.pairs)
    for indices in (range(len(pairs)), range(len(pairs) - 1, -1, -1)):
        edge = []
        for k in indices:
            if piece.equal[k]:
                inner = pairs[k]
                break
            edge.append(k)
        for k in edge:
            if pairs[k] >= 0 and _border_between(view, *sorted((pairs[k], inner))):
                pairs[k] = -1
    return pairs


def _without_islands(view: DocumentView, pairs: list[int]) -> list[int]:
    """Let go of a few words at either end that stand far from all the others, or in a reporting clause.

    The alignment may reach for a stray word a sentence away; no reader would call that the quote's.
    """
    for step in (1, -1):
        aligned = [k for k in range(len(pairs)) if pairs[k] >= 0][::step]
        run = 1
        while run < len(aligned) and pairs[aligned[run]] - pairs[aligned[run - 1]] == step:
            run += 1
        if run < len(aligned) and run <= MAX_ISLAND:
            low, high = sorted((pairs[aligned[run - 1]], pairs[aligned[run]]))
            if _is_island(view, low, high, run):
                for k in aligned[:run]:
                    pairs[k] = -1
    return pairs


def _is_island(view: DocumentView, low: int, high: int, run: int) -> bool:
    """Tell whether ``run`` words on one side of a gap are too far from the other side to belong to it."""
    left, right = view.positions_span(low, low), view.positions_span(high, high)
    quoted = view.quotation_at(left.start) is not None, view.quotation_at(right.start) is not None
    if quoted[0] != quoted[1] and view.free_spans(left.start, right.end):
        return True
    free = view.free_spans(left.end, right.start)
    between = sum(not _inside(view.positions_span(p, p), free) for p in range(low + 1, high))
    return between >= ISLAND_GAP * run and not _is_inner_clause(view, left.end, right.start, high - low - 1)


def _with_edges(view: DocumentView, piece: Piece, pairs: list[int], kept: list[int]) -> list[int]:
    """Take in the few words between the passage and its sentence's border where the quote has other words there.

    "All of it was fuel" for "Hardly any of it was fuel": the words before "of" are the ones replaced.
    """
    sure = [k for k, p in enumerate(pairs) if p >= 0 and piece.equal[k]]
    if not sure:
        return kept
    unspaced = is_unspaced_text(view.text[view.positions_span(kept[0], kept[0]).start :][:1])
    extra = EDGE_EXTRA_UNSPACED if unspaced else EDGE_EXTRA
    head, tail = sure[0], len(pairs) - 1 - sure[-1]
    if head:
        low = _border(view, pairs[sure[0]], -1, head + extra)
        if low is not None:
            kept = [*range(low, pairs[sure[0]]), *(p for p in kept if p >= pairs[sure[0]])]
    if tail:
        high = _border(view, pairs[sure[-1]], 1, tail + extra)
        if high is not None:
            kept = [*(p for p in kept if p <= pairs[sure[-1]]), *range(pairs[sure[-1]] + 1, high + 1)]
    return kept


def _with_moved_words(view: DocumentView, piece: Piece, kept: list[int], quote_tokens: Sequence[Token]) -> list[int]:
    """Take in the words at one end of the passage that the quote has at its other end."""
    sure = [k for k, equal in enumerate(piece.equal) if equal]
    if not sure:
        return kept
    words = [quote_tokens[piece.begin + k].folded for k in range(len(piece.pairs))]
    head, tail = words[: sure[0]], words[sure[-1] + 1 :]
    if head and kept[-1] >= piece.pairs[sure[-1]]:
        beyond = range(kept[-1] + 1, min(kept[-1] + 1 + len(head) + MOVED_EXTRA, view.end))
        kept = [*kept, *_up_to(view, beyond, head)]
    if tail and kept[0] <= piece.pairs[sure[0]]:
        before = range(kept[0] - 1, max(kept[0] - 1 - len(tail) - MOVED_EXTRA, view.first - 1), -1)
        kept = [*_up_to(view, before, tail[::-1])[::-1], *kept]
    return kept


def _up_to(view: DocumentView, positions: range, words: list[str]) -> list[int]:
    """Return the positions from the passage's end on that hold ``words`` in a row, nothing where they do not."""
    if not positions:
        return []
    there = [token.folded for token in view.tokens_at(positions if positions.step > 0 else positions[::-1])]
    there = there if positions.step > 0 else there[::-1]
    for skip in range(min(MOVED_EXTRA, len(there) - len(words)) + 1):
        if there[skip : skip + len(words)] == words:
            return list(positions)[: skip + len(words)]
    return []


def _border(view: DocumentView, position: int, step: int, reach: int) -> int | None:
    """Return the last position before the sentence's or utterance's border, None if it is farther than ``reach``."""
    for _ in range(reach + 1):
        beyond = position + step
        if not view.first <= beyond < view.end or _border_between(view, *sorted((position, beyond))):
            return position
        position = beyond
    return None


def _border_between(view: DocumentView, left: int, right: int) -> bool:
    start, end = view.positions_span(left, left).end, view.positions_span(right, right).start
    if view.utterance_at(max(start - 1, 0)) != view.utterance_at(end):
        return True
    return any(sentence_ends(view.text, max(start - 1, 0), end + 1))


def _kept_positions(reading: Reading, pairs: list[int]) -> list[int]:
    """Return the passage's positions without free words, and notice borders of utterances on the way."""
    view = reading.view
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
    gap = list(range(before + 1, after))
    left, right = view.positions_span(before, before), view.positions_span(after, after)
    free = view.free_spans(left.end, right.start)
    rest = [p for p in gap if not _inside(view.positions_span(p, p), free)]
    if not rest:
        return []
    if len(rest) < len(gap) and _slides(view, gap, free):
        return []
    if _is_inner_clause(view, left.end, right.start, len(gap)):
        return []
    if view.utterance_at(left.start) != view.utterance_at(right.start) and _border_between(view, before, after):
        reading.broken = True
        return []
    return rest


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(free.start <= span.start and span.end <= free.end for free in spans)


def _slides(view: DocumentView, gap: list[int], free: Sequence[Span]) -> bool:
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
            if all(_inside(view.positions_span(p, p), free) for p in range(low, high + 1)):
                return True
    return False


def _is_inner_clause(view: DocumentView, start: int, end: int, num_tokens: int) -> bool:
    """Tell a reporting clause that stands inside the marks, as French and Russian have it."""
    if num_tokens > MAX_CLAUSE_TOKENS or view.quotation_at(start - 1) != view.quotation_at(end):
        return False
    between = view.text[start:end]
    stripped = between.strip()
    if not CLAUSE_BEFORE.search(
        view.text[max(start - 3, 0) : start] + between[: len(between) - len(between.lstrip(" ,;—–―-?!…\"'”’»"))]
    ):
        return False
    tail = between.rstrip()
    return bool(tail) and tail[-1] in ",;.—–―-:?!\"'“‘«„" and has_reporting_word(stripped)


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
    free = view.free_spans(left.end, right.start)
    inside = [p for p in range(before.last + 1, after.first) if not _inside(view.positions_span(p, p), free)]
    if not inside and mark.kind != "bracket":
        return
    crosses = view.utterance_at(left.start) != view.utterance_at(right.start)
    span = Span(left.end, right.start)
    if inside:
        span = Span(view.positions_span(inside[0], inside[0]).start, view.positions_span(inside[-1], inside[-1]).end)
    reading.gaps.append(Gap(mark, span, len(inside), crosses))
