"""What tests of jobs share: sending one, and waiting for it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from service.jobs import runner, store

NDJSON = {"Content-Type": "application/x-ndjson"}
CSV = {"Content-Type": "text/csv"}
# Seconds in which a job of some lines is done, however busy the machine.
DONE_S = 60.0

FOUND = "We will not raise taxes"


def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for jobs often, at all of their files too, and wait little after trouble."""
    monkeypatch.setattr(runner, "POLL_S", 0.005)
    monkeypatch.setattr(runner, "TROUBLE_S", 0.005)
    monkeypatch.setattr(store, "SWEEP_S", 0.0)


def lines_of(*items: object) -> str:
    """Give values as NDJSON; texts are lines as they are."""
    return "".join((item if isinstance(item, str) else json.dumps(item)) + "\n" for item in items)


def post(client: TestClient, body: str | bytes, headers: dict[str, str] = NDJSON) -> dict[str, Any]:
    """Send a job that is accepted."""
    answer = client.post("/v1/jobs", content=body, headers=headers)
    assert answer.status_code == 202, answer.text
    assert answer.headers["Location"] == f"/v1/jobs/{answer.json()['id']}"
    job: dict[str, Any] = answer.json()
    return job


def wait_for(client: TestClient, job: dict[str, Any], *statuses: str) -> dict[str, Any]:
    """Ask for a job until it has one of the statuses; until it is finished if none is given."""
    state = job

    def is_there() -> bool:
        nonlocal state
        state = client.get(f"/v1/jobs/{job['id']}").json()
        return state["status"] in (statuses or ("succeeded", "failed", "canceled"))

    eventually(is_there)
    return state


def eventually(is_so: Callable[[], object]) -> None:
    """Look again and again, for what happens in the background."""
    end = time.monotonic() + DONE_S
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.001)


def results_of(client: TestClient, job: dict[str, Any], accept: str = "application/json", query: str = "") -> Any:
    """Give the answer to a request for results."""
    answer: httpx.Response = client.get(f"/v1/jobs/{job['id']}/results{query}", headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer
