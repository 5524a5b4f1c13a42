"""Markdown in a draft's plain text: links, which look like an editor's brackets, images, quoted lines, emphasis, and
what is struck out.

The signs of emphasis are no words, but between a quotation and its speaker they hide the one from the other. Words that
are struck out are not said (“We will ~~not~~ pay”). Only drafts that come as text are read so: HTML has elements.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from matcher.draft.shortcodes import OPENING_MARKS, choose_marks
from matcher.draft.text import DraftText, Edit

# Addresses may have brackets in pairs, as encyclopaedias' do, and a title behind them. One within the site is known by
# its slash or by what ends it (dues.html): other words in brackets behind a bracket are an editor's.
_TITLE: Final = r"(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}')"
_LINK: Final = re.compile(
    r"\[(?P<words>[^\[\]\n]{0,500})\]\((?:<[^<>\n]{1,2000}>|"
    r"(?:https?://|mailto:|[/#]|\.{1,2}/|[A-Za-z][\w-]{0,99}/|(?=[\w-]{1,100}\.[a-z]{2,5}[)?#\s]))"
    r"(?:[^\s()]|\([^\s()]{0,200}\)){0,2000})"
    rf"(?:[ \t]+{_TITLE})?\)"
)
# A link whose address stands in a line of its own: [words][label], [words][] or [words]. Signs of notes are none, nor
# is the label of a turn ("[Venn]: Yes.").
_LABELLED: Final = re.compile(r"\[(?P<words>[^\[\]\n^][^\[\]\n]{0,499})\](?:\[(?P<label>[^\[\]\n]{0,100})\])?")
_ADDRESS: Final = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\n^][^\[\]\n]{0,99})\]:[ \t]*(?:<[^<>\n]{1,2000}>|"
    rf"(?=\S{{0,2000}}(?:[/#@]|\.[a-z]{{2}}))\S{{1,2000}})(?:[ \t]+{_TITLE})?[ \t]*$",
    re.M,
)
# Two tildes at the outer edges of words.
_STRUCK: Final = re.compile(r"(?<!~)~~(?=[^\s~])[^~\n]{1,1000}(?<=[^\s~])~~(?!~)")
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
    if "]:" in text:
        edits.extend(_without_overlaps(edits, _iter_labelled_edits(text)))
    if "*" in text or "_" in text:
        edits.extend(_without_overlaps(edits, _iter_emphasis_edits(text)))
    if "~~" in text:
        edits = _strike(text, edits)
    return draft.rewritten(sorted(edits)) if edits else draft


def _iter_emphasis_edits(text: str) -> Iterator[tuple[Edit, Edit]]:
    """Yield edits that drop both signs of each emphasis."""
    for found in _EMPHASIS.finditer(text):
        opens, closes = ("opens", "closes") if found["opens"] else ("under", "ends")
        yield Edit(*found.span(opens), ""), Edit(*found.span(closes), "")


def _iter_labelled_edits(text: str) -> Iterator[tuple[Edit, Edit]]:
    """Yield edits that drop both ends of each link whose label has an address, and those of the address's line."""
    addresses = list(_ADDRESS.finditer(text))
    labels = {address["label"].casefold() for address in addresses}
    for address in addresses:
        yield Edit(address.start(), address.end("label"), ""), Edit(address.end("label"), address.end(), "")
    lines = {address.start("label") - 1 for address in addresses}
    for link in _LABELLED.finditer(text):
        if link.start() not in lines and (link["label"] or link["words"]).casefold() in labels:
            yield _read_link(link)


def _read_link(link: re.Match[str]) -> tuple[Edit, Edit]:
    """Give the edits that leave a link's words alone, and nothing of an image: what describes it is no text."""
    if link.string.startswith("!", link.start() - 1) and link.start() > 0:
        return Edit(link.start() - 1, link.start(), ""), Edit(link.start(), link.end(), "")
    return Edit(link.start(), link.start("words"), ""), Edit(link.end("words"), link.end(), "")


def _without_overlaps(others: Sequence[Edit], pairs: Iterable[tuple[Edit, Edit]]) -> list[Edit]:
    """Give both edits of each pair unless one stands in what is dropped anyway, such as an address."""
    taken = sorted((edit.start, edit.end) for edit in others)
    kept: list[Edit] = []
    for pair in pairs:
        if not any(_overlaps(taken, edit.start, edit.end) for edit in pair):
            kept.extend(pair)
    return kept


def _strike(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Give the edits with those that drop what is struck out, in place of those within it."""
    taken = sorted((edit.start, edit.end) for edit in edits)
    struck = [
        (start, end)
        for start, end in (found.span() for found in _STRUCK.finditer(text))
        if not (_overlaps(taken, start, start + 2) or _overlaps(taken, end - 2, end))
    ]
    outside = [edit for edit in edits if not _overlaps(struck, edit.start, edit.start + 1)]
    return [*outside, *(Edit(start, end, "") for start, end in struck)]


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether one of some spans, in order and apart, overlaps another."""
    k = bisect_left(spans, (end,)) - 1
    return k >= 0 and spans[k][1] > start


def _iter_link_edits(text: str) -> Iterator[Edit]:
    for link in _LINK.finditer(text):
        yield from _read_link(link)


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
