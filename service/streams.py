"""NDJSON in and out: lines read as they arrive, answers sent as they are done.

Answers go through a spool, because many clients send their whole body before they read a byte: were the
service to stop reading when its answers are not taken, both sides would wait for each other for ever. The
spool is in memory while the client keeps up, and in a temporary file when it does not.
"""

from __future__ import annotations

import asyncio
import codecs
import tempfile
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from service.bodies import body_too_large, require_media_type
from service.errors import InvalidRequest, Problem, TooLarge, UnsupportedMediaType
from service.media_types import NDJSON, NDJSON_MEDIA_TYPES, PRIVATE

# Answers held in memory before they go to a temporary file.
_SPOOL_MEMORY_BYTES = 8 * 1024 * 1024
# Answer bytes handed to the server at once.
_SEND_BYTES = 64 * 1024
# Inflated bytes taken from one compressed chunk at once, so that a bomb is noticed before it is in memory.
_INFLATE_BYTES = 1024 * 1024
# Ratios mean nothing on the first bytes: a header and a run of equal lines.
_RATIO_FREE_BYTES = 4 * 1024 * 1024
# A zlib window of 32 KiB with a gzip header expected.
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


# A line of a stream, or what is wrong with one that is not kept.
Line = bytes | TooLarge


class AnswerSpool:
    """Bytes on their way to a client that may be slow. One writer, one reader, one event loop."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_SPOOL_MEMORY_BYTES)  # noqa: SIM115 (closed by close())
        self._written = self._read = 0
        self._changed = asyncio.Event()
        self._is_finished = False

    def write(self, answer: bytes) -> None:
        """Add bytes for the client."""
        self._file.seek(self._written)
        self._written += self._file.write(answer)
        self._changed.set()

    def finish(self) -> None:
        """Say that no more will be written."""
        self._is_finished = True
        self._changed.set()

    async def read(self) -> bytes:
        """Give the next bytes as soon as there are any; empty at the end."""
        while self._read == self._written and not self._is_finished:
            self._changed.clear()
            await self._changed.wait()
        self._file.seek(self._read)
        answer = self._file.read(_SEND_BYTES)
        self._read += len(answer)
        if self._read == self._written:
            self._file.seek(0)
            self._file.truncate()
            self._read = self._written = 0
        return answer

    def close(self) -> None:
        """Drop what was not sent."""
        self._file.close()


Produce = Callable[[AnswerSpool], Awaitable[None]]


class StreamedResponse(Response):
    """An answer that is sent while it is written.

    Parameters
    ----------
    produce
        Writes the answer to the spool; may read the request meanwhile. It is cancelled when the client leaves, and
        where it fails the answer is cut off, so that nobody takes it for whole.
    media_type
        NDJSON by default.
    """

    media_type = NDJSON

    def __init__(self, produce: Produce, media_type: str = NDJSON) -> None:
        # Proxies that collect an answer before passing it on would turn the stream into one late block.
        super().__init__(b"", 200, {"X-Accel-Buffering": "no", **PRIVATE}, media_type)
        del self.headers["content-length"]
        self._produce = produce

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send the head, then whatever the producer writes, until it ends."""
        spool = AnswerSpool()
        producer = asyncio.create_task(self._run(spool))
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while answer := await spool.read():
                await send({"type": "http.response.body", "body": answer, "more_body": True})
            await producer
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            producer.cancel()
            await asyncio.gather(producer, return_exceptions=True)
            spool.close()

    async def _run(self, spool: AnswerSpool) -> None:
        try:
            with suppress(ClientDisconnect):
                await self._produce(spool)
        finally:
            spool.finish()


async def iter_line_groups(
    request: Request, *, max_line_bytes: int, max_stream_bytes: int, max_ratio: int
) -> AsyncIterator[list[Line]]:
    """Yield the lines of a body in groups, each group what arrived together; blank lines are kept, for they
    count.

    Raises
    ------
    Problem
        The stream over its limit, or a damaged gzip stream. Lines before it have been yielded.
    """
    cutter = LineCutter(max_line_bytes)
    num_left = max_stream_bytes
    async for chunk in iter_inflated(request, max_ratio):
        if lines := cutter.cut(chunk[:num_left]):
            yield lines
        num_left -= len(chunk)
        if num_left < 0:
            raise TooLarge(f"The limit is {max_stream_bytes:,} bytes in one stream (ONRECORD_MAX_STREAM_BYTES).")
    if lines := cutter.finish():
        yield lines


