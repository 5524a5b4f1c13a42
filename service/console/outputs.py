"""Where a command writes its answers: standard output, or a file that gets its name when all of it is written.

A file of the same name stays as it is until then, whatever happens: a faulty input, a full disk, an interruption. So a
file cannot be lost to answers that never came, and nobody takes half of them for the whole.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, TextIO


class SameFileError(Exception):
    """The answers would go into the file that they are about; the message names the remedy."""


@contextmanager
def writing(output: Path | None, questions: IO[Any]) -> Iterator[TextIO]:
    """Give the file to write answers to, as text in UTF-8.

    Parameters
    ----------
    output
        Standard output if None. A link stays one: what it leads to is replaced. What is no file, such as a named pipe,
        is written to as it is.
    questions
        The file that is being read.

    Raises
    ------
    SameFileError
        It is the file that is being read, under whatever name; nothing of it was changed.
    OSError
        It cannot be written; what was there before stays.
    """
    before = _status(sys.stdout if output is None else output)
    asked = _status(questions)
    if before and asked and stat.S_ISREG(asked.st_mode) and os.path.samestat(before, asked):
        place = "Standard output" if output is None else str(output)
        raise SameFileError(f"{place} is the file with the quotes; give the answers another name: --output FILE.")
    standard = _status(sys.stdout)
    if output is None or (before and standard and os.path.samestat(before, standard)):
        yield sys.stdout
    elif before and not stat.S_ISREG(before.st_mode):
        with output.open("w", encoding="utf-8", newline="") as file:
            yield file
    else:
        with _replacing(Path(os.path.realpath(output)), before) as file:
            yield file


@contextmanager
def _replacing(target: Path, before: os.stat_result | None) -> Iterator[TextIO]:
    """Give a file beside `target` that takes its name, and keeps its permissions, when all is written."""
    # A name that no other run uses, not even one whose number is the same in another container.
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("x", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if before is not None:
            partial.chmod(stat.S_IMODE(before.st_mode))
        partial.replace(target)
    except BaseException as error:
        partial.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename == str(partial):
            error.filename = str(target)  # The name that was given; the hidden one would be a riddle.
        raise


def _status(file: Path | IO[Any]) -> os.stat_result | None:
    """Give what the system knows of a file; None for one that is not there, or only in memory."""
    with suppress(OSError, ValueError):
        return file.stat() if isinstance(file, Path) else os.fstat(file.fileno())
    return None
