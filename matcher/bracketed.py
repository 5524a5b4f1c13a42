"""Brackets inside the quote's words, and an editor's brackets in a document that the quote leaves out.

"walk[ed]" for "walk" is an insertion that the writer marks. Tokens leave the brackets out ("walked"), so the diff sees
another form of the word. Only a form is the writer's to mark: "[un]safe" is another word, and "walks[ed]" has letters
outside its brackets that the document has not.

"a bridge [over the Wye]" was said without the words in brackets, or else they stand for words that nobody knows any
more. Who leaves them out, or has a pronoun in their place, has not been shown to misquote, so the change is minor. What
denies, weakens or says of how many stays material, for the editor put it in lest the words be misunderstood; so does
what the rest depends on ("[the ban on] guns").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from matcher.attribution.structure.apparatus import PRONOUNS
from matcher.diff import lexicon_for
from matcher.text import tokens
from matcher.text.fragments import ParsedQuote
from matcher.types import Change, DiffSide, Span
from matcher.view import DocumentView

_BRACKET: Final = re.compile(r"\[[^\[\]]*\]")
# Letters outside its brackets that a form has at least in common with the document's word: "ha[s]" of "have".
_MIN_STEM: Final = 2
# An editor's bracket in a document, with at most one more inside it, and how far it reaches in code points.
EDITORS_BRACKET: Final = r"\[(?:[^\[\]\n]|\[[^\[\]\n]{1,60}\]){1,160}\]"
BRACKET_REACH: Final = 240
_EDITORS: Final = re.compile(EDITORS_BRACKET)
# What an editor adds lest the words be misunderstood.
_TURNING: Final = frozenset({"negation", "modality", "quantifier"})


def with_brackets_read(changes: Sequence[Change], parsed: ParsedQuote, view: DocumentView) -> tuple[Change, ...]:
    """Return the changes that the quote's brackets do not mark, minor where those of the document excuse them."""
    found = tuple(changes)
    if parsed.literal is not parsed.text:
        whole = [_with_whole_brackets(change, parsed.text) for change in changes]
        found = tuple(change for change in whole if not _is_marked(change))
    return _with_editors_words(found, view.text, view.document.language)


def _with_editors_words(changes: Sequence[Change], document_text: str, language: str | None) -> tuple[Change, ...]:
    """Return the changes, those minor that leave out all words of an editor's bracket or put a pronoun for them."""
    inside = [change.document for change in changes if _may_be_editors(change)]
    if not inside:
        return tuple(changes)
    low, high = max(inside[0].start - BRACKET_REACH, 0), inside[-1].end + BRACKET_REACH
    if document_text.find("[", low, high) < 0:
        return tuple(changes)
    brackets = [
        Span(match.start() + low, match.end() + low)
        for match in _EDITORS.finditer(document_text[low:high])
        if _is_left_out(document_text, match.start() + low, match.end() + low, inside)
        and not _leads_on(match.group(), language)
    ]
    return tuple(
        replace(change, severity="minor")
        if _may_be_editors(change) and any(_holds(bracket, change.document) for bracket in brackets)
        else change
        for change in changes
    )


def _may_be_editors(change: Change) -> bool:
    if change.kind in _TURNING:
        return False
    return change.operation == "dropped" or (
        change.operation == "replaced" and change.quote.text.casefold() in PRONOUNS
    )


def _is_left_out(text: str, start: int, end: int, inside: Sequence[DiffSide]) -> bool:
    """Tell whether the changes cover all words of a bracket."""
    covered = [side for side in inside if start <= side.start and side.end <= end]
    return bool(covered) and not any(char.isalnum() for char in _outside(text, start, end, covered))


def _leads_on(bracket: str, language: str | None) -> bool:
    """Tell "[the ban on] guns": its last word governs what was said, which without it is said of something else."""
    words = tokens(bracket)
    return len(words) > 1 and words[-1].folded in lexicon_for(language, words).function


def _outside(text: str, start: int, end: int, covered: Sequence[DiffSide]) -> Iterator[str]:
    """Yield the characters of a stretch that no change covers."""
    for place in range(start, end):
        if not any(side.start <= place < side.end for side in covered):
            yield text[place]


def _holds(bracket: Span, side: DiffSide) -> bool:
    return bracket.start <= side.start and side.end <= bracket.end


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
    stem, word = _BRACKET.sub("", change.quote.text).casefold(), change.document.text.casefold()
    # "ha[s]" of "have" and "mov[ing]" of "move" end in the bracket.
    is_plain = "[" not in word
    return stem == word or (
        is_plain and change.quote.text.endswith("]") and len(stem) >= _MIN_STEM and word.startswith(stem)
    )
