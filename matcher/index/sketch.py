"""A small sketch of each document's wording, by which near-identical documents (wire copies) are told.

One-permutation MinHash (Li, Owen and Zhang 2012): every run of four tokens is hashed once, the hash's top bits
choose one of 32 buckets, each bucket keeps its minimum. The share of equal buckets estimates the Jaccard
similarity of the two documents' four-token runs.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

BUCKETS: Final = 32  # standard error of the estimate below 0.09; 64 bytes a document
SHINGLE: Final = 4
EMPTY: Final = 0xFFFF
# Wire copies with a changed head, tail and a few edits keep 60-95 % of their four-token runs; different articles
# on one event share below 20 %. Halfway in between.
NEAR_IDENTICAL: Final = 0.5


@njit(cache=True, nogil=True)
def sketch_of(hashes):  # type: ignore[no-untyped-def]
    """Return uint16 (BUCKETS,) for the token hashes uint64 (t,) of one document."""
    out = np.full(BUCKETS, EMPTY, np.uint16)
    for i in range(hashes.shape[0] - SHINGLE + 1):
        value = np.uint64(0)
        for j in range(SHINGLE):
            value = (value ^ hashes[i + j]) * np.uint64(0x9E3779B97F4A7C15)
            value ^= value >> np.uint64(31)
        bucket = value >> np.uint64(59)
        small = np.uint16((value >> np.uint64(40)) & np.uint64(0xFFFF))
        if small < out[bucket]:
            out[bucket] = small
    return out


def similarity(a: NDArray[np.uint16], b: NDArray[np.uint16]) -> float:
    """Estimate the Jaccard similarity of two documents from their sketches; 0 for texts too short to have one."""
    filled = (a != EMPTY) | (b != EMPTY)
    total = int(filled.sum())
    return float(((a == b) & filled).sum()) / total if total else 0.0


@njit(cache=True, nogil=True)
def gather_sketches(table, part, stored, sketches):  # type: ignore[no-untyped-def]
    """Copy the sketches of the documents of one part into their rows."""
    for row in range(table.shape[0]):
        if table[row, 1] == part:
            sketches[row] = stored[table[row, 2]]


@njit(cache=True, nogil=True)
def group_copies(sketches, num_groups):  # type: ignore[no-untyped-def]
    """Group near-identical documents: each group is led by its earliest row.

    Returns
    -------
    leaders, copies : int64 (g,), row of each leader and the number of further rows in its group, g ≤ num_groups
    """
    size = sketches.shape[0]
    free = np.ones(size, np.bool_)
    leaders, copies = np.empty(num_groups, np.int64), np.zeros(num_groups, np.int64)
    n = 0
    for k in range(size):
        if n == num_groups:
            break
        if not free[k]:
            continue
        leaders[n] = k
        for other in range(k + 1, size):
            if free[other] and _is_near_identical(sketches[k], sketches[other]):
                free[other] = False
                copies[n] += 1
        n += 1
    return leaders[:n], copies[:n]


@njit(cache=True, nogil=True)
def _is_near_identical(a, b):  # type: ignore[no-untyped-def]
    filled, equal = 0, 0
    for j in range(a.shape[0]):
        if a[j] != EMPTY or b[j] != EMPTY:
            filled += 1
            equal += a[j] == b[j]
    return equal >= NEAR_IDENTICAL * max(filled, 1)
