"""A bound on the mapped files that a process keeps in memory while it goes through all of them once.

A merge maps what it reads and what it writes. The system may take those pages back whenever it needs them, but does so
only when memory is short, and until then they count as the process's own: a merge of twenty gigabytes looks like a
process of twenty gigabytes. Here a thread gives them back as soon as they are many. They stay in the page cache, and
what was written to them is kept there and goes to the disk as before, so that a page needed again costs a microsecond.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

# Bytes of mapped files. A merge of 325 million tokens goes through 2.6 GB of tokens and order at once while it counts
# heavy phrases; with 1.5 GB, at which the whole build took 3.2, half of its time went into mapping pages again.
MAPPED_BYTES: Final = 2_500_000_000
# Seconds between two looks. Pages come in at a few hundred megabytes a tenth of a second at most.
_LOOK_S: Final = 0.1
_STATM: Final = Path("/proc/self/statm")
_MAPS: Final = Path("/proc/self/maps")
_MADV_DONTNEED: Final = 4  # on Linux


@contextmanager
def few_mapped_pages(directory: Path, *, num_bytes: int = MAPPED_BYTES) -> Iterator[None]:
    """Give mapped pages of the files in a directory back while inside, whenever there are more than ``num_bytes``.

    Notes
    -----
    Does nothing where the system does not tell how much is mapped, that is, anywhere but on Linux.
    """
    if not _STATM.exists():
        yield
        return
    stopped = threading.Event()

    def watch() -> None:
        while not stopped.wait(_LOOK_S):
            if mapped_bytes() > num_bytes:
                give_back(directory)

    watcher = threading.Thread(target=watch, name="onrecord-residence", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stopped.set()
        watcher.join()


def mapped_bytes() -> int:
    """Return how much of mapped files this process has in memory."""
    return int(_STATM.read_bytes().split()[2]) * os.sysconf("SC_PAGE_SIZE")


def give_back(directory: Path) -> None:
    """Give back the pages of all files in a directory that this process maps.

    Notes
    -----
    Safe while other threads read and write them: they are mapped again when they are touched, with what they held.
    """
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
    prefix = f"{directory.resolve()}/".encode()
    for line in _MAPS.read_bytes().splitlines():
        fields = line.split(maxsplit=5)  # addresses, rights, offset, device, inode, path
        # A private map would lose what was written to it.
        if len(fields) == 6 and fields[1].endswith(b"s") and fields[5].startswith(prefix):
            begin, end = (int(bound, 16) for bound in fields[0].split(b"-"))
            madvise(begin, end - begin, _MADV_DONTNEED)
