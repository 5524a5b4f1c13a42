"""What a request means: fields as people and forms fill them, turned into a query of the matcher."""

from __future__ import annotations

from typing import Any

import pytest

from service.drafts.schemas import CheckRequest
from service.schemas import VerifyRequest


@pytest.mark.parametrize(
    ("speaker", "claimed"),
    [
        (None, None),
        ("", None),
        ("   ", None),
        ("\u00a0\n", None),
        (" Venn ", " Venn "),
        ("–", None),
        ("…", None),
        ("Н.", "Н."),
        ("王", "王"),
    ],
)
def test_a_speaker_without_a_letter_claims_nobody(speaker: str | None, claimed: str | None) -> None:
    assert VerifyRequest(quote="a", speaker=speaker).to_query().speaker == claimed


@pytest.mark.parametrize(
    ("asked", "searched"),
    [
        (None, None),
        ("2026-03-31", "2026-03-31"),
        ("2026-03-31T12:00:00Z", "2026-03-31T12:00:00Z"),
        ("2026-03-31T12:00:00.000Z", "2026-03-31T12:00:00.000Z"),
        ("2026-03-31T12:00:00.5Z", "2026-03-31T12:00:01+00:00"),
        ("2026-03-31T12:00:00.000000001Z", "2026-03-31T12:00:01+00:00"),
        ("2026-03-31 23:59:59,5+02:00", "2026-04-01T00:00:00+02:00"),
        ("2026-03-31T12:00:00.5", "2026-03-31T12:00:01"),
        ("9999-12-31T23:59:59.5Z", "9999-12-31T23:59:59.5Z"),
    ],
)
def test_part_of_a_second_begins_with_the_next_whole_one(asked: str | None, searched: str | None) -> None:
    for request in (VerifyRequest(quote="a", published_after=asked), CheckRequest(text="a", published_after=asked)):
        assert request.to_query().published_after == searched


@pytest.mark.parametrize(
    "fields", [{"publisher": None, "language": None}, {"publisher": " The Ledger", "language": "de"}]
)
def test_filters_that_say_something_are_kept(fields: dict[str, Any]) -> None:
    query = VerifyRequest(quote="a", **fields).to_query()
    assert {"publisher": query.publisher, "language": query.language} == fields
