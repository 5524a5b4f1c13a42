"""Where a passage really begins and ends, and which of its neighbours belong to it.

The alignment proposes; what it proposes at the edges needs a reader's judgement: a stray word far away is let go, the
words that the quote's others were put for are taken in, words moved from one end to the other are taken in, and a
number is never cut. Reporting clauses inside one pair of marks are told here as well.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise, takewhile
from typing import Final

from rapidfuzz.distance import Levenshtein

from matcher.align.place import LEAST_ALIKE
from matcher.align.values import Piece
from matcher.attribution.structure.inner import is_reporting_clause
from matcher.diff import is_number, lexicon_for, may_be_value, numbers_beside, widen_numbers
from matcher.diff.units import is_contracted
from matcher.diff.words.lexicon import SIGNS
from matcher.text.unspaced import is_unspaced_text
from matcher.types import Span, Token
from matcher.view import DocumentView, sentence_ends
from matcher.wordclasses import NEGATES, PART, SCALE, VALUE

# Words of a reporting clause that stands inside one pair of marks; longer is a sentence of its own.
MAX_CLAUSE_TOKENS: Final = 24
# A run at the passage's end counts as stray when this many times its length of words lie between it and the rest.
ISLAND_GAP: Final = 5
MAX_ISLAND: Final = 3  # a run of four words does not agree by chance
# Words that the document may have more than the quote between the passage and the sentence's border. Where a token
# is one character, a verb's ending alone takes several.
EDGE_EXTRA: Final = 2
EDGE_EXTRA_UNSPACED: Final = 6
# Words that may stand between a passage and words that were moved from its one end to the other ("and").
MOVED_EXTRA: Final = 2
# Words between a quote's first words, where they stand before the passage, and the rest: "I | just don't | have".
DENIED_EXTRA: Final = 4
# Words that a scan may make of fewer, or the other way round, at one edge; and words of an edge looked at: more garbled
# words in a row are no passage that anybody recognises.
TORN: Final = 2
MAX_GARBLED: Final = 12
# Tokens of a number beyond a passage's edge ("nine hundred and ninety-nine thousand").
NUMBER_REACH: Final = 8
CLAUSE_ENDS: Final = ",;.—–―-:?!\"'“‘«„"
CLAUSE_BEFORE: Final = re.compile(r"[,;—–―\-?!…][\s\"'”’»]*$")


def with_whole_numbers(view: DocumentView, kept: list[int], pieces: Sequence[Piece]) -> list[int]:
    """Take in the rest of a number that the passage's edge cuts: "five million" of "twenty-five million".

    Another of the quote's ``pieces`` right beside has the rest itself: "tens [he said] of thousands".
    """
    low, high = max(kept[0] - NUMBER_REACH, view.first), min(kept[-1] + 1 + NUMBER_REACH, view.end)
    positions = [*range(low, kept[0]), *kept, *range(kept[-1] + 1, high)]
    start = kept[0] - low
    tokens = view.tokens_at(positions)
    first, end = widen_numbers(tokens, start, start + len(kept), text=view.text, language=view.language_of(tokens))
    if len(pieces) > 1:
        first = start if any(piece.last == kept[0] - 1 for piece in pieces) else first
        end = start + len(kept) if any(piece.first == kept[-1] + 1 for piece in pieces) else end
    return positions[first:end]


def has_loose_number(view: DocumentView, piece: Piece, quote_tokens: Sequence[Token]) -> bool:
    """Tell whether a word of a number or date that is not the document's begins or ends the quote.

    Within the quote it moves no edge, but for a currency sign, which the document may have as a word behind the amount.
    """
    tokens = quote_tokens[piece.begin : piece.end]
    if not any(not equal and may_be_value(token.folded) for token, equal in zip(tokens, piece.equal, strict=True)):
        return any(token.folded in SIGNS and not equal for token, equal in zip(tokens, piece.equal, strict=True))
    lexicon = lexicon_for(view.language_of(quote_tokens), quote_tokens)
    values = (lexicon.numbers, lexicon.months, lexicon.ordinal_suffixes)
    # Of "3 March" for "March 3" one word is the document's, and the other is loose behind it.
    words = [(token.folded, equal) for token, equal in zip(tokens, piece.equal, strict=True)]
    edges = list(takewhile(lambda pair: not pair[1] or _is_value(pair[0], values), words))
    edges += takewhile(lambda pair: not pair[1] or _is_value(pair[0], values), reversed(words))
    if any(_is_value(word, values) for word, equal in edges if not equal):
        return True
    return any(word in SIGNS and not equal for word, equal in words)


def _is_value(word: str, values: Sequence[Container[str]]) -> bool:
    """Tell whether a word is a number, or among those that make up values."""
    return is_number(word) or any(word in words for words in values)


def within_equal(piece: Piece, kept: list[int]) -> list[int]:
    """Return the positions of a passage from the first to the last that hold the quote's very words."""
    sure = [position for position, equal in zip(piece.pairs, piece.equal, strict=True) if equal]
    return [position for position in kept if sure and sure[0] <= position <= sure[-1]] or kept


