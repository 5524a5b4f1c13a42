"""Edits become changes: each with its kind, its operation, its weight and its two slices of original text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from matcher.diff.alignment import Edit
from matcher.diff.equality import Equality
from matcher.diff.kinds import WEIGHT, Judge
from matcher.diff.units import Units
from matcher.diff.words.negation import NE_PARTNERS, denies_alone
from matcher.diff.words.phrases import (
    is_lost_agent,
    is_lost_exception,
    is_other_agent,
    turns_voice,
    turns_when_lost,
    word_after,
    word_before,
)
from matcher.diff.words.roles import is_other_case
from matcher.diff.words.unspaced import KINDS, crossing_forms, is_unspaced
from matcher.types import Change, ChangeKind, DiffSide, Operation, Severity

# How many tokens from a French "ne", or where it is left out in speech, a word stands that denies with it. "plus" and
# "personne" are none: without "ne" they mean "more" and "a person".
NE_REACH: Final = 5


@dataclass(init=False, slots=True)
class Namer:
    """Names the edits between two texts."""

    quote: Units
    document: Units
    judge: Judge
    equality: Equality

    def __init__(self, quote: Units, document: Units, judge: Judge, equality: Equality) -> None:
        self.quote = quote
        self.document = document
        self.judge = judge
        self.equality = equality

    def changes(self, edit: Edit) -> list[Change]:
        """Return the changes of one edit: one, or for a run of words one for each stretch of one kind."""
        rows, columns = edit.quote_stop - edit.quote_start, edit.document_stop - edit.document_start
        keys = self.quote.keys[edit.quote_start : edit.quote_stop]
        keys = keys + self.document.keys[edit.document_start : edit.document_stop]
        if any(map(is_unspaced, keys)) and all(is_unspaced(k) or k[0] == "#" for k in keys):
            kind = self._unspaced_kind(edit, keys)
            pair = keys[::-1] if rows == columns == 1 else (None, None)
            return [self.change(kind, operation_of(edit), edit, self.judge.severity(kind, *pair))]
        if rows == columns == 1:
            return [self._pair_change(edit)]
        if rows == 0 or columns == 0:
            return self._gap_changes(edit, dropped=rows == 0)
        if self.equality.is_one_word(edit):
            return [self.change("spelling", "replaced", edit)]
        added, dropped = (
            Edit(edit.quote_start, edit.quote_stop, edit.document_start, edit.document_start),
            Edit(edit.quote_stop, edit.quote_stop, edit.document_start, edit.document_stop),
        )
        return self._gap_changes(added, dropped=False) + self._gap_changes(dropped, dropped=True)

    def change(self, kind: ChangeKind, operation: Operation, edit: Edit, severity: Severity | None = None) -> Change:
        """Return one change over a whole edit; the weight is the kind's own unless given."""
        return Change(
            kind=kind,
            operation=operation,
            severity=severity or self.judge.severity(kind, None, None),
            quote=_side(self.quote, edit.quote_start, edit.quote_stop),
            document=_side(self.document, edit.document_start, edit.document_stop),
        )

    def _pair_change(self, edit: Edit) -> Change:
        i, j = edit.quote_start, edit.document_start
        kind = self.judge.pair_kind(self.quote, i, self.document, j)
        severity = self.judge.severity(kind, self.document.keys[j], self.quote.keys[i])
        places = (self.quote, i, self.document, j)
        turning = (is_other_agent, is_lost_agent, is_other_case, is_lost_exception)
        if any(turns(*places, self.judge.lexicon) for turns in turning):
            severity = "material"
        return self.change(kind, "replaced", edit, severity)

    def _gap_changes(self, edit: Edit, *, dropped: bool) -> list[Change]:
        units = self.document if dropped else self.quote
        start, stop = edit.document_range if dropped else edit.quote_range
        kinds = [self.judge.unit_kind(units, k) for k in range(start, stop)]
        for k in range(start, stop):
            if units.keys[k] == "ne" and (
                self._keeps_partner(k, edit, dropped=dropped)
                or not denies_alone(units.tokens, units.firsts[k], self.judge.lexicon)
            ):
                kinds[k - start] = "function_word"
        if stop == start + 1 and kinds[0] == "modality" and self._is_bare_infinitive(start, edit, dropped=dropped):
            kinds[0] = "function_word"
        turning = {k for k in range(start, stop) if self._turns(k, kinds[k - start], edit, dropped=dropped)}
        changes = []
        for first, last, kind in segments(units, start, kinds):
            if dropped:
                part = Edit(edit.quote_start, edit.quote_stop, first, last)
            else:
                part = Edit(first, last, edit.document_start, edit.document_stop)
            part = self._with_rest_of_contraction(part, dropped=dropped)
            weights = [self.judge.severity(kind, units.keys[k], None) for k in range(first, last)]
            is_material = "material" in weights or not turning.isdisjoint(range(first, last))
            severity: Severity = "material" if is_material else "minor"
            changes.append(self.change(kind, operation_of(part), part, severity))
        return changes

    def _keeps_partner(self, k: int, edit: Edit, *, dropped: bool) -> bool:
        """Tell whether both texts have the partner of a French "ne": "je sais pas" denies too."""
        units, other = (self.document, self.quote) if dropped else (self.quote, self.document)
        first = other.token_at(edit.quote_start if dropped else edit.document_start)
        here = {t.folded for t in units.tokens[units.lasts[k] : units.lasts[k] + NE_REACH]}
        there = {t.folded for t in other.tokens[first : first + NE_REACH]}
        return bool(here & there & NE_PARTNERS)

    def _turns(self, k: int, kind: ChangeKind, edit: Edit, *, dropped: bool) -> bool:
        """Tell whether a function word that one text lacks turns the sense of its phrase."""
        if kind != "function_word":
            return False
        units, other = (self.document, self.quote) if dropped else (self.quote, self.document)
        place = edit.quote_start if dropped else edit.document_start
        lexicon = self.judge.lexicon
        return turns_when_lost(units, k, units.keys[k], lexicon) or turns_voice(units, k, other, place, lexicon)

    def _is_bare_infinitive(self, k: int, edit: Edit, *, dropped: bool) -> bool:
        """Tell "All he does is to pay" and "is pay": the verb is the same, and nobody takes it for a participle."""
        units, other = (self.document, self.quote) if dropped else (self.quote, self.document)
        first = other.token_at(edit.quote_start if dropped else edit.document_start)
        lexicon = self.judge.lexicon
        if units.keys[k] not in lexicon.infinitive or word_before(units, k) not in lexicon.auxiliaries:
            return False
        if first >= len(other.tokens):
            return False
        return word_after(units, k) == other.tokens[first].folded

    def _with_rest_of_contraction(self, edit: Edit, *, dropped: bool) -> Edit:
        """Name the whole contraction when one of its words is missing: will became won't, not nothing n't."""
        units = self.document if dropped else self.quote
        start, stop = edit.document_range if dropped else edit.quote_range
        if start > 0 and units.firsts[start] < units.lasts[start - 1] and self._keeps(edit, -1):
            return Edit(edit.quote_start - 1, edit.quote_stop, edit.document_start - 1, edit.document_stop)
        if stop < len(units.firsts) and units.firsts[stop] < units.lasts[stop - 1] and self._keeps(edit, 0):
            return Edit(edit.quote_start, edit.quote_stop + 1, edit.document_start, edit.document_stop + 1)
        return edit

    def _keeps(self, edit: Edit, place: int) -> bool:
        """Tell whether the units just before (-1) or just after (0) an edit are equal."""
        i, j = (edit.quote_start - 1, edit.document_start - 1) if place else (edit.quote_stop, edit.document_stop)
        if not (0 <= i < len(self.quote.keys) and 0 <= j < len(self.document.keys)):
            return False
        return self.quote.keys[i] == self.document.keys[j]

    def _unspaced_kind(self, edit: Edit, keys: list[str]) -> ChangeKind:
        """Type a run of characters by the forms it makes or breaks."""
        for kind, pattern in KINDS.items():
            ours = _forms(pattern, self.quote, edit.quote_start, edit.quote_stop)
            theirs = _forms(pattern, self.document, edit.document_start, edit.document_stop)
            # One denial in another form still denies; another modal or quantifier says something else.
            if ours != theirs and (kind != "negation" or len(ours) != len(theirs)):
                return kind
        if any(key[0] == "#" for key in keys):
            return "number"
        # One or two kana are a particle or an ending; Han and longer runs carry content.
        is_particle = len(keys) <= 2 and all("\u3040" <= k[0] <= "\u309f" for k in keys)
        return "function_word" if is_particle else "word"


def operation_of(edit: Edit) -> Operation:
    """Return what an edit does, by which of its sides are empty."""
    if edit.quote_start == edit.quote_stop:
        return "dropped"
    return "added" if edit.document_start == edit.document_stop else "replaced"


def segments(units: Units, start: int, kinds: list[ChangeKind]) -> list[tuple[int, int, ChangeKind]]:
    """Cut a run into stretches of one kind; a function word goes with what follows it, the last with its
    neighbour.

    Parameters
    ----------
    start
        Index of the run's first unit.
    kinds
        Kind of each unit of the run; the words of one contraction are given the weightier of theirs.
    """
    for k in range(1, len(kinds)):
        if units.firsts[start + k] < units.lasts[start + k - 1]:
            kinds[k - 1] = kinds[k] = max(kinds[k - 1], kinds[k], key=WEIGHT.__getitem__)
    found: list[tuple[int, int, ChangeKind]] = []
    first = start
    for k, kind in enumerate(kinds, start + 1):
        if kind == "function_word" and k - start < len(kinds):
            continue
        if found and (found[-1][2] == kind or kind == "function_word"):
            found[-1] = (found[-1][0], k, found[-1][2])
        else:
            found.append((first, k, kind))
        first = k
    return found


def merge_names(changes: list[Change], quote_text: str, document_text: str) -> list[Change]:
    """Join name changes that touch on both sides: "Ada Venn" became "Tom Pell" is one change."""
    merged: list[Change] = []
    for change in changes:
        last = merged[-1] if merged else None
        names = last and last.kind == change.kind == "name" and last.operation == change.operation == "replaced"
        if (
            last
            and names
            and _touch(last.quote, change.quote, quote_text)
            and _touch(last.document, change.document, document_text)
        ):
            quote = _joined(last.quote, change.quote, quote_text)
            document = _joined(last.document, change.document, document_text)
            merged[-1] = Change("name", "replaced", "material", quote, document)
        else:
            merged.append(change)
    return merged


