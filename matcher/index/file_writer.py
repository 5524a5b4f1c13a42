"""A file of arrays written while it is made: each array goes to the disk as soon as it is known.

A disk takes as long to keep a segment as two cores take to sort it. ``format.write_arrays`` writes what is complete;
this writes the texts and the tokens in a thread of its own while their order is still being sorted, so that little is
left to wait for at the end. The container is the same: its header, which names what lies behind it, is written last
into room kept at the front.
"""

from __future__ import annotations

import os
import queue
import threading
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
import orjson
from numpy.typing import NDArray

from matcher.index.format import ALIGNMENT, HEADER, MAGIC, VERSION, sync_directory
from matcher.index.huge_pages import BlockWriter

# Room for what the header says of the arrays: thirty take 4 KiB. It is filled up with spaces, which JSON allows at its
# end.
TABLE_BYTES: Final = 1 << 14
# Bytes written between two requests to put them on the disk: large enough to keep a disk busy, small enough that it
# starts early, and a multiple of huge pages.
SYNC_BYTES: Final = 1 << 25


class FileWriter:
    """Writes one file, durably, beside the thread that makes its arrays; use it as a context manager.

    Parameters
    ----------
    path
        Final name. The file is written beside it and gets this name in ``seal``; without that it is removed.
    attributes
        Scalars that JSON can hold.
    """

    def __init__(self, path: Path, attributes: Mapping[str, Any]) -> None:
        self._attributes = attributes
        self._header_bytes = TABLE_BYTES + len(orjson.dumps(attributes))
        self._path = path
        self._partial = path.with_name(path.name + ".partial")
        self._file = self._partial.open("wb")
        self._blocks = BlockWriter(self._file)
        self._table: dict[str, dict[str, Any]] = {}
        self._waiting: queue.SimpleQueue[tuple[str, NDArray[Any]] | None] = queue.SimpleQueue()
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._write_waiting, name="onrecord-file-writer", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._finish_writing()
        self._partial.unlink(missing_ok=True)
        with suppress(OSError):  # on a full disk it cannot write out what it still holds, and need not
            self._file.close()

    def add(self, name: str, array: NDArray[Any]) -> None:
        """Take an array; it must not change any more, and is let go of once it is written."""
        self._waiting.put((name, array))

    def seal(self) -> None:
        """Wait for all arrays, write the header, and make the file durable under its name.

        Raises
        ------
        Exception
            Whatever writing failed with: OSError where the disk is full.
        """
        self._finish_writing()
        if self._error is not None:
            raise self._error
        header = orjson.dumps({"attributes": self._attributes, "arrays": self._table}).ljust(self._header_bytes)
        if len(header) != self._header_bytes:
            raise ValueError(f"too many arrays in {self._path.name}: their table takes more than {TABLE_BYTES} bytes")
        self._blocks.flush()
        self._file.seek(0)
        self._file.write(HEADER.pack(MAGIC, VERSION, len(header), zlib.crc32(header)) + header)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._partial.replace(self._path)
        sync_directory(self._path.parent)

    def _finish_writing(self) -> None:
        self._waiting.put(None)
        self._thread.join()

    def _write_waiting(self) -> None:
        """Write arrays as they come, until ``None`` does; runs in the writer's thread."""
        try:
            self._blocks.write(bytes(HEADER.size + self._header_bytes))
        except OSError as error:  # told where the file is sealed: a header of many languages fills a block
            self._error = error
        while (entry := self._waiting.get()) is not None:
            name, array = entry
            if self._error is None:
                try:
                    self._table[name] = self._write(np.ascontiguousarray(array))
                except Exception as error:  # told where the arrays are made
                    self._error = error
            del entry, array

    def _write(self, array: NDArray[Any]) -> dict[str, Any]:
        """Write an array at the next aligned place, to the disk at once; return what the header says of it."""
        stored = array.reshape(-1).view(np.uint8)
        self._blocks.write(bytes(-self._blocks.tell() % ALIGNMENT))
        crc = 0
        for begin in range(0, len(stored), SYNC_BYTES):
            piece = stored[begin : begin + SYNC_BYTES].data
            crc = zlib.crc32(piece, crc)
            self._blocks.write(piece)
            if len(piece) == SYNC_BYTES:
                os.fsync(self._file.fileno())
        return {"dtype": array.dtype.str, "shape": array.shape, "bytes": array.nbytes, "crc32": crc}
