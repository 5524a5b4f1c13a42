"""Whose word or estimate a quote is, told by what was cut off right before it, where no article opens the quote."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

# The sentence as it was said, with the quote between bars.
CUT = [
    "The warden says |rents rose by two percent|.",
    "The warden says |new rents have risen twice|.",
    "The record says |crime fell in both years|.",
    "Critics claim |Norland paid for the bridge|.",
    "They allege |Ida Roan took the bell|.",
    "It appears |bridges were never checked|.",
    "The choir nearly |won the cup that year|.",
    "By then the hall was almost |complete and paid for|.",
]
WHOLE = [
    "I said |rents rose by two percent|.",
    "The warden said |yes to the plan for the bridge|.",
    "The record prints |names of those who left|.",
    "She said |things that had to be said|.",
    "What the warden said |last night was that he would stay|.",
    "Not only |bakers came to the feast|.",
]


@pytest.mark.parametrize(
    ("said", "flags"),
    [*((said, ("truncated_sentence",)) for said in CUT), *((said, ()) for said in WHOLE)],
)
def test_whoever_is_cut_off_said_it_and_not_the_speaker(said: str, flags: tuple[str, ...]) -> None:
    before, quote, after = said.split("|")
    index = Index.open(None)
    text = f"“{before}{quote}{after}” Gus Orly said. “We met on the pier.”"
    index.put(Document("d", "Meeting", text, language="en"), sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert (answer.verdict, answer.matches[0].flags) == ("verbatim", flags)
