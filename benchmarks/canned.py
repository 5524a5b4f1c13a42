"""How much of a request is the search? The service's own app with two endpoints that do not search.

``POST /canned`` reads and validates the request as ``/v1/verify`` does and answers with the bytes of an
earlier answer; ``POST /canned/typed`` leaves the validation to FastAPI. The first request to either makes the
canned body, so the driver's first request decides how large it is. Never served by ``onrecord`` itself.
"""

from __future__ import annotations

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from service.app import create_app_from_environment
from service.bodies import parse_verify_json, read_json
from service.dependencies import get_process
from service.media_types import JSON, PRIVATE
from service.schemas import VerifyRequest
from service.verification import verify_json


def create_app() -> FastAPI:
    """Build the service's app from the environment, with the canned endpoints."""
    return with_canned_answers(create_app_from_environment())


def with_canned_answers(app: FastAPI) -> FastAPI:
    """Add the canned endpoints to an app of the service."""
    canned: list[bytes] = []

    @app.post("/canned", response_model=None)
    async def answer_canned(request: Request) -> Response:
        """Validate as the real endpoint does, and answer the canned body."""
        process = get_process(request)
        raw = await read_json(request, process.settings.max_body_bytes)
        parse_verify_json(raw, process.settings.max_quote_characters)
        if not canned:
            canned.append(await verify_json(process, raw))
        return Response(canned[0], 200, PRIVATE, JSON)

    @app.post("/canned/typed", response_model=None)
    async def answer_canned_typed(body: VerifyRequest, request: Request) -> Response:
        """Let FastAPI validate, and answer the canned body."""
        if not canned:
            canned.append(await verify_json(get_process(request), body.model_dump_json().encode()))
        return Response(canned[0], 200, PRIVATE, JSON)

    return app
