"""What `/openapi.json` says beyond what the framework derives: request bodies, problems and examples.

Bodies are validated by `bodies` and not by the framework, so their schemas are added here from the same
models. The problem answers of every operation are listed, because a client has to handle them.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from service import __version__
from service.drafts.schemas import CheckRequest
from service.errors import PROBLEM_MEDIA_TYPE
from service.ingest.records import DocumentLine
from service.schemas import BatchRequest, DocumentBody, ImportLine, ProblemBody, VerifyRequest

DESCRIPTION = """\
onrecord finds a quotation in an archive of articles, transcripts and statements, and says
which words were changed and who said them. Errors are `application/problem+json` (RFC 9457) with a stable
`code`. Offsets are half-open and count code points unless `offset_unit` says otherwise.
"""

_REF = "#/components/schemas/{model}"
_EXTRA_MODELS = (VerifyRequest, BatchRequest, CheckRequest, DocumentBody, DocumentLine, ProblemBody, ImportLine)

_PROBLEMS = {
    400: "The body is not JSON (`invalid_json`).",
    404: "There is no such document (`document_not_found`).",
    413: "Over a limit, which the detail states (`too_large`).",
    415: "Wrong content type or encoding (`unsupported_media_type`).",
    422: "Wrong shape; `errors` points at each fault (`invalid_request`).",
    503: "Loading, stopping or overloaded (`not_ready`, `overloaded`); try again.",
    507: "No space left for a write (`storage_full`).",
}

VERIFY_EXAMPLE: dict[str, Any] = {"quote": "We will raise taxes", "speaker": "Ada Venn"}
DOCUMENT_EXAMPLE: dict[str, Any] = {
    "title": "Venn rules out higher taxes",
    "text": "“We will not raise taxes,” the finance minister, Ada Venn, said on Tuesday.",
    "url": "https://ledger.example/2026/03/31/taxes",
    "published_at": "2026-03-31",
    "language": "en",
}
ANSWER_EXAMPLE: dict[str, Any] = {
    "ref": None,
    "verdict": "altered",
    "outcome": "problem",
    "message": "“not” was dropped: the document has “will not raise taxes”.",
    "attribution": {"status": "confirmed", "claimed": "Ada Venn", "speaker": "Ada Venn"},
    "matches": [],
    "occurrences": 1,
    "partial": False,
    "offset_unit": "codepoint",
    "index": {"generation": 1, "documents": 1, "policy": "1f0c2b7a"},
}


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="ProblemBody")}}}
    return {status: {"description": _PROBLEMS[status], "content": content} for status in statuses}


def _body(model: str, example: Any, media_type: str = "application/json") -> dict[str, Any]:
    return {media_type: {"schema": {"$ref": _REF.format(model=model)}, "example": example}}


def _request(*contents: dict[str, Any]) -> dict[str, Any]:
    merged = {media_type: body for content in contents for media_type, body in content.items()}
    return {"requestBody": {"required": True, "content": merged}}


def _example(status: int, description: str, example: Any) -> dict[int | str, dict[str, Any]]:
    return {status: {"description": description, "content": {"application/json": {"example": example}}}}


_STORED = {"id": "ledger-2026-03-31-taxes", "changed": True, "sequence": 17}
_REFERENCE = {
    "id": "ledger-2026-03-31-taxes",
    "title": DOCUMENT_EXAMPLE["title"],
    "url": DOCUMENT_EXAMPLE["url"],
    "publisher": None,
    "published_at": "2026-03-31",
}
_QUOTATION = {
    "start": 0,
    "end": 26,
    "text": "“We will not raise taxes,”",
    "utterance": 0,
    "attributed_as": "quoted",
    "speaker": None,
}
_BATCH_SUMMARY = {"ok": 0, "review": 0, "problem": 1, "unknown": 0, "failed": 0}
_IMPORT_LINE = {"line": 1, "id": "ledger-2026-03-31-taxes", "status": "created"}

VERIFY: dict[str, Any] = {
    "openapi_extra": _request(_body("VerifyRequest", VERIFY_EXAMPLE)),
    "responses": {**_example(200, "The verdict.", ANSWER_EXAMPLE), **_problems(400, 413, 415, 422, 503)},
}
BATCH: dict[str, Any] = {
    "openapi_extra": _request(
        _body("BatchRequest", {"items": [VERIFY_EXAMPLE]}),
        _body("VerifyRequest", VERIFY_EXAMPLE, "application/x-ndjson"),
    ),
    "responses": {
        200: {
            "description": 'Answers in order; as NDJSON one a line, the last line is `{"summary": {…}}`.',
            "content": {
                "application/json": {"example": {"results": [ANSWER_EXAMPLE], "summary": _BATCH_SUMMARY}},
                **_body("VerifyAnswer", ANSWER_EXAMPLE, "application/x-ndjson"),
            },
        },
        **_problems(400, 413, 415, 422, 503),
    },
}
_CHECKED = {
    "block": None,
    "start": 1,
    "end": 20,
    "text": "We will raise taxes",
    "kind": "quotation",
    "utterance": 0,
    "quote": "We will raise taxes",
    "claimed_speaker": {
        "name": "Ada Venn",
        "mention": "Ada Venn",
        "mention_start": 23,
        "mention_end": 31,
        "mention_block": None,
        "cue": "said",
        "cue_start": 32,
        "cue_end": 36,
        "cue_block": None,
        "kind": "person",
        "confidence": 0.97,
        "via": None,
    },
    "result": ANSWER_EXAMPLE,
}
DRAFT_EXAMPLES: dict[str, Any] = {
    "text": {"value": {"text": "“We will raise taxes,” Ada Venn said."}},
    "html": {"value": {"html": "<p>“We will raise taxes,” <b>Ada Venn</b> said.</p>", "offset_unit": "utf16"}},
    "blocks": {
        "value": {
            "blocks": [
                {"id": "p1", "text": "Ada Venn spoke on Tuesday."},
                {"id": "p2", "text": "“We will raise taxes,” she said."},
            ],
            "title": "Venn speaks",
            "published_after": "2026-01-01",
        }
    },
}
CHECK: dict[str, Any] = {
    "openapi_extra": _request(
        {"application/json": {"schema": {"$ref": _REF.format(model="CheckRequest")}, "examples": DRAFT_EXAMPLES}}
    ),
    "responses": {
        **_example(
            200,
            "Every quotation, in the draft's order.",
            {
                "ref": None,
                "quotations": [_CHECKED],
                "summary": {**_BATCH_SUMMARY, "set_aside": 0},
                "text": None,
                "offset_unit": "codepoint",
                "index": ANSWER_EXAMPLE["index"],
            },
        ),
        **_problems(400, 413, 415, 422, 503),
    },
}
LIST: dict[str, Any] = {
    "responses": {
        **_example(200, "A page.", {"documents": [_REFERENCE], "next_cursor": None, "total": 1}),
        **_problems(422, 503),
    }
}
IMPORT: dict[str, Any] = {
    "openapi_extra": _request(_body("DocumentLine", {"id": _STORED["id"], **DOCUMENT_EXAMPLE}, "application/x-ndjson")),
    "responses": {
        200: {
            "description": 'A status a line; the last line is `{"summary": {…}}`.',
            "content": {"application/x-ndjson": {"example": _IMPORT_LINE}},
        },
        **_problems(415, 503),
    },
}
PUT: dict[str, Any] = {
    "openapi_extra": _request(_body("DocumentBody", DOCUMENT_EXAMPLE)),
    "responses": {
        **_example(200, "Replaced, or unchanged.", {**_STORED, "changed": False}),
        201: {
            "description": "New.",
            "content": {
                "application/json": {
                    "schema": {"$ref": _REF.format(model="StoredDocument")},
                    "example": _STORED,
                }
            },
        },
        **_problems(400, 413, 415, 422, 503, 507),
    },
}
GET: dict[str, Any] = {
    "responses": {
        **_example(
            200,
            "The document.",
            {
                **_REFERENCE,
                "language": "en",
                "kind": "article",
                "speaker": None,
                "authors": [],
                "metadata": {},
                "text": DOCUMENT_EXAMPLE["text"],
                "quotations": [_QUOTATION],
                "others": [],
                "offset_unit": "codepoint",
            },
        ),
        **_problems(404, 422, 503),
    }
}
DELETE: dict[str, Any] = {"responses": {204: {"description": "Deleted."}, **_problems(404, 422, 503, 507)}}
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
    inputs = [(model, "validation") for model in _EXTRA_MODELS]
    _, definitions = models_json_schema(inputs, ref_template=_REF)  # type: ignore[arg-type]
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    for name, definition in definitions["$defs"].items():
        schemas.setdefault(name, definition)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return schema
