"""A quote in which somebody tells what another said: the inner words stand in a document, the telling in none."""

from __future__ import annotations

import pytest

from matcher import Engine
from matcher.index import Index
from matcher.types import Document, Query

TEXTS = (
    "Mayor Ben Orr met Ada Venn in Ely on Monday. “We will not pay for the ferry this year,” Orr told the council.",
    "It rained in Ely for a week. “He told me, ‘We cannot mend the bridge either,’” Ada Venn recalled.",
    "“He never said, ‘The pier has to close in the autumn,’” said Una Marr.",
)
# quote, claim, verdict, outcome, status
CASES = [
    ("“He told us, ‘We will not pay for the ferry this year,’”", None, "altered", "review", "not_claimed"),
    ("“He told us, ‘We will not pay for the ferry this year,’”", "Ada Venn", "altered", "review", "uncertain"),
    ("“He told us, ‘We will not pay for the ferry this year,’”", "Ben Orr", "altered", "review", "uncertain"),
    ("He told us, ‘We will not pay for the ferry this year,’", None, "altered", "review", "not_claimed"),
    ("“The mayor told us, ‘We will not pay for the ferry this year,’”", None, "altered", "review", "not_claimed"),
    ("He told us, “We will not pay for the ferry this year.”", "Ben Orr", "altered", "review", "confirmed"),
    ("He told us, “We will not pay for the ferry this year.”", "Ada Venn", "altered", "review", "uncertain"),
    # The clause names whoever has spoken there.
    ("“Orr said, ‘We will not pay for the ferry this year,’”", None, "altered", "review", "not_claimed"),
    ("“Ben Orr told us, ‘We will not pay for the ferry this year,’”", None, "altered", "review", "not_claimed"),
    ("“Orr said, ‘We will not pay for the ferry this year,’”", "Ben Orr", "altered", "review", "uncertain"),
    ("“Pike said, ‘We will not pay for the ferry this year,’”", None, "altered", "problem", "not_claimed"),
    ("“Orr never said, ‘We will not pay for the ferry this year,’”", None, "altered", "problem", "not_claimed"),
    ("“Orr said, ‘We will pay for the ferry this year,’”", None, "altered", "problem", "not_claimed"),
    # The inner words were changed.
    ("“He told us, ‘We will pay for the ferry this year,’”", None, "altered", "problem", "not_claimed"),
    # The clause says more than that somebody said so.
    ("“He never said, ‘We will not pay for the ferry this year.’”", None, "altered", "problem", "not_claimed"),
    ("“Venn said, ‘We will not pay for the ferry this year,’”", None, "altered", "problem", "not_claimed"),
    (
        "“He told us, ‘We will not pay for the ferry this year,’ and left.”",
        None,
        "altered",
        "problem",
        "not_claimed",
    ),
    # The document has the clause too, in other words.
    ("“He told us, ‘We cannot mend the bridge either,’”", None, "altered", "problem", "not_claimed"),
    ("“He said, ‘The pier has to close in the autumn,’”", None, "altered", "problem", "not_claimed"),
    ("“He told me, ‘We cannot mend the bridge either,’”", "Ada Venn", "verbatim", "ok", "confirmed"),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    index = Index.open(None)
    for sequence, text in enumerate(TEXTS, 1):
        index.put(Document(f"d{sequence}", "", text, language="en"), sequence=sequence)
    return Engine(index)


@pytest.mark.parametrize(("quote", "claim", "verdict", "outcome", "status"), CASES)
def test_a_telling_of_its_own_around_anothers_words_is_for_review(
    engine: Engine, quote: str, claim: str | None, verdict: str, outcome: str, status: str
) -> None:
    answer = engine.verify(Query(quote, speaker=claim))
    assert (answer.verdict, answer.outcome, answer.attribution.status) == (verdict, outcome, status)
    assert all(change.severity == "minor" for change in answer.matches[0].changes) == (outcome != "problem")
