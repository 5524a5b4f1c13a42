"""The compiled alignment of a quote's tokens with a window of a document.

Semi-global with affine gaps (Gotoh 1982): the quote is aligned whole, the window's ends are free. Matches weigh
what the word tells: a rare word ties the quote to the place, "the" hardly does, so that the alignment does not
stray to a far "the". Document gaps are dear to open and cheap to extend, because an omission is one event; inside a
reporting clause they cost next to nothing.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

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

DIAGONAL: Final = 0
FROM_QUOTE_GAP: Final = 1
FROM_DOCUMENT_GAP: Final = 2
QUOTE_GAP_GOES_ON: Final = 4
DOCUMENT_GAP_GOES_ON: Final = 8
START: Final = 16


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
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
    gap = np.full(n + 1, -1e9, np.float32)  # the same, ending in quote tokens without partner
    moves[0, :] = START
    for i in range(1, m + 1):
        diagonal = best[0]
        gap[0] = QUOTE_GAP_OPEN + QUOTE_GAP_EXTEND * i
        best[0] = gap[0]
        moves[i, 0] = FROM_QUOTE_GAP | (QUOTE_GAP_GOES_ON if i > 1 else 0)
        running = np.float32(-1e9)  # ending in window tokens without partner
        weight = weights[i - 1]
        token = q[i - 1]
        for j in range(1, n + 1):
            move = np.uint8(0)
            opened = best[j] + np.float32(QUOTE_GAP_OPEN + QUOTE_GAP_EXTEND)
            extended = gap[j] + np.float32(QUOTE_GAP_EXTEND)
            if extended > opened:
                gap[j] = extended
                move |= np.uint8(QUOTE_GAP_GOES_ON)
            else:
                gap[j] = opened
            skip = skips[j - 1]
            opening = np.float32(DOCUMENT_GAP_OPEN if skip > SKIPPED_FREE else FREE_GAP_OPEN)
            opened = best[j - 1] - opening - skip
            extended = running - skip
            if extended > opened:
                running = extended
                move |= np.uint8(DOCUMENT_GAP_GOES_ON)
            else:
                running = opened
            here = tokens[begin + j - 1]
            if token == here and token != 0:
                score = diagonal + weight
            elif here == 0:
                score = np.float32(-1e9)
            else:
                score = diagonal + np.float32(MISMATCH)
            # Ties prefer the diagonal, then a gap in the document, which keeps gaps late and spans short.
            if running > score:
                score = running
                move |= np.uint8(FROM_DOCUMENT_GAP)
            if gap[j] > score:
                score = gap[j]
                move = np.uint8(move & ~np.uint8(FROM_DOCUMENT_GAP)) | np.uint8(FROM_QUOTE_GAP)
            diagonal = best[j]
            best[j] = score
            moves[i, j] = move
    last = 0
    for j in range(1, n + 1):
        if best[j] > best[last]:
            last = j
    return best[last], _trace(moves, m, last, begin)


@njit(cache=True, nogil=True)
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
