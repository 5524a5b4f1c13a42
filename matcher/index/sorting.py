"""Sorting inside kernels.

NumPy's own sorts are not used there: numba makes them of closures, whose names in the cache say neither what they
compare nor whether they sort values or places. Two kernels that were compiled by different processes then share one of
them, and a sort of values becomes a sort of places (seen with numba 0.68).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.kernels import kernel

# Gaps of Shell's sort (Ciura 2001), each about 2.25 times the next, for up to some ten thousand values.
GAPS: Final = (12_768, 5_675, 2_522, 1_121, 498, 221, 102, 45, 20, 9, 4, 1)


@kernel
def sort_values(values):  # type: ignore[no-untyped-def]
    """Sort numbers (n,) in place, ascending: for up to some ten thousand."""
    for gap in GAPS:
        for i in range(gap, values.shape[0]):
            value = values[i]
            k = i
            while k >= gap and values[k - gap] > value:
                values[k] = values[k - gap]
                k -= gap
            values[k] = value


@kernel
def places_in_order(values):  # type: ignore[no-untyped-def]
    """Return the places of numbers (n,) in ascending order, int64 (n,); equal ones stay in order. A merge sort."""
    n = values.shape[0]
    places, room = np.arange(n), np.empty(n, np.int64)
    width = 1
    while width < n:
        for low in range(0, n, 2 * width):
            middle, end = min(low + width, n), min(low + 2 * width, n)
            a, b = low, middle
            for k in range(low, end):
                if b == end or (a < middle and values[places[a]] <= values[places[b]]):
                    room[k] = places[a]
                    a += 1
                else:
                    room[k] = places[b]
                    b += 1
        places, room = room, places
        width *= 2
    return places
