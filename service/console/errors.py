"""Errors that a person can mend, each as one line that names the remedy."""

from __future__ import annotations

from pydantic import ValidationError

from matcher.errors import MatcherError
from service.building import DirectoryInUseError
from service.console.batches import QuotesFileError
from service.console.outputs import SameFileError
from service.data_directory import DataDirectoryError
from service.errors import Problem
from service.ingest.files import describe
from service.ingest.imports import ImportStoppedError
from service.snapshots.contents import SnapshotError
from service.store import LogError

_MENDED = (
    DataDirectoryError,
    DirectoryInUseError,
    ImportStoppedError,
    LogError,
    MatcherError,
    OSError,
    QuotesFileError,
    SameFileError,
    SnapshotError,
)


def explain(error: Exception) -> str:
    """Give the line for an error; raise any that is a fault of ours again."""
    if isinstance(error, Problem):
        return describe(error)
    if isinstance(error, _MENDED):
        return str(error)
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False))
    raise error
