"""What commands read: a file, or standard input, which they call ``-``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

STANDARD_INPUT = Path("-")
JSONL_SUFFIXES = (".jsonl", ".ndjson")
# What editors of some systems put before a text in UTF-8.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def name_of(path: Path) -> str:
    """Give what a file is called in messages."""
    return "standard input" if path == STANDARD_INPUT else str(path)


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file, or give standard input, which stays open."""
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer
    else:
        with path.open("rb") as file:
            yield file


def unmarked(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines, the first without a byte order mark."""
    rest = iter(lines)
    for first in rest:
        yield first.removeprefix(BYTE_ORDER_MARK)
        yield from rest
