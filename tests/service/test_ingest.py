"""Files of documents: every line goes in or is reported with its number and reason."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.types import Document
from service.ingest.files import Rejected, estimate_bytes, find_files, iter_documents
from service.ingest.imports import import_files
from service.ingest.records import parse_document_line
from tests.service.fake_matcher import fake_archive

LIMIT = 1_000


def line(document_id: str, **more: object) -> bytes:
    return json.dumps({"id": document_id, "title": "A title", "text": "Some words.", **more}).encode() + b"\n"


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.jsonl", bytes), ("a.ndjson", bytes), ("a.jsonl.gz", gzip.compress), ("A.JSONL.XZ", lzma.compress)],
)
def test_json_lines_are_read_plain_or_compressed(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / name).write_bytes(pack(line("d1") + b"\n" + line("d2", lang="en", published="2026-01-02")))
    first, second = iter_documents(tmp_path / name, LIMIT)
    assert first == Document("d1", "A title", "Some words.")
    assert isinstance(second, Document)
    assert (second.language, second.published_at) == ("en", "2026-01-02")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"{bad}\n", "expected a string key"),
        (b'{"id": "d"}\n', "/title: Field required"),
        (b"5\n", "not an object"),
        (b'{"id": "d", "title": "t", "text": "\xff"}\n', "UTF-8"),
        (line("d", text="a" * (LIMIT + 1)), "1,000 characters"),
        (line("d", metadata=5, colour="red"), "/metadata"),
        (line(" d"), "no blank at either end"),
        (line("d", published="soon"), "/published: a date is written as"),
        (b'{"id": "d", "title": "t", "text": "w", "metadata": {"a": %s1%s}}\n' % (b"[" * 300, b"]" * 300), ""),
        (b"\xef\xbb\xbf" + line("d"), "byte order mark"),
    ],
)
def test_bad_line_is_reported_with_its_number_and_the_rest_goes_in(tmp_path: Path, bad: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line("first") + b"\n" + bad + line("last"))
    first, rejected, last = iter_documents(path, LIMIT)
    assert [found.id for found in (first, last) if isinstance(found, Document)] == ["first", "last"]
    assert isinstance(rejected, Rejected)
    assert rejected.line == 3
    assert reason in rejected.reason
    assert str(rejected).startswith(f"{path}:3: ")


def test_unexpected_error_stays_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse_badly(raw: bytes, *limits: int, **more: bool) -> Document:
        if b"bad" in raw:
            raise IndexError("out of range")
        return parse_document_line(raw, *limits, **more)

    monkeypatch.setattr("service.ingest.files.parse_document_line", parse_badly)
    path = tmp_path / "a.jsonl"
    path.write_bytes(line("first") + line("bad") + line("last"))
    archive = fake_archive(tmp_path)
    rejected: list[Rejected] = []
    counts = import_files(archive, [path], max_characters=LIMIT, on_rejected=rejected.append)
    assert counts == {"created": 2, "failed": 1}
    assert [str(entry) for entry in rejected] == [f"{path}:2: cannot be stored (IndexError: out of range)"]
    archive.close()


def test_byte_order_mark_before_the_first_line_is_no_part_of_it(tmp_path: Path) -> None:
    for name, pack in (("a.jsonl", bytes), ("a.jsonl.gz", gzip.compress)):
        (tmp_path / name).write_bytes(pack(b"\xef\xbb\xbf" + line("d1") + line("d2")))
        found = list(iter_documents(tmp_path / name, LIMIT))
        assert [document.id for document in found if isinstance(document, Document)] == ["d1", "d2"]


def test_null_is_a_missing_field(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line("d", authors=None, kind=None, url=None))
    (found,) = iter_documents(tmp_path / "a.jsonl", LIMIT)
    assert found == Document("d", "A title", "Some words.")


def test_fields_of_an_archive_are_kept_as_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line("d", colour="red", desk="2", metadata={"desk": 7}))
    (found,) = iter_documents(tmp_path / "a.jsonl", LIMIT)
    assert found == Document("d", "A title", "Some words.", metadata={"colour": "red", "desk": 7})


def test_text_file_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "speech-1.txt").write_bytes("\ufeff\n  A headline\r\n\r\nÉmile said “no”.\n".encode())
    (found,) = iter_documents(tmp_path / "speech-1.txt", LIMIT)
    assert found == Document("speech-1", "A headline", "\n  A headline\r\n\r\nÉmile said “no”.\n")


@pytest.mark.parametrize("name", ["2026.03.31.txt", "2026.03.31.text", "2026.03.31.txt.gz"])
def test_dots_are_part_of_the_name_of_a_text_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"Words.") if name.endswith(".gz") else b"Words.")
    (found,) = iter_documents(tmp_path / name, LIMIT)
    assert isinstance(found, Document)
    assert found.id == "2026.03.31"


def test_text_file_does_not_replace_another_one_of_its_name(tmp_path: Path) -> None:
    for directory in ("a", "b"):
        (tmp_path / directory).mkdir()
        (tmp_path / directory / "speech.txt").write_text(f"Words of {directory}.")
    paths = [*find_files([tmp_path]), tmp_path / "a" / ".." / "a" / "speech.txt"]
    archive = fake_archive(tmp_path)
    rejected: list[Rejected] = []
    counts = import_files(archive, paths, max_characters=LIMIT, on_rejected=rejected.append)
    assert counts == {"created": 1, "unchanged": 1, "failed": 1}
    assert [str(entry) for entry in rejected] == [
        f"{tmp_path}/b/speech.txt: the file name is the id, and {tmp_path}/a/speech.txt has it already; rename one of "
        "them"
    ]
    archive.close()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"caf\xe9", "not in UTF-8"),
        ("a.txt", b"a" * (LIMIT + 1), "1,000 characters"),
        ("a.txt", "ы".encode() * (3 * LIMIT), "1,000 characters"),
        ("a.txt", b"a" + "ы".encode() * (3 * LIMIT), "1,000 characters"),
        ("a.pdf", b"%PDF", "unknown kind of file"),
        ("a.jsonl.gz", b"no gzip", "cannot be read"),
        ("a.jsonl.xz", b"no xz", "cannot be read"),
    ],
)
def test_file_that_cannot_be_used_is_reported(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    (rejected,) = iter_documents(tmp_path / name, LIMIT)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason


@pytest.mark.parametrize("name", ["none.jsonl", "none.txt", "none.pdf", "none"])
def test_missing_file_is_reported(tmp_path: Path, name: str) -> None:
    (rejected,) = iter_documents(tmp_path / name, LIMIT)
    assert isinstance(rejected, Rejected)
    assert "no such file or directory" in rejected.reason.lower()


def test_directory_without_a_file_to_import_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (rejected,) = iter_documents(*find_files([tmp_path]), LIMIT)
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith("has no file of a known kind; known are .jsonl")


def test_compression_cut_short_keeps_what_came_before(tmp_path: Path) -> None:
    many = b"".join(line(f"d{n}", text=f"words {n * 7919}") for n in range(3_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(many)[:-500])
    *found, rejected = iter_documents(tmp_path / "a.jsonl.gz", LIMIT)
    assert isinstance(rejected, Rejected)
    assert len(found) > 100
    assert all(isinstance(document, Document) for document in found)


def test_directories_give_their_known_files_in_order(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.txt", "c.pdf", "inner/d.jsonl.xz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.txt", "b.jsonl", "inner/d.jsonl.xz"]


def test_import_counts_every_line_and_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(line(f"d{n % 1_100}") for n in range(1_200)) + b"{bad\n")
    archive = fake_archive(tmp_path)
    rejected: list[Rejected] = []
    num_bytes: list[int] = []
    counts = import_files(archive, [path], max_characters=LIMIT, on_rejected=rejected.append, on_bytes=num_bytes.append)
    assert counts == {"created": 1_100, "unchanged": 100, "failed": 1}
    assert [entry.line for entry in rejected] == [1_201]
    assert sum(num_bytes) == path.stat().st_size
    assert archive.num_documents == 1_100
    archive.close()


def test_estimated_bytes_count_what_is_inflated_and_leave_out_what_is_missing(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_bytes(b"x" * 10)
    packed.write_bytes(b"x" * 10)
    assert estimate_bytes([plain, tmp_path / "missing.jsonl"]) == 10
    assert estimate_bytes([plain, packed]) > 20
