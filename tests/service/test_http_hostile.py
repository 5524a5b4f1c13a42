"""Hostile requests through HTTP and the real matcher: a verdict or a clear refusal, never a 500."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from matcher.types import Document
from service.app import create_app
from service.archive import open_archive
from service.settings import Settings

JSON = {"Content-Type": "application/json"}
WORDS = [
    "we",
    "will",
    "not",
    "raise",
    "taxes",
    "this",
    "year",
    "or",
    "the",
    "next",
    "because",
    "the",
    "people",
    "of",
    "the",
    "state",
    "have",
    "said",
    "so",
    "in",
    "a",
    "vote",
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    directory = tmp_path_factory.mktemp("archive")
    archive = open_archive(directory)
    archive.put(Document("d1", "Taxes", f"“{' '.join(WORDS)},” Ada Venn said. " * 50))
    archive.recover()
    with TestClient(create_app(Settings(data_dir=directory), archive=archive), raise_server_exceptions=False) as client:
        yield client
    archive.close()


def quoting(quote: str, **fields: object) -> bytes:
    return json.dumps({"quote": quote, **fields}).encode()


# Name, body, and the status that answers it, with the pointer of a refusal.
HOSTILE: dict[str, tuple[bytes, int, str | None]] = {
    "hello × 10,000": (quoting("hello " * 10_000), 413, "/quote"),
    "hello to the limit": (quoting("hello " * 1_666), 200, None),
    "common words to the limit": (quoting("of the " * 1_428), 200, None),
    "words of the document to the limit": (quoting((" ".join(WORDS) + " ") * 90), 200, None),
    "1,000 ellipses": (quoting("…" * 1_000), 200, None),
    "1,000 ellipses between words": (quoting(" … ".join(WORDS * 50)[:8_000]), 422, "/quote"),
    "brackets in brackets": (quoting("[" * 500 + "we will" + "]" * 500), 200, None),
    "right-to-left overrides": (quoting("".join(f"\u202e{word} " for word in WORDS)), 200, None),
    "NULs between words": (quoting("we\0will\0not\0raise"), 200, None),
    "NULs alone": (quoting("\0" * 1_000), 200, None),
    "combining marks": (quoting("e" + "\u0301" * 9_000), 200, None),
    "lone high surrogate": (b'{"quote": "we will \\ud800 not"}', 400, ""),
    "lone low surrogate": (b'{"quote": "\\udc00we will not"}', 400, ""),
    "surrogates as bytes": (b'{"quote": "\xed\xa0\x80"}', 400, ""),
    "nested too deep": (b'{"quote": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, ""),
    "nested in a field": (b'{"quote": "a", "document_ids": ' + b"[" * 100 + b"]" * 100 + b"}", 422, "/document_ids/0"),
    "number of 100,000 digits": (b'{"quote": "a", "max_matches": ' + b"9" * 100_000 + b"}", 400, ""),
    "number without bounds": (b'{"quote": "a", "ref": 1e999}', 400, ""),
    "not a number": (b'{"quote": "a", "max_matches": NaN}', 400, ""),
    "the last of equal keys counts": (b'{"quote": 5, "quote": "we will not raise taxes"}', 200, None),
    "10,000 unknown fields": (json.dumps({"quote": "a", **{f"f{n}": n for n in range(10_000)}}).encode(), 422, "/f0"),
    "10,001 document ids": (quoting("a", document_ids=["d"] * 10_001), 422, "/document_ids"),
    "date of the year 99999": (quoting("a", published_after="99999-01-01"), 422, "/published_after"),
    "30th of February": (quoting("a", published_before="2026-02-30"), 422, "/published_before"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_request_is_answered_or_refused_with_a_pointer(client: TestClient, name: str) -> None:
    body, status, pointer = HOSTILE[name]
    answer = client.post("/v1/verify", content=body, headers=JSON)
    assert answer.status_code == status, answer.text[:300]
    if pointer is None:
        assert answer.json()["verdict"]
    else:
        assert answer.json()["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_item_of_a_stream_is_answered_as_alone(client: TestClient, name: str) -> None:
    body, status, _ = HOSTILE[name]
    answer = client.post("/v1/verify/batch", content=body, headers={"Content-Type": "application/x-ndjson"})
    item = json.loads(answer.text.splitlines()[0])
    assert item.get("error", {"status": 200})["status"] == status


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/verify", b'{"quote": "we will not raise taxes"}'),
        ("POST", "/v1/verify/batch", b'{"items": []}'),
        ("POST", "/v1/check", b'{"text": "Nobody is quoted."}'),
        ("PUT", "/v1/documents/d1-marked", b'{"title": "Nothing", "text": "Nothing is said here."}'),
    ],
)
def test_byte_order_mark_before_json_is_passed_over(client: TestClient, method: str, path: str, body: bytes) -> None:
    assert client.request(method, path, content=b"\xef\xbb\xbf" + body, headers=JSON).status_code in (200, 201)


def test_refusal_is_not_longer_than_a_person_reads(client: TestClient) -> None:
    body, _, _ = HOSTILE["10,000 unknown fields"]
    assert len(client.post("/v1/verify", content=body, headers=JSON).json()["errors"]) == 50
