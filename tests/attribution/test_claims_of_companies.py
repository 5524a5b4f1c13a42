"""Claims of companies: the legal form is no part of a name, and nobody's family name."""

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.attribution.claims.legal_forms import strip_legal_form
from matcher.types import Document

# who issued a statement, claim, status
CASES = [
    ("Molkerei Grünau eG", "Molkerei Grünau", "confirmed"),
    ("Molkerei Grünau eG", "Molkerei Rotau eG", "contradicted"),
    ("Molkerei Grünau eG", "Molkerei Rotau", "contradicted"),
    ("Molkerei Grünau", "Molkerei Grünau GmbH & Co. KG", "confirmed"),
    ("Corvid Shipping Ltd", "Corvid Shipping", "confirmed"),
    ("Corvid Shipping Ltd", "Corvid", "confirmed"),
    ("Corvid Shipping Ltd", "Harlan Mining Ltd", "contradicted"),
    ("Corvid Shipping Ltd", "Harlan Shipping", "contradicted"),
    ("Olivares del Olmo, S. Coop.", "Olivares del Olmo", "confirmed"),
    ("ООО «Молоко»", "Молоко", "confirmed"),
    ("ООО «Молоко»", "ООО «Сыр»", "contradicted"),
    ("Ben Orr", "Orr Ltd", "uncertain"),
    ("Ben Orr", "Ben Orr Ltd", "uncertain"),
]


@pytest.mark.parametrize(("issuer", "claimed", "status"), CASES)
def test_claim_of_a_company(issuer: str, claimed: str, status: str) -> None:
    document = Document("d", "", "We check every jar.", language="en", kind="statement", speaker=issuer)
    attributed = attribute(document)
    assert match_claim(claimed, attributed[0].speaker, document, attributed) == status


@pytest.mark.parametrize("name", ["AG", "Luc Sa", "Kim Se", "ADA SE", "Quill & Sons", "The Limited", "Ana S."])
def test_what_only_looks_like_a_legal_form_is_kept(name: str) -> None:
    assert strip_legal_form(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "Ada GmbH",
        "Ada GmbH & Co. KG",
        "Ada e. V.",
        "Ada S.p.A.",
        "Ada, S. L.",
        "Ada sp. z o.o.",
        "Ada, Inc.",
        "ТОВ Ada",
    ],
)
def test_a_legal_form_is_left_out_with_its_stops(name: str) -> None:
    assert strip_legal_form(name) == "Ada"
