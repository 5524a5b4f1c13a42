"""From documents to a segment.

Documents are tokenised as they come; ``finish`` lays them out by date, sorts all positions and wraps the arrays
up. Memory: about 25 bytes a token plus the texts, until the segment is finished.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import orjson
from numpy.typing import NDArray

from matcher.attribution.structure.quotations import Quotation, find_quotations
from matcher.attribution.structure.turns import Turn, find_turns
from matcher.errors import UnreadDocumentWarning
from matcher.index.columns import Columns, Rows
from matcher.index.file_writer import FileWriter
from matcher.index.heavy import block_documents, heavy_phrases
from matcher.index.order import build_order, sampled_tokens
from matcher.index.segment import Segment, id_key
from matcher.text import tokenize
from matcher.types import Document

NO_DATE: Final = np.iinfo(np.int64).max
RECORD_FIELDS: Final = (
    "id",
    "title",
    "url",
    "publisher",
    "published_at",
    "language",
    "kind",
    "speaker",
    "authors",
    "metadata",
)


@lru_cache(maxsize=4096)  # An archive has many documents a day.
def timestamp(published_at: str | None) -> int:
    """Return seconds since 1970 UTC for an ISO 8601 date or time, ``NO_DATE`` for none; a bare date is midnight UTC.

    A fraction of a second is cut off, before 1970 as after it.
    """
    if not published_at:
        return int(NO_DATE)
    moment = datetime.fromisoformat(published_at).replace(microsecond=0)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


class SegmentBuilder:
    """Collects documents for one segment."""

    def __init__(self) -> None:
        self._columns = Columns()
        self._quotations = Rows()
        self._turns = Rows()
        self._turn_speakers: list[list[str]] = []
        self._texts: list[bytes] = []
        self._records: list[bytes] = []
        self._ids: list[str | None] = []
        self._number_of: dict[str, int] = {}
        self._languages: list[str] = []
        self._dates: list[int] = []
        self._publishers: list[int] = []
        self._sequences: list[int] = []
        self.num_tokens = 0

    def __len__(self) -> int:
        return len(self._number_of)

    def add(self, document: Document, *, sequence: int) -> None:
        """Add a document, in place of an earlier one with its id."""
        self.discard(document.id)
        self._number_of[document.id] = len(self._ids)
        stream = tokenize(document.text)
        self._columns.add(stream)
        quotations, turns = _structure(document)
        self._quotations.add(
            (q.start, q.end, q.inner_start, q.inner_end, q.utterance) for q in quotations if not q.depth
        )
        self._turns.add((t.start, t.end, t.label_start, t.label_end, t.utterance) for t in turns)
        self._turn_speakers.append([turn.speaker or "" for turn in turns])
        self._texts.append(document.text.encode("utf-8", "surrogatepass"))
        self._records.append(_record(document))
        self._ids.append(document.id)
        self._languages.append(language_code(document.language))
        self._dates.append(timestamp(document.published_at))
        self._publishers.append(publisher_key(document.publisher))
        self._sequences.append(sequence)
        self.num_tokens += len(stream)

    def discard(self, document_id: str) -> bool:
        """Forget a document added earlier; tell whether there was one."""
        d = self._number_of.pop(document_id, None)
        if d is None:
            return False
        self.num_tokens -= self._columns.num_tokens(d)
        self._ids[d] = None
        return True

    def finish(self) -> Segment:
        """Lay the documents out and index them; the builder is spent afterwards."""
        return Segment.of(dict(self._iter_arrays()), self._attributes())

    def write(self, path: Path) -> None:
        """Lay the documents out and index them straight into a file, durably; the builder is spent afterwards.

        Notes
        -----
        What does not depend on the order of the positions is on the disk by the time they are sorted.
        """
        with FileWriter(path, self._attributes()) as file:
            for name, array in self._iter_arrays():
                file.add(name, array)
            file.seal()

    def _attributes(self) -> dict[str, Any]:
        return {"last_sequence": max(self._sequences, default=0), "languages": sorted(set(self._languages))}

    def _iter_arrays(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """Yield the arrays of the segment, each when it is known, those that take sorting last."""
        dates = np.array(self._dates, np.int64)
        layout = [d for d in np.argsort(dates, kind="stable").tolist() if self._ids[d] is not None]
        number = {name: k for k, name in enumerate(sorted(set(self._languages)))}
        yield "dates", dates[layout]
        yield "publishers", np.array(self._publishers, np.uint64)[layout]
        yield "sequences", np.array(self._sequences, np.uint64)[layout]
        yield "languages", np.array([number[self._languages[d]] for d in layout], np.uint16)
        yield from self._documents(layout).items()
        positions = self._columns.laid_out(layout)
        yield from positions.items()
        yield from self._columns.vocabulary.arrays().items()
        tokens, document_first = positions["tokens"], positions["document_first"]
        order, first = build_order(tokens, self._columns.vocabulary.size)
        yield "order", order
        yield "first", first
        yield "samples", sampled_tokens(tokens, order)
        blocks = block_documents(document_first, len(tokens))
        yield "blocks", blocks
        heavy = heavy_phrases(tokens, order, first, document_first, blocks)
        yield from zip(("heavy_keys", "heavy_counts", "heavy_earliest"), heavy, strict=True)

    def _documents(self, layout: list[int]) -> dict[str, NDArray[Any]]:
        texts, text_bounds = _joined([self._texts[d] for d in layout])
        records, record_bounds = _joined([self._records[d] for d in layout])
        quotations, quotation_bounds = self._quotations.laid_out(layout)
        turns, turn_bounds = self._turns.laid_out(layout)
        names = sorted({name for d in layout for name in self._turn_speakers[d]})
        number = {name: k for k, name in enumerate(names)}
        speakers, speaker_bounds = _joined([name.encode("utf-8", "surrogatepass") for name in names])
        keys = np.array([id_key(str(self._ids[d])) for d in layout], np.uint64)
        by_key = np.argsort(keys, kind="stable")
        return {
            "texts": texts,
            "text_bounds": text_bounds,
            "records": records,
            "record_bounds": record_bounds,
            "quotations": quotations,
            "turns": turns,
            "turn_bounds": turn_bounds,
            "turn_speakers": np.array([number[n] for d in layout for n in self._turn_speakers[d]], np.uint32),
            "speakers": speakers,
            "speaker_bounds": speaker_bounds,
            "quotation_bounds": quotation_bounds,
            "id_keys": keys[by_key],
            "id_documents": by_key.astype(np.uint32),
        }


@lru_cache(maxsize=1024)  # Few languages, and many documents in each.
def language_code(language: str | None) -> str:
    """Return the primary language of a BCP 47 tag in lower case, "" for none."""
    return (language or "").split("-")[0].split("_")[0].lower()


@lru_cache(maxsize=4096)  # As many publishers as an archive has.
def publisher_key(publisher: str | None) -> int:
    """Hash a publisher's name, capitals or not; 0 for none."""
    return id_key(publisher.casefold()) if publisher else 0


def _structure(document: Document) -> tuple[Sequence[Quotation], Sequence[Turn]]:
    """Return a document's quotations and turns.

    Warns
    -----
    UnreadDocumentWarning
        They cannot be read, by a fault of ours. By now the document is in the log, and would end every later start:
        so it is searched as plain prose, with neither.
    """
    try:
        quotations = find_quotations(document.text)
        return quotations, find_turns(document, quotations)
    except Exception as error:
        told = f"document {document.id!r} is searched as plain prose, since its quotations cannot be read: {error!r}"
        warnings.warn(UnreadDocumentWarning(told), stacklevel=2)
        return (), ()


def _record(document: Document) -> bytes:
    # What is None, "" apart, or empty is left out: truth alone tells, and costs a fifth of comparing.
    fields = {name: value for name in RECORD_FIELDS if (value := getattr(document, name)) or value == ""}
    return orjson.dumps(fields)


def _bounds(sizes: list[int]) -> NDArray[np.uint64]:
    bounds = np.zeros(len(sizes) + 1, np.uint64)
    bounds[1:] = np.cumsum(sizes)
    return bounds


def _joined(pieces: list[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    return np.frombuffer(b"".join(pieces), np.uint8), _bounds([len(piece) for piece in pieces])
