"""Honest edits keep the sense: what they leave out or put in is marked, and values stay equal."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks import honest

TEXT = "We will go to the harbour with all of our friends and wait until the ferry comes back from the island"


def test_omission_keeps_both_ends_and_is_marked() -> None:
    for seed in range(50):
        quote = honest.omit_words(TEXT, Random(seed))
        assert quote is not None
        assert any(mark.strip() in quote for mark in honest.ELLIPSES)
        assert quote.startswith("We will go to the")
        assert quote.endswith("comes back from the island")


def test_insertion_and_replacement_stand_in_brackets() -> None:
    for edit in (honest.insert_words, honest.replace_words):
        quote = edit(TEXT, Random(1))
        assert quote is not None
        assert "[" in quote
        assert "]" in quote


@pytest.mark.parametrize(
    ("edit", "text", "expected"),
    [
        (honest.bracket_first_letter, "The ferry left.", "[t]he ferry left."),
        (honest.write_short_forms, "They do not know.", "They don't know."),
        (honest.write_short_forms, "They don’t know.", "They do not know."),
        (honest.write_abbreviations, "the U.S. envoy", "the US envoy"),
        (honest.write_numbers, "with seven boats", "with 7 boats"),
        (honest.write_numbers, "with forty eight boats", None),
        (honest.write_numbers, "with two thousand boats", None),
        (honest.write_percent, "5 percent of them", "5% of them"),
        (honest.write_percent, "5% of them", "5 percent of them"),
        (honest.write_percent, "5%of them", None),
        (honest.write_money, "cost $3.5 billion then", "cost $3.5bn then"),
        (honest.write_groups, "all 12,500 boats", "all 12500 boats"),
        (honest.write_digits, "in 1904", "in ١٩٠٤"),
        (honest.write_digits, "no digits", None),
    ],
)
def test_edit_writes_the_same_in_other_clothes(edit: honest.Edit, text: str, expected: str | None) -> None:
    assert edit(text, Random(1)) == expected


def test_no_omission_beside_a_number() -> None:
    text = "They had paid the owners 25 million crowns in all for the old harbour crane and its engine house"
    for seed in range(100):
        quote = honest.omit_words(text, Random(seed))
        assert quote is None or "25 million" in quote or "25" not in quote.split("…")[0].split("...")[0][-4:]
