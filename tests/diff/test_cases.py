"""One table of pairs: a quote, its passage, and the changes that must be found, or none.

In ``cases.json`` a change names the kinds that can be defended and, where they matter, operation, severity
and the texts of both sides, each contained in what is reported; an empty text means that side is empty.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from matcher.diff import find_changes
from matcher.text import tokens
from matcher.types import Change

CASES = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))


def compare(case: dict[str, Any], *, language: str | None) -> tuple[Change, ...]:
    """Return the changes between a case's two texts."""
    quote, document = case["quote"], case["document"]
    return find_changes(tokens(quote), tokens(document), quote_text=quote, document_text=document, language=language)


def fits(change: Change, wanted: dict[str, Any]) -> bool:
    """Tell whether a reported change is one that a case wants."""
    return (
        change.kind in wanted["kind"]
        and wanted.get("operation") in (None, change.operation)
        and wanted.get("severity") in (None, change.severity)
        and text_fits(change.quote.text, wanted.get("quote"))
        and text_fits(change.document.text, wanted.get("document"))
    )


def text_fits(text: str, wanted: str | None) -> bool:
    """Tell whether a side's text contains the wanted one, or is empty where an empty one is wanted."""
    if wanted is None:
        return True
    return wanted in text if wanted else not text


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['language']}: {c['quote']} / {c['document']}")
def test_every_wanted_change_is_reported_and_equal_wording_has_none(case: dict[str, Any]) -> None:
    changes = compare(case, language=case["language"])
    if not case["changes"]:
        assert changes == ()
    for wanted in case["changes"]:
        assert any(fits(change, wanted) for change in changes), changes


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['language']}: {c['quote']} / {c['document']}")
def test_sides_are_slices_of_the_original_texts(case: dict[str, Any]) -> None:
    for change in compare(case, language=case["language"]):
        assert change.quote.text == case["quote"][change.quote.start : change.quote.end]
        assert change.document.text == case["document"][change.document.start : change.document.end]
        assert change.quote.text or change.document.text


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c["changes"] and all(wanted.get("severity") == "minor" for wanted in c["changes"])],
    ids=lambda c: f"{c['language']}: {c['quote']} / {c['document']}",
)
def test_what_only_has_minor_changes_has_no_other(case: dict[str, Any]) -> None:
    assert all(change.severity == "minor" for change in compare(case, language=case["language"]))


# Whether "12,5" is twelve and a half can be told from the language alone.
NEEDS_LANGUAGE = {"12,5 Liter"}


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["changes"] and c["quote"] not in NEEDS_LANGUAGE], ids=lambda c: c["quote"]
)
def test_a_change_is_found_without_knowing_the_language(case: dict[str, Any]) -> None:
    assert compare(case, language=None)


def test_the_table_is_large_and_speaks_many_languages() -> None:
    assert len(CASES) >= 150
    assert {c["language"] for c in CASES} >= {"en", "de", "fr", "es", "ru", "uk", "ja", "zh"}
