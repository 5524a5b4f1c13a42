"""The vocabulary of a segment: from the hash of a folded token to its id and back to its letters.

An open-addressing table with linear probing; ids count from 1 in order of first appearance, 0 is the separator
between documents and the answer for a token the segment does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matcher.index.prefetching import prefetch
from matcher.kernels import kernel

# Probing stays short up to half full.
MAX_LOAD: Final = 0.5
AT_ONCE: Final = 64  # hashes looked up whose slots are asked for before
MIN_SLOTS: Final = 64  # of the hash table: a short document's words; the figure is not critical


@kernel
def look_up(hashes, keys, ids, out):  # type: ignore[no-untyped-def]
    """Write the ids of hashes to ``out``, uint32 (t,), 0 where unknown."""
    mask = np.uint64(keys.shape[0] - 1)
    size = hashes.shape[0]
    for begin in range(0, size, AT_ONCE):
        end = min(begin + AT_ONCE, size)
        for i in range(begin, end):
            slot = np.int64(hashes[i] & mask)
            prefetch(keys.ctypes.data + 8 * slot)
            prefetch(ids.ctypes.data + 4 * slot)
        for i in range(begin, end):
            out[i] = 0
            slot = hashes[i] & mask
            while ids[slot] != 0:
                if keys[slot] == hashes[i]:
                    out[i] = ids[slot]
                    break
                slot = (slot + np.uint64(1)) & mask


@kernel
def assign_ids(hashes, chars, bounds, table, out):  # type: ignore[no-untyped-def]
    """Write the ids of a document's tokens to ``out``, adding new tokens; return the new vocabulary size.

    ``words`` receives the folded letters of new tokens on end, ``word_bounds[id]`` where token id ends there.
    ``table`` is keys, ids, size, words and word_bounds, in which ``table_with_room`` has made room.
    """
    keys, ids, size, words, word_bounds = table
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


@kernel
def _fill_table(hashes, keys, ids):  # type: ignore[no-untyped-def]
    """Enter the hashes of ids 1, 2, … into an empty table; ``hashes[0]`` belongs to no token."""
    mask = np.uint64(keys.shape[0] - 1)
    for token_id in range(1, hashes.shape[0]):
        slot = hashes[token_id] & mask
        while ids[slot] != 0:
            slot = (slot + np.uint64(1)) & mask
        keys[slot] = hashes[token_id]
        ids[slot] = token_id


@kernel
def first_appearances(tokens, vocabulary_size, document_first, numbers):  # type: ignore[no-untyped-def]
    """Return the distinct token ids of some documents in order of first appearance, uint32 (k,)."""
    out = np.empty(vocabulary_size, np.uint32)
    seen = np.zeros(vocabulary_size + 1, np.bool_)
    n = 0
    for d in numbers:
        for p in range(document_first[d], document_first[d + 1] - 1):
            t = tokens[p]
            if not seen[t]:
                seen[t] = True
                out[n] = t
                n += 1
    return out[:n]


@kernel
def hashes_by_id(keys, ids, vocabulary_size):  # type: ignore[no-untyped-def]
    """Return uint64 (vocabulary_size + 1,): the hash of every token id, 0 for id 0."""
    out = np.zeros(vocabulary_size + 1, np.uint64)
    for slot in range(ids.shape[0]):
        if ids[slot] != 0:
            out[ids[slot]] = keys[slot]
    return out


class VocabularyBuilder:
    """A vocabulary that grows while documents are added."""

    def __init__(self) -> None:
        self.size = 0
        self.keys = np.zeros(MIN_SLOTS, np.uint64)
        self.ids = np.zeros(MIN_SLOTS, np.uint32)
        self.words = np.zeros(256, np.uint32)
        self.word_bounds = np.zeros(64, np.uint64)

    def add(
        self, hashes: NDArray[np.uint64], chars: NDArray[np.uint32], bounds: NDArray[np.int32]
    ) -> NDArray[np.uint32]:
        """Return the ids of a document's tokens, uint32 (t,), adding what is new."""
        out = np.empty(len(hashes), np.uint32)
        self.size = assign_ids(hashes, chars, bounds, self.table_with_room(len(hashes), len(chars)), out)
        return out

    def table_with_room(self, num_tokens: int, num_chars: int) -> tuple[Any, ...]:
        """Return what ``assign_ids`` adds to, with room for so many new words."""
        if self.size + num_tokens > len(self.keys) * MAX_LOAD:
            self._resize(_num_slots(self.size + num_tokens))
        self.word_bounds = _with_room(self.word_bounds, self.size + num_tokens + 1)
        self.words = _with_room(self.words, int(self.word_bounds[self.size]) + num_chars)
        return self.keys, self.ids, self.size, self.words, self.word_bounds

    def adopt(self, arrays: Mapping[str, NDArray[Any]], token_ids: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Add words of another vocabulary; return what its ids are here, uint32 (its size + 1,), 0 for the rest.

        Parameters
        ----------
        arrays
            A finished vocabulary, as ``arrays`` gives it.
        token_ids
            Which of its words; new ones get their ids in this order.
        """
        hashes = arrays["token_hashes"]
        chars, bounds = _folded_words(arrays, token_ids)
        new_ids = np.zeros(len(hashes), np.uint32)
        new_ids[token_ids] = self.add(hashes[token_ids], chars, bounds)
        return new_ids

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the finished table: keys and ids of the hash table, hashes by id, UTF-8 words and their bounds."""
        # Sized by the words alone, so that equal vocabularies are equal tables, however they grew.
        self._resize(_num_slots(self.size))
        words = self.words[: int(self.word_bounds[self.size])]
        ends = self.word_bounds[: self.size + 1]
        # Bounds count bytes of UTF-8 in the file, so that any reader can cut words out.
        width = 1 + (words > 0x7F).astype(np.int64) + (words > 0x7FF) + (words > 0xFFFF)
        total = np.concatenate([[0], np.cumsum(width)])
        blob = words.tobytes().decode("utf-32-le", "surrogatepass").encode("utf-8", "surrogatepass")
        return {
            "vocabulary_keys": self.keys,
            "vocabulary_ids": self.ids,
            "token_hashes": hashes_by_id(self.keys, self.ids, self.size),
            "words": np.frombuffer(blob, np.uint8),
            "word_bounds": total[ends.astype(np.int64)].astype(np.uint64),
        }

    def _resize(self, num_slots: int) -> None:
        keys, ids = np.zeros(num_slots, np.uint64), np.zeros(num_slots, np.uint32)
        _fill_table(hashes_by_id(self.keys, self.ids, self.size), keys, ids)
        self.keys, self.ids = keys, ids


def _num_slots(num_words: int) -> int:
    """Return the size of a hash table, a power of two."""
    num_slots = MIN_SLOTS
    while num_words > num_slots * MAX_LOAD:
        num_slots *= 2
    return num_slots


def _folded_words(
    arrays: Mapping[str, NDArray[Any]], token_ids: NDArray[np.uint32]
) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Return the folded characters of token ids on end, uint32, and their bounds, int32 (k + 1,)."""
    stored, ends = arrays["words"].tobytes(), arrays["word_bounds"].tolist()
    words = [stored[ends[t - 1] : ends[t]].decode("utf-8", "surrogatepass") for t in token_ids.tolist()]
    bounds = np.zeros(len(words) + 1, np.int32)
    bounds[1:] = np.cumsum([len(word) for word in words])
    return np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32), bounds


def _with_room(array: NDArray[Any], size: int) -> NDArray[Any]:
    if len(array) >= size:
        return array
    wider = np.zeros(max(size, 2 * len(array)), array.dtype)
    wider[: len(array)] = array
    return wider
