"""One document as it stands in a line of JSON, for files and for the import over HTTP alike.

Archives name dates and languages in two ways; both are read (``published`` or ``published_at``, ``lang`` or
``language``). A null is a missing field. Over HTTP anything else unknown is an error, as in every request: what a
document has beyond the contract's fields belongs in its ``metadata``. An archive's own files have fields of their
own, which nobody will rename for us: those are kept, in the ``metadata``.
"""

from __future__ import annotations

from typing import Any, cast

from pydantic import ConfigDict
from pydantic.config import JsonDict

from matcher.types import Document
from service.bodies import check_integers, check_text_length, load_json, parse_object
from service.errors import InvalidRequest, Problem
from service.schemas import DocumentBody, DocumentId, check_id

_OTHER_NAMES = {"published": "published_at", "lang": "language"}


def _describe_line(schema: JsonDict) -> None:
    """Describe what `parse_document_line` takes beyond the model: other names, and null for a missing field."""
    properties = cast(dict[str, JsonDict], schema["properties"])
    for other, name in _OTHER_NAMES.items():
        properties[other] = {**properties[name], "title": other.title(), "description": f"Read as {name}."}
    for name in properties.keys() - set(cast(list[str], schema["required"])):
        properties[name] = {"anyOf": [properties[name], {"type": "null"}]}


class DocumentLine(DocumentBody):
    """A document with its id, as a line of NDJSON has it."""

    model_config = ConfigDict(json_schema_extra=_describe_line)

    id: DocumentId


_KNOWN = frozenset(DocumentLine.model_fields)


def parse_document_line(line: bytes, max_characters: int, *, keep_unknown: bool = False) -> Document:
    """Give the document of one line.

    Parameters
    ----------
    keep_unknown
        Move fields that a document does not have into its metadata, instead of refusing the line.

    Raises
    ------
    Problem
        What is wrong with the line, with pointers; nothing of it was stored.
    """
    fields = load_json(line)
    if not isinstance(fields, dict):
        raise InvalidRequest("Each line is one JSON object.", errors=[("", "not an object")])
    named = _renamed(fields)
    if not keep_unknown:
        _refuse_twofold(named)
    try:
        body = parse_object(DocumentLine, _with_unknown_kept(named) if keep_unknown else named)
    except InvalidRequest as problem:
        raise _as_it_came(problem, fields) from None
    check_integers(line, body.metadata)
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


def find_id(line: bytes) -> str | None:
    """Give the id of a line that was refused, if a valid one can be read."""
    try:
        fields = load_json(line)
        found = fields.get("id") if isinstance(fields, dict) else None
        return check_id(found) if isinstance(found, str) else None
    except (Problem, ValueError):
        return None


def _renamed(fields: dict[str, Any]) -> dict[str, Any]:
    present = {name: value for name, value in fields.items() if value is not None}
    for other, name in _OTHER_NAMES.items():
        if other in present and name not in present:
            present[name] = present.pop(other)
    return present


def _as_it_came(problem: InvalidRequest, fields: dict[str, Any]) -> InvalidRequest:
    """Give a problem whose pointers lead to the fields of the line, whichever of their names it has."""
    renamed = {
        f"/{name}": f"/{other}"
        for other, name in _OTHER_NAMES.items()
        if fields.get(name) is None and fields.get(other) is not None
    }
    errors = [(renamed.get(pointer, pointer), detail) for pointer, detail in problem.errors]
    return InvalidRequest(problem.detail, errors=errors)


def _refuse_twofold(named: dict[str, Any]) -> None:
    """Refuse a line that gives one field under both of its names."""
    twofold = [(other, name) for other, name in _OTHER_NAMES.items() if other in named]
    if twofold:
        errors = [(f"/{other}", f"the same field as {name}, which is given too; give one") for other, name in twofold]
        raise InvalidRequest(f"{twofold[0][0]} and {twofold[0][1]} are one field.", errors=errors)


def _with_unknown_kept(fields: dict[str, Any]) -> dict[str, Any]:
    """Move unknown fields into the metadata; what the metadata itself says of the same name stays."""
    if fields.keys() <= _KNOWN:
        return fields
    metadata = fields.get("metadata", {})
    if not isinstance(metadata, dict):
        return fields
    known = {name: value for name, value in fields.items() if name in _KNOWN}
    return known | {"metadata": {name: fields[name] for name in fields if name not in _KNOWN} | metadata}
