"""Letters that the quote puts in brackets inside a word: "walk[ed]" for "walk" is an insertion that the writer marks.

Tokens leave the brackets out ("walked"), so the diff sees another form of the word. Only a form is the writer's to
mark: "[un]safe" is another word, and "walks[ed]" has letters outside its brackets that the document has not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from matcher.types import Change, DiffSide

_BRACKET: Final = re.compile(r"\[[^\[\]]*\]")


def with_whole_brackets(changes: Sequence[Change], quote_text: str) -> tuple[Change, ...]:
    """Return the changes that the quote's brackets do not mark, each with the whole of a bracket that it cuts."""
    found = [_with_whole_brackets(change, quote_text) for change in changes]
    return tuple(change for change in found if not _is_marked(change))


def _with_whole_brackets(change: Change, quote_text: str) -> Change:
    start, end, text = change.quote.start, change.quote.end, change.quote.text
    if text.rfind("[") > text.rfind("]") and quote_text[end : end + 1] == "]":
        end += 1
    inner = text.find("]")
    if inner >= 0 and "[" not in text[:inner] and quote_text[max(start - 1, 0) : start] == "[":
        start -= 1
    if (start, end) == (change.quote.start, change.quote.end):
        return change
    return replace(change, quote=DiffSide(start, end, quote_text[start:end]))


def _is_marked(change: Change) -> bool:
    if change.kind != "inflection" or "[" not in change.quote.text:
        return False
    return _BRACKET.sub("", change.quote.text).casefold() == change.document.text.casefold()
