"""An archive built by several processes is the one that one process builds; a death among them harms nothing."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from matcher import index as index_module
from matcher import processes
from matcher.index import Index, Part, Segment, bulk, compaction, rounds
from matcher.index import pool as pool_module
from matcher.index.directory import IndexDirectory
from matcher.index.pool import BuilderPool, BuildError
from matcher.index.worker import Orders, fields_of
from matcher.processes import started_ahead
from matcher.types import Document

NUM_WORKERS = 2


@pytest.fixture(autouse=True)
def small_pools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes for a handful of documents, on any machine, and cut segments small."""
    monkeypatch.setattr(rounds, "POOL_DOCUMENTS", 3)
    monkeypatch.setattr(bulk, "num_builders", lambda: NUM_WORKERS)
    monkeypatch.setattr(bulk, "SEGMENT_TOKENS", 100)


def archive(num_documents: int) -> list[tuple[int, Document]]:
    """Number the documents; every seventh id comes again later with other words."""
    return [
        (n, Document(f"d{n % (num_documents * 6 // 7)}", "T", f"harbour dues {n} \ud800", metadata={"n": n}))
        for n in range(1, num_documents + 1)
    ]


def test_built_by_processes_equals_built_by_one(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    counts: list[int] = []
    pairs = archive(140)
    assert index.build(pairs, progress=counts.append) == len(pairs)
    assert counts == list(range(1, len(pairs) + 1))
    expected = {document.id: document for _, document in pairs}
    for opened in (index, Index.open(tmp_path, check=True)):
        assert {document.id: document for document in opened.documents()} == expected
        assert opened.num_documents == len(expected)
        assert opened.last_sequence == len(pairs)
        assert len(opened.snapshot().parts) > NUM_WORKERS
    files = {path.name for path in tmp_path.iterdir()}
    assert files == {"manifest.json", *(str(part.file) for part in index.snapshot().parts)}


def test_a_second_build_replaces_documents_of_the_first(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.put(Document("d1", "T", "in memory"), sequence=1)
    index.build([(2, Document("d2", "T", "old")), (3, Document("d3", "T", "kept"))])
    index.build([(4 + n, Document(f"d{n}", "T", f"new {n}")) for n in (0, 1, 2, 5)])
    assert {d.id: d.text for d in index.documents()} == {
        "d0": "new 0", "d1": "new 1", "d2": "new 2", "d3": "kept", "d5": "new 5",
    }  # fmt: skip


@pytest.mark.parametrize("num_adopted", [1, 2])
def test_a_generation_has_all_documents_or_none_of_what_processes_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, num_adopted: int
) -> None:
    index = Index.open(tmp_path)
    pairs = [(n, Document(f"d{n}", "T", f"harbour dues {n}")) for n in range(1, 7)]
    adopt, seen = IndexDirectory.adopt, list[tuple[int, int]]()

    def fail_later(directory: IndexDirectory, path: Path) -> Part:
        seen.append((index.generation, index.num_documents))
        if len(seen) > num_adopted:
            raise OSError("no space left")
        return adopt(directory, path)

    def supersede(old: Part, newer: Part, supersede: Callable[[Part, Part], Part] = Part.superseded_by) -> Part:
        seen.append((index.generation, index.num_documents))
        return supersede(old, newer)

    with monkeypatch.context() as failing:
        failing.setattr(IndexDirectory, "adopt", fail_later)
        failing.setattr(Part, "superseded_by", supersede)
        with suppress(OSError):
            index.build(pairs)
    assert set(seen) == {(0, 0)}
    if num_adopted < NUM_WORKERS:
        assert (index.generation, index.num_documents, index.last_sequence) == (0, 0, 0)
        index.build(pairs)
    assert (index.generation, index.num_documents, index.last_sequence) == (6, 6, 6)
    assert len(list(tmp_path.glob("segment-*"))) == NUM_WORKERS


def long_document(n: int, document_id: str = "") -> tuple[int, Document]:
    return n, Document(document_id or f"d{n}", "T", f"harbour dues {n} " * 20)


@pytest.mark.parametrize("num_characters", [100, 10_000_000])
def test_few_long_documents_are_worth_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, num_characters: int
) -> None:
    monkeypatch.setattr(rounds, "POOL_DOCUMENTS", 1_000)
    monkeypatch.setattr(rounds, "POOL_CHARACTERS", num_characters)
    monkeypatch.setattr(bulk, "SEGMENT_TOKENS", 1_000_000)
    index = Index.open(tmp_path)
    index.build([long_document(n) for n in range(1, 7)])
    # Each process writes a segment of its own, this one writes a single one.
    assert len(index.snapshot().parts) == (NUM_WORKERS if num_characters == 100 else 1)
    assert index.num_documents == 6


