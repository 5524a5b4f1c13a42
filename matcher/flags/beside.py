"""What stands beside a passage, found by one compiled walk over the index's own tokens (see ``surroundings``)."""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.kernels import kernel
from matcher.view import SENTENCE_REACH
from matcher.wordclasses import (
    ARTICLE,
    ARTICLED,
    BREAKS,
    COMPLETES,
    INVERTS,
    LIMITED,
    LIMITS,
    LINK,
    MINUS,
    NEGATES,
    PART,
    PERCENT,
    QUALIFIES_AFTER,
    QUALIFIES_BEFORE,
    RELAYS,
    SCALE,
    TAKES_BACK,
    UNREAL,
    VALUE,
)

# What ``look_around`` answers for a position or row that is not there, and for a row that covers only a part.
NONE: Final = -1
PARTLY: Final = -2
LONG_TOKEN: Final = 255  # a stored length that means "this or more"
AMOUNT: Final = VALUE | SCALE | PART
# Words of a passage, before it and behind it that ``qualifiers`` looks at.
UNREAL_REACH: Final = 4
RELAYED_REACH: Final = 7
TAKEN_BACK_REACH: Final = 4
# Words among which a denial that holds a passage stands before it; text without marks would have it hold a page.
DENIED_REACH: Final = 32
# Words behind a passage among which a negation that ends its clause is looked for: "| in diesem Jahr wohl nicht".
BEHIND_REACH: Final = 6
MAX_LINKS: Final = 3  # words between two parts of an amount: "a quarter of a million", "three out of every ten"


@kernel
def look_around(tokens, starts, lengths, classes, quotations, turns, is_spoken, low, first, last, end):  # type: ignore[no-untyped-def]
    """Look at where a passage lies and at the words beside it.

    Parameters
    ----------
    tokens, starts, lengths : arrays of the segment
    classes : uint32 (v + 1,), see ``wordclasses.classes_of``
    quotations, turns : uint32 (q, 5) and (t, 5), of the document
    is_spoken : whether the whole document is somebody's speech
    low, end : positions of the document, half-open
    first, last : positions of the passage, inclusive

    Returns
    -------
    begin, stop : code points of the passage, half-open; ``stop`` is ``NONE`` where the last token is a long one
    quotation, turn : row that covers the passage, ``NONE`` or ``PARTLY``
    cuts_number, cuts_scale, cuts_article : see ``look_at_numbers``
    negation : position of the nearest denying word within reach before the passage with no conjunction in between
        that breaks its hold, or ``NONE``
    before, after : positions of the nearest qualifying words, or ``NONE``; looked for only where somebody speaks
    denies_behind : whether one of the few words behind the passage may deny
    """
    begin = np.int64(starts[first])
    stop = np.int64(starts[last]) + lengths[last]
    quotation = _covering(quotations, 2, 3, begin, stop)
    turn = _covering(turns, 0, 1, begin, stop)
    cuts_number, cuts_scale, cuts_article = look_at_numbers(tokens, classes, low, first, last, end)
    if lengths[last] == LONG_TOKEN:
        stop, quotation, turn = np.int64(NONE), np.int64(PARTLY), np.int64(PARTLY)
    is_said = is_spoken or quotation != NONE or turn != NONE
    negation, before, after = _turning(tokens, starts, classes, is_said, low, first, last, end)
    denies_behind = _has_class(tokens, classes, last + 1, min(last + 1 + BEHIND_REACH, end), NEGATES)
    return begin, stop, quotation, turn, cuts_number, cuts_scale, cuts_article, negation, before, after, denies_behind


@kernel
def look_at_numbers(tokens, classes, low, first, last, end):  # type: ignore[no-untyped-def]
    """Tell whether a passage's edge may stand inside an amount, and whether it does between a number and its scale, or
    behind the article of a quantity.

    "five" of "twenty-five", "a million" of "a million and a half", "6" of "minus 6" and "thousands" of "hundreds of
    thousands" are other values; "15" of "15 million" is cut short, and "few" of "a few" says less. Errs on the side of
    yes about amounts; ``diff.widen_numbers`` reads them.

    Parameters
    ----------
    tokens, classes, low, first, last, end : as for ``look_around``
    """
    left = classes[tokens[first - 1]] if first > low else np.uint32(0)
    right = classes[tokens[last + 1]] if last + 1 < end else np.uint32(0)
    head, tail = classes[tokens[first]], classes[tokens[last]]
    # Of "a million and a half", "tres puntos y medio" and "14 h 30" words stand between the parts, but no percent.
    ends_near = not right & PERCENT and (tail & (VALUE | SCALE) or (last > first and classes[tokens[last - 1]] & VALUE))
    goes_on = right
    for p in range(last + 2, min(last + 4, end)):
        goes_on |= classes[tokens[p]]
    farther = classes[tokens[first - 2]] if first - 1 > low else np.uint32(0)
    begins_within = left & (MINUS | VALUE) or farther & (VALUE | SCALE)
    cuts_scale = (head & SCALE and left & VALUE) or (tail & VALUE and right & SCALE)
    cuts_number = (
        (head & VALUE and begins_within)
        or (ends_near and goes_on & VALUE)
        or (tail & SCALE and right & SCALE and not right & PERCENT)
    )
    if not cuts_number and left and (head & AMOUNT or (head & LINK and first < last)):
        is_amount = head & AMOUNT or classes[tokens[first + 1]] & AMOUNT
        cuts_number = is_amount and _is_linked(tokens, classes, first - 1, -1, low, end, bool(cuts_scale))
    if not cuts_number and right and tail & AMOUNT:
        cuts_number = _is_linked(tokens, classes, last + 1, 1, low, end, bool(cuts_scale))
    return bool(cuts_number), bool(cuts_scale), bool(head & ARTICLED and left & ARTICLE)


