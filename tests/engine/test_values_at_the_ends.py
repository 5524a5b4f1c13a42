"""A value at a quote's first or last word may have its parts in another order than the document's, or other clothes."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.types import Answer

# The quoted words, the value in the document, how its sentence goes on, quotes that say the same, and others.
SENTENCES = [
    (
        ("The vote on the new harbour was held on {}", "March 3", ""),
        ["3 March", "the 3rd of March", "the third of March"],
        ["4 March", "13 March", "3 May"],
    ),
    (
        ("{} was the day the levee broke", "June 14", ""),
        ["14 June", "The 14th of June", "June 14th"],
        ["15 June", "4 June", "14 July"],
    ),
    (
        ("The pilot landed in Orsk on Monday, {}", "9 January", ""),
        ["January 9", "Jan. 9"],
        ["January 19", "June 9"],
    ),
    (
        ("The hall was finished on {}", "the 10th of June", ""),
        ["10 June", "June 10", "June 10th"],
        ["11 June", "July 10th"],
    ),
    (
        ("The fund holds {}", "$40m", " and the town has nothing"),
        ["40 million dollars", "US$40 million"],
        ["40 million euros", "40 billion dollars"],
    ),
    (
        ("The doors of the hall were locked at {}", "a quarter to nine", ""),
        ["8:45", "8.45", "quarter to nine"],
        ["9:15", "8:30", "9.45", "half past eight"],
    ),
    (
        ("The hall stood empty all through the {}", "1990s", ""),
        ["nineties", "90s", "'90s"],
        ["eighties", "1980s", "1890s"],
    ),
    (
        ("It was dark. The flood took {}", "€1.5m", " from us"),
        ["EUR 1.5m", "1.5 million euros"],
        ["USD 1.5m", "1.5 billion euros"],
    ),
]


def answer(sentence: tuple[str, str, str], value: str) -> Answer:
    words, said, rest = sentence
    text = f"The hall was full. “{words.format(said)}{rest},” said Ada Venn. Nobody spoke."
    index = Index.open(None)
    index.put(Document("d", "", text, language="en"), sequence=1)
    return Engine(index).verify(Query(words.format(value)))


@pytest.mark.parametrize(("sentence", "value"), [(s, v) for s, same, _ in SENTENCES for v in same])
def test_equal_values_at_an_end_are_no_change(sentence: tuple[str, str, str], value: str) -> None:
    assert answer(sentence, value).verdict == "verbatim"


@pytest.mark.parametrize(("sentence", "value"), [(s, v) for s, _, others in SENTENCES for v in others])
def test_another_value_at_an_end_is_a_change(sentence: tuple[str, str, str], value: str) -> None:
    assert answer(sentence, value).outcome == "problem"


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("We kept the dam safe for the town for thirty years", "verbatim"),
        ("We kept the dam safe for the town for forty years", "altered"),
        ("We kept the dam safe for the town for thirty years. Thirty years is a long time", "verbatim"),
    ],
)
def test_a_value_is_not_the_one_that_the_next_sentence_begins_with(quote: str, verdict: str) -> None:
    index = Index.open(None)
    text = "“We kept the dam safe for the town for 30 years,” said Ada Venn, a walker. “Thirty years is a long time.”"
    index.put(Document("d", "", text, language="en"), sequence=1)
    assert Engine(index).verify(Query(quote)).verdict == verdict


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("9 bakers were glad of the new ferry", "verbatim"),
        ("8 bakers were glad of the new ferry", "altered"),
        ("9 weeks. Nine bakers were glad of the new ferry", "verbatim"),
    ],
)
def test_a_value_beyond_the_sentence_is_not_the_one_at_its_start(quote: str, verdict: str) -> None:
    index = Index.open(None)
    text = "“The wait fell to 9 weeks. Nine bakers were glad of the new ferry,” said Ada Venn."
    index.put(Document("d", "", text, language="en"), sequence=1)
    assert Engine(index).verify(Query(quote)).verdict == verdict


@pytest.mark.parametrize(
    ("text", "quote", "passage", "added"),
    [
        (
            "As planned, we sail the old boat of Ely 3rd March",
            "On we sail the old boat of Ely March 3",
            "we sail the old boat of Ely 3rd March",
            "On",
        ),
        (
            "March 3, 2020 was the day the levee broke, more or less",
            "3 March 2020 was the day the levee broke the",
            "March 3, 2020 was the day the levee broke",
            "the",
        ),
    ],
)
def test_a_small_word_at_the_other_end_is_put_for_none_of_the_documents(
    text: str, quote: str, passage: str, added: str
) -> None:
    index = Index.open(None)
    index.put(Document("d", "", f"“{text},” said Ada Venn.", language="en"), sequence=1)
    found = Engine(index).verify(Query(quote))
    match = found.matches[0]
    assert found.outcome == "review"
    assert [span.text for span in match.spans] == [passage]
    assert [(c.operation, c.quote.text, c.document.text) for c in match.changes] == [("added", added, "")]
