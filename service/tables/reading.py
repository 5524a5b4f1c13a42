"""The rows of a CSV file as questions: which columns ask, and what each row asks.

A column asks if it is named like a field of a verify request, whatever its capitals and whether its words are joined by
``_``, ``-`` or blanks. Any other is carried through; but one that is a field misspelt is refused, because a filter that
is silently ignored would answer another question than the one asked.

Columns are apart by commas, or by semicolons or tabs, which spreadsheets write where a comma is the decimal sign: by
whichever makes a column of the name that is needed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

import orjson
from rapidfuzz.distance import OSA

from service.schemas import DocumentBody, VerifyRequest
from service.tables.questions import ANSWER_COLUMNS, Question

# A reference is echoed by carrying its column through.
REQUEST_COLUMNS = tuple(name for name in VerifyRequest.model_fields if name != "ref")

# What may stand between two columns, with its name in messages.
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
DELIMITER_NAMES = ", ".join(_DELIMITERS.values())

# Names close to a request's field that mean something else.
_OTHER_NAMES = frozenset(DocumentBody.model_fields) | {"published", "ref"}
# Slips of the keyboard by which a name is still taken for a field misspelt. Two in a short one lead to other words.
_MAX_SLIPS, _MAX_SLIPS_OF_SHORT, _SHORT_CHARACTERS = 2, 1, 8

# The fields of a text may be as long as the file: the quote's own limit is that of every request.
_MAX_FIELD_CHARACTERS = 2**31 - 1


class TableError(Exception):
    """No row can be asked as the file is; the message names the remedy."""


class NoQuotesError(TableError):
    """No column has quotes. The message lists the columns, which are a quote where the header row is missing."""


class Table:
    """A CSV file that has been read up to its header; ``delimiter`` is what stands between its columns.

    Parameters
    ----------
    lines
        Its lines, line ends as they came.

    Raises
    ------
    TableError
        It has no column of quotes, one that looks like a field misspelt, two for one field, or one named like a column
        of the answer.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        csv.field_size_limit(_MAX_FIELD_CHARACTERS)
        self._is_at_end = False
        head, rest = _split_head(lines)
        self.delimiter = _find_delimiter(head[-1]) if head else ","
        reader = csv.reader(self._until_end(chain(head, rest)), delimiter=self.delimiter)
        self._rows = ((number, row) for number, row in enumerate(reader, 1) if row)
        _, self.columns = next(self._rows, (0, list[str]()))
        self._places = _find_places(self.columns)

    def __iter__(self) -> Iterator[Question]:
        for number, found in self._rows:
            num_columns = len(self.columns)
            cells = [*found[:num_columns], *[""] * (num_columns - len(found))]
            yield Question(number, self._item(cells), cells, self._fault(found))

    def _until_end(self, lines: Iterable[str]) -> Iterator[str]:
        yield from lines
        self._is_at_end = True

    def _fault(self, cells: Sequence[str]) -> str | None:
        """Say what is wrong with the form of a row."""
        num_columns = len(self.columns)
        if self._is_at_end:  # a row that is complete is given before another line is asked for
            return (
                "it has a quotation mark that is not closed before the file ends; all that follows is part of this row"
            )
        if any(cells[num_columns:]):
            marks = _DELIMITERS[self.delimiter]
            return f"{len(cells)} cells under {num_columns} columns; put a text that has {marks} in quotation marks"
        return None

    def _item(self, cells: Sequence[str]) -> bytes:
        """Give what a row asks, as a verify request; an empty cell asks nothing."""
        filled = {field: cells[place] for field, place in self._places.items() if cells[place].strip()}
        return orjson.dumps({"quote": ""} | {field: _VALUES.get(field, str)(cell) for field, cell in filled.items()})


def _split_head(lines: Iterable[str]) -> tuple[list[str], Iterator[str]]:
    """Give the lines up to the first that is not blank, and those after it."""
    rest = iter(lines)
    head: list[str] = []
    for line in rest:
        head.append(line)
        if line.strip():
            break
    return head, rest


def _find_delimiter(header: str) -> str:
    """Give what stands between the columns of a header: what makes one of them the quote's, else a comma."""
    for delimiter in _DELIMITERS:
        with suppress(csv.Error):
            if "quote" in map(_field_of, next(csv.reader([header], delimiter=delimiter), [])):
                return delimiter
    return ","


def _field_of(column: str) -> str:
    """Give a column's name as fields of a request are written."""
    return re.sub(r"[\s_-]+", "_", column.strip().casefold())


def _number(cell: str) -> int | str:
    """Give the number that a cell holds; any other text as it is, to be refused like a wrong type in JSON."""
    return int(cell) if re.fullmatch(r"\s*-?[0-9]{1,9}\s*", cell) else cell


_VALUES: dict[str, Callable[[str], Any]] = {"document_ids": str.split, "max_matches": _number}


def _find_places(columns: Sequence[str]) -> dict[str, int]:
    """Give the place of each column that asks."""
    taken = [name for name in columns if name in ANSWER_COLUMNS]
    if taken:
        hint = "; to search certain documents only, name the column document_ids" if "document_id" in taken else ""
        raise TableError(f"the answer adds columns of the same name: {_listed(taken)}. Rename or remove yours{hint}")
    places: dict[str, int] = {}
    for place, column in enumerate(columns):
        field = _field_of(column)
        if field not in REQUEST_COLUMNS:
            _refuse_misspelt(column, field)
        elif field in places:
            raise TableError(f"both {columns[places[field]]!r} and {column!r} are the {field}; rename one of them")
        else:
            places[field] = place
    if "quote" not in places:
        raise NoQuotesError(
            f"there is no column named quote; its columns are {_listed(columns) or '(none)'}. Columns are apart by"
            f" {DELIMITER_NAMES}"
        )
    return places


def _refuse_misspelt(column: str, name: str) -> None:
    """Refuse a column whose name is a field but for a slip or two; numbered ones, like speaker2, are another's."""
    if name in _OTHER_NAMES or re.search("[0-9]", name):
        return
    for field in REQUEST_COLUMNS[1:]:
        max_slips = _MAX_SLIPS if len(field) > _SHORT_CHARACTERS else _MAX_SLIPS_OF_SHORT
        if OSA.distance(name, field, score_cutoff=max_slips) <= max_slips:
            raise TableError(
                f"the column {column!r} looks like {field}, misspelt. Name it {field} if that is meant, otherwise "
                "something less alike"
            )


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(columns)
