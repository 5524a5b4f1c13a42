"""`/v1/documents`: put, get, delete, list and import."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Annotated, Any
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from matcher.rendering.answers import render_document, render_reference
from matcher.rendering.offsets import OffsetUnit
from service import openapi
from service.archive import Archive
from service.bodies import check_integers, check_text_length, load_json, parse_object, read_json, require_id
from service.cursors import decode_cursor, encode_cursor
from service.dependencies import get_process
from service.error_answers import storage_problem
from service.errors import DocumentNotFound, Problem
from service.ingest.lines import SLICE_DOCUMENTS, import_summary, store_lines
from service.ingest.listing import iter_documents_after
from service.lifecycle import Process
from service.media_types import JSON
from service.quotations import render_quotations
from service.routes import ids  # noqa: F401 (registers the kind of path parameter used below)
from service.routes.parameters import StrictRoute
from service.schemas import MAX_ID_CHARACTERS, DocumentAnswer, DocumentBody, DocumentList, StoredDocument
from service.store import LogError
from service.streams import AnswerSpool, StreamedResponse, iter_line_groups, require_ndjson
from service.verification import see_writes

router = APIRouter(tags=["documents"], route_class=StrictRoute)

# Slashes need no encoding in the path. The rule is checked by `require_id`, whose message states it.
IdInPath = Annotated[str, Path(json_schema_extra={"minLength": 1, "maxLength": MAX_ID_CHARACTERS})]
DEFAULT_PAGE, MAX_PAGE = 100, 1_000


@router.get("/v1/documents", operation_id="listDocuments", response_model=DocumentList, **openapi.LIST)
async def list_documents(
    request: Request,
    cursor: Annotated[str | None, Query(max_length=2_000)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = DEFAULT_PAGE,
) -> Response:
    """List documents in order of id. Stable under inserts: a page begins behind the last id of the one
    before.
    """
    process = get_process(request)
    archive = process.get_archive()
    await see_writes(process)  # for the total, which is the index's
    found = await process.run(_find_references, archive, decode_cursor(cursor), limit + 1)
    more = encode_cursor(found[limit - 1]["id"]) if len(found) > limit else None
    body = {
        "documents": found[:limit],
        "next_cursor": more,
        "total": archive.num_documents,
    }
    link = {"Link": f'</v1/documents?{urlencode({"cursor": more, "limit": limit})}>; rel="next"'} if more else {}
    return Response(orjson.dumps(body), 200, link, JSON)


def _find_references(archive: Archive, after_id: str, limit: int) -> list[dict[str, Any]]:
    """Give what a list says of documents; their texts are let go page by page."""
    return [render_reference(document) for document in islice(iter_documents_after(archive.page, after_id), limit)]


@router.post(
    "/v1/documents/import",
    operation_id="importDocuments",
    status_code=200,
    response_class=Response,
    **openapi.IMPORT,
)
async def import_documents(request: Request) -> Response:
    """Store one document a line; answers one status a line while the body is still being read, then a
    summary.
    """
    require_ndjson(request, gzip=True)
    process = get_process(request)
    process.get_archive()
    return StreamedResponse(lambda spool: _import_stream(process, request, spool))


@router.put("/v1/documents/{id:rest}", operation_id="putDocument", response_model=StoredDocument, **openapi.PUT)
async def put_document(request: Request, id: IdInPath) -> Response:
    """Store or replace a document; durable and searchable when this answers."""
    process = get_process(request)
    document_id = require_id(id)
    raw = await read_json(request, process.settings.max_body_bytes)
    body = parse_object(DocumentBody, load_json(raw))
    check_integers(raw, body.metadata)
    check_text_length(body.text, process.settings.max_document_characters)
    archive, document = process.get_archive(), body.to_document(document_id)
    stored = await process.run(archive.put, document)
    answer = {"id": document_id, "changed": stored.effect != "unchanged", "sequence": stored.sequence}
    return Response(orjson.dumps(answer), 201 if stored.effect == "created" else 200, None, JSON)


@router.get("/v1/documents/{id:rest}", operation_id="getDocument", response_model=DocumentAnswer, **openapi.GET)
async def get_document(request: Request, id: IdInPath, offset_unit: OffsetUnit = "codepoint") -> Response:
    """Give a document with its text, and its quotations with their speakers."""
    process = get_process(request)
    document = await process.run(process.get_archive().find, require_id(id))
    if document is None:
        raise DocumentNotFound("No document has this id; GET /v1/documents lists those there are.")
    listed = await process.run(render_quotations, document, offset_unit)
    return Response(orjson.dumps(render_document(document, listed, offset_unit)), 200, None, JSON)


@router.delete("/v1/documents/{id:rest}", operation_id="deleteDocument", status_code=204, **openapi.DELETE)
async def delete_document(request: Request, id: IdInPath) -> Response:
    """Delete a document; no quote finds it when this answers."""
    process = get_process(request)
    archive, document_id = process.get_archive(), require_id(id)
    if not await process.run(archive.delete, document_id):
        raise DocumentNotFound("No document has this id; there is nothing to delete.")
    return Response(status_code=204)


async def _import_stream(process: Process, request: Request, spool: AnswerSpool) -> None:
    settings, archive = process.settings, process.get_archive()
    counts: Counter[str] = Counter()
    number = 1
    groups = iter_line_groups(
        request,
        max_line_bytes=settings.max_body_bytes,
        max_stream_bytes=settings.max_stream_bytes,
        max_ratio=settings.max_inflate_ratio,
    )
    try:
        async for lines in groups:
            for first in range(0, len(lines), SLICE_DOCUMENTS):
                part = lines[first : first + SLICE_DOCUMENTS]
                statuses, stored = await process.run(
                    store_lines, archive, part, number, settings.max_document_characters
                )
                spool.write(statuses)
                counts += stored
                number += len(part)
    except (Problem, LogError) as error:
        problem = storage_problem(request, error) if isinstance(error, LogError) else error
        counts["failed"] += 1
        spool.write(orjson.dumps({"line": number, "id": None, "status": "failed", "error": problem.body()}) + b"\n")
    archive.announce()
    spool.write(orjson.dumps({"summary": import_summary(counts)}) + b"\n")
