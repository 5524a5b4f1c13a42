"""SQLite's FTS5 with bm25, top ten reranked by RapidFuzz: what a newsroom has without installing anything."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from benchmarks.rivals import Hit, cleaned, lowered
from benchmarks.rivals.rerank import SHORTLIST, best_passage
from matcher.types import Document

WORD = re.compile(r"[^\W_]+")
SEARCH = "SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT ?"


class Fts5Rerank:
    """A contentless FTS5 table on disk, texts in memory for the rerank."""

    def __init__(self, documents: Sequence[Document], directory: Path) -> None:
        self._path = directory / "fts5.sqlite"
        self._database = sqlite3.connect(self._path)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE VIRTUAL TABLE documents USING fts5(text, content='')")
        rows = ((row, document.text) for row, document in enumerate(documents))
        self._database.executemany("INSERT INTO documents(rowid, text) VALUES (?, ?)", rows)
        self._database.execute("INSERT INTO documents(documents) VALUES ('optimize')")
        self._database.commit()
        self._documents = documents
        self._texts = [lowered(document.text) for document in documents]

    def find(self, quote: str) -> Hit | None:
        """Shortlist by any of the quote's words, then align each."""
        quote = cleaned(quote)
        words = dict.fromkeys(WORD.findall(quote))
        query = " OR ".join(f'"{word}"' for word in words)
        rows = [row for (row,) in self._database.execute(SEARCH, (query, SHORTLIST))]
        return best_passage(quote, rows, self._documents, self._texts)

    def index_bytes(self) -> int:
        """Size of the database file."""
        return self._path.stat().st_size

    def close(self) -> None:
        """Close the database."""
        self._database.close()
