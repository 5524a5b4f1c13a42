"""What a data directory takes on the disk."""

from __future__ import annotations

from pathlib import Path

from service.data_directory import INDEX_DIRECTORY


def directory_bytes(data_dir: Path) -> dict[str, int]:
    """Give the bytes of the log (with its write-ahead file) and of the index."""
    log = sum(path.stat().st_size for path in data_dir.glob("*") if path.is_file())
    index = sum(path.stat().st_size for path in (data_dir / INDEX_DIRECTORY).rglob("*") if path.is_file())
    return {"log_bytes": log, "index_bytes": index}
