"""Samples are the same everywhere, and a smaller one is the beginning of a larger one."""

from __future__ import annotations

import gzip
import json
import lzma
from pathlib import Path

import pytest

from benchmarks.corpora import iter_documents, sample_documents, text_bytes
from benchmarks.words import folded_words, longest_shared_run, stands_in, word_distance


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    lines = [{"id": f"n{n}", "title": "", "text": f"text {n}", "published": "2020-01-01"} for n in range(50)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_smaller_sample_is_the_beginning_of_a_larger_one(corpus: Path) -> None:
    everything = sample_documents([corpus])
    assert len(everything) == 50
    for size in (1, 7, 49):
        assert sample_documents([corpus], size) == everything[:size]


@pytest.mark.parametrize(("suffix", "opener"), [(".xz", lzma.open), (".gz", gzip.open)])
def test_compressed_corpora_are_read(corpus: Path, suffix: str, opener: type) -> None:
    packed = corpus.with_suffix(f".jsonl{suffix}")
    with opener(packed, "wb") as file:  # type: ignore[operator]
        file.write(corpus.read_bytes())
    assert list(iter_documents([packed])) == list(iter_documents([corpus]))


def test_dates_of_the_corpora_become_dates_of_the_contract(corpus: Path) -> None:
    assert {document.published_at for document in iter_documents([corpus])} == {"2020-01-01"}
    assert text_bytes(sample_documents([corpus], 10)) > 0


def test_phrase_stands_in_text_whole_words_only() -> None:
    assert stands_in("the CAT’s mat", "On the cat's mat, …")
    assert not stands_in("the cat", "the catalogue of bathe cats")


def test_an_editors_letters_belong_to_their_word() -> None:
    assert folded_words("“[T]he crews wait[ed] [by] them") == ["the", "crews", "waited", "by", "them"]


def test_longest_shared_run_counts_words_in_a_row() -> None:
    assert longest_shared_run("one two three four", "zero one two and three four five") == 2
    assert longest_shared_run("one", "two") == 0


def test_word_distance_counts_words() -> None:
    assert word_distance("We will go.", "we WILL not go") == 1
