"""The stored form of a document: UTF-8 JSON of its fields in a fixed order, and a hash of those bytes.

JSON because a person can read it with any database tool, and because it parses faster than it could be
compressed. Equal documents have equal bytes, so the hash tells whether a write changes anything.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import orjson

from matcher.types import Document

# 128 bits: no two texts of any archive collide by chance.
DIGEST_BYTES = 16


def encode(document: Document) -> bytes:
    """Give the stored form. The id is not in it, for it stands beside it."""
    fields: dict[str, Any] = {
        "title": document.title,
        "text": document.text,
        "url": document.url,
        "publisher": document.publisher,
        "published_at": document.published_at,
        "language": document.language,
        "kind": document.kind,
        "speaker": document.speaker,
        "authors": document.authors,
        "metadata": document.metadata,
    }
    return orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)


def decode(document_id: str, body: bytes) -> Document:
    """Give the document back, equal to the one that was encoded."""
    fields: dict[str, Any] = orjson.loads(body)
    fields["authors"] = tuple(fields["authors"])
    return Document(id=document_id, **fields)


def digest(body: bytes) -> bytes:
    """Give the hash of a stored form."""
    return blake2b(body, digest_size=DIGEST_BYTES).digest()
