"""The quotes of a file as questions, answered one after the other.

A quote that cannot be verified, whatever the reason, fails alone: its place in the answers says why, and so does a line
on standard error with its number.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import orjson

from service.archive import Archive
from service.batches.slices import FAILED, SLICE_QUOTES, answer_slice
from service.console.importing import MAX_REASONS
from service.console.terminal import harmless
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


class Answered(NamedTuple):
    """A question and its answer as JSON; ``reason`` says why there is none, and is None otherwise."""

    question: Question
    rendered: bytes
    reason: str | None

    def cells(self) -> list[str]:
        """Give the answer as the cells of `ANSWER_COLUMNS`."""
        if self.reason is not None:
            return [*[""] * (len(ANSWER_COLUMNS) - 1), self.reason]
        answer = orjson.loads(self.rendered)
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


class Asker:
    """Answers the questions of one file, counts those that fail, and tells why.

    Parameters
    ----------
    name
        Of the file, as it is told.
    """

    def __init__(self, archive: Archive, name: str, max_quote_characters: int) -> None:
        self._archive, self._name, self._max_characters = archive, name, max_quote_characters
        self.num_failed = 0

    def iter_answers(self, questions: Iterable[Question]) -> Iterator[Answered]:
        """Yield each question with its answer, in order."""
        waiting = iter(questions)
        while part := list(islice(waiting, SLICE_QUOTES)):
            items = [question.item for question in part if question.fault is None]
            answers = answer_slice(self._archive, items, self._max_characters)
            found = zip(answers.rendered, answers.outcomes, strict=True)
            for question in part:
                rendered, outcome = next(found) if question.fault is None else (b"", FAILED)
                yield Answered(question, rendered, self._reason(question, rendered) if outcome == FAILED else None)

    def _reason(self, question: Question, rendered: bytes) -> str:
        """Give the reason why a question has no answer, and tell it."""
        reason = question.fault or describe_body(orjson.loads(rendered)["error"])
        self.num_failed += 1
        if self.num_failed <= MAX_REASONS:
            print(f"failed {self._name}:{question.number}: {harmless(reason)}", file=sys.stderr)
        elif self.num_failed == MAX_REASONS + 1:
            print("further failures are only in the answers", file=sys.stderr)
        return reason
