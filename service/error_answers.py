"""Exceptions turned into answers: problems of our own, those of the framework, and faults nobody foresaw."""

from __future__ import annotations

import http
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from service.errors import InvalidRequest, Problem, StorageFailed, StorageFull, pointer_to
from service.store import LogError, LogFullError, LogLostError, LogUnavailableError

logger = logging.getLogger("onrecord.errors")

# A database that restarts is back in seconds; what else fails needs a person.
_RETRY_SOON, _RETRY_LATER = {"Retry-After": "2"}, {"Retry-After": "60"}
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
    code, detail = _FRAMEWORK_PROBLEMS.get(error.status_code, (f"http_{error.status_code}", str(error.detail)))
    problem = Problem(detail, headers=dict(error.headers or {}))
    problem.status, problem.code = error.status_code, code
    problem.title = http.HTTPStatus(error.status_code).phrase
    return problem.response()


async def answer_invalid_parameters(_request: Request, error: Exception) -> Response:
    """Answer path and query parameters that the framework refused; the pointer names the parameter."""
    assert isinstance(error, RequestValidationError)
    errors = [(pointer_to(*entry["loc"][1:]), entry["msg"]) for entry in error.errors()]
    return InvalidRequest("Correct the parameters listed under errors.", errors=errors).response()


def storage_problem(request: Request, error: LogError) -> Problem:
    """Give the problem for a failure of the document log; paths and causes go to the server's log only."""
    logger.error("request %s failed: %s", request.scope.get("onrecord.request_id", "-"), error)
    if isinstance(error, LogFullError):
        return StorageFull("Free space on the disk of the document log and try again; nothing was written.")
    if isinstance(error, LogUnavailableError):
        detail = "The database of the document log cannot be reached; quotes are verified all the same. Try again."
        return StorageFailed(detail, headers=_RETRY_SOON)
    if isinstance(error, LogLostError):
        detail = "The document log was removed from under the service; nothing was written. The server's log has more."
        return StorageFailed(detail, headers=_RETRY_LATER)
    return StorageFailed("The server's log has the cause; try again later.", headers=_RETRY_LATER)


async def answer_storage_error(request: Request, error: Exception) -> Response:
    """Answer a failure of the document log."""
    assert isinstance(error, LogError)
    return storage_problem(request, error).response()


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
