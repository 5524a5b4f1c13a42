"""Lines of documents stored as they arrive over HTTP: one transaction a slice, one status a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import orjson

from matcher.types import Document
from service.archive import Archive
from service.errors import Problem
from service.ingest.records import find_id, parse_document_line

# Documents of one transaction: enough to share the cost of a sync to disk, few enough that a status comes
# soon.
SLICE_DOCUMENTS = 128

Status = dict[str, Any]


def store_lines(
    archive: Archive, lines: Sequence[bytes | Problem], first_line: int, max_characters: int
) -> tuple[bytes, Counter[str]]:
    """Store a slice of lines; give a status line for each that is not blank, and the counts of what was done.

    Parameters
    ----------
    lines
        Raw lines without their ends, or what is wrong with one.
    first_line
        Number of the first of them in its stream, from 1.
    """
    statuses: list[Status] = []
    accepted: list[tuple[Status, Document]] = []
    for number, line in enumerate(lines, first_line):
        if isinstance(line, bytes) and not line.strip():
            continue
        status: Status = {"line": number, "id": None, "status": "failed"}
        statuses.append(status)
        try:
            document = _read(line, max_characters)
        except Problem as problem:
            status["id"] = find_id(line) if isinstance(line, bytes) else None
            status["error"] = problem.body()
        else:
            status["id"] = document.id
            accepted.append((status, document))
    for (status, _), stored in zip(accepted, archive.put_many([d for _, d in accepted]), strict=True):
        status["status"] = stored.effect
    counts = Counter(str(status["status"]) for status in statuses)
    return b"".join(orjson.dumps(status) + b"\n" for status in statuses), counts


def _read(line: bytes | Problem, max_characters: int) -> Document:
    if isinstance(line, Problem):
        raise line
    return parse_document_line(line, max_characters)


def import_summary(counts: Counter[str]) -> Status:
    """Give the counts of an import, all keys present."""
    summary = {key: counts[key] for key in ("created", "replaced", "unchanged", "failed")}
    return {"total": sum(summary.values()), **summary}
