"""Pages of mapped files brought into a process before a search asks for them.

A search reads a few hundred places all over the order and the tokens. The first time that a process touches a page it
takes a fault, some microseconds even where the file is in memory: the median of a process's first thousand questions
to a million documents was 1.5 ms, with the pages mapped before 0.6. Here the system is asked to map all arrays that
are read at random, a quarter of a second for two gigabytes. They take no memory that they would not take later: the
page cache holds them, and all processes share it.

The system is also told that huge pages suit these arrays (``huge_pages``), for a file that comes from the disk. The
texts stay in small ones, of which fewer bytes have to come before an answer can go on, and come last: an answer reads a
few of their pages in a row, which is one fault. What is not mapped cannot be asked for beforehand (``reading_ahead``).
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from numpy.typing import NDArray

from matcher.index.huge_pages import prefer_huge_pages
from matcher.index.segment import Segment

# What searches and answers read at places that nobody can foretell, the most needed first.
MAPPED: Final = (
    *("first", "samples", "vocabulary_keys", "vocabulary_ids", "blocks", "document_first", "order", "tokens"),
    *("dates", "sequences", "sketches", "text_bounds", "record_bounds", "quotation_bounds", "turn_bounds"),
    *("quotations", "turns", "word_bounds", "words", "token_hashes", "starts", "lengths", "records"),
    "texts",
)
# What stays in small pages.
SMALL_PAGES: Final = ("texts",)
# Share of the memory that is free or given back when asked for: what is larger would push itself out.
MOST: Final = 0.5
# Bytes mapped in one call, some milliseconds.
CHUNK: Final = 1 << 26
_PAGE: Final = 4096
_MADV_POPULATE_READ: Final = 22  # Linux 5.14 and later
_MEMINFO: Final = Path("/proc/meminfo")


def map_ahead(segment: Segment) -> int:
    """Map the pages of a segment that are read at random, as far as there is memory; return how many bytes.

    Notes
    -----
    Costs nothing and does nothing where the system cannot. Searches go on meanwhile.
    """
    if sys.platform != "linux":
        return 0
    room = MOST * _available_bytes()
    libc = ctypes.CDLL(None)
    libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    num_bytes = 0
    for name in MAPPED:
        array = segment.arrays[name]
        if num_bytes + array.nbytes > room:
            break
        if name not in SMALL_PAGES:
            prefer_huge_pages(array.ctypes.data, array.nbytes)
        for begin, size in _chunks(array):
            if libc.madvise(begin, size, _MADV_POPULATE_READ):
                return num_bytes  # an older system
            num_bytes += size
    return num_bytes


def _chunks(array: NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Yield the pages of an array: address and bytes of each chunk."""
    begin = array.ctypes.data
    end = begin + array.nbytes
    begin -= begin % _PAGE
    while begin < end:
        size = min(CHUNK, end - begin)
        yield begin, size
        begin += size


def _available_bytes() -> int:
    """Return how much memory the system could give, 0 where it does not tell."""
    if not _MEMINFO.exists():
        return 0
    fields = dict(line.split(":", 1) for line in _MEMINFO.read_text(encoding="ascii").splitlines())
    return int(fields.get("MemAvailable", "0 kB").split()[0]) * 1024
