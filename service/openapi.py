"""What `/openapi.json` says beyond what the framework derives: request bodies, problems and examples.

Bodies are validated by `bodies` and not by the framework, so their schemas are added here from the same
models. The problem answers of every operation are listed, because a client has to handle them.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from service import __version__
from service.drafts.schemas import CheckRequest
from service.errors import PROBLEM_MEDIA_TYPE
from service.ingest.records import DocumentLine
from service.media_types import CSV, JSON, NDJSON, NDJSON_MEDIA_TYPES
from service.schemas import (
    BatchRequest,
    BatchSummaryLine,
    DocumentBody,
    ImportLine,
    ImportSummaryLine,
    ProblemBody,
    VerifyRequest,
)

DESCRIPTION = """\
onrecord finds a quotation in an archive of articles, transcripts and statements, and says
which words were changed and who said them. Errors are `application/problem+json` (RFC 9457) with a stable
`code`. Offsets are half-open and count code points unless `offset_unit` says otherwise.
"""

_REF = "#/components/schemas/{model}"
_REQUESTS = (VerifyRequest, BatchRequest, CheckRequest, DocumentBody, DocumentLine)
_ANSWERS = (ProblemBody, BatchSummaryLine, ImportLine, ImportSummaryLine)

_PROBLEMS = {
    400: "The body is not JSON (`invalid_json`), or not CSV where that is sent (`invalid_csv`).",
    404: "There is no such document or job (`document_not_found`, `job_not_found`).",
    406: "None of the media types asked for (`not_acceptable`).",
    408: "The body stopped coming while all places were taken (`request_stalled`); send it again.",
    413: "Over a limit, which the detail states (`too_large`).",
    415: "Wrong content type or encoding (`unsupported_media_type`).",
    422: "Wrong shape; `errors` points at each fault (`invalid_request`).",
    503: "Loading, stopping or overloaded (`not_ready`, `overloaded`, `too_many_jobs`); try again.",
    507: "No space left for a write (`storage_full`).",
}

# Real requests and the answers of the service to them, by operation, by "request" or status, and by media type.
# `tests/service/test_openapi_examples.py` writes the file, and fails when it is no longer what the service says.
EXAMPLES: dict[str, dict[str, dict[str, Any]]] = json.loads(
    files("service").joinpath("static", "examples.json").read_bytes()
)


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="ProblemBody")}}}
    return {status: {"description": _PROBLEMS[status], "content": content} for status in statuses}


def _lines(*models: str) -> dict[str, Any]:
    """Describe NDJSON: the schema is that of one line."""
    schemas = [{"$ref": _REF.format(model=model)} for model in models]
    return {"schema": schemas[0] if len(schemas) == 1 else {"anyOf": schemas}}


def _request(
    model: str | None = None, *, line: str | None = None, examples: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Describe a body of JSON, of NDJSON by the model of its lines, or either."""
    content: dict[str, Any] = {}
    if model is not None:
        named = {"examples": examples} if examples else {}
        content[JSON] = {"schema": {"$ref": _REF.format(model=model)}, **named}
    if line is not None:
        content |= {media_type: _lines(line) for media_type in NDJSON_MEDIA_TYPES}
    return {"requestBody": {"required": True, "content": content}}


def _answer(description: str, *lines: str) -> dict[str, Any]:
    content = {NDJSON: _lines(*lines)} if lines else {}
    return {"description": description, **({"content": content} if content else {})}


