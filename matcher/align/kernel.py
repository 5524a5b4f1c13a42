"""The compiled alignment of a quote's tokens with a window of a document.

Semi-global with affine gaps (Gotoh 1982): the quote is aligned whole, the window's ends are free. Matches weigh
what the word tells: a rare word ties the quote to the place, "the" hardly does, so that the alignment does not
stray to a far "the". Document gaps are dear to open and cheap to extend, because an omission is one event; inside a
reporting clause they cost next to nothing.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.kernels import kernel

MISMATCH: Final = -0.6  # below two half gaps, so that a replaced word stays one event
DOCUMENT_GAP_OPEN: Final = 1.2  # above a common word's weight: no gap is opened for a stray "the"
FREE_GAP_OPEN: Final = 0.3  # before a reporting clause
# A skipped word of the passage: twelve cost what a rare word is worth, so that the alignment does not leave out a
# clause to fetch a word or two behind it. A word of a reporting clause: forty cost less than one rare word.
SKIPPED: Final = 0.08
SKIPPED_FREE: Final = 0.01
QUOTE_GAP_OPEN: Final = -0.9
QUOTE_GAP_EXTEND: Final = -0.15
# Cells of one alignment: 4 M take about 25 ms. A larger window is cut.
MAX_CELLS: Final = 4_000_000
# Tokens looked at beyond the candidate's diagonals on either side: one long reporting clause (40 words) and a bit.
SLACK: Final = 48

NOWHERE: Final = -1e9  # the score of what cannot be

DIAGONAL: Final = 0
FROM_QUOTE_GAP: Final = 1
FROM_DOCUMENT_GAP: Final = 2
QUOTE_GAP_GOES_ON: Final = 4
DOCUMENT_GAP_GOES_ON: Final = 8
START: Final = 16


@kernel
def align_near(q, weights, tokens, starts, document_first, quotation_bounds, quotations, number, low, high):  # type: ignore[no-untyped-def]
    """Align a quote with document ``number`` round the diagonals ``low`` to ``high``.

    Parameters
    ----------
    q, weights : see ``align_window``
    tokens, starts, document_first, quotation_bounds, quotations : arrays of the segment

    Returns
    -------
    int64 (3, m): position aligned with each quote token, -1 for none; whether the very token stands there; and,
    first of the third row, the alignment's score in thousandths
    """
    m = q.shape[0]
    out = np.zeros((3, m), np.int64)
    slack = SLACK + min(m // 2, 4 * SLACK)
    first = max(np.int64(document_first[number]), low - slack)
    last = min(np.int64(document_first[number + 1]) - 1, high + m + slack)
    last = min(last, first + MAX_CELLS // (m + 1))
    if last <= first:
        out[0, :] = -1
        return out
    rows = quotations[quotation_bounds[number] : quotation_bounds[number + 1]]
    score, pairs = align_window(q, weights, tokens, first, _skips(starts[first:last], rows))
    out[2, 0] = np.int64(score * 1000)
    for i in range(m):
        out[0, i] = pairs[i]
        out[1, i] = pairs[i] >= 0 and tokens[pairs[i]] == q[i]
    return out


@kernel
def _skips(starts, rows):  # type: ignore[no-untyped-def]
    """Return what leaving out each token of a window costs: little between two quotations of one utterance."""
    skips = np.full(starts.shape[0], np.float32(SKIPPED), np.float32)
    for r in range(rows.shape[0] - 1):
        if rows[r, 4] != rows[r + 1, 4] or rows[r + 1, 2] <= starts[0] or rows[r, 3] > starts[-1]:
            continue
        for j in range(starts.shape[0]):
            if rows[r, 3] <= starts[j] < rows[r + 1, 2]:
                skips[j] = SKIPPED_FREE
    return skips


@kernel
def align_window(q, weights, tokens, begin, skips):  # type: ignore[no-untyped-def]
    """Align a quote with ``tokens[begin:begin + n]``.

    Parameters
    ----------
    q : uint32 (m,), token ids, 0 for words the segment does not hold
    weights : float32 (m,), what a match of each word is worth
    skips : float32 (n,), what leaving out each token of the window costs, ``SKIPPED`` or ``SKIPPED_FREE``

    Returns
    -------
    score : float, the alignment's score
    pairs : int64 (m,), position aligned with each quote token, -1 for none; equal or replaced
    """
    m, n = q.shape[0], skips.shape[0]
    moves = np.empty((m + 1, n + 1), np.uint8)
    best = np.zeros(n + 1, np.float32)  # best score ending at quote token i, window token j
    gap = np.full(n + 1, NOWHERE, np.float32)  # the same, ending in quote tokens without partner
    straight = np.full(n + 1, NOWHERE, np.float32)  # the same, ending in a pair of tokens
    skipped = np.empty(n + 1, np.float32)  # the same, ending in window tokens without partner
    window = tokens[begin : begin + n]
    openings = np.full(n, np.float32(DOCUMENT_GAP_OPEN), np.float32)
    for j in range(n):
        if skips[j] <= SKIPPED_FREE:
            openings[j] = FREE_GAP_OPEN
    moves[0, :] = START
    for i in range(1, m + 1):
        _fill_row(i, q[i - 1], weights[i - 1], window, skips, openings, best, gap, straight, skipped, moves[i])
    last = 0
    for j in range(1, n + 1):
        if best[j] > best[last]:
            last = j
    return best[last], _trace(moves, m, last, begin)


@kernel
def _fill_row(i, token, weight, window, skips, openings, best, gap, straight, skipped, moves):  # type: ignore[no-untyped-def]
    """Fill row ``i`` of ``best``, ``gap`` and ``straight`` from the row before.

    Loop after loop, for in all but one each cell is on its own, and the processor takes eight at once. Only a gap in
    the document goes on from the cell to the left. It opens behind a pair or a gap in the quote: behind another gap in
    the document it would be dearer than to go on with that.
    """
    size = best.shape[0]
    for j in range(1, size):
        opened = best[j] + np.float32(QUOTE_GAP_OPEN + QUOTE_GAP_EXTEND)
        extended = gap[j] + np.float32(QUOTE_GAP_EXTEND)
        gap[j] = extended if extended > opened else opened
        moves[j] = np.uint8(QUOTE_GAP_GOES_ON) if extended > opened else np.uint8(0)
    for j in range(1, size):
        here = window[j - 1]
        score = best[j - 1] + (weight if here == token and token != 0 else np.float32(MISMATCH))
        straight[j] = score if here != 0 else np.float32(NOWHERE)
    best[0] = gap[0] = QUOTE_GAP_OPEN + QUOTE_GAP_EXTEND * i
    moves[0] = FROM_QUOTE_GAP | (QUOTE_GAP_GOES_ON if i > 1 else 0)
    for j in range(1, size):
        before = gap[j - 1] if gap[j - 1] > straight[j - 1] else straight[j - 1]
        skipped[j] = before - openings[j - 1] - skips[j - 1]
    running = np.float32(NOWHERE)
    for j in range(1, size):
        extended = running - skips[j - 1]
        goes_on = extended > skipped[j]
        running = extended if goes_on else skipped[j]
        skipped[j] = running
        moves[j] |= np.uint8(DOCUMENT_GAP_GOES_ON) if goes_on else np.uint8(0)
    # Ties prefer the diagonal, then a gap in the document, which keeps gaps late and spans short.
    for j in range(1, size):
        score = skipped[j] if skipped[j] > straight[j] else straight[j]
        source = np.uint8(FROM_DOCUMENT_GAP) if skipped[j] > straight[j] else np.uint8(DIAGONAL)
        moves[j] |= np.uint8(FROM_QUOTE_GAP) if gap[j] > score else source
        best[j] = gap[j] if gap[j] > score else score


@kernel
def _trace(moves, m, last, begin):  # type: ignore[no-untyped-def]
    pairs = np.full(m, -1, np.int64)
    i, j = m, last
    while i > 0:
        move = moves[i, j]
        if move & FROM_QUOTE_GAP:
            going = True
            while going and i > 0:
                going = (moves[i, j] & QUOTE_GAP_GOES_ON) != 0
                i -= 1
        elif move & FROM_DOCUMENT_GAP:
            going = True
            while going and j > 0:
                going = (moves[i, j] & DOCUMENT_GAP_GOES_ON) != 0
                j -= 1
        else:
            i -= 1
            j -= 1
            pairs[i] = begin + j
    return pairs
