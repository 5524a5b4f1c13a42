"""Quotes sent with their own narration: the words in the marks are verified, the speaker named beside them is a claim."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.narrated import find_narration

TEXT = (
    "“We will win the vote in the spring,” said Ada Venn, the party leader, “and we will stay in the council until the "
    "harbour is rebuilt.” Bo Orr, the mayor, left. “The ferries will sail until the lake freezes over,” he said. "
    "“‘Go to the lake and stay there,’ said my mother, and I went at once,” Una Marr recalled."
)
WIN = "“We will win the vote in the spring,”"
REST = "“and we will stay in the council until the harbour is rebuilt.”"
# quote, claim, verdict, outcome, status
CASES = [
    (f"{WIN} said Ada Venn, {REST}", None, "verbatim", "ok", "confirmed"),
    (f"{WIN} Venn said, {REST}", None, "verbatim", "ok", "confirmed"),
    (f"{WIN} she said, {REST}", None, "verbatim", "ok", "not_claimed"),
    (f"{WIN} said Bo Orr, {REST}", None, "verbatim", "problem", "contradicted"),
    (f"{WIN} said Bo Orr, {REST}", "Ada Venn", "verbatim", "ok", "confirmed"),
    (f"{WIN} Ada Venn said.", None, "verbatim", "ok", "confirmed"),
    (f"{WIN} Ada Venn said on Jan. 5.", None, "verbatim", "ok", "confirmed"),
    (f"{WIN} Ada Venn said in No. 10.", None, "verbatim", "ok", "confirmed"),
    (f"On Tuesday she said: {WIN} Ada Venn reported.", None, "verbatim", "ok", "confirmed"),
    (f"{WIN} the party leader, Ada Venn, told reporters on Tuesday.", None, "verbatim", "ok", "confirmed"),
    (f"Ada Venn said: {WIN}", None, "verbatim", "ok", "confirmed"),
    (f"Venn: {WIN}", None, "verbatim", "ok", "confirmed"),
    (f"{WIN} — Ada Venn, party leader", None, "verbatim", "ok", "confirmed"),
    (f"{WIN}\n— Ada Venn", None, "verbatim", "ok", "confirmed"),
    ("\"We will win the vote in the spring,\" said Venn.", None, "verbatim", "ok", "confirmed"),
    ("&ldquo;We will win the vote in the spring,&rdquo; said Ada Venn.", None, "verbatim", "ok", "confirmed"),
    ("“The ferries will sail until the lake freezes over,” said Ada Venn.", None, "verbatim", "problem", "contradicted"),
    ("“The ferries will sail until the lake freezes over,” said a fisherman.", None, "verbatim", "ok", "not_claimed"),
    # The outermost marks are often cut off.
    (f"{WIN[1:]} said Ada Venn, {REST[:-1]}", None, "verbatim", "ok", "confirmed"),
    (f"{WIN[1:]} said Bo Orr, {REST[:-1]}", None, "verbatim", "problem", "contradicted"),
    (f"{WIN[1:]} Ada Venn said.", None, "verbatim", "ok", "confirmed"),
    (f"{WIN} Sen. Venn said.", None, "verbatim", "ok", "confirmed"),
    (f"{WIN} former Senator Ada B. Venn said.", None, "verbatim", "ok", "confirmed"),
    (f"{WIN[1:]} said Ada Venn, who leads the party.", None, "verbatim", "ok", "confirmed"),
    (f"{WIN} she said, {REST[:-1]}", "Venn", "verbatim", "ok", "confirmed"),
    ("We will win the vote in the spring,\" Venn said, \"and we will stay in the council until the harbour is rebuilt", None, "verbatim", "ok", "confirmed"),
    ("We will win the vote in the spring”, said Venn.", None, "verbatim", "ok", "confirmed"),
    (f"{WIN[1:]} said Venn, “and we will leave the council until the harbour is rebuilt", None, "altered", "problem", "confirmed"),
    # A lie in the words is one with or without the clause.
    ("“We will not win the vote in the spring,” said Ada Venn.", None, "altered", "problem", "confirmed"),
    (f"{WIN} said Venn, “and we will leave the council until the harbour is rebuilt.”", None, "altered", "problem", "confirmed"),
    # What may have been said itself is verified with the rest.
    ("“Go to the lake and stay there,” said my mother, and I went at once", None, "verbatim", "ok", "not_claimed"),
    ("“Go to the lake and stay there,” said my mother, and I never went", None, "altered", "problem", "not_claimed"),
    ("“Go to the lake and stay there,” said the king, and the harbour was rebuilt", None, "altered", "problem", "not_claimed"),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "claimed", "verdict", "outcome", "status"), CASES)
def test_words_in_marks_are_verified(quote: str, claimed: str | None, verdict: str, outcome: str, status: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "Venn sure of victory", TEXT, language="en"), sequence=1)
    answer = Engine(index).verify(Query(quote, claimed))
    assert (answer.verdict, answer.outcome, answer.attribution.status) == (verdict, outcome, status)
    for match in answer.matches:
        for span in match.spans:
            assert TEXT[span.start : span.end] == span.text


def test_what_stands_with_its_narration_is_no_splice_without_it() -> None:
    text = (
        "“Fishing is an industry of great importance to our lake,” said Ada Venn.\n\n"
        "“The act would promote it in every town on the shore and beyond,” she said."
    )
    index = Index.open(None)
    index.put(Document("d", "", text, language="en"), sequence=1)
    assert Engine(index).verify(Query(text)).verdict == "verbatim"
    assert Engine(index).verify(Query(text.replace("every", "no"))).verdict == "altered"


def test_offsets_of_changes_are_those_of_the_quote_as_sent() -> None:
    index = Index.open(None)
    index.put(Document("d", "", TEXT, language="en"), sequence=1)
    quote = "Ada Venn said: “We will not win the vote in the spring.”"
    (change,) = Engine(index).verify(Query(quote)).matches[0].changes
    assert quote[change.quote.start : change.quote.end] == change.quote.text == "not"


NARRATED = TEXT[: TEXT.index(".”")]


@pytest.mark.parametrize("quote", [NARRATED, NARRATED[1:], f"{NARRATED}.”"])
def test_a_quote_that_stands_with_its_narration_has_all_of_it_for_its_passage(quote: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "", TEXT, language="en"), sequence=1)
    answer = Engine(index).verify(Query(quote))
    (match,) = answer.matches
    assert (answer.verdict, answer.outcome, answer.attribution.status) == ("verbatim", "ok", "confirmed")
    assert answer.attribution.claimed == answer.attribution.speaker == "Ada Venn"
    assert [span.text for span in match.spans] == [quote.strip("“.”")]
    assert match.setting == "mixed"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Venn left. “We will win the vote for every Venn,” she said, “and we will stay.”",
        "Ada Ban left. “We will win the vote,” she told the Bank of Ely, “and we will stay.”",
    ],
)
def test_only_the_narration_claims_a_speaker(text: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "", text, language="en"), sequence=1)
    quote = text[text.index("“") : text.rindex("”") + 1]
    answer = Engine(index).verify(Query(quote))
    assert (answer.verdict, answer.attribution.status, answer.attribution.claimed) == ("verbatim", "not_claimed", None)


def test_where_the_narration_stands_too_occurrences_are_those_of_the_whole() -> None:
    index = Index.open(None)
    index.put(Document("d", "", TEXT, language="en"), sequence=1)
    index.put(Document("other", "", "“We will win the vote in the spring,” Bo Orr wrote.", language="en"), sequence=2)
    assert Engine(index).verify(Query(NARRATED)).occurrences == 1
    assert Engine(index).verify(Query(f"{WIN} said Una Marr.")).occurrences == 2


def test_a_lie_with_the_narration_of_a_document_has_all_of_it_for_its_passage() -> None:
    index = Index.open(None)
    other = "“We will win the vote in the spring,” said Ada Venn. “We will stay in the council,” she said."
    index.put(Document("other", "", other, language="en", published_at="2020-01-01"), sequence=1)
    index.put(Document("d", "", TEXT, language="en", published_at="2021-01-01"), sequence=2)
    quote = NARRATED.replace("We will win", "We will not win")
    (match,) = Engine(index).verify(Query(quote[1:])).matches
    assert (match.document.id, match.verdict, match.setting) == ("d", "altered", "mixed")
    assert [span.text for span in match.spans] == [NARRATED.strip("“.”")]


@pytest.mark.parametrize(
    "quote",
    [
        "We will win the vote",
        "“We will win the vote”",
        "We will “win” the vote",
        "The vote, which she said “we will win”",
        "“We will win” the vote",
        "the “so-called” winner",
        "“We will win,” he said. Then it rained for days.",
        "“We will win,” I said.",
        "“We will win, said Venn.",
        " “We will win the R&D vote” ",
        "the council, as they say,” will win it",
        "win” the vote, she said",
        "We will win,” I said",
        "We will win,”",
        "win the vote in Ely.” President Orr has proposed to cut the fund",
        "Fort Ely, died on Sunday: “We will win the vote",
        "We will win the vote,” said Ada Venn, a sponsor of",
        "We will win the vote,” Senator Venn stated. $49,750 for the harbour of Ely",
        "“We will win the vote,” Venn said in 2020. 40 boats for the harbour.",
        "Venn argued, “we will win.” The notes say that a boat is due.",
        "“We will stay,” said Venn, adding, “we will win.” The notes say that a boat is due.",
        "Lake2022” [3/1/22] Members of the council Speaker of the House Ada Venn: “We will win the vote",
        "We will win the vote,” or so they insist at home.” Where members aren’t",
        "“",
    ],
)
def test_other_quotes_have_no_narration(quote: str) -> None:
    assert find_narration(Query(quote)) is None


SHORT = (
    "“The time is now,” said Senator Ada Venn, chairwoman of the Committee on Harbours, Lakes and Ferries. “Every boat "
    "on the lake will sail.”"
)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        # Too little stands in the marks to be recognised by itself; the narration tells which passage it is.
        ("The hour is now,” said Senator Ada Venn, chairwoman of the Committee on Harbours, Lakes", "altered"),
        ("The fair time is now,” said Senator Ada Venn, chairwoman of the Committee on Harbours", "altered"),
        # The narration alone makes nobody's words theirs.
        ("We ate the moon,” said Senator Ada Venn, chairwoman of the Committee on Harbours, Lakes", "not_found"),
        ("The gulls ate a moon,” said Senator Ada Venn, chairwoman of the Committee on Harbours", "not_found"),
    ],
)
def test_few_words_in_marks_are_found_by_their_narration(quote: str, verdict: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "", SHORT, language="en"), sequence=1)
    assert find_narration(Query(quote)) is not None
    assert Engine(index).verify(Query(quote)).verdict == verdict
