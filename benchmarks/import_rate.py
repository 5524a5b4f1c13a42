"""How fast does an archive come in, and what does it weigh? ``onrecord import`` from end to end."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import orjson

from benchmarks.corpora import text_bytes
from benchmarks.import_stages import measure_import_stages
from matcher.types import Document


def write_documents(documents: Iterable[Document], path: Path) -> None:
    """Write the documents as a newsroom's export would have them, one a line."""
    with path.open("wb") as lines:
        for document in documents:
            fields = {
                "id": document.id,
                "title": document.title,
                "text": document.text,
                "url": document.url,
                "published_at": document.published_at,
                "language": document.language,
                "metadata": dict(document.metadata) or None,
            }
            kept = {name: value for name, value in fields.items() if value is not None}
            lines.write(orjson.dumps(kept) + b"\n")


def directory_bytes(directory: Path) -> int:
    """Size of all files below a directory."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


def run_import(export: Path, data_dir: Path) -> tuple[float, float]:
    """Import a file by the command line in a process of its own; seconds it took, and seconds of computing in all."""
    program = "from service.cli import main; main()"
    command = [sys.executable, "-c", program, "import", str(export), "--data-dir", str(data_dir)]
    start, computed = time.perf_counter(), _computed_by_children()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start, _computed_by_children() - computed


def _computed_by_children() -> float:
    """Seconds of computing of all processes that this one, or one of its own, has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure_import(documents: Sequence[Document], data_dir: Path) -> dict[str, Any]:
    """Import the documents into an empty data directory by the command line, a new process and all."""
    export, first = data_dir.with_suffix(".jsonl"), data_dir.with_suffix(".first")
    # A checkout's first start compiles the kernels, which an installed package brings along.
    write_documents(documents[:1], export)
    run_import(export, first)
    write_documents(documents, export)
    seconds, computing_seconds = run_import(export, data_dir)
    export.unlink()
    parts = {path.name: directory_bytes(path) if path.is_dir() else path.stat().st_size for path in data_dir.iterdir()}
    return {
        "documents": len(documents),
        "seconds": seconds,
        "documents_per_second": len(documents) / seconds,
        "computing_us_per_document": computing_seconds / len(documents) * 1e6,
        "stages": measure_import_stages(documents, data_dir.parent),
        "text_bytes": text_bytes(documents),
        "data_dir_bytes": directory_bytes(data_dir),
        "data_dir_parts": parts,
    }
