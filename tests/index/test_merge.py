"""A merged segment is the one that its live documents would have made."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.index import Index, Part, Segment
from matcher.index import merge as merge_module
from matcher.index.builder import SegmentBuilder
from matcher.index.merge import merged
from matcher.types import Document
from tests.index.texts import texts

KINDS = st.sampled_from(["article", "transcript", "statement", "speech"])
LABELLED = "VENN: We will not raise the dues.\n\nQ Never?\n\nVENN: Not this spring. “No,” she said.\n\nQ And then?"
documents = st.builds(
    Document,
    id=st.text(min_size=1, max_size=3),
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    text=texts | st.just(LABELLED) | st.just("") | st.just("a" * 300),
    published_at=st.sampled_from([None, "2025-01-01", "2025-02-03T04:05:06Z"]),
    language=st.sampled_from([None, "en", "de-AT"]),
    kind=KINDS,
    speaker=st.sampled_from([None, "Ada Venn"]),
    metadata=st.dictionaries(st.sampled_from("ab"), st.integers(0, 9), max_size=1),
)
archives = st.lists(documents, min_size=1, max_size=6, unique_by=lambda document: document.id)


def segment_of(archive: list[Document], sequences: dict[str, int]) -> Segment:
    builder = SegmentBuilder()
    for document in archive:
        sequence = sequences[document.id]
        builder.add(document, sequence=sequence)
    return builder.finish()


def assert_equal(one: Segment, other: Segment) -> None:
    """Compare all arrays, types and shapes included."""
    assert one.arrays.keys() == other.arrays.keys()
    for name, array in one.arrays.items():
        np.testing.assert_array_equal(array, other.arrays[name], name, strict=True)
    assert one.attributes["languages"] == other.attributes["languages"]


@given(archives, st.data())
def test_merged_equals_rebuilt(archive: list[Document], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(archive)))
    sequences = {document.id: sequence for sequence, document in enumerate(archive, 1)}
    halves = [Part(segment_of(half, sequences), None) for half in (archive[:cut], archive[cut:]) if half]
    gone = [data.draw(st.lists(st.integers(0, half.segment.num_documents - 1))) for half in halves]
    parts = [half.without(numbers) for half, numbers in zip(halves, gone, strict=True)]
    live = [part.segment.document(d) for part in parts for d in part.live()]
    segment = merged(parts)
    if not live:
        assert segment is None
        return
    assert segment is not None
    assert_equal(segment, segment_of(live, sequences))
    assert segment.attributes["last_sequence"] == max(part.segment.last_sequence for part in parts)


def test_documents_of_one_date_are_laid_out_by_sequence_whatever_the_order_of_the_parts() -> None:
    older, newer = (Part(segment_of([Document(name, "T", name)], {name: n}), None) for n, name in ((1, "a"), (2, "b")))
    segment = merged([newer, older])
    assert segment is not None
    assert [segment.document_id(d) for d in range(2)] == ["a", "b"]
    assert segment.last_sequence == 2


def test_a_document_in_memory_is_merged_a_logarithm_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    num_documents, num_merged = 64, 0

    def counted(parts: Sequence[Part]) -> Segment | None:
        nonlocal num_merged
        num_merged += sum(part.num_documents for part in parts)
        return merged(parts)

    monkeypatch.setattr(merge_module, "merged", counted)
    index = Index.open(None)
    for number in range(1, num_documents + 1):
        index.put(Document(f"d{number}", "T", "words"), sequence=number)
        assert len(index.snapshot().parts) <= number.bit_length() + 1
    assert 0 < num_merged <= num_documents * (num_documents.bit_length() + 1)
