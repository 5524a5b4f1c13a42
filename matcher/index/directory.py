"""The files of an index: the manifest and the segments it names, for one process that writes and any that read.

A reader that opens what a manifest names may be too late: the builder has merged the files and removed them. Then
there is a newer manifest, and the reader reads that. What it has mapped stays readable, removed or not.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from matcher.errors import CorruptSegmentError
from matcher.index.manifest import NAME, Manifest, SegmentEntry, read_manifest, write_manifest
from matcher.index.segment import Segment
from matcher.index.snapshot import Part

# A manifest is replaced once a second at most; a reader that loses this many races has another trouble.
MAX_TRIES: Final = 20

# Files being built; what a crash leaves of them is removed with the next manifest.
PREFIX: Final = "segment-building-"

# File systems stamp changes with a clock that ticks every few milliseconds; two ticks are told apart for sure.
CLOCK_TICK_NS: Final = 20_000_000

# What tells a file from another of its name, and from itself before a change: size, inode, times in nanoseconds.
_Stamp = tuple[int, ...]


class IndexDirectory:
    """An index directory, and what this process knows of it.

    Parameters
    ----------
    path
        Created with the first file that is written.

    Attributes
    ----------
    manifest
        As last read or written.
    is_restamped
        Whether a file had another stamp than the manifest says, so that all of it was verified.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = Manifest()
        self.is_restamped = False
        self._stamp: _Stamp = ()
        # Segments of the manifest that are open, by name, with what tells their file from another of that name.
        self._opened: dict[str, tuple[_Stamp, Segment]] = {}

    def is_outdated(self) -> bool:
        """Tell whether another process has replaced the manifest; costs one look at the file."""
        return _stamp_of(self.path / NAME) != self._stamp

    def read(self, *, check: bool = False) -> tuple[Part, ...]:
        """Read the manifest and open what it names; what is open already stays as it is.

        Parameters
        ----------
        check
            Verify every checksum of what is opened.

        Raises
        ------
        SegmentError
            A file is damaged or of another version.
        """
        for _ in range(MAX_TRIES):
            stamp = _stamp_of(self.path / NAME)
            manifest = read_manifest(self.path)
            try:
                parts = tuple(
                    Part(self.open(e.file, check=check, stamp=e.stamp), e.file).without(e.deleted)
                    for e in manifest.segments
                )
            except CorruptSegmentError:
                if _stamp_of(self.path / NAME) == stamp:
                    raise
                continue  # removed in the meantime
            self.manifest, self._stamp = manifest, stamp
            self.is_restamped = any(self._opened[e.file][0] != e.stamp for e in manifest.segments)
            self._close_all_but({entry.file for entry in manifest.segments})
            return parts
        raise CorruptSegmentError(f"{NAME} names files that do not stay; look for a second writer of {self.path}")

    def forget(self, manifest: Manifest) -> None:
        """Go back to an earlier manifest; the present one will be looked at again."""
        self.manifest, self._stamp = manifest, ()

    def write(self, parts: Sequence[Part], *, last_sequence: int, seen_sequence: int) -> None:
        """Replace the manifest by one that names the parts, and remove all other files."""
        self.path.mkdir(parents=True, exist_ok=True)
        entries = tuple(
            SegmentEntry(str(part.file), _deleted_numbers(part), self._settled_stamp(str(part.file))) for part in parts
        )
        generation, num_files = self.manifest.generation + 1, self.manifest.num_files
        self.manifest = Manifest(generation, last_sequence, seen_sequence, num_files, entries)
        write_manifest(self.path, self.manifest)
        self._stamp, self.is_restamped = _stamp_of(self.path / NAME), False
        names = {entry.file for entry in entries}
        self._close_all_but(names)
        self._remove_orphans(names)

    def is_lost(self, part: Part) -> bool:
        """Tell whether a part's file was removed, or another put in its place; what is mapped of it stays readable.

        Not so of one that was cut short where it is: whoever reads behind its new end is ended by the system.
        """
        if part.file is None:
            return False
        stamp, segment = self._opened.get(part.file, ((), None))
        # Where another process has built the index anew, what is open by the name is another segment, or none.
        return segment is not part.segment or _stamp_of(self.path / part.file)[1:2] != stamp[1:2]

    def adopt(self, path: Path) -> Part:
        """Give a finished file of the directory a name that was never used before, and open it."""
        number = self.manifest.num_files + 1
        name = f"segment-{number:06d}.onr"
        path.replace(self.path / name)
        self.manifest = replace(self.manifest, num_files=number)
        return Part(self.open(name, stamp=_stamp_of(self.path / name)), name)

    def has_room_for(self, parts: Sequence[Part]) -> bool:
        """Tell whether the disk would have room left for as much again after these files were merged."""
        sizes = [(self.path / str(part.file)).stat().st_size for part in parts]
        return shutil.disk_usage(self.path).free >= 2 * sum(sizes)

    def open(self, name: str, *, check: bool = False, stamp: _Stamp = ()) -> Segment:
        """Map a segment file, unless it is mapped already.

        Parameters
        ----------
        check
            Verify every checksum, whatever the stamp.
        stamp
            Of the file when its bytes were known to be right; one with another stamp is verified.
        """
        path = self.path / name
        found, opened = _stamp_of(path), self._opened.get(name)
        if opened is not None and opened[0] == found:
            return opened[1]
        segment = Segment.open(path, check=check or found != stamp)
        self._opened[name] = found, segment
        return segment

    def _settled_stamp(self, name: str) -> _Stamp:
        """Return the stamp of an open file, once a later write to it is sure to give it another one."""
        stamp = self._opened[name][0]
        age = time.time_ns() - max(stamp[-2:], default=0)
        if 0 <= age < CLOCK_TICK_NS:
            time.sleep((CLOCK_TICK_NS - age) / 1e9)
        return stamp

    def _close_all_but(self, names: set[str]) -> None:
        self._opened = {name: opened for name, opened in self._opened.items() if name in names}

    def _remove_orphans(self, names: set[str]) -> None:
        own = f"{PREFIX}{os.getpid()}-"  # being written by this process
        for path in self.path.glob("segment-*"):
            if path.name not in names and not path.name.startswith(own):
                path.unlink(missing_ok=True)


def _deleted_numbers(part: Part) -> tuple[int, ...]:
    return () if part.deleted is None else tuple(np.flatnonzero(part.deleted).tolist())


def _stamp_of(path: Path) -> _Stamp:
    """Return a file's stamp, empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns
