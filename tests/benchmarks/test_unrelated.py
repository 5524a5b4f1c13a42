"""The count of those who are accused for nothing: every quotation of a draft, with its answer."""

from __future__ import annotations

from benchmarks.unrelated import iter_answers
from matcher import Engine, Index
from matcher.types import Document


def test_every_quotation_of_a_draft_is_answered() -> None:
    index = Index.open(None)
    said = "“We will not raise the fares of the ferry,” said Ada Venn."
    index.put(Document("d", "", said, language="en"), sequence=1)
    text = "“We will raise the fares of the ferry,” said Ada Venn.\n\n“My bees are well,” said Bo Orr."
    found = list(iter_answers([Document("n", "", text, language="en")], Engine(index).verify))
    assert [(checked.quote, answer.outcome) for checked, answer in found] == [
        ("We will raise the fares of the ferry,", "problem"),
        ("My bees are well,", "unknown"),
    ]
