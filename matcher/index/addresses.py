"""The arrays of all segments for one compiled call: a table of addresses, and what a kernel makes of a row of it.

An array handed over to a kernel costs a fraction of a microsecond, one taken back two; with a dozen segments that is
more than the searches cost. So kernels get one table, made once a snapshot, which keeps the segments and so the arrays
alive.

Invariant: a table is only used together with the snapshot it was made for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numba import carray, types  # type: ignore[attr-defined]
from numba.core import cgutils
from numba.extending import intrinsic
from numpy.typing import NDArray

from matcher.index.order import SAMPLED_DEPTH
from matcher.kernels import kernel

if TYPE_CHECKING:
    from matcher.index.deleted_words import DeletedWords
    from matcher.index.segment import Segment

# The arrays of a segment that kernels need, in the order of the table's columns; each has an address and a length.
COLUMNS: Final = (
    "vocabulary_keys",
    "vocabulary_ids",
    "tokens",
    "order",
    "first",
    "document_first",
    "blocks",
    "dates",
    "sequences",
    "sketches",
    "samples",
    "token_hashes",
    "starts",
    "lengths",
    "texts",
    "text_bounds",
    "records",
    "record_bounds",
    "quotations",
    "quotation_bounds",
    "turns",
    "turn_bounds",
)
WIDTH: Final = 2 * len(COLUMNS)


def address_table(
    segments: Sequence[Segment], deleted: Sequence[DeletedWords | None] | None = None
) -> NDArray[np.int64]:
    """Return where the arrays of segments are, int64 (p, 88).

    Parameters
    ----------
    deleted
        The words of each segment's deleted documents; None for none.

    Returns
    -------
    A row for each segment: address and length of each of ``COLUMNS``, and behind them a row of the same columns in
    which the order is that of the deleted documents' words, or zeros; see ``deleted_row``.
    """
    table = np.zeros((len(segments), 2 * WIDTH), np.int64)
    for p, segment in enumerate(segments):
        table[p, :WIDTH] = [n for name in COLUMNS for n in _address_of(segment.arrays[name])]
        words = None if deleted is None else deleted[p]
        if words is not None:
            own = {**segment.arrays, "order": words.order, "first": words.first, "samples": words.samples}
            table[p, WIDTH:] = [n for name in COLUMNS for n in _address_of(own[name])]
    return table


def addresses_of(allowed: Sequence[NDArray[np.uint8]]) -> NDArray[np.int64]:
    """Return address and length of contiguous arrays, int64 (p, 2), zeros for an empty one."""
    rows = np.zeros((len(allowed), 2), np.int64)
    for p, array in enumerate(allowed):
        if array.size:
            rows[p] = _address_of(array)
    return rows


def _address_of(array: NDArray[Any]) -> tuple[int, int]:
    if not array.flags.c_contiguous:
        raise ValueError("only the elements of a contiguous array have one address")
    return array.ctypes.data, array.size


@intrinsic
def _make_pointer(_typing_context, address):  # type: ignore[no-untyped-def]
    """Make a pointer of an integer, for ``carray``."""

    def generate(_context, builder, _signature, arguments):  # type: ignore[no-untyped-def]
        return builder.inttoptr(arguments[0], cgutils.voidptr_t)

    return types.voidptr(address), generate


pointer_to: Any = _make_pointer


@kernel
def vocabulary_at(row):  # type: ignore[no-untyped-def]
    """Return keys and ids of a segment's hash table; ``row`` is the segment's in the table of addresses."""
    return carray(pointer_to(row[0]), (row[1],), np.uint64), carray(pointer_to(row[2]), (row[3],), np.uint32)


@kernel
def tokens_at(row):  # type: ignore[no-untyped-def]
    """Return a segment's token ids, uint32 (t,)."""
    return carray(pointer_to(row[4]), (row[5],), np.uint32)


@kernel
def order_at(row):  # type: ignore[no-untyped-def]
    """Return a segment's sorted positions, uint32 (n,)."""
    return carray(pointer_to(row[6]), (row[7],), np.uint32)


@kernel
def first_at(row):  # type: ignore[no-untyped-def]
    """Return where each token's positions begin in the order, uint32 (v + 2,)."""
    return carray(pointer_to(row[8]), (row[9],), np.uint32)


@kernel
def documents_at(row):  # type: ignore[no-untyped-def]
    """Return what tells a position's document: first positions, uint32 (d + 1,), and blocks, see ``heavy``."""
    return carray(pointer_to(row[10]), (row[11],), np.uint32), carray(pointer_to(row[12]), (row[13],), np.uint32)


@kernel
def dates_at(row):  # type: ignore[no-untyped-def]
    """Return the dates of a segment's documents, int64 (d,), and their log entries, uint64 (d,)."""
    return carray(pointer_to(row[14]), (row[15],), np.int64), carray(pointer_to(row[16]), (row[17],), np.uint64)


@kernel
def sketches_at(row):  # type: ignore[no-untyped-def]
    """Return the sketches of a segment's documents on end, uint16."""
    return carray(pointer_to(row[18]), (row[19],), np.uint16)


@kernel
def samples_at(row):  # type: ignore[no-untyped-def]
    """Return ``order.sampled_tokens`` of a segment, uint32 (SAMPLED_DEPTH, s)."""
    return carray(pointer_to(row[20]), (SAMPLED_DEPTH, row[21] // SAMPLED_DEPTH), np.uint32)


@kernel
def hashes_at(row):  # type: ignore[no-untyped-def]
    """Return the hash of every token id of a segment, uint64 (v + 1,)."""
    return carray(pointer_to(row[22]), (row[23],), np.uint64)


@kernel
def has_deleted(row):  # type: ignore[no-untyped-def]
    """Tell whether a segment has words of deleted documents that do not count."""
    return row[WIDTH] != 0


@kernel
def deleted_row(row):  # type: ignore[no-untyped-def]
    """Return the row of the same segment with the words of its deleted documents alone in its order."""
    return row[WIDTH:]


@kernel
def allowed_at(row):  # type: ignore[no-untyped-def]
    """Return which documents of a segment may answer, uint8 (d,), or (0,) for all; ``row`` is ``addresses_of``'s."""
    return carray(pointer_to(row[0]), (row[1],), np.uint8)
