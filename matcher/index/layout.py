"""What a segment file must hold: every array with its type and shape, and what has to agree between them.

Checked whenever a file is opened, in microseconds: a checksum proves that the bytes are those that were written, this
that they are the bytes of a segment which this code can read. ``docs/index-format.md`` says what each array means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matcher.errors import CorruptSegmentError
from matcher.index.format import REMEDY
from matcher.index.heavy import BLOCK, EARLIEST
from matcher.index.order import DEPTH, SAMPLE, SAMPLED_DEPTH
from matcher.index.sketch import BUCKETS

# Type and shape of every array. A letter is a size that must be the same wherever it stands: d documents, t positions,
# n tokens, m samples of them, v words, h slots of the hash table, k heavy phrases, q quotations, s turns, p labels of
# speakers. A letter that stands once only names a length.
ARRAYS: Final[Mapping[str, tuple[str, tuple[str | int, ...]]]] = {
    "tokens": ("<u4", ("t",)),
    "starts": ("<u4", ("t",)),
    "lengths": ("|u1", ("t",)),
    "document_first": ("<u4", ("d+1",)),
    "vocabulary_keys": ("<u8", ("h",)),
    "vocabulary_ids": ("<u4", ("h",)),
    "token_hashes": ("<u8", ("v+1",)),
    "words": ("|u1", ("w",)),
    "word_bounds": ("<u8", ("v+1",)),
    "order": ("<u4", ("n",)),
    "first": ("<u4", ("v+2",)),
    "samples": ("<u4", (SAMPLED_DEPTH, "m")),
    "blocks": ("<u4", ("b",)),
    "heavy_keys": ("<u8", ("k",)),
    "heavy_counts": ("<u4", ("k",)),
    "heavy_earliest": ("<u4", ("k", EARLIEST)),
    "texts": ("|u1", ("x",)),
    "text_bounds": ("<u8", ("d+1",)),
    "records": ("|u1", ("r",)),
    "record_bounds": ("<u8", ("d+1",)),
    "quotations": ("<u4", ("q", 5)),
    "quotation_bounds": ("<u8", ("d+1",)),
    "turns": ("<u4", ("s", 5)),
    "turn_bounds": ("<u8", ("d+1",)),
    "turn_speakers": ("<u4", ("s",)),
    "speakers": ("|u1", ("l",)),
    "speaker_bounds": ("<u8", ("p+1",)),
    "sketches": ("<u2", ("d", BUCKETS)),
    "id_keys": ("<u8", ("d",)),
    "id_documents": ("<u4", ("d",)),
    "dates": ("<i8", ("d",)),
    "sequences": ("<u8", ("d",)),
    "publishers": ("<u8", ("d",)),
    "languages": ("<u2", ("d",)),
}
# Arrays of bounds, and what they cut into pieces: the last bound is its length.
BOUNDS: Final = {
    "word_bounds": "words",
    "first": "order",
    "text_bounds": "texts",
    "record_bounds": "records",
    "quotation_bounds": "quotations",
    "turn_bounds": "turns",
    "speaker_bounds": "speakers",
}


def check_layout(name: str, arrays: Mapping[str, NDArray[Any]], attributes: Mapping[str, Any]) -> None:
    """Check that a file holds a whole segment.

    Parameters
    ----------
    name
        The file's, for the message.
    arrays, attributes
        As ``format.read_arrays`` gives them.

    Raises
    ------
    CorruptSegmentError
        Something is missing or does not fit the rest.

    Notes
    -----
    Touches a few numbers of each array. That positions, ids and offsets stay within bounds is what the checksums
    are for.
    """
    reason = _misfit(arrays) or _mismatch(arrays, attributes)
    if reason:
        raise CorruptSegmentError(f"{name} is no whole segment: {reason}; {REMEDY}")


def _misfit(arrays: Mapping[str, NDArray[Any]]) -> str | None:
    """Say which array is missing or of the wrong type or shape."""
    sizes: dict[str, int] = {}
    for name, (dtype, shape) in ARRAYS.items():
        array = arrays.get(name)
        if array is None:
            return f"array {name!r} is missing"
        if array.dtype.str != dtype or array.ndim != len(shape):
            return f"array {name!r} is {array.dtype.str}, {array.ndim}-dimensional"
        for expected, found in zip(shape, array.shape, strict=True):
            if found != _expected(expected, found, sizes):
                return f"array {name!r} has the shape {array.shape}"
    return None


def _expected(size: str | int, found: int, sizes: dict[str, int]) -> int:
    """Return how long a dimension must be; the first array with a letter decides what it stands for."""
    if isinstance(size, int):
        return size
    letter, _, more = size.partition("+")
    extra = int(more or 0)
    return sizes.setdefault(letter, max(found - extra, 0)) + extra


def _mismatch(arrays: Mapping[str, NDArray[Any]], attributes: Mapping[str, Any]) -> str | None:
    """Say what does not agree between arrays whose types and shapes are right."""
    for bounds, pieces in BOUNDS.items():
        if int(arrays[bounds][-1]) != len(arrays[pieces]):
            return f"{bounds!r} ends at {int(arrays[bounds][-1])}, {pieces!r} at {len(arrays[pieces])}"
    num_positions, num_slots = len(arrays["tokens"]), len(arrays["vocabulary_keys"])
    if int(arrays["document_first"][-1]) + DEPTH != num_positions:
        return f"documents end at {int(arrays['document_first'][-1])}, positions at {num_positions}"
    if len(arrays["blocks"]) != num_positions // BLOCK + 1:
        return f"{len(arrays['blocks'])} blocks for {num_positions} positions"
    num_places, num_samples = len(arrays["order"]), arrays["samples"].shape[1]
    if num_samples != -(-num_places // SAMPLE):
        return f"{num_samples} samples for {num_places} places in the order"
    # Look-ups walk the table to a free slot: a full one would never end.
    if num_slots & (num_slots - 1) or num_slots < len(arrays["word_bounds"]):
        return f"a table of {num_slots} slots for {len(arrays['word_bounds']) - 1} words"
    if not isinstance(attributes.get("last_sequence"), int):
        return "the attribute 'last_sequence' is missing"
    if any(code >= len(attributes.get("languages", ())) for code in np.unique(arrays["languages"])):
        return "a language has no name"
    return None
