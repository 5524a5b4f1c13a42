"""Filters of a query, at their borders: which documents may answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from matcher import Document, Engine, Index, Query

TEXT = "“We will not raise the harbour dues this year,” said Ada Venn."
DOCUMENTS = (
    Document("undated", "", TEXT),
    Document("morning", "", TEXT, published_at="2026-03-10T08:00:00Z", language="en", publisher="The Ledger"),
    Document("evening", "", TEXT, published_at="2026-03-10T23:59:59Z", language="en-GB", publisher="Lake Post"),
    Document("day", "", TEXT, published_at="2026-03-11", language="de", publisher="the ledger"),
)


@pytest.fixture(scope="module", params=["one segment", "a segment each", "with one deleted"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    index = Index.open(None)
    documents = [*DOCUMENTS, Document("gone", "", TEXT, published_at="2026-03-10T12:00:00Z", language="en")]
    if request.param == "one segment":
        index.put_many(enumerate(DOCUMENTS, 1))
    else:
        for sequence, document in enumerate(documents, 1):
            index.put(document, sequence=sequence)
        index.delete("gone", sequence=9)
    yield Engine(index)
    index.close()


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, {"undated", "morning", "evening", "day"}),
        ({"published_before": "2026-03-10T08:00:00Z"}, {"morning"}),
        ({"published_before": "2026-03-10T07:59:59Z"}, set()),
        ({"published_after": "2026-03-10T23:59:59Z"}, {"evening", "day"}),
        ({"published_after": "2026-03-11T00:00:00Z"}, {"day"}),
        ({"published_after": "2026-03-11T00:00:01Z"}, set()),
        # A bare date means all of that day, from its beginning and up to its end.
        ({"published_before": "2026-03-10"}, {"morning", "evening"}),
        ({"published_before": "2026-03-09"}, set()),
        ({"published_after": "2026-03-10"}, {"morning", "evening", "day"}),
        ({"published_after": "2026-03-10", "published_before": "2026-03-10"}, {"morning", "evening"}),
        ({"language": "en"}, {"morning", "evening"}),
        ({"language": "EN-us"}, {"morning", "evening"}),
        ({"language": "fr"}, set()),
        ({"publisher": "THE LEDGER"}, {"morning", "day"}),
        ({"publisher": "Nobody"}, set()),
        ({"publisher": "The Ledger", "language": "de"}, {"day"}),
        ({"document_ids": ("day", "undated", "gone", "never")}, {"day", "undated"}),
        ({"document_ids": ()}, set()),
        ({"document_ids": ("undated",), "published_before": "2027-01-01"}, set()),
    ],
)
def test_documents_that_pass_a_filter_answer_and_no_others(
    engine: Engine, filters: dict[str, Any], ids: set[str]
) -> None:
    for document_id in ("undated", "morning", "evening", "day", "gone"):
        named = filters.get("document_ids", (document_id,))
        chosen = (document_id,) if document_id in named else ()
        answer = engine.verify(Query("We will not raise the harbour dues", **{**filters, "document_ids": chosen}))
        assert (answer.verdict == "verbatim") == (document_id in ids), document_id
    answer = engine.verify(Query("We will not raise the harbour dues", **filters))
    assert answer.occurrences == len(ids)


@pytest.mark.parametrize(
    ("published_at", "second"),
    [
        ("2026-03-10T08:00:00.9Z", "2026-03-10T08:00:00Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59Z"),
        ("1899-06-01T05:00:00.001+05:00", "1899-06-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59Z"),
    ],
)
def test_a_document_is_dated_to_the_second_that_its_date_begins_with(published_at: str, second: str) -> None:
    index = Index.open(None)
    index.put(Document("a", "", TEXT, published_at=published_at), sequence=1)
    for bound in (second, second[:10]):
        for filters in ({"published_after": bound}, {"published_before": bound}):
            answer = Engine(index).verify(Query("We will not raise the harbour dues", **filters))
            assert answer.verdict == "verbatim", filters


def test_a_date_is_compared_in_utc() -> None:
    index = Index.open(None)
    index.put(Document("a", "", TEXT, published_at="2026-03-11T00:30:00+02:00"), sequence=1)
    answers = [
        Engine(index).verify(Query("We will not raise the harbour dues", published_before=day))
        for day in ("2026-03-09", "2026-03-10")
    ]
    assert [answer.verdict for answer in answers] == ["not_found", "verbatim"]
