"""Whether a write failed because the disk is full."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from shutil import disk_usage

# SQLite says that the disk is full where it writes pages. Where it makes or grows its helper files it only says that
# something failed.
_FAILS_WHEN_FULL = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
# Less than SQLite's shared-memory file needs in its smallest step.
_NO_SPACE_BYTES = 32_768


def is_for_lack_of_space(error: Exception, directory: Path) -> bool:
    """Tell whether an error of SQLite or of the system came of a full disk."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    code = getattr(error, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_FULL or (_primary(code) in _FAILS_WHEN_FULL and _is_full(directory))


def _primary(code: int | None) -> int | None:
    """Give the kind of an error without its particulars, which SQLite keeps in the higher bytes."""
    return None if code is None else code & 0xFF


def _is_full(directory: Path) -> bool:
    try:
        return disk_usage(directory).free < _NO_SPACE_BYTES
    except OSError:
        return False
