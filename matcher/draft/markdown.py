"""Markdown in a draft's plain text: links, which look like an editor's brackets, and quoted lines.

Emphasis within a line (Mayor **Ada Venn**) would part a name from its title. Only drafts that come as text are read so:
HTML has elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matcher.draft.shortcodes import OPENING_MARKS, choose_marks
from matcher.draft.text import DraftText, Edit

_LINK: Final = re.compile(r"\[(?P<words>[^\[\]\n]{1,500})\]\((?:https?://|mailto:|[/#])[^\s()]{0,2000}\)")
# A run of lines that begin with ">", and one such line: its sign, its words.
_QUOTED_LINES: Final = re.compile(r"^>[^\n]*(?:\n>[^\n]*)*", re.M)
_QUOTED_LINE: Final = re.compile(r"^(?P<sign>(?:>[ \t]?)+)(?P<words>[^\n]*)$", re.M)
_DASHES: Final = ("—", "–", "―", "--", "- ")


def read_markdown(draft: DraftText) -> DraftText:
    """Give the draft as it is read without the signs of links and quoted lines. Linear."""
    text = draft.text
    edits = [*_iter_link_edits(text), *_iter_quote_edits(text)] if "](" in text or ">" in text else []
    if "*" in text or "_" in text:
        edits += _iter_emphasis_edits(text)
    return draft.rewritten(list(_iter_apart(sorted(edits)))) if edits else draft


def _iter_apart(edits: list[Edit]) -> Iterator[Edit]:
    """Yield edits in order but for those within another: a link's address may have signs of emphasis in it."""
    end = 0
    for edit in edits:
        if edit.start >= end:
            end = edit.end
            yield edit


def _iter_link_edits(text: str) -> Iterator[Edit]:
    for link in _LINK.finditer(text):
        yield Edit(link.start(), link.start("words"), "")
        yield Edit(link.end("words"), link.end(), "")


# Words of one line between the same signs, which touch the words and no other letters: **Ada Venn**, _very_.
_EMPHASIS: Final = re.compile(r"(?<![\w*])(?P<sign>\*{1,3}|_{1,3})(?=[^\s*_])[^*_\n]{1,500}(?<=\S)(?P=sign)(?![\w*])")


def _iter_emphasis_edits(text: str) -> Iterator[Edit]:
    for found in _EMPHASIS.finditer(text):
        size = len(found["sign"])
        yield Edit(found.start(), found.start() + size, "")
        yield Edit(found.end() - size, found.end(), "")


def _iter_quote_edits(text: str) -> Iterator[Edit]:
    for run in _QUOTED_LINES.finditer(text):
        lines = list(_QUOTED_LINE.finditer(text, run.start(), run.end()))
        said = [line for line in lines if line["words"].strip()]
        if not said:
            continue
        credit = said.pop() if len(said) > 1 and said[-1]["words"].startswith(_DASHES) else None
        opens, closes = choose_marks(run[0])
        if said[0]["words"].startswith(OPENING_MARKS):
            opens = closes = ""
        yield from _strip_signs(lines, opens, said)
        end = said[-1].start("words") + len(said[-1]["words"].rstrip())
        if credit is None:
            yield Edit(end, end, closes)
        else:
            yield Edit(end, credit.start("words"), closes + " ")


def _strip_signs(lines: list[re.Match[str]], opens: str, said: list[re.Match[str]]) -> Iterator[Edit]:
    """Leave out the signs, with an opening mark where a paragraph of the quotation begins."""
    begins = True
    for line in lines[: lines.index(said[-1]) + 1]:
        is_blank = not line["words"].strip()
        yield Edit(line.start("sign"), line.end("sign"), opens if begins and not is_blank else "")
        begins = is_blank
