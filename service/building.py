"""The right to write index files: held by one process of a data directory at a time."""

from __future__ import annotations

from pathlib import Path

from service.exclusive import ExclusiveLock

# What to do where another process is the builder: for documents there are two ways, for all else one.
STOP_IT = "Stop the server first, then try again."
STOP_IT_OR_SEND = "Stop it, or send the documents to the running server: POST /v1/documents/import."


class DirectoryInUseError(Exception):
    """Another process writes to the data directory."""


class BuilderLock(ExclusiveLock):
    """The lock of one data directory.

    Examples
    --------
    >>> import tempfile; from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as directory:
    ...     lock = BuilderLock(Path(directory))
    ...     lock.acquire(), BuilderLock(Path(directory)).acquire()
    (True, False)
    """

    def __init__(self, data_dir: Path) -> None:
        super().__init__(data_dir / "builder.lock")

    def acquire_or_explain(self, remedy: str) -> None:
        """Become the builder, or raise an error that names the way out."""
        if not self.acquire():
            raise DirectoryInUseError(f"Another process writes to {self.path.parent}. {remedy}")