VERIFY: dict[str, Any] = {
    "openapi_extra": _request("VerifyRequest"),
    "responses": {200: _answer("The verdict."), **_problems(400, 408, 413, 415, 422, 503)},
}
BATCH: dict[str, Any] = {
    "openapi_extra": _request("BatchRequest", line="VerifyRequest"),
    "responses": {
        200: _answer(
            "Answers in order; as NDJSON one a line (the schema is that of a line), and the summary as the last line.",
            *("VerifyAnswer", "BatchError", "BatchSummaryLine"),
        ),
        **_problems(400, 408, 413, 415, 422, 503),
    },
}
# The forms of a draft, about a quote of the sample documents; the answer in `EXAMPLES` is that to the first.
DRAFT_EXAMPLES: dict[str, Any] = {
    "text": {"value": {"text": "“We will raise fares before the spring of next year,” Marta Quillfeather said."}},
    "html": {
        "value": {
            "html": "<p>“We will raise fares before the spring of next year,” <b>Marta Quillfeather</b> said.</p>",
            "offset_unit": "utf16",
        }
    },
    "blocks": {
        "value": {
            "blocks": [
                {"id": "p1", "text": "Marta Quillfeather spoke on the jetty."},
                {"id": "p2", "text": "“We will raise fares before the spring of next year,” she said."},
            ],
            "title": "Quillfeather raises fares",
            "published_after": "2025-01-01",
        }
    },
}
CHECK: dict[str, Any] = {
    "openapi_extra": _request("CheckRequest", examples=DRAFT_EXAMPLES),
    "responses": {200: _answer("Every quotation, in the draft's order."), **_problems(400, 408, 413, 415, 422, 503)},
}
LIST: dict[str, Any] = {"responses": {200: _answer("A page."), **_problems(422, 503)}}
IMPORT: dict[str, Any] = {
    "openapi_extra": _request(line="DocumentLine"),
    "responses": {
        200: _answer(
            "A status a line (the schema is that of a line), and the summary as the last line.",
            *("ImportLine", "ImportSummaryLine"),
        ),
        **_problems(415, 422, 503),
    },
}
PUT: dict[str, Any] = {
    "openapi_extra": _request("DocumentBody"),
    "responses": {
        200: _answer("Replaced, or unchanged."),
        201: {
            "description": "New.",
            "content": {JSON: {"schema": {"$ref": _REF.format(model="StoredDocument")}}},
        },
        **_problems(400, 408, 413, 415, 422, 503, 507),
    },
}
GET: dict[str, Any] = {"responses": {200: _answer("The document."), **_problems(404, 422, 503)}}
DELETE: dict[str, Any] = {"responses": {204: {"description": "Deleted."}, **_problems(404, 422, 503, 507)}}
_CSV = {CSV: {"schema": {"type": "string"}}}
_NEXT_PAGE = {"Link": {"description": "The next page, as next_cursor.", "schema": {"type": "string"}}}
ENQUEUE_JOB: dict[str, Any] = {
    "openapi_extra": {
        "requestBody": {
            "required": True,
            "content": {media_type: _lines("VerifyRequest") for media_type in NDJSON_MEDIA_TYPES} | _CSV,
        }
    },
    "responses": {
        202: {
            **_answer("Accepted; all lines will be answered."),
            "headers": {"Location": {"description": "The job.", "required": True, "schema": {"type": "string"}}},
        },
        **_problems(400, 408, 413, 415, 422, 503, 507),
    },
}
LIST_JOBS: dict[str, Any] = {"responses": {200: {**_answer("A page."), "headers": _NEXT_PAGE}, **_problems(422, 503)}}
GET_JOB: dict[str, Any] = {"responses": {200: _answer("The job."), **_problems(404, 422, 503)}}
JOB_RESULTS: dict[str, Any] = {
    "responses": {
        200: {
            "description": "Answers in the order of the input; as NDJSON one a line (the schema is that of a line).",
            "headers": _NEXT_PAGE,
            "content": {media_type: _lines("VerifyAnswer", "BatchError") for media_type in NDJSON_MEDIA_TYPES} | _CSV,
        },
        **_problems(404, 406, 422, 503),
    }
}
CANCEL_JOB: dict[str, Any] = {
    "responses": {
        200: _answer("The job, canceled or as it was finished."),
        204: {"description": "Removed (`remove=true`)."},
        **_problems(404, 422, 503, 507),
    }
}
READY: dict[str, Any] = {"responses": _problems(503)}


def install(app: FastAPI) -> None:
    """Make the application describe its bodies and problems."""

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _build(app)
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]  # the framework's documented way to extend the schema


def _build(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title="onrecord",
        version=__version__,
        description=DESCRIPTION,
        routes=app.routes,
        openapi_version="3.1.0",
    )
    models = [(model, "validation") for model in _REQUESTS + _ANSWERS]
    _, definitions = models_json_schema(models, ref_template=_REF)  # type: ignore[arg-type]
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    for name, definition in definitions["$defs"].items():
        schemas.setdefault(name, definition)
    for operation in (operation for item in schema["paths"].values() for operation in item.values()):
        _add_examples(operation, EXAMPLES.get(operation["operationId"], {}))
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return schema


def _add_examples(operation: dict[str, Any], examples: dict[str, dict[str, Any]]) -> None:
    """Add the examples of an operation. The framework, given them earlier, would leave out every field that is null."""
    for place, by_media_type in examples.items():
        described = operation["requestBody"] if place == "request" else operation["responses"][place]
        for media_type, example in by_media_type.items():
            described["content"][media_type]["example"] = example
