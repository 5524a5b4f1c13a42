"""A file of quotes verified into a file of answers: JSON Lines give the API's answers, CSV gives a row a
quote.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import orjson

from service.answering import answer_request
from service.archive import Archive
from service.bodies import parse_verify_item, parse_verify_json
from service.console.outputs import writing
from service.errors import Problem
from service.ingest.files import describe

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


def verify_file(archive: Archive, path: Path, output: Path | None, max_quote_characters: int) -> int:
    """Verify all quotes of a file; give how many lines could not be read.

    Raises
    ------
    SystemExit
        The file is of an unknown kind or has no column of quotes.
    """
    if path.suffix.lower() not in (".csv", *_JSON_SUFFIXES):
        raise SystemExit(f"onrecord: {path} is neither .csv nor .jsonl")
    if path.suffix.lower() in _JSON_SUFFIXES:
        with path.open("rb") as lines, writing(output, lines) as out:
            return _verify_json_lines(archive, lines, out, max_quote_characters)
    try:
        with path.open(encoding="utf-8-sig", newline="") as rows, writing(output, rows) as out:
            return _verify_csv(archive, path, rows, out, max_quote_characters)
    except (UnicodeDecodeError, csv.Error) as error:
        raise SystemExit(f"onrecord: {path} is no CSV in UTF-8: {error}") from None


def _verify_json_lines(archive: Archive, lines: Iterable[bytes], out: TextIO, max_characters: int) -> int:
    num_failed = 0
    for line in filter(bytes.strip, lines):
        try:
            answer = answer_request(archive, parse_verify_json(line, max_characters))
        except Problem as problem:
            answer = {"ref": None, "error": problem.body()}
            num_failed += 1
        out.write(orjson.dumps(answer).decode() + "\n")
    return num_failed


def _verify_csv(archive: Archive, path: Path, rows: Iterable[str], out: TextIO, max_characters: int) -> int:
    num_failed = 0
    reader = csv.DictReader(rows)
    columns = list(reader.fieldnames or ())
    if "quote" not in columns:
        raise SystemExit(f"onrecord: {path} has no column named quote; its columns are {', '.join(columns)}")
    writer = csv.DictWriter(out, [*columns, *CSV_COLUMNS], extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row, found in _iter_csv_answers(archive, reader, max_characters):
        num_failed += bool(found["error"])
        writer.writerow({**row, **found})
    return num_failed


def _iter_csv_answers(
    archive: Archive, rows: Iterator[dict[str, Any]], max_characters: int
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in rows:
        item = {name: row[name] for name in _REQUEST_COLUMNS if row.get(name)}
        try:
            answer = answer_request(archive, parse_verify_item({"quote": "", **item}, max_characters))
        except Problem as problem:
            yield row, dict.fromkeys(CSV_COLUMNS, "") | {"error": describe(problem)}
        else:
            yield row, _flatten(answer)


def _flatten(answer: dict[str, Any]) -> dict[str, Any]:
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
