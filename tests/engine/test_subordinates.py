"""Hedges of another clause than the quoted one, what a denial needs behind it, and sentences behind a quotation."""

from __future__ import annotations

import pytest

from tests.engine.test_sentence_flags import asked, asked_of

OF_ANOTHER_CLAUSE = [
    "Just because their limbs may be weak, |they must not lose their bread|.",
    "With the mill seen as a possible shelter for rats, |we have all the more reason to close it|.",
    "As many of you probably know, |I spent twenty years at sea|.",
    "As you may remember, |we rang the bell in May|.",
    "Whether it is the baker, whether it is the warden, |we all need to sing|.",
    "|You can enter the hall| without a ticket.",
    "|The warden did not sing|, and the choir went on without him.",
    "|We have changed how we sing|, and no bell can be rung unless the warden is there.",
]
OF_THIS_CLAUSE = [
    "It may be that |they must not lose their bread|.",
    "Perhaps because of the frost, |we have to close the mill|.",
    "The possible cause, we were told, is that |the warden slept|.",
    "|You cannot enter the hall| without a ticket.",
    "|No child could leave the ward| without a slip signed by a parent.",
    "|We must never give the club a key| without a word from the town.",
    "I don’t know whether |the choir will sing|.",
    "|We will ring the bell|, and the choir will sing, if the warden is there.",
    "|We will ring the bell|, and sing in the hall if the warden is there.",
]


@pytest.mark.parametrize("sentence", OF_ANOTHER_CLAUSE)
def test_a_hedge_of_another_clause_hedges_nothing_here(sentence: str) -> None:
    answer = asked_of(sentence)
    assert (answer.outcome, answer.matches[0].flags) == ("ok", ())


@pytest.mark.parametrize("sentence", OF_THIS_CLAUSE)
def test_what_the_clause_needs_is_told(sentence: str) -> None:
    answer = asked_of(sentence)
    assert answer.verdict == "verbatim"
    assert answer.outcome == "review"


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("A spokesman said that “the mill has had a letter from the court.” The court had no comment.", ()),
        ("A spokesman said that “the mill has had a letter from the court.” He did not say when.", ()),
        ("“The mill has had a letter from the court,” a spokesman never said.", ("inside_negation",)),
        ("A spokesman never said that “the mill has had a letter from the court.”", ("inside_negation",)),
    ],
)
def test_a_sentence_behind_a_quotation_denies_no_saying(text: str, flags: tuple[str, ...]) -> None:
    assert asked(text, "the mill has had a letter from the court").matches[0].flags == flags
