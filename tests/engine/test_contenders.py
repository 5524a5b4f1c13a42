"""Which of several near places is the passage: the one with fewest changes, whatever stands nearer word by word."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

BEFORE = "The harbour office of Port Ansel wrote to the islanders on Monday. "
FRAME = "“Orla Venn will set aside {} for the second landing stage at Grey Point,” it said. "
AFTER = "Two cranes were on their way from the mainland, and a diver looked at the piles."


def engine_of(*wordings: str) -> Engine:
    index = Index.open(None)
    for number, wording in enumerate(wordings):
        text = BEFORE + FRAME.format(wording) + AFTER
        document = Document(f"d{number}", "Landing", text, language="en", published_at=f"2025-03-0{number + 1}")
        index.put(document, sequence=number + 1)
    return Engine(index)


def quote_of(wording: str) -> str:
    return FRAME.format(wording).partition("“")[2].partition(",”")[0]


@pytest.mark.parametrize(
    ("quoted", "nearer", "equal"),
    [
        ("40 percent of the budget", "50 percent of the budget", "forty per cent of the budget"),
        ("5 million crowns each year", "6 million crowns each year", "5,000,000 crowns each year"),
        ("twenty boats and a ferry", "thirty boats and a ferry", "20 boats and a ferry"),
        ("20 boats and a ferry", "30 boats and a ferry", "twenty boats and a ferry"),
        ("105 boats and a ferry", "106 boats and a ferry", "one hundred and five boats and a ferry"),
        ("a dozen boats and a ferry", "a hundred boats and a ferry", "twelve boats and a ferry"),
        ("1,500 crowns each year", "1,600 crowns each year", "1500 crowns each year"),
        ("1.5 million crowns each year", "1.6 million crowns each year", "1,500,000 crowns each year"),
        ("forty dollars each year", "forty euros each year", "$40 each year"),
        ("40 US dollars each year", "40 UK dollars each year", "40 U.S. dollars each year"),
        ("40 pct of the budget", "40 bags of the budget", "40 percent of the budget"),
        ("half of the budget", "most of the budget", "50% of the budget"),
        ("a third of the budget", "a lot of the budget", "one third of the budget"),
        ("what the crew can't spend", "what the crew may spend", "what the crew cannot spend"),
        ("what she'll spend by June", "what they spend by June", "what she will spend by June"),
        # Two words of the equal wording are other ones, and one of the nearer.
        ("what Mr Till and Dr Roe gave", "what Mr Till and Captain Roe gave", "what Mister Till and Doctor Roe gave"),
        ("40 percent and 50 percent of it", "40 percent and 60 percent of it", "40 per cent and 50 per cent of it"),
        ("1,500 crowns and 2,500 boats", "1,500 crowns and 2,600 boats", "1500 crowns and 2500 boats"),
        ("what isn't and wasn't spent", "what isn't and wasn't sent", "what is not and was not spent"),
        ("a health care grant", "a health dues grant", "a healthcare grant"),
        ("what Mister Tidewell gave", "what Captain Tidewell gave", "what Mr. Tidewell gave"),
        ("what isn't spent by June", "what is spent by June", "what is not spent by June"),
    ],
)
def test_equal_wording_is_the_passage_though_another_has_more_of_the_words(
    quoted: str, nearer: str, equal: str
) -> None:
    answer = engine_of(nearer, equal).verify(Query(quote_of(quoted)))
    assert answer.matches[0].document.id == "d1"
    assert "material" not in {change.severity for change in answer.matches[0].changes}


def test_wording_that_lacks_a_word_more_is_not_read() -> None:
    engine = engine_of("the grant of the county", "the grant of the council")
    answer = engine.verify(Query(quote_of("the gift of the county")))
    assert [match.document.id for match in answer.matches] == ["d0"]
    assert [(change.quote.text, change.document.text) for change in answer.matches[0].changes] == [("gift", "grant")]


def test_wordings_that_lack_as_much_are_both_shown() -> None:
    answer = engine_of("the grant of the county", "the grant of the council").verify(
        Query(quote_of("the grant of the captain"))
    )
    assert [match.document.id for match in answer.matches] == ["d0", "d1"]


SENT = "was signed by the mayor and will be sent to Ely Bay"


@pytest.mark.parametrize("first", ["transporta-tion and", "trnnsportatjon amd"])
def test_of_passages_alike_but_for_what_a_scan_garbled_the_one_that_has_it_is_read_too(first: str) -> None:
    index = Index.open(None)
    heads = ("The act to mend the roads", "Papers for the crews", "The act on transportation and economic development")
    for number, head in enumerate(heads, 1):
        index.put(Document(f"d{number}", "", f"{head} {SENT}.", published_at=f"202{number}-01-01"), sequence=number)
    match = Engine(index).verify(Query(f"{first} ecouomic deaelopment {SENT}")).matches[0]
    assert [span.text for span in match.spans] == [f"transportation and economic development {SENT}"]
