"""Quotations: marks paired into spans, spans joined into utterances.

Second stage of attribution, run on every document at import, so it looks at marks only and reads prose just
in the short stretch between two quotations of one paragraph. Invariants: quotations come in order of their
start; those of depth 0 do not overlap; every quotation lies inside one paragraph; no text ever makes it fail.

Non-goal: who speaks, and whether the words are anybody's at all (scare quotes), is for ``resolve.py``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from matcher.attribution.structure.clauses import RawQuotation, continues, find_forgotten_close
from matcher.attribution.structure.dashes import find_dash_quotations, has_dashed_paragraph, may_have_dashed_paragraph
from matcher.attribution.structure.marks import CLOSES, EITHER, GLYPHS, OPENS, Mark, find_marks


class Quotation(NamedTuple):
    """Words between quotation marks, in code points of the original text.

    A tuple and no dataclass, because import makes ten of them for every article and a frozen dataclass costs
    three times as much.

    ``start`` and ``end`` take in the marks (where there are any: a continued paragraph is never closed);
    ``inner_start`` and ``inner_end`` the words alone. ``depth`` is 0 for an outermost quotation. Parts of one
    utterance share ``utterance``, numbered from 0 in document order; nested quotations carry their outermost
    one's.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    utterance: int


# Lines longer than this, in code points, were not broken by a typewriter or a mail program.
MAX_WRAPPED = 100

# A literal first character lets the scanner hop from one line end to the next.
_BLANK_LINE = re.compile(r"\n[ \t\r\u00a0]*\n\s*")
_LINE_END = re.compile(r"\n\s*")


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
    if not marks and not may_have_dashed_paragraph(text):
        return []  # half of all documents
    breaks = find_paragraph_breaks(text)
    is_dashed = has_dashed_paragraph(text, breaks)
    raw: list[RawQuotation] = []
    first, num_marks, paragraph = 0, len(marks), 0
    while first < num_marks:
        while paragraph < len(breaks) and breaks[paragraph][0] <= marks[first].start:
            paragraph += 1
        begin = breaks[paragraph - 1][1] if paragraph else 0
        end = breaks[paragraph][0] if paragraph < len(breaks) else len(text)
        last = first + 1
        while last < num_marks:
            if marks[last].start >= end:
                if not _spans_line(text, marks, last, breaks, paragraph):
                    break
                paragraph += 1
                end = breaks[paragraph][0] if paragraph < len(breaks) else len(text)
            last += 1
        _pair(text, marks[first:last], (begin, end, paragraph), raw)
        first = last
    if not is_dashed:
        return _number(text, raw, ())
    dashed, resumed = find_dash_quotations(text, breaks, raw)
    return _number(text, raw + dashed, resumed)


def _spans_line(text: str, marks: list[Mark], next_mark: int, breaks: list[tuple[int, int]], paragraph: int) -> bool:
    """Tell whether the quotation open at a line's end is closed in the next line: the line end is then none."""
    before, after = marks[next_mark - 1], marks[next_mark]
    if before.direction != OPENS or after.direction != CLOSES or before.family != after.family:
        return False
    start, end = breaks[paragraph]
    next_end = breaks[paragraph + 1][0] if paragraph + 1 < len(breaks) else len(text)
    return after.start < next_end and text.count("\n", start, end) == 1


def find_paragraph_breaks(text: str) -> list[tuple[int, int]]:
    """Find the breaks between paragraphs, as spans of white space.

    A blank line always separates paragraphs; a single line end does unless the lines are wrapped.
    """
    num_lines = text.count("\n")
    if not num_lines:
        return []
    breaks = [found.span() for found in _BLANK_LINE.finditer(text)]
    # A break has two line ends or more, so twice the breaks is the least that they can hold.
    if num_lines == 2 * len(breaks) or not _has_line_end_beside(text, breaks):
        return breaks
    return breaks if _is_wrapped(text) else [found.span() for found in _LINE_END.finditer(text)]


def _has_line_end_beside(text: str, breaks: list[tuple[int, int]]) -> bool:
    """Tell whether a line ends outside the breaks; where one does, it is seldom far from the start."""
    last = 0
    for start, end in breaks:
        if text.find("\n", last, start) >= 0:
            return True
        last = end
    return text.find("\n", last) >= 0


