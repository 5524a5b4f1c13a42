"""The application factory: settings in, ASGI application out."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware

from service import __version__, openapi
from service.admission import Admission
from service.allowed_methods import answer_method_not_allowed
from service.archive import Archive
from service.error_answers import HANDLERS
from service.garbage import load_undisturbed
from service.jobs.runner import working_on_jobs
from service.lifecycle import Process, running
from service.logs import configure_logs
from service.middleware import HeadAsGet, Observation
from service.routes import check, documents, jobs, operations, verify
from service.settings import Settings
from service.stopping import orderly_stop

# The most that a thread may hold the interpreter while another waits for it. Python's default of 5 ms would
# let a batch in a thread delay each step of a single request by as much; half a millisecond costs the batch
# under 1 %.
SWITCH_INTERVAL_S = 0.0005

# The framework's own telemetry would hand bodies, and with them unpublished quotes, to whatever exporter is
# installed.
_NO_TELEMETRY = {"tracing": False, "metrics": False, "logs": False, "operation_spans": False}


def create_app(settings: Settings | None = None, *, archive: Archive | None = None) -> FastAPI:
    """Build the application.

    Parameters
    ----------
    settings
        Read from the environment if None.
    archive
        A recovered archive to serve, closed by the caller; if None, that of the data directory is opened at
        start.
    """
    process = Process(settings or Settings(), archive=archive)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with running(process), working_on_jobs(process):
            with orderly_stop(process):
                yield

    app = FastAPI(
        title="onrecord",
        version=__version__,
        openapi_url=None,  # a route of `operations`, so that metrics count it by its path
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        exception_handlers={**HANDLERS, 405: answer_method_not_allowed},
        middleware=[
            Middleware(Observation, process=process),
            Middleware(Admission, process=process),
            Middleware(HeadAsGet),
        ],
        redirect_slashes=False,
        telemetry=_NO_TELEMETRY,  # type: ignore[arg-type]
    )
    app.state.process = process
    for resource in (verify, check, jobs, documents, operations):
        app.include_router(resource.router)
    openapi.install(app)
    return app


def create_app_from_environment() -> FastAPI:
    """Build the application for a worker process, which is told everything by its environment."""
    load_undisturbed()
    settings = Settings()
    configure_logs(settings.log_level)
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    return create_app(settings)
