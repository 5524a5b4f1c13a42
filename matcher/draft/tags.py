"""HTML's tags in a draft that comes as text or blocks: editors keep a block's words with them, Markdown allows them.

Left as they are, ``<em>`` is a word more in a quotation, and the marks of ``href="…"`` tear it. What is read is what a
page would show. Only tags whose names are HTML's and whose attributes have values are tags: "a <b and c> d" has none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from matcher.attribution.lexicon import split_words
from matcher.draft.shortcodes import OPENING_MARKS, choose_marks
from matcher.draft.text import PARAGRAPH, DraftText, Edit

# Read without their tags.
_INLINE: Final = split_words(
    "a abbr acronym b bdi bdo big cite code dfn em font i img ins kbd label mark samp small span strong sub time tt u"
    " var wbr"
)
# Struck out: not read at all.
_STRUCK: Final = split_words("del s strike")
_BLOCKS: Final = split_words(
    "article aside blockquote center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre"
    " section table tbody td th thead tr ul"
)
# Attributes are looked at up to this length each, in code points; addresses in them are long.
_MAX_VALUE: Final = 2_000
# Longer elements are looked at for no note and no quotation: nested by the thousand, they would take quadratic time.
_MAX_WORDS: Final = 3_000

_NAME: Final = r"[A-Za-z][\w:.-]{0,60}"
_VALUED: Final = rf"{_NAME}=(?:\"[^\"]{{0,{_MAX_VALUE}}}\"|'[^']{{0,{_MAX_VALUE}}}'|[^\s<>\"'=]{{1,{_MAX_VALUE}}})"
# Read as a pair.
_PAIRED: Final = _STRUCK | {"q", "sup"}
_KNOWN: Final = sorted(_INLINE | _BLOCKS | _PAIRED | {"br"}, key=len, reverse=True)
_TAG: Final = re.compile(
    rf"<(?P<closes>/?)(?P<name>{'|'.join(_KNOWN)})"
    rf"(?P<attributes>(?:\s+{_VALUED}(?:\s+(?:{_VALUED}|{_NAME}))*+)?)\s*/?>",
    re.I,
)
# A note's sign in a <sup> with a class, a link or brackets, behind a word or a stop: "km<sup>2</sup>" has none.
_NOTE: Final = re.compile(r"\s*(?:[\[(]?\d{1,3}[\])]?|[*†‡§]{1,3})\s*")
# Its link has an address: "#footnote-1".
_MAX_NOTE: Final = 300
_NOTED: Final = re.compile(r"[^\W\d_]{3}|.?.?[.,;:!?…’”»\"]", re.S)


def read_tags(draft: DraftText) -> DraftText:
    """Give the draft as it is read without HTML's tags, with marks where ``<q>`` means them. Linear."""
    text = draft.text
    if "<" not in text or ">" not in text:
        return draft
    edits = _without_inner([*_iter_comments(text), *_iter_tag_edits(text)])
    return draft.rewritten(edits) if edits else draft


def _iter_comments(text: str) -> Iterator[Edit]:
    """Yield edits that drop comments, such as those in which an editor's blocks are kept."""
    start = text.find("<!--")
    while start >= 0 and (last := text.find("-->", start)) >= 0:
        yield Edit(start, last + 3, "")
        start = text.find("<!--", last)


def _iter_tag_edits(text: str) -> Iterator[Edit]:
    opened: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if name not in _PAIRED:
            yield Edit(*tag.span(), "\n" if name == "br" else PARAGRAPH if name in _BLOCKS else "")
        elif not tag["closes"]:
            opened[name].append(tag)
        elif opened[name]:
            yield from _read_pair(text, opened[name].pop(), tag)
        else:
            yield Edit(*tag.span(), "")
    for tags in opened.values():
        yield from (Edit(*tag.span(), "") for tag in tags)


def _read_pair(text: str, opening: re.Match[str], closing: re.Match[str]) -> Iterator[Edit]:
    """Yield what is read of an element whose tags belong together: marks, nothing at all, or what it holds."""
    name = opening["name"].lower()
    words = text[opening.end() : closing.start()] if closing.start() - opening.end() <= _MAX_WORDS else ""
    if name in _STRUCK or (name == "sup" and _is_note(text, opening, words)):
        yield Edit(opening.start(), closing.end(), "")
        return
    draws = name == "q" and words.strip() and not words.lstrip().startswith(OPENING_MARKS)
    opens, closes = choose_marks(words) if draws else ("", "")
    yield Edit(*opening.span(), opens)
    yield Edit(*closing.span(), closes)


def _is_note(text: str, opening: re.Match[str], words: str) -> bool:
    sign = _TAG.sub("", words) if len(words) <= _MAX_NOTE else ""
    if not _NOTE.fullmatch(sign):
        return False
    before = text[max(opening.start() - 3, 0) : opening.start()]
    return bool(opening["attributes"]) or sign != words or "[" in sign or "(" in sign or bool(_NOTED.fullmatch(before))


def _without_inner(edits: list[Edit]) -> list[Edit]:
    """Give the edits in order without those that stand in what is dropped, such as tags in a comment."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
