"""Which passage answers a damaged quote, and where it begins and ends."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query


def engine_over(*texts: str) -> Engine:
    index = Index.open(None)
    for sequence, text in enumerate(texts, start=1):
        document = Document(f"d{sequence}", "", text, language="en", published_at=f"2026-01-0{sequence}")
        index.put(document, sequence=sequence)
    return Engine(index)


BRIDGE = (
    "The harbour board told Councillor McConnell that the old swing bridge will be rebuilt by next spring at Lowtown"
)


@pytest.mark.parametrize(
    "quote",
    [
        "the old swing bridge will be rebuilt by next spr ing af Lowt0wn",
        "the old swing bridge will be rebuilt by nextsprimg at L owtown",
    ],
)
def test_garbled_end_belongs_to_the_passage(quote: str) -> None:
    answer = engine_over(BRIDGE + " and nobody objected.").verify(Query(quote))
    assert answer.matches[0].spans[-1].text.endswith("by next spring at Lowtown")


def test_garbled_beginning_belongs_to_the_passage() -> None:
    quote = "Counci1lor Mc Connel1 that the old swing bridge will be rebuilt by next spring"
    answer = engine_over(BRIDGE + ".").verify(Query(quote))
    assert answer.matches[0].spans[0].text.startswith("Councillor McConnell")


def test_other_words_at_the_end_are_no_garbled_ones() -> None:
    quote = "told Councillor McConnell that the old swing bridge will be rebuilt by lunch"
    answer = engine_over(BRIDGE + ".").verify(Query(quote))
    assert answer.matches[0].spans[-1].text.endswith("rebuilt by next")  # the one word that "lunch" was put for


def test_words_put_between_make_no_splice_of_a_passage() -> None:
    refrain = "the future of the ferry is sealed and the future of the quay is open"
    text = f"{refrain} in the view of many The Harlan bill secures the future of the swing bridge for ten years"
    answer = engine_over(text).verify(Query("The Harlan bill secures magnificently the future of the"))
    assert [span.text for span in answer.matches[0].spans] == ["The Harlan bill secures the future of the"]
    assert [(c.operation, c.quote.text) for c in answer.matches[0].changes] == [("added", "magnificently")]


def test_of_equal_passages_the_one_with_fewer_words_changed_answers() -> None:
    there = "Councillor Jim Harlan today issued the following statement regarding {} decision"
    engine = engine_over(there.format("that sad"), there.format("the"))
    answer = engine.verify(Query(there.format("appliances")))
    assert answer.matches[0].document.id == "d2"


def test_word_dropped_from_a_reporting_clause_is_a_change() -> None:
    engine = engine_over("“The bridge must be safe for all,” Councillor Harlan said. “The grant will make it safe.”")
    assert engine.verify(Query("The bridge must be safe for all. The grant will make it safe")).verdict == "verbatim"
    answer = engine.verify(Query("The bridge must be safe for all, Councillor said. The grant will make it safe"))
    assert answer.verdict == "altered"
    assert [change.document.text for change in answer.matches[0].changes] == ["Harlan"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "“I won’t call this good news,” he said. “We will not meet the date in May.”",
            "We won’t meet the date in May",
        ),
        ("“I will not call this good,” he said. “We won’t meet the date in May.”", "We will not meet the date in May"),
    ],
)
def test_a_denial_in_the_sentence_before_is_not_fetched_for_an_equal_one(text: str, quote: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "", text, language="en"), sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert (answer.verdict, answer.matches[0].changes) == ("verbatim", ())


@pytest.mark.parametrize(
    ("text", "quote", "verdict"),
    [
        (".5 .5", ".5 ... .5 ... Yes", "not_found"),
        ("It rose .5 of a metre and fell .5 of a metre.", "It rose ... .5 of a metre ... fell", "elided"),
    ],
)
def test_a_point_that_a_number_shares_with_an_ellipsis_leaves_the_number_in_its_fragment(
    text: str, quote: str, verdict: str
) -> None:
    assert engine_over(text).verify(Query(quote)).verdict == verdict
