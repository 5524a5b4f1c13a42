"""All segments asked in one call answer as each of them asked alone."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace as Namespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.index import EVERYTHING, Index, Snapshot
from matcher.index.addresses import COLUMNS, address_table, addresses_of
from matcher.index.lookup import Lookup, group_copies
from matcher.index.search import MAX_HITS, find_phrase
from matcher.index.sketch import BUCKETS
from matcher.text import tokenize
from matcher.types import Document
from tests.index.texts import archives, make_documents, texts

LIMIT = 4


def snapshot_of(archive: list[str]) -> Snapshot:
    """Put documents one by one, so that they lie in several segments."""
    index = Index.open(None)
    for sequence, document in enumerate(make_documents(archive), 1):
        index.put(document, sequence=sequence)
    return index.snapshot()


@given(archives, texts, st.data())
def test_table_lists_what_each_part_finds_alone(archive: list[str], quote: str, data: st.DataObject) -> None:
    snapshot = snapshot_of(archive)
    hashes = tokenize(quote).hashes
    if not len(hashes):
        return
    flags = st.integers(0, 1)
    allowed = [
        np.array(data.draw(st.lists(flags, min_size=n, max_size=n)), np.uint8)
        for n in (part.segment.num_documents for part in snapshot.parts)
    ]
    lookup = Lookup.of(hashes, snapshot.addresses, addresses_of(allowed))
    table, num_documents, is_complete = lookup.tabulate(0, len(hashes), LIMIT)
    expected, count = [], 0
    for p, part in enumerate(snapshot.parts):
        s = part.segment
        assert lookup.ids[p].tolist() == s.ids_of(hashes).tolist()
        arrays = (s.tokens, s.order, s.first, s.samples, s.document_first, s.blocks)
        positions, documents, found, _ = find_phrase(lookup.ids[p], *arrays, allowed[p])
        firsts = {int(d): int(x) for d, x in zip(documents[::-1], positions[::-1], strict=True)}
        repeated = Counter(documents.tolist())
        expected += [[int(s.dates[d]), p, d, firsts[d], int(repeated[d] > 1)] for d in sorted(firsts)[:LIMIT]]
        count += found
    assert (table.tolist(), num_documents, is_complete) == (expected, count, True)


def test_that_a_phrase_comes_again_is_told_of_the_last_document_listed_too() -> None:
    index = Index.open(None)
    index.build(list(enumerate(make_documents(["the quay and the quay"] * (LIMIT + 2)), 1)))
    snapshot = index.snapshot()
    lookup = Lookup.of(tokenize("the quay").hashes, snapshot.addresses, addresses_of([EVERYTHING]))
    table, num_documents, _ = lookup.tabulate(0, 2, LIMIT)
    assert (table[:, 4].tolist(), num_documents) == ([1] * LIMIT, LIMIT + 2)


@pytest.mark.interpreted
def test_a_copy_of_two_documents_counts_once() -> None:
    """Copies are edited, so that one may be near two that are not near each other."""
    sketches = np.zeros((3, BUCKETS), np.uint16)
    sketches[1] = 1
    sketches[2, : BUCKETS // 2] = 1
    segment = Namespace(arrays={name: np.zeros(3, np.uint64) for name in COLUMNS} | {"sketches": sketches.reshape(-1)})
    table = np.array([[0, 0, d, 0, 0] for d in range(3)], np.int64)
    groups, leaders = group_copies(table, address_table([segment]), 3)  # type: ignore[list-item]
    assert (groups, leaders.tolist()) == ([[0, 1], [1, 0]], [0, 1, 0])
    groups, leaders = group_copies(table, address_table([segment]), 1)  # type: ignore[list-item]
    assert (groups, leaders.tolist()) == ([[0, 1]], [0, 3, 0])


def test_phrase_at_too_many_places_is_told_incomplete() -> None:
    index = Index.open(None)
    index.put(Document("a", "A", "the quay " * (MAX_HITS + 1)), sequence=1)
    snapshot = index.snapshot()
    lookup = Lookup.of(tokenize("the quay").hashes, snapshot.addresses, addresses_of([EVERYTHING]))
    assert not lookup.tabulate(0, 2, LIMIT)[2]


def test_array_that_does_not_lie_on_end_has_no_address() -> None:
    with pytest.raises(ValueError, match="contiguous"):
        addresses_of([np.zeros(4, np.uint8)[::2]])
