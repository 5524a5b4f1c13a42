"""The log of documents: the truth from which every index is a cache.

`log` states what a log offers; `sqlite` is the embedded default, `postgres` the one that several machines share.
`writes` decides what a write does, the stored form of a document is in `encoding`, and which log a data directory has
had in `identity`.
"""

from service.store.log import (
    DocumentLog,
    LogEntry,
    LogError,
    LogFullError,
    LogLostError,
    LogMissingError,
    LogUnavailableError,
    LogVersionError,
    LogWentBackError,
    Stored,
)

__all__ = [
    "DocumentLog",
    "LogEntry",
    "LogError",
    "LogFullError",
    "LogLostError",
    "LogMissingError",
    "LogUnavailableError",
    "LogVersionError",
    "LogWentBackError",
    "Stored",
]
