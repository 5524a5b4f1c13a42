"""Closed-loop load by wrk: eight connections that each send the next quote as soon as they have an answer."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

# Requests are taken in turn from a file with one body a line; what was measured is printed as one JSON line.
SCRIPT = """
local bodies, place = {}, 0
function init(args)
  for line in io.lines(args[1]) do bodies[#bodies + 1] = line end
  wrk.method, wrk.headers["Content-Type"] = "POST", "application/json"
end
function request()
  place = place % #bodies + 1
  return wrk.format(nil, nil, nil, bodies[place])
end
function done(summary, latency)
  local errors = summary.errors
  local failed = errors.status + errors.connect + errors.read + errors.timeout
  io.write(string.format(
    'JSON {"requests": %d, "seconds": %f, "failed": %d, "bytes": %d, ' ..
    '"p50_ms": %f, "p95_ms": %f, "p99_ms": %f}\\n',
    summary.requests, summary.duration / 1e6, failed, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
"""


def is_installed() -> bool:
    """Whether wrk can be run."""
    return shutil.which("wrk") is not None


def run_wrk(url: str, bodies: Sequence[bytes], *, connections: int = 8, seconds: int = 5) -> dict[str, Any]:
    """Send the bodies in turn for some seconds.

    Returns
    -------
    Requests, failed ones, bytes received, requests per second, and latency percentiles in milliseconds. The
    latencies are those of a closed loop: they leave out the time that a request would have waited to be sent.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-wrk-") as directory:
        script, lines = Path(directory) / "verify.lua", Path(directory) / "bodies"
        script.write_text(SCRIPT, encoding="utf-8")
        lines.write_bytes(b"".join(body + b"\n" for body in bodies))
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", f"-s{script}", url, "--", str(lines)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("JSON "))
    figures: dict[str, Any] = json.loads(line.removeprefix("JSON "))
    return {**figures, "requests_per_second": figures["requests"] / figures["seconds"]}
