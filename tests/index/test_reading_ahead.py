"""What is asked for beforehand is the document that answers, no more of it than is worth it, and nothing outside."""

from __future__ import annotations

import pytest

from matcher import Document, Index
from matcher.index import Segment
from matcher.index.addresses import address_table
from matcher.index.reading_ahead import AROUND, LINE, MAX_TEXT, read_ahead

TEXTS = ("ferry", "“We will pay,” said Venn. " * 40, "harbour dues " * 5_000)


@pytest.fixture(scope="module")
def segment() -> Segment:
    index = Index.open(None)
    index.put_many(enumerate((Document(f"d{k}", "", text) for k, text in enumerate(TEXTS)), 1))
    (part,) = index.snapshot().parts
    return part.segment


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_as_many_lines_as_its_pieces_have(segment: Segment, number: int) -> None:
    num_bytes = len(segment.stored_text(number))
    least = -(-min(num_bytes, MAX_TEXT) // LINE) + -(-len(segment.stored_record(number)) // LINE)
    of_words = -(-12 * AROUND // LINE) * 2 + -(-3 * AROUND // LINE)
    of_rows = -(-20 * (segment.num_quotations(number) + len(segment.turns(number))) // LINE)
    lines = read_ahead(address_table([segment])[0], number, segment.token_range(number)[0])
    assert least <= lines <= least + of_words + of_rows + 1


def test_a_passage_may_begin_before_the_first_word(segment: Segment) -> None:
    row = address_table([segment])[0]
    assert read_ahead(row, 0, -3) == read_ahead(row, 0, 0)