def widened_by_numbers(view: DocumentView, kept: list[int]) -> list[list[int]]:
    """Return a passage widened at one edge or at both by the numbers that stand there, each way once."""
    beside = (*range(kept[0] - 2, kept[0] + 2), *range(kept[-1] - 1, kept[-1] + 3))
    if not any(view.class_at(position) & (VALUE | SCALE | PART) for position in beside):
        return []
    low, high = max(kept[0] - NUMBER_REACH, view.first), min(kept[-1] + 1 + NUMBER_REACH, view.end)
    positions = [*range(low, kept[0]), *kept, *range(kept[-1] + 1, high)]
    start, stop = kept[0] - low, kept[0] - low + len(kept)
    tokens = view.tokens_at(positions)
    first, end = numbers_beside(tokens, start, stop, text=view.text, language=view.language_of(tokens))
    ways = {(first, stop), (start, end), (first, end)} - {(start, stop)}
    return [positions[a:b] for a, b in sorted(ways)]


def trim_edges(view: DocumentView, piece: Piece) -> list[int]:
    """Let go of replaced words at the edges that stand beyond a sentence's or an utterance's border.

    The alignment pairs an invented first word with whatever stands before the passage; across a border that word is
    no counterpart.
    """
    pairs = list(piece.pairs)
    for indices in (range(len(pairs)), range(len(pairs) - 1, -1, -1)):
        inner = next((pairs[k] for k in indices if piece.equal[k]), None)  # none where every word is respelt
        for k in takewhile(lambda k: not piece.equal[k], indices):
            if inner is not None and pairs[k] >= 0 and border_between(view, *sorted((pairs[k], inner))):
                pairs[k] = -1
    return pairs


def without_islands(view: DocumentView, piece: Piece, pairs: list[int]) -> list[int]:
    """Let go of a few words at either end that stand far from all the others, or in a reporting clause.

    The alignment may reach for a stray word a sentence away; no reader would call that the quote's.
    """
    for step in (1, -1):
        aligned = [k for k in range(len(pairs)) if pairs[k] >= 0][::step]
        run = 1
        while run < len(aligned) and pairs[aligned[run]] - pairs[aligned[run - 1]] == step:
            run += 1
        num_equal = sum(piece.equal[k] for k in aligned[:run])
        if run < len(aligned) and num_equal <= MAX_ISLAND:
            low, high = sorted((pairs[aligned[run - 1]], pairs[aligned[run]]))
            if _is_island(view, low, high, run) or _is_other_value(view, low, high, step):
                for k in aligned[:run]:
                    pairs[k] = -1
    return pairs


