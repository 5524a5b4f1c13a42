"""Health, metrics, documentation, request ids: what the people who run the service rely on."""

from __future__ import annotations

import errno
import json
import logging
import re
import threading
import time
from pathlib import Path

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from service import lifecycle
from service.app import create_app
from service.archive import Archive
from service.logs import JsonFormatter
from service.settings import Settings


def test_liveness_answers_while_the_archive_loads(settings: Settings) -> None:
    app = create_app(settings, archive=None)
    client = TestClient(app)  # without its start, nothing is loaded
    assert client.get("/livez").status_code == 200
    assert client.get("/healthz").status_code == 200
    loading = client.get("/readyz")
    assert (loading.status_code, loading.json()["code"]) == (503, "not_ready")
    assert client.post("/v1/verify", json={"quote": "a"}).json()["code"] == "not_ready"


def test_archive_that_could_not_be_loaded_is_loaded_when_the_cause_has_passed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded, may_load = Archive.recover, threading.Event()

    def recover(archive: Archive) -> None:
        if not may_load.is_set():
            raise OSError(errno.ENOSPC, "No space left on device")
        loaded(archive)

    def wait_for(status: int, detail: str) -> None:
        end = time.monotonic() + 60
        while (answer := client.get("/readyz")).status_code != status or detail not in answer.text:
            assert time.monotonic() < end, answer.text
            time.sleep(0.01)

    monkeypatch.setattr(Archive, "recover", recover)
    monkeypatch.setattr(lifecycle, "_LOAD_PAUSE_S", 0.01)
    settings = settings.model_copy(update={"batch_processes": 0, "speakers_ahead": False})
    with TestClient(create_app(settings)) as client:
        wait_for(503, "could not be built")
        may_load.set()
        wait_for(200, "ready")
        assert client.post("/v1/verify", json={"quote": "No such words"}).status_code == 200


def test_readiness_tells_what_is_served_and_503_while_draining(client: TestClient) -> None:
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["documents"]) == (200, 1)
    client.app.state.process.is_draining = True  # type: ignore[attr-defined]
    assert client.get("/readyz").status_code == 503
    assert client.post("/v1/verify", json={"quote": "taxes"}).status_code == 200


def test_metrics_count_by_route_and_never_by_id(client: TestClient) -> None:
    client.get("/v1/documents/taxes")
    client.get("/v1/documents/secret-id")
    client.post("/v1/verify", json={"quote": "taxes"})
    text = client.get("/metrics").text
    assert 'onrecord_verify_outcomes_total{outcome="ok"} 1.0' in text
    assert "onrecord_index_documents 1.0" in text
    assert 'onrecord_verify_duration_seconds_bucket{le="0.0001"}' in text
    assert "secret-id" not in text


@pytest.mark.parametrize(
    "path",
    [
        *("/livez", "/healthz", "/readyz", "/metrics", "/docs", "/openapi.json"),
        *("/v1/documents", "/v1/documents/taxes", "/v1/documents/none", "/v1/documents?limit=0", "/nowhere"),
    ],
)
def test_head_is_answered_as_get_without_the_body(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["Content-Type"] == get.headers["Content-Type"]
    if path != "/metrics":  # which has counted the first of the two
        assert head.headers["Content-Length"] == get.headers["Content-Length"]


def test_head_is_refused_where_there_is_no_get(client: TestClient) -> None:
    head = client.head("/v1/verify")
    assert (head.status_code, head.headers["Allow"], head.content) == (405, "POST, QUERY", b"")


def test_head_and_openapi_are_counted_under_their_routes(client: TestClient) -> None:
    client.head("/v1/documents/taxes")
    client.get("/openapi.json")
    text = client.get("/metrics").text
    assert 'onrecord_http_requests_total{route="/v1/documents/{id:rest}",status="200"} 1.0' in text
    assert 'onrecord_http_requests_total{route="/openapi.json",status="200"} 1.0' in text
    assert "unmatched" not in text


def test_openapi_is_complete_and_has_no_framework_leftovers(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert schema["openapi"] == "3.1.0"
    assert "HTTPValidationError" not in json.dumps(schema)
    operations = [operation for path in schema["paths"].values() for operation in path.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    references = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(schema)))
    assert references <= set(schema["components"]["schemas"])


def test_docs_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert "verifyQuote" in page.text
    assert "<script" not in page.text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page.text)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_request_id_is_taken_over_if_harmless_and_made_otherwise(client: TestClient) -> None:
    assert client.get("/livez", headers={"X-Request-ID": "desk-7"}).headers["X-Request-ID"] == "desk-7"
    made = client.get("/livez", headers={"X-Request-ID": "a b\tc"}).headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{16}", made)


def test_access_log_is_json_without_the_text_of_a_quote(
    archive: Archive, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(Settings(data_dir=tmp_path, access_log=True), archive=archive)
    with TestClient(app) as client, caplog.at_level(logging.INFO, "onrecord.access"):
        client.post("/v1/verify", json={"quote": "an unpublished sentence"})
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    (line,) = [line for line in lines if line["logger"] == "onrecord.access"]
    assert (line["route"], line["status"], line["method"]) == ("/v1/verify", 200, "POST")
    assert "unpublished" not in json.dumps(lines)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MAX_QUOTE_CHARACTERS", "77")
    assert Settings().max_quote_characters == 77
    assert Settings(max_quote_characters=5).max_quote_characters == 5


def test_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("ONRECORD_DATABASE_URL", "ONRECORD_BATCH_PROCESSES", "ONRECORD_MAX_QUOTE_CHARACTERS"):
        monkeypatch.setenv(variable, "")
    assert Settings() == Settings.model_construct()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ONRECORD_MAX_QUOTE_CHARACTERS", "0"),
        ("ONRECORD_DATABASE_URL", "mysql://u:secret@h/d"),
        ("ONRECORD_JOB_KEPT_HOURS", "99999999"),
        ("ONRECORD_JOB_KEPT_HOURS", "inf"),
    ],
)
def test_wrong_setting_is_named_as_it_was_set(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ValidationError) as raised:
        Settings()
    assert raised.value.errors()[0]["loc"] == (variable,)
    assert "secret" not in str(raised.value)


def test_wrong_setting_of_a_call_is_named_as_it_was_given() -> None:
    with pytest.raises(ValidationError) as raised:
        Settings(max_quote_characters=0)
    assert raised.value.errors()[0]["loc"] == ("max_quote_characters",)
