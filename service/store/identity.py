"""The identity of a log, written down where it has to be known without the log: in an index and a data directory.

A data directory that has had a log must not get another by accident. Whoever finds the log's file missing and makes a
new one answers from nothing, and what is written from then on stands in a log that the others do not have.
"""

from __future__ import annotations

from pathlib import Path

from service.data_directory import INDEX_DIRECTORY

FILE = "log.identity"
# The index had one before the data directory itself did.
_PLACES = ".", INDEX_DIRECTORY


def read_identity(directory: Path) -> str | None:
    """Give the identity in a directory, None where there is none; one that cannot be read is like no other."""
    try:
        return (directory / FILE).read_text("ascii", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return ""


def write_identity(directory: Path, identity: str | None) -> None:
    """Write an identity down, durably, unless it stands there; the directory is created if missing."""
    if identity is None or read_identity(directory) == identity:
        return
    from matcher.index.format import replacing  # needs NumPy, which `onrecord --help` does not

    directory.mkdir(parents=True, exist_ok=True)
    with replacing(directory / FILE) as file:
        file.write(identity.encode("ascii"))


def known_identity(data_dir: Path) -> str | None:
    """Give the identity of the log that a data directory has had; None where nothing is known of one."""
    found = (read_identity(data_dir / place) for place in _PLACES)
    return next((identity for identity in found if identity is not None), None)
