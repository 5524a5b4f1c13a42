"""What ranks two passages, one rule at a time: documents that differ in nothing else, the worse one published first."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.types import Answer

# What is asked, the earlier document, and the later one, which is the better.
BETTER = {
    "quoted before half told": (
        "the dues will rise in the spring",
        "Ada Venn said the dues “will rise in the spring” if the council agrees.",
        "“We know that the dues will rise in the spring of this year,” said Ada Venn.",
    ),
    "unflagged before flagged": (
        "the dues will rise in the spring",
        "“Nobody believes that the dues will rise in the spring,” said Ada Venn on her way to the harbour office.",
        "“I can tell every skipper in this hall today: the dues will rise in the spring,” the mayor announced.",
    ),
    "fewest words changed": (
        "They paid the dues for boats in the harbour on Monday",
        "“They paid the dues for rotten old wooden boats in the harbour on Monday,” Ada Venn told the council.",
        "“Look, I was there. They paid the dues for wooden boats in the harbour on Monday,” recalled an old skipper.",
    ),
}


def ask(quote: str, *texts: str) -> Answer:
    index = Index.open(None)
    for n, text in enumerate(texts, 1):
        document = Document(f"d{n}", f"Title {n}", text, published_at=f"2025-03-0{n}", language="en")
        index.put(document, sequence=n)
    return Engine(index).verify(Query(quote))


@pytest.mark.parametrize("rule", BETTER)
def test_the_better_passage_comes_first_though_the_other_is_earlier(rule: str) -> None:
    quote, worse, better = BETTER[rule]
    assert ask(quote, worse, better).matches[0].document.id == "d2"


@pytest.mark.parametrize("rule", BETTER)
def test_the_earlier_of_equals_comes_first(rule: str) -> None:
    quote, _, better = BETTER[rule]
    other = better.replace("Ada Venn", "Ruth Falk").replace("“We know", "“You know")
    assert ask(quote, better, other).matches[0].document.id == "d1"


@pytest.mark.parametrize(("num_characters", "is_long"), [(300, False), (301, True)])
def test_an_omission_is_long_beyond_three_hundred_characters(num_characters: int, is_long: bool) -> None:
    head, tail = "we bought the ferry last spring", "it sails every morning at dawn"
    left_out = ("and paid for it and " * 16)[: num_characters - 1] + "x"
    answer = ask(f"{head} … {tail}", f"“Yes, {head} {left_out} {tail},” said Ada Venn.")
    (omission,) = answer.matches[0].omissions
    assert (answer.verdict, omission.text) == ("elided", left_out)
    assert omission.flags == (("omission_is_long",) if is_long else ())


def test_what_nobody_is_named_for_may_be_somebody_elses_in_an_omission() -> None:
    text = (
        "“We bought the ferry last spring,” it was heard.\n\n"
        "The crowd laughed. “It was dear,” was the reply.\n\n"
        "“It sails every morning at dawn,” it went on."
    )
    answer = ask("We bought the ferry last spring … It sails every morning at dawn", text)
    assert "omission_crosses_speakers" in answer.matches[0].flags
