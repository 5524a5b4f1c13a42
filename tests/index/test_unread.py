"""A document that the reader of quotations fails on is searched all the same, now and at every later start."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher import Document, Engine, Index, Query
from matcher.attribution.structure.quotations import Quotation, find_quotations
from matcher.errors import UnreadDocumentWarning
from matcher.index import builder

GOOD = Document("good", "Pier", "“The pier is closed for repairs,” said Ada Venn.")
BAD = Document("bad", "Mill", "“The mill wheel is turning again,” said Ada Venn.")


@pytest.fixture(autouse=True)
def _fails_on_mills(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one document set off a fault of the reader's."""

    def find(text: str) -> list[Quotation]:
        if "mill" in text:
            raise RecursionError("maximum recursion depth exceeded")
        return find_quotations(text)

    monkeypatch.setattr(builder, "find_quotations", find)


def test_its_words_are_found_and_the_fault_is_told() -> None:
    index = Index.open(None)
    with pytest.warns(UnreadDocumentWarning, match="'bad' is searched as plain prose.*recursion"):
        index.put_many([(1, GOOD), (2, BAD)])
    engine = Engine(index)
    assert engine.verify(Query("The pier is closed for repairs")).outcome == "ok"
    answer = engine.verify(Query("The mill wheel is turning again"))
    assert (answer.verdict, answer.outcome) == ("verbatim", "review")
    assert answer.matches[0].flags == ("not_in_quotation_marks",)


def test_an_import_goes_on_behind_it(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    with pytest.warns(UnreadDocumentWarning):
        assert index.build(enumerate([BAD, GOOD], 1)) == 2
    index.close()
    reopened = Index.open(tmp_path)
    assert reopened.num_documents == 2
    assert Engine(reopened).verify(Query("The pier is closed for repairs")).outcome == "ok"
    reopened.close()
