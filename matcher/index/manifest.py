"""The manifest: which segment files make up an index, replaced atomically.

One JSON line with its own CRC-32. A generation is one state of the index; it grows with every change that a
search could see.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from matcher.errors import CorruptSegmentError, ForeignVersionError
from matcher.index.format import REMEDY, VERSION, replacing

NAME: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment file.

    Attributes
    ----------
    deleted
        Numbers of its documents that are deleted.
    stamp
        What the system said of the file when its bytes were known to be right: size, inode, and the times of its last
        change in nanoseconds. Whatever writes to a file changes it; a file with another stamp is verified anew.
    """

    file: str
    deleted: tuple[int, ...] = ()
    stamp: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation of an index.

    Attributes
    ----------
    generation
        Grows with every manifest written.
    last_sequence
        Every log entry up to it is in the segments or among their deletions.
    seen_sequence
        No deletion is due to a log entry after this one. Whoever takes a manifest over has to apply the entries from
        ``last_sequence`` to here before he answers: documents may be deleted because a newer wording stands there.
    num_files
        Files named so far; names are never used again, so that a name always means the same bytes.
    segments
        In any order.
    """

    generation: int = 0
    last_sequence: int = 0
    seen_sequence: int = 0
    num_files: int = 0
    segments: tuple[SegmentEntry, ...] = ()


def read_manifest(directory: Path) -> Manifest:
    """Return the manifest of an index directory, an empty one where there is none yet.

    Raises
    ------
    CorruptSegmentError, ForeignVersionError
    """
    path = directory / NAME
    try:
        stored = path.read_bytes()
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise CorruptSegmentError(f"{NAME} cannot be read ({error}); {REMEDY}") from error
    try:
        envelope = orjson.loads(stored)
        body, checksum, version = envelope["manifest"], envelope["crc32"], envelope["version"]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise CorruptSegmentError(f"{NAME} is damaged ({error}); {REMEDY}") from error
    if version != VERSION:
        raise ForeignVersionError(f"{NAME} has format {version}, this onrecord reads {VERSION}; {REMEDY}")
    if zlib.crc32(orjson.dumps(body)) != checksum:
        raise CorruptSegmentError(f"{NAME} is damaged (checksum); {REMEDY}")
    entries = tuple(SegmentEntry(e["file"], tuple(e["deleted"]), tuple(e.get("stamp", ()))) for e in body["segments"])
    return Manifest(body["generation"], body["last_sequence"], body["seen_sequence"], body["num_files"], entries)


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Replace the manifest atomically and durably."""
    body = {
        "generation": manifest.generation,
        "last_sequence": manifest.last_sequence,
        "seen_sequence": manifest.seen_sequence,
        "num_files": manifest.num_files,
        "segments": [{"file": e.file, "deleted": list(e.deleted), "stamp": list(e.stamp)} for e in manifest.segments],
    }
    envelope = {"version": VERSION, "crc32": zlib.crc32(orjson.dumps(body)), "manifest": body}
    with replacing(directory / NAME) as file:
        file.write(orjson.dumps(envelope))
