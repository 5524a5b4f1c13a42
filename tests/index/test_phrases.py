"""A segment finds every phrase that stands in it, wherever it stands, and none that does not."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.index import EVERYTHING, Index, Segment
from matcher.index.search import find_phrase
from matcher.text import tokenize
from tests.index.texts import archives, make_documents, texts
from tests.reference import reference_occurrences, reference_tokens


def segment_of(archive: list[str]) -> Segment:
    """Index an archive as one segment in memory, its documents in the archive's order."""
    index = Index.open(None)
    index.build(list(enumerate(make_documents(archive), 1)), progress=None)
    return index.snapshot().parts[0].segment


def occurrences(segment: Segment, quote: str) -> list[tuple[int, int, int]]:
    """Find a phrase as the oracle does: document, start, end in code points."""
    ids = segment.ids_of(tokenize(quote).hashes)
    positions, documents, _, _ = find_phrase(
        ids, segment.tokens, segment.order, segment.first, segment.document_first, segment.blocks, EVERYTHING
    )
    return [
        (int(d), *segment.span_of(int(d), int(p), int(p) + len(ids) - 1))
        for p, d in zip(positions, documents, strict=True)
    ]


@st.composite
def archives_with_phrase(draw: st.DrawFn) -> tuple[list[str], str]:
    """An archive, and a stretch of words of one of its documents, folded or as it stands."""
    archive = draw(archives)
    text = draw(st.sampled_from(archive))
    tokens = reference_tokens(text)
    if not tokens:
        return archive, text
    first = draw(st.integers(0, len(tokens) - 1))
    last = draw(st.integers(first, len(tokens) - 1))
    return archive, text[tokens[first].start : tokens[last].end]


@given(archives_with_phrase())
def test_every_place_of_a_standing_phrase_is_found(drawn: tuple[list[str], str]) -> None:
    archive, quote = drawn
    expected = reference_occurrences(archive, quote)
    assert not reference_tokens(quote) or occurrences(segment_of(archive), quote) == expected


@given(archives, texts)
def test_any_phrase_is_found_exactly_where_it_stands(archive: list[str], quote: str) -> None:
    if reference_tokens(quote):
        assert occurrences(segment_of(archive), quote) == reference_occurrences(archive, quote)


@given(archives_with_phrase(), st.data())
def test_a_filter_hides_the_other_documents_only(drawn: tuple[list[str], str], data: st.DataObject) -> None:
    archive, quote = drawn
    segment = segment_of(archive)
    allowed = np.array(data.draw(st.lists(st.integers(0, 1), min_size=len(archive), max_size=len(archive))), np.uint8)
    ids = segment.ids_of(tokenize(quote).hashes)
    if not len(ids):
        return
    _, documents, num_documents, _ = find_phrase(
        ids, segment.tokens, segment.order, segment.first, segment.document_first, segment.blocks, allowed
    )
    wanted = {number for number, _, _ in reference_occurrences(archive, quote) if allowed[number]}
    assert set(documents.tolist()) == wanted
    assert num_documents == len(wanted)


def test_a_token_longer_than_the_stored_length_keeps_its_end() -> None:
    word = "a" * 300
    assert occurrences(segment_of([f"one {word} two {word}"]), f"{word} two") == [(0, 4, 308)]


def test_documents_without_words_disturb_nothing() -> None:
    assert occurrences(segment_of(["…", "will not", "", "will not"]), "will not") == [(1, 0, 8), (3, 0, 8)]
