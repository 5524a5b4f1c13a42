"""Problems of the HTTP interface, and the only place where an HTTP status is chosen for them.

Problem (RFC 9457; every error of the service is one)
├── InvalidJson 400            the body is no JSON, or not in UTF-8
├── InvalidTable 400           the body is no CSV, or not in UTF-8
├── InvalidRequest 422         wrong shape: unknown field or query parameter, wrong type, bad date, bad id
├── DocumentNotFound 404
├── JobNotFound 404
├── NotAcceptable 406          none of the media types that the client takes
├── RequestStalled 408         its body stopped coming, and its place was needed
├── UnsupportedMediaType 415   content type or content encoding
├── TooLarge 413               body, line, quote, document or number of items; the message states the limit
├── Overloaded 503             more requests at once than admitted
├── TooManyJobs 503            more jobs than may wait
├── JobFailed 500              why a job ended before its last line; stands in the job only
├── NotReady 503               the archive is still loading, or shutting down
├── BatchFailed 503            the process that verified an item of a batch ended, and did so again
├── StorageFull 507            no space for a write; nothing of it was kept
└── StorageFailed 503          the log of documents cannot be used or not be reached

``code`` is stable and meant for programs; ``title`` and ``detail`` are for people and may change. Text of
quotes and documents never appears in a problem, so that logs of clients and proxies stay free of unpublished
drafts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from starlette.responses import Response

PROBLEM_MEDIA_TYPE = "application/problem+json"


def pointer_to(*parts: str | int) -> str:
    """Give the JSON Pointer (RFC 6901) to a place in a body, or to a parameter by its name.

    >>> pointer_to("metadata", "a/b", 0)
    '/metadata/a~1b/0'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


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
        # Imported here: the command line raises problems too, and starts faster without a web framework.
        from starlette.responses import Response

        return Response(orjson.dumps(self.body()), self.status, self.headers, PROBLEM_MEDIA_TYPE)


class InvalidJson(Problem):
    status, code, title = 400, "invalid_json", "The body is not valid JSON"


class InvalidTable(Problem):
    status, code, title = 400, "invalid_csv", "The body is not valid CSV"


class InvalidRequest(Problem):
    status, code, title = 422, "invalid_request", "The request does not have the right shape"


class DocumentNotFound(Problem):
    status, code, title = 404, "document_not_found", "There is no such document"


class JobNotFound(Problem):
    status, code, title = 404, "job_not_found", "There is no such job"


class NotAcceptable(Problem):
    status, code, title = 406, "not_acceptable", "No answer has an acceptable type"


class RequestStalled(Problem):
    status, code, title = 408, "request_stalled", "The body stopped coming"


class UnsupportedMediaType(Problem):
    status, code, title = 415, "unsupported_media_type", "The body has an unsupported type"


class TooLarge(Problem):
    status, code, title = 413, "too_large", "The request is too large"


class Overloaded(Problem):
    status, code, title = 503, "overloaded", "Too many requests at once"


class TooManyJobs(Problem):
    status, code, title = 503, "too_many_jobs", "Too many jobs are waiting"


class JobFailed(Problem):
    status, code, title = 500, "job_failed", "The job ended before its last line"


class NotReady(Problem):
    status, code, title = 503, "not_ready", "The service is not ready"


class BatchFailed(Problem):
    status, code, title = 503, "batch_failed", "The item could not be verified"


class StorageFull(Problem):
    status, code, title = 507, "storage_full", "No space is left for the write"


class StorageFailed(Problem):
    status, code, title = 503, "storage_failed", "The store of documents or jobs failed"
