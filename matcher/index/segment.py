"""A segment: an immutable set of documents with everything a search needs, on disk or in memory.

The arrays are listed in ``docs/index-format.md``. Documents are laid out by date, undated ones last, so that
"earliest" is "smallest position". A segment never changes; deletions live beside it, in the index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson
from numpy.typing import NDArray

from matcher.index.format import read_arrays, write_arrays
from matcher.index.layout import check_layout
from matcher.index.vocabulary import look_up
from matcher.types import Document

if TYPE_CHECKING:
    from matcher.index.deleted_words import DeletedWords

# Token ids whose letters are kept, a megabyte or two: the words of news repeat.
MAX_SPELLED: Final = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Documents and their index.

    Attributes
    ----------
    tokens : uint32 (t,), token ids document after document, 0 between them
    order, first : see ``order.build_order``
    samples : see ``order.sampled_tokens``
    starts : uint32 (t,), code point at which a token begins in its document
    lengths : uint8 (t,), code points of a token; 255 means 255 or more
    document_first : uint32 (d + 1,), first position of each document
    blocks : uint32, see ``heavy.block_documents``
    dates : int64 (d,), seconds since 1970 UTC, ``NO_DATE`` without
    derived : room for the tables that a reader makes for texts of a language, kept as long as the segment
    spelled : room for the letters of token ids that were asked for, see ``words_of``
    deleted_words : room for those that were made last, see ``DeletedWords``
    views : the arrays of one dimension, for reading single elements: a third of the time that NumPy's take
    """

    arrays: Mapping[str, NDArray[Any]]
    attributes: Mapping[str, Any]
    tokens: NDArray[np.uint32]
    order: NDArray[np.uint32]
    first: NDArray[np.uint32]
    samples: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint8]
    document_first: NDArray[np.uint32]
    blocks: NDArray[np.uint32]
    dates: NDArray[np.int64]
    views: Mapping[str, memoryview] = field(kw_only=True)
    derived: dict[str | None, NDArray[Any]] = field(default_factory=dict, kw_only=True)
    spelled: dict[int, str] = field(default_factory=dict, kw_only=True)
    deleted_words: dict[str, DeletedWords] = field(default_factory=dict, kw_only=True)

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], attributes: Mapping[str, Any]) -> Segment:
        """Wrap arrays made by a builder or read from a file.

        Notes
        -----
        All become read-only, for a segment never changes, and so that a kernel compiled for one kind of segment
        serves the other: a mapped array is another type to the compiler than one that may be written to.
        """
        for array in arrays.values():
            array.flags.writeable = False
        names = ("tokens", "order", "first", "samples", "starts", "lengths", "document_first", "blocks", "dates")
        views = {name: array.data for name, array in arrays.items() if array.ndim == 1}
        return cls(arrays, attributes, *[arrays[name] for name in names], views=views)

    @classmethod
    def open(cls, path: Path, *, check: bool = False) -> Segment:
        """Map a segment file; see ``format.read_arrays`` and ``layout.check_layout`` for the errors."""
        arrays, attributes = read_arrays(path, check=check)
        check_layout(path.name, arrays, attributes)
        return cls.of(arrays, attributes)

    def write(self, path: Path, *, durable: bool = True) -> None:
        """Write the segment to a file; see ``format.write_arrays``."""
        write_arrays(path, self.arrays, self.attributes, durable=durable)

    @property
    def num_documents(self) -> int:
        return len(self.dates)

    @property
    def last_sequence(self) -> int:
        """The newest log entry among the documents."""
        return int(self.attributes["last_sequence"])

    def ids_of(self, hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
        """Return token ids for hashes, 0 for tokens the segment does not hold."""
        ids = np.empty(len(hashes), np.uint32)
        look_up(hashes, self.arrays["vocabulary_keys"], self.arrays["vocabulary_ids"], ids)
        return ids

    def word(self, token_id: int) -> str:
        """Return the folded letters of a token id."""
        return str(self._stored("words", "word_bounds", token_id - 1), "utf-8", "surrogatepass")

    def _stored(self, name: str, bounds_name: str, k: int) -> memoryview:
        """Return the k-th of the pieces that lie one behind the other in an array of bytes."""
        bounds = self.views[bounds_name]
        return self.views[name][bounds[k] : bounds[k + 1]]

    def words_of(self, token_ids: Sequence[int]) -> list[str]:
        """Return the folded letters of many token ids; those of the latest ones are kept."""
        kept = self.spelled
        if len(kept) > MAX_SPELLED:
            kept.clear()
        words = []
        for token_id in token_ids:
            word = kept.get(token_id)
            if word is None:
                word = kept[token_id] = self.word(token_id)
            words.append(word)
        return words

    def token_range(self, d: int) -> tuple[int, int]:
        """Return the first position of a document and the one behind its last token, where its separator stands."""
        firsts = self.views["document_first"]
        return firsts[d], firsts[d + 1] - 1

    def stored_text(self, d: int) -> memoryview:
        """Return the original text of a document in UTF-8, lone surrogates passed."""
        return self._stored("texts", "text_bounds", d)

    def text(self, d: int) -> str:
        """Return the original text of a document."""
        return str(self.stored_text(d), "utf-8", "surrogatepass")

    def stored_record(self, d: int) -> memoryview:
        """Return a document's fields other than its text, as JSON."""
        return self._stored("records", "record_bounds", d)

    def record(self, d: int) -> dict[str, Any]:
        """Return a document's fields other than its text."""
        fields: dict[str, Any] = orjson.loads(self.stored_record(d))
        return fields

    def document(self, d: int) -> Document:
        """Return a whole document."""
        fields = self.record(d)
        given = fields.get
        return Document(
            fields["id"],
            fields["title"],
            self.text(d),
            given("url"),
            given("publisher"),
            given("published_at"),
            given("language"),
            given("kind", "article"),
            given("speaker"),
            tuple(given("authors", ())),
            given("metadata"),
        )

    def content_key(self, d: int) -> int:
        """Return a hash of all that a document is, its record and its text: equal documents have equal keys.

        BLAKE2b, 8 bytes, read as a signed little-endian number.
        """
        digest = blake2b(self.stored_record(d), digest_size=8)
        digest.update(self.stored_text(d))
        return int.from_bytes(digest.digest(), "little", signed=True)

    def document_id(self, d: int) -> str:
        """Return a document's id."""
        return str(self.record(d)["id"])

    def find_document(self, document_id: str) -> int | None:
        """Return the number of the document with an id, or None."""
        keys = self.arrays["id_keys"]
        key = np.uint64(id_key(document_id))
        k = int(np.searchsorted(keys, key))
        while k < len(keys) and keys[k] == key:
            d = int(self.arrays["id_documents"][k])
            if self.document_id(d) == document_id:
                return d
            k += 1
        return None

    def quotations(self, d: int) -> NDArray[np.uint32]:
        """Return the quotations of a document: uint32 (q, 5), start, end, inner start, inner end, utterance."""
        bounds = self.views["quotation_bounds"]
        rows: NDArray[np.uint32] = self.arrays["quotations"][bounds[d] : bounds[d + 1]]
        return rows

    def num_quotations(self, d: int) -> int:
        """Return how many rows ``quotations`` has."""
        bounds = self.views["quotation_bounds"]
        return int(bounds[d + 1] - bounds[d])

    def turns(self, d: int) -> NDArray[np.uint32]:
        """Return the turns of a document: uint32 (t, 5), see ``layout``."""
        bounds = self.views["turn_bounds"]
        rows: NDArray[np.uint32] = self.arrays["turns"][bounds[d] : bounds[d + 1]]
        return rows

    def turn_speaker(self, d: int, turn: int) -> str | None:
        """Return who speaks a turn, as the labels tell, or None."""
        return self.speaker(self.views["turn_speakers"][self.views["turn_bounds"][d] + turn]) or None

    def speaker(self, k: int) -> str:
        """Return the k-th of the names that labels give, "" where they name nobody."""
        return str(self._stored("speakers", "speaker_bounds", k), "utf-8", "surrogatepass")

    def span_of(self, d: int, first: int, last: int) -> tuple[int, int]:
        """Return the code points that the positions first to last (inclusive) of document d cover."""
        starts, length = self.views["starts"], self.views["lengths"][last]
        return starts[first], starts[last] + length if length < 255 else self._long_token_end(d, last)

    def _long_token_end(self, d: int, position: int) -> int:
        from matcher.text import tokenize

        stream = tokenize(self.text(d))
        return int(stream.ends[position - self.token_range(d)[0]])


def id_key(document_id: str) -> int:
    """Hash a document id: BLAKE2b of its UTF-8, 8 bytes, read as a little-endian number."""
    stored = document_id.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(stored, digest_size=8).digest(), "little")
