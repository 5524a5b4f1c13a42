"""Texts from feeds that put a space where an apostrophe was: "doesn t", "I m"."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

TEXT = (
    "I m proud that the crew was chosen, and it doesn t matter who pays for the boats. They re glad that we ve come, "
    "and he ll stay. We can t raise the fares. It s the mayor s boat. Of plans A, B and C we re sure that C t works."
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    index = Index.open(None)
    index.put(Document("d", "Crews", f"“{TEXT}” Nell Tarrow told the paper.", language="en"), sequence=1)
    return Engine(index)


@pytest.mark.parametrize(
    "quote",
    [
        "I am proud that the crew was chosen",
        "I’m proud that the crew was chosen",
        "it does not matter who pays for the boats",
        "it doesn't matter who pays for the boats",
        "They are glad that we have come, and he will stay",
        "We cannot raise the fares",
        "It is the mayor's boat",
    ],
)
def test_what_the_lost_apostrophe_stood_for_is_no_change(engine: Engine, quote: str) -> None:
    answer = engine.verify(Query(quote))
    assert (answer.verdict, answer.outcome, answer.matches[0].changes) == ("verbatim", "ok", ())


@pytest.mark.parametrize(
    ("quote", "own"),
    [
        ("it does matter who pays for the boats", "doesn t"),
        ("it matters who pays for the boats", "doesn t"),
        ("We can raise the fares", "can t"),
    ],
)
def test_a_negation_with_a_lost_apostrophe_is_one(engine: Engine, quote: str, own: str) -> None:
    answer = engine.verify(Query(quote))
    assert answer.outcome == "problem"
    assert [c.document.text for c in answer.matches[0].changes if c.kind == "negation"] == [own]


def test_a_negation_with_a_lost_apostrophe_governs_what_was_cut_off_it(engine: Engine) -> None:
    assert "inside_negation" in engine.verify(Query("raise the fares")).matches[0].flags


def test_a_letter_behind_another_word_is_a_letter(engine: Engine) -> None:
    assert engine.verify(Query("we're sure that C works")).verdict == "altered"
