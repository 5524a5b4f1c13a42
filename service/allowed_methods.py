"""405 with all methods that the path has, where the framework names those of the first route only."""

from __future__ import annotations

from fastapi.routing import iter_route_contexts
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path

from service.error_answers import answer_http_exception


async def answer_method_not_allowed(request: Request, error: Exception) -> Response:
    """Answer 405 as a problem with a complete Allow header (RFC 9110, §15.5.6)."""
    response = await answer_http_exception(request, error)
    response.headers["Allow"] = ", ".join(sorted(_find_methods(request)))
    return response


def _find_methods(request: Request) -> set[str]:
    methods: set[str] = set()
    for context in iter_route_contexts(request.app.routes):
        path, route_methods = getattr(context, "path", None), getattr(context, "methods", None)
        if path and route_methods and compile_path(path)[0].match(request.url.path):
            methods |= set(route_methods)
    return methods | {"HEAD"} if "GET" in methods else methods
