"""Of what time a superlative holds, and how often a sentence: told by what was cut off beside a quote."""

from __future__ import annotations

import pytest

from tests.engine.cuts import answer_to

# The sentence as it was said, with the quote between bars.
CUT = [
    "|Orr is the most dishonest man in the town| since Pike.",
    "|It was the coldest winter| in ten years.",
    "|It was the coldest winter| in decades, the keeper wrote.",
    "|It was the coldest winter| in living memory.",
    "|It was the coldest winter| in more than a hundred years.",
    "|It was the first strike at the harbour| since 1990.",
    "|Roan is the only warden| since the fire who can read.",
    "Often |a boat needs a new coat of paint every year|.",
    "And often |a boat needs a new coat of paint every year|.",
    "Usually, |the boats come back before the night falls|.",
    "In some cases |the boats come back before the night falls|.",
    "For some, |the boats are all there is|.",
    "Rarely, |a boat needs a new coat of paint twice a year|.",
    "For now, |the boats come back before the night falls|.",
    "Roan is the second |biggest harbour in the whole county|.",
    "Roan is the third-|largest harbour in the whole county|.",
    "It was one of |the worst storms of the last ten years|.",
    "Roan is among |the best pilots of the whole county|.",
    "With this vow, over |30 boats and a ferry have been saved|.",
]
WHOLE = [
    # The writer may put the bound of a noun phrase outside the marks.
    "Orr is |the most dishonest clerk in the town| since Pike.",
    "|The first boat of the new line will sail| in ten years.",
    "|It was the coldest winter| in the year of the fire.",
    "|It was the coldest winter| in the town hall.",
    "|We have lived in the forest by the mill| since 1990.",
    "|Most of us have worked here| since 1990.",
    "He told us how often |a boat needs a new coat of paint|.",
    "He sings often, and |the boats come back before the night|.",
    "The boats are for now |in the old harbour by the mill|.",
    "The second |boat was the biggest harbour boat of all|.",
    # The article outside the marks, or a group that is no superlative's.
    "It was one of the |worst storms of the last ten years|.",
    "We sold it to one of |the old firms of the county|.",
    "Among us were women, and |the best pilot was one of them|.",
    "We argued over |30 boats and a ferry that year|.",
]


@pytest.mark.parametrize(
    ("said", "flags"),
    [*((said, ("truncated_sentence",)) for said in CUT), *((said, ()) for said in WHOLE)],
)
def test_a_bound_that_was_cut_off_is_told(said: str, flags: tuple[str, ...]) -> None:
    answer = answer_to(said)
    assert (answer.verdict, answer.matches[0].flags) == ("verbatim", flags)
