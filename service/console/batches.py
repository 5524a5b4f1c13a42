"""A file of quotes verified into a file of answers: JSON Lines give the API's answers, CSV gives a row a
quote.

A quote that cannot be verified, whatever the reason, fails alone: its place in the answers says why, and so does a line
on standard error with its number.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import orjson

from service.archive import Archive
from service.batches.slices import FAILED, SLICE_QUOTES, answer_slice
from service.console.importing import MAX_REASONS
from service.console.outputs import writing
from service.console.terminal import harmless
from service.ingest.files import describe_body

# Columns added to those of the CSV that came in.
CSV_COLUMNS = (
    "verdict",
    "outcome",
    "message",
    "document_id",
    "passage",
    "found_speaker",
    "attribution",
    "error",
)
_JSON_SUFFIXES = (".jsonl", ".ndjson")
_REQUEST_COLUMNS = ("quote", "speaker", "language", "published_after", "published_before", "prefix", "suffix")


class Question(NamedTuple):
    """A verify request as JSON, the number of its line or row, and the row that it came in."""

    number: int
    item: bytes
    row: dict[str, Any]


class Answered(NamedTuple):
    """A question and what stands in the file of answers; ``reason`` is None unless it failed."""

    question: Question
    rendered: bytes
    reason: str | None


class BatchRun:
    """One run over the quotes of a file, which counts and reports those that failed."""

    def __init__(self, archive: Archive, path: Path, max_quote_characters: int) -> None:
        self._archive, self._path, self._max_characters = archive, path, max_quote_characters
        self.num_failed = 0

    def iter_answers(self, questions: Iterable[Question]) -> Iterator[Answered]:
        """Yield the answer to each question, in order."""
        waiting = iter(questions)
        while part := list(islice(waiting, SLICE_QUOTES)):
            answers = answer_slice(self._archive, [question.item for question in part], self._max_characters)
            for question, rendered, outcome in zip(part, answers.rendered, answers.outcomes, strict=True):
                yield Answered(question, rendered, self._failed(question, rendered) if outcome == FAILED else None)

    def _failed(self, question: Question, rendered: bytes) -> str:
        """Report why a question has no answer, and give the reason back."""
        reason = describe_body(orjson.loads(rendered)["error"])
        self.num_failed += 1
        if self.num_failed <= MAX_REASONS:
            print(f"failed {self._path}:{question.number}: {harmless(reason)}", file=sys.stderr)
        elif self.num_failed == MAX_REASONS + 1:
            print("further failures are only in the answers", file=sys.stderr)
        return reason


def verify_file(archive: Archive, path: Path, output: Path | None, max_quote_characters: int) -> int:
    """Verify all quotes of a file; give how many failed.

    Raises
    ------
    SystemExit
        The file is of an unknown kind or has no column of quotes.
    """
    if path.suffix.lower() not in (".csv", *_JSON_SUFFIXES):
        raise SystemExit(f"onrecord: {path} is neither .csv nor .jsonl")
    run = BatchRun(archive, path, max_quote_characters)
    if path.suffix.lower() in _JSON_SUFFIXES:
        with path.open("rb") as lines, writing(output, lines) as out:
            _verify_json_lines(run, lines, out)
        return run.num_failed
    try:
        with path.open(encoding="utf-8-sig", newline="") as rows, writing(output, rows) as out:
            _verify_csv(run, path, rows, out)
    except (UnicodeDecodeError, csv.Error) as error:
        raise SystemExit(f"onrecord: {path} is no CSV in UTF-8: {error}") from None
    return run.num_failed


def _verify_json_lines(run: BatchRun, lines: Iterable[bytes], out: TextIO) -> None:
    questions = (Question(number, line, {}) for number, line in enumerate(lines, 1) if line.strip())
    for answered in run.iter_answers(questions):
        out.write(answered.rendered.decode() + "\n")


def _verify_csv(run: BatchRun, path: Path, rows: Iterable[str], out: TextIO) -> None:
    reader = csv.DictReader(rows)
    columns = list(reader.fieldnames or ())
    if "quote" not in columns:
        raise SystemExit(f"onrecord: {path} has no column named quote; its columns are {', '.join(columns)}")
    writer = csv.DictWriter(out, [*columns, *CSV_COLUMNS], extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for answered in run.iter_answers(_iter_questions(reader)):
        writer.writerow({**answered.question.row, **_cells(answered)})


def _iter_questions(rows: Iterable[dict[str, Any]]) -> Iterator[Question]:
    for number, row in enumerate(rows, 2):
        item = {name: row[name] for name in _REQUEST_COLUMNS if row.get(name)}
        yield Question(number, orjson.dumps({"quote": "", **item}), row)


def _cells(answered: Answered) -> dict[str, Any]:
    """Give the cells of an answer, or of its failure."""
    if answered.reason is not None:
        return dict.fromkeys(CSV_COLUMNS, "") | {"error": answered.reason}
    answer = orjson.loads(answered.rendered)
    best = answer["matches"][0] if answer["matches"] else None
    return {
        "verdict": answer["verdict"],
        "outcome": answer["outcome"],
        "message": answer["message"],
        "document_id": best["document"]["id"] if best else "",
        "passage": " […] ".join(span["text"] for span in best["spans"]) if best else "",
        "found_speaker": best["speaker"]["name"] if best and best["speaker"] else "",
        "attribution": answer["attribution"]["status"],
        "error": "",
    }
