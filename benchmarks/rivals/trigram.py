"""PostgreSQL with pg_trgm: trigrams of every text in a GIN index, ranked by word similarity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.rivals import Hit, Unavailable, cleaned, lowered
from benchmarks.rivals.postgres_server import PostgresServer
from benchmarks.rivals.rerank import SHORTLIST, best_passage
from matcher.types import Document

TABLE = "CREATE UNLOGGED TABLE documents (row integer PRIMARY KEY, text text)"
INDEX = "CREATE INDEX trigrams ON documents USING gin (text gin_trgm_ops)"
SEARCH = "SELECT row FROM documents WHERE %(quote)s <%% text ORDER BY %(quote)s <<-> text LIMIT %(limit)s"
SIZE = "SELECT pg_relation_size('trigrams')"
# A quote is given up after so many milliseconds and counts as not found in that time: long quotes share
# trigrams with nearly every document, each of which is then compared.
TIMEOUT_MS = 30_000


class Trigram:
    """A table of texts with a trigram index in a server of its own."""

    def __init__(self, documents: Sequence[Document], directory: Path) -> None:
        self._psycopg = import_psycopg()
        self._server = PostgresServer(directory)
        self._connection = self._psycopg.connect(self._server.conninfo, autocommit=True)
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
        except self._psycopg.errors.QueryCanceled:
            return None
        return best_passage(quote, [row for (row,) in found], self._documents, self._texts)

    def index_bytes(self) -> int:
        """Size of the trigram index alone."""
        return int(self._connection.execute(SIZE).fetchone()[0])

    def close(self) -> None:
        """Close the connection and end the server."""
        self._connection.close()
        self._server.stop()


def import_psycopg() -> Any:
    """The psycopg module, or the reason why it is not there."""
    try:
        import psycopg
    except ImportError as error:
        raise Unavailable("psycopg is not installed; it is in the bench requirements") from error
    return psycopg