class LineCutter:
    """Chunks cut into lines. Holds one line at most, and nothing of one that is too long.

    Notes
    -----
    A line of many chunks is joined once, at its end: joined with each chunk, one of 31 MB took four seconds.
    """

    def __init__(self, max_line_bytes: int) -> None:
        self._max_line_bytes = max_line_bytes
        self._pieces: list[bytes] = []
        self._num_bytes = 0
        self._is_first = True

    def cut(self, chunk: bytes) -> list[Line]:
        """Give the lines that end in the chunk."""
        first, *others = chunk.split(b"\n")
        self._add(first)
        if not others:
            return []
        *whole, rest = others
        lines = [self._end_line(), *(self._checked(line) for line in whole)]
        self._add(rest)
        return lines

    def finish(self) -> list[Line]:
        """Give the line that no line end follows, if there is one."""
        return [self._end_line()] if self._num_bytes else []

    def _add(self, piece: bytes) -> None:
        self._num_bytes += len(piece)
        if self._num_bytes <= self._max_line_bytes:
            self._pieces.append(piece)
        else:
            self._pieces.clear()

    def _end_line(self) -> Line:
        is_too_long = self._num_bytes > self._max_line_bytes
        line = body_too_large(self._max_line_bytes) if is_too_long else b"".join(self._pieces)
        if self._is_first and isinstance(line, bytes):
            line = line.removeprefix(codecs.BOM_UTF8)  # written by editors and spreadsheets, and no JSON
        self._pieces.clear()
        self._num_bytes, self._is_first = 0, False
        return line

    def _checked(self, line: bytes) -> Line:
        return line if len(line) <= self._max_line_bytes else body_too_large(self._max_line_bytes)


def require_ndjson(request: Request, *, gzip: bool) -> None:
    """Refuse a stream that is no NDJSON, or compressed where that is not taken."""
    require_media_type(request, NDJSON_MEDIA_TYPES)
    require_encoding(request, gzip=gzip)


def require_encoding(request: Request, *, gzip: bool) -> None:
    """Refuse a body that is compressed where that is not taken, or by other means."""
    encoding = request.headers.get("content-encoding", "identity").lower()
    if encoding not in (("identity", "gzip") if gzip else ("identity",)):
        raise UnsupportedMediaType(f"Send the body uncompressed{' or with Content-Encoding: gzip' if gzip else ''}.")


async def iter_inflated(request: Request, max_ratio: int) -> AsyncIterator[bytes]:
    """Yield a body in pieces of up to a megabyte, inflated if it is compressed."""
    if request.headers.get("content-encoding", "identity").lower() != "gzip":
        async for chunk in request.stream():
            yield chunk
        return
    inflater = _Inflater(max_ratio)
    async for chunk in request.stream():
        while inflated := inflater.inflate(chunk):
            yield inflated
            chunk = b""
    inflater.finish()


class _Inflater:
    """A gzip stream (of one or more members) inflated in bounded steps."""

    def __init__(self, max_ratio: int) -> None:
        self._max_ratio = max_ratio
        self._stream = zlib.decompressobj(_GZIP_WINDOW)
        self._pending = b""
        self._num_in = self._num_out = 0

    def inflate(self, chunk: bytes) -> bytes:
        """Give up to a megabyte; call again with nothing until nothing comes."""
        self._num_in += len(chunk)
        self._pending += chunk
        if self._stream.eof and self._pending:
            self._stream = zlib.decompressobj(_GZIP_WINDOW)
        try:
            inflated = self._stream.decompress(self._pending, _INFLATE_BYTES)
        except zlib.error:
            raise _damaged() from None
        self._pending = self._stream.unused_data or self._stream.unconsumed_tail
        self._num_out += len(inflated)
        if self._num_out > max(_RATIO_FREE_BYTES, self._max_ratio * self._num_in):
            raise TooLarge(f"The stream inflates to more than {self._max_ratio} times its size; send it uncompressed.")
        return inflated

    def finish(self) -> None:
        """Refuse a stream that ends in the middle."""
        if not self._stream.eof:
            raise _damaged()


def _damaged() -> Problem:
    return InvalidRequest("The gzip stream is damaged or cut short; compress it again.")
