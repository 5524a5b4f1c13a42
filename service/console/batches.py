"""A file of quotes verified into a file of answers: JSON Lines give the API's answers, CSV gives a row a
quote.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from service.archive import Archive
from service.console.outputs import writing
from service.console.questions import Asker
from service.inputs import BYTE_ORDER_MARK, JSONL_SUFFIXES, STANDARD_INPUT, name_of, reading, unmarked
from service.tables.questions import ANSWER_COLUMNS, Question, answer_cells
from service.tables.reading import Table, TableError
from service.tables.writing import RowWriter


class QuotesFileError(Exception):
    """A file of quotes cannot be read, or not be asked about; the message names the remedy."""


def verify_file(archive: Archive, path: Path, output: Path | None, max_quote_characters: int) -> int:
    """Verify all quotes of a file, or of standard input, into another; give how many failed.

    Raises
    ------
    QuotesFileError
        The file is of an unknown kind, or no table of quotes.
    SameFileError
        Both files are one.
    """
    asker = Asker(archive, name_of(path), max_quote_characters)
    with reading(path) as file, writing(output, file) as out:
        questions = io.BufferedReader(cast(io.RawIOBase, file))
        if _is_json_lines(path, questions):
            _verify_json_lines(asker, questions, out)
        else:
            _verify_table(asker, path, questions, out)
    return asker.num_failed


def _is_json_lines(path: Path, questions: io.BufferedReader[io.RawIOBase]) -> bool:
    """Tell JSON Lines from CSV: by the name of a file, by the first character of standard input."""
    if path == STANDARD_INPUT:
        return questions.peek().removeprefix(BYTE_ORDER_MARK).lstrip()[:1] in (b"", b"{", b"[")
    if path.suffix.lower() not in (".csv", *JSONL_SUFFIXES):
        raise QuotesFileError(f"{path} is neither .csv nor .jsonl: rename it, or give it as standard input (-).")
    return path.suffix.lower() != ".csv"


def _verify_json_lines(asker: Asker, lines: BinaryIO, out: TextIO) -> None:
    questions = (Question(number, line) for number, line in enumerate(unmarked(lines), 1) if line.strip())
    for answered in asker.iter_answers(questions):
        out.write(answered.rendered.decode() + "\n")


def _verify_table(asker: Asker, path: Path, questions: BinaryIO, out: TextIO) -> None:
    name = name_of(path)
    try:
        with io.TextIOWrapper(questions, encoding="utf-8-sig", newline="") as lines:
            table = Table(lines)
            writer = RowWriter(out.write, table.delimiter)
            writer.write_row([*table.columns, *ANSWER_COLUMNS])
            for answered in asker.iter_answers(table):
                writer.write_row([*answered.question.cells, *answer_cells(answered.rendered)])
    except TableError as error:
        raise QuotesFileError(f"{name}: {error}.") from None
    except UnicodeDecodeError:
        raise QuotesFileError(f"{name} is no CSV in UTF-8: convert it first, or save it as “CSV UTF-8”.") from None
    except csv.Error as error:
        raise QuotesFileError(f"{name} is no CSV: {error}") from None
