"""The typed word diff: every difference in wording between a quote and its passage, named and weighed.

This is the stage that decides the verdict. In order: equal texts leave at once; the common beginning and end are
set aside; what remains is read as units, aligned, searched for moves, and each edit becomes typed changes.
Invariant: a token that differs under folding is inside a change, unless it is an equal value in other clothes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

from matcher.diff.alignment import Edit, align, joined_edits, pair_block
from matcher.diff.equality import (
    are_equal,
    contraction_words,
    is_joined_at_line_end,
    is_range_pair,
    joined_letters,
)
from matcher.diff.kinds import WEIGHT, Judge
from matcher.diff.lexicons import Lexicon, lexicon_for
from matcher.diff.moves import find_moves
from matcher.diff.numbers import DIGITS
from matcher.diff.spelling import KnownWord
from matcher.diff.units import Units, has_apostrophe_between, join_apostrophes, read_units
from matcher.diff.unspaced import MODALITY, NEGATION, QUANTIFIER, crosses, is_unspaced
from matcher.types import Change, ChangeKind, DiffSide, Operation, Severity, Token

# Gains of pairing two units. Equal function words weigh less: they match by chance.
EQUAL_WORD: Final = 1.5
EQUAL_FUNCTION_WORD: Final = 0.6
SAME_CLASS: Final = 0.3
UNLIKE: Final = -0.5
UNLIKE_OPEN: Final = -0.2
# From this similarity on two words look alike to a reader.
ALIKE: Final = 0.5
# Words that deny with a French "ne" or, in speech, without it, and how far from it they stand.
NE_PARTNERS: Final = frozenset(
    {"pas", "plus", "rien", "jamais", "personne", "aucun", "aucune", "guere", "ni"}
)
NE_REACH: Final = 5
# Tokens that the common ends give back at most: twice the longest number.
MAX_BACK: Final = 48
# Beyond this many edits two texts have nothing to do with each other: they are reported in blocks, untyped.
MAX_TYPED_EDITS: Final = 250


def find_changes(
    quote: Sequence[Token],
    document: Sequence[Token],
    *,
    quote_text: str,
    document_text: str,
    language: str | None,
    is_known_word: KnownWord | None = None,
) -> tuple[Change, ...]:
    """Return every difference in wording between a quote and its passage, in the quote's order.

    Parameters
    ----------
    quote, document
        Tokens of the quote and of the aligned passage, offsets into the two original texts. They may skip text
        that does not count: reporting clauses, stage directions, marked omissions.
    quote_text, document_text
        The two whole original texts, consulted for capitals, apostrophes and punctuation.
    language
        Language tag of the document; None is guessed from the tokens.
    is_known_word
        Tells whether a folded word is frequent in the archive, which makes it no typing slip.

    Returns
    -------
    tuple of Change
        Empty when the wording is equal under folding and equal values. Sides are slices of the original texts.

    Notes
    -----
    Equal texts cost one comparison. Otherwise linear plus the bit-parallel edit distance, plus microseconds an edit.
    """
    folded_quote, folded_document = [t[0] for t in quote], [t[0] for t in document]
    if folded_quote == folded_document:
        return ()
    lexicon = lexicon_for(language, document, quote)
    if lexicon.language == "uk":
        quote, document = join_apostrophes(quote, quote_text), join_apostrophes(document, document_text)
        folded_quote, folded_document = [t[0] for t in quote], [t[0] for t in document]
    head, tail = common_ends(
        quote, document, folded_quote, folded_document, lexicon, quote_text, document_text
    )
    quote_units = read_units(
        quote, head, len(quote) - tail, text=quote_text, lexicon=lexicon, elsewhere=folded_document
    )
    document_units = read_units(
        document,
        head,
        len(document) - tail,
        text=document_text,
        lexicon=lexicon,
        elsewhere=folded_quote,
    )
    if quote_units.keys == document_units.keys:
        return ()
    return _Comparison(
        quote_units,
        document_units,
        len(quote) - tail,
        len(document) - tail,
        Judge(lexicon, document_text, is_known_word),
    ).changes()


def common_ends(
    quote: Sequence[Token],
    document: Sequence[Token],
    folded_quote: list[str],
    folded_document: list[str],
    lexicon: Lexicon,
    quote_text: str,
    document_text: str,
) -> tuple[int, int]:
    """Return how many tokens both begin and both end with, cut back so that no unit is divided."""
    shorter = min(len(quote), len(document))
    head = 0
    while head < shorter and folded_quote[head] == folded_document[head]:
        head += 1

    def divides(tokens: Sequence[Token], k: int, text: str) -> bool:
        """Tell whether a unit may reach over the border before token k."""
        if not 0 < k < len(tokens):
            return False
        before, after = tokens[k - 1].folded, tokens[k].folded
        return (
            before in lexicon.glue
            or after in lexicon.glue
            or before[0] in DIGITS
            or after[0] in DIGITS
            or has_apostrophe_between(tokens, k, text)
        )

    floor = head - MAX_BACK
    while head > max(0, floor) and (
        divides(quote, head, quote_text) or divides(document, head, document_text)
    ):
        head -= 1
    tail = 0
    while tail < shorter - head and folded_quote[-1 - tail] == folded_document[-1 - tail]:
        tail += 1
    floor = tail - MAX_BACK
    while tail > max(0, floor) and (
        divides(quote, len(quote) - tail, quote_text)
        or divides(document, len(document) - tail, document_text)
    ):
        tail -= 1
    return head, tail


@dataclass(slots=True)
class _Comparison:
    """Two texts as units, on their way to changes."""

    quote: Units
    document: Units
    quote_stop: int
    document_stop: int
    judge: Judge

    def changes(self) -> tuple[Change, ...]:
        edits = align(self.quote, self.document, score=self.score, is_one_word=self.is_one_word)
        edits = [e for e in edits if not self._is_equal(e)]
        if len(edits) > MAX_TYPED_EDITS:
            return tuple(self._change("word", _operation(e), e) for e in joined_edits(edits))
        edits, moves = find_moves(
            self.quote, self.document, edits, weigh=self._weigh, pair=lambda e: pair_block(e, self.score)
        )
        edits = [e for e in edits if not self._is_equal(e)]
        changes = [self._change("order", "moved", m) for m in moves]
        for edit in edits:
            changes += self._typed(edit)
        changes.sort(key=lambda c: (c.quote.start, c.document.start, c.quote.end))
        return tuple(_merged_names(changes, self.quote.text, self.document.text))

    def score(self, i: int, j: int) -> float:
        """Return the gain of pairing quote unit i with document unit j."""
        a, b = self.quote.keys[i], self.document.keys[j]
        kinds = self.judge.lexicon.kinds
        if a == b or self._is_equal(Edit(i, i + 1, j, j + 1)):
            return EQUAL_FUNCTION_WORD if kinds.get(a) == "function_word" else EQUAL_WORD
        kind_a = "number" if a[0] == "#" else kinds.get(a)
        kind_b = "number" if b[0] == "#" else kinds.get(b)
        if kind_a is not None and kind_a == kind_b:
            return SAME_CLASS if kind_a != "function_word" else 0.0
        similarity = Indel.normalized_similarity(a, b)
        if similarity >= ALIKE:
            return similarity * 0.5
        return UNLIKE_OPEN if kind_a is None and kind_b is None else UNLIKE

    def is_one_word(self, edit: Edit) -> bool:
        """Tell whether both sides have the same letters, or one is a contraction of the other."""
        q, d = (edit.quote_start, edit.quote_stop), (edit.document_start, edit.document_stop)
        if joined_letters(self.quote, *q) == joined_letters(self.document, *d):
            return True
        return self._is_contraction(
            self.quote.keys[q[0]], self.document.keys[slice(*d)]
        ) or self._is_contraction(self.document.keys[d[0]], self.quote.keys[slice(*q)])

    def _is_contraction(self, key: str, words: list[str]) -> bool:
        meant = contraction_words(key, self.judge.lexicon)
        return len(meant) == len(words) and all(
            a == b or are_equal(a, b, self.judge.lexicon) for a, b in zip(meant, words, strict=True)
        )

    def _weigh(self, key: str) -> int:
        return 0 if self.judge.lexicon.kinds.get(key) == "function_word" else 1

    def _is_equal(self, edit: Edit) -> bool:
        """Tell whether an edit only exchanges equal words in other clothes."""
        i, j = edit.quote_start, edit.document_start
        if edit.quote_stop - i != 1 or edit.document_stop - j != 1:
            return self._is_line_end_join(edit)
        a, b = self.quote.keys[i], self.document.keys[j]
        lexicon = self.judge.lexicon
        if a == b or are_equal(a, b, lexicon):
            return True
        return is_range_pair(a, b, lexicon) and i > 0 and self.quote.keys[i - 1][0] == "#"

    def _is_line_end_join(self, edit: Edit) -> bool:
        if min(edit.quote_stop - edit.quote_start, edit.document_stop - edit.document_start) != 1:
            return False
        joined = (
            is_joined_at_line_end(self.quote, edit.quote_start)
            if edit.quote_stop - edit.quote_start == 1
            else is_joined_at_line_end(self.document, edit.document_start)
        )
        return joined and self.is_one_word(edit)

    def _typed(self, edit: Edit) -> list[Change]:
        rows, columns = edit.quote_stop - edit.quote_start, edit.document_stop - edit.document_start
        if self._is_unspaced(edit):
            return [self._unspaced_change(edit)]
        if rows == columns == 1:
            return [self._pair_change(edit)]
        if rows and columns:
            if self.is_one_word(edit):
                return [self._change("spelling", "replaced", edit)]
            return self._gap_changes(edit._replace(document_stop=edit.document_start)) + self._gap_changes(
                edit._replace(quote_start=edit.quote_stop)
            )
        return self._gap_changes(edit)

    def _pair_change(self, edit: Edit) -> Change:
        kind = self.judge.pair_kind(self.quote, edit.quote_start, self.document, edit.document_start)
        severity = self.judge.severity(
            kind, self.document.keys[edit.document_start], self.quote.keys[edit.quote_start]
        )
        return self._change(kind, "replaced", edit, severity)

    def _gap_changes(self, edit: Edit) -> list[Change]:
        """Turn a run of dropped or added units into changes, one for each stretch of one kind."""
        dropped = edit.quote_start == edit.quote_stop
        units = self.document if dropped else self.quote
        start, stop = (
            (edit.document_start, edit.document_stop) if dropped else (edit.quote_start, edit.quote_stop)
        )
        kinds = [self.judge.unit_kind(units, k) for k in range(start, stop)]
        if "ne" in units.keys[start:stop]:
            kinds = [
                self._without_bare_ne(units, k, edit, kinds[k - start], dropped=dropped)
                for k in range(start, stop)
            ]
        changes = []
        for first, last, kind in _segments(units, start, kinds):
            part = (
                Edit(edit.quote_start, edit.quote_start, first, last)
                if dropped
                else Edit(first, last, edit.document_start, edit.document_start)
            )
            part = self._with_rest_of_contraction(part, dropped=dropped)
            severity = max(
                (self.judge.severity(kind, units.keys[k], None) for k in range(first, last)),
                key=lambda s: s == "material",
            )
            changes.append(self._change(kind, _operation(part), part, severity))
        return changes

    def _without_bare_ne(
        self, units: Units, k: int, edit: Edit, kind: ChangeKind, *, dropped: bool
    ) -> ChangeKind:
        """Call a French "ne" minor where both texts have its partner: "je sais pas" denies too."""
        if units.keys[k] != "ne":
            return kind
        other, place, stop = (
            (self.quote, edit.quote_start, self.quote_stop)
            if dropped
            else (self.document, edit.document_start, self.document_stop)
        )
        first = other.firsts[place] if place < len(other.firsts) else stop
        here = {t.folded for t in units.tokens[units.lasts[k] : units.lasts[k] + NE_REACH]}
        there = {t.folded for t in other.tokens[first : first + NE_REACH]}
        return "function_word" if here & there & NE_PARTNERS else kind

    def _with_rest_of_contraction(self, edit: Edit, *, dropped: bool) -> Edit:
        """Name the whole contraction when one of its words is missing: will became won't, not nothing became n't."""
        units = self.document if dropped else self.quote
        start, stop = (
            (edit.document_start, edit.document_stop) if dropped else (edit.quote_start, edit.quote_stop)
        )
        before = start > 0 and units.firsts[start] == units.firsts[start - 1]
        before = before or (start > 0 and units.firsts[start] < units.lasts[start - 1])
        after = stop < len(units.firsts) and units.firsts[stop] < units.lasts[stop - 1]
        i, j = edit.quote_start, edit.document_start
        if before and i > 0 and j > 0 and self.quote.keys[i - 1] == self.document.keys[j - 1]:
            return Edit(i - 1, edit.quote_stop, j - 1, edit.document_stop)
        i, j = edit.quote_stop, edit.document_stop
        if (
            after
            and i < len(self.quote.keys)
            and j < len(self.document.keys)
            and self.quote.keys[i] == self.document.keys[j]
        ):
            return Edit(edit.quote_start, i + 1, edit.document_start, j + 1)
        return edit

    def _is_unspaced(self, edit: Edit) -> bool:
        keys = self.quote.keys[edit.quote_start : edit.quote_stop]
        keys = keys + self.document.keys[edit.document_start : edit.document_stop]
        return any(is_unspaced(key) for key in keys) and all(is_unspaced(k) or k[0] == "#" for k in keys)

    def _unspaced_change(self, edit: Edit) -> Change:
        return self._change(self._unspaced_kind(edit), _operation(edit), edit)

    def _unspaced_kind(self, edit: Edit) -> ChangeKind:
        q, d = (edit.quote_start, edit.quote_stop), (edit.document_start, edit.document_stop)
        for pattern, kind in ((NEGATION, "negation"), (MODALITY, "modality"), (QUANTIFIER, "quantifier")):
            if _count(pattern, self.quote, *q) != _count(pattern, self.document, *d):
                return kind  # type: ignore[return-value]
        keys = self.quote.keys[slice(*q)] + self.document.keys[slice(*d)]
        if any(key[0] == "#" for key in keys):
            return "number"
        # One or two kana are a particle or an ending; Han and longer runs carry content.
        return (
            "function_word" if len(keys) <= 2 and all("\u3040" <= k[0] <= "\u309f" for k in keys) else "word"
        )

    def _change(
        self, kind: ChangeKind, operation: Operation, edit: Edit, severity: Severity | None = None
    ) -> Change:
        return Change(
            kind=kind,
            operation=operation,
            severity=severity or self.judge.severity(kind, None, None),
            quote=_side(self.quote, edit.quote_start, edit.quote_stop, self.quote_stop),
            document=_side(self.document, edit.document_start, edit.document_stop, self.document_stop),
        )


def _count(pattern, units: Units, start: int, stop: int) -> int:  # type: ignore[no-untyped-def]
    characters = "".join(key if len(key) == 1 else "0" for key in units.keys)
    return crosses(pattern, characters, start, stop)


def _operation(edit: Edit) -> Operation:
    if edit.quote_start == edit.quote_stop:
        return "dropped"
    return "added" if edit.document_start == edit.document_stop else "replaced"


def _side(units: Units, start: int, stop: int, token_stop: int) -> DiffSide:
    """Return the slice that units cover, or the empty place before unit ``start``."""
    if start < stop:
        a, b = units.span(start, stop)
        return DiffSide(a, b, units.text[a:b])
    tokens = units.tokens
    if start < len(units.firsts):
        place = tokens[units.firsts[start]].start
    elif token_stop < len(tokens):
        place = tokens[token_stop].start
    else:
        place = tokens[-1].end if tokens else 0
    return DiffSide(place, place, "")


def _segments(units: Units, start: int, kinds: list[ChangeKind]) -> list[tuple[int, int, ChangeKind]]:
    """Cut a run into stretches of one kind; function words go with what follows them, at the end with what precedes."""
    for k in range(1, len(kinds)):
        if units.firsts[start + k] < units.lasts[start + k - 1]:  # two words of one contraction
            heavier = max(kinds[k - 1], kinds[k], key=WEIGHT.__getitem__)
            kinds[k - 1] = kinds[k] = heavier
    segments: list[tuple[int, int, ChangeKind]] = []
    first = start
    for k, kind in enumerate(kinds):
        if kind == "function_word" and k + 1 < len(kinds):
            continue
        last = segments[-1] if segments else None
        if last and (last[2] == kind or kind == "function_word"):
            segments[-1] = (last[0], start + k + 1, last[2])
        else:
            segments.append((first, start + k + 1, kind))
        first = start + k + 1
    return segments


def _merged_names(changes: list[Change], quote_text: str, document_text: str) -> list[Change]:
    """Join name changes that touch on both sides: "Ada Venn" became "Tom Pell" is one change."""
    merged: list[Change] = []
    for change in changes:
        last = merged[-1] if merged else None
        if (
            last
            and last.kind == change.kind == "name"
            and last.operation == change.operation == "replaced"
            and _touch(last.quote, change.quote, quote_text)
            and _touch(last.document, change.document, document_text)
        ):
            merged[-1] = Change(
                "name",
                "replaced",
                "material",
                _joined(last.quote, change.quote, quote_text),
                _joined(last.document, change.document, document_text),
            )
        else:
            merged.append(change)
    return merged


def _touch(a: DiffSide, b: DiffSide, text: str) -> bool:
    gap = text[a.end : b.start]
    return a.end < b.start and (gap.isspace() or gap == "-" or gap == ". ")


def _joined(a: DiffSide, b: DiffSide, text: str) -> DiffSide:
    return DiffSide(a.start, b.end, text[a.start : b.end])
