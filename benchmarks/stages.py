"""Where does the time of one verification go? Runs ``test_stages.py`` and keeps its medians."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

STAGES = Path(__file__).parent / "test_stages.py"
# Tells the stages where the texts are; pytest has no arguments of ours.
CORPORA_VARIABLE = "ONRECORD_BENCH_CORPORA"


def measure_stages(corpora: Path | None) -> dict[str, Any]:
    """Run the stages in a process of their own and read what pytest-benchmark wrote."""
    environment = {**os.environ, **({CORPORA_VARIABLE: str(corpora)} if corpora else {})}
    with tempfile.TemporaryDirectory(prefix="onrecord-stages-") as directory:
        report = Path(directory) / "stages.json"
        command = [sys.executable, "-m", "pytest", "-q", str(STAGES), "--benchmark-enable"]
        subprocess.run([*command, f"--benchmark-json={report}"], env=environment, check=True)
        benchmarks = json.loads(report.read_text(encoding="utf-8"))["benchmarks"]
    return {"stages": [stage_figures(entry) for entry in benchmarks]}


def stage_figures(entry: dict[str, Any]) -> dict[str, Any]:
    """One stage's name and times for one quote, in microseconds."""
    num_quotes = entry["extra_info"].get("quotes", 1)
    stats = entry["stats"]
    return {
        "name": entry["extra_info"]["stage"],
        "median_us": 1e6 * stats["median"] / num_quotes,
        "iqr_us": 1e6 * stats["iqr"] / num_quotes,
        "rounds": stats["rounds"],
    }
