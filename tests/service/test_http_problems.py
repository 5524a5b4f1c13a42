"""Errors: RFC 9457 for every one of them, with a stable code, a pointer and a remedy, and never a 500 for bad
input.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from starlette.testclient import TestClient

from service.archive import Archive
from service.errors import PROBLEM_MEDIA_TYPE
from service.schemas import ProblemBody
from service.store import LogFullError

JSON = {"Content-Type": "application/json"}
NDJSON = {"Content-Type": "application/x-ndjson"}

# what is sent, the status and code that answer it, and a word of the remedy
BAD_BODIES: list[tuple[bytes, int, str, str]] = [
    (b"", 400, "invalid_json", "EOF"),
    (b"{", 400, "invalid_json", "EOF"),
    (b'{"quote": "a"', 400, "invalid_json", "EOF"),
    (b'{"quote": "\xff"}', 400, "invalid_json", "unicode"),
    (b'{"quote": "\\ud800"}', 400, "invalid_json", "hex escape"),
    (b'{"quote": "a\nb"}', 400, "invalid_json", "control"),
    (b'{"quote":' + b"[" * 9_000, 400, "invalid_json", "recursion"),
    (b'{"quote": "a", "max_matches": NaN}', 400, "invalid_json", "unexpected"),
    (b'{"quote": "a", "ref": -Infinity}', 400, "invalid_json", "sign"),
    (b'{"quote": "a", "unknown": [NaN]}', 400, "invalid_json", "unexpected"),
    (b'{"quote": "a", "max_matches": 1e400}', 400, "invalid_json", "infinity"),
    (b'{"quote": "a", "max_matches": ' + b"9" * 4_000 + b"}", 400, "invalid_json", "infinity"),
    (b'{"quote": "a", "max_matches": true}', 422, "invalid_request", "integer"),
    (b'{"quote": "a", "max_matches": "5"}', 422, "invalid_request", "integer"),
    (b'{"quote": "a", "ref": 1e20}', 422, "invalid_request", "valid"),
    (b'{"quote": "a", "ref": 99999999999999999999}', 422, "invalid_request", "less"),
    (b'{"quote": null}', 422, "invalid_request", "string"),
    (b'{"quotes": "a"}', 422, "invalid_request", "known are quote"),
    (b'{"quote": "a", "published_after": "31.3.2026"}', 422, "invalid_request", "2026-03-31"),
    (b'{"quote": "a", "document_ids": ["\\u0000"]}', 422, "invalid_request", "printable"),
    (b'{"quote": "a", "publisher": ""}', 422, "invalid_request", "leave it out"),
    (b'{"quote": "a", "publisher": " \\u00a0"}', 422, "invalid_request", "leave it out"),
    (b'{"quote": "a", "language": ""}', 422, "invalid_request", "leave it out"),
    (b'{"quote": "a", "language": "\\t"}', 422, "invalid_request", "leave it out"),
    (b'"a"', 422, "invalid_request", "object"),
    (b'{"quote": "' + b"a" * 1_001 + b'"}', 413, "too_large", "1,000 characters"),
    (b'{"quote": "' + b"a" * 30_000 + b'"}', 413, "too_large", "20,000 bytes"),
]


@pytest.mark.parametrize(("body", "status", "code", "remedy"), BAD_BODIES)
def test_bad_body_is_a_problem(client: TestClient, body: bytes, status: int, code: str, remedy: str) -> None:
    answer = client.post("/v1/verify", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == PROBLEM_MEDIA_TYPE
    assert remedy in answer.text
    problem = ProblemBody.model_validate(answer.json())
    assert problem.status == status


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "code"),
    [
        ("GET", "/nowhere", {}, 404, "route_not_found"),
        ("GET", "/v1/documents/none", {}, 404, "document_not_found"),
        ("GET", "/v1/verify", {}, 405, "method_not_allowed"),
        ("PATCH", "/v1/documents/taxes", {}, 405, "method_not_allowed"),
        ("POST", "/v1/verify", {}, 415, "unsupported_media_type"),
        (
            "POST",
            "/v1/verify",
            {"Content-Type": "application/x-www-form-urlencoded"},
            415,
            "unsupported_media_type",
        ),
        ("POST", "/v1/verify", {**JSON, "Content-Encoding": "gzip"}, 415, "unsupported_media_type"),
        ("POST", "/v1/documents/import", JSON, 415, "unsupported_media_type"),
        ("POST", "/v1/documents/import", {**NDJSON, "Content-Encoding": "br"}, 415, "unsupported_media_type"),
        ("POST", "/v1/verify/batch", {**NDJSON, "Content-Encoding": "gzip"}, 415, "unsupported_media_type"),
        ("GET", "/v1/documents?limit=0", {}, 422, "invalid_request"),
        ("GET", "/v1/documents?limit=x", {}, 422, "invalid_request"),
        ("GET", "/v1/documents/taxes?offset_unit=bytes", {}, 422, "invalid_request"),
    ],
)
def test_wrong_request_is_a_problem(
    client: TestClient, method: str, path: str, headers: dict[str, str], status: int, code: str
) -> None:
    answer = client.request(method, path, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == PROBLEM_MEDIA_TYPE


@pytest.mark.parametrize(
    ("method", "path", "remedy"),
    [
        ("GET", "/v1/documents?limt=1", "known are cursor, limit"),
        ("GET", "/v1/documents?publisher=x", "known are cursor, limit"),
        ("GET", "/v1/documents?limit=1&limt=1", "known are cursor, limit"),
        ("GET", "/v1/documents/taxes?offset_units=utf16", "known are offset_unit"),
        ("PUT", "/v1/documents/taxes?x", "this path takes none"),
        ("DELETE", "/v1/documents/taxes?dry_run=true", "this path takes none"),
        ("POST", "/v1/documents/import?limit=1", "this path takes none"),
        ("POST", "/v1/verify?max_matches=1", "this path takes none"),
        ("QUERY", "/v1/verify?max_matches=1", "this path takes none"),
        ("POST", "/v1/verify/batch?max_matches=1", "this path takes none"),
        ("POST", "/v1/check?language=en", "this path takes none"),
        ("POST", "/v1/jobs?ref=1", "this path takes none"),
        ("GET", "/v1/jobs?status=failed", "known are cursor, limit"),
        ("GET", "/v1/jobs/none?limit=1", "this path takes none"),
        ("GET", "/v1/jobs/none/results?page=2", "known are cursor, limit"),
        ("DELETE", "/v1/jobs/none?remov=true", "known are remove"),
    ],
)
def test_unknown_query_parameter_is_refused_with_the_known_ones(
    client: TestClient, method: str, path: str, remedy: str
) -> None:
    answer = client.request(method, path, content=b'{"quote": "a"}', headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    (error,) = answer.json()["errors"]
    assert error["detail"] == f"unknown parameter; {remedy}"


def test_pointer_to_an_unknown_query_parameter_is_escaped(client: TestClient) -> None:
    answer = client.get("/v1/documents", params={"a/b~c": "d"})
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/a~1b~0c"]


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/openapi.json", "/docs"])
def test_health_and_descriptions_pass_over_the_parameters_of_those_who_ask(client: TestClient, path: str) -> None:
    assert client.get(path, params={"probe": "1"}).status_code == 200


def test_405_lists_all_methods_of_the_path(client: TestClient) -> None:
    assert client.post("/v1/documents/taxes").headers["Allow"] == "DELETE, GET, HEAD, PUT"
    assert client.delete("/v1/verify").headers["Allow"] == "POST, QUERY"


def test_declared_length_over_the_limit_is_refused_unread(client: TestClient) -> None:
    answer = client.post("/v1/verify", content=b"{}", headers={**JSON, "Content-Length": "99999999"})
    assert answer.status_code == 413


def test_body_over_the_limit_without_a_declared_length_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/verify", content=iter([b"x" * 10_000] * 4), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_document_over_the_limit_states_it(client: TestClient) -> None:
    answer = client.put("/v1/documents/d", json={"title": "t", "text": "a" * 5_001})
    assert answer.status_code == 413
    assert answer.json()["errors"][0]["pointer"] == "/text"
    assert "5,000 characters" in answer.json()["detail"]


def test_batch_over_the_limit_states_it_and_the_way_out(client: TestClient) -> None:
    answer = client.post("/v1/verify/batch", json={"items": [{"quote": "a"}] * 21})
    assert answer.status_code == 413
    assert "20 items" in answer.json()["detail"]
    assert "application/x-ndjson" in answer.json()["detail"]


def test_type_of_a_batch_is_refused_with_all_that_it_may_have(client: TestClient) -> None:
    answer = client.post("/v1/verify/batch", content=b"{}", headers={"Content-Type": "application/ndjson"})
    assert answer.status_code == 415
    expected = "application/json or application/x-ndjson or application/jsonl"
    assert answer.json()["detail"] == f"Send the body with Content-Type: {expected}."


def test_problem_never_repeats_the_quote(client: TestClient) -> None:
    secret = "an unpublished sentence"
    for body in ({"quote": secret, "max_matches": secret}, {"quote": secret, "kind": secret}):
        assert secret not in client.post("/v1/verify", json=body).text


@pytest.mark.parametrize(
    ("path", "body", "errors"),
    [
        (
            "/v1/verify",
            {"quote": "a", "ref": 2**53},
            [("/ref", "Input should be less than or equal to 9007199254740991")],
        ),
        ("/v1/verify", {"quote": "a", "ref": 1.5}, [("/ref", "Input should be a valid string or a valid integer")]),
        ("/v1/verify", {"quote": "a", "ref": "a" * 1_001}, [("/ref", "String should have at most 1000 characters")]),
        ("/v1/check", [], [("", "Input should be an object")]),
        ("/v1/check", {"blocks": {}}, [("/blocks", "Input should be a valid array")]),
        (
            "/v1/check",
            {"blocks": [5, {"id": 1.5, "text": "a"}]},
            [
                ("/blocks/0", "Input should be an object"),
                ("/blocks/1/id", "Input should be a valid string or a valid integer"),
            ],
        ),
    ],
)
def test_each_error_is_told_once_and_in_the_words_of_json(
    client: TestClient, path: str, body: object, errors: list[tuple[str, str]]
) -> None:
    answer = client.post(path, json=body)
    assert [(error["pointer"], error["detail"]) for error in answer.json()["errors"]] == errors


def test_metadata_that_is_no_object_is_told_in_the_words_of_json(client: TestClient) -> None:
    answer = client.put("/v1/documents/d", json={"title": "a", "text": "b", "metadata": []})
    assert answer.json()["errors"] == [{"pointer": "/metadata", "detail": "Input should be an object"}]


@pytest.mark.parametrize(
    ("field", "value", "detail"),
    [
        ("language", "x" * 36, "String should have at most 35 characters"),
        ("publisher", "x" * 1_001, "String should have at most 1000 characters"),
        ("published_after", "2026-03-31T10:00:00+99:00", "a date is written as 2026-03-31 or 2026-03-31T18:30:00Z"),
        ("published_before", "2026-03-31T10:00:00-12:60", "a date is written as 2026-03-31 or 2026-03-31T18:30:00Z"),
    ],
)
def test_limit_of_a_filter_is_told_in_its_own_words(client: TestClient, field: str, value: str, detail: str) -> None:
    answer = client.post("/v1/verify", json={"quote": "taxes", field: value})
    assert answer.json()["errors"] == [{"pointer": f"/{field}", "detail": detail}]


@pytest.mark.parametrize("zone", ["Z", "+00:00", "-12:00", "+14:00", "+0530", "+23:59"])
def test_zones_of_every_clock_are_taken(client: TestClient, zone: str) -> None:
    asked = {"quote": "taxes", "published_after": f"2026-03-31T10:00:00{zone}"}
    assert client.post("/v1/verify", json=asked).status_code == 200


def test_fault_of_the_service_is_a_problem_with_the_request_id(
    client: TestClient, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_query: object) -> None:
        raise RuntimeError("an unpublished sentence")

    monkeypatch.setattr(archive, "verify", fail)
    answer = client.post("/v1/verify", json={"quote": "taxes"}, headers={"X-Request-ID": "abc-1"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "abc-1" in answer.json()["detail"]
    assert "unpublished" not in answer.text


def test_full_disk_is_507(client: TestClient, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_document: object) -> None:
        raise LogFullError("No space left for /somewhere/secret")

    monkeypatch.setattr(archive, "put", fail)
    answer = client.put("/v1/documents/d", json={"title": "t", "text": "t"})
    assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
    assert "secret" not in answer.text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@examples(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.one_of(
        json_values,
        st.fixed_dictionaries({"quote": json_values}, optional={"ref": json_values, "document_ids": json_values}),
        st.fixed_dictionaries({"title": json_values, "text": json_values}, optional={"metadata": json_values}),
        st.fixed_dictionaries({"items": st.lists(json_values, max_size=3)}),
    ),
    target=st.sampled_from([("POST", "/v1/verify"), ("POST", "/v1/verify/batch"), ("PUT", "/v1/documents/h")]),
)
def test_no_json_is_answered_with_500(client: TestClient, body: object, target: tuple[str, str]) -> None:
    raw = json.dumps(body).encode()
    answer = client.request(*target, content=raw, headers=JSON)
    assert answer.status_code in (200, 201, 400, 413, 422)


@examples(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=60), path=st.sampled_from(["/v1/verify/batch", "/v1/documents/import"]))
def test_no_bytes_are_answered_with_500_or_a_broken_stream(client: TestClient, body: bytes, path: str) -> None:
    answer = client.post(path, content=body, headers=NDJSON)
    assert answer.status_code == 200
    lines = [json.loads(line) for line in answer.text.split("\n") if line]
    assert "summary" in lines[-1]
