"""A segment finds every phrase that stands in it, wherever it stands, and none that does not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.index import EVERYTHING, Index, Segment
from matcher.index import builder as builder_module
from matcher.index import segment as segment_module
from matcher.index.order import SAMPLE
from matcher.index.search import find_phrase, narrowed
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
        ids,
        segment.tokens,
        segment.order,
        segment.first,
        segment.samples,
        segment.document_first,
        segment.blocks,
        EVERYTHING,
    )
    return [
        (int(d), *segment.span_of(int(d), int(p), int(p) + len(ids) - 1))
        for p, d in zip(positions, documents, strict=True)
    ]


@pytest.mark.parametrize("length", [254, 255, 256, 300])
def test_a_word_of_any_length_is_covered_to_its_end(length: int) -> None:
    word = "a" * length
    assert occurrences(segment_of([f"The {word} of it"]), word) == [(0, 4, 4 + length)]


@pytest.mark.parametrize("num_words", range(1, 12))
def test_an_unknown_word_is_not_the_end_of_a_document(num_words: int) -> None:
    text = "Nobody at the harbour board will raise the dues of the ferry"
    segment, words = segment_of([text, "Another text."]), text.split()[-num_words:]
    assert occurrences(segment, " ".join(words))
    assert occurrences(segment, " ".join([*words, "unheard"])) == []
    assert occurrences(segment, " ".join(["unheard", *text.split()[:num_words]])) == []
    assert occurrences(segment, " ".join([*words, "unheard", "another"])) == []


@pytest.mark.interpreted
def test_documents_whose_ids_have_the_same_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (builder_module, segment_module):
        monkeypatch.setattr(module, "id_key", lambda _: 7)
    segment = segment_of(["One.", "Two.", "Three."])
    found = [segment.find_document(segment.document_id(d)) for d in range(3)]
    assert (found, segment.find_document("none")) == ([0, 1, 2], None)


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
        ids,
        segment.tokens,
        segment.order,
        segment.first,
        segment.samples,
        segment.document_first,
        segment.blocks,
        allowed,
    )
    wanted = {number for number, _, _ in reference_occurrences(archive, quote) if allowed[number]}
    assert set(documents.tolist()) == wanted
    assert num_documents == len(wanted)


def test_a_token_longer_than_the_stored_length_keeps_its_end() -> None:
    word = "a" * 300
    assert occurrences(segment_of([f"one {word} two {word}"]), f"{word} two") == [(0, 4, 308)]


def test_documents_without_words_disturb_nothing() -> None:
    assert occurrences(segment_of(["…", "will not", "", "will not"]), "will not") == [(1, 0, 8), (3, 0, 8)]


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3 * SAMPLE)), max_size=12),
    st.integers(0, 3 * SAMPLE),
    st.integers(0, 3 * SAMPLE),
    st.integers(0, 7),
)
def test_narrowed_interval_keeps_every_place_and_few_others(
    runs: list[tuple[int, int]], before: int, behind: int, token: int
) -> None:
    sorted_seconds = [second for second, count in sorted(runs) for _ in range(count)]
    low, high = before, before + len(sorted_seconds)
    order = np.array([9] * before + sorted_seconds + [9] * behind, np.uint32)
    a, b = narrowed(low, high, np.uint32(token), order[::SAMPLE].copy())
    assert low <= a
    assert b <= high
    count = sorted_seconds.count(token)
    assert int((order[a:b] == token).sum()) == count
    assert b - a - count < 2 * SAMPLE or (a, b) == (low, high)


def test_phrases_of_very_common_words_are_found_everywhere() -> None:
    rng = np.random.default_rng(3)
    archive = [" ".join(rng.choice(["the", "of", "quay", "dues"], 400, p=[0.6, 0.3, 0.06, 0.04])) for _ in range(12)]
    segment = segment_of(archive)
    for quote in ("quay dues", "the quay", "of the of", "dues quay the", "dues dues dues dues", "the of quay dues of"):
        assert occurrences(segment, quote) == reference_occurrences(archive, quote)
