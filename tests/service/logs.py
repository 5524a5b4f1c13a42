"""Logs of every kind to run the same tests against, and what they are asked to keep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.postgres_server import PostgresServer
from matcher.types import Document
from service.store import DocumentLog
from service.store.postgres import PostgresLog
from service.store.sqlite import SqliteLog

# Opens the log of one test, again and again: each call is one more process, as far as the database can tell.
OpenLog = Callable[[], DocumentLog]

# A server that forgets what it has at a power cut, for tests that cut none: several times faster.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def document(document_id: str, text: str = "words") -> Document:
    """A document of which only the id and the text matter."""
    return Document(document_id, "A title", text)


def log_opener(kind: str, directory: Path, request: pytest.FixtureRequest) -> OpenLog:
    """Give what opens a log of a kind that is empty at first."""
    if kind == "sqlite":
        return lambda: SqliteLog(directory / "log.sqlite3")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.create_database()
    return lambda: PostgresLog(url)
