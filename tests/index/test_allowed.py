"""Which documents may answer is found once for a snapshot, not once for a search."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from matcher.index import EVERYTHING, Filters, Index, timestamp
from matcher.text import tokenize
from tests.index.texts import archives, make_documents

SECOND = timestamp("2025-01-02")


def index_of(archive: list[str]) -> Index:
    """Put the documents into two segments."""
    index = Index.open(None)
    documents = list(enumerate(make_documents(archive), 1))
    half = (len(documents) + 1) // 2
    index.build(documents[:half])
    index.build(documents[half:])
    return index


@given(archives, st.sets(st.integers(0, 4)), st.sampled_from([Filters(), Filters(published_after=SECOND)]))
def test_allowed_documents_and_their_tokens_are_counted(archive: list[str], gone: set[int], filters: Filters) -> None:
    index = index_of(archive)
    for number in gone:
        index.delete(f"d{number}", sequence=100 + number)
    snapshot = index.snapshot()
    parts, _ = snapshot.allowed(filters)
    named: set[str] = set()
    for part, allowed in zip(snapshot.parts, parts, strict=True):
        everything = range(part.segment.num_documents)
        numbers = everything if allowed.documents is EVERYTHING else allowed.documents.nonzero()[0].tolist()
        assert allowed.num_tokens == sum(len(tokenize(part.segment.text(d))) for d in numbers)
        named |= {part.segment.document_id(d) for d in numbers}
    first = 0 if filters.let_all else 1
    assert named == {f"d{n}" for n in range(first, len(archive)) if n not in gone}


def test_a_filter_is_worked_out_once_for_a_snapshot() -> None:
    index = index_of(["a b", "c d", "e f"])
    filters = Filters(published_after=SECOND)
    before = index.snapshot()
    assert before.allowed(filters) is before.allowed(replace(filters))
    index.delete("d2", sequence=100)
    assert [a.num_tokens for a in before.allowed(filters)[0]] == [2, 2]
    assert [a.num_tokens for a in index.snapshot().allowed(filters)[0]] == [2, 0]


def test_a_deletion_counts_anew_only_in_its_own_part() -> None:
    index = index_of(["a b", "c d", "e f", "g h"])
    index.delete("d0", sequence=100)
    (before, _), _ = index.snapshot().allowed(Filters())
    index.delete("d3", sequence=101)
    (after, other), _ = index.snapshot().allowed(Filters())
    assert after is before
    assert other.num_tokens == 2


def test_a_snapshot_that_answered_filters_is_let_go_at_once() -> None:
    index = index_of(["a b", "c d"])
    index.snapshot().allowed(Filters(published_after=SECOND))
    gone = weakref.ref(index.snapshot())
    gc.disable()
    try:
        index.delete("d0", sequence=100)
        assert gone() is None
    finally:
        gc.enable()
