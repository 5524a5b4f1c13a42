"""One validated request answered: the step that HTTP and the command line share."""

from __future__ import annotations

from typing import Any

from matcher.errors import QueryError
from matcher.rendering.answers import render_answer
from matcher.rendering.offsets import OffsetUnit
from matcher.types import Answer
from service.archive import Archive
from service.errors import InvalidRequest
from service.schemas import VerifyRequest

WEB_SCHEMES = ("http://", "https://")


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
    return render(found, request.quote, unit=request.offset_unit, ref=request.ref)


def render(answer: Answer, quote: str, *, unit: OffsetUnit, ref: str | int | None = None) -> dict[str, Any]:
    """Render an answer, with no link that a browser would do anything with but open it.

    Documents come from many hands, and links are made to be clicked: ``javascript:`` and the like stay out of them.
    """
    rendered = render_answer(answer, quote, unit=unit, ref=ref)
    for match in rendered["matches"]:
        link = match["deep_link"]
        if link is not None and not link.lstrip()[:8].lower().startswith(WEB_SCHEMES):
            match["deep_link"] = None
    return rendered


def query_problem(error: QueryError) -> InvalidRequest:
    """Give the problem of a quote that the matcher cannot take, alone or in a draft."""
    return InvalidRequest("Change the quote as errors says.", errors=[("/quote", str(error))])
