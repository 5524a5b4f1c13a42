"""PostgreSQL with pg_trgm: trigrams of every text in a GIN index, ranked by word similarity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import errors

from benchmarks.postgres_server import PostgresServer, PostgresUnavailable
from benchmarks.rivals import Hit, Unavailable, cleaned, lowered
from benchmarks.rivals.rerank import SHORTLIST, best_passage
from matcher.types import Document

TABLE = "CREATE UNLOGGED TABLE documents (row integer PRIMARY KEY, text text)"
INDEX = "CREATE INDEX trigrams ON documents USING gin (text gin_trgm_ops)"
SEARCH = "SELECT row FROM documents WHERE %(quote)s <%% text ORDER BY %(quote)s <<-> text LIMIT %(limit)s"
SIZE = "SELECT pg_relation_size('trigrams')"
# A quote is given up after so many milliseconds and counts as not found in that time: long quotes share
# trigrams with nearly every document, each of which is then compared.
TIMEOUT_MS = 30_000
# Memory for building the index and for caching, so that the rival does not wait for the disk.
SETTINGS = ("shared_buffers=1GB", "maintenance_work_mem=512MB", "fsync=off", "jit=off")


class Trigram:
    """A table of texts with a trigram index in a server of its own."""

    def __init__(self, documents: Sequence[Document], directory: Path) -> None:
        try:
            self._server = PostgresServer(*SETTINGS, parent=directory)
        except PostgresUnavailable as error:
            raise Unavailable(str(error)) from error
        self._connection = psycopg.connect(self._server.url(), autocommit=True)
        execute = self._connection.execute
        execute("CREATE EXTENSION pg_trgm")
        execute(TABLE)
        with self._connection.cursor().copy("COPY documents FROM STDIN") as copy:
            for row, document in enumerate(documents):
                copy.write_row((row, document.text.replace("\0", " ")))
        execute(INDEX)
        execute("ANALYZE documents")
        execute(f"SET statement_timeout = {TIMEOUT_MS}")
        self._documents = documents
        self._texts = [lowered(document.text) for document in documents]

    def find(self, quote: str) -> Hit | None:
        """Ask for the most similar texts, then align each."""
        quote = cleaned(quote)
        try:
            found = self._connection.execute(SEARCH, {"quote": quote, "limit": SHORTLIST}).fetchall()
        except errors.QueryCanceled:
            return None
        return best_passage(quote, [row for (row,) in found], self._documents, self._texts)

    def index_bytes(self) -> int:
        """Size of the trigram index alone."""
        return int(self._connection.execute(SIZE).fetchone()[0])

    def close(self) -> None:
        """Close the connection and end the server."""
        self._connection.close()
        self._server.close()
