"""Whoever answers under "A:" has a name where the introduction says whom somebody talked to."""

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.types import Document, Span

TURNS = "Q: Why is it late?\n\nA: The mill burned.\n\nQ: Will it run?\n\nA: It will run in May, I promise."
# title, introduction, whoever answers
CASES = [
    ("The ferry", "Ada Venn runs the harbour in Ely. We spoke to her about the ferry.", "Ada Venn"),
    ("Q&A with Ada Venn", "The ferry is late. Mayor Ben Orr left in June.", "Ada Venn"),
    ("An interview with harbour minister Ada Venn", "Ben Orr left in June.", "Ada Venn"),
    # Two people, neither of whom is said to answer.
    ("The ferry", "Ada Venn runs the harbour in Ely. We spoke to her and to Ben Orr.", "A"),
    ("Interview with Ada Venn and interview with Ben Orr", "The ferry is late.", "A"),
    # Nobody is said to have talked.
    ("The ferry", "Ada Venn runs the harbour in Ely. Here is what to know about the ferry.", "A"),
    ("The ferry", "The ferry is late. We spoke to the council.", "A"),
]


@pytest.mark.parametrize(("title", "introduction", "answers"), CASES, ids=[f"{one[0]}: {one[1]}" for one in CASES])
def test_the_one_person_talked_to_answers(title: str, introduction: str, answers: str) -> None:
    document = Document("d", title, f"{introduction}\n\n{TURNS}", language="en")
    names = [one.speaker.name for one in attribute(document) if one.speaker is not None]
    assert names == ["Q", answers, "Q", answers]


def test_an_introduction_contradicts_nobody() -> None:
    document = Document("d", "Q&A with Ada Venn", f"Mayor Ben Orr left in June.\n\n{TURNS}", language="en")
    attributed, start = attribute(document), document.text.index("The mill")
    turn = next(one for one in attributed if one.start <= start < one.end)
    passage = Span(start, start + 8)
    statuses = [match_claim(name, turn.speaker, document, attributed, passage=passage) for name in ("Venn", "Ben Orr")]
    assert statuses == ["confirmed", "uncertain"]
