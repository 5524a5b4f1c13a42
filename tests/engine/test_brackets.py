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


def test_other_letters_in_brackets_are_not_the_documents(engine: Engine) -> None:
    assert engine.verify(Query("They wait[ing] for weeks")).outcome != "ok"
