"""From the body of a request to a job: read whole within its limits, then line by line, or refused whole."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial

from starlette.requests import Request

from service.batches.slices import render_failure
from service.bodies import media_type, require_media_type
from service.errors import InvalidRequest, InvalidTable, TooLarge, UnsupportedMediaType
from service.jobs.file import translated
from service.jobs.job import Job, JobQuestion, TableForm
from service.lifecycle import Process
from service.media_types import CSV, NDJSON_MEDIA_TYPES
from service.settings import Settings
from service.streams import LineCutter, iter_inflated, require_encoding
from service.tables.reading import DELIMITER_NAMES, NoQuotesError, Table, TableError

JOB_MEDIA_TYPES = (*NDJSON_MEDIA_TYPES, CSV)
# A parameter of a media type, such as ``; charset="utf-8"``.
_PARAMETER = re.compile(r';\s*([a-z]+)\s*=\s*("[^"]*"|[^;\s]*)')
# ASCII is UTF-8 too.
_CHARSETS = ("utf-8", "utf8", "us-ascii", "ascii")
# Bytes written to the disk at once: a change of threads for each piece that arrives would take longer than the write.
_WRITE_BYTES = 1024 * 1024
# Bytes after which it is looked whether there is still room: that is a look at all files, and there may be thousands.
_CHECK_BYTES = 16 * 1024 * 1024
_READ_BYTES = 64 * 1024


async def receive(process: Process, request: Request) -> Job:
    """Read a body and accept it as a job, durable on return.

    Raises
    ------
    Problem
        Whatever is wrong with the body as a whole, or with the room for it. Nothing is kept then. What is wrong with a
        line is told in its place among the answers.
    """
    jobs, settings = process.jobs, process.settings
    _require_form(request)
    declared = _declared_bytes(request)
    if declared > settings.max_job_bytes:
        raise _too_large(settings.max_job_bytes)
    await process.run(jobs.require_room, declared)
    staged = await process.run(jobs.stage)
    try:
        await _stage(process, request, staged)
        accept = _accept_table if media_type(request) == CSV else _accept_lines
        # In a thread beside those for writes and long quotes, which would have to wait for seconds.
        async with process.accepting:
            return await asyncio.to_thread(accept, process, staged)
    finally:
        await process.run(jobs.discard, staged)


def _require_form(request: Request) -> None:
    """Refuse a body that is neither NDJSON nor CSV, that has no header row, or is not in UTF-8."""
    require_media_type(request, JOB_MEDIA_TYPES)
    require_encoding(request, gzip=True)
    found = _PARAMETER.findall(request.headers["content-type"].lower())
    declared = {name: value.strip('"') for name, value in found}
    if declared.get("charset", "utf-8") not in _CHARSETS:
        raise UnsupportedMediaType("Send the body in UTF-8.")
    if declared.get("header") == "absent":
        raise UnsupportedMediaType("Send the CSV with a header row that names its columns.")


def _declared_bytes(request: Request) -> int:
    declared = request.headers.get("content-length", "")
    return int(declared) if declared.isdecimal() else 0


async def _stage(process: Process, request: Request, staged: io.FileIO) -> None:
    """Write the body, inflated, to a file."""
    num_left = process.settings.max_job_bytes
    pending = bytearray()
    async for chunk in iter_inflated(request, process.settings.max_inflate_ratio):
        num_left -= len(chunk)
        if num_left < 0:
            raise _too_large(process.settings.max_job_bytes)
        pending += chunk
        if len(pending) >= _WRITE_BYTES:
            await process.run(_write, process, staged, bytes(pending))
            pending.clear()
    await process.run(_write, process, staged, bytes(pending))
    staged.seek(0)


def _write(process: Process, staged: io.FileIO, piece: bytes) -> None:
    if staged.tell() // _CHECK_BYTES != (staged.tell() + len(piece)) // _CHECK_BYTES:
        process.jobs.require_bytes(len(piece))
    left = memoryview(piece)
    with translated(process.jobs.directory):
        while left:
            left = left[staged.write(left) :]


def _too_large(max_bytes: int) -> TooLarge:
    return TooLarge(f"The limit is {max_bytes:,} bytes in one job (ONRECORD_MAX_JOB_BYTES); send several.")


def _accept_lines(process: Process, staged: io.FileIO) -> Job:
    questions = _iter_lines(staged, process.settings.max_body_bytes)
    return process.jobs.accept(_counted(questions, process.settings.max_job_lines), None)


def _iter_lines(staged: io.FileIO, max_line_bytes: int) -> Iterator[JobQuestion]:
    """Yield the lines of NDJSON that are not blank; one over the limit is not kept."""
    cutter = LineCutter(max_line_bytes)
    for chunk in iter(partial(staged.read, _READ_BYTES), b""):
        yield from map(_question, filter(_is_filled, cutter.cut(chunk)))
    yield from map(_question, filter(_is_filled, cutter.finish()))


def _is_filled(line: bytes | TooLarge) -> bool:
    return isinstance(line, TooLarge) or bool(line.strip())


def _question(line: bytes | TooLarge) -> JobQuestion:
    return JobQuestion(line) if isinstance(line, bytes) else JobQuestion(b"", None, render_failure(b"", line))


def _accept_table(process: Process, staged: io.FileIO) -> Job:
    settings = process.settings
    with closing(_Rows(staged, settings)) as rows:
        try:
            table = Table(rows)
            form = TableForm(table.columns, table.delimiter)
            return process.jobs.accept(_counted(rows.iter_questions(table), settings.max_job_lines), form)
        except NoQuotesError:  # its own message has the first row, which may be a quote
            raise InvalidRequest(
                f"No column of the first row is named quote; columns are apart by {DELIMITER_NAMES}."
            ) from None
        except TableError as error:
            raise InvalidRequest(f"Change the CSV: {error}.") from None
        except UnicodeDecodeError:
            raise InvalidTable("Send the CSV in UTF-8.") from None
        except csv.Error as error:
            raise InvalidTable(f"Correct the CSV: {error}.") from None


class _Rows:
    """The lines of a CSV as text, as long as none of its rows is over the limit.

    A quotation mark that is not closed makes one row of all that follows, which may be more than fits in memory.
    """

    def __init__(self, staged: io.FileIO, settings: Settings) -> None:
        self._text = io.open(staged.fileno(), encoding="utf-8-sig", newline="", closefd=False)  # noqa: SIM115, UP020
        self._max_characters = self._num_left = settings.max_body_bytes

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._num_left + 1):
            self._num_left -= len(line)
            if self._num_left < 0:
                raise TooLarge(
                    f"A row of the CSV has more than {self._max_characters:,} characters (ONRECORD_MAX_BODY_BYTES); "
                    "is a quotation mark not closed?"
                )
            yield line

    def iter_questions(self, table: Table) -> Iterator[JobQuestion]:
        """Yield what the rows ask; a row that asks nothing has its failure."""
        self._num_left = self._max_characters
        for _, item, cells, fault in table:
            failure = None if fault is None else render_failure(item, InvalidRequest(fault))
            yield JobQuestion(item, cells, failure)
            self._num_left = self._max_characters

    def close(self) -> None:
        """Leave the file to its owner."""
        self._text.close()


def _counted(questions: Iterable[JobQuestion], max_lines: int) -> Iterator[JobQuestion]:
    """Yield all questions, at least one and at most so many."""
    number = 0
    for number, question in enumerate(questions, 1):
        if number > max_lines:
            raise TooLarge(f"The limit is {max_lines:,} lines in one job (ONRECORD_MAX_JOB_LINES); send several.")
        yield question
    if not number:
        raise InvalidRequest("Send at least one quote: the body has no lines, or nothing but a header row.")
