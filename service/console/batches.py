"""A file of quotes verified into a file of answers: JSON Lines give the API's answers, CSV gives a row a
quote.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from service.archive import Archive
from service.console.outputs import writing
from service.console.questions import ANSWER_COLUMNS, Asker, Question
from service.console.tables import Table, TableError

_JSON_SUFFIXES = (".jsonl", ".ndjson")


def verify_file(archive: Archive, path: Path, output: Path | None, max_quote_characters: int) -> int:
    """Verify all quotes of a file; give how many failed.

    Raises
    ------
    SystemExit
        The file is of an unknown kind, or no table of quotes.
    """
    asker = Asker(archive, str(path), max_quote_characters)
    if path.suffix.lower() in _JSON_SUFFIXES:
        with path.open("rb") as lines, writing(output, lines) as out:
            _verify_json_lines(asker, lines, out)
    elif path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as rows, writing(output, rows) as out:
            _verify_table(asker, path, rows, out)
    else:
        raise SystemExit(f"onrecord: {path} is neither .csv nor .jsonl")
    return asker.num_failed


def _verify_json_lines(asker: Asker, lines: Iterable[bytes], out: TextIO) -> None:
    questions = (Question(number, line) for number, line in enumerate(lines, 1) if line.strip())
    for answered in asker.iter_answers(questions):
        out.write(answered.rendered.decode() + "\n")


class _Rows:
    """Rows that end in a line feed. The writer puts a cell in quotation marks only for what may end its own rows, and a
    carriage return ends a row for every reader.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> None:
        self._out.write(row.removesuffix("\r\n") + "\n")


def _verify_table(asker: Asker, path: Path, lines: Iterable[str], out: TextIO) -> None:
    try:
        table = Table(lines)
        writer = csv.writer(_Rows(out), lineterminator="\r\n")
        writer.writerow([*table.columns, *ANSWER_COLUMNS])
        for answered in asker.iter_answers(table):
            writer.writerow([*answered.question.cells, *answered.cells()])
    except TableError as error:
        raise SystemExit(f"onrecord: {path}: {error}.") from None
    except UnicodeDecodeError as error:
        raise SystemExit(f"onrecord: {path} is no CSV in UTF-8: {error}") from None
    except csv.Error as error:
        raise SystemExit(f"onrecord: {path} is no CSV: {error}") from None
