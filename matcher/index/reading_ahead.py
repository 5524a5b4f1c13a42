"""Ask for all that is read of a document when it answers, before the first of it is read.

What a document has lies in seven arrays, some eighty lines of memory that nobody has touched lately: its text, record,
quotations and turns, and the words at the passage. Read one after the other each is waited for, 0.1 µs a line; asked
for together they come while the answer goes on. See ``prefetching``.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import carray  # type: ignore[attr-defined]

from matcher.index.addresses import COLUMNS, pointer_to
from matcher.index.prefetching import prefetch
from matcher.kernels import kernel

LINE: Final = 64  # bytes that the processor fetches at once
# Bytes asked for at most; the rest of longer pieces is waited for.
MAX_TEXT: Final = 8192
MAX_PIECE: Final = 1024
# Words round the passage that are looked at.
AROUND: Final = 32
_ROW: Final = 20  # bytes of a quotation or turn

_TEXTS: Final = 2 * COLUMNS.index("texts")
_TEXT_BOUNDS: Final = 2 * COLUMNS.index("text_bounds")
_RECORDS: Final = 2 * COLUMNS.index("records")
_RECORD_BOUNDS: Final = 2 * COLUMNS.index("record_bounds")
_QUOTATIONS: Final = 2 * COLUMNS.index("quotations")
_QUOTATION_BOUNDS: Final = 2 * COLUMNS.index("quotation_bounds")
_TURNS: Final = 2 * COLUMNS.index("turns")
_TURN_BOUNDS: Final = 2 * COLUMNS.index("turn_bounds")
_TOKENS: Final = 2 * COLUMNS.index("tokens")
_STARTS: Final = 2 * COLUMNS.index("starts")
_LENGTHS: Final = 2 * COLUMNS.index("lengths")


@kernel
def read_ahead(row, document, position):  # type: ignore[no-untyped-def]
    """Ask for a document that may answer.

    Parameters
    ----------
    row : the segment's in the table of addresses
    document, position : its number, and a position in it at which a passage begins; it may lie before the first

    Returns
    -------
    lines asked for
    """
    lines = _ask_for_piece(row[_TEXTS], row[_TEXT_BOUNDS], document, 1, MAX_TEXT)
    lines += _ask_for_piece(row[_RECORDS], row[_RECORD_BOUNDS], document, 1, MAX_PIECE)
    lines += _ask_for_piece(row[_QUOTATIONS], row[_QUOTATION_BOUNDS], document, _ROW, MAX_PIECE)
    lines += _ask_for_piece(row[_TURNS], row[_TURN_BOUNDS], document, _ROW, MAX_PIECE)
    first = max(position - AROUND, 0)
    lines += _ask_for(row[_TOKENS] + 4 * first, 12 * AROUND)
    lines += _ask_for(row[_STARTS] + 4 * first, 12 * AROUND)
    return lines + _ask_for(row[_LENGTHS] + first, 3 * AROUND)


@kernel
def ask_for_words(row, position, num_words):  # type: ignore[no-untyped-def]
    """Ask for the token ids of some words of a segment, from a position on; it may lie before the first."""
    _ask_for(row[_TOKENS] + 4 * max(position, 0), 4 * num_words)


@kernel
def _ask_for_piece(address, bounds_address, k, size, most):  # type: ignore[no-untyped-def]
    """Ask for the k-th of pieces that lie one behind the other; ``size`` in bytes of one row."""
    bounds = carray(pointer_to(bounds_address + 8 * k), (2,), np.uint64)
    begin, end = size * np.int64(bounds[0]), size * np.int64(bounds[1])
    return _ask_for(address + begin, min(end - begin, most))


@kernel
def _ask_for(address, num_bytes):  # type: ignore[no-untyped-def]
    lines = 0
    for place in range(address, address + num_bytes, LINE):
        prefetch(place)
        lines += 1
    return lines
