"""The page on the format is true: its arrays are those of a segment, and its reader reads one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from matcher.index import Index
from matcher.index.format import VERSION
from matcher.index.layout import ARRAYS
from tests.index.texts import make_documents

PAGE = (Path(__file__).parents[2] / "docs" / "index-format.md").read_text("utf-8")
TYPES = {"u8": "|u1", "u16": "<u2", "u32": "<u4", "u64": "<u8", "i64": "<i8"}


def test_every_array_is_described_with_its_type() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \|", PAGE, re.M)
    assert {name: TYPES[found] for name, found in rows} == {name: dtype for name, (dtype, _) in ARRAYS.items()}


def test_page_states_the_version() -> None:
    assert f"This is format **{VERSION}**" in PAGE


def test_reader_of_the_page_reads_a_segment(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.build(list(enumerate(make_documents(["Die Fähre “bleibt”.", "Later."]), 1)))
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    path = next(tmp_path.glob("segment-*.onr"))
    command = [sys.executable, "-X", "utf8", "-c", program, str(path)]
    assert subprocess.run(command, check=True, capture_output=True).stdout.decode().strip() == "Die Fähre “bleibt”."
