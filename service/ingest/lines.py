"""Lines of documents stored as they arrive over HTTP: one transaction a slice, one status a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import orjson

from matcher.types import Document
from service.archive import Archive
from service.errors import Problem
from service.ingest.records import parse_document_line

# Documents of one transaction: enough to share the cost of a sync to disk, few enough that a status comes
# soon.
SLICE_DOCUMENTS = 128

Status = dict[str, Any]


def store_lines(
    archive: Archive, lines: Sequence[bytes], first_line: int, max_characters: int
) -> tuple[bytes, Counter[str]]:
    """Store a slice of lines; give a status line for each that is not blank, and the counts of what was done.

    Parameters
    ----------
    lines
        Raw lines without their ends.
    first_line
        Number of the first of them in its stream, from 1.
    """
    statuses: list[Status] = []
    accepted: list[tuple[Status, Document]] = []
    for number, line in enumerate(lines, first_line):
        if not line.strip():
            continue
        status: Status = {"line": number, "id": None, "status": "failed"}
        statuses.append(status)
        try:
            document = parse_document_line(line, max_characters)
        except Problem as problem:
            status["error"] = problem.body()
        else:
            status["id"] = document.id
            accepted.append((status, document))
    for (status, _), stored in zip(accepted, archive.put_many([d for _, d in accepted]), strict=True):
        status["status"] = stored.effect
    counts = Counter(str(status["status"]) for status in statuses)
    return b"".join(orjson.dumps(status) + b"\n" for status in statuses), counts


def import_summary(counts: Counter[str]) -> Status:
    """Give the counts of an import, all keys present."""
    summary = {key: counts[key] for key in ("created", "replaced", "unchanged", "failed")}
    return {"total": sum(summary.values()), **summary}
