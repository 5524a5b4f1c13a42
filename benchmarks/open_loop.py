"""How long do users wait? Requests sent at times fixed beforehand, whether or not earlier ones are answered.

A closed loop slows down with the server and so hides its stalls. Here every request has an intended start,
drawn from a Poisson process, and its latency counts from there: a server that stops for a second is charged
for all the requests that should have been sent meanwhile. ``python -m benchmarks.open_loop`` proves this on a
server that is stopped by a signal.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

# Connections that requests may wait for; so many that the driver never runs out before the server does.
NUM_CONNECTIONS = 64
# How much later than intended the driver may take up a request, in milliseconds and in 99 cases of 100, for the run to
# be trusted: what the driver itself loses is charged to the server, and must be small against what is measured.
MAX_DRIVER_LAG_MS = 5.0
# The self-test's stall in seconds, and the rate it runs at.
STALL_SECONDS, STALL_RATE = 0.5, 200.0


@dataclass(frozen=True, slots=True)
class Timing:
    """One request: when it should have started, when the driver took it up, when it was answered (s), and how."""

    intended: float
    taken_up: float
    answered: float
    status: int

    @property
    def latency_ms(self) -> float:
        """Milliseconds from the intended start to the last byte."""
        return (self.answered - self.intended) * 1e3


def poisson_starts(rate: float, num_requests: int, seed: int) -> list[float]:
    """Intended starts in seconds from the beginning: independent users at ``rate`` requests a second."""
    rng = Random(f"{seed}:starts")
    starts, now = [], 0.0
    for _ in range(num_requests):
        now += rng.expovariate(rate)
        starts.append(now)
    return starts


def fixed_starts(rate: float, num_requests: int) -> list[float]:
    """Intended starts at equal distances."""
    return [number / rate for number in range(num_requests)]


def request_bytes(path: str, body: bytes) -> bytes:
    """One HTTP/1.1 request."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def read_answer(reader: asyncio.StreamReader) -> int:
    """Read one answer that states its length, and return its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    lengths = [int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length:")]
    await reader.readexactly(lengths[0] if lengths else 0)
    return int(lines[0].split()[1])


class Connections:
    """Kept-alive connections, lent to one request at a time."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()

    async def open(self, num_connections: int) -> None:
        """Connect, so that no request pays for it."""
        for _ in range(num_connections):
            self._free.put_nowait(await asyncio.open_connection("127.0.0.1", self._port))

    async def send(self, request: bytes, intended: float, taken_up: float) -> Timing:
        """Send one request on a free connection, which only a slow server makes it wait for, and read its answer."""
        reader, writer = await self._free.get()
        writer.write(request)
        status = await read_answer(reader)
        answered = time.perf_counter()
        self._free.put_nowait((reader, writer))
        return Timing(intended, taken_up, answered, status)

    async def close(self) -> None:
        """Close every connection."""
        while not self._free.empty():
            _, writer = self._free.get_nowait()
            writer.close()


async def drive(port: int, path: str, bodies: Sequence[bytes], starts: Sequence[float]) -> list[Timing]:
    """Send one request at each intended start, the bodies in turn."""
    connections = Connections(port)
    await connections.open(min(NUM_CONNECTIONS, len(starts)))
    requests = [request_bytes(path, body) for body in bodies]
    begin = time.perf_counter() + 0.05
    tasks = []
    for number, start in enumerate(starts):
        wait = begin + start - time.perf_counter()
        # The loop's timer is coarse to a millisecond; what is due is sent at once and charged from its start.
        if wait > 0:
            await asyncio.sleep(wait)
        request = requests[number % len(requests)]
        tasks.append(asyncio.create_task(connections.send(request, begin + start, time.perf_counter())))
    timings = await asyncio.gather(*tasks)
    await connections.close()
    return list(timings)


def run_open_loop(
    port: int, path: str, bodies: Sequence[bytes], *, rate: float, num_requests: int, seed: int = 1
) -> list[Timing]:
    """Drive a Poisson schedule from a fresh event loop."""
    starts = poisson_starts(rate, num_requests, seed)
    with without_collections():
        return asyncio.run(drive(port, path, bodies, starts))


@contextmanager
def without_collections() -> Iterator[None]:
    """Collect no garbage of this process for the time of a with block.

    A benchmark holds much beside its driver, and a full collection of it, in which no request is sent and no answer
    read, was seen to take 100 to 170 ms.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def serve_canned(port: int) -> None:
    """A server that answers everything with a short body: the self-test's partner."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                await reader.readexactly(int(head.lower().split(b"content-length:")[1].split()[0]))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        except asyncio.IncompleteReadError:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", port)
    print("ready", flush=True)
    await server.serve_forever()


async def drive_with_stall(port: int, pid: int) -> list[Timing]:
    """Drive two seconds of requests at a server that is stopped for a while in between."""
    driving = asyncio.create_task(drive(port, "/", [b"{}"], fixed_starts(STALL_RATE, int(2 * STALL_RATE))))
    await asyncio.sleep(STALL_SECONDS)
    os.kill(pid, signal.SIGSTOP)
    await asyncio.sleep(STALL_SECONDS)
    os.kill(pid, signal.SIGCONT)
    return await driving


def self_test(port: int) -> dict[str, float]:
    """Stop a server for a while and count the requests that were charged for it.

    Returns
    -------
    ``expected``: requests due during the stall; ``charged``: those that took a tenth of the stall or longer.
    """
    command = [sys.executable, "-m", "benchmarks.open_loop", "--serve", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            server.stdout.readline()
            timings = asyncio.run(drive_with_stall(port, server.pid))
        finally:
            server.kill()
    latencies = [timing.latency_ms for timing in timings]
    charged = sum(latency >= STALL_SECONDS * 100 for latency in latencies)
    return {"expected": STALL_RATE * STALL_SECONDS, "charged": charged, "worst_ms": max(latencies)}


def main(arguments: Sequence[str]) -> int:
    """Run the self-test, or its server."""
    if arguments[:1] == ["--serve"]:
        asyncio.run(serve_canned(int(arguments[1])))
        return 0
    from benchmarks.server import free_port

    figures = self_test(free_port())
    print(json.dumps(figures))
    # Nine tenths of the stall's requests waited a tenth of it or longer; more if the machine is busy.
    return 0 if figures["charged"] >= 0.8 * figures["expected"] else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
