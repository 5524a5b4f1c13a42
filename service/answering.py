"""One validated request answered: the step that HTTP and the command line share."""

from __future__ import annotations

from typing import Any

from matcher.errors import QueryError
from matcher.rendering.answers import render_answer
from service.archive import Archive
from service.errors import InvalidRequest
from service.schemas import VerifyRequest


def answer_request(archive: Archive, request: VerifyRequest) -> dict[str, Any]:
    """Verify and render one request.

    Raises
    ------
    InvalidRequest
        The matcher cannot take the quote, such as one with more marks of omission than it checks.
    """
    try:
        found = archive.verify(request.to_query())
    except QueryError as error:
        raise query_problem(error) from None
    return render_answer(found, request.quote, unit=request.offset_unit, ref=request.ref)


def query_problem(error: QueryError) -> InvalidRequest:
    """Give the problem of a quote that the matcher cannot take, alone or in a draft."""
    return InvalidRequest("Change the quote as errors says.", errors=[("/quote", str(error))])
