"""No letter is told twice: changes and spans of one match lie side by side, whatever words meet at an edge."""

from __future__ import annotations

from matcher import Engine, Index, Query
from matcher.types import Document, Match


def match_of(quote: str, text: str) -> Match:
    """Ask for a quote where one document has this text, and return what comes first."""
    index = Index.open(None)
    index.put(Document("d", "T", text, language="en"), sequence=1)
    return Engine(index).verify(Query(quote)).matches[0]


def test_a_genitive_for_a_word_is_one_change() -> None:
    match = match_of("The mayor’s Orr sank the same old ferry twice", "The Senator Orr sank the same old ferry twice.")
    assert [(c.operation, c.quote.text, c.document.text) for c in match.changes] == [
        ("replaced", "mayor’s", "Senator"),
    ]


def test_a_word_for_a_genitive_is_one_change() -> None:
    match = match_of(
        "The balanced budget, not the creation of 22 jobs", "The Roan’s budget, not the creation of 22 jobs."
    )
    assert [(c.operation, c.quote.text, c.document.text) for c in match.changes] == [
        ("replaced", "balanced", "Roan’s"),
    ]


def test_a_contraction_lost_for_another_word_denies() -> None:
    match = match_of(
        "They see a gap between the ferries and the barges", "We can’t see a gap between the ferries and the barges."
    )
    assert "negation" in [c.kind for c in match.changes]
    assert all(c.severity == "material" for c in match.changes if "can’t" in c.document.text)


def test_a_fragment_takes_no_word_of_the_next() -> None:
    match = match_of("of yellow [and] lanterns. Quay bells", "A of yellows lanterns. Quay bells ")
    assert [span.text for span in match.spans] == ["of yellows", "lanterns. Quay bells"]
    assert [(c.kind, c.document.text) for c in match.changes] == [("inflection", "yellows")]


DAMAGED = "counseling before filing bankruptcy, must ensure that consumers given chance at reducing their debt burden"


def test_a_damaged_fragment_of_a_splice_keeps_its_changes() -> None:
    quote = (
        "must ensure consumers given. counseling [...] before filing bankruptcy, "
        "we must ensure that consumers fair chance at reducing not their debt burden"
    )
    match = match_of(quote, f"{DAMAGED}.")
    assert match.verdict == "spliced"
    assert all(span.text for span in match.spans)
    assert [c.quote.text for c in match.changes if c.kind == "negation"] == ["not"]


def test_the_changes_of_a_narrated_quote_have_its_own_text() -> None:
    quote = "“The ferry leaves at noon today,” said Ada Venn, “and the bell of the church will be sold in spring.”"
    text = "“The ferry leaves at noon, and the bell of the church will be sold in autumn,” said Ada Venn."
    match = match_of(quote, text)
    assert match.changes
    assert all(quote[c.quote.start : c.quote.end] == c.quote.text for c in match.changes)


def test_a_change_across_the_narration_of_a_quote_has_its_own_text() -> None:
    text = "東京の会議は中止された。"
    quote = f"{text}  twenty-five,” said, “中止された。"
    match = match_of(quote, text)
    assert [quote[c.quote.start : c.quote.end] for c in match.changes] == [c.quote.text for c in match.changes]
