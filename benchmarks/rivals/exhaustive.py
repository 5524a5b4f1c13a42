"""RapidFuzz over every document: no index, nothing to miss, and a time that grows with the archive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.rivals import Hit, cleaned, lowered
from benchmarks.rivals.rerank import best_passage
from matcher.types import Document


class Exhaustive:
    """``process.extractOne`` with ``partial_ratio`` over all texts."""

    def __init__(self, documents: Sequence[Document], directory: Path) -> None:  # noqa: ARG002
        self._documents = documents
        self._texts = [lowered(document.text) for document in documents]

    def find(self, quote: str) -> Hit | None:
        """Score every document, then align the best one."""
        quote = cleaned(quote)
        best = process.extractOne(quote, self._texts, scorer=fuzz.partial_ratio)
        return best_passage(quote, [best[2]], self._documents, self._texts) if best else None

    def index_bytes(self) -> int:
        """Nothing is built."""
        return 0

    def close(self) -> None:
        """Nothing to let go of."""
