"""`/v1/jobs`: long batches are taken whole or not at all, and answered as `/v1/verify/batch` answers."""

from __future__ import annotations

import asyncio
import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from service.app import create_app
from service.archive import Archive
from service.jobs import receiving, runner
from service.settings import Settings
from service.tables.questions import ANSWER_COLUMNS
from tests.service.jobs import CSV, FOUND, NDJSON, eventually, lines_of, post, quick, results_of, wait_for

PROBLEM_JSON = "application/problem+json"
# Lines of every kind: found, not found, with options, and bad in all ways that a line may be.
MIXED: list[object] = [
    {"quote": FOUND, "ref": "a"},
    {"quote": "Nobody said this", "ref": 2, "speaker": "Ada Venn"},
    "   ",
    {"quote": "…"},
    "not json",
    {"quote": FOUND, "publishr": "x", "ref": "bad"},
    {"quote": 5},
    {"quote": "x" * 1_001},
    {"quote": FOUND, "offset_unit": "utf16", "max_matches": 1},
    '{"quote": "' + "y" * 20_001 + '"}',
    {"quote": "“We will not raise taxes,” the finance minister, Ada Venn, said on Tuesday 🐟"},
]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)


@given(st.integers(runner.MIN_LINES, runner.MAX_LINES), st.floats(0, 60))
def test_parts_grow_where_they_are_quick_and_shrink_where_they_are_slow(num_lines: int, seconds: float) -> None:
    adapted = runner._adapted(num_lines, seconds)
    assert runner.MIN_LINES <= adapted <= runner.MAX_LINES
    if seconds < runner.PART_S / 2:
        assert adapted > num_lines or num_lines == runner.MAX_LINES
    elif seconds > 2 * runner.PART_S:
        assert adapted < num_lines or num_lines == runner.MIN_LINES
    else:
        assert adapted == num_lines


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[asyncio.Event]:
    """Hold every job after its first part, until the event is set."""
    event = asyncio.Event()
    answer = runner._answer
    num_parts = 0

    async def answer_held(*arguments: Any) -> Any:
        nonlocal num_parts
        num_parts += 1
        if num_parts > 1:
            await event.wait()
        return await answer(*arguments)

    monkeypatch.setattr(runner, "_answer", answer_held)
    monkeypatch.setattr(runner, "FIRST_LINES", 2)
    yield event
    event.set()


def done_of(client: TestClient, job: dict[str, Any]) -> int:
    return int(client.get(f"/v1/jobs/{job['id']}").json()["done"])


