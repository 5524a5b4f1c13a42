"""Small words at a passage's ends: those that the quote has not, and those beyond it that a slip in the quote tells of.

The alignment may hold on to a word that stands beyond the passage, whose loss is no change: of "120, e a escola" it
takes the "e" for that of "cento e vinte". Words that matter stay, for whatever a writer cut off an end may be what was
changed ("we did | not"). The other way round the words before a passage may say what a slip in it does: "the worst
storm" of "one of | the worst storms", "the mayor is ill" of "Is | the mayor ill?".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from matcher.edges import border_between
from matcher.types import Change
from matcher.view import DocumentView
from matcher.wordclasses import LINK, VALUE

# Words before a passage of which the last that it may be one of stands: "one of the | worst storms".
SHARE_REACH: Final = 3

ChangesOf = Callable[[list[int]], tuple[Change, ...]]


def with_fair_ends(
    view: DocumentView, kept: list[int], changes: tuple[Change, ...], changes_of: ChangesOf
) -> tuple[tuple[Change, ...], list[int]]:
    """Return the changes and the passage's positions with an end moved where the words there ask for it."""
    changes, kept = without_loose_ends(view, kept, changes)
    if not changes or any(change.severity == "material" for change in changes):
        return changes, kept
    for start, kind in (
        (_start_of_share(view, kept, changes), "quantifier"),
        (_inverted(view, kept, changes), "order"),
    ):
        if start is not None:
            wider = [*range(start, kept[0]), *kept]
            found = changes_of(wider)
            if any(change.kind == kind for change in found):
                return found, wider
    return changes, kept


def _start_of_share(view: DocumentView, kept: list[int], changes: tuple[Change, ...]) -> int | None:
    """Return where "one of" begins before a passage in which a noun may have lost its plural."""
    if all(change.kind != "inflection" for change in changes):
        return None
    for link in range(kept[0] - 1, max(kept[0] - 1 - SHARE_REACH, view.first), -1):
        if view.class_at(link) & LINK and view.class_at(link - 1) & VALUE:
            return link - 1 if not border_between(view, link - 1, kept[0]) else None
    return None


def _inverted(view: DocumentView, kept: list[int], changes: tuple[Change, ...]) -> int | None:
    """Return where the word before a passage stands that the quote has within, as a statement has a question's verb."""
    before = kept[0] - 1
    if before < view.first or all(change.operation != "added" for change in changes):
        return None
    word = view.tokens_at([before])[0].folded
    is_added = any(change.operation == "added" and change.quote.text.casefold() == word for change in changes)
    return before if is_added and not border_between(view, before, kept[0]) else None


def without_loose_ends(
    view: DocumentView, kept: list[int], changes: tuple[Change, ...]
) -> tuple[tuple[Change, ...], list[int]]:
    """Return the changes but those that drop minor words at an end, and the passage's positions without these."""
    if changes and _is_loose(changes[-1]):
        cut = changes[-1].document
        if cut.end == view.positions_span(kept[-1], kept[-1]).end:
            inner = [p for p in kept if view.positions_span(p, p).end <= cut.start]
            kept, changes = (inner, changes[:-1]) if inner else (kept, changes)
    if changes and _is_loose(changes[0]):
        cut = changes[0].document
        if cut.start == view.positions_span(kept[0], kept[0]).start:
            inner = [p for p in kept if view.positions_span(p, p).start >= cut.end]
            kept, changes = (inner, changes[1:]) if inner else (kept, changes)
    return changes, kept


def _is_loose(change: Change) -> bool:
    return change.operation == "dropped" and change.kind == "function_word" and change.severity == "minor"