def _is_wrapped(text: str) -> bool:
    """Tell whether line ends are a typewriter's: short lines, most of which stop in mid-sentence."""
    lines = text.split("\n", 400)[:400]  # 400 lines are proof enough, and keep this cheap on long texts.
    following = lines[1:]
    # One long line settles it, and most texts that are not wrapped have one near their start.
    for one, after in zip(lines, following, strict=False):
        if len(one) > MAX_WRAPPED and not (one.isspace() or after.isspace() or not after):
            return False
    # A headline in capitals ends where it ends.
    pairs = ((one, after) for one, after in zip(lines, following, strict=False) if one.strip() and after.strip())
    followed = [one for one, after in pairs if after.isupper() or not one.isupper()]
    inside = sum([one.rstrip()[-1] not in '.!?:"”»“’' for one in followed])
    return inside * 2 > len(followed)


def _pair(text: str, marks: list[Mark], paragraph: tuple[int, int, int], raw: list[RawQuotation]) -> None:
    """Pair the marks of one paragraph (begin, end, number) and append what they enclose to ``raw``."""
    number = paragraph[2]
    num_before = len(raw)
    stack: list[Mark] = []
    position, num_marks = 0, len(marks)
    is_nest = num_marks > 2 and _is_nest(text, marks, paragraph[1])
    while position < num_marks:
        mark = marks[position]
        if not stack and position + 1 < num_marks and _closes_at_once(mark, marks[position + 1]):
            after = marks[position + 1]
            raw.append(_span(text, mark.start, after.end, mark.end, after.start, number))
            position += 2  # Nine quotations in ten: opened, closed, nothing between.
            continue
        _take(text, marks, position, stack, number, raw, is_nest=is_nest)
        if not stack and len(raw) == num_before and _was_never_opened(text, mark):
            raw.append(_span(text, paragraph[0], mark.end, paragraph[0], mark.start, number))
        position += 1
    if stack:
        _close_at_paragraph_end(text, stack, paragraph, raw)


def _closes_at_once(mark: Mark, after: Mark) -> bool:
    """Tell a mark that opens and is closed by the very next one. Single marks may be apostrophes: not so
    fast.
    """
    if mark.family != after.family or mark.family == "single":
        return False
    return mark.direction != CLOSES and after.direction != OPENS and mark.direction + after.direction != 2 * EITHER


def _is_nest(text: str, marks: list[Mark], end: int) -> bool:
    """Tell a paragraph whose first quotation holds all the others, which stand in the same marks.

    It closes behind the last of them, or with the paragraph at ``end`` where the next one re-opens it: so statements of
    several paragraphs quote. A mark that was forgotten, behind a sentence or in “We go, she said, makes no nest.
    """
    first = marks[0]
    if first.direction != OPENS:
        return False
    inner = [mark for mark in marks[1:] if mark.family == first.family]
    if len(inner) < 2 or inner[0].direction != OPENS:
        return False
    second, depth = inner[0], 1
    for mark in inner:
        if depth == 0 or mark.direction == EITHER:
            return False
        depth += 1 if mark.direction == OPENS else -1
        if depth > 2:
            return False
    if depth == 0:
        return True
    if depth != 1 or text[end : end + 8].lstrip()[:1] != text[first.start]:
        return False
    is_finished = text[first.end : second.start].rstrip()[-1:] in (".", "!", "?", "…")
    return not is_finished and find_forgotten_close(text, first.end, second.start, resumes=True) == second.start


def _take(
    text: str,
    marks: list[Mark],
    position: int,
    stack: list[Mark],
    number: int,
    raw: list[RawQuotation],
    *,
    is_nest: bool,
) -> None:
    """Take the next mark: open a quotation, close one, or let the mark be; see ``_is_nest``."""
    mark = marks[position]
    holder = _find_open(stack, mark.family)
    direction = mark.direction
    if direction == EITHER:
        direction = OPENS if holder < 0 else CLOSES
    if direction == OPENS:
        is_inner = is_nest and holder >= 0 and stack[holder] is marks[0]
        if holder >= 0 and not is_inner and not _nests(text, marks, position, stack[holder]):
            _abandon(text, stack, holder, mark.start, number, raw)
        stack.append(mark)
    elif holder >= 0 and not (mark.family == "single" and _is_possessive(text, marks, position)):
        raw.append(_span(text, stack[holder].start, mark.end, stack[holder].end, mark.start, number))
        del stack[holder:]


def _abandon(text: str, stack: list[Mark], holder: int, end: int, number: int, raw: list[RawQuotation]) -> None:
    """End a quotation that was never closed where the next one begins."""
    opening = stack[holder]
    close = end if _goes_on(text, opening, raw) else find_forgotten_close(text, opening.end, end, resumes=True)
    start, stop, inner_start, inner_end, _, _ = _span(text, opening.start, close, opening.end, close, number)
    raw.append((start, stop, inner_start, inner_end, number, "\n" in text[stop:end]))
    del stack[holder:]