def merge_overlapping(changes: list[Change], quote_text: str, document_text: str) -> list[Change]:
    """Join changes that share letters: where both words of "people's" differ, each names the whole of it."""
    joined: list[Change] = []
    for change in changes:
        new = change
        while joined and "moved" not in (new.operation, joined[-1].operation) and _overlap(joined[-1], new):
            new = _united(joined.pop(), new, quote_text, document_text)
        joined.append(new)
    return joined


def _overlap(a: Change, b: Change) -> bool:
    pairs = (a.quote, b.quote), (a.document, b.document)
    return any(max(x.start, y.start) < min(x.end, y.end) for x, y in pairs)


def _united(a: Change, b: Change, quote_text: str, document_text: str) -> Change:
    quote, document = _hull(a.quote, b.quote, quote_text), _hull(a.document, b.document, document_text)
    operation: Operation = "replaced" if quote.text and document.text else "added" if quote.text else "dropped"
    severity: Severity = "material" if "material" in (a.severity, b.severity) else "minor"
    return Change(max(a.kind, b.kind, key=WEIGHT.__getitem__), operation, severity, quote, document)


def _hull(a: DiffSide, b: DiffSide, text: str) -> DiffSide:
    """Return what two sides cover together; an empty one is a place beside the other."""
    if not a.text or not b.text:
        return a if a.text else b
    start, end = min(a.start, b.start), max(a.end, b.end)
    return DiffSide(start, end, text[start:end])


def _touch(a: DiffSide, b: DiffSide, text: str) -> bool:
    gap = text[a.end : b.start]
    return a.end < b.start and (gap.isspace() or gap in ("-", ". "))


def _joined(a: DiffSide, b: DiffSide, text: str) -> DiffSide:
    return DiffSide(a.start, b.end, text[a.start : b.end])


def _side(units: Units, start: int, stop: int) -> DiffSide:
    """Return the slice that units cover, or the empty place before unit ``start``."""
    if start < stop:
        a, b = units.span(start, stop)
        return DiffSide(a, b, units.text[a:b])
    tokens, place = units.tokens, units.token_at(start)
    offset = tokens[place].start if place < len(tokens) else tokens[-1].end if tokens else 0
    return DiffSide(offset, offset, "")


def _forms(pattern: re.Pattern[str], units: Units, start: int, stop: int) -> list[str]:
    """Return the forms of a pattern that touch a run of units, looking beyond the run on both sides."""
    first = units.token_at(start)
    last = units.lasts[stop - 1] if stop > start else first
    return crossing_forms(pattern, units.tokens, first, last)
