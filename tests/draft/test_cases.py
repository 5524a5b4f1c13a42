"""Drafts with invented people and the right answers, in several languages: `tests/cases/drafts.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from matcher.draft import Block, CheckedQuotation, check_quotations, find_draft_quotations, read_blocks, read_shortcodes
from matcher.types import Query
from tests.draft.archive import engine

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "cases" / "drafts.json").read_text("utf-8"))


def check(case: dict[str, Any]) -> tuple[list[CheckedQuotation], list[str]]:
    draft = read_shortcodes(read_blocks([Block(number, text) for number, text in enumerate(case["draft"])]))
    quotations = find_draft_quotations(draft, language=case["language"])
    checked = list(check_quotations(draft, quotations, engine().verify, Query(""), max_characters=10_000))
    return checked, [draft.text_at(one.quotation.place) for one in checked]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_draft_gets_the_right_answers(case: dict[str, Any]) -> None:
    checked, texts = check(case)
    assert texts == [right["text"] for right in case["quotations"]]
    for found, right in zip(checked, case["quotations"], strict=True):
        assert found.answer is not None
        assert found.quotation.place.block == right.get("block", 0)
        assert found.quotation.kind == right.get("kind", "quotation")
        assert found.quote == right.get("quote", found.quote)
        if "speaker" in right:
            speaker = found.quotation.speaker
            assert (speaker.name if speaker else None) == right["speaker"]
        is_right = found.answer.outcome == right["outcome"]
        assert is_right or (right["outcome"] == "not problem" and found.answer.outcome != "problem"), found.answer
