"""Files of documents: JSON Lines, plain or compressed, and plain text.

A line that cannot be used is reported with its number and reason, and the rest goes in. A file whose
compression is damaged is reported at the place where reading stopped; what came before stays.
"""

from __future__ import annotations

import gzip
import logging
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from matcher.types import Document
from service.errors import Problem
from service.ingest.records import parse_document_line
from service.inputs import JSONL_SUFFIXES, STANDARD_INPUT, name_of, reading, unmarked
from service.prefetch import prefetched
from service.schemas import check_id
from service.store.encoding import encode

TEXT_SUFFIXES = (".txt", ".text")
_OPENERS: dict[str, Callable[[BinaryIO], Any]] = {".gz": gzip.open, ".xz": lzma.open}

# How many times its compressed size a text is, about: 2.5 to 6 for articles.
_INFLATION = 4
# Lines between two reports of progress: some megabytes.
_REPORT_LINES = 500
# Parsed lines that wait to be stored: some megabytes of articles.
_LINES_AHEAD = 512
# A title longer than this is a first paragraph.
_MAX_TITLE_CHARACTERS = 200

logger = logging.getLogger("onrecord.import")

OnBytes = Callable[[int], None]
OnLine = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line or file that could not be used. ``line`` is None where the file as a whole failed."""

    path: Path
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = f"{name_of(self.path)}:{self.line}" if self.line is not None else name_of(self.path)
        return f"{place}: {self.reason}"


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to import, those of directories in order of name and only with a known suffix."""
    for path in paths:
        if path.is_dir():
            known = [inner for inner in sorted(path.rglob("*")) if inner.is_file() and _is_known(inner)]
            yield from known or [path]  # where there is none, importing the directory itself says so
        else:
            yield path


def estimate_bytes(files: Iterable[Path]) -> int:
    """Estimate how many bytes the files hold once they are inflated; what cannot be read holds none."""
    known = [(path, path.stat().st_size) for path in files if path.is_file()]
    return sum(size * _INFLATION if path.suffix.lower() in _OPENERS else size for path, size in known)


def iter_documents(
    path: Path, max_characters: int, on_bytes: OnBytes = lambda _: None, on_line: OnLine = lambda _: None
) -> Iterator[Document | Rejected]:
    """Yield every document of one file, or why there is none.

    Parameters
    ----------
    path
        Of the file; ``-`` for standard input, which has JSON Lines.
    on_bytes
        Told how many more bytes of the file, as it lies on the disk, have been read.
    on_line
        Told the number of each line, from 1, before what it holds is yielded.
    """
    try:
        if path == STANDARD_INPUT or _inner_suffix(path) in JSONL_SUFFIXES:
            yield from _iter_json_lines(path, max_characters, on_bytes, on_line)
        elif _inner_suffix(path) in TEXT_SUFFIXES:
            yield _read_text(path, max_characters)
            on_bytes(path.stat().st_size)
        else:
            yield Rejected(path, None, _explain_unknown(path))
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        yield Rejected(path, None, f"cannot be read: {reason}")


def _explain_unknown(path: Path) -> str:
    known = f"known are {', '.join((*JSONL_SUFFIXES, *TEXT_SUFFIXES))}, each also with .gz or .xz"
    if path.is_dir():
        return f"has no file of a known kind; {known}"
    return f"unknown kind of file; {known}" if path.exists() else "no such file or directory"


def _inflated(raw: BinaryIO, path: Path) -> BinaryIO:
    """Give the content of an open file, inflated according to its suffix."""
    opener = _OPENERS.get(path.suffix.lower())
    return cast(BinaryIO, opener(raw)) if opener else raw


def _iter_json_lines(
    path: Path, max_characters: int, on_bytes: OnBytes, on_line: OnLine
) -> Iterator[Document | Rejected]:
    # A thread inflates and parses ahead: both together take less than writing the log, which the caller does.
    with (
        reading(path) as raw,
        _inflated(raw, path) as file,
        closing(prefetched(_iter_read(path, unmarked(file), max_characters), max_waiting=_LINES_AHEAD)) as read_lines,
    ):
        reported = 0
        for number, found in enumerate(read_lines, 1):
            on_line(number)
            if found is not None:
                yield found
            if number % _REPORT_LINES == 0 and path != STANDARD_INPUT:
                read = raw.tell()  # the thread reads on
                on_bytes(read - reported)
                reported = read
        if path != STANDARD_INPUT:
            on_bytes(path.stat().st_size - reported)


def _iter_read(path: Path, lines: Iterable[bytes], max_characters: int) -> Iterator[Document | Rejected | None]:
    """Yield what each line holds, None for a blank one."""
    for number, line in enumerate(lines, 1):
        yield _read_line(path, number, line, max_characters) if line.strip() else None


def _read_line(path: Path, number: int, line: bytes, max_characters: int) -> Document | Rejected:
    try:
        document = parse_document_line(line, max_characters, keep_unknown=True)
        # Some microseconds, so that what cannot be stored fails with its line and not with hundreds of others.
        encode(document)
    except Problem as problem:
        return Rejected(path, number, describe(problem))
    except Exception as error:
        logger.debug("%s:%d cannot be stored", name_of(path), number, exc_info=True)
        return Rejected(path, number, f"cannot be stored ({type(error).__name__}: {error})")
    return document


def describe(problem: Problem) -> str:
    """Give a problem in one line for a terminal."""
    return describe_body(problem.body())


def describe_body(body: dict[str, Any]) -> str:
    """Give the body of a problem in one line for a terminal."""
    places = "; ".join(f"{error['pointer'] or '/'}: {error['detail']}" for error in body.get("errors", ()))
    return places or str(body["detail"])


def _read_text(path: Path, max_characters: int) -> Document | Rejected:
    """Read a text file as one document: named by the file, titled by its first line."""
    with path.open("rb") as raw, _inflated(raw, path) as file:
        content = file.read(4 * max_characters + 1)  # a UTF-8 character has at most four bytes
    too_long = Rejected(path, None, f"more than {max_characters:,} characters (ONRECORD_MAX_DOCUMENT_CHARACTERS)")
    if len(content) > 4 * max_characters:  # and may be cut within one
        return too_long
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Rejected(path, None, f"not in UTF-8 (byte {error.start}); convert it first")
    if len(text) > max_characters:
        return too_long
    document_id = _without_compression(path).stem  # other dots are part of the name, as in 2026.03.31.txt
    try:
        check_id(document_id)
    except ValueError as error:
        return Rejected(path, None, f"the file name is the id: {error}")
    title = next((line.strip() for line in text.splitlines() if line.strip()), document_id)
    return Document(id=document_id, title=title[:_MAX_TITLE_CHARACTERS], text=text)


def _inner_suffix(path: Path) -> str:
    """Give the suffix under a compression, in lower case."""
    return _without_compression(path).suffix.lower()


def _without_compression(path: Path) -> Path:
    return path.with_suffix("") if path.suffix.lower() in _OPENERS else path


def _is_known(path: Path) -> bool:
    return _inner_suffix(path) in JSONL_SUFFIXES + TEXT_SUFFIXES
