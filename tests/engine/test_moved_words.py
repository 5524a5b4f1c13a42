"""Words that the quote has at its other end belong to the passage, unless a sentence or the quotation ends before."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

RINGS = "It rings on Sundays for the town"
NOON = "it rings each noon for the whole town, the mill, the pier, the school and its many guests"
CASES = {
    "from its end to its beginning": (
        "“Look, at noon on Sundays it rings for the whole town,” said Gus Orly.",
        "it rings for the whole town on Sundays",
        "on Sundays it rings for the whole town",
        [("moved", "on Sundays", "on Sundays")],
    ),
    "from its beginning to its end": (
        "“It rings for the whole town on Sundays, look,” said Gus Orly.",
        "on Sundays it rings for the whole town",
        "It rings for the whole town on Sundays",
        [("moved", "on Sundays", "on Sundays")],
    ),
    "with a word between": (
        "“It rings for the whole town and on Sundays, look,” said Gus Orly.",
        "on Sundays it rings for the whole town",
        "It rings for the whole town and on Sundays",
        [("moved", "on Sundays", "on Sundays"), ("dropped", "", "and")],
    ),
    "no farther than a word or two": (
        "“Look, on Sundays and all week it rings for the whole town of Ely,” said Gus Orly.",
        "it rings for the whole town of Ely on Sundays",
        "it rings for the whole town of Ely",
        [("added", "on Sundays", "")],
    ),
    "though the sentence behind has one of them": (
        "“Once repaired, it rings for the whole town of Ely and its guests. The clock that hangs above it in the old "
        "tower was repaired too,” said Gus Orly.",
        "It rings for the whole town of Ely and its guests, once repaired",
        "Once repaired, it rings for the whole town of Ely and its guests",
        [("moved", "once repaired", "Once repaired")],
    ),
    "though the sentence behind has most of them": (
        f"“To buy the harbour lamps for poor families, {NOON}. Records show that use of harbour lamps not only warms a "
        "house but also feeds poor families,” said Gus Orly.",
        f"{NOON}, to buy the harbour lamps for poor families",
        f"To buy the harbour lamps for poor families, {NOON}",
        [("moved", "to buy the harbour lamps for poor families", "To buy the harbour lamps for poor families")],
    ),
    "not where the sentence behind has them all": (
        f"“To buy lamps, {NOON}. Records show that this feeds poor families,” said Gus Orly.",
        f"{NOON}. This feeds poor families",
        f"{NOON}. Records show that this feeds poor families",
        [("dropped", "", "Records show that")],
    ),
    "only before the first word": (
        "“I only told the mayor of Ely,” said Gus Orly.",
        "Only I told the mayor of Ely",
        "I only told the mayor of Ely",
        [("moved", "Only", "only")],
    ),
    "not out of the sentence before": (
        "“Nobody helped us. It rings for the whole town on Sundays,” said Gus Orly.",
        "It rings for the whole town on us",
        "It rings for the whole town on Sundays",
        [("replaced", "us", "Sundays")],
    ),
    "not out of the sentence behind": (
        "“It rings on Sundays for the town. Never do we sleep,” said Gus Orly.",
        "Never rings on Sundays for the town",
        RINGS,
        [("replaced", "Never", "It")],
    ),
    "not out of the narration before": (
        f"“The bell is ours,” said Gus Orly. “{RINGS}.”",
        "It rings on Sundays for Orly",
        RINGS,
        [("dropped", "", "the"), ("replaced", "Orly", "town")],
    ),
    "not out of the narration behind": (
        f"“{RINGS},” said Gus Orly.",
        "said rings on Sundays for the town",
        RINGS,
        [("replaced", "said", "It")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_where_a_passage_ends_whose_words_were_moved(case: str) -> None:
    text, quote, passage, changes = CASES[case]
    index = Index.open(None)
    index.put(Document("d", "Bell", text, language="en"), sequence=1)
    match = Engine(index).verify(Query(quote)).matches[0]
    assert [span.text for span in match.spans] == [passage]
    assert match.setting == "quotation"
    assert [(c.operation, c.quote.text, c.document.text) for c in match.changes] == changes


def test_a_word_of_the_next_sentence_is_not_one_that_stands_before_the_passage() -> None:
    index = Index.open(None)
    text = "“They have the means it takes to ring for the whole town of Ely,” said Gus Orly. “The bell is old.”"
    index.put(Document("d", "Bell", text, language="en"), sequence=1)
    match = Engine(index).verify(Query("means it takes to rinq for the whole town of Ely. The")).matches[0]
    assert [span.text for span in match.spans] == ["means it takes to ring for the whole town of Ely", "The"]
