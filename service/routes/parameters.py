"""Query parameters that an operation does not have are refused, as unknown fields of a body are.

Passed over, a misspelt one would widen a list or undo a choice unnoticed: ``?remov=true`` would cancel a job that was
to be removed. Only for ``/v1``: load balancers and scrapers add parameters of their own to health and metrics.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from service.errors import InvalidRequest, pointer_to

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

# Parameters named in one refusal: nobody reads more.
_MAX_ERRORS = 10


class StrictRoute(APIRoute):
    """A route that refuses query parameters which its endpoint does not have."""

    def get_route_handler(self) -> Handler:
        """Give the framework's handler behind the check."""
        return _checked(super().get_route_handler(), [field.alias for field in self.dependant.query_params])


class DirectRoute(APIRoute):
    """A route whose endpoint takes the request as it is: the framework describes it and does not get between.

    Saves the solving of dependencies that are not there, a fifth of what a request costs without its search
    (``benchmarks/test_stages.py``). Such an endpoint has no query parameters.
    """

    def get_route_handler(self) -> Handler:
        """Give the endpoint itself, behind the check."""
        return _checked(self.endpoint, ())


def _checked(handler: Handler, known: Collection[str]) -> Handler:
    async def check(request: Request) -> Response:
        if request.scope["query_string"]:  # most have none, and are not parsed for it
            _require_known(request, known)
        return await handler(request)

    return check


def _require_known(request: Request, known: Collection[str]) -> None:
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        remedy = f"known are {', '.join(known)}" if known else "this path takes none"
        errors = [(pointer_to(name), f"unknown parameter; {remedy}") for name in unknown[:_MAX_ERRORS]]
        raise InvalidRequest("Correct the parameters listed under errors.", errors=errors)
