"""Small words at a passage's ends that the quote has not: they stand beyond it, and their loss is no change.

The alignment may hold on to one of them: of "120, e a escola" it takes the "e" for that of "cento e vinte". Words that
matter stay, for whatever a writer cut off an end may be what was changed ("we did | not").
"""

from __future__ import annotations

from matcher.types import Change
from matcher.view import DocumentView


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
