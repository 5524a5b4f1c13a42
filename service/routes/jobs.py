"""`/v1/jobs`: long batches, accepted now and answered later."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from service import openapi
from service.cursors import decode_cursor, encode_cursor
from service.dependencies import get_process
from service.jobs.job import Job
from service.jobs.receiving import receive
from service.jobs.results import DEFAULT_PAGE, RENDERERS, RESULT_MEDIA_TYPES, open_page
from service.jobs.schemas import JobAnswer, JobList, JobResults
from service.lifecycle import Process
from service.media_types import CSV, JSON, PRIVATE
from service.negotiation import choose_media_type
from service.routes.parameters import StrictRoute

router = APIRouter(tags=["jobs"], route_class=StrictRoute)

MAX_PAGE = 1_000
DEFAULT_LIST, MAX_LIST = 20, 100
Cursor = Annotated[str | None, Query(max_length=2_000)]


@router.post("/v1/jobs", operation_id="enqueueJob", status_code=202, response_model=JobAnswer, **openapi.ENQUEUE_JOB)
async def enqueue_job(request: Request) -> Response:
    """Take a long batch as NDJSON or CSV; durable when this answers, and worked on as soon as those before it are
    done.
    """
    process = get_process(request)
    process.get_archive()
    job = await receive(process, request)
    return _answer(process, job, 202, {"Location": f"/v1/jobs/{job.id}"})


@router.get("/v1/jobs", operation_id="listJobs", response_model=JobList, **openapi.LIST_JOBS)
async def list_jobs(
    request: Request, cursor: Cursor = None, limit: Annotated[int, Query(ge=1, le=MAX_LIST)] = DEFAULT_LIST
) -> Response:
    """List jobs, the newest first."""
    process = get_process(request)
    found = await process.run(process.jobs.page, decode_cursor(cursor), limit + 1)
    more = encode_cursor(found[limit - 1].id) if len(found) > limit else None
    body = {"jobs": [job.body(process.jobs.kept_s) for job in found[:limit]], "next_cursor": more}
    return Response(orjson.dumps(body), 200, PRIVATE | _link("/v1/jobs", more, limit), JSON)


@router.get("/v1/jobs/{id}", operation_id="getJob", response_model=JobAnswer, **openapi.GET_JOB)
async def get_job(request: Request, id: str) -> Response:
    """Say how far a job is."""
    process = get_process(request)
    return _answer(process, await process.run(process.jobs.file(id).read))


@router.get("/v1/jobs/{id}/results", operation_id="getJobResults", response_model=JobResults, **openapi.JOB_RESULTS)
async def get_job_results(
    request: Request,
    id: str,
    cursor: Cursor = None,
    limit: Annotated[int | None, Query(ge=1, le=MAX_PAGE)] = None,
) -> Response:
    """Give the answers so far, in the order of the input: JSON page by page; NDJSON and CSV whole, or page by page if
    there is a limit.
    """
    process, media_type = get_process(request), choose_media_type(request, RESULT_MEDIA_TYPES)
    file = process.jobs.file(id)
    page = open_page(await process.run(file.read), cursor, DEFAULT_PAGE if media_type == JSON and not limit else limit)
    headers = {"Vary": "Accept", **PRIVATE, **_link(f"/v1/jobs/{id}/results", page.next_cursor, limit)}
    declared = f"{media_type}; charset=utf-8; header=present" if media_type == CSV else media_type
    return StreamingResponse(RENDERERS[media_type](process, file, page), 200, headers, declared)


@router.delete("/v1/jobs/{id}", operation_id="cancelJob", response_model=JobAnswer, **openapi.CANCEL_JOB)
async def cancel_job(request: Request, id: str, remove: bool = False) -> Response:
    """Cancel a job that is not finished; what it has answered stays. A finished one stays as it is."""
    process = get_process(request)
    if remove:
        await process.run(process.jobs.remove, id)
        return Response(status_code=204)
    return _answer(process, await process.run(process.jobs.file(id).cancel))


def _answer(process: Process, job: Job, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(orjson.dumps(job.body(process.jobs.kept_s)), status, {**PRIVATE, **(headers or {})}, JSON)


def _link(path: str, cursor: str | None, limit: int | None) -> dict[str, str]:
    """Give the header that leads to the next page, if there is one."""
    if cursor is None:
        return {}
    query = {"cursor": cursor} if limit is None else {"cursor": cursor, "limit": limit}
    return {"Link": f'<{path}?{urlencode(query)}>; rel="next"'}