def _is_other_value(view: DocumentView, low: int, high: int, step: int) -> bool:
    """Tell "for 30 years. Thirty years from now" from "for thirty years": another value stands beside the rest.

    So may another denial: "I won't say that. We will not pay" has "won't pay" as its last words.
    """
    island, beside = (low, high - 1) if step > 0 else (high, low + 1)
    if not view.class_at(island) & view.class_at(beside) & (VALUE | NEGATES):
        return False
    return high - low > 1 and border_between(view, low, high)


def _is_island(view: DocumentView, low: int, high: int, run: int) -> bool:
    """Tell whether ``run`` words on one side of a gap are too far from the other side to belong to it."""
    left, right = view.positions_span(low, low), view.positions_span(high, high)
    quoted = view.quotation_at(left.start) is not None, view.quotation_at(right.start) is not None
    if quoted[0] != quoted[1] and view.free_spans(left.start, right.end):
        return True
    free = view.free_spans(left.end, right.start)
    between = len(outside(view, range(low + 1, high), free))
    return between >= ISLAND_GAP * run and not is_inner_clause(view, left.end, right.start, high - low - 1)


def with_edges(view: DocumentView, piece: Piece, pairs: list[int], kept: list[int]) -> list[int]:
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
        low = last_before_border(view, pairs[sure[0]], -1, head + extra)
        if low is not None:
            kept = [*_said(view, range(low, pairs[sure[0]])), *(p for p in kept if p >= pairs[sure[0]])]
    if tail:
        high = last_before_border(view, pairs[sure[-1]], 1, tail + extra)
        if high is not None:
            kept = [*(p for p in kept if p <= pairs[sure[-1]]), *_said(view, range(pairs[sure[-1]] + 1, high + 1))]
    return kept


def _said(view: DocumentView, positions: range) -> list[int]:
    """Leave out free words, such as an editor's note between the passage and its sentence's border."""
    if not positions:
        return []
    return outside(view, positions, view.free_spans(*view.positions_span(positions[0], positions[-1])))


def with_garbled_edges(view: DocumentView, piece: Piece, kept: list[int], quote_tokens: Sequence[Token]) -> list[int]:
    """Move an edge to where the letters of the quote's words beyond the passage end, if they are the document's.

    "Senat0r Mc Connel1" is Senator McConnell: torn and joined words leave the alignment nothing to pair one by one.
    """
    sure = [k for k, equal in enumerate(piece.equal) if equal]
    if not sure:
        return kept
    words = [quote_tokens[piece.begin + k].folded for k in range(len(piece.pairs))]
    first, last = piece.pairs[sure[0]], piece.pairs[sure[-1]]
    head, tail = words[: sure[0]][::-1], words[sure[-1] + 1 :]
    if tail:
        reach = range(last + 1, min(last + 1 + len(tail) + TORN, view.end))
        there = [token.folded for token in view.tokens_at(reach)]
        is_paired = _is_paired(piece, range(sure[-1] + 1, len(words)))
        count = _joined_length(tail, there) if is_paired else _garbled_length(tail, there)
        if count:
            kept = [*(p for p in kept if p <= last), *reach[:count]]
    if head:
        reach = range(max(first - len(head) - TORN, view.first), first)
        there = [token.folded for token in view.tokens_at(reach)][::-1]
        if _is_paired(piece, range(sure[0])):
            count = _joined_length(head, there, backwards=True)
        else:
            count = _garbled_length(head, there, backwards=True)
        if count:
            kept = [*reach[len(reach) - count :], *(p for p in kept if p >= first)]
    return kept


def _is_paired(piece: Piece, ks: range) -> bool:
    """Tell whether every word of an edge has a word in the document that it resembles."""
    return all(piece.alike[k] > 0 for k in ks)


def _joined_length(edge: Sequence[str], there: Sequence[str], *, backwards: bool = False) -> int:
    """Return how many of the document's words have just the letters of the quote's edge: "startup" and "start-up"."""
    step = -1 if backwards else 1
    letters = "".join(edge[::step])
    return next((n for n in range(1, len(there) + 1) if "".join(there[:n][::step]) == letters), 0)


