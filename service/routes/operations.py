"""Health, metrics and documentation: anonymous, cheap, and answered while the archive loads or drains."""

from __future__ import annotations

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from service import __version__, openapi
from service.dependencies import get_process
from service.docs_page import render_docs
from service.errors import NotReady
from service.media_types import JSON
from service.metrics import METRICS_MEDIA_TYPE
from service.schemas import Health, Readiness

router = APIRouter(tags=["operations"])

# The page has no script and loads nothing; the policy keeps it so.
DOCS_HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


@router.get("/livez", operation_id="getLiveness", response_model=Health)
async def get_liveness() -> Response:
    """Say that the process runs. Restart it when this fails."""
    return Response(orjson.dumps({"status": "ok", "version": __version__}), 200, None, JSON)


router.add_api_route("/healthz", get_liveness, include_in_schema=False, response_model=None)


@router.get("/readyz", operation_id="getReadiness", response_model=Readiness, **openapi.READY)
async def get_readiness(request: Request) -> Response:
    """Say whether requests should come here: not while loading, failed or draining."""
    process = get_process(request)
    if process.state != "ready" or process.archive is None:
        raise NotReady(process.failure or f"The service is {process.state}.", headers={"Retry-After": "1"})
    archive = process.archive
    body = {
        "status": "ready",
        "version": __version__,
        "documents": archive.num_documents,
        "generation": archive.generation,
        "policy": archive.policy,
    }
    return Response(orjson.dumps(body), 200, None, JSON)


@router.get("/metrics", include_in_schema=False)
async def get_metrics(request: Request) -> Response:
    """Give metrics in the text format of Prometheus."""
    process = get_process(request)
    num_batch_processes = process.batches.num_ready if process.batches is not None else 0
    exposition = process.metrics.exposition(process.archive, num_batch_processes)
    return Response(exposition, 200, None, METRICS_MEDIA_TYPE)


@router.get("/openapi.json", include_in_schema=False)
async def get_openapi(request: Request) -> Response:
    """Give the description of the interface for programs."""
    return Response(orjson.dumps(request.app.openapi()), 200, None, JSON)


@router.get("/docs", include_in_schema=False)
async def get_docs(request: Request) -> Response:
    """Give the documentation as one page."""
    return Response(render_docs(request.app.openapi()), 200, DOCS_HEADERS, "text/html")
