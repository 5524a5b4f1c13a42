"""News passages of eight kinds, invented, with the speaker of every quotation: `tests/cases/passages.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from matcher.attribution import attribute
from matcher.types import Document

PASSAGES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "cases" / "passages.json").read_text("utf-8")
)


@pytest.mark.parametrize("passage", PASSAGES, ids=[f"{n}-{one['genre']}" for n, one in enumerate(PASSAGES)])
def test_every_quotation_has_its_speaker(passage: dict[str, Any]) -> None:
    text = passage["text"]
    attributed = attribute(Document("d", "", text, language="en"))
    found = []
    for words, _ in passage["speakers"]:
        holder = next((one for one in attributed if one.start <= text.index(words) < one.end), None)
        found.append([words, holder.speaker.name if holder is not None and holder.speaker is not None else None])
    assert found == passage["speakers"]
