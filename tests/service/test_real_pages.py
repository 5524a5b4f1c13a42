"""Drafts in HTML on real pages, which are not in this repository: run where they lie beside it."""

from __future__ import annotations

import json
import lzma
import os
from pathlib import Path

import pytest

from matcher.draft import find_draft_quotations
from service.drafts.markup import read_markup
from service.drafts.nesting import find_excess

SHARED = Path(os.environ.get("ONRECORD_SHARED") or Path(__file__).parents[3] / "shared")
PAGES = SHARED / "corpora" / "html_dev.jsonl.xz"


@pytest.mark.skipif(not PAGES.exists(), reason="the real pages are not on this machine")
def test_real_pages_are_within_the_limits_and_their_quotations_have_places() -> None:
    num_quotations = 0
    with lzma.open(PAGES, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            assert find_excess(page["html"]) is None, page["id"]
            draft = read_markup(page["html"])
            for quotation in find_draft_quotations(draft):
                assert draft.text_at(quotation.place).strip(), page["id"]
                num_quotations += 1
    assert num_quotations > 1_000
