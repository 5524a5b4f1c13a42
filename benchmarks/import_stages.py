"""Where does an import spend its time? Every stage alone, in computing time of one core, on the same documents."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from benchmarks.corpora import text_bytes
from matcher.attribution.structure.quotations import find_quotations
from matcher.attribution.structure.turns import find_turns
from matcher.index.builder import SegmentBuilder
from matcher.index.columns import Columns
from matcher.index.format import write_arrays
from matcher.index.heavy import block_documents, heavy_phrases
from matcher.index.order import build_order
from matcher.index.pool import BATCH_DOCUMENTS
from matcher.index.worker import fields_of
from matcher.text import tokenize
from matcher.types import Document
from service.ingest.imports import BATCH_DOCUMENTS as TRANSACTION_DOCUMENTS
from service.ingest.records import parse_document_line
from service.store.sqlite import SqliteLog

# Documents that every stage is measured on, spread over the archive: enough for a vocabulary that does not fit a cache.
MAX_DOCUMENTS = 10_000
# Other work on the machine makes a pass slower, never faster: the faster of two counts.
PASSES = 2

Stage = tuple[str, str, Callable[[], object]]


def measure_import_stages(documents: Sequence[Document], scratch: Path) -> dict[str, Any]:
    """Run every stage of an import alone; give its process and microseconds of computing a document.

    Notes
    -----
    All calls of a stage follow one another, so the caches are warmer than in an import. What processes and threads
    cost beyond their work (starts, pipes, waiting) is in no stage; ``import_rate`` measures the whole.
    """
    chosen = documents[:: max(1, len(documents) // MAX_DOCUMENTS)]
    measured = []
    for process, stage, run in _iter_stages(chosen, scratch):
        seconds = min(_computing_seconds(run) for _ in range(PASSES))
        measured.append({"process": process, "stage": stage, "us_per_document": seconds / len(chosen) * 1e6})
    return {"documents": len(chosen), "bytes_per_document": text_bytes(chosen) / len(chosen), "rows": measured}


def _computing_seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _iter_stages(documents: Sequence[Document], scratch: Path) -> Iterator[Stage]:
    """Yield process, name and work of each stage, with its input made ready."""
    lines = [orjson.dumps({"id": d.id, "title": d.title, "text": d.text, "url": d.url}) for d in documents]
    yield "reader", "parse and validate", lambda: [parse_document_line(line, 10**9) for line in lines]
    yield "reader", "write the log", lambda: _log_all(documents, scratch / "stages.sqlite3")
    yield "reader", "hand over", lambda: list(_batches(documents))
    batches = list(_batches(documents))
    yield "builder", "take over", lambda: [[Document(*fields) for fields in pickle.loads(batch)] for batch in batches]
    yield from _iter_document_stages(documents)
    yield from _iter_segment_stages(documents, scratch)


def _iter_document_stages(documents: Sequence[Document]) -> Iterator[Stage]:
    yield "builder", "tokenise", lambda: [tokenize(d.text) for d in documents]
    streams = [tokenize(d.text) for d in documents]

    def number_tokens() -> None:
        columns = Columns()
        for stream in streams:
            columns.add(stream)

    yield "builder", "number the tokens, sketch", number_tokens
    yield "builder", "find quotations", lambda: [find_quotations(d.text) for d in documents]
    quoted = [(d, find_quotations(d.text)) for d in documents]
    yield "builder", "find turns", lambda: [find_turns(d, quotations) for d, quotations in quoted]
    yield "builder", "all of a document", lambda: _builder_of(documents)


def _iter_segment_stages(documents: Sequence[Document], scratch: Path) -> Iterator[Stage]:
    segment = _builder_of(documents).finish()
    tokens, order, first = segment.tokens, segment.order, segment.first
    yield "builder", "sort the positions", lambda: build_order(tokens, len(first) - 2)
    starts = segment.document_first
    yield (
        "builder",
        "count heavy phrases",
        lambda: heavy_phrases(tokens, order, first, starts, block_documents(starts, len(tokens))),
    )
    yield "builder", "write the segment", lambda: write_arrays(scratch / "stages.onr", segment.arrays, {})


def _batches(documents: Sequence[Document]) -> Iterator[bytes]:
    for k in range(0, len(documents), BATCH_DOCUMENTS):
        yield pickle.dumps([fields_of(document) for document in documents[k : k + BATCH_DOCUMENTS]], 5)


def _builder_of(documents: Sequence[Document]) -> SegmentBuilder:
    builder = SegmentBuilder()
    for sequence, document in enumerate(documents, 1):
        builder.add(document, sequence=sequence)
    return builder


def _log_all(documents: Sequence[Document], path: Path) -> None:
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    log = SqliteLog(path)
    for k in range(0, len(documents), TRANSACTION_DOCUMENTS):
        log.append(documents[k : k + TRANSACTION_DOCUMENTS])
    log.close()
