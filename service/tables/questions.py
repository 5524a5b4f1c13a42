"""What a line or a row of a file of quotes asks, and the cells of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson

from service.ingest.files import describe_body

# Columns of the answer, behind those of a row.
ANSWER_COLUMNS = (
    "verdict",
    "outcome",
    "message",
    "document_id",
    "passage",
    "found_speaker",
    "attribution",
    "error",
)


class Question(NamedTuple):
    """A verify request as JSON, and the row that it came in.

    ``number`` is that of its line from 1, or of its row as a spreadsheet counts. ``fault`` says why a row asks nothing
    that can be answered; it is None otherwise.
    """

    number: int
    item: bytes
    cells: Sequence[str] = ()
    fault: str | None = None


def answer_cells(rendered: bytes) -> list[str]:
    """Give an answer, or the problem in place of one, as the cells of `ANSWER_COLUMNS`."""
    answer = orjson.loads(rendered)
    if "error" in answer:
        return [*[""] * (len(ANSWER_COLUMNS) - 1), describe_body(answer["error"])]
    best: dict[str, Any] | None = answer["matches"][0] if answer["matches"] else None
    return [
        answer["verdict"],
        answer["outcome"],
        answer["message"],
        best["document"]["id"] if best else "",
        " […] ".join(span["text"] for span in best["spans"]) if best else "",
        best["speaker"]["name"] if best and best["speaker"] else "",
        answer["attribution"]["status"],
        "",
    ]
