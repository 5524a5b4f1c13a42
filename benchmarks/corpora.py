"""Read documents from JSON Lines files and draw the same sample on every machine.

A sample is ranked by a hash of the document's id, so that smaller samples are contained in larger ones:
figures at 1,000, 10,000 and all documents differ by what was added, not by what was drawn. Nothing is
cached on disk.
"""

from __future__ import annotations

import gzip
import heapq
import io
import json
import lzma
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from benchmarks.invented import invent_documents
from matcher.types import Document

# The archives that the acceptance figures speak of, and the one that is deliberately left out of the index.
INDEXED = ("senate_press.jsonl.xz", "whitehouse.jsonl.xz")
UNINDEXED = ("wikinews_en.jsonl.xz",)


def open_text(path: Path) -> IO[str]:
    """Open a text file, compressed or not, by its suffix."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path, "rb"), encoding="utf-8")
    return path.open(encoding="utf-8")


def read_document(fields: Mapping[str, Any]) -> Document:
    """Turn one line's fields into a document; the corpora's short names stand for the contract's."""
    return Document(
        id=fields["id"],
        title=fields.get("title") or "",
        text=fields["text"],
        url=fields.get("url"),
        publisher=fields.get("publisher"),
        published_at=fields.get("published_at") or fields.get("published"),
        language=fields.get("language") or fields.get("lang"),
        kind=fields.get("kind") or "article",
        speaker=fields.get("speaker"),
        metadata=fields.get("metadata") or ({"punct_stripped": True} if fields.get("punct_stripped") else {}),
    )


def iter_documents(paths: Iterable[Path]) -> Iterator[Document]:
    """Yield every document of the files, in order."""
    for path in paths:
        with open_text(path) as lines:
            for line in lines:
                fields = json.loads(line)
                # A page without text, such as a redirect, is no document.
                if fields.get("text"):
                    yield read_document(fields)


def rank(document: Document) -> tuple[int, str]:
    """Place a document in an order that has nothing to do with its content or date."""
    return zlib.crc32(document.id.encode()), document.id


def find_corpora(corpora: Path | None) -> list[Path]:
    """The files to index: a folder's acceptance archives, or else all its JSON Lines; none without one."""
    if corpora is None:
        return []
    known = [corpora / name for name in INDEXED if (corpora / name).exists()]
    found = known or sorted(corpora.glob("*.jsonl*"))
    if not found:
        raise FileNotFoundError(f"{corpora} has no .jsonl, .jsonl.gz or .jsonl.xz files; name a folder that has")
    return found


def load_documents(corpora: Path | None, num_documents: int | None = None) -> list[Document]:
    """The documents of a folder in hash order; without a folder invented ones, so that all can measure."""
    paths = find_corpora(corpora)
    return sample_documents(paths, num_documents) if paths else invent_documents(num_documents or 1_000)


def sample_documents(paths: Iterable[Path], num_documents: int | None = None) -> list[Document]:
    """Read the documents, or the ``num_documents`` first ones in hash order.

    Returns
    -------
    The documents in hash order. Samples are nested: a smaller one is a prefix of a larger one.
    """
    documents = iter_documents(paths)
    if num_documents is None:
        return sorted(documents, key=rank)
    return heapq.nsmallest(num_documents, documents, key=rank)


def text_bytes(documents: Iterable[Document]) -> int:
    """Size of the texts in UTF-8, the measure that index sizes are divided by."""
    return sum(len(document.text.encode("utf-8", "surrogatepass")) for document in documents)
