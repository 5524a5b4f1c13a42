"""`/v1/check`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service import openapi
from service.bodies import load_json, parse_object, read_json
from service.dependencies import get_process
from service.drafts.checking import check_draft
from service.drafts.schemas import CheckAnswer, CheckRequest
from service.lifecycle import Process
from service.media_types import JSON, PRIVATE
from service.routes.parameters import StrictRoute
from service.verification import see_writes

router = APIRouter(tags=["verify"], route_class=StrictRoute)


@router.post("/v1/check", operation_id="checkDraft", response_model=CheckAnswer, **openapi.CHECK)
async def check(request: Request) -> Response:
    """Find every quotation of a draft, whom the draft says spoke it, and verify each."""
    process = get_process(request)
    raw = await read_json(request, process.settings.max_body_bytes)
    draft = parse_object(CheckRequest, load_json(raw))
    await see_writes(process)
    loop = asyncio.get_running_loop()
    return Response(await loop.run_in_executor(process.threads, _check, process, draft), 200, PRIVATE, JSON)


def _check(process: Process, draft: CheckRequest) -> bytes:
    answer = check_draft(process.get_archive(), draft, process.settings)
    _count(process, answer["summary"])
    return orjson.dumps(answer)


def _count(process: Process, summary: Mapping[str, int]) -> None:
    for outcome in ("ok", "review", "problem", "unknown"):
        process.metrics.outcomes.labels(outcome).inc(summary[outcome])
