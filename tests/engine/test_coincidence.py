"""A claim tells where words come from: what anybody may say contradicts nobody, and accuses nobody."""

from __future__ import annotations

import pytest

from matcher import Answer, Engine, Index, Query
from matcher.types import Document

OBJECTS = ("ferry", "vote", "bridge", "harvest", "verdict", "council", "winter", "tide")
SAID = "“We have to wait for the mayor,” said Ada Venn. “We have to look at the drains of Mill Lane again,” she said."


@pytest.fixture(scope="module")
def engine() -> Engine:
    """An archive in which everybody has to wait and to look."""
    index = Index.open(None)
    for k in range(160):
        thing, other = OBJECTS[k % 8], OBJECTS[(k + 3) % 8]
        text = (
            f"They have to wait for the {thing}, and so we have the {other}. We have to stay. To wait is dull. "
            f"You have to look at the {thing}. People look at the {other} of Ely and wait for the {thing} in lane {k}."
        )
        index.put(Document(f"d{k}", "", text, language="en"), sequence=k + 1)
    index.put(Document("said", "Drains", SAID, language="en"), sequence=999)
    return Engine(index)


def verdict_of(answer: Answer) -> tuple[str, str, str]:
    return answer.verdict, answer.outcome, answer.attribution.status


@pytest.mark.parametrize(
    ("quote", "claimed", "expected"),
    [
        ("We have to wait", "Ada Venn", ("verbatim", "ok", "confirmed")),
        ("We have to wait", "Bo Orr", ("verbatim", "review", "uncertain")),
        ("We have to look at the drains of Mill Lane again", "Bo Orr", ("verbatim", "problem", "contradicted")),
    ],
)
def test_words_that_anybody_may_say_contradict_no_claim(
    engine: Engine, quote: str, claimed: str, expected: tuple[str, str, str]
) -> None:
    assert verdict_of(engine.verify(Query(quote, claimed))) == expected


def test_a_passage_in_other_words_that_is_less_than_sure_is_not_that_of_another_claim(engine: Engine) -> None:
    quote = "We have to sing for salt mayor"
    expected = {
        None: ("altered", "problem", "not_claimed"),
        "Ada Venn": ("altered", "problem", "confirmed"),
        "Bo Orr": ("not_found", "unknown", "uncertain"),
    }
    assert {claimed: verdict_of(engine.verify(Query(quote, claimed))) for claimed in expected} == expected


def test_a_lie_that_is_clearly_the_passage_accuses_whoever_is_claimed(engine: Engine) -> None:
    answer = engine.verify(Query("We have to look at the gutters of Mill Lane again", "Bo Orr"))
    assert verdict_of(answer) == ("altered", "problem", "contradicted")


def test_the_message_says_that_the_words_are_too_few(engine: Engine) -> None:
    answer = engine.verify(Query("We have to wait", "Bo Orr"))
    assert answer.message == "The words are too few to tell whose they are; Ada Venn has them (“Drains”)."


@pytest.mark.parametrize(("text", "title"), [(f"{SAID} Bo Orr nodded.", ""), (SAID, "Venn and Orr at the fair")])
def test_whoever_the_document_names_may_well_be_contradicted_by_few_words(text: str, title: str) -> None:
    index = Index.open(None)
    index.put(Document("d", title, text, language="en"), sequence=1)
    for claimed, status in (("Bo Orr", "contradicted"), ("Una Marr", "uncertain"), ("…", "uncertain")):
        assert Engine(index).verify(Query("the drains", claimed)).attribution.status == status


def test_copies_of_an_article_do_not_make_its_words_anybodys() -> None:
    index = Index.open(None)
    for k in range(4):
        text = f"“The dues will rise,” said Ada Venn on Monday. She said no more at the fair, and left. Page {k}."
        index.put(Document(f"d{k}", "", text, language="en"), sequence=k + 1)
    answer = Engine(index).verify(Query("The dues will", "Bo Orr"))
    assert verdict_of(answer) == ("verbatim", "problem", "contradicted")