def _garbled_length(edge: Sequence[str], there: Sequence[str], *, backwards: bool = False) -> int:
    """Return how many of the document's words the quote's edge was, 0 where its letters are others.

    Both run outwards from the passage. Where the words are more alike without the outermost one, that is a word of its
    own: "With suport" for "Without support" has no torn word.
    """
    if len(edge) > MAX_GARBLED:
        return 0
    step = -1 if backwards else 1
    letters = "".join(edge[::step])
    best, length = LEAST_ALIKE, 0
    for n in range(1, len(there) + 1):
        alike = Levenshtein.normalized_similarity(letters, "".join(there[:n][::step]), score_cutoff=best)
        if alike > best:
            best, length = alike, n
    inner = "".join(edge[:-1][::step])
    if len(edge) > 1 and Levenshtein.normalized_similarity(inner, "".join(there[:length][::step])) > best:
        return 0
    return length


def with_moved_words(view: DocumentView, piece: Piece, kept: list[int], quote_tokens: Sequence[Token]) -> list[int]:
    """Take in the words at one end of the passage that the quote has at its other end."""
    sure = [k for k, equal in enumerate(piece.equal) if equal and kept[0] <= piece.pairs[k] <= kept[-1]]
    if not sure:
        return kept
    words = [quote_tokens[piece.begin + k].folded for k in range(len(piece.pairs))]
    if len(sure) <= kept[-1] - kept[0]:
        kept, sure = _without_fetched(view, piece, kept, words) or (kept, sure)
    head, tail = words[: sure[0]], words[sure[-1] + 1 :]
    if sure[0] == 0 and len(words) > 1 and not piece.equal[1] and kept[0] == piece.pairs[0] > view.first:
        # "Only I told" of "I only told": the second word stands before the first.
        left = kept[0] - 1
        is_second = view.tokens_at([left])[0].folded == words[1]
        kept = [left, *kept] if is_second and not border_between(view, left, kept[0]) else kept
    if head and kept[-1] >= piece.pairs[sure[-1]]:
        beyond = range(kept[-1] + 1, min(kept[-1] + 1 + len(head) + MOVED_EXTRA, view.end))
        kept = [*kept, *_up_to(view, kept[-1], beyond, head)]
    if tail and kept[0] <= piece.pairs[sure[0]]:
        before = range(kept[0] - 1, max(kept[0] - 1 - len(tail) - MOVED_EXTRA, view.first - 1), -1)
        kept = [*_up_to(view, kept[0], before, tail[::-1])[::-1], *kept]
    return kept


def _without_fetched(
    view: DocumentView, piece: Piece, kept: list[int], words: list[str]
) -> tuple[list[int], list[int]] | None:
    """Leave out what the alignment fetched from a sentence behind, if this one has the words before it in a row."""
    aligned = [k for k, p in enumerate(piece.pairs) if kept[0] <= p <= kept[-1]]
    for last, k in pairwise(aligned):
        left, right = piece.pairs[last], piece.pairs[k]
        if right - left > 1 and border_between(view, left, right):
            tail = words[last + 1 :]
            if len(tail) <= MAX_ISLAND:
                return None  # a word or two stand before any passage
            before = range(kept[0] - 1, max(kept[0] - 1 - len(tail) - MOVED_EXTRA, view.first - 1), -1)
            if not _up_to(view, kept[0], before, tail[::-1]):
                return None
            return [p for p in kept if p <= left], [n for n in aligned if n <= last and piece.equal[n]]
    return None


