"""Quotes whose numbers stand in other clothes, in an archive that has their sentence in many forms."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.diff import regrouped

COUNTED = [(n, 7 * n + 13) for n in range(1064, 60_000, 1777)]
SHARES = ("94.4", "93.2", "90.1", "88.7", "94.7", "94.9", "93.9")
SENTENCES = [
    *(f"The list has {a:,} boats, which brings the number of boats ever listed to {b:,}." for a, b in COUNTED),
    *(f"Now {share}% of the berths are let, and 91.1% of those at the pier." for share in SHARES),
    "Now 94.8 percent of the berths are let, and 91.1 percent of those at the pier.",
    "Von 14.250 Booten liegen 3 Prozent im alten Hafen.",
    "In all, three quarters of the catch was herring, and two thirds of it was sold.",
    "The toll will rise from 25 percent to 35 percent in May.",
    "It is 80%, maybe 85%, of them.",
    "It was sixty percent, maybe sixty-five percent, of them.",
    "Orr owes Pike $300.",
    "Roan paid five million dollars.",
    "Some 3,500 came.",
    "They kept 25 of the 40.",
    "No one kept twenty-six of the forty.",
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    index = Index.open(None)
    index.build((n, Document(f"d{n}", "Boats", text)) for n, text in enumerate(SENTENCES, 1))
    return Engine(index)


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        *(
            (f"has {a} boats, which brings the number of boats ever listed to {b}", f"has {a:,}")
            for a, b in COUNTED[3:6]
        ),
        ("Now 94.8% of the berths are let, and 91.1% of those at the pier", "Now 94.8 percent"),
        ("Now 94.8 per cent of the berths are let, and 91.1 per cent of those at the pier", "Now 94.8 percent"),
        ("Now 93.9 percent of the berths are let, and 91.1 per cent of those at the pier", "Now 93.9%"),
        ("Von 14250 Booten liegen 3% im alten Hafen", "Von 14.250 Booten"),
        ("3 quarters of the catch was herring, and 2 thirds of it was sold", "three quarters of"),
        # Short quotes, which share hardly a word with their passage.
        ("It is eighty percent, maybe eighty-five percent, of them", "It is 80%"),
        ("It is eighty per cent, maybe eighty-five per cent, of them", "It is 80%"),
        ("It is 80 per cent, maybe 85 per cent, of them", "It is 80%"),
        ("It was 60%, maybe 65%, of them", "It was sixty"),
        ("Orr owes Pike three hundred dollars", "Orr owes Pike $300"),
        ("Roan paid $5 million", "Roan paid five"),
        ("Some thirty-five hundred came", "Some 3,500"),
        ("Some three thousand five hundred came", "Some 3,500"),
        ("They kept twenty-five of the forty", "They kept 25"),
        ("No one kept 26 of the 40", "No one kept"),
    ],
)
def test_the_form_with_equal_values_answers(engine: Engine, quote: str, passage: str) -> None:
    answer = engine.verify(Query(quote))
    match = answer.matches[0]
    assert (answer.verdict, match.changes) == ("verbatim", ())
    assert match.spans[0].text.startswith(passage)


@pytest.mark.parametrize(
    "quote",
    [
        f"has {COUNTED[4][0]} boats, which brings the number of boats ever listed to {COUNTED[5][1]}",
        "Now 94.6% of the berths are let, and 91.1% of those at the pier",
        "2 quarters of the catch was herring, and 2 thirds of it was sold",
        "Von 14260 Booten liegen 3% im alten Hafen",
    ],
)
def test_other_values_are_altered(engine: Engine, quote: str) -> None:
    answer = engine.verify(Query(quote))
    assert answer.verdict == "altered"
    assert any(change.kind == "number" and change.severity == "material" for change in answer.matches[0].changes)


@pytest.mark.parametrize(
    "quote",
    [
        "It is eighty percent, maybe eighty-six percent, of them",
        "Orr owes Pike three thousand dollars",
        "Orr owes Pike three hundred euros",
        "Roan paid $5 billion",
        "Some thirty-six hundred came",
        "They kept twenty-four of the forty",
        "They kept twenty-fifth of the forty",
    ],
)
def test_a_short_quote_with_another_value_stands_nowhere_as_it_is(engine: Engine, quote: str) -> None:
    assert engine.verify(Query(quote)).verdict in ("altered", "not_found")


def test_thousands_of_number_words_are_no_clothes(engine: Engine) -> None:
    assert engine.verify(Query("eighty-five dollars and " * 1000)).verdict == "not_found"


def test_thousands_of_digits_and_of_numbers_are_no_clothes(engine: Engine) -> None:
    assert engine.verify(Query("1234567890" * 1000)).verdict == "not_found"
    assert engine.verify(Query(" ".join(f"+{n}%" for n in range(2101, 3100)))).verdict == "not_found"


def test_a_filter_holds_for_other_clothes_too(engine: Engine) -> None:
    quote = "Now 94.8% of the berths are let, and 91.1% of those at the pier"
    allowed = [f"d{n}" for n, text in enumerate(SENTENCES, 1) if text.startswith("Now") and "94.8" not in text]
    assert engine.verify(Query(quote, document_ids=allowed)).verdict == "altered"


@pytest.mark.parametrize(
    ("quote", "flags"),
    [
        ("The toll will rise from 25", ("not_in_quotation_marks", "truncated_sentence")),
        ("The toll will rise from 25 percent", ("not_in_quotation_marks",)),
    ],
)
def test_a_number_without_its_percent_is_cut_short_whatever_number_follows(
    engine: Engine, quote: str, flags: tuple[str, ...]
) -> None:
    answer = engine.verify(Query(quote))
    assert (answer.verdict, answer.matches[0].flags) == ("verbatim", flags)


@pytest.mark.parametrize(
    ("word", "decimals", "other"),
    [
        ("90735", ".", "90,735"),
        ("90,735", ".", "90735"),
        ("1653271", ",", "1.653.271"),
        ("1.653.271", ",", "1653271"),
        ("2004", ".", None),
        ("0900", ".", None),
        ("900", ".", None),
        ("9,5", ",", None),
        ("boats", ".", None),
        ("1" * 15, ".", "111,111,111,111,111"),
        ("1" * 10_000, ".", None),
    ],
)
def test_a_number_in_digits_has_one_other_form(word: str, decimals: str, other: str | None) -> None:
    assert regrouped(word, decimals) == other
