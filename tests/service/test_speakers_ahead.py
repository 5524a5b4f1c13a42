"""Speakers worked out ahead are those worked out when asked; a cache that is gone or damaged harms nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from matcher import Engine, Index
from matcher.attribution import Attributed, KeptSpeakers, attribute, row_of
from matcher.types import Document, Query, Speaker
from service.settings import Settings
from service.speakers import keeper, worker
from service.speakers import store as store_module
from service.speakers.store import SpeakerStore
from service.speakers.worker import resolve_new
from tests.service.small_disk import small_disk

DOCUMENTS = (
    Document("port", "Port", "“We will not close,” Ada Venn, the mayor, said. “Not now,” she added. He saw “fate”."),
    Document("plain", "Plain", "Nobody is quoted in this report about the harbour."),
    Document("talk", "Talk", "VENN: We will not close.\nORTIZ: Who says “never”?\n", kind="transcript"),
    Document("leise", "Leise", "„Wir bleiben hier“, sagte Karla Stein.", language="de"),
)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """An index on disk."""
    index = Index.open(tmp_path / "index")
    index.build(enumerate(DOCUMENTS, 1))
    index.close()
    return tmp_path / "index"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "speakers.sqlite3"


def resolved(directory: Path, path: Path) -> SpeakerStore:
    """Work everything out and open the result for reading."""
    store = SpeakerStore(path, may_write=True)
    resolve_new(directory, store, set())
    store.close()
    return SpeakerStore(path)


def keys_of(directory: Path) -> dict[str, int]:
    segment = Index.open(directory).snapshot().parts[0].segment
    return {segment.document_id(d): segment.content_key(d) for d in range(segment.num_documents)}


def test_what_is_kept_is_what_attribute_says(directory: Path, path: Path) -> None:
    store, keys = resolved(directory, path), keys_of(directory)
    for document in DOCUMENTS:
        said = [one for one in attribute(document) if one.attributed_as != "turn"]
        kept = store.find(keys[document.id])
        assert (kept.quotations if kept is not None else []) == said
    assert store.find(keys["port"])


def test_any_name_of_the_data_directory_will_do(directory: Path, tmp_path: Path) -> None:
    path = tmp_path / "50%25 #1?" / "speakers.sqlite3"
    assert resolved(directory, path).find(keys_of(directory)["port"])


def test_answers_are_the_same_with_and_without(directory: Path, path: Path) -> None:
    index = Index.open(directory)
    engines = Engine(index), Engine(index, memory=resolved(directory, path))
    for quote in (
        "Not now",
        "We will not close",
        "fate",
        "Wir bleiben hier",
        "who says never",
        "report about the harbour",
    ):
        for speaker in (None, "Ada Venn", "Karla Stein"):
            plain, kept = (engine.verify(Query(quote, speaker=speaker)) for engine in engines)
            assert plain == kept
    assert plain.matches


def test_engine_asks_what_is_kept_instead_of_reading(directory: Path) -> None:
    told = Attributed(0, 200, 0, Speaker("Somebody Else"))

    class Told:
        def find(self, key: int) -> KeptSpeakers:
            return KeptSpeakers([row_of(told)] if key == keys_of(directory)["port"] else [])

    answer = Engine(Index.open(directory), memory=Told()).verify(Query("Not now"))
    assert answer.matches[0].speaker == told.speaker


def test_segments_that_are_done_are_not_gone_through_again(directory: Path, path: Path) -> None:
    store = SpeakerStore(path, may_write=True)
    done = resolve_new(directory, store, set())
    assert len(done) == 1
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM speakers")
    assert resolve_new(directory, store, done) == done
    assert store.find(keys_of(directory)["port"]) is None


def test_document_that_cannot_be_worked_out_keeps_no_other_waiting(
    directory: Path, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(document: Document) -> tuple[Attributed, ...]:
        if document.id == "port":
            raise IndexError("a fault of ours")
        return tuple(attribute(document))

    monkeypatch.setattr(worker, "attribute", failing)
    store, keys = resolved(directory, path), keys_of(directory)
    assert store.find(keys["port"]) is None
    assert store.find(keys["leise"])
    assert "'port' cannot be worked out" in caplog.text


def test_index_that_is_not_there_is_waited_for(tmp_path: Path, path: Path) -> None:
    assert resolve_new(tmp_path / "nowhere", SpeakerStore(path, may_write=True), set()) == set()


def test_cache_of_other_rules_is_not_read_and_is_emptied(directory: Path, path: Path) -> None:
    key = keys_of(directory)["port"]
    resolved(directory, path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE origin SET rules = 'older'")
    assert SpeakerStore(path).find(key) is None
    store = SpeakerStore(path, may_write=True)
    assert store.missing([key]) == {key}
    resolve_new(directory, store, set())
    assert SpeakerStore(path).find(key)
    assert SpeakerStore(path, may_write=True).missing([key]) == set()


def test_cache_of_other_rules_is_not_opened_for_every_question(
    directory: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = keys_of(directory)["port"]
    resolved(directory, path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE origin SET rules = 'older'")
    opened: list[object] = []
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: opened.append(1) or connect(*given, **named))
    reader = SpeakerStore(path)
    assert [reader.find(key) for _ in range(5)] == [None] * 5
    assert len(opened) == 1
    monkeypatch.setattr(store_module, "LOOK_AGAIN_S", 0.0)
    reader = SpeakerStore(path)
    assert reader.find(key) is reader.find(key) is None
    assert len(opened) == 3


def test_damaged_cache_is_read_as_empty_and_written_anew(directory: Path, path: Path) -> None:
    key = keys_of(directory)["port"]
    resolved(directory, path)
    for leftover in path.parent.glob(path.name + "*"):
        leftover.unlink()
    path.write_bytes(b"no database" * 1_000)
    assert SpeakerStore(path).find(key) is None
    assert resolved(directory, path).find(key)


@pytest.mark.parametrize("rules", ["the same rules", "other rules"])
def test_full_disk_costs_nothing_that_is_kept(
    rules: str, directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite cannot open the file then, or not write to it: neither is damage."""
    key = keys_of(directory)["port"]
    with small_disk(tmp_path / "disk", num_bytes=1 << 20) as disk:
        path = disk.path / "cache" / "speakers.sqlite3"
        resolved(directory, path).close()
        disk.fill()
        with monkeypatch.context() as changed:
            if rules == "other rules":
                changed.setattr(store_module, "fingerprint", lambda: "of others")
            with pytest.raises(sqlite3.OperationalError):
                SpeakerStore(path, may_write=True)
        disk.free()
        assert SpeakerStore(path).find(key)
        assert resolved(directory, path).find(key)


