"""The answers of a job as JSON, NDJSON or CSV, read from its file while they are sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import NamedTuple

import orjson

from service.cursors import decode_cursor, encode_cursor, invalid_cursor
from service.jobs.file import AnswerRow, JobFile
from service.jobs.job import Job
from service.lifecycle import Process
from service.media_types import CSV, JSON, NDJSON_MEDIA_TYPES
from service.tables.questions import ANSWER_COLUMNS, answer_cells
from service.tables.writing import RowWriter

RESULT_MEDIA_TYPES = (JSON, *NDJSON_MEDIA_TYPES, CSV)
# Answers of a page of JSON, which most clients hold in memory whole. Lines and rows come all at once if not said.
DEFAULT_PAGE = 100
# Answers read at once: half a megabyte, as a rule.
_ROWS_AT_ONCE = 128
# Columns of a job that had none.
_LINE_COLUMNS = ("ref", "quote", "speaker")


class Page(NamedTuple):
    """The answers numbered from ``first`` up to, not including, ``until``, of a job as it was."""

    job: Job
    first: int
    until: int

    @property
    def next_cursor(self) -> str | None:
        """Where the next page begins; None if there is none and will be none."""
        is_last = self.job.is_finished and self.until == self.job.done
        return None if is_last else encode_cursor(f"{self.job.id}/{self.until}")


def open_page(job: Job, cursor: str | None, limit: int | None) -> Page:
    """Give the page that begins at a cursor; with as many answers as are done, or as the limit says.

    Raises
    ------
    InvalidRequest
        The cursor is not one of this job.
    """
    job_id, _, number = (decode_cursor(cursor) or f"{job.id}/0").partition("/")
    if job_id != job.id or not (number.isascii() and number.isdecimal() and int(number) <= job.done):
        raise invalid_cursor()
    first = int(number)
    return Page(job, first, job.done if limit is None else min(job.done, first + limit))


async def iter_json(process: Process, file: JobFile, page: Page) -> AsyncIterator[bytes]:
    """Yield a page as one object."""
    before = b'{"results":['
    async for rows in _iter_rows(process, file, page):
        yield before + b",".join(row.answer for row in rows)
        before = b","
    rest = orjson.dumps({"next_cursor": page.next_cursor, "status": page.job.status})
    yield (before if page.first == page.until else b"") + b"]," + rest[1:]


async def iter_ndjson(process: Process, file: JobFile, page: Page) -> AsyncIterator[bytes]:
    """Yield a page as lines."""
    async for rows in _iter_rows(process, file, page):
        yield b"".join(row.answer + b"\n" for row in rows)


async def iter_csv(process: Process, file: JobFile, page: Page) -> AsyncIterator[bytes]:
    """Yield a page as rows behind a header: the columns that came in, or some of the request's, and the answer's."""
    columns, delimiter = page.job.form or (_LINE_COLUMNS, ",")
    yield _written([[*columns, *ANSWER_COLUMNS]], delimiter)
    async for rows in _iter_rows(process, file, page):
        yield await process.run(_rows_written, rows, delimiter)


Render = Callable[[Process, JobFile, Page], AsyncIterator[bytes]]
RENDERERS: Mapping[str, Render] = {
    JSON: iter_json,
    CSV: iter_csv,
    **dict.fromkeys(NDJSON_MEDIA_TYPES, iter_ndjson),
}


async def _iter_rows(process: Process, file: JobFile, page: Page) -> AsyncIterator[list[AnswerRow]]:
    for first in range(page.first, page.until, _ROWS_AT_ONCE):
        yield await process.run(file.rows, first, min(page.until, first + _ROWS_AT_ONCE))


def _rows_written(rows: Sequence[AnswerRow], delimiter: str) -> bytes:
    asked = (row.cells if row.cells is not None else _line_cells(row.item) for row in rows)
    return _written([[*cells, *answer_cells(row.answer)] for cells, row in zip(asked, rows, strict=True)], delimiter)


def _line_cells(item: bytes) -> list[str]:
    """Give what a line asks as the cells of `_LINE_COLUMNS`; empty ones where it cannot be read."""
    try:
        fields = orjson.loads(item)
    except orjson.JSONDecodeError:
        fields = None
    found = [fields.get(name) for name in _LINE_COLUMNS] if isinstance(fields, dict) else [None] * len(_LINE_COLUMNS)
    return [str(value) if isinstance(value, str | int) else "" for value in found]


def _written(rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    pieces: list[str] = []
    writer = RowWriter(pieces.append, delimiter)
    for row in rows:
        writer.write_row(row)
    return "".join(pieces).encode()
