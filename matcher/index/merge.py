"""Several segments made one, from their arrays: no text is read or tokenised again.

The merged segment equals, array for array, the one that a builder makes of the same live documents, added part by
part as they are laid out there. Token ids are taken from one vocabulary to the other by hash, the order is sorted
anew, everything else is copied. Made in a file, a merge needs memory for its vocabulary and for the piece of the order
being sorted, whatever the size of its segments.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matcher.index.codes import alphabetic_codes
from matcher.index.copying import copy_pieces, copy_tokens
from matcher.index.heavy import block_documents, heavy_phrases
from matcher.index.order import DEPTH, fill_buckets, first_positions, sampled_tokens, sort_buckets
from matcher.index.segment import Segment
from matcher.index.snapshot import Part
from matcher.index.vocabulary import VocabularyBuilder, first_appearances
from matcher.index.writing import FileRoom, MemoryRoom, Room

# Positions sorted at once by each thread, at 24 bytes: half a gigabyte with two threads. Every piece costs one look at
# all tokens, about a second for a million documents, so that pieces ten times smaller would double the time.
PIECE_POSITIONS: Final = 1 << 23
# What documents have any number of: its bounds, and the numbers of a row.
PIECES: Final = {
    "texts": ("text_bounds", 1),
    "records": ("record_bounds", 1),
    "quotations": ("quotation_bounds", 5),
    "turns": ("turn_bounds", 5),
}


def merged(parts: Sequence[Part]) -> Segment | None:
    """Return one segment in memory of the live documents of several, or None where all are deleted.

    Parameters
    ----------
    parts
        No document is live in two of them.
    """
    room = MemoryRoom()
    attributes = _merge(parts, room)
    return Segment.of(room.arrays, attributes) if attributes else None


def merge_to_file(parts: Sequence[Part], path: Path) -> bool:
    """Write one segment of the live documents of several; write nothing and return False where all are deleted."""
    room = FileRoom(path)
    try:
        attributes = _merge(parts, room)
        if attributes:
            room.seal(attributes)
            return True
    except BaseException:
        room.discard()
        raise
    room.discard()
    return False


def compacted(parts: tuple[Part, ...], pinned: set[int]) -> tuple[Part, ...]:
    """Merge segments in memory of equal size class, like a binary counter, so that few are searched.

    Parameters
    ----------
    pinned
        Segments that stay as they are, by ``id``: those on their way to disk.

    Notes
    -----
    A document is merged about log2(n) times before it reaches the disk.
    """
    kept = list(parts)
    while len(kept) > 1 and all(part.file is None and id(part.segment) not in pinned for part in kept[-2:]):
        if kept[-2].segment.num_documents > 2 * kept[-1].segment.num_documents:
            break
        segment = merged(kept[-2:])
        kept[-2:] = [] if segment is None else [Part(segment, None)]
    return tuple(kept)


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """Which document comes to lie where.

    Attributes
    ----------
    numbers : a list of int64 (k,) for each part, its live documents in their order
    places : a list of int64 (k,) for each part, the numbers they get
    size : all documents
    """

    parts: Sequence[Part]
    numbers: list[NDArray[np.int64]]
    places: list[NDArray[np.int64]]
    size: int

    @classmethod
    def of(cls, parts: Sequence[Part]) -> _Layout:
        numbers = [np.array(part.live(), np.int64) for part in parts]
        dates = np.concatenate([part.segment.dates[live] for part, live in zip(parts, numbers, strict=True)])
        sequences = [part.segment.arrays["sequences"][live] for part, live in zip(parts, numbers, strict=True)]
        place = np.empty(len(dates), np.int64)
        place[np.lexsort((np.concatenate(sequences), dates))] = np.arange(len(dates))
        cuts = np.cumsum([len(live) for live in numbers])[:-1]
        return cls(parts, numbers, np.split(place, cuts), len(dates))

    def gathered(self, name: str) -> NDArray[Any]:
        """Return an array with one row a document, taken from all parts."""
        arrays = [part.segment.arrays[name] for part in self.parts]
        out = np.empty((self.size, *arrays[0].shape[1:]), arrays[0].dtype)
        for array, live, places in zip(arrays, self.numbers, self.places, strict=True):
            out[places] = array[live]
        return out

    def bounds(self, name: str, dtype: Any) -> NDArray[Any]:
        """Return where the pieces of each document begin, from the bounds of the parts."""
        sizes = np.zeros(self.size, np.int64)
        for part, live, places in zip(self.parts, self.numbers, self.places, strict=True):
            sizes[places] = np.diff(part.segment.arrays[name].astype(np.int64))[live]
        out = np.zeros(self.size + 1, dtype)
        out[1:] = np.cumsum(sizes)
        return out


def _merge(parts: Sequence[Part], room: Room) -> dict[str, Any] | None:
    """Make all arrays of the merged segment; return its attributes, or None where no document is live."""
    layout = _Layout.of(parts) if parts else None
    if layout is None or not layout.size:
        return None
    vocabulary, new_ids = _vocabulary(layout)
    _put(room, vocabulary.arrays())
    first = _positions(layout, room, new_ids)
    arrays = room.arrays
    write_order(arrays["tokens"], first, room.array("order", (int(first[-1]),), np.uint32))
    _put(room, {"first": first, "samples": sampled_tokens(arrays["tokens"], arrays["order"])})
    _put(room, {"blocks": block_documents(arrays["document_first"], len(arrays["tokens"]))})
    keys, counts, earliest = heavy_phrases(
        arrays["tokens"], arrays["order"], first, arrays["document_first"], arrays["blocks"]
    )
    _put(room, {"heavy_keys": keys, "heavy_counts": counts, "heavy_earliest": earliest})
    for name, (bounds, width) in PIECES.items():
        _pieces(layout, room, name, bounds, width)
    _speakers(layout, room)
    _put(room, {name: layout.gathered(name) for name in ("sketches", "dates", "sequences", "publishers")})
    _ids(layout, room)
    last_sequence = max(part.segment.last_sequence for part in parts)
    return {"last_sequence": last_sequence, "languages": _languages(layout, room)}


def _put(room: Room, arrays: Mapping[str, NDArray[Any]]) -> None:
    for name, array in arrays.items():
        room.array(name, array.shape, array.dtype)[:] = array


def _vocabulary(layout: _Layout) -> tuple[VocabularyBuilder, list[NDArray[np.uint32]]]:
    """Return the vocabulary of the live documents, and for each part the new ids of its old ones."""
    vocabulary = VocabularyBuilder()
    new_ids = []
    for part, live in zip(layout.parts, layout.numbers, strict=True):
        segment = part.segment
        size = len(segment.arrays["word_bounds"]) - 1
        used = first_appearances(segment.tokens, size, segment.document_first, live)
        new_ids.append(vocabulary.adopt(segment.arrays, used))
    return vocabulary, new_ids


def _positions(layout: _Layout, room: Room, new_ids: list[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    """Copy what belongs to positions; return ``order.first_positions``."""
    document_first = layout.bounds("document_first", np.uint32)
    total = int(document_first[-1]) + DEPTH
    tokens = room.array("tokens", (total,), np.uint32)
    for part, live, places, ids in zip(layout.parts, layout.numbers, layout.places, new_ids, strict=True):
        begins = document_first[places].astype(np.int64)
        copy_tokens(part.segment.tokens, part.segment.document_first, live, ids, tokens, begins)
    for name, dtype in (("starts", np.uint32), ("lengths", np.uint8)):
        _copy(layout, name, "document_first", document_first, room.array(name, (total,), dtype))
    _put(room, {"document_first": document_first})
    first: NDArray[np.uint32] = first_positions(tokens, len(room.arrays["word_bounds"]) - 1)
    return first


def _copy(layout: _Layout, name: str, bounds: str, new_bounds: NDArray[Any], out: NDArray[Any], width: int = 1) -> None:
    for part, live, places in zip(layout.parts, layout.numbers, layout.places, strict=True):
        arrays = part.segment.arrays
        begins, ends = (arrays[bounds].astype(np.int64)[live + k] * width for k in (0, 1))
        copy_pieces(arrays[name].reshape(-1), begins, ends, out, new_bounds[places].astype(np.int64) * width)


def _pieces(layout: _Layout, room: Room, name: str, bounds: str, width: int) -> None:
    """Copy an array that bounds cut into documents; its rows have ``width`` numbers."""
    new_bounds = layout.bounds(bounds, np.uint64)
    sample = layout.parts[0].segment.arrays[name]
    out = room.array(name, (int(new_bounds[-1]), *sample.shape[1:]), sample.dtype)
    _copy(layout, name, bounds, new_bounds, out.reshape(-1), width)
    _put(room, {bounds: new_bounds})


def _speakers(layout: _Layout, room: Room) -> None:
    """Join the names that turns refer to, and copy the references."""
    turn_bounds = room.arrays["turn_bounds"]
    codes = room.array("turn_speakers", (int(turn_bounds[-1]),), np.uint32)
    _copy(layout, "turn_speakers", "turn_bounds", turn_bounds, codes)
    # Each turn still has its part's code; which part it is from is copied the same way.
    sizes: NDArray[np.int64] = turn_bounds[1:].astype(np.int64) - turn_bounds[:-1].astype(np.int64)
    part_of = _part_of(layout).repeat(sizes)
    used = [np.unique(codes[part_of == p]) for p in range(len(layout.parts))]
    named = [
        {int(code): part.segment.speaker(int(code)) for code in found}
        for part, found in zip(layout.parts, used, strict=True)
    ]
    names = sorted({name for known in named for name in known.values()})
    number = {name: k for k, name in enumerate(names)}
    for p, (part, known) in enumerate(zip(layout.parts, named, strict=True)):
        new_codes = np.zeros(len(part.segment.arrays["speaker_bounds"]), np.uint32)
        for code, name in known.items():
            new_codes[code] = number[name]
        codes[part_of == p] = new_codes[codes[part_of == p]]
    stored = [name.encode("utf-8", "surrogatepass") for name in names]
    bounds = np.zeros(len(stored) + 1, np.uint64)
    bounds[1:] = np.cumsum([len(name) for name in stored])
    _put(room, {"speakers": np.frombuffer(b"".join(stored), np.uint8), "speaker_bounds": bounds})


def _part_of(layout: _Layout) -> NDArray[np.int32]:
    """Return which part each document of the merged segment is from."""
    out = np.empty(layout.size, np.int32)
    for p, places in enumerate(layout.places):
        out[places] = p
    return out


def _languages(layout: _Layout, room: Room) -> list[str]:
    """Copy the languages of the documents; return their names."""
    used = []
    for part, live in zip(layout.parts, layout.numbers, strict=True):
        names = part.segment.attributes["languages"]
        codes = part.segment.arrays["languages"][live]
        used.append({int(code): str(names[code]) for code in np.unique(codes)})
    names = sorted({name for known in used for name in known.values()})
    out = room.array("languages", (layout.size,), np.uint16)
    for part, live, places, known in zip(layout.parts, layout.numbers, layout.places, used, strict=True):
        new_codes = np.zeros(len(part.segment.attributes["languages"]), np.uint16)
        for code, name in known.items():
            new_codes[code] = names.index(name)
        out[places] = new_codes[part.segment.arrays["languages"][live]]
    return names


def _ids(layout: _Layout, room: Room) -> None:
    """Copy the hashes of the ids, sorted anew."""
    keys = np.empty(layout.size, np.uint64)
    for part, live, places in zip(layout.parts, layout.numbers, layout.places, strict=True):
        own = np.empty(part.segment.num_documents, np.uint64)
        own[part.segment.arrays["id_documents"]] = part.segment.arrays["id_keys"]
        keys[places] = own[live]
    by_key = np.argsort(keys, kind="stable")
    _put(room, {"id_keys": keys[by_key], "id_documents": by_key.astype(np.uint32)})


def write_order(tokens: NDArray[np.uint32], first: NDArray[np.uint32], order: NDArray[np.uint32]) -> None:
    """Sort all positions like ``order.build_order``, piece by piece into an array that may lie in a file.

    Parameters
    ----------
    tokens, first
        As ``build_order`` takes and gives them.
    order
        uint32, written to.
    """
    codes = alphabetic_codes(first, len(tokens) - int(first[-1]))

    def sort_piece(low: int, high: int) -> None:
        base, end = int(first[low]), int(first[high])
        piece, keys = order[base:end], np.empty(end - base, np.uint64)
        fill_buckets(tokens, first, low, high, codes, piece, keys)
        # The buckets of this piece as if it were alone: id 0 stands for ``low``.
        sort_buckets(tokens, piece, keys, first[low : high + 1] - first[low], 0, high - low, codes)

    pieces = _id_ranges(first)
    if len(pieces) == 1:
        sort_piece(*pieces[0])
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for job in [pool.submit(sort_piece, low, high) for low, high in pieces]:
            job.result()


def _id_ranges(first: NDArray[np.uint32]) -> list[tuple[int, int]]:
    """Cut the ids into ranges of about ``PIECE_POSITIONS`` positions, at least one id each."""
    targets = np.arange(PIECE_POSITIONS, int(first[-1]), PIECE_POSITIONS)
    cuts = np.unique(np.concatenate([[1], np.searchsorted(first, targets), [len(first) - 1]])).tolist()
    return list(pairwise(cuts))
