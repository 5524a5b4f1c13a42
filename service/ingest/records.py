"""One document as it stands in a line of JSON, for files and for the import over HTTP alike.

Archives name dates and languages in two ways; both are read (``published`` or ``published_at``, ``lang`` or
``language``). A null is a missing field. Anything else unknown is an error: what a document has beyond the
contract's fields belongs in its ``metadata``, where it is kept.
"""

from __future__ import annotations

from typing import Any

from matcher.types import Document
from service.bodies import check_text_length, load_json, parse_object
from service.errors import InvalidRequest
from service.schemas import DocumentBody, DocumentId

_OTHER_NAMES = {"published": "published_at", "lang": "language"}


class DocumentLine(DocumentBody):
    """A document with its id, as a line of NDJSON has it."""

    id: DocumentId


def parse_document_line(line: bytes, max_characters: int) -> Document:
    """Give the document of one line.

    Raises
    ------
    Problem
        What is wrong with the line, with pointers; nothing of it was stored.
    """
    fields = load_json(line)
    if not isinstance(fields, dict):
        raise InvalidRequest("Each line is one JSON object.", errors=[("", "not an object")])
    body = parse_object(DocumentLine, _renamed(fields))
    check_text_length(body.text, max_characters)
    return Document(
        id=body.id,
        title=body.title,
        text=body.text,
        url=body.url,
        publisher=body.publisher,
        published_at=body.published_at,
        language=body.language,
        kind=body.kind,
        speaker=body.speaker,
        authors=tuple(body.authors),
        metadata=body.metadata,
    )


def _renamed(fields: dict[str, Any]) -> dict[str, Any]:
    present = {name: value for name, value in fields.items() if value is not None}
    for other, name in _OTHER_NAMES.items():
        if other in present and name not in present:
            present[name] = present.pop(other)
    return present
