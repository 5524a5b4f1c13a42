"""Windows: how much of a document is read to name a speaker.

An article is read whole. A long document is read in stretches, each with its head, where people are introduced, and
what stands before and after, so that one speaker costs no more in a book than in an article. Windows depend on the
document alone: resolving one of them, some, or all gives the same speakers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.attribution.structure.quotations import Quotation

# All in code points. Four news articles in five are shorter than MAX_WHOLE and are read in one piece;
# the least that names as many speakers right as reading everything does.
MAX_WHOLE = 7_000
# People are introduced within the first paragraphs and, a second time, within some paragraphs of what they say.
HEAD = 1_500
LEAD = 2_500
# A speaker named only after the quotation is named in its paragraph or the next.
TAIL = 1_000
# Quotations that share a window begin within this stretch: larger ones are read less often and cost more to read.
STRETCH = 2_000

Break = tuple[int, int]


@dataclass(init=False, unsafe_hash=True, slots=True)
class Window:
    """A part of a document to be read as if it were all.

    ``quotations`` are all in it, ``own`` the numbers (first, one after last) among them of those whose speakers it
    gives; ``breaks`` its paragraph breaks, of which one stands for all that is left out; ``end`` its end.
    """

    quotations: tuple[Quotation, ...]
    own: tuple[int, int]
    breaks: tuple[Break, ...]
    end: int

    def __init__(
        self, quotations: tuple[Quotation, ...], own: tuple[int, int], breaks: tuple[Break, ...], end: int
    ) -> None:
        self.quotations = quotations
        self.own = own
        self.breaks = breaks
        self.end = end


def divide(size: int, quotations: Sequence[Quotation]) -> list[int]:
    """Divide the outermost quotations of a text of ``size`` code points among windows.

    Returns
    -------
        The number of each window's first own quotation, in order.
    """
    if not quotations:
        return []
    firsts = [0]
    if size > MAX_WHOLE:
        for number in range(1, len(quotations)):
            if _divides(quotations[firsts[-1]], quotations[number - 1], quotations[number]):
                firsts.append(number)
    return firsts


def _divides(first: Quotation, before: Quotation, after: Quotation) -> bool:
    """Tell whether a stretch that begins with ``first`` ends before ``after``: parts of an utterance stay together."""
    distance = after.start - first.start
    return distance > STRETCH and (after.utterance != before.utterance or distance > 2 * STRETCH)


def cut_window(text: str, quotations: Sequence[Quotation], breaks: Sequence[Break], first: int, last: int) -> Window:
    """Cut the window of the quotations ``first`` to ``last`` (exclusive), at paragraph breaks where they are near.

    Notes
    -----
    A window has at most about ``2 * (HEAD + LEAD + STRETCH + TAIL)`` code points, but for quotations that are longer
    themselves.
    """
    if len(text) <= MAX_WHOLE:
        return Window(tuple(quotations), (first, last), tuple(breaks), len(text))
    low = _break_before(breaks, quotations[first].start - LEAD, LEAD)
    end = _break_after(breaks, quotations[last - 1].end + TAIL, TAIL, len(text))
    head = _break_after(breaks, HEAD, HEAD, len(text))
    if low <= head:
        head = low = 0
    introduced = quotations[: bisect_right(quotations, head, key=_end_of)]
    from_low = bisect_left(quotations, low, key=_start_of)
    near = quotations[from_low : bisect_right(quotations, end, key=_end_of)]
    kept = breaks[bisect_left(breaks, (low, 0)) : bisect_right(breaks, end, key=_break_end)]
    if low:
        kept = [*breaks[: bisect_right(breaks, head, key=_break_end)], (head, low), *kept]
    own = len(introduced) + first - from_low
    return Window((*introduced, *near), (own, own + last - first), tuple(kept), end)


def _start_of(quotation: Quotation) -> int:
    return quotation.start


def _end_of(quotation: Quotation) -> int:
    return quotation.end


def _break_end(one: Break) -> int:
    return one[1]


def _break_before(breaks: Sequence[Break], place: int, reach: int) -> int:
    """End of the last break before a place, or the place itself where none is near."""
    k = bisect_right(breaks, (place, place)) - 1
    return max(breaks[k][1] if k >= 0 and place - breaks[k][1] <= reach else place, 0)


def _break_after(breaks: Sequence[Break], place: int, reach: int, size: int) -> int:
    """Start of the first break after a place, or the place itself where none is near; at most ``size``."""
    k = bisect_left(breaks, (place, place))
    near = k < len(breaks) and breaks[k][0] - place <= reach
    return min(breaks[k][0] if near else place, size)
