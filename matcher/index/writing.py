"""Files of arrays written in place: room is made first, filled through the map, sealed last.

``format.write_arrays`` writes arrays that are in memory. A merge makes files larger than memory: it fills the arrays
where they will lie, in any order, and the system writes them out as it sees fit. Until ``seal`` the file has another
name and no header, so that nobody takes it for a segment.
"""

from __future__ import annotations

import mmap
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import orjson
from numpy.typing import NDArray

from matcher.index.format import ALIGNMENT, HEADER, MAGIC, VERSION, sync_directory
from matcher.index.huge_pages import prefer_huge_pages

# Room kept for the header before its length is known: thirty arrays and the names of a hundred languages take 4 KiB.
HEADER_ROOM: Final = 1 << 15
# Bytes of one look at a sealed array while its checksum is taken; other threads run in between.
CHECKSUM_BYTES: Final = 1 << 24


class Room(Protocol):
    """Where the arrays of a segment are made: in memory or in a file."""

    def array(self, name: str, shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:
        """Make room for an array, filled with zeros."""

    @property
    def arrays(self) -> Mapping[str, NDArray[Any]]:
        """All arrays that room was made for."""


class MemoryRoom:
    """Arrays in memory."""

    def __init__(self) -> None:
        self.arrays: dict[str, NDArray[Any]] = {}

    def array(self, name: str, shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:
        """Make room for an array, filled with zeros."""
        made: NDArray[Any] = np.zeros(shape, dtype)
        self.arrays[name] = made
        return made


class FileRoom:
    """Arrays in a file that is being written.

    Parameters
    ----------
    path
        Final name; until ``seal`` the file is called ``NAME.partial``.
    """

    def __init__(self, path: Path) -> None:
        self.arrays: dict[str, NDArray[Any]] = {}
        self._path = path
        self._partial = path.with_name(path.name + ".partial")
        self._file = self._partial.open("w+b")
        self._end = HEADER_ROOM

    def array(self, name: str, shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:
        """Make room for an array, filled with zeros."""
        num_bytes = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
        begin = self._end + -self._end % ALIGNMENT
        self._end = begin + num_bytes
        # Not a hole in the file: a full disk must be told here, by an error, and not later, by a signal.
        _allocate(self._file.fileno(), begin, num_bytes)
        if num_bytes:
            made: NDArray[Any] = _mapped(self._file.fileno(), begin, num_bytes).view(dtype).reshape(shape)
        else:
            made = np.zeros(shape, dtype)
        self.arrays[name] = made
        return made

    def seal(self, attributes: Mapping[str, Any]) -> None:
        """Take the checksums, write the header, and make the file durable under its name."""
        table = {
            name: {"dtype": a.dtype.str, "shape": a.shape, "bytes": a.nbytes, "crc32": checksum(a)}
            for name, a in self.arrays.items()
        }
        header = orjson.dumps({"attributes": attributes, "arrays": table})
        # JSON may end in spaces: the arrays lie behind the room that was kept, whatever the header takes of it.
        header = header.ljust(HEADER_ROOM - HEADER.size)
        if len(header) != HEADER_ROOM - HEADER.size:
            raise ValueError(f"the header of {self._path.name} takes more than {HEADER_ROOM} bytes")
        self._file.seek(0)
        self._file.write(HEADER.pack(MAGIC, VERSION, len(header), zlib.crc32(header)) + header)
        self._file.flush()
        os.ftruncate(self._file.fileno(), self._end)
        os.fsync(self._file.fileno())
        self._file.close()
        self.arrays = {}
        self._partial.replace(self._path)
        sync_directory(self._path.parent)

    def discard(self) -> None:
        """Remove what was written."""
        self.arrays = {}
        self._partial.unlink(missing_ok=True)
        with suppress(OSError):  # on a full disk it cannot write out what it still holds, and need not
            self._file.close()


def checksum(array: NDArray[Any]) -> int:
    """Return the CRC-32 of an array's bytes, taken in pieces so that other threads run in between."""
    stored = array.reshape(-1).view(np.uint8)
    value = 0
    for begin in range(0, len(stored), CHECKSUM_BYTES):
        value = zlib.crc32(stored[begin : begin + CHECKSUM_BYTES].data, value)
    return value


def _allocate(file: int, begin: int, num_bytes: int) -> None:
    if num_bytes and hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file, begin, num_bytes)
    else:
        os.ftruncate(file, begin + num_bytes)


def _mapped(file: int, begin: int, num_bytes: int) -> NDArray[np.uint8]:
    """Map part of a file for writing; a map begins at a page."""
    before = begin % mmap.ALLOCATIONGRANULARITY
    mapped = np.frombuffer(mmap.mmap(file, before + num_bytes, offset=begin - before), np.uint8)
    prefer_huge_pages(mapped.ctypes.data, mapped.size)
    return mapped[before:]
