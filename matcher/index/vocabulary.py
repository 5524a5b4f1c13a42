"""The vocabulary of a segment: from the hash of a folded token to its id and back to its letters.

An open-addressing table with linear probing; ids count from 1 in order of first appearance, 0 is the separator
between documents and the answer for a token the segment does not hold.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

# Probing stays short up to half full.
MAX_LOAD: Final = 0.5


@njit(cache=True, nogil=True)
def look_up(hashes, keys, ids):  # type: ignore[no-untyped-def]
    """Return the ids of hashes, uint32 (t,), 0 where unknown."""
    mask = np.uint64(keys.shape[0] - 1)
    out = np.zeros(hashes.shape[0], np.uint32)
    for i in range(hashes.shape[0]):
        slot = hashes[i] & mask
        while ids[slot] != 0:
            if keys[slot] == hashes[i]:
                out[i] = ids[slot]
                break
            slot = (slot + np.uint64(1)) & mask
    return out


@njit(cache=True, nogil=True)
def assign_ids(hashes, chars, bounds, keys, ids, size, words, word_bounds, out):  # type: ignore[no-untyped-def]
    """Write the ids of a document's tokens to ``out``, adding new tokens; return the new vocabulary size.

    ``words`` receives the folded letters of new tokens on end, ``word_bounds[id]`` where token id ends there.
    The caller has made room.
    """
    mask = np.uint64(keys.shape[0] - 1)
    for i in range(hashes.shape[0]):
        slot = hashes[i] & mask
        while ids[slot] != 0 and keys[slot] != hashes[i]:
            slot = (slot + np.uint64(1)) & mask
        if ids[slot] == 0:
            used = word_bounds[size]
            size += 1
            keys[slot] = hashes[i]
            ids[slot] = size
            length = bounds[i + 1] - bounds[i]
            words[used : used + length] = chars[bounds[i] : bounds[i + 1]]
            word_bounds[size] = used + length
        out[i] = ids[slot]
    return size


@njit(cache=True, nogil=True)
def _rehash(old_keys, old_ids, keys, ids):  # type: ignore[no-untyped-def]
    mask = np.uint64(keys.shape[0] - 1)
    for i in range(old_keys.shape[0]):
        if old_ids[i] != 0:
            slot = old_keys[i] & mask
            while ids[slot] != 0:
                slot = (slot + np.uint64(1)) & mask
            keys[slot] = old_keys[i]
            ids[slot] = old_ids[i]


class VocabularyBuilder:
    """A vocabulary that grows while documents are added."""

    def __init__(self) -> None:
        self.size = 0
        self.keys = np.zeros(64, np.uint64)
        self.ids = np.zeros(64, np.uint32)
        self.words = np.zeros(256, np.uint32)
        self.word_bounds = np.zeros(64, np.uint64)

    def add(
        self, hashes: NDArray[np.uint64], chars: NDArray[np.uint32], bounds: NDArray[np.int32]
    ) -> NDArray[np.uint32]:
        """Return the ids of a document's tokens, uint32 (t,), adding what is new."""
        self._make_room(len(hashes), len(chars))
        out = np.empty(len(hashes), np.uint32)
        self.size = assign_ids(
            hashes, chars, bounds, self.keys, self.ids, self.size, self.words, self.word_bounds, out
        )
        return out

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the finished table: keys and ids of the hash table, UTF-8 words and their bounds."""
        words = self.words[: int(self.word_bounds[self.size])]
        ends = self.word_bounds[: self.size + 1]
        # Bounds count bytes of UTF-8 in the file, so that any reader can cut words out.
        width = 1 + (words > 0x7F).astype(np.int64) + (words > 0x7FF) + (words > 0xFFFF)
        total = np.concatenate([[0], np.cumsum(width)])
        blob = words.tobytes().decode("utf-32-le", "surrogatepass").encode("utf-8", "surrogatepass")
        return {
            "vocabulary_keys": self.keys,
            "vocabulary_ids": self.ids,
            "words": np.frombuffer(blob, np.uint8),
            "word_bounds": total[ends.astype(np.int64)].astype(np.uint64),
        }

    def _make_room(self, num_tokens: int, num_chars: int) -> None:
        capacity = len(self.keys)
        while self.size + num_tokens > capacity * MAX_LOAD:
            capacity *= 2
        if capacity != len(self.keys):
            keys, ids = np.zeros(capacity, np.uint64), np.zeros(capacity, np.uint32)
            _rehash(self.keys, self.ids, keys, ids)
            self.keys, self.ids = keys, ids
        self.word_bounds = _with_room(self.word_bounds, self.size + num_tokens + 1)
        self.words = _with_room(self.words, int(self.word_bounds[self.size]) + num_chars)


def _with_room(array: NDArray[Any], size: int) -> NDArray[Any]:
    if len(array) >= size:
        return array
    wider = np.zeros(max(size, 2 * len(array)), array.dtype)
    wider[: len(array)] = array
    return wider
