"""The data directory: that it is one, and that it can be written to."""

from __future__ import annotations

import os
from pathlib import Path

# Where the index is in it.
INDEX_DIRECTORY = "index"

_REMEDY = "Name a directory with --data-dir or ONRECORD_DATA_DIR."


class DataDirectoryError(Exception):
    """There can be no data directory at the place that was named; the message names the remedy."""


def require_directory(data_dir: Path) -> None:
    """Refuse what is no directory. One that is missing is left to whoever needs what is in it."""
    if data_dir.exists() and not data_dir.is_dir():
        raise DataDirectoryError(f"{data_dir} is a file, not a directory for documents. {_REMEDY}")


def make_directory(data_dir: Path) -> None:
    """Make the directory where it is missing, or say why there can be none."""
    require_directory(data_dir)
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataDirectoryError(f"The data directory {data_dir} cannot be made: {error.strerror}. {_REMEDY}") from None
    if not os.access(data_dir, os.W_OK | os.X_OK):
        raise DataDirectoryError(f"The data directory {data_dir} cannot be written to: permission denied. {_REMEDY}")
