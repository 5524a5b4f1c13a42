"""An answer that is sent while it is written ends whole, or not at all."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from service.streams import AnswerSpool, StreamedResponse


def sent_by(response: StreamedResponse) -> tuple[list[dict[str, Any]], BaseException | None]:
    messages: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        messages.append(message)

    async def receive() -> Any:
        await asyncio.Event().wait()

    async def run() -> None:
        await response({"type": "http"}, receive, send)

    try:
        asyncio.run(run())
    except ValueError as error:
        return messages, error
    return messages, None


@pytest.mark.parametrize("pieces", [[], [b"a"], [b"a", b"b" * 200_000, b"c"]])
def test_what_is_written_is_sent_and_ended(pieces: list[bytes]) -> None:
    async def produce(spool: AnswerSpool) -> None:
        for piece in pieces:
            spool.write(piece)
            await asyncio.sleep(0)

    messages, error = sent_by(StreamedResponse(produce, "application/json"))
    assert error is None
    assert messages[0]["status"] == 200
    assert (b"content-type", b"application/json") in messages[0]["headers"]
    assert b"".join(m["body"] for m in messages[1:]) == b"".join(pieces)
    assert [m["more_body"] for m in messages[1:]] == [True] * (len(messages) - 2) + [False]


def test_an_answer_that_fails_is_cut_off() -> None:
    async def produce(spool: AnswerSpool) -> None:
        spool.write(b"half")
        raise ValueError("the rest cannot be written")

    messages, error = sent_by(StreamedResponse(produce))
    assert isinstance(error, ValueError)
    assert all(m["more_body"] for m in messages[1:])
