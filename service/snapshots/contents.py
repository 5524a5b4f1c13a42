"""What a snapshot holds: a list of its files with their lengths and hashes, in ``snapshot.json``.

The list is written last, and the directory gets its name after it: a directory with a list is a whole snapshot.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from hashlib import blake2b, file_digest
from pathlib import Path

import orjson

from matcher.index.format import replacing

CONTENTS_FILE = "snapshot.json"
FORMAT = 1


class SnapshotError(Exception):
    """A snapshot cannot be taken or restored; the message names the remedy. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """One file: its path in the snapshot, its length in bytes and its BLAKE2b hash in hexadecimal."""

    path: str
    num_bytes: int
    blake2b: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The list. ``created_at`` is ISO 8601 in UTC; ``last_sequence`` is that of the log."""

    created_at: str
    version: str
    num_documents: int
    last_sequence: int
    files: tuple[SnapshotFile, ...]

    @property
    def num_bytes(self) -> int:
        """The length of all files."""
        return sum(file.num_bytes for file in self.files)


def describe_file(directory: Path, path: Path) -> SnapshotFile:
    """Hash one file of a snapshot."""
    with path.open("rb") as file:
        found = file_digest(file, blake2b).hexdigest()
    return SnapshotFile(path.relative_to(directory).as_posix(), path.stat().st_size, found)


def write_contents(directory: Path, contents: Contents) -> None:
    """Write the list, durably."""
    with replacing(directory / CONTENTS_FILE) as file:
        file.write(orjson.dumps({"format": FORMAT, **asdict(contents)}, option=orjson.OPT_INDENT_2))


def read_contents(directory: Path) -> Contents:
    """Read the list.

    Raises
    ------
    SnapshotError
        There is none, or one of another format.
    """
    try:
        fields = orjson.loads((directory / CONTENTS_FILE).read_bytes())
        found = fields.pop("format")
        if found != FORMAT:
            raise SnapshotError(f"{directory} has snapshot format {found}, this onrecord reads {FORMAT}; upgrade it.")
        files = tuple(SnapshotFile(**entry) for entry in fields.pop("files"))
        return Contents(files=files, **fields)
    except FileNotFoundError:
        raise SnapshotError(f"{directory} is no snapshot: it has no {CONTENTS_FILE}.") from None
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        raise SnapshotError(f"{directory / CONTENTS_FILE} is damaged; restore another snapshot.") from None


def check_files(directory: Path, contents: Contents) -> None:
    """Compare every file with the list.

    Raises
    ------
    SnapshotError
        A file is missing or not what was written; the message names it.
    """
    for listed in contents.files:
        path = directory / listed.path
        if not path.is_file():
            raise SnapshotError(f"{path} is missing; restore another snapshot.")
        if describe_file(directory, path) != listed:
            raise SnapshotError(f"{path} is damaged; restore another snapshot.")
