"""Markdown in a draft's plain text: links, which look like an editor's brackets, quoted lines, and emphasis.

The signs of emphasis are no words, but between a quotation and its speaker they hide the one from the other. Only
drafts that come as text are read so: HTML has elements.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from matcher.draft.shortcodes import OPENING_MARKS, choose_marks
from matcher.draft.text import DraftText, Edit

# Addresses may have brackets in pairs, as encyclopaedias' do, and a title behind them.
_LINK: Final = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,500})\]\((?:https?://|mailto:|[/#])(?:[^\s()]|\([^\s()]{0,200}\)){0,2000}"
    r"(?:[ \t]+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\)"
)
# One to three stars, or underlines, at the outer edges of words: "a*b*c", "4* and 5*", "a_b_c" and "/_a_" have none.
_EMPHASIS: Final = re.compile(
    r"(?<![\w*])(?P<opens>\*{1,3})(?=[^\s*])(?P<words>[^*\n]{1,1000})(?<=[^\s*])(?P<closes>(?P=opens))(?![\w*])"
    r"|(?<![\w/])(?P<under>_{1,3})(?=[^\s_])(?P<lined>[^_\n]{1,1000})(?<=[^\s_])(?P<ends>(?P=under))(?!\w)"
)
_EMPHASIS_SIGNS: Final = "*_"
# A run of lines that begin with ">", and one such line: its sign, its words.
_QUOTED_LINES: Final = re.compile(r"^>[^\n]*(?:\n>[^\n]*)*", re.M)
_QUOTED_LINE: Final = re.compile(r"^(?P<sign>(?:>[ \t]?)+)(?P<words>[^\n]*)$", re.M)
_DASHES: Final = ("—", "–", "―", "--", "- ")


def read_markdown(draft: DraftText) -> DraftText:
    """Give the draft as it is read without the signs of links, quoted lines and emphasis. Linear."""
    text = draft.text
    edits = [*_iter_link_edits(text), *_iter_quote_edits(text)] if "](" in text or ">" in text else []
    if "*" in text or "_" in text:
        edits.extend(_iter_emphasis_edits(text, edits))
    return draft.rewritten(sorted(edits)) if edits else draft


def _iter_emphasis_edits(text: str, others: Sequence[Edit]) -> Iterator[Edit]:
    """Yield edits that drop both signs of each emphasis, unless one stands in what is dropped anyway: an address."""
    dropped = sorted((edit.start, edit.end) for edit in others)
    for found in _EMPHASIS.finditer(text):
        signs = found.span("opens" if found["opens"] else "under"), found.span("closes" if found["closes"] else "ends")
        if not any(_overlaps(dropped, start, end) for start, end in signs):
            yield from (Edit(start, end, "") for start, end in signs)


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of some spans, in order and apart, overlaps another."""
    k = bisect_left(spans, (end,)) - 1
    return k >= 0 and spans[k][1] > start


def _iter_link_edits(text: str) -> Iterator[Edit]:
    for link in _LINK.finditer(text):
        yield Edit(link.start(), link.start("words"), "")
        yield Edit(link.end("words"), link.end(), "")


def _iter_quote_edits(text: str) -> Iterator[Edit]:
    for run in _QUOTED_LINES.finditer(text):
        lines = list(_QUOTED_LINE.finditer(text, run.start(), run.end()))
        said = [line for line in lines if line["words"].strip()]
        if not said:
            continue
        credit = said.pop() if len(said) > 1 and said[-1]["words"].startswith(_DASHES) else None
        opens, closes = choose_marks(run[0])
        if said[0]["words"].lstrip(_EMPHASIS_SIGNS).startswith(OPENING_MARKS):
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
