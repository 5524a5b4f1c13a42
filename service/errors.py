"""Problems of the HTTP interface, and the only place where an HTTP status is chosen for them.

Problem (RFC 9457; every error of the service is one)
├── InvalidJson 400            the body is no JSON, or not in UTF-8
├── InvalidRequest 422         the JSON has the wrong shape: unknown field, wrong type, bad date, bad id
├── DocumentNotFound 404
├── UnsupportedMediaType 415   content type or content encoding
├── TooLarge 413               body, line, quote, document or number of items; the message states the limit
├── Overloaded 503             more requests at once than admitted
├── NotReady 503               the archive is still loading, or shutting down
├── StorageFull 507            no space for a write; nothing of it was kept
└── StorageFailed 503          the log of documents cannot be used

``code`` is stable and meant for programs; ``title`` and ``detail`` are for people and may change. Text of
quotes and documents never appears in a problem, so that logs of clients and proxies stay free of unpublished
drafts.
"""

from __future__ import annotations

import http
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import orjson
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from service.store import LogError, LogFullError

PROBLEM_MEDIA_TYPE = "application/problem+json"

logger = logging.getLogger("onrecord.errors")


class Problem(Exception):
    """An error with an answer for the client.

    Parameters
    ----------
    detail
        One sentence on this occurrence, naming the remedy.
    errors
        For bodies: ``(pointer, detail)`` pairs, the pointer as RFC 6901 from the root of the body.
    """

    status = 500
    code = "internal_error"
    title = "The service failed"

    def __init__(
        self, detail: str, *, errors: Sequence[tuple[str, str]] = (), headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = headers or {}

    def body(self) -> dict[str, Any]:
        """Give the members of the problem document."""
        members: dict[str, Any] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        if self.errors:
            members["errors"] = [{"pointer": pointer, "detail": detail} for pointer, detail in self.errors]
        return members

    def response(self) -> Response:
        """Render the problem as an HTTP answer."""
        return Response(orjson.dumps(self.body()), self.status, self.headers, PROBLEM_MEDIA_TYPE)


class InvalidJson(Problem):
    status, code, title = 400, "invalid_json", "The body is not valid JSON"


class InvalidRequest(Problem):
    status, code, title = 422, "invalid_request", "The request does not have the right shape"


class DocumentNotFound(Problem):
    status, code, title = 404, "document_not_found", "There is no such document"


class UnsupportedMediaType(Problem):
    status, code, title = 415, "unsupported_media_type", "The body has an unsupported type"


class TooLarge(Problem):
    status, code, title = 413, "too_large", "The request is too large"


class Overloaded(Problem):
    status, code, title = 503, "overloaded", "Too many requests at once"


class NotReady(Problem):
    status, code, title = 503, "not_ready", "The service is not ready"


class StorageFull(Problem):
    status, code, title = 507, "storage_full", "No space is left for the write"


class StorageFailed(Problem):
    status, code, title = 503, "storage_failed", "The store of documents failed"


# Errors that the framework raises itself: a stable code and a remedy for each.
_FRAMEWORK_PROBLEMS = {
    400: ("bad_request", "Send a well-formed HTTP request."),
    404: ("route_not_found", "No such path; /openapi.json lists all."),
    405: ("method_not_allowed", "This path has other methods; the Allow header lists them."),
    413: ("too_large", "Send a smaller body."),
}


async def answer_problem(_request: Request, problem: Exception) -> Response:
    """Answer a `Problem` raised anywhere below the routes."""
    assert isinstance(problem, Problem)
    return problem.response()


async def answer_http_exception(_request: Request, error: Exception) -> Response:
    """Answer what the framework raises (404, 405 and the like) as a problem, keeping its headers."""
    assert isinstance(error, HTTPException)
    code, detail = _FRAMEWORK_PROBLEMS.get(
        error.status_code, (f"http_{error.status_code}", str(error.detail))
    )
    problem = Problem(detail, headers=dict(error.headers or {}))
    problem.status, problem.code = error.status_code, code
    problem.title = http.HTTPStatus(error.status_code).phrase
    return problem.response()


async def answer_invalid_parameters(_request: Request, error: Exception) -> Response:
    """Answer path and query parameters that the framework refused; the pointer names the parameter."""
    assert isinstance(error, RequestValidationError)
    errors = [("/" + "/".join(map(str, entry["loc"][1:])), entry["msg"]) for entry in error.errors()]
    return InvalidRequest("Correct the parameters listed under errors.", errors=errors).response()


async def answer_storage_error(request: Request, error: Exception) -> Response:
    """Answer a failure of the document log; paths and causes go to the server's log only."""
    logger.error("request %s failed: %s", request.scope.get("onrecord.request_id", "-"), error)
    if isinstance(error, LogFullError):
        return StorageFull("Free space on the server's disk and try again; nothing was written.").response()
    return StorageFailed("The server's log has the cause; try again later.").response()


async def answer_disconnect(_request: Request, _error: Exception) -> Response:
    """Close the books on a client that left while it was sending; nobody reads this answer."""
    return Response(status_code=499)


async def answer_unexpected(request: Request, error: Exception) -> Response:
    """Answer a fault of our own: the log has the traceback, the client gets an id to quote."""
    request_id = request.scope.get("onrecord.request_id", "-")
    logger.error("request %s failed", request_id, exc_info=error)
    return Problem(f"Please report request id {request_id}; the server's log has the cause.").response()


Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]

HANDLERS: dict[int | type[Exception], Handler] = {
    Problem: answer_problem,
    RequestValidationError: answer_invalid_parameters,
    LogError: answer_storage_error,
    HTTPException: answer_http_exception,
    ClientDisconnect: answer_disconnect,
    Exception: answer_unexpected,
}
