"""Index files kept in huge pages from the moment they are written.

A read at random waits for the processor to find the page: its table of addresses knows a few thousand pages, and a
million documents fill three million of the usual four kilobytes. In pages of two megabytes the same read takes half of
the time. What the page cache holds of a file it keeps as it got it, though: a file written in pieces of any size stays
in small pages for as long as it is in memory, and no program can join them later.

The naive way drops such a file from memory and reads it again, gigabytes from the disk. Here files get into huge pages
as they are written: a write of whole blocks of two megabytes, at places that are multiples of it, makes one huge page
of each, and so does a map that is told to prefer them before it is written through (seen on ext4 of Linux 6.18: 99 % of
a file, where writes in other pieces leave none to three quarters). Where the system cannot, nothing is lost but that.
"""

from __future__ import annotations

import ctypes
import sys
from typing import BinaryIO, Final

# Bytes of a huge page where processors have pages of four kilobytes.
HUGE_PAGE: Final = 1 << 21
_PAGE: Final = 4096
_MADV_HUGEPAGE: Final = 14  # on Linux


def prefer_huge_pages(begin: int, num_bytes: int) -> None:
    """Have the system hold what is mapped at an address in huge pages, where it can."""
    if sys.platform != "linux":
        return
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
    before = begin % _PAGE
    madvise(begin - before, num_bytes + before, _MADV_HUGEPAGE)


class BlockWriter:
    """Writes a file from its start in whole huge pages; what does not fill one waits until ``flush``.

    Parameters
    ----------
    file
        Empty, and written to by nobody else until ``flush``.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting = bytearray()
        self._num_bytes = 0

    def tell(self) -> int:
        """Return how many bytes the file has, with those that wait."""
        return self._num_bytes

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Append bytes; a view must be of single bytes."""
        rest = memoryview(data)
        self._num_bytes += len(rest)
        if self._waiting:
            missing = HUGE_PAGE - len(self._waiting)
            self._waiting += rest[:missing]
            rest = rest[missing:]
            if len(self._waiting) < HUGE_PAGE:
                return
            self._file.write(self._waiting)
            self._waiting = bytearray()
        whole = len(rest) - len(rest) % HUGE_PAGE
        if whole:
            self._file.write(rest[:whole])
        self._waiting += rest[whole:]

    def flush(self) -> None:
        """Write what waits."""
        self._file.write(self._waiting)
        self._waiting = bytearray()
        self._file.flush()
