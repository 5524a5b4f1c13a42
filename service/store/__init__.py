"""The log of documents: the truth from which every index is a cache.

`log` states what a log offers; `sqlite` is the embedded default, `postgres` the one that several machines share.
`writes` decides what a write does, the stored form of a document is in `encoding`.
"""

from service.store.log import (
    DocumentLog,
    LogEntry,
    LogError,
    LogFullError,
    LogLostError,
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
    "LogUnavailableError",
    "LogVersionError",
    "LogWentBackError",
    "Stored",
]
