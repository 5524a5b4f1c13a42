"""onrecord itself, behind the rivals' interface."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks import subject
from benchmarks.answers import stretch
from benchmarks.rivals import Hit
from matcher.types import Document, Query


class Onrecord:
    """An index on disk, mapped, and the engine over it; the whole answer is made, changes and all.

    Speakers are left out, as they are by the rivals: a service has worked them out before it is asked.
    """

    def __init__(self, documents: Sequence[Document], directory: Path) -> None:
        self._directory = directory
        subject.build(documents, directory)
        self._opened = subject.open_subject(directory, speakers="claimed")

    def find(self, quote: str) -> Hit | None:
        """Verify the quote and return the first match's stretch."""
        answer = self._opened.engine.verify(Query(quote=quote))
        if not answer.matches or not answer.matches[0].spans:
            return None
        return Hit(answer.matches[0].document, *stretch(answer.matches[0]))

    def index_bytes(self) -> int:
        """Size of the index files, the texts among them."""
        return subject.index_bytes(self._directory)

    def open_ms(self) -> float:
        """Milliseconds to open the index again."""
        return subject.time_open_ms(self._directory)

    def close(self) -> None:
        """Close the index."""
        self._opened.index.close()
