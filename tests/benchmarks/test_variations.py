"""Variations are the same for the same number, look like documents, and are no copies of any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.exports import Archive, shard_bounds, shard_path, write_shards
from benchmarks.invented import invent_documents
from benchmarks.variations import Corpus, Variations
from matcher.types import Document

NUM_REAL = 120


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """Invented documents of two kinds, with names, numbers and line breaks."""
    names = ["Venn", "Ansel", "Orlova", "Tidewell", "Harrow"]
    return [
        Document(
            f"{'speech' if k % 3 == 0 else 'news'}:{document.id}",
            document.title,
            f"{names[k % 5]} spoke in {1990 + k % 30}.\n\n{document.text}\n{names[k % 5]} paid £{k + 10}.5 million.",
            published_at=f"2020-01-{k % 28 + 1:02}",
        )
        for k, document in enumerate(invent_documents(NUM_REAL))
    ]


@pytest.fixture(scope="module")
def corpus(documents: list[Document]) -> Corpus:
    return Corpus.of(documents)


def test_the_same_number_is_the_same_document_in_any_order(corpus: Corpus, documents: list[Document]) -> None:
    forwards = list(Variations(corpus).documents(0, 30))
    again = Variations(Corpus.of(reversed(documents)))
    assert [again.document(number) for number in reversed(range(30))] == forwards[::-1]
    assert Variations(corpus, seed=2).document(0).text != forwards[0].text
    assert len({document.id for document in forwards}) == 30


def test_variations_are_as_long_as_documents_and_copies_of_none(corpus: Corpus, documents: list[Document]) -> None:
    varied = list(Variations(corpus).documents(0, 200))
    real_words = sum(len(d.text.split()) for d in documents) / len(documents)
    assert 0.8 < sum(len(d.text.split()) for d in varied) / len(varied) / real_words < 1.4
    assert not {d.text for d in varied} & {d.text for d in documents}
    known = {tuple(words[k : k + 2]) for d in documents for words in [d.text.split()] for k in range(len(words) - 1)}
    pairs = [tuple(words[k : k + 2]) for d in varied for words in [d.text.split()] for k in range(len(words) - 1)]
    # Pieces meet at new pairs, and names and numbers make some; all others somebody wrote.
    assert sum(pair in known for pair in pairs) > 0.85 * len(pairs)


def test_names_are_exchanged_alike_throughout_and_new_ones_come_in(corpus: Corpus) -> None:
    variations = Variations(corpus)
    assert variations.num_coined(0) == 0
    counts = [variations.num_coined(number) for number in (100, 1_000, 10_000)]
    assert 0 < counts[0] < counts[1] < counts[2]
    # Heaps' law: each tenth of the growth brings fewer than the one before.
    assert counts[2] - counts[1] < 10 * (counts[1] - counts[0])


def test_line_breaks_and_numbers_keep_their_form(corpus: Corpus) -> None:
    varied = list(Variations(corpus).documents(0, 50))
    assert any("\n" in document.text for document in varied)
    assert not any("\ue000" in document.text or "\x00" in document.text for document in varied)
    assert any("£" in document.text and ".5 million" not in document.text for document in varied)


@pytest.fixture
def archive(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr("benchmarks.exports.load_documents", lambda _: documents)
    monkeypatch.setattr("benchmarks.exports.SHARD_DOCUMENTS", 50)
    monkeypatch.setattr("benchmarks.exports.num_cores", lambda: 1)
    return Archive(None)


def test_shards_hold_every_document_once_and_are_not_written_twice(archive: Archive, tmp_path: Path) -> None:
    sizes = (NUM_REAL, 200)
    write_shards(archive, sizes, tmp_path)
    paths = [shard_path(tmp_path, *bounds) for bounds in shard_bounds(sizes)]
    assert sorted(tmp_path.iterdir()) == paths
    ids = [json.loads(line)["id"] for path in paths for line in path.read_text().splitlines()]
    assert ids == [document.id for document in archive.documents(0, 200)]
    assert len(set(ids)) == 200
    paths[0].write_text("kept")
    paths[-1].unlink()
    write_shards(archive, sizes, tmp_path)
    assert (paths[0].read_text(), paths[-1].exists()) == ("kept", True)
