"""The log of documents: the truth from which every index is a cache.

`log` states what a log offers, `sqlite` is the embedded default. The stored form of a document is in
`encoding`.
"""

from service.store.log import (
    DocumentLog,
    LogEntry,
    LogError,
    LogFullError,
    LogVersionError,
    Stored,
)

__all__ = ["DocumentLog", "LogEntry", "LogError", "LogFullError", "LogVersionError", "Stored"]
