"""`check-index` names what is wrong with an index, `reindex` mends it, and a lost index is built again."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from matcher import Index
from matcher.index.manifest import read_manifest, write_manifest
from matcher.types import Document, Query
from service.archive import Archive, open_archive
from service.cli import app
from service.data_directory import INDEX_DIRECTORY
from service.index_check import iter_faults
from service.matching import Progress
from service.store.opening import open_log
from service.store.sqlite import SqliteLog
from tests.service.test_server import JSON, serving

QUOTES = ["not raise the harbour dues", "ferry number 3 is late", "was never written"]


def document(n: int, text: str = "") -> Document:
    return Document(f"d{n}", "T", text or f"“We will not raise the harbour dues,” she said; ferry number {n} is late.")


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    archive = open_archive(tmp_path, must_build=True)
    archive.import_many([[document(n) for n in range(6)]], lambda _: None)
    archive.import_many([[document(4, "Other words."), document(7)]], lambda _: None)
    archive.delete("d5")
    archive.rebuild()
    archive.put(document(8))  # in the log alone
    archive.close()
    return tmp_path


def faults(data_dir: Path) -> list[str]:
    log = open_log(data_dir, read_only=True)
    try:
        return list(iter_faults(data_dir / INDEX_DIRECTORY, log))
    finally:
        log.close()


def answers(data_dir: Path) -> list[tuple[str, int, list[str]]]:
    archive = open_archive(data_dir)
    archive.recover()
    found = [archive.verify(Query(quote, max_matches=20)) for quote in QUOTES]
    archive.close()
    return [(a.verdict, a.occurrences, [match.document.id for match in a.matches]) for a in found]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


def test_whole_index_has_no_faults(data_dir: Path) -> None:
    assert faults(data_dir) == []
    code, output = run("check-index", "--data-dir", str(data_dir))
    assert (code, "agrees with the log" in output) == (0, True)


def test_damage_is_named_and_mended(data_dir: Path) -> None:
    expected = answers(data_dir)
    path = max((data_dir / INDEX_DIRECTORY).glob("segment-*"), key=lambda path: path.stat().st_size)
    spoiled = bytearray(path.read_bytes())
    spoiled[spoiled.index(b"harbour")] ^= 1
    path.write_bytes(spoiled)
    code, output = run("check-index", "--data-dir", str(data_dir))
    assert code == 1
    assert path.name in output
    code, output = run("reindex", "--data-dir", str(data_dir))
    assert (code, output.splitlines()[-1]) == (0, "7 documents")
    assert faults(data_dir) == []
    assert answers(data_dir) == expected


@pytest.mark.parametrize("num_built", [0, 3, 7])
def test_an_interrupted_reindex_says_so_and_the_next_start_goes_on(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, num_built: int
) -> None:
    expected, rebuild = answers(data_dir), Archive.rebuild

    def interrupt(archive: Archive, progress: Progress) -> None:
        def report(count: int) -> None:
            progress(count)
            if count == num_built:
                raise KeyboardInterrupt

        if num_built:
            rebuild(archive, report)
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(Archive, "rebuild", interrupt)
        code, output = run("reindex", "--data-dir", str(data_dir))
    assert (code, "built at the next start" in output) == (130, True)
    assert answers(data_dir) == expected
    assert run("reindex", "--data-dir", str(data_dir))[0] == 0
    assert faults(data_dir) == []
    assert answers(data_dir) == expected


def test_an_index_that_disagrees_with_its_log_is_told(data_dir: Path) -> None:
    index = Index.open(data_dir / INDEX_DIRECTORY)
    index.delete("d1", sequence=index.last_sequence)
    index.put(document(2, "Not these words."), sequence=3)
    index.put(document(99), sequence=index.last_sequence)
    index.flush()
    index._write_manifest(index.last_sequence)
    told = "\n".join(faults(data_dir))
    assert "no segment has 'd1'" in told
    assert "other words or fields for 'd2'" in told
    assert "'d99', which the log has never seen" in told
    assert told.count("onrecord reindex") == 3


def test_a_document_that_stands_twice_is_told(tmp_path: Path) -> None:
    """A manifest that forgot what it had deleted would let both wordings answer."""
    with closing(SqliteLog(tmp_path / "log.sqlite3")) as log:
        index = Index.open(tmp_path / "index")
        for words in ("the first wording", "the second wording"):
            for name in ("a", "b"):
                wording = Document(name, "T", words)
                index.put(wording, sequence=log.append([wording])[0].sequence)
            index.flush()
        assert list(iter_faults(tmp_path / "index", log)) == []
        manifest = read_manifest(tmp_path / "index")
        segments = tuple(replace(entry, deleted=()) for entry in manifest.segments)
        write_manifest(tmp_path / "index", replace(manifest, segments=segments))
        faults = list(iter_faults(tmp_path / "index", log))
    assert len([fault for fault in faults if "has too" in fault]) == 2


def test_a_lost_index_is_built_again_and_answers_alike(data_dir: Path) -> None:
    expected = answers(data_dir)
    shutil.rmtree(data_dir / INDEX_DIRECTORY)
    assert answers(data_dir) == expected


def test_a_missing_segment_is_named(data_dir: Path) -> None:
    path = next((data_dir / INDEX_DIRECTORY).glob("segment-*"))
    path.unlink()
    assert any(path.name in fault for fault in faults(data_dir))


def test_damage_under_a_running_server_is_named_and_mended_at_the_next_start(data_dir: Path) -> None:
    index = data_dir / INDEX_DIRECTORY
    path = max(index.glob("segment-*"), key=lambda path: path.stat().st_size)
    with serving(data_dir) as server:
        place = path.read_bytes().index(b"harbour")
        with path.open("r+b") as file:  # the very pages that the server maps
            file.seek(place)
            file.write(b"h\x00rbour")
        code, output = run("check-index", "--data-dir", str(data_dir))
        assert (code, path.name in output) == (1, True)
        assert server.request("GET", "/readyz")[0] == 200
    with serving(data_dir) as again:
        body = json.dumps({"quote": QUOTES[0]}).encode()
        answer = json.loads(again.request("POST", "/v1/verify", body, JSON)[1])
        assert (answer["verdict"], answer["occurrences"]) == ("verbatim", 6)
    assert faults(data_dir) == []
