"""The compiled copies of a merge: what belongs to a document moves from where it was to where it comes to lie.

All of them run without the interpreter, so that a merge beside a running service holds nobody up.
"""

from __future__ import annotations

import numpy as np

from matcher.kernels import kernel


@kernel
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


@kernel
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
