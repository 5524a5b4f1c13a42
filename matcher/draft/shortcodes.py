"""The shortcodes of a draft: tags in square brackets that a content system, and no reader, will see.

``[caption]…[/caption]`` and the like are read without their tags, ``[note]…[/note]`` not at all, and
``[su_quote cite="Ada Venn"]…[/su_quote]`` as a quotation with its speaker. Left as they are, tags pass for an editor's
brackets, which a quote may have anywhere, and their attributes for quotations. Brackets without a closing tag or
attributes are an editor's and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from matcher.attribution.lexicon import split_words
from matcher.attribution.structure.quotations import find_paragraph_breaks
from matcher.draft.text import PARAGRAPH, DraftText, Edit

# Pairs of marks to draw, the first that the quotation does not have inside.
_MARK_PAIRS: Final = (("“", "”", '“”„"'), ("«", "»", "«»"), ("「", "」", ""))
# What a quotation with marks of its own begins with.
OPENING_MARKS: Final = tuple("“„«\"‘'‹「『”’")

# Their content is no part of the text, or no text at all.
_UNREAD: Final = split_words(
    "note notes fn footnote footnotes efn_note ref sidenote embed video audio playlist gallery youtube vimeo tweet img"
)
# Their content is quoted; so is that of every name that ends so: su_quote, pullquote.
_QUOTES: Final = ("quote",)
_SPEAKERS: Final = split_words("cite author name by speaker source")
# Attributes of one tag are looked at up to this length, in code points.
_MAX_TAG: Final = 1_000

_TAG: Final = re.compile(
    rf"\[(?P<closes>/?)(?P<name>[A-Za-z][\w-]{{0,40}})(?P<attributes>[ =][^\[\]]{{0,{_MAX_TAG}}})?\]"
)
# Possessive and each value up to its own mark, so that it is linear.
_ATTRIBUTE: Final = re.compile(
    r"(?<![\w-])(?P<key>[\w-]*+)=(?:[\"“”″](?P<double>[^\"“”″]*+)[\"“”″]|['‘’](?P<single>[^'‘’]*+)['‘’]|(?P<bare>[^\s\"']++))"
)
_BLANKS: Final = " \t\n\r\u00a0"


def choose_marks(words: str) -> tuple[str, str]:
    """Choose a pair of marks that a quotation does not have inside."""
    return next(pair[:2] for pair in _MARK_PAIRS if not any(mark in words for mark in pair[2]))


class _Pair(NamedTuple):
    """An opening tag and the closing one that belongs to it, by their places in the text."""

    name: str
    attributes: str
    start: int
    inner_start: int
    inner_end: int
    end: int


def read_shortcodes(draft: DraftText) -> DraftText:
    """Give the draft as it is read with its shortcodes done. Linear in the text and in its tags."""
    text = draft.text
    if "[" not in text or ("[/" not in text and "=" not in text):
        return draft
    edits = _without_overlaps(sorted(_iter_edits(text)))
    return draft.rewritten(edits) if edits else draft


def _iter_edits(text: str) -> Iterator[Edit]:
    pairs, alone = _find_tags(text)
    for start, end in alone:
        yield Edit(start, end, "")
    for pair in pairs:
        name = pair.name.lower()
        if name in _UNREAD:
            yield Edit(pair.start, pair.end, "")
        elif name.endswith(_QUOTES):
            yield from _quote(text, pair)
        else:
            yield Edit(pair.start, pair.inner_start, "")
            yield Edit(pair.inner_end, pair.end, "")


def _find_tags(text: str) -> tuple[list[_Pair], list[tuple[int, int]]]:
    """Find the pairs of tags, and the tags that have attributes and no partner."""
    pairs: list[_Pair] = []
    alone: list[tuple[int, int]] = []
    opened: dict[str, list[re.Match[str]]] = {}
    for tag in _TAG.finditer(text):
        if not tag["closes"]:
            opened.setdefault(tag["name"], []).append(tag)
        elif opened.get(tag["name"]):
            opening = opened[tag["name"]].pop()
            pairs.append(
                _Pair(tag["name"], opening["attributes"] or "", opening.start(), opening.end(), tag.start(), tag.end())
            )
    for tags in opened.values():
        alone += [tag.span() for tag in tags if _ATTRIBUTE.search(tag["attributes"] or "")]
    return pairs, alone


def _quote(text: str, pair: _Pair) -> Iterator[Edit]:
    """Draw the marks of a quotation, and set its speaker behind it: “…” — Ada Venn."""
    inner = text[pair.inner_start : pair.inner_end]
    words = inner.strip(_BLANKS)
    start = pair.inner_start + len(inner) - len(inner.lstrip(_BLANKS))
    if not words:
        yield Edit(pair.start, pair.end, "")
        return
    opens, closes = choose_marks(words)
    if words.startswith(OPENING_MARKS):
        opens = closes = ""
    yield Edit(pair.start, start, (PARAGRAPH if pair.start else "") + opens)
    for _, after in find_paragraph_breaks(words):
        yield Edit(start + after, start + after, opens)
    speaker = _find_speaker(pair.attributes)
    yield Edit(start + len(words), pair.end, closes + (f" — {speaker}" if speaker else "") + PARAGRAPH)


def _find_speaker(attributes: str) -> str:
    """Give the name that a quotation's tag has: ``cite="Ada Venn"``, or ``="Ada Venn"`` behind its own name."""
    for found in _ATTRIBUTE.finditer(attributes):
        if not found["key"] or found["key"].lower() in _SPEAKERS:
            return (found["double"] or found["single"] or found["bare"] or "").partition(";")[0].strip()
    return ""


def _without_overlaps(edits: list[Edit]) -> list[Edit]:
    """Leave out what lies within another edit: tags in an unread one, tags that cross."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
