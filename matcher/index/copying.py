"""The compiled copies of a merge: what belongs to a document moves from where it was to where it comes to lie.

All of them run without the interpreter, so that a merge beside a running service holds nobody up.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def copy_tokens(tokens, first, numbers, new_ids, out, places):  # type: ignore[no-untyped-def]
    """Copy the tokens of documents in the ids of another vocabulary.

    Parameters
    ----------
    tokens, first : uint32, of the segment they stand in, see ``Segment``
    numbers : int64 (k,), the documents
    new_ids : uint32 (v + 1,)
    out : uint32, written to
    places : int64 (k,), where in ``out`` each document begins
    """
    for k in range(numbers.shape[0]):
        begin = np.int64(first[numbers[k]])
        size = np.int64(first[numbers[k] + 1]) - 1 - begin
        for j in range(size):
            out[places[k] + j] = new_ids[tokens[begin + j]]


@njit(cache=True, nogil=True)
def copy_pieces(pieces, begins, ends, out, places):  # type: ignore[no-untyped-def]
    """Copy pieces of one array to places in another of its type.

    Parameters
    ----------
    pieces : (n,)
    begins, ends : int64 (k,), the pieces
    out : written to
    places : int64 (k,), where in ``out`` each piece begins
    """
    for k in range(begins.shape[0]):
        size = ends[k] - begins[k]
        out[places[k] : places[k] + size] = pieces[begins[k] : ends[k]]


@njit(cache=True, nogil=True)
def fill_range(tokens, first, low_id, high_id, order, keys, gulp, bits):  # type: ignore[no-untyped-def]
    """Sort the positions whose first token is one of [low_id, high_id) by it; like ``order.fill_buckets``.

    Parameters
    ----------
    tokens, first : uint32, of the whole segment
    order : uint32 (n,), keys : uint64 (n,), written to, n being the positions of those tokens
    """
    base = first[low_id]
    fill = first[low_id : high_id + 1] - base
    key = np.uint64(0)
    top = np.uint64((gulp - 1) * bits)
    for p in range(tokens.shape[0] - 1, -1, -1):
        t = tokens[p]
        if t == 0:
            key = np.uint64(0)
            continue
        if low_id <= t < high_id:
            place = fill[t - low_id + 1] - 1
            fill[t - low_id + 1] = place
            order[place] = p
            keys[place] = key
        key = (key >> np.uint64(bits)) | (np.uint64(t) << top)
