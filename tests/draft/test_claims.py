"""What a draft claims by naming a speaker, how surely, and what accuses nobody; which words its marks hold."""

from __future__ import annotations

import pytest

from matcher.draft import Block, CheckedQuotation, check_quotations, find_draft_quotations, read_blocks
from matcher.errors import QueryError, UnansweredError, VerificationFault
from matcher.types import Answer, AttributionStatus, Outcome, Query
from service.drafts.markup import read_markup
from tests.draft.archive import engine

FAITHFUL = "We will not raise taxes before the harvest is in"
FALSIFIED = "We Will Raise Taxes Before the Harvest Is In"


def check(text: str) -> CheckedQuotation:
    draft = read_blocks([Block(None, text)])
    quotations = find_draft_quotations(draft, language="en")
    [found] = check_quotations(draft, quotations, engine().verify, Query(""), max_characters=1_000)
    return found


@pytest.mark.parametrize(
    ("text", "claimed", "status", "outcome"),
    [
        (f"“{FAITHFUL},” Bo Orr said.", "Bo Orr", "contradicted", "problem"),
        # A body's words may be printed as those of the minister who speaks for it.
        (f"“{FAITHFUL},” the Orrin Council said.", "the Orrin Council", "uncertain", "review"),
        (f"“{FAITHFUL},” Bo Orr said, according to the Lake Ledger.", "Bo Orr", "uncertain", "review"),
        (f"“{FAITHFUL},” Ada Venn said, according to the Lake Ledger.", "Ada Venn", "confirmed", "ok"),
        # Who spoke is a guess, and wrong as often as right: it claims nothing.
        (f"Bo Orr, who came by boat and was told by telephone “{FAITHFUL}”, went home.", None, "not_claimed", "ok"),
        # As often right as wrong: a claim, though not one that accuses.
        (f"Bo Orr came in.\n\n“{FAITHFUL}.”\n\nThe end.", "Bo Orr", "uncertain", "review"),
    ],
)
def test_how_much_a_speaker_of_the_draft_claims(
    text: str, claimed: str | None, status: AttributionStatus, outcome: Outcome
) -> None:
    answer = check(text).answer
    assert answer is not None
    assert (answer.attribution.claimed, answer.attribution.status, answer.outcome) == (claimed, status, outcome)


@pytest.mark.parametrize(
    ("text", "kind", "outcome"),
    [
        (f"The film “{FALSIFIED}” opens today.", "title", "review"),
        (f"Ada Venn said: “{FALSIFIED}.”", "quotation", "problem"),
        (f"{FALSIFIED}, Ada Venn said: “Wait.”", "quotation", "unknown"),
    ],
)
def test_words_that_nobody_is_said_to_have_said_accuse_nobody(text: str, kind: str, outcome: Outcome) -> None:
    found = check(text)
    assert found.answer is not None
    assert (found.quotation.kind, found.answer.outcome) == (kind, outcome)


def test_marks_that_an_element_means_are_those_of_a_quotation() -> None:
    """A ``<q>`` quotes; marks that the writer typed may also hold the title of a film."""
    kinds = []
    for markup in (f"<p>The film <q>{FALSIFIED}</q> opens today.</p>", f"<p>The film “{FALSIFIED}” opens today.</p>"):
        draft = read_markup(markup)
        kinds += [(q.kind, draft.text_at(q.place)) for q in find_draft_quotations(draft, language="en")]
    assert kinds == [("quotation", FALSIFIED), ("title", FALSIFIED)]


@pytest.mark.parametrize("joined", ["\u200d", "\u0301", "\ufe0f", "\u0903\u200d\u0301"])
def test_what_joins_the_opening_mark_is_none_of_the_words(joined: str) -> None:
    """A span never begins inside what a reader sees as one character."""
    text = f"“{joined}{FAITHFUL},” Ada Venn said."
    place = check(text).quotation.place
    assert text[place.start : place.end] == f"{FAITHFUL},"


@pytest.mark.parametrize("error", [QueryError("too many marks"), VerificationFault("report it")])
def test_a_quotation_without_an_answer_tells_why_and_spoils_no_other(error: UnansweredError) -> None:
    draft = read_blocks([Block(None, f"“The mill turns again,” Bo Orr said.\n\n“{FAITHFUL},” Ada Venn said.")])
    quotations = find_draft_quotations(draft, language="en")

    def verify(query: Query) -> Answer:
        if "mill" in query.quote:
            raise error
        return engine().verify(query)

    one, other = check_quotations(draft, quotations, verify, Query(""), max_characters=1_000)
    assert (one.answer, one.error) == (None, error)
    assert other.answer is not None
    assert (other.answer.verdict, other.error) == ("verbatim", None)


def test_a_fault_of_ours_is_no_fault_of_the_query() -> None:
    assert not issubclass(VerificationFault, QueryError)
