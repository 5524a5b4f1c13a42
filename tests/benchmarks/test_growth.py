"""An archive that grows is measured at every size, and a killed import goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import by_size, growth
from benchmarks.exports import Archive
from benchmarks.growth import Extent, Growth, measure
from benchmarks.invented import invent_documents
from benchmarks.readers_and_writer import measure as measure_readers
from benchmarks.render import render
from benchmarks.worker_memory import NUMBERS_OF_WORKERS, measure_documents
from tests.benchmarks.test_render import RUN

NUM_REAL = 150


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> Archive:
    documents = invent_documents(NUM_REAL)
    monkeypatch.setattr("benchmarks.exports.load_documents", lambda _: documents)
    monkeypatch.setattr("benchmarks.exports.num_cores", lambda: 1)
    return Archive(None)


def test_growth_is_built_measured_rendered_and_resumed(archive: Archive, tmp_path: Path) -> None:
    grown = Growth(archive, (300,), tmp_path)
    assert grown.sizes == (NUM_REAL, 300)
    grown.run()
    assert [step["documents"] for step in grown.steps] == [NUM_REAL, 300]
    assert "killed_at" in grown.steps[-1]
    # Started again, it has nothing to do.
    assert Growth(archive, (300,), tmp_path).steps == grown.steps

    extent = Extent(verbatim_quotes=40, quotes=40, documents=100, first=20, starts=1)
    figures = measure(grown, extent)
    assert [one["documents"] for one in figures["alone"]] == [NUM_REAL, 300]
    assert [one["verbatim_failed"] for one in figures["alone"]] == [0, 0]
    assert figures["alone"][0]["words"] < figures["alone"][1]["words"]
    (row,) = figures["latency"]
    assert (row["beside"]["documents"], row["documents"]) == (NUM_REAL, 300)
    assert [row["beside"]["recall"], row["recall"]] == pytest.approx([1, 1], abs=0.1)

    results = tmp_path / "results"
    results.mkdir()
    (results / "growth.json").write_text(json.dumps({"run": RUN, **figures}))
    page = render(results, tmp_path / "page").read_text()
    assert "## What does size cost?" in page
    assert "40 of 40" in page
    assert (tmp_path / "page" / "plots" / "growth.svg").exists()


def test_readers_beside_a_writer_see_no_wrong_answer(tmp_path: Path) -> None:
    figures = measure_readers(tmp_path / "data", invent_documents(200), seconds=3)
    assert figures["writes"] > 0
    assert figures["rest_wrong"] + figures["writing_wrong"] + figures["wrong_after_write"] == 0
    results = tmp_path / "results"
    results.mkdir()
    (results / "readers_and_writer.json").write_text(json.dumps({"run": RUN, **figures}))
    assert "## Readers beside a writer" in render(results, tmp_path / "page").read_text()


def test_further_workers_are_measured_and_told(tmp_path: Path) -> None:
    figures = measure_documents(invent_documents(200), tmp_path)
    assert [row["workers"] for row in figures["rows"]] == list(NUMBERS_OF_WORKERS)
    assert all(row["further_mb"] > 0 for row in figures["rows"][1:])
    results = tmp_path / "results"
    results.mkdir()
    (results / "worker_memory.json").write_text(json.dumps({"run": RUN, **figures}))
    assert "## Memory of workers" in render(results, tmp_path / "page").read_text()


def test_every_document_of_an_index_may_be_drawn(tmp_path: Path, archive: Archive) -> None:
    grown = Growth(archive, (NUM_REAL,), tmp_path)
    grown.run()
    drawn = {document.id for document in by_size.sample_documents(grown.index_at(NUM_REAL), 2_000)}
    assert drawn == {document.id for document in archive.real}
    assert growth.FIGURES in {path.name for path in tmp_path.iterdir()}
