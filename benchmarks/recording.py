"""Figures into files, with the circumstances they were measured in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.machine import describe_run


def write_results(name: str, figures: dict[str, Any], directory: Path) -> None:
    """Write one step's figures with the circumstances they were measured in."""
    directory.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"run": describe_run(), **figures}, indent=1, ensure_ascii=False)
    (directory / f"{name}.json").write_text(content + "\n", encoding="utf-8")