def test_no_more_documents_are_held_than_tell_that_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand transcripts of a megabyte are not read before the first is built."""
    monkeypatch.setattr(rounds, "POOL_DOCUMENTS", 1_000)
    monkeypatch.setattr(rounds, "POOL_CHARACTERS", 500)
    monkeypatch.setattr(bulk, "num_builders", lambda: 1)
    num_read: list[int] = []

    def read() -> Iterator[tuple[int, Document]]:
        for n in range(1, 21):
            num_read.append(n)
            yield long_document(n)

    held: list[int] = []
    assert Index.open(tmp_path).build(read(), progress=lambda count: held.append(len(num_read) - count)) == 20
    assert max(held) <= 2


@pytest.mark.parametrize("num_documents", [2, 30])
def test_of_an_id_that_comes_twice_at_once_the_last_document_stays(tmp_path: Path, num_documents: int) -> None:
    index = Index.open(tmp_path)
    index.build([long_document(n, "d") for n in range(1, num_documents + 1)])
    assert [document.text for document in index.documents()] == [long_document(num_documents)[1].text]
    assert (index.num_documents, index.last_sequence) == (1, num_documents)


def test_a_failure_of_the_documents_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[int, Document]]:
        yield from archive(20)
        raise OSError("the disk went away")

    index = Index.open(tmp_path)
    with pytest.raises(OSError, match="went away"):
        index.build(failing())
    assert index.num_documents == 0
    assert not list(tmp_path.iterdir())


def test_a_document_that_cannot_be_built_is_told_with_its_reason(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    bad = Document("bad", "T", "words", published_at="the day before yesterday")
    with pytest.raises(BuildError, match="the day before yesterday"):
        index.build([*archive(20), (21, bad)])
    assert index.num_documents == 0
    assert not list(tmp_path.iterdir())


def test_a_pool_takes_over_processes_started_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    with started_ahead(NUM_WORKERS + 1):
        with BuilderPool(tmp_path, num_workers=NUM_WORKERS, segment_tokens=100) as pool:
            assert pool.process_ids() == [process.pid for process in started[:NUM_WORKERS]]
            for sequence, document in archive(20):
                pool.add(document, sequence=sequence)
            assert pool.finish()
        assert started[NUM_WORKERS].poll() is None
    assert len(started) == NUM_WORKERS + 1
    assert started[NUM_WORKERS].returncode == -signal.SIGKILL


def test_a_process_that_is_killed_is_told_with_the_remedy(tmp_path: Path) -> None:
    def fill(pool: BuilderPool) -> None:
        for sequence, document in archive(10_000):
            pool.add(document, sequence=sequence)
        pool.finish()

    with BuilderPool(tmp_path, num_workers=NUM_WORKERS, segment_tokens=10) as pool:
        os.kill(pool.process_ids()[0], signal.SIGKILL)
        with pytest.raises(BuildError, match=r"exit code -9.*built at the next start"):
            fill(pool)
    assert not list(tmp_path.iterdir())


def test_a_process_that_ends_before_its_reply_is_told(tmp_path: Path) -> None:
    with BuilderPool(tmp_path, num_workers=NUM_WORKERS, segment_tokens=100) as pool:
        for sequence, document in archive(4):
            pool.add(document, sequence=sequence)
        os.kill(pool.process_ids()[0], signal.SIGKILL)
        with pytest.raises(BuildError, match=r"exit code -9"):
            pool.finish()


def test_long_documents_are_handed_over_before_there_are_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand transcripts must not wait in one piece."""
    monkeypatch.setattr(pool_module, "BATCH_CHARACTERS", 1_000)
    with BuilderPool(tmp_path, num_workers=1, segment_tokens=100) as pool:
        (worker,) = pool._workers
        for number in range(5):
            pool.add(Document(f"d{number}", "T", "dues " * 80), sequence=number + 1)
            assert sum(len(fields[2]) for _, fields in worker._batch) < 1_000
        assert len(pool.finish()) > 1


@pytest.mark.parametrize("module", [processes, compaction])
def test_an_interrupt_from_the_keyboard_is_the_parents_alone_from_the_very_first(module: Any) -> None:
    """It reaches all processes of a terminal, and most likely while one still loads its code."""
    begin = module.PROGRAM.partition("from matcher")[0]
    program = f"{begin}import os; os.kill(os.getpid(), signal.SIGINT); print('goes on')"
    assert subprocess.run([sys.executable, "-c", program, "[]"], capture_output=True, check=True).stdout == b"goes on\n"


def test_a_process_whose_parent_is_gone_ends_without_a_word(tmp_path: Path) -> None:
    process = processes.take_process()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.close()
    for message in (Orders(str(tmp_path), "segment-building-1-", 100), [(1, fields_of(long_document(1)[1]))], None):
        process.stdin.write(pickle.dumps(message))
    process.stdin.flush()
    assert process.wait(60) == 0
    process.stdin.close()


def test_pools_beside_one_another_never_write_to_the_same_file(tmp_path: Path) -> None:
    """A worker of a killed server goes on for a moment, and the next server has begun to build."""
    with (
        BuilderPool(tmp_path, num_workers=NUM_WORKERS, segment_tokens=100) as orphaned,
        BuilderPool(tmp_path, num_workers=NUM_WORKERS, segment_tokens=100) as present,
    ):
        for pool in (orphaned, present):
            for sequence, document in archive(70):
                pool.add(document, sequence=sequence)
        files = [set(pool.finish()) for pool in (orphaned, present)]
        assert not files[0] & files[1]
        for path in files[0] | files[1]:
            Segment.open(path, check=True)
    assert not list(tmp_path.iterdir())


def test_worker_whose_parent_died_after_its_last_document_ends() -> None:
    read, write = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", "import os, sys; from matcher.processes import end_with_input\n"
         "end_with_input(); sys.exit(5)"],
        stdin=read,
        env={**os.environ, "PYTHONPATH": str(Path(index_module.__file__).parents[2])},
    )  # fmt: skip
    os.close(read)
    assert process.poll() is None
    os.close(write)
    assert process.wait(30) == 1
