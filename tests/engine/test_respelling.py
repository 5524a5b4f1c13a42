"""A quote whose every other word is spelt otherwise leads to its passage, and each of those words is a spelling."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from matcher import Document, Engine, Index, Query

ARCHIVE = [
    "The labour minister apologised for the grey colour of the new theatre programme",
    "I have organized, analyzed and criticized the whole program",
]
OTHERS = ["The board of the new mill met again on Monday", "I have read the whole of the letter and the board has not"]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    index = Index.open(None)
    texts = [*(f"“{sentence},” said Ada Venn." for sentence in ARCHIVE), *(f"{sentence}." for sentence in OTHERS)]
    documents = (Document(f"d{n}", "", text, language="en") for n, text in enumerate(texts))
    index.put_many(enumerate(documents, 1))
    yield Engine(index)
    index.close()


@pytest.mark.parametrize(
    ("quote", "num_respelt"),
    [
        ("The labor minister apologized for the gray color of the new theater program", 6),
        ("The labor minister apologised for the gray color of the new theater program", 5),
        ("I have organised, analysed and criticised the whole programme", 4),
    ],
)
def test_a_quote_in_the_other_spelling_is_found(engine: Engine, quote: str, num_respelt: int) -> None:
    answer = engine.verify(Query(quote))
    assert (answer.verdict, answer.outcome) == ("altered", "review")
    changes = answer.matches[0].changes
    assert [(c.kind, c.severity) for c in changes] == [("spelling", "minor")] * num_respelt
    assert all(quote[c.quote.start : c.quote.end] == c.quote.text for c in changes)


def test_another_word_in_it_is_told(engine: Engine) -> None:
    answer = engine.verify(Query("The labor minister apologized for the gray color of the old theater program"))
    assert answer.outcome == "problem"
    assert ("word", "old", "new") in [(c.kind, c.quote.text, c.document.text) for c in answer.matches[0].changes]


def test_words_that_only_their_spelling_has_in_common_with_a_passage_lead_nowhere(engine: Engine) -> None:
    assert engine.verify(Query("Gray theaters of color were organized by our neighbors")).verdict == "not_found"
