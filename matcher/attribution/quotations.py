"""Quotations: marks paired into spans, spans joined into utterances.

Second stage of attribution, run on every document at import, so it looks at marks only and reads prose just in the
short stretch between two quotations of one paragraph. Invariants: quotations come in order of their start; those of
depth 0 do not overlap; every quotation lies inside one paragraph; no text ever makes it fail.

Non-goal: who speaks, and whether the words are anybody's at all (scare quotes), is for ``resolve.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from matcher.attribution.lexicon import REPORTING
from matcher.attribution.marks import CLOSES, EITHER, OPENS, Mark, find_marks


class Quotation(NamedTuple):
    """Words between quotation marks, in code points of the original text.

    A tuple and no dataclass, because import makes ten of them for every article and a frozen dataclass costs three
    times as much.

    ``start`` and ``end`` take in the marks (where there are any: a continued paragraph is never closed);
    ``inner_start`` and ``inner_end`` the words alone. ``depth`` is 0 for an outermost quotation. Parts of one
    utterance share ``utterance``, numbered from 0 in document order; nested quotations carry their outermost one's.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    utterance: int


# A quotation before utterances are known: start, end, inner start, inner end, depth, runs on to the next paragraph.
_Raw = tuple[int, int, int, int, int, bool]

# The longest reporting clause between two parts of an utterance, in code points. Titles and places make clauses of
# 150 ("…," Transport Minister X told reporters on the quay of …. "…"); beyond 300 it is narration.
MAX_CLAUSE = 300

_BLANK_LINE = re.compile(r"\n[ \t\r\u00a0]*\n\s*|\u2029")
_LINE_END = re.compile(r"\n\s*|\u2029")
# A sentence end within narration: a clause that goes on after one is more than a reporting clause. Initials and
# titles (“Mr. Pell”, “J. Hay”) are no sentence ends.
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr))(?<!\b(?:Mrs|Rev|Sen|Rep|Gov|Gen|Col|Hon|Lt))[.!?…]\s+(?=[^\W\d_])")
_FULL_STOPS = frozenset(".。")
_STOPS_WITH_CLAUSE = frozenset(",!?…—–-，、")


def find_quotations(text: str) -> list[Quotation]:
    """Find all quotations of a text, nested ones included.

    Odd or missing marks are recovered within their paragraph: a quotation that is never closed ends with its
    paragraph; one that was never opened begins with it.

    Parameters
    ----------
    text
        Original text, any length.

    Returns
    -------
        Quotations by start; at equal starts the outer one first.

    Notes
    -----
    Linear in the text and in the number of marks. Not guaranteed: that what is found was said by anybody.

    Examples
    --------
    >>> text = '“I saw it,” she said. “Twice.”'
    >>> [(text[q.inner_start:q.inner_end], q.utterance) for q in find_quotations(text)]
    [('I saw it,', 0), ('Twice.', 0)]
    """
    marks = find_marks(text)
    if not marks:
        return []
    breaks = find_paragraph_breaks(text)
    raw: list[_Raw] = []
    first, num_marks = 0, len(marks)
    while first < num_marks:
        paragraph = bisect_right(breaks, (marks[first].start, len(text)))
        begin = breaks[paragraph - 1][1] if paragraph else 0
        end = breaks[paragraph][0] if paragraph < len(breaks) else len(text)
        last = first
        while last < num_marks and marks[last].start < end:
            last += 1
        raw += _pair(text, marks[first:last], begin, end)
        first = max(last, first + 1)
    return _number(text, raw)


def find_paragraph_breaks(text: str) -> list[tuple[int, int]]:
    """Find the breaks between paragraphs, as spans of white space.

    Blank lines separate paragraphs; in a text that has none, each line is a paragraph unless the lines are wrapped.
    """
    breaks = [found.span() for found in _BLANK_LINE.finditer(text)]
    if not breaks and "\n" in text and not _is_wrapped(text):
        breaks = [found.span() for found in _LINE_END.finditer(text)]
    return breaks


def _is_wrapped(text: str) -> bool:
    """Tell whether line ends are a typewriter's: short lines, most of which stop in mid-sentence."""
    lines = text.split("\n", 200)[:200]  # 200 lines are proof enough, and keep this cheap on long texts.
    inside = sum(bool(line) and line.rstrip()[-1:] not in ".!?:\"”»“’" for line in lines[:-1])
    return max(map(len, lines[:-1])) <= 100 and inside * 2 > len(lines)


def _pair(text: str, marks: list[Mark], begin: int, end: int) -> list[_Raw]:
    """Pair the marks of one paragraph."""
    found: list[_Raw] = []
    stack: list[Mark] = []
    for position, mark in enumerate(marks):
        holder = _find_open(stack, mark.family)
        direction = mark.direction
        if direction == EITHER:
            direction = OPENS if holder < 0 else CLOSES
        if direction == OPENS:
            if holder >= 0 and not _nests(marks, position):
                _drop(text, stack, holder, mark.start, found)
            stack.append(mark)
        elif holder >= 0:
            if mark.family == "single" and _is_possessive(text, marks, position):
                continue
            del stack[holder + 1 :]
            found.append(_raw(text, stack.pop().start, mark.end, _mark_end(marks, found, text), len(stack)))
        elif not found and not stack and mark.family != "single" and text[mark.start - 1 : mark.start] in ",.!?…":
            found.append(_span(text, begin, mark.end, begin, mark.start, 0))
    if stack:
        _close_at_paragraph_end(text, stack, begin, end, found)
    found.sort(key=lambda raw: (raw[0], -raw[1]))
    return found
