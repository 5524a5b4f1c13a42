"""`/v1/verify` and `/v1/verify/batch`."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service import openapi
from service.bodies import read_json, require_media_type
from service.dependencies import get_process
from service.errors import Problem
from service.lifecycle import Process
from service.media_types import JSON, NDJSON_MEDIA_TYPES, PRIVATE
from service.routes.parameters import DirectRoute
from service.schemas import BatchAnswer, VerifyAnswer
from service.streams import AnswerSpool, StreamedResponse, iter_line_groups, require_ndjson
from service.verification import failed_line, open_batch, summary_line, verify_batch, verify_json, verify_lines

router = APIRouter(tags=["verify"], route_class=DirectRoute)


@router.post("/v1/verify", operation_id="verifyQuote", response_model=VerifyAnswer, **openapi.VERIFY)
async def verify(request: Request) -> Response:
    """Say where a quote stands in the archive, and which of its words were changed."""
    process = get_process(request)
    raw = await read_json(request, process.settings.max_body_bytes)
    return Response(await verify_json(process, raw), 200, PRIVATE, JSON)


# RFC 10008: a safe request with a body. OpenAPI 3.1 cannot describe the method, so it is not in the schema.
router.add_api_route("/v1/verify", verify, methods=["QUERY"], include_in_schema=False, response_model=None)


@router.post("/v1/verify/batch", operation_id="verifyBatch", response_model=BatchAnswer, **openapi.BATCH)
async def verify_many(request: Request) -> Response:
    """Verify up to a thousand quotes as JSON, or any number as NDJSON, streamed in order."""
    process = get_process(request)
    if require_media_type(request, (JSON, *NDJSON_MEDIA_TYPES)) in NDJSON_MEDIA_TYPES:
        return _stream(process, request)
    items = await open_batch(process, await read_json(request, process.settings.max_body_bytes))

    async def produce(spool: AnswerSpool) -> None:
        async for piece in verify_batch(process, items):
            spool.write(piece)

    return StreamedResponse(produce, JSON)


def _stream(process: Process, request: Request) -> Response:
    require_ndjson(request, gzip=False)
    process.get_archive()
    settings = process.settings

    async def produce(spool: AnswerSpool) -> None:
        counts: Counter[str] = Counter()
        groups = iter_line_groups(
            request,
            max_line_bytes=settings.max_body_bytes,
            max_stream_bytes=settings.max_stream_bytes,
            max_ratio=settings.max_inflate_ratio,
        )
        try:
            async for lines in groups:
                async for answers in verify_lines(process, lines, counts):
                    spool.write(answers)
        except Problem as problem:
            spool.write(failed_line(problem, counts))
        spool.write(summary_line(counts))

    return StreamedResponse(produce)