@kernel
def _is_linked(tokens, classes, p, step, low, end, cuts_scale):  # type: ignore[no-untyped-def]
    """Tell whether from position p on, after words that link amounts, another part of an amount stands."""
    num_links = 0
    while low <= p < end and num_links < MAX_LINKS and classes[tokens[p]] & LINK and not classes[tokens[p]] & AMOUNT:
        p += step
        num_links += 1
    if not low <= p < end or (num_links == 0 and cuts_scale):
        return False
    return classes[tokens[p]] & (AMOUNT | MINUS) != 0


@kernel
def _covering(rows, start, end, begin, stop):  # type: ignore[no-untyped-def]
    """Return the row whose columns ``start`` and ``end`` cover a span; rows ascend and do not overlap."""
    a, b = np.int64(0), np.int64(rows.shape[0])
    while a < b:
        middle = (a + b) // 2
        if rows[middle, start] <= begin:
            a = middle + 1
        else:
            b = middle
    k = a - 1
    if k >= 0 and stop <= rows[k, end]:
        return k
    if (k >= 0 and begin < rows[k, end]) or (a < rows.shape[0] and rows[a, start] < stop):
        return np.int64(PARTLY)
    return np.int64(NONE)


@kernel
def _turning(tokens, starts, classes, is_said, low, first, last, end):  # type: ignore[no-untyped-def]
    """Return the last three answers of ``look_around``."""
    negation, before, after = NONE, NONE, NONE
    holds = True
    nearest = starts[first]
    limits = is_said and first > low and classes[tokens[first - 1]] & LIMITS
    if limits and classes[tokens[first]] & (AMOUNT | LINK | LIMITED):
        before = first - 1
    # "Two of | the crews".
    elif is_said and first > low + 1 and classes[tokens[first - 1]] & LINK and classes[tokens[first - 2]] & VALUE:
        before = first - 2
    is_unreal = is_said and _has_class(tokens, classes, first, min(first + UNREAL_REACH, last + 1), UNREAL)
    p = first - 1
    while p >= low and starts[p] + SENTENCE_REACH >= nearest and (holds or (is_said and before == NONE)):
        c = classes[tokens[p]]
        if holds and c & NEGATES:
            negation, holds = p, False
        elif holds and (c & BREAKS or first - p > DENIED_REACH):
            # "Anything but" denies what follows, and so do "not because" and "no one but".
            if c & BREAKS and first - p <= DENIED_REACH:
                if p > low and classes[tokens[p - 1]] & NEGATES:
                    negation = p - 1
                elif p > low + 1 and classes[tokens[p - 2]] & NEGATES:
                    negation = p - 2
            holds = False
        if is_said and before == NONE and _qualifies(c, first - p, is_unreal):
            before = p
        p -= 1
    farthest = starts[last] + SENTENCE_REACH
    p = last + 1
    while is_said and p < end and starts[p] <= farthest and after == NONE:
        c = classes[tokens[p]]
        if (
            c & QUALIFIES_AFTER
            or (c & TAKES_BACK and p - last <= TAKEN_BACK_REACH)
            or (c & COMPLETES and p == last + 1)
        ):
            after = p
        p += 1
    return negation, before, after


@kernel
def _qualifies(c, distance, is_unreal):  # type: ignore[no-untyped-def]
    """Tell whether a word of class c so far before a passage may qualify it."""
    return c & QUALIFIES_BEFORE or (c & RELAYS and distance <= RELAYED_REACH) or (c & INVERTS and is_unreal)


@kernel
def _has_class(tokens, classes, start, stop, wanted):  # type: ignore[no-untyped-def]
    """Tell whether a token at positions [start, stop) has a wanted class."""
    found = False
    for p in range(start, stop):
        found |= classes[tokens[p]] & wanted != 0
    return found


@kernel
def has_class_beside(tokens, starts, classes, low, first, last, end, span_start, span_end, reach, wanted):  # type: ignore[no-untyped-def]
    """Tell whether a word of a wanted class begins within ``reach`` code points of a span that holds a passage.

    Parameters
    ----------
    low, first, last, end : as for ``look_around``
    span_start, span_end : code points of the document, half-open, round the passage
    """
    p = first
    while p >= low and starts[p] + reach >= span_start:
        if starts[p] < span_start and classes[tokens[p]] & wanted:
            return True
        p -= 1
    p = last
    while p < end and starts[p] < span_end + reach:
        if starts[p] >= span_end and classes[tokens[p]] & wanted:
            return True
        p += 1
    return False
