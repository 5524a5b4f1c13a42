"""Attribution on real texts, which are not in this repository: run where they lie beside it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from matcher.attribution import attribute
from matcher.types import Document

SHARED = Path(os.environ.get("ONRECORD_SHARED") or Path(__file__).parents[3] / "shared")


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="the real texts are not on this machine")
def test_every_quotation_of_the_seed_article_has_its_speaker() -> None:
    folder = SHARED / "seeds"
    text = (folder / "article.txt").read_text("utf-8")
    found = attribute(Document("seed", "", text))
    for expected in json.loads((folder / "expected.json").read_text("utf-8"))["quotations"]:
        holder = next(one for one in found if one.start <= expected["start"] and expected["end"] <= one.end)
        assert holder.speaker is not None, expected["text"]
        assert expected["speaker"].lower() in holder.speaker.name.lower()
        assert holder.speaker.kind == expected["kind"]
