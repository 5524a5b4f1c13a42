"""Are the variations like real documents? ``python -m benchmarks.likeness --corpora DIR`` prints JSON.

For real documents and for variations: which share of their runs of n words stands in another document of the corpus.
A near copy would have all of them there, word salad none of more than two words. Then how often the archive's
commonest words come, and how many are new.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from benchmarks.corpora import load_documents
from benchmarks.variations import Corpus, Variations
from benchmarks.varying import mixed
from matcher.text import tokenize
from matcher.types import Document

SIZES: Final = (2, 3, 4, 8, 16)
NUM_DOCUMENTS: Final = 2_000
NOBODY: Final = -2
SHARED: Final = -1


def measure(documents: Sequence[Document], num_documents: int = NUM_DOCUMENTS, seed: int = 1) -> dict[str, Any]:
    """Compare as many real documents as variations."""
    rng = Random(seed)
    numbers = rng.sample(range(len(documents)), min(num_documents, len(documents)))
    varied = list(Variations(Corpus.of(documents)).documents(0, num_documents))
    rows, bounds = _hashes(documents)
    varied_rows, varied_bounds = _hashes(varied)
    figures: dict[str, Any] = {"documents": len(numbers), "words": len(rows), "variation_words": len(varied_rows)}
    for size in SIZES:
        # A variation is owned by nobody: whatever document has the run, it is another one.
        owners = np.full(len(varied), NOBODY - 1, np.int64)
        figures[f"real_{size}"] = known_share(rows, bounds, rows, bounds, np.array(numbers), np.array(numbers), size)
        figures[f"variation_{size}"] = known_share(
            rows, bounds, varied_rows, varied_bounds, np.arange(len(varied)), owners, size
        )
    return figures


def _hashes(documents: Sequence[Document]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the hashes of all words on end, and where each document begins."""
    rows = [tokenize(document.text).hashes for document in documents]
    bounds = np.zeros(len(rows) + 1, np.int64)
    bounds[1:] = np.cumsum([len(row) for row in rows])
    return np.concatenate(rows), bounds


@njit(cache=True)
def known_share(rows, bounds, asked, asked_bounds, numbers, owners, size):  # type: ignore[no-untyped-def]
    """Return which share of the runs of some documents stands in a document other than their owner."""
    total = 0
    for d in numbers:
        total += max(0, asked_bounds[d + 1] - asked_bounds[d] - size + 1)
    slots = 16
    while slots < 2 * total:
        slots *= 2
    keys, found = np.zeros(slots, np.uint64), np.full(slots, NOBODY, np.int64)
    for k in range(numbers.shape[0]):
        for p in range(asked_bounds[numbers[k]], asked_bounds[numbers[k] + 1] - size + 1):
            slot = _slot(_run(asked, p, size), keys, found)
            keys[slot] = _run(asked, p, size)
            if found[slot] == NOBODY:
                found[slot] = owners[k]
    for d in range(bounds.shape[0] - 1):
        for p in range(bounds[d], bounds[d + 1] - size + 1):
            slot = _slot(_run(rows, p, size), keys, found)
            if found[slot] != NOBODY and found[slot] != d:
                found[slot] = SHARED
    known = 0
    for d in numbers:
        for p in range(asked_bounds[d], asked_bounds[d + 1] - size + 1):
            known += found[_slot(_run(asked, p, size), keys, found)] == SHARED
    return known / max(1, total)


@njit(cache=True)
def _run(rows, p, size):  # type: ignore[no-untyped-def]
    value = np.uint64(size)
    for k in range(size):
        value = mixed(value ^ rows[p + k])
    return value


@njit(cache=True)
def _slot(key, keys, found):  # type: ignore[no-untyped-def]
    mask = np.uint64(keys.shape[0] - 1)
    slot = key & mask
    while found[slot] != NOBODY and keys[slot] != key:
        slot = (slot + np.uint64(1)) & mask
    return slot


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.likeness")
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args()
    print(json.dumps(measure(load_documents(options.corpora)), indent=1))


if __name__ == "__main__":
    main()
