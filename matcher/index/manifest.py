"""The manifest: which segment files make up an index, replaced atomically.

One JSON line with its own CRC-32. A generation is one state of the index; it grows with every change that a
search could see.
"""

from __future__ import annotations

import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from matcher.errors import CorruptSegmentError, ForeignVersionError
from matcher.index.format import REMEDY, VERSION, sync_directory

NAME: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment file and the numbers of its documents that are deleted."""

    file: str
    deleted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation of an index. ``last_sequence``: every log entry up to it is in the segments."""

    generation: int = 0
    last_sequence: int = 0
    segments: tuple[SegmentEntry, ...] = ()


def read_manifest(directory: Path) -> Manifest:
    """Return the manifest of an index directory, an empty one where there is none yet.

    Raises
    ------
    CorruptSegmentError, ForeignVersionError
    """
    path = directory / NAME
    if not path.exists():
        return Manifest()
    try:
        envelope = orjson.loads(path.read_bytes())
        body = envelope["manifest"]
        checksum = envelope["crc32"]
        version = envelope["version"]
    except (orjson.JSONDecodeError, KeyError, TypeError, OSError) as error:
        raise CorruptSegmentError(f"{NAME} is damaged ({error}); {REMEDY}") from error
    if version != VERSION:
        raise ForeignVersionError(f"{NAME} has format {version}, this onrecord reads {VERSION}; {REMEDY}")
    if zlib.crc32(orjson.dumps(body)) != checksum:
        raise CorruptSegmentError(f"{NAME} is damaged (checksum); {REMEDY}")
    entries = tuple(SegmentEntry(e["file"], tuple(e["deleted"])) for e in body["segments"])
    return Manifest(body["generation"], body["last_sequence"], entries)


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Replace the manifest atomically and durably."""
    body = {
        "generation": manifest.generation,
        "last_sequence": manifest.last_sequence,
        "segments": [{"file": e.file, "deleted": list(e.deleted)} for e in manifest.segments],
    }
    envelope = {"version": VERSION, "crc32": zlib.crc32(orjson.dumps(body)), "manifest": body}
    partial = directory / (NAME + ".partial")
    with partial.open("wb") as file:
        file.write(orjson.dumps(envelope))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(directory / NAME)
    sync_directory(directory)
