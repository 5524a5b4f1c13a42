"""What handlers take from the application: the process state, as one typed function."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request

from service.lifecycle import Process


def get_process(request: Request) -> Process:
    """Give the state that the application factory put on the application."""
    return cast(Process, request.app.state.process)
