"""Brackets inside words are the writer's, unless the document has the very same."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

TEXT = "“The NFU[National Ferry Union] chair asked twice,” he said. “They wait[ed] for weeks. The crews stay ashore.”"


@pytest.fixture(scope="module")
def engine() -> Engine:
    index = Index.open(None)
    index.put(Document("d", "Ferries", TEXT, language="en"), sequence=1)
    index.put(Document("e", "Unions", "“The NFU[NFU] chair asked once,” he said.", language="en"), sequence=2)
    return Engine(index)


@pytest.mark.parametrize(
    "quote",
    [
        "The NFU[NFU] chair asked once",
        "They wait[ed] for weeks",
        "The NFU[National Ferry Union] chair asked twice",
        "[T]he crews stay ashore",
        "The crew[s] stay ashore",
    ],
)
def test_a_faithful_quote_with_brackets_is_found(engine: Engine, quote: str) -> None:
    answer = engine.verify(Query(quote))
    assert answer.verdict in ("verbatim", "elided")
    assert answer.outcome == "ok"


@pytest.mark.parametrize(("quote", "span"), [("NFU[NFU] chair", "NFU[NFU] chair"), ("wait[ed] for", "wait[ed] for")])
def test_brackets_of_the_document_are_part_of_the_span(engine: Engine, quote: str, span: str) -> None:
    match = engine.verify(Query(quote)).matches[0]
    assert [s.text for s in match.spans] == [span]
    assert match.verdict == "verbatim"


@pytest.mark.parametrize(
    ("quote", "verdict", "span"),
    [
        ("We have never sold a ferry", "verbatim", "[w]e have never sold a ferry"),
        ("[W]e have never sold a ferry", "verbatim", "[w]e have never sold a ferry"),
        ("The old pier stays", "verbatim", "[T]he [o]ld pier stays"),
        ("and the crews waited", "verbatim", "[a]nd the crews wait[ed]"),
    ],
)
def test_letters_that_the_document_has_in_brackets_belong_to_their_word(quote: str, verdict: str, span: str) -> None:
    text = "“[w]e have never sold a ferry,” she wrote. “[T]he [o]ld pier stays, [a]nd the crews wait[ed].”"
    index = Index.open(None)
    index.put(Document("d", "Ferries", text, language="en"), sequence=1)
    match = Engine(index).verify(Query(quote)).matches[0]
    assert (match.verdict, [s.text for s in match.spans]) == (verdict, [span])


@pytest.mark.parametrize("quote", ["[T]he crews stay ashore", "The crew[s] stay ashore"])
def test_brackets_that_only_the_quote_has_are_a_mark(engine: Engine, quote: str) -> None:
    assert engine.verify(Query(quote)).verdict == "elided"


def test_other_letters_in_brackets_are_not_the_documents(engine: Engine) -> None:
    assert engine.verify(Query("They wait[ing] for weeks")).outcome != "ok"


@pytest.mark.parametrize(
    ("quote", "verdict", "changed"),
    [
        ("The crews walk[ed] to the pier and talk[ed] of pay", "elided", []),
        ("The crews walk[ing] to the pier and talk of pay", "elided", []),
        ("The crew[s] walk[ed] to the pier and talk of pay", "elided", []),
        ("The crews walk to the pier and tal[ked] of pay", "elided", []),
        ("They [the [old] crews] walk to the pier and talk of pay", "altered", ["They"]),
        ("The crews [of the [old] boats] walk to the pier and talk of pay", "elided", []),
        ("The crews [un]walk to the pier and talk of pay", "altered", ["[un]walk"]),
        ("The crews [t]alk to the pier and talk of pay", "altered", ["[t]alk"]),
        ("The crews walks[ed] to the pier and talk of pay", "altered", ["walks[ed]"]),
        ("The crews walked to the pier and talk of pay", "altered", ["walked"]),
    ],
)
def test_an_ending_that_the_quote_puts_in_brackets_is_marked(quote: str, verdict: str, changed: list[str]) -> None:
    """Letters in brackets that make another word of it, or stand beside other letters, are a change all the same."""
    index = Index.open(None)
    text = "“The crews walk to the pier and talk of pay,” Ada Venn said on Monday."
    index.put(Document("d", "Ferries", text, language="en"), sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert (answer.verdict, answer.outcome == "ok") == (verdict, verdict == "elided")
    assert [change.quote.text for change in answer.matches[0].changes] == changed
    assert all(quote[c.quote.start : c.quote.end] == c.quote.text for c in answer.matches[0].changes)


@pytest.mark.parametrize(
    "quote", ["They wait[e\u200ed] for", "They wait\u200e[ed] for", "[\u200bT\u200b]hey wait[ed\ufeff] for"]
)
def test_what_no_reader_sees_is_no_part_of_a_bracket(engine: Engine, quote: str) -> None:
    answer = engine.verify(Query(quote))
    assert (answer.outcome, answer.matches[0].changes) == ("ok", ())


def test_a_word_in_brackets_behind_an_invisible_character_is_a_word_of_its_own(engine: Engine) -> None:
    answer = engine.verify(Query("The crews \u200b[all] stay ashore"))
    assert answer.verdict == "elided"


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("The flood hurt tens [he said] of thousands of ewes in the vale", "elided"),
        ("The flood hurt tens [he said] of ewes in the vale", "altered"),
        ("The flood hurt tens … of ewes in the vale", "altered"),
        ("The flood hurt tens [and] thousands of ewes in the vale", "altered"),
    ],
)
def test_a_bracket_within_an_amount_cuts_it_only_where_words_are_left_out(quote: str, verdict: str) -> None:
    index = Index.open(None)
    text = "“The flood hurt tens of thousands of ewes in the vale,” he said."
    index.put(Document("d", "Flood", text, language="en"), sequence=1)
    assert Engine(index).verify(Query(quote)).verdict == verdict


NOTED = (
    "“The council will not sell the old harbour to any foreign company. The G20 met on 40 km² of land for [5] years, "
    "and MS13 was there,” he said."
)


@pytest.mark.parametrize(
    "quote",
    [
        "The council will not sell the old harbour[3] to any foreign company",
        "The council will not sell the old harbour[3] to any foreign company.[12]",
        "The council will not sell the old harbour to any foreign company[3]",
        "The council will not sell the old harbour¹ to any foreign company.²³",
        "The council will not sell the old harbour [3] to any foreign company",
        "The G20 met on 40 km² of land",
        "The G[20] met on 40 km² of land",
    ],
)
def test_the_number_of_a_note_is_nobodys_word(quote: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "Harbours", NOTED, language="en"), sequence=1)
    assert Engine(index).verify(Query(quote)).outcome == "ok"


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("The G20 met on 40 km of land", "number"),
        ("The G[7] met on 40 km² of land", "number"),
        ("The council will [now] sell the old harbour[3] to any foreign company", None),
    ],
)
def test_a_number_that_is_no_notes_counts(quote: str, kind: str | None) -> None:
    index = Index.open(None)
    index.put(Document("d", "Harbours", NOTED, language="en"), sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert answer.outcome != "ok"
    assert kind is None or kind in {change.kind for change in answer.matches[0].changes}
