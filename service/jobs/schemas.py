"""The shapes of answers about jobs, for their documentation."""

from __future__ import annotations

from pydantic import BaseModel, Field

from service.jobs.job import Status
from service.schemas import BatchError, BatchSummary, ProblemBody, VerifyAnswer


class JobLinks(BaseModel):
    self: str
    results: str


class JobAnswer(BaseModel):
    """A job. ``done`` of ``total`` lines have an answer; ``summary`` counts them by outcome."""

    id: str
    status: Status
    done: int
    total: int
    summary: BatchSummary
    created_at: str
    started_at: str | None
    finished_at: str | None
    expires_at: str | None = Field(description="When a finished job is removed.")
    error: ProblemBody | None = Field(description="Why the job failed as a whole.")
    links: JobLinks


class JobList(BaseModel):
    jobs: list[JobAnswer]
    next_cursor: str | None


class JobResults(BaseModel):
    results: list[VerifyAnswer | BatchError]
    next_cursor: str | None = Field(description="Null only when the job is finished and this was its last answer.")
    status: Status
