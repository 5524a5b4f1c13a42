"""The container every index file uses: named arrays behind a header that names what is inside.

Layout, little endian: 8 bytes magic · u32 format version · u32 header length · u32 CRC-32 of the header ·
4 bytes zero · header (JSON) · arrays, each aligned to 64 bytes. The header lists for every array its type,
shape, offset, length in bytes and CRC-32, and carries a few scalar attributes. ``docs/index-format.md`` lists
the arrays of a segment. Opening maps the file and checks the header and every array up to ``EAGER_CHECK_BYTES``;
``check`` reads it all.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import orjson
from numpy.typing import NDArray

from matcher.errors import CorruptSegmentError, ForeignVersionError
from matcher.index.huge_pages import BlockWriter

MAGIC: Final = b"ONRECORD"
VERSION: Final = 18
HEADER: Final = struct.Struct("<8sIII4x")
ALIGNMENT: Final = 64  # a cache line, and a multiple of every item size
# Checking an array costs about 1 ms a megabyte; only small ones are checked at every start.
EAGER_CHECK_BYTES: Final = 1 << 20


def write_arrays(
    path: Path, arrays: Mapping[str, NDArray[Any]], attributes: Mapping[str, Any], *, durable: bool = True
) -> None:
    """Write a file of arrays and make it durable before its name appears.

    Parameters
    ----------
    path
        Final name; the file is written beside it and renamed.
    arrays
        Any shapes and fixed-size types.
    attributes
        Scalars that JSON can hold.
    durable
        False for a file that need not outlive this process.
    """
    contiguous = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    table = {
        name: {
            "dtype": a.dtype.str,
            "shape": a.shape,
            "bytes": a.nbytes,
            "crc32": zlib.crc32(a.reshape(-1).view(np.uint8).data),
        }
        for name, a in contiguous.items()
    }
    header = orjson.dumps({"attributes": attributes, "arrays": table})
    with replacing(path, durable=durable) as file:
        blocks = BlockWriter(file)
        blocks.write(HEADER.pack(MAGIC, VERSION, len(header), zlib.crc32(header)))
        blocks.write(header)
        for array in contiguous.values():
            blocks.write(bytes(-blocks.tell() % ALIGNMENT))
            blocks.write(array.reshape(-1).view(np.uint8).data)
        blocks.flush()


@contextmanager
def replacing(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """Give a file to write beside a path, which gets its name when all is written; on any error nothing is left.

    Parameters
    ----------
    durable
        Whether it is on the disk, under its name, on return.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)  # on a full disk it would take the space that a next try needs
        raise
    if durable:
        sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    """Make renames in a directory durable."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_arrays(path: Path, *, check: bool = False) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Map a file written by ``write_arrays``.

    Parameters
    ----------
    path
        The file.
    check
        Verify every checksum instead of the small arrays' only; reads the whole file.

    Returns
    -------
    Arrays by name, read-only and memory-mapped, and the attributes.

    Raises
    ------
    CorruptSegmentError
        The file is missing, cut short or fails a checksum.
    ForeignVersionError
        The file has another format version.
    """
    try:
        raw = np.memmap(path, np.uint8, "r")
    except (OSError, ValueError) as error:
        raise CorruptSegmentError(f"{path.name} cannot be read ({error}); {REMEDY}") from error
    entries, attributes, position = _read_header(path, raw)
    arrays: dict[str, NDArray[Any]] = {}
    for name, entry in entries.items():
        position += -position % ALIGNMENT
        stored = raw[position : position + entry["bytes"]]
        if stored.size != entry["bytes"]:
            raise CorruptSegmentError(f"{path.name} is cut short in array {name!r}; {REMEDY}")
        if (check or entry["bytes"] <= EAGER_CHECK_BYTES) and zlib.crc32(stored.data) != entry["crc32"]:
            raise CorruptSegmentError(f"{path.name} is damaged in array {name!r}; {REMEDY}")
        arrays[name] = stored.view(np.ndarray).view(entry["dtype"]).reshape(entry["shape"])
        position += entry["bytes"]
    if position != raw.size:
        raise CorruptSegmentError(f"{path.name} has {raw.size - position} bytes too many; {REMEDY}")
    return arrays, attributes


REMEDY: Final = "delete the index directory and start again: it is rebuilt from the document log"


def _read_header(path: Path, raw: NDArray[np.uint8]) -> tuple[dict[str, Any], dict[str, Any], int]:
    if raw.size < HEADER.size:
        raise CorruptSegmentError(f"{path.name} is cut short in its header; {REMEDY}")
    magic, version, length, crc = HEADER.unpack(raw[: HEADER.size].tobytes())
    if magic != MAGIC:
        raise CorruptSegmentError(f"{path.name} is not an onrecord index file; {REMEDY}")
    if version != VERSION:
        raise ForeignVersionError(f"{path.name} has format {version}, this onrecord reads {VERSION}; {REMEDY}")
    header = raw[HEADER.size : HEADER.size + length].tobytes()
    if len(header) != length or zlib.crc32(header) != crc:
        raise CorruptSegmentError(f"{path.name} is damaged in its header; {REMEDY}")
    parsed = orjson.loads(header)
    return parsed["arrays"], parsed["attributes"], HEADER.size + length