def _goes_on(text: str, opening: Mark, raw: list[RawQuotation]) -> bool:
    """Tell the next paragraph of a quotation, in which a reporting clause is part of what is quoted."""
    return bool(raw) and raw[-1][5] and not text[raw[-1][1] : opening.start].strip()


def _find_open(stack: list[Mark], family: str) -> int:
    """Index of the innermost open mark of a family, or -1. Six families bound the depth worth looking at."""
    for index in range(len(stack) - 1, max(-1, len(stack) - 7), -1):
        if stack[index].family == family:
            return index
    return -1


def _nests(text: str, marks: list[Mark], position: int, opening: Mark) -> bool:
    """Tell a nested opening from a forgotten close: two closing marks of the family have to follow.

    A mark at the start of a line re-opens what the line before left open. Where a straight mark has opened at the start
    of a line and curly ones follow, one closing mark is enough: block quotations are set so whose paragraphs are
    re-opened and not closed, and whose own quotations keep the marks that they came with.

    Looking two marks ahead keeps the time linear; a deeper nest of one and the same mark does not occur in
    prose.
    """
    start, _, family, _ = marks[position]
    if text[start - 1 : start] == "\n":
        return False
    following = [mark.direction for mark in marks[position + 1 : position + 5] if mark.family == family]
    is_block = (
        text[opening.start] == '"' and text[start] == "“" and text[opening.start - 1 : opening.start] in ("", "\n")
    )
    return following[:2] == [CLOSES, CLOSES] or (is_block and following[:1] == [CLOSES])


def _is_possessive(text: str, marks: list[Mark], position: int) -> bool:
    """Tell the apostrophe in “the players’ union” from a mark that closes: another one closes later."""
    start = marks[position].start
    if text[start - 1 : start] not in "sSzZxX" or text[start + 1 : start + 2] != " ":
        return False
    after = marks[position + 1 : position + 2]
    return bool(after) and after[0].family == "single" and after[0].direction != OPENS


def _was_never_opened(text: str, mark: Mark) -> bool:
    """Tell a mark that closes speech, whose opening mark was lost, from a stray one: punctuation stands
    before it.
    """
    return mark.family in ("double", "guillemet") and text[mark.start - 1 : mark.start] in (
        ",",
        ".",
        "!",
        "?",
        "…",
    )


def _close_at_paragraph_end(
    text: str, stack: list[Mark], paragraph: tuple[int, int, int], raw: list[RawQuotation]
) -> None:
    """End the outermost open quotation with its paragraph.

    A single mark must prove that it is no apostrophe: it stands at the paragraph's start, or the next
    paragraph re-opens with one.
    """
    begin, end, number = paragraph
    for mark in stack:
        following = text[end : end + 8].lstrip()[:1]
        if mark.family != "single" or mark.start == begin or following in ("‘", "'"):
            is_block = following in GLYPHS or _goes_on(text, mark, raw)
            close = end if is_block else find_forgotten_close(text, mark.end, end, resumes=False)
            start, stop, inner_start, inner_end, _, _ = _span(text, mark.start, close, mark.end, close, number)
            raw.append((start, stop, inner_start, inner_end, number, close == end))
            return


def _span(text: str, start: int, end: int, inner_start: int, inner_end: int, number: int) -> RawQuotation:
    """Build a raw quotation, white space trimmed from its inside (French) and from an end without a mark."""
    if inner_end == end:
        while end > start and text[end - 1].isspace():
            end -= 1
        inner_end = end
    if inner_start < inner_end and (text[inner_start].isspace() or text[inner_end - 1].isspace()):
        inner = text[inner_start:inner_end]
        inner_start += len(inner) - len(inner.lstrip())
        inner_end = max(inner_start, inner_start + len(inner.strip()))
    return start, end, inner_start, inner_end, number, False


def _number(text: str, raw: list[RawQuotation], resumed: Collection[int]) -> list[Quotation]:
    """Give depths and utterances to raw quotations; those that start at ``resumed`` go on with the one before."""
    raw.sort(key=lambda span: (span[0], -span[1]))
    quotations: list[Quotation] = []
    ends: list[int] = []
    utterance = -1
    before: RawQuotation | None = None
    for span in raw:
        start, end, inner_start, inner_end, _, _ = span
        while ends and ends[-1] <= start:
            ends.pop()
        if not ends:
            if before is None or not (start in resumed or continues(text, before, span)):
                utterance += 1
            before = span
        quotations.append(Quotation(start, end, inner_start, inner_end, len(ends), utterance))
        ends.append(end)
    return quotations