def jsons(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def rows_of(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def test_a_job_is_answered_as_a_stream_is(client: TestClient) -> None:
    body = "\ufeff" + lines_of(*MIXED)
    *expected, summary = jsons(client.post("/v1/verify/batch", content=body, headers=NDJSON).text)
    job = post(client, body)
    assert (job["status"], job["done"], job["total"]) == ("enqueued", 0, 10)
    assert job["started_at"] is job["finished_at"] is job["expires_at"] is job["error"] is None
    done = wait_for(client, job)
    assert (done["status"], done["done"], done["total"]) == ("succeeded", 10, 10)
    assert done["summary"] == summary["summary"]
    assert done["created_at"] <= done["started_at"] <= done["finished_at"] < done["expires_at"]
    found = results_of(client, done)
    assert found.json() == {"results": expected, "next_cursor": None, "status": "succeeded"}
    assert jsons(results_of(client, done, "application/x-ndjson").text) == expected


def test_links_of_a_job_lead_to_it(client: TestClient) -> None:
    job = post(client, lines_of({"quote": FOUND}))
    wait_for(client, job)
    assert client.get(job["links"]["self"]).json()["id"] == job["id"]
    assert len(client.get(job["links"]["results"]).json()["results"]) == 1


def test_a_table_keeps_its_columns_and_has_the_answers_behind_them(client: TestClient) -> None:
    body = "\ufeffnr;Quote;speaker;note\n1;We will not raise taxes;Ada Venn;\n2;never, ever;;a\n\n3;;;\n4;x;y;z;more\n"
    job = wait_for(client, post(client, body, CSV))
    assert (job["total"], job["summary"]["failed"]) == (4, 1)
    answer = results_of(client, job, "text/csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.text.splitlines()[0] == ";".join(["nr", "Quote", "speaker", "note", *ANSWER_COLUMNS])
    found = rows_of(answer.text, ";")
    assert [(row["nr"], row["verdict"], row["note"]) for row in found] == [
        ("1", "verbatim", ""),
        ("2", "not_found", "a"),
        ("3", "unverifiable", ""),
        ("4", "", "z"),
    ]
    assert "5 cells under 4 columns" in found[3]["error"]
    as_json = results_of(client, job).json()["results"]
    assert as_json[0]["attribution"]["claimed"] == "Ada Venn"
    assert as_json[3]["error"]["code"] == "invalid_request"


def test_lines_as_a_table_have_what_they_asked(client: TestClient) -> None:
    job = wait_for(client, post(client, lines_of({"quote": FOUND, "ref": 7}, "no json", {"quote": "a\nb", "ref": "r"})))
    found = rows_of(results_of(client, job, "text/csv").text)
    assert [(row["ref"], row["quote"], row["verdict"]) for row in found] == [
        ("7", FOUND, "verbatim"),
        ("", "", ""),
        ("r", "a\nb", "not_found"),
    ]
    assert found[1]["error"]


@pytest.mark.parametrize(
    "content_type",
    ["text/csv", 'Text/CSV; header=present; charset="UTF-8"', "text/csv;charset=us-ascii", "text/csv; charset*=x; y"],
)
def test_a_body_may_say_that_it_is_in_utf8(client: TestClient, content_type: str) -> None:
    assert post(client, "quote\nx\n", {"Content-Type": content_type})["total"] == 1


def test_a_head_is_that_of_the_results(client: TestClient) -> None:
    job = wait_for(client, post(client, "{}\n"))
    answer = client.head(f"/v1/jobs/{job['id']}/results", headers={"Accept": "text/csv"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("headers", [NDJSON, {"Content-Type": "application/jsonl; charset=UTF-8"}])
def test_a_compressed_body_is_taken(client: TestClient, headers: dict[str, str]) -> None:
    body = gzip.compress(lines_of({"quote": FOUND}, {"quote": "x"}).encode())
    assert post(client, body, {**headers, "Content-Encoding": "gzip"})["total"] == 2


@pytest.mark.parametrize(
    ("body", "headers", "status", "code", "told"),
    [
        (b"", NDJSON, 422, "invalid_request", "at least one"),
        (b"\n \n\r\n", NDJSON, 422, "invalid_request", "at least one"),
        (b"\xef\xbb\xbf", NDJSON, 422, "invalid_request", "at least one"),
        (b"", CSV, 422, "invalid_request", "named quote"),
        (b"quote\n", CSV, 422, "invalid_request", "header row"),
        (b"quote,speaker", CSV, 422, "invalid_request", "header row"),
        (b"We will not raise taxes,Ada Venn\n", CSV, 422, "invalid_request", "first row"),
        (b"quote,publishr\nx,y\n", CSV, 422, "invalid_request", "misspelt"),
        (b"quote,Quote\nx,y\n", CSV, 422, "invalid_request", "rename"),
        (b"quote,verdict\nx,y\n", CSV, 422, "invalid_request", "same name"),
        ("quote\nGrüße\n".encode("latin-1"), CSV, 400, "invalid_csv", "UTF-8"),
        ("quote\nx\n".encode("utf-16"), CSV, 400, "invalid_csv", "UTF-8"),
        (b"quote\nx\n", {"Content-Type": "text/csv; charset=latin1"}, 415, "unsupported_media_type", "UTF-8"),
        (b"{}\n", {"Content-Type": "application/jsonl;charset=utf-16"}, 415, "unsupported_media_type", "UTF-8"),
        (b"x\n", {"Content-Type": 'TEXT/CSV ; Charset = "utf-16" ;x'}, 415, "unsupported_media_type", "UTF-8"),
        (b"x,y\n", {"Content-Type": "text/csv; header=absent"}, 415, "unsupported_media_type", "header row"),
        (b'{"items": []}', {"Content-Type": "application/json"}, 415, "unsupported_media_type", "text/csv"),
        (b"{}", {}, 415, "unsupported_media_type", "text/csv"),
        (b"{}", {**NDJSON, "Content-Encoding": "br"}, 415, "unsupported_media_type", "gzip"),
        (b"{}", {**NDJSON, "Content-Encoding": "gzip"}, 422, "invalid_request", "gzip"),
        (b"{}\n" * 101, NDJSON, 413, "too_large", "ONRECORD_MAX_JOB_LINES"),
        (b"quote\n" + b"x\n" * 101, CSV, 413, "too_large", "ONRECORD_MAX_JOB_LINES"),
        (b" " * 60_001, NDJSON, 413, "too_large", "ONRECORD_MAX_JOB_BYTES"),
        (b'quote\nx\n"' + b"y\n" * 20_001, CSV, 413, "too_large", "ONRECORD_MAX_BODY_BYTES"),
        (b"z" * 20_002, CSV, 413, "too_large", "ONRECORD_MAX_BODY_BYTES"),
        (
            gzip.compress(b" " * 60_001, mtime=0),
            {**NDJSON, "Content-Encoding": "gzip"},
            413,
            "too_large",
            "MAX_JOB_BYTES",
        ),
    ],
)
def test_a_body_that_is_no_job_is_refused_whole(
    client: TestClient, settings: Settings, body: bytes, headers: dict[str, str], status: int, code: str, told: str
) -> None:
    answer = client.post("/v1/jobs", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"], answer.headers["Content-Type"]) == (status, code, PROBLEM_JSON)
    assert told in answer.json()["detail"]
    assert "taxes" not in answer.text
    assert client.get("/v1/jobs").json() == {"jobs": [], "next_cursor": None}
    assert [path.name for path in (settings.data_dir / "jobs").glob("*.*") if path.name != runner.LOCK_FILE] == []


def test_a_body_as_long_as_the_limit_is_taken(client: TestClient) -> None:
    body = lines_of({"quote": FOUND})
    assert post(client, body + "\n" * (60_000 - len(body)))["total"] == 1


def test_the_limit_of_a_row_is_for_each_row_and_for_the_header(client: TestClient) -> None:
    rows = "".join(f"{first},{'y' * 12_000}\n" for first in ("quote", FOUND, FOUND))
    assert post(client, rows, CSV)["total"] == 2


def test_a_body_without_a_length_is_cut_off_at_the_limit(client: TestClient) -> None:
    answer = client.post("/v1/jobs", content=(b" " * 10_000 for _ in range(10)), headers=NDJSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_results_can_be_read_while_the_job_is_worked_on(client: TestClient, held: asyncio.Event) -> None:
    job = post(client, lines_of(*({"quote": FOUND, "ref": ref} for ref in range(5))))
    eventually(lambda: done_of(client, job) == 2)
    page = results_of(client, job).json()
    assert ([result["ref"] for result in page["results"]], page["status"]) == ([0, 1], "processing")
    waiting = results_of(client, job, query=f"?cursor={page['next_cursor']}").json()
    assert waiting == {"results": [], "next_cursor": page["next_cursor"], "status": "processing"}
    lines = results_of(client, job, "application/jsonl")
    assert len(lines.text.splitlines()) == 2
    assert page["next_cursor"] in lines.headers["Link"]
    held.set()
    wait_for(client, job)
    rest = results_of(client, job, query=f"?cursor={page['next_cursor']}").json()
    assert ([result["ref"] for result in rest["results"]], rest["next_cursor"]) == ([2, 3, 4], None)


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8, 1_000])
def test_pages_give_every_answer_once_in_order(client: TestClient, limit: int) -> None:
    job = wait_for(client, post(client, lines_of(*({"quote": "x", "ref": ref} for ref in range(7)))))
    for accept in ("application/json", "application/x-ndjson", "text/csv"):
        refs: list[int] = []
        path: str | None = f"/v1/jobs/{job['id']}/results?limit={limit}"
        while path is not None:
            answer = client.get(path, headers={"Accept": accept})
            if accept == "text/csv":
                found = [int(row["ref"]) for row in rows_of(answer.text)]
            else:
                results = answer.json()["results"] if accept == "application/json" else jsons(answer.text)
                found = [result["ref"] for result in results]
            assert len(found) <= limit
            refs += found
            path = answer.links["next"]["url"] if "next" in answer.links else None
        assert refs == list(range(7)), accept


def test_json_comes_in_pages_also_without_a_limit_and_lines_come_whole(client: TestClient) -> None:
    job = wait_for(client, post(client, "{}\n" * 100))
    wait_for(client, post(client, "{}\n"))
    assert len(results_of(client, job).json()["results"]) == 100
    assert len(results_of(client, job, "application/x-ndjson").text.splitlines()) == 100


@pytest.mark.parametrize(
    "cursor",
    ["x", "%00", "MTp4", "MTozMA", "MTpkMS8w"],  # the last three: "1:x", "1:30", "1:d1/0"
)
def test_a_cursor_of_something_else_is_refused(client: TestClient, cursor: str) -> None:
    job = wait_for(client, post(client, lines_of({"quote": FOUND})))
    answer = client.get(f"/v1/jobs/{job['id']}/results?cursor={cursor}")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/cursor")


def test_a_cursor_of_another_job_is_refused(client: TestClient) -> None:
    one, other = (wait_for(client, post(client, "{}\n" * 3)) for _ in range(2))
    cursor = results_of(client, one, query="?limit=1").json()["next_cursor"]
    assert client.get(f"/v1/jobs/{other['id']}/results?cursor={cursor}").status_code == 422


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=x"])
def test_a_wrong_limit_is_refused(client: TestClient, query: str) -> None:
    job = post(client, "{}\n")
    assert client.get(f"/v1/jobs/{job['id']}/results?{query}").json()["errors"][0]["pointer"] == "/limit"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/*", "text/csv"),
        ("TEXT/CSV;charset=utf-8", "text/csv"),
        ("application/jsonl", "application/jsonl"),
        ("text/csv;q=0.5, application/x-ndjson;q=0.9", "application/x-ndjson"),
        ("application/json;q=0, */*;q=0.1", "application/x-ndjson"),
        ("text/html, text/csv;q=0.9, */*;q=0.8", "text/csv"),
        ("text/csv; header=present; q=0.2, application/json; q=0.1", "text/csv"),
        ("nonsense, text/csv", "text/csv"),
        ("text/csv;q=x, application/jsonl;q=0.1", "application/jsonl"),
    ],
)
def test_the_form_of_results_is_what_is_wanted_most(client: TestClient, accept: str, media_type: str) -> None:
    job = wait_for(client, post(client, "{}\n"))
    answer = results_of(client, job, accept)
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", "*/*;q=0.0", "nonsense"])
def test_results_in_no_form_that_is_wanted_are_refused(client: TestClient, accept: str) -> None:
    job = wait_for(client, post(client, "{}\n"))
    answer = client.get(f"/v1/jobs/{job['id']}/results", headers={"Accept": accept})
    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")
    assert "text/csv" in answer.json()["detail"]


UNKNOWN = ("0" * 40, "x", "..%2F..%2Fdocuments", "%00", "0" * 39 + "G")


@pytest.mark.parametrize("job_id", UNKNOWN)
@pytest.mark.parametrize(
    ("method", "rest"), [("GET", ""), ("GET", "/results"), ("DELETE", ""), ("DELETE", "?remove=1")]
)
def test_unknown_jobs_are_not_found(client: TestClient, job_id: str, method: str, rest: str) -> None:
    for _ in range(2):
        answer = client.request(method, f"/v1/jobs/{job_id}{rest}")
        assert answer.status_code == 404
        assert answer.json()["code"] in ("job_not_found", "route_not_found")
        post(client, "{}\n")


def test_delete_cancels_at_once_and_keeps_what_was_answered(client: TestClient, held: asyncio.Event) -> None:
    job, next_job = (post(client, lines_of(*({"quote": FOUND, "ref": ref} for ref in range(5)))) for _ in range(2))
    eventually(lambda: done_of(client, job) == 2)
    for _ in range(2):  # once more changes nothing
        answer = client.delete(f"/v1/jobs/{job['id']}")
        assert (answer.status_code, answer.json()["status"], answer.json()["done"]) == (200, "canceled", 2)
        assert answer.json()["finished_at"]
    held.set()
    assert wait_for(client, next_job)["status"] == "succeeded"
    after = client.get(f"/v1/jobs/{job['id']}").json()
    assert (after["status"], after["done"], after["summary"]["ok"]) == ("canceled", 2, 2)
    page = results_of(client, job).json()
    assert ([result["ref"] for result in page["results"]], page["next_cursor"]) == ([0, 1], None)


def test_a_job_that_waits_can_be_canceled(client: TestClient, held: asyncio.Event) -> None:
    first, second = post(client, "{}\n" * 5), post(client, "{}\n")
    assert client.delete(f"/v1/jobs/{second['id']}").json()["status"] == "canceled"
    held.set()
    assert wait_for(client, first)["status"] == "succeeded"
    assert wait_for(client, second)["started_at"] is None


def test_a_finished_job_stays_as_it_is_when_it_is_canceled(client: TestClient) -> None:
    job = wait_for(client, post(client, "{}\n"))
    answer = client.delete(f"/v1/jobs/{job['id']}")
    assert (answer.status_code, answer.json()) == (200, job)


def test_a_job_is_removed_with_its_files_when_that_is_asked(
    client: TestClient, settings: Settings, held: asyncio.Event
) -> None:
    job = post(client, "{}\n" * 5)
    eventually(lambda: done_of(client, job) == 2)
    answer = client.delete(f"/v1/jobs/{job['id']}?remove=true")
    assert (answer.status_code, answer.content) == (204, b"")
    assert list((settings.data_dir / "jobs").glob(f"{job['id']}*")) == []
    assert client.get(f"/v1/jobs/{job['id']}").status_code == 404
    held.set()
    assert wait_for(client, post(client, "{}\n"))["status"] == "succeeded"


def test_jobs_are_listed_the_newest_first(client: TestClient) -> None:
    sent = [post(client, "{}\n")["id"] for _ in range(5)]
    listed: list[str] = []
    path: str | None = "/v1/jobs?limit=2"
    while path is not None:
        answer = client.get(path)
        assert len(answer.json()["jobs"]) <= 2
        listed += [job["id"] for job in answer.json()["jobs"]]
        path = answer.links["next"]["url"] if "next" in answer.links else None
    assert listed == sent[::-1]
    assert client.get("/v1/jobs?cursor=x").status_code == client.get("/v1/jobs?limit=101").status_code == 422


def test_jobs_are_worked_on_in_the_order_of_arrival(client: TestClient) -> None:
    jobs = [wait_for(client, job) for job in [post(client, "{}\n" * 20) for _ in range(4)]]
    times = [time for job in jobs for time in (job["started_at"], job["finished_at"])]
    assert times == sorted(times)


def test_nobody_else_may_keep_or_read_what_is_asked(client: TestClient, settings: Settings) -> None:
    job = wait_for(client, post(client, "{}\n"))
    for path in ("/v1/jobs", f"/v1/jobs/{job['id']}", f"/v1/jobs/{job['id']}/results"):
        assert client.get(path).headers["Cache-Control"] == "no-store"
    assert (settings.data_dir / "jobs").stat().st_mode & 0o077 == 0


def test_too_many_jobs_are_refused_until_there_is_room(
    settings: Settings, archive: Archive, held: asyncio.Event
) -> None:
    limited = settings.model_copy(update={"max_waiting_jobs": 2})
    with TestClient(create_app(limited, archive=archive)) as client:
        job, _ = post(client, "{}\n" * 5), post(client, "{}\n")
        answer = client.post("/v1/jobs", content="{}\n", headers=NDJSON)
        assert (answer.status_code, answer.json()["code"]) == (503, "too_many_jobs")
        assert int(answer.headers["Retry-After"]) > 0
        assert "ONRECORD_MAX_WAITING_JOBS" in answer.json()["detail"]
        client.delete(f"/v1/jobs/{job['id']}")
        post(client, "{}\n")
        held.set()


def test_jobs_beyond_the_room_for_all_are_refused(settings: Settings, archive: Archive) -> None:
    limited = settings.model_copy(update={"max_jobs_bytes": 40_000})
    with TestClient(create_app(limited, archive=archive)) as client:
        jobs = [post(client, "{}\n")]
        while (answer := client.post("/v1/jobs", content="{}\n", headers=NDJSON)).status_code == 202:
            jobs.append(answer.json())
        assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
        assert "ONRECORD_MAX_JOBS_BYTES" in answer.json()["detail"]
        for job in jobs:
            client.delete(f"/v1/jobs/{job['id']}?remove=true")
        post(client, "{}\n")


def test_an_upload_counts_while_it_comes_in(
    settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "_CHECK_BYTES", 10_000)
    limited = settings.model_copy(update={"max_jobs_bytes": 30_000})
    with TestClient(create_app(limited, archive=archive)) as client:
        answer = client.post("/v1/jobs", content=(b" " * 10_000 for _ in range(5)), headers=NDJSON)
        assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
        assert not list((limited.data_dir / "jobs").glob("*.partial"))


def test_finished_jobs_are_removed_after_their_time(settings: Settings, archive: Archive) -> None:
    brief = settings.model_copy(update={"job_kept_hours": 0.0})
    with TestClient(create_app(brief, archive=archive)) as client:
        job = post(client, "{}\n")
        eventually(lambda: client.get(f"/v1/jobs/{job['id']}").status_code != 200)
        assert client.get(f"/v1/jobs/{job['id']}").json()["code"] == "job_not_found"
        assert not list((brief.data_dir / "jobs").glob("*.sqlite3*"))


def test_an_error_nobody_foresaw_fails_the_job_and_keeps_its_answers(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, calls = runner._answer, Counter[str]()

    async def answer_once(*arguments: Any) -> Any:
        calls["answer"] += 1
        if calls["answer"] == 2:
            raise RuntimeError("a fault of ours")
        return await answer(*arguments)

    monkeypatch.setattr(runner, "_answer", answer_once)
    monkeypatch.setattr(runner, "FIRST_LINES", 3)
    job = wait_for(client, post(client, "{}\n" * 9))
    assert (job["status"], job["done"], job["error"]["code"]) == ("failed", 3, "job_failed")
    assert len(results_of(client, job).json()["results"]) == 3
    assert wait_for(client, post(client, "{}\n"))["status"] == "succeeded"


def test_a_damaged_job_hides_no_other(client: TestClient, settings: Settings) -> None:
    damaged, other = wait_for(client, post(client, "{}\n")), post(client, "{}\n")
    path = settings.data_dir / "jobs" / f"{damaged['id']}.sqlite3"
    path.write_bytes(b"something else " * 500)
    assert client.get(f"/v1/jobs/{damaged['id']}").json()["code"] == "storage_failed"
    assert wait_for(client, other)["status"] == "succeeded"
    assert [job["id"] for job in client.get("/v1/jobs").json()["jobs"]] == [other["id"]]
    assert client.delete(f"/v1/jobs/{damaged['id']}?remove=true").status_code == 204
    assert not path.exists()


def test_metrics_count_jobs_and_their_lines(client: TestClient) -> None:
    wait_for(client, post(client, lines_of({"quote": FOUND}, {"quote": "never"}, "bad", "bad")))
    for told in ('{outcome="failed"} 2.0', '{outcome="ok"} 1.0', '{outcome="unknown"} 1.0'):
        eventually(lambda told=told: f"onrecord_job_lines_total{told}" in client.get("/metrics").text)
    eventually(lambda: "onrecord_jobs_waiting 0.0" in client.get("/metrics").text)


def test_a_service_without_jobs_writes_nothing(client: TestClient, settings: Settings) -> None:
    assert client.get("/v1/jobs").json()["jobs"] == []
    assert client.get(f"/v1/jobs/{UNKNOWN[0]}").status_code == 404
    assert not Path(settings.data_dir / "jobs").exists()