def test_process_is_kept_running_where_it_is_needed_and_ends_with_its_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    program = f"import sys, pathlib; pathlib.Path({str(started)!r}).touch(); sys.argv.pop(); sys.stdin.read()"
    monkeypatch.setattr(keeper, "PROGRAM", program)
    monkeypatch.setattr(keeper, "CHECK_S", 0.01)
    needed = iter([False, False])

    async def run() -> asyncio.subprocess.Process:
        processes: list[asyncio.subprocess.Process] = []
        start = keeper._start

        async def noted(settings: Settings) -> asyncio.subprocess.Process:
            processes.append(await start(settings))
            return processes[-1]

        monkeypatch.setattr(keeper, "_start", noted)
        task = asyncio.create_task(keeper.keep_resolving(Settings(), is_needed=lambda: next(needed, True)))
        async with asyncio.timeout(60):
            while not started.exists():
                await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert len(processes) == 1
        return processes[0]

    assert asyncio.run(run()).returncode is not None


def test_process_that_ends_is_followed_by_another_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "PROGRAM", "pass")
    sleep, start, events = asyncio.sleep, keeper._start, list[float | str]()

    async def noted_sleep(seconds: float) -> None:
        if seconds == keeper.RESTART_S:
            events.append(seconds)
        await sleep(0.01)

    async def noted_start(settings: Settings) -> asyncio.subprocess.Process:
        events.append("start")
        return await start(settings)

    async def run() -> None:
        monkeypatch.setattr(asyncio, "sleep", noted_sleep)
        monkeypatch.setattr(keeper, "_start", noted_start)
        task = asyncio.create_task(keeper.keep_resolving(Settings(), is_needed=lambda: True))
        async with asyncio.timeout(60):
            while events.count("start") < 3:
                await sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    assert events == ["start", keeper.RESTART_S, "start", keeper.RESTART_S, "start"]


def test_missing_cache_is_found_once_it_is_there(directory: Path, path: Path) -> None:
    reader, key = SpeakerStore(path), keys_of(directory)["port"]
    assert reader.find(key) is None
    resolved(directory, path)
    assert reader.find(key)


def test_cache_of_documents_long_gone_is_emptied(path: Path) -> None:
    store = SpeakerStore(path, may_write=True)
    store.keep((key, []) for key in range(2_000))
    store.trim(num_documents=600)
    assert (kept := store.find(5)) is not None
    assert kept.quotations == []
    store.trim(num_documents=400)
    assert store.find(5) is None
