"""One limit of nesting for every way in: what is nested deeper is refused alone, with the limit in the refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.bodies import load_items
from service.ingest.files import Rejected, iter_documents
from service.nesting import MAX_DEPTH, cut_nesting, is_too_deep

JSON = {"Content-Type": "application/json"}
NDJSON = {"Content-Type": "application/x-ndjson"}
# Beyond our limit, the parser of verify requests, the writer of documents, the strict parser, and Python's stack.
TOO_DEEP = [MAX_DEPTH + 1, 255, 300, 1_000, 4_000]


def nested(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


def document(levels: int, document_id: str | None = None) -> bytes:
    """A document nested so many levels deep, itself and its metadata counted."""
    id_field = b'"id": "%s", ' % document_id.encode() if document_id else b""
    return b'{%s"title": "t", "text": "x", "metadata": {"a": %s}}' % (id_field, nested(levels - 2))


def quoting(levels: int) -> bytes:
    return b'{"ref": "deep", "quote": %s}' % nested(levels - 1)


def test_document_at_the_limit_is_stored_and_given_back(client: TestClient) -> None:
    body = document(MAX_DEPTH)
    assert client.put("/v1/documents/deep", content=body, headers=JSON).status_code == 201
    assert client.get("/v1/documents/deep").json()["metadata"] == json.loads(body)["metadata"]


@pytest.mark.parametrize("levels", TOO_DEEP)
def test_document_is_refused_with_the_limit(client: TestClient, levels: int) -> None:
    answer = client.put("/v1/documents/deep", content=document(levels), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_json")
    assert f"{MAX_DEPTH} levels" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/v1/verify", "/v1/check"])
@pytest.mark.parametrize("levels", TOO_DEEP)
def test_request_is_refused_with_the_limit(client: TestClient, path: str, levels: int) -> None:
    answer = client.post(path, content=b'{"text": "x", "unknown": %s}' % nested(levels - 1), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_json")
    assert f"{MAX_DEPTH} levels" in answer.json()["detail"]


@pytest.mark.parametrize("levels", TOO_DEEP)
def test_item_of_a_batch_is_refused_alone(client: TestClient, levels: int) -> None:
    items = b'{"items": [{"quote": "We will"}, %s, {"quote": "\\"[{", "ref": 3}]}' % quoting(levels)
    first, deep, last = client.post("/v1/verify/batch", content=items, headers=JSON).json()["results"]
    assert (first["verdict"], last["ref"]) == ("verbatim", 3)
    assert (deep["ref"], deep["error"]["status"], deep["error"]["code"]) == ("deep", 400, "invalid_json")


@pytest.mark.parametrize("levels", TOO_DEEP)
def test_line_of_a_batch_is_refused_alone(client: TestClient, levels: int) -> None:
    lines = b'{"quote": "We will"}\n%s\n{"quote": "We will", "ref": 3}\n' % quoting(levels)
    answers = client.post("/v1/verify/batch", content=lines, headers=NDJSON).text.splitlines()
    first, deep, last, _ = map(json.loads, answers)
    assert (first["verdict"], last["ref"]) == ("verbatim", 3)
    assert (deep["ref"], deep["error"]["status"], deep["error"]["code"]) == ("deep", 400, "invalid_json")


@pytest.mark.parametrize("levels", TOO_DEEP)
def test_line_of_an_import_is_refused_alone(client: TestClient, levels: int) -> None:
    lines = b"\n".join([document(3, "a"), document(levels, "b"), document(MAX_DEPTH, "c")])
    answers = client.post("/v1/documents/import", content=lines, headers=NDJSON).text.splitlines()
    statuses = [json.loads(line) for line in answers]
    assert [status.get("status") for status in statuses] == ["created", "failed", "created", None]
    assert statuses[1]["error"]["code"] == "invalid_json"


def test_line_of_a_file_is_refused_alone(tmp_path: Path) -> None:
    file = tmp_path / "documents.jsonl"
    file.write_bytes(b"\n".join(document(levels, f"d{levels}") for levels in (3, *TOO_DEEP, MAX_DEPTH)))
    found = list(iter_documents(file, 1_000))
    assert [type(each) is Rejected for each in found] == [False, *(True for _ in TOO_DEEP), False]


def test_item_of_a_hundred_thousand_levels_spoils_no_other() -> None:
    items = load_items(b'{"items": [%s, {"quote": "fine"}]}' % quoting(100_000), 1_000)["items"]
    assert json.loads(items[1]) == {"quote": "fine"}
    assert is_too_deep(json.loads(items[0]))


def test_lone_surrogate_and_deep_nesting_in_one_batch_spoil_nothing() -> None:
    items = load_items(b'{"items": [{"quote": "\\ud800"}, {"quote": %s}, {"quote": "fine"}]}' % nested(980), 1_000)[
        "items"
    ]
    assert json.loads(items[2]) == {"quote": "fine"}
    assert is_too_deep(json.loads(items[1]))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (b"[]", b"[]"),
        (b"[[]]", b"[null]"),
        (b'{"a": [1, 2], "b": {"c": 3}}', b'{"a": null, "b": null}'),
        (b'["[[", "\\"[[", "\\\\", [1]]', b'["[[", "\\"[[", "\\\\", null]'),
        (b"[[[", b"["),
        (b"]][", b"]]["),
        (b'["no end [[', b'["no end [['),
        (b"", b""),
    ],
)
def test_what_is_nested_deeper_becomes_null(raw: bytes, kept: bytes) -> None:
    assert cut_nesting(raw, 1).startswith(kept)


def test_cutting_takes_no_longer_for_a_string_that_does_not_end() -> None:
    raw = b'{"items": [' + b'"' + b"a" * 2_000_000
    assert cut_nesting(raw, 200) == raw
