"""Lines and streams over their limits: what stands before and behind a line that is too long is done and answered."""

from __future__ import annotations

import asyncio
import codecs
import gzip
import json
import time
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.testclient import TestClient

from service.errors import TooLarge
from service.streams import iter_line_groups

NDJSON = {"Content-Type": "application/x-ndjson"}
LONG = 20_001  # one more than the limit of the client's settings
GZIP = {**NDJSON, "Content-Encoding": "gzip"}


def document(document_id: str, text: str = "x") -> bytes:
    return json.dumps({"id": document_id, "title": "t", "text": text}).encode()


def imported(client: TestClient, body: Any, headers: dict[str, str] = NDJSON) -> tuple[list[Any], dict[str, int]]:
    answer = client.post("/v1/documents/import", content=body, headers=headers)
    *statuses, last = map(json.loads, answer.text.splitlines())
    return [(status["line"], status["status"]) for status in statuses], last["summary"]


def verified(client: TestClient, body: Any) -> tuple[list[Any], dict[str, int]]:
    answer = client.post("/v1/verify/batch", content=body, headers=NDJSON)
    *answers, last = map(json.loads, answer.text.splitlines())
    return [answer.get("ref") or answer["error"]["code"] for answer in answers], last["summary"]


def in_packets(body: bytes, size: int) -> Iterator[bytes]:
    for begin in range(0, len(body), size):
        yield body[begin : begin + size]


@pytest.mark.parametrize("size", [100, 8_192, 1_000_000])
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_document_too_long_fails_alone_under_its_number(client: TestClient, size: int, end: bytes) -> None:
    lines = [document("a"), document("b"), document("c", "x" * LONG), b"", document("d"), document("e", "x" * 90_000)]
    statuses, summary = imported(client, in_packets(b"\n".join(lines) + end, size))
    assert statuses == [(1, "created"), (2, "created"), (3, "failed"), (5, "created"), (6, "failed")]
    assert summary == {"total": 5, "created": 3, "replaced": 0, "unchanged": 0, "failed": 2}
    assert client.get("/v1/documents/d").status_code == 200


@pytest.mark.parametrize("size", [100, 8_192, 1_000_000])
def test_quote_too_long_fails_alone_in_its_place(client: TestClient, size: int) -> None:
    lines = [b'{"quote":"taxes","ref":1}', b'{"quote":"%s","ref":2}' % (b"x" * LONG), b"", b'{"quote":"taxes","ref":4}']
    answers, summary = verified(client, in_packets(b"\n".join(lines), size))
    assert answers == [1, "too_large", 4]
    assert (summary["ok"], summary["failed"]) == (2, 1)


def test_line_of_exactly_the_limit_is_read(client: TestClient) -> None:
    line = b'{"quote":"taxes","ref":1}'
    answers, _ = verified(client, line.ljust(LONG - 1) + b"\n" + line.ljust(LONG) + b"\n" + line)
    assert answers == [1, "too_large", 1]


@pytest.mark.parametrize("size", [1_000, 1_000_000])
def test_import_over_the_limit_of_a_stream_answers_what_came_before(client: TestClient, size: int) -> None:
    line = document("a", "x" * 4_000).ljust(9_999) + b"\n"
    statuses, summary = imported(client, in_packets(line * 20 + document("last"), size))
    assert statuses == [(1, "created"), *((line, "unchanged") for line in range(2, 21)), (21, "failed")]
    assert (summary["created"], summary["failed"]) == (1, 1)
    assert client.get("/v1/documents/last").status_code == 404


def test_batch_over_the_limit_of_a_stream_answers_what_came_before(client: TestClient) -> None:
    line = b'{"quote":"taxes","ref":1}'.ljust(9_999) + b"\n"
    answers, summary = verified(client, line * 20 + line)
    assert answers == [1] * 20 + ["too_large"]
    assert (summary["ok"], summary["failed"]) == (20, 1)


def test_damaged_gzip_keeps_the_lines_before_the_damage(client: TestClient) -> None:
    whole = gzip.compress(document("a") + b"\n" + document("b") + b"\n")
    statuses, _ = imported(client, whole + b"noise", GZIP)
    assert statuses == [(1, "created"), (2, "created"), (3, "failed")]


def test_byte_order_mark_costs_no_line(client: TestClient) -> None:
    statuses, _ = imported(client, codecs.BOM_UTF8 + document("a") + b"\n" + document("b"))
    assert statuses == [(1, "created"), (2, "created")]
    answers, _ = verified(client, codecs.BOM_UTF8 + b'{"quote":"taxes","ref":1}\n')
    assert answers == [1]


def test_byte_order_mark_within_a_stream_is_no_part_of_json(client: TestClient) -> None:
    """As of two files that were joined: the line fails."""
    body = b"\n".join((document("a"), codecs.BOM_UTF8 + document("b"), document("c")))
    statuses, summary = imported(client, body)
    assert statuses == [(1, "created"), (2, "failed"), (3, "created")]
    assert (summary["created"], summary["failed"]) == (2, 1)
    assert client.get("/v1/documents/b").status_code == 404


class Body:
    """A request that sends given chunks."""

    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, chunks: Sequence[bytes]) -> None:
        self._chunks = chunks

    async def stream(self) -> Any:
        for chunk in self._chunks:
            yield chunk


def lines_of(chunks: Sequence[bytes], max_line_bytes: int) -> list[bytes | TooLarge]:
    async def read() -> list[bytes | TooLarge]:
        groups = iter_line_groups(
            cast(Request, Body(chunks)), max_line_bytes=max_line_bytes, max_stream_bytes=2**40, max_ratio=100
        )
        return [line async for group in groups for line in group]

    return asyncio.run(read())


@given(st.lists(st.text(alphabet="ab\n", max_size=9).map(str.encode), max_size=9))
def test_lines_are_the_same_however_the_body_is_cut(chunks: list[bytes]) -> None:
    *expected, rest = b"".join(chunks).split(b"\n")
    found = lines_of(chunks, 3)
    assert [b"too long" if isinstance(line, TooLarge) else line for line in found] == [
        line if len(line) <= 3 else b"too long" for line in [*expected, *([rest] if rest else [])]
    ]


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_byte_order_mark_is_taken_off_the_first_line_alone_however_the_body_is_cut(size: int) -> None:
    lines = [b"first", codecs.BOM_UTF8 + b"second", codecs.BOM_UTF8 + b"third"]
    body = codecs.BOM_UTF8 + b"\n".join(lines)
    assert lines_of(list(in_packets(body, size)), 100) == lines


def test_long_line_takes_time_in_proportion_to_its_length() -> None:
    chunk = b"x" * 65_536

    def seconds(num_chunks: int) -> float:
        began = time.process_time()  # others may be using the machine
        assert len(lines_of([chunk] * num_chunks, 2**40)) == 1
        return time.process_time() - began

    seconds(10)
    # Joined anew with each chunk, four times the length took sixteen times as long.
    assert min(seconds(400) for _ in range(3)) < 8 * min(seconds(100) for _ in range(3)) + 0.02
