"""What a segment has any number of a document, while documents are added: columns that grow, document after document.

One compiled call a document does what takes one look at its tokens: it numbers them, writes them behind those of the
document before, and sketches the wording.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matcher.index.copying import copy_pieces
from matcher.index.order import DEPTH
from matcher.index.sketch import BUCKETS, sketch_of
from matcher.index.vocabulary import VocabularyBuilder, assign_ids
from matcher.kernels import kernel
from matcher.text import TokenStream

MAX_LENGTH: Final = 255  # of a token, in code points, as far as a column tells
NAMES: Final = "tokens", "starts", "lengths"
MIN_ROWS: Final = 1024  # a document or two; the figure is not critical


@kernel
def _add_document(stream, table, columns, place):  # type: ignore[no-untyped-def]
    """Write the rows of a document from ``place`` on; return its sketch and the new vocabulary size.

    Parameters
    ----------
    stream : see ``TokenStream.arrays``
    table : of the vocabulary, see ``assign_ids``
    columns : token ids uint32, starts uint32, lengths uint8, in which there is room
    """
    hashes, starts, ends, bounds, chars = stream
    tokens, first_characters, lengths = columns
    size = assign_ids(hashes, chars, bounds, table, tokens[place:])
    for i in range(hashes.shape[0]):
        first_characters[place + i] = starts[i]
        lengths[place + i] = min(ends[i] - starts[i], MAX_LENGTH)
    return sketch_of(hashes), size


class Columns:
    """Token ids, starts and lengths of documents, and a sketch of each."""

    def __init__(self) -> None:
        self.vocabulary = VocabularyBuilder()
        self.sketches: list[NDArray[np.uint16]] = []
        # Row at which each document begins, and the end of the last one.
        self._bounds = [0]
        self._columns: tuple[NDArray[Any], ...] = tuple(np.empty(MIN_ROWS, t) for t in (np.uint32, np.uint32, np.uint8))

    def add(self, stream: TokenStream) -> None:
        """Add the next document."""
        begin = self._bounds[-1]
        end = begin + len(stream)
        self._make_room(end)
        sketch, self.vocabulary.size = _add_document(
            stream.arrays(),
            self.vocabulary.table_with_room(len(stream), stream.num_chars),
            self._columns,
            begin,
        )
        self.sketches.append(sketch)
        self._bounds.append(end)

    def num_tokens(self, d: int) -> int:
        """Return how many tokens the d-th document has."""
        return self._bounds[d + 1] - self._bounds[d]

    def laid_out(self, layout: Sequence[int]) -> dict[str, NDArray[Any]]:
        """Return the arrays of a segment with documents in another order, and let go of the columns.

        Each document is followed by a separator, the last one by ``DEPTH`` more.
        """
        bounds = np.array(self._bounds, np.int64)
        begins, ends = bounds[:-1][layout], bounds[1:][layout]
        document_first = np.zeros(len(layout) + 1, np.int64)
        document_first[1:] = np.cumsum(ends - begins + 1)
        columns, self._columns = dict(zip(NAMES, self._columns, strict=True)), ()
        arrays: dict[str, NDArray[Any]] = {}
        for name in NAMES:
            column = columns.pop(name)
            out = np.empty(int(document_first[-1]) + DEPTH, column.dtype)
            copy_pieces(column, begins, ends, out, document_first[:-1])
            out[document_first[1:] - 1] = 0
            out[-DEPTH:] = 0
            arrays[name] = out
        arrays["document_first"] = document_first.astype(np.uint32)
        sketches = [self.sketches[d] for d in layout]
        arrays["sketches"] = np.array(sketches, np.uint16).reshape(-1, BUCKETS)
        return arrays

    def _make_room(self, num_rows: int) -> None:
        room = len(self._columns[0])
        if num_rows > room:
            self._columns = tuple(_with_rows(column, max(num_rows, 2 * room)) for column in self._columns)


def _with_rows(column: NDArray[Any], num_rows: int) -> NDArray[Any]:
    wider = np.empty(num_rows, column.dtype)
    wider[: len(column)] = column
    return wider


class Rows:
    """Any number of rows of five numbers a document: what ``quotations`` and ``turns`` hold."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._bounds = [0]

    def add(self, rows: Iterable[tuple[int, int, int, int, int]]) -> None:
        """Add the rows of the next document."""
        # One flat list: an array takes twice as long to be extended by whatever is iterable.
        self._numbers.fromlist(list(chain.from_iterable(rows)))
        self._bounds.append(len(self._numbers))

    def laid_out(self, layout: Sequence[int]) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
        """Return the rows with documents in another order, uint32 (r, 5), and the bounds of each document."""
        numbers = np.frombuffer(self._numbers, np.uint32) if self._numbers else np.zeros(0, np.uint32)
        bounds = np.array(self._bounds, np.int64)
        begins, ends = bounds[:-1][layout], bounds[1:][layout]
        new_bounds = np.zeros(len(layout) + 1, np.int64)
        new_bounds[1:] = np.cumsum(ends - begins)
        out = np.empty(int(new_bounds[-1]), np.uint32)
        copy_pieces(numbers, begins, ends, out, new_bounds[:-1])
        return out.reshape(-1, 5), (new_bounds // 5).astype(np.uint64)
