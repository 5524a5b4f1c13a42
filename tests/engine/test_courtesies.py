"""Words that anybody says to anybody prove nothing, and accuse nobody."""

from __future__ import annotations

import pytest

from matcher import Answer, Document, Engine, Index, Query

HEARING = Document(
    "hearing",
    "Hearing on the pier",
    "VENN: Bram Oosthuis, thank you. The pier is closed.\n\nSLOANE: Yes, absolutely. Good morning to you.",
    kind="transcript",
    language="en",
)


def asked(quote: str, speaker: str | None) -> Answer:
    index = Index.open(None)
    index.put(HEARING, sequence=1)
    return Engine(index).verify(Query(quote, speaker=speaker))


@pytest.mark.parametrize(
    ("quote", "speaker", "status"),
    [
        ("Thank you.", "Emeric Sloane", "uncertain"),
        ("Thank you.", "Venn", "confirmed"),
        ("Yes, absolutely.", "Venn", "uncertain"),
        ("Good morning to you.", "Venn", "uncertain"),
        ("Thank you.", None, "not_claimed"),
    ],
)
def test_a_courtesy_is_a_common_phrase(quote: str, speaker: str | None, status: str) -> None:
    answer = asked(quote, speaker)
    assert (answer.verdict, answer.outcome, answer.attribution.status) == ("verbatim", "review", status)
    assert "common_phrase" in answer.matches[0].flags


@pytest.mark.parametrize("quote", ["The pier is closed.", "Bram Oosthuis, thank you."])
def test_words_that_say_something_are_somebodys(quote: str) -> None:
    answer = asked(quote, "Sloane")
    assert (answer.outcome, answer.attribution.status) == ("problem", "contradicted")
    assert asked(quote, "Venn").outcome == "ok"
