"""A matcher small enough to be obviously right, for tests of the service alone: exact words, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from matcher.index import Compaction
from matcher.types import Answer, Attribution, Document, Match, PassageSpan, Query
from service.archive import Archive
from service.store.sqlite import SqliteLog


class FakeIndex:
    """Documents in a dictionary."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.last_sequence = 0
        self.generation = 0
        self.is_closed = False

    @property
    def num_documents(self) -> int:
        return len(self.documents)

    def put_many(self, documents: Iterable[tuple[int, Document]]) -> None:
        for sequence, document in documents:
            self.documents[document.id] = document
            self._advance(sequence)

    def delete(self, document_id: str, *, sequence: int) -> bool:
        self._advance(sequence)
        return self.documents.pop(document_id, None) is not None

    def build(
        self, documents: Iterable[tuple[int, Document]], *, progress: Callable[[int], None] | None = None
    ) -> None:
        for number, (sequence, document) in enumerate(documents, 1):
            self.put_many([(sequence, document)])
            if progress is not None:
                progress(number)

    def flush(self) -> None:
        pass

    def map_ahead(self) -> None:
        pass

    def lost_files(self) -> list[str]:
        return []

    def plan(self, *, at_rest: bool = False) -> None:  # noqa: ARG002
        return None

    def adopt(self, _compaction: Compaction, *, exists: bool) -> None:  # noqa: ARG002
        raise AssertionError("nothing is ever planned")

    def abandon(self, _compaction: Compaction) -> None:
        raise AssertionError("nothing is ever planned")

    def refresh(self) -> bool:
        return False

    def restamp(self) -> None:
        pass

    def unseen(self) -> AbstractContextManager[None]:
        return nullcontext()

    def close(self) -> None:
        self.is_closed = True

    def _advance(self, sequence: int) -> None:
        assert sequence >= 0  # 0 for a deletion that goes ahead of the first documents
        self.last_sequence = max(self.last_sequence, sequence)
        self.generation += 1


class FakeEngine:
    """Finds a quote that stands in a document letter for letter."""

    policy = "fake-1"

    def __init__(self, index: FakeIndex) -> None:
        self.index = index
        self.is_warm = False

    def warm_up(self) -> None:
        self.is_warm = True

    def verify(self, query: Query) -> Answer:
        if not any(c.isalnum() for c in query.quote):
            return self._answer(query, "unverifiable", "unknown", ())
        matches = tuple(
            self._match(document, start, len(query.quote))
            for document in self.index.documents.values()
            if query.document_ids is None or document.id in query.document_ids
            for start in [document.text.find(query.quote)]
            if start >= 0
        )
        if not matches:
            return self._answer(query, "not_found", "unknown", ())
        return self._answer(query, "verbatim", "ok", matches)

    def _match(self, document: Document, start: int, length: int) -> Match:
        span = PassageSpan(start, start + length, document.text[start : start + length], 0)
        return Match(document, "verbatim", 100.0, (), (span,), "quotation", None, (), (), 0, True)

    def _answer(self, query: Query, verdict: str, outcome: str, matches: tuple[Match, ...]) -> Answer:
        status = "not_claimed" if query.speaker is None else "uncertain"
        return Answer(
            verdict,  # type: ignore[arg-type]
            outcome,  # type: ignore[arg-type]
            f"The fake says {verdict}.",
            Attribution(status, query.speaker, None),  # type: ignore[arg-type]
            matches[: query.max_matches],
            len(matches),
            False,
            self.index.generation,
            self.index.num_documents,
            self.policy,
        )


def fake_archive(directory: Path) -> Archive:
    """Give an archive over the fake, with a real log in `directory`."""
    index = FakeIndex()
    archive = Archive(SqliteLog(directory / "documents.sqlite3"), index, FakeEngine(index))
    archive.recover()
    return archive
