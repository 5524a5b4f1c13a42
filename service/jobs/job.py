"""What a job is: its state, the lines it consists of, and how it is shown."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

Status = Literal["enqueued", "processing", "succeeded", "failed", "canceled"]

# Nanoseconds since 1970, so that ids sort by the time of acceptance, and random bits, so that nobody guesses one.
_TIME_DIGITS, _RANDOM_BYTES = 16, 12
_ID = re.compile(f"[0-9a-f]{{{_TIME_DIGITS + 2 * _RANDOM_BYTES}}}")


def new_id() -> str:
    """Give an id for a job that is accepted now."""
    return f"{time.time_ns():0{_TIME_DIGITS}x}{secrets.token_hex(_RANDOM_BYTES)}"


def is_id(text: str) -> bool:
    """Tell whether a text may be the id of a job; one that may not is no part of a path either."""
    return _ID.fullmatch(text) is not None


class JobQuestion(NamedTuple):
    """One line of a job.

    ``item`` is a verify request as JSON, ``cells`` the row that it came in, ``failure`` what is answered to a line that
    asks nothing.
    """

    item: bytes
    cells: Sequence[str] | None = None
    failure: bytes | None = None


class TableForm(NamedTuple):
    """The form of a job that came as CSV, to answer in the same."""

    columns: Sequence[str]
    delimiter: str


@dataclass(frozen=True, slots=True)
class Job:
    """The state of a job as it was read. Times are seconds since 1970, ``summary`` counts lines by outcome."""

    id: str
    status: Status
    done: int
    total: int
    started_at: float | None
    finished_at: float | None
    summary: dict[str, int]
    error: dict[str, Any] | None
    form: TableForm | None

    @property
    def is_finished(self) -> bool:
        """Whether its state is its last."""
        return self.finished_at is not None

    def body(self, kept_s: float) -> dict[str, Any]:
        """Give the job as it is answered; ``kept_s`` is how long it is kept when it is finished."""
        path = f"/v1/jobs/{self.id}"
        return {
            "id": self.id,
            "status": self.status,
            "done": self.done,
            "total": self.total,
            "summary": self.summary,
            "created_at": _written(int(self.id[:_TIME_DIGITS], 16) / 1e9),
            "started_at": _written(self.started_at),
            "finished_at": _written(self.finished_at),
            "expires_at": _written(self.finished_at + kept_s if self.finished_at is not None else None),
            "error": self.error,
            "links": {"self": path, "results": f"{path}/results"},
        }


def _written(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
