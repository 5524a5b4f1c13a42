"""Which log an index is a cache of, written beside its files.

A sequence number alone does not tell: a data directory may be pointed at another database, or a backup restored over
the log, and the new log may have grown past the index. Such an index would answer with documents that are not there.
"""

from __future__ import annotations

from pathlib import Path

from matcher.index.format import replacing

OWNER_FILE = "log.identity"


def belongs_to(directory: Path, identity: str | None) -> bool:
    """Tell whether an index may be used with a log; one that names no log was made before logs had identities."""
    path = directory / OWNER_FILE
    return identity is None or not path.exists() or path.read_text("ascii") == identity


def set_owner(directory: Path, identity: str | None) -> None:
    """Write down the log of an index, durably; its directory is created if missing."""
    path = directory / OWNER_FILE
    if identity is None or (path.exists() and path.read_text("ascii") == identity):
        return
    directory.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(identity.encode("ascii"))
