"""A small sketch of each document's wording, by which near-identical documents (wire copies) are told.

One-permutation MinHash (Li, Owen and Zhang 2012): every run of four tokens is hashed once, the hash's top bits
choose one of 32 buckets, each bucket keeps its minimum. The share of equal buckets estimates the Jaccard
similarity of the two documents' four-token runs.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from matcher.kernels import kernel

BUCKETS: Final = 32  # standard error of the estimate below 0.09; 64 bytes a document
SHINGLE: Final = 4
EMPTY: Final = 0xFFFF
# Wire copies with a changed head, tail and a few edits keep 60-95 % of their four-token runs; different articles
# on one event share below 20 %. Halfway in between.
NEAR_IDENTICAL: Final = 0.5


@kernel
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


@kernel
def is_near_identical(a, b):  # type: ignore[no-untyped-def]
    """Tell whether two sketches are of copies of one text."""
    filled, equal = 0, 0
    for j in range(a.shape[0]):
        if a[j] != EMPTY or b[j] != EMPTY:
            filled += 1
            equal += a[j] == b[j]
    return equal >= NEAR_IDENTICAL * max(filled, 1)
