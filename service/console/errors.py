"""Errors that a person can mend, each as one line that names the remedy."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from matcher.errors import MatcherError
from service.building import DirectoryInUseError
from service.console.batches import QuotesFileError
from service.console.outputs import SameFileError
from service.data_directory import DataDirectoryError
from service.errors import Problem, TooLarge
from service.ingest.files import describe
from service.ingest.imports import ImportStoppedError
from service.server_address import AddressError
from service.settings import ENV_PREFIX
from service.snapshots.contents import SnapshotError
from service.store import LogError

_MENDED = (
    AddressError,
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
    if isinstance(error, TooLarge):
        return error.detail  # The limit and the remedy; its place in a body says nothing here.
    if isinstance(error, Problem):
        return describe(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, _MENDED):
        return str(error)
    if isinstance(error, ValidationError):
        return "; ".join(map(_explain_value, error.errors(include_input=False)))
    raise error


def _explain_value(entry: ErrorDetails) -> str:
    """Say what is wrong with a setting: by its variable, or by the flag that gave it."""
    name = str(entry["loc"][0])
    named = name if name.startswith(ENV_PREFIX) else f"--{name.replace('_', '-')}"
    return f"{named}: {entry['msg'].removeprefix('Value error, ')}"
