"""tantivy's BM25 top ten, reranked by RapidFuzz: the usual advice for searching quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.rivals import Hit, Unavailable, cleaned, lowered
from benchmarks.rivals.rerank import SHORTLIST, best_passage
from matcher.types import Document

WORD = re.compile(r"\w+")
# Memory for the index writer, in bytes: enough that 87,000 documents are a few segments.
WRITER_BYTES = 256_000_000


class TantivyRerank:
    """An inverted index of the texts on disk, row numbers stored, texts in memory for the rerank."""

    def __init__(self, documents: Sequence[Document], directory: Path) -> None:
        tantivy = import_tantivy()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False, index_option="freq")
        builder.add_unsigned_field("row", stored=True)
        self._directory = directory
        index = tantivy.Index(builder.build(), path=str(directory))
        writer = index.writer(WRITER_BYTES)
        for row, document in enumerate(documents):
            writer.add_document(tantivy.Document(text=document.text, row=row))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._index, self._searcher = index, index.searcher()
        self._documents = documents
        self._texts = [lowered(document.text) for document in documents]

    def find(self, quote: str) -> Hit | None:
        """Shortlist by any of the quote's words, then align each."""
        quote = cleaned(quote)
        words = " ".join(dict.fromkeys(WORD.findall(quote)))
        query, _ = self._index.parse_query_lenient(words, ["text"])
        hits = self._searcher.search(query, SHORTLIST, count=False).hits
        rows = [self._searcher.doc(address)["row"][0] for _, address in hits]
        return best_passage(quote, rows, self._documents, self._texts)

    def index_bytes(self) -> int:
        """Size of the index files."""
        return sum(path.stat().st_size for path in self._directory.rglob("*") if path.is_file())

    def close(self) -> None:
        """Nothing to let go of; the files are the caller's."""


def import_tantivy() -> Any:
    """The tantivy module, or the reason why it is not there."""
    try:
        import tantivy
    except ImportError as error:
        raise Unavailable("tantivy is not installed; it is in the bench requirements") from error
    return tantivy