def with_denied_head(view: DocumentView, piece: Piece, kept: list[int], quote_tokens: Sequence[Token]) -> list[int]:
    """Take in the quote's first words beyond a denial or modal, or round it: "we | don't | see", "it | may | be".

    The alignment rather pairs "we" with half of "don't" than leave a gap for a single word. Nor does a passage begin
    with the second half of "don't", unless the quote does.
    """
    if piece.equal[0] or True not in piece.equal:
        return kept
    head = piece.equal.index(True)
    first = piece.pairs[head]
    low = max(first - head - DENIED_EXTRA, view.first)
    there = view.tokens_at(range(low, first))
    k = head
    for start in range(first - 1, low - 1, -1):
        if there[start - low].folded == quote_tokens[piece.begin + k - 1].folded:
            k -= 1
            if k == 0:
                turns = _turns(view, range(start + 1, first), there[start + 1 - low :])
                if turns and not border_between(view, start, first):
                    return [*_said(view, range(start, first)), *_from(kept, first)]
                break
    if kept[0] > view.first and view.class_at(kept[0]) & NEGATES:
        contraction = view.tokens_at(range(kept[0] - 1, kept[0] + 1))
        if is_contracted(contraction, 1, view.text, lexicon_for(view.document.language).bare_contractions):
            return [kept[0] - 1, *kept]
    return kept


def _turns(view: DocumentView, positions: range, tokens: Sequence[Token]) -> bool:
    """Tell words that turn a sentence's sense: a denial among them, or a modal and nothing but little words."""
    if any(view.class_at(p) & NEGATES for p in positions):
        return True
    lexicon = lexicon_for(view.document.language)
    kinds = [lexicon.kinds.get(token.folded) for token in tokens]
    return "modality" in kinds and all(
        kind or t.folded in lexicon.function for kind, t in zip(kinds, tokens, strict=True)
    )


def _from(positions: list[int], first: int) -> list[int]:
    return [p for p in positions if p >= first]


def _up_to(view: DocumentView, edge: int, positions: range, words: list[str]) -> list[int]:
    """Return the positions from the passage's edge on that hold ``words`` in a row, nothing where they do not.

    Words of another sentence, or of the narration, have not moved within this one.
    """
    if not positions:
        return []
    there = [token.folded for token in view.tokens_at(positions if positions.step > 0 else positions[::-1])]
    there = there if positions.step > 0 else there[::-1]
    for skip in range(min(MOVED_EXTRA, len(there) - len(words)) + 1):
        if there[skip : skip + len(words)] == words:
            found = list(positions)[: skip + len(words)]
            return [] if border_between(view, *sorted((edge, found[-1]))) else found
    return []


def last_before_border(view: DocumentView, position: int, step: int, reach: int) -> int | None:
    """Return the last position before the sentence's or utterance's border, None if it is farther than ``reach``."""
    for _ in range(reach + 1):
        beyond = position + step
        if not view.first <= beyond < view.end or border_between(view, *sorted((position, beyond))):
            return position
        position = beyond
    return None


def border_between(view: DocumentView, left: int, right: int) -> bool:
    start, end = view.positions_span(left, left).end, view.segment.views["starts"][right]
    if view.utterance_at(max(start - 1, 0)) != view.utterance_at(end):
        return True
    return any(sentence_ends(view.text, max(start - 1, 0), end + 1))


def outside(view: DocumentView, positions: range, spans: Sequence[Span]) -> list[int]:
    """Leave out the positions whose words stand inside one of some spans."""
    return [p for p in positions if not is_inside(view.positions_span(p, p), spans)] if spans else list(positions)


def is_inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(free.start <= span.start and span.end <= free.end for free in spans)


def is_inner_clause(view: DocumentView, start: int, end: int, num_tokens: int) -> bool:
    """Tell a reporting clause that stands inside the marks, as French and Russian have it."""
    if num_tokens > MAX_CLAUSE_TOKENS or view.quotation_at(start - 1) != view.quotation_at(end):
        return False
    between = view.text[start:end]
    if not CLAUSE_BEFORE.search(
        view.text[max(start - 3, 0) : start] + between[: len(between) - len(between.lstrip(" ,;—–―-?!…\"'”’»"))]
    ):
        return False
    tail = between.rstrip()
    return bool(tail) and tail[-1] in CLAUSE_ENDS and is_reporting_clause(between)
