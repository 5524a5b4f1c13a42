"""An amount at a quote's end has its currency before it or behind it, as it pleases its writer."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

DOLLARS = ("en", "“We lost a boat. The flood cost us 5 million dollars,” Ada Venn said.")
DOLARES = ("es", "«Perdimos mucho. La deuda asciende a 1.5 millones de dólares», dijo Ana Duarte.")


def verdict(language: str, text: str, quote: str) -> str:
    index = Index.open(None)
    index.put(Document("d", "", text, language=language), sequence=1)
    return Engine(index).verify(Query(quote)).verdict


@pytest.mark.parametrize(
    ("document", "quote"),
    [
        (DOLLARS, "The flood cost us $5 million"),
        (DOLLARS, "The flood cost us 5 million dollars"),
        (DOLARES, "La deuda asciende a $1.5 millones"),
    ],
)
def test_currency_of_an_amount_may_stand_behind_it_in_the_document(document: tuple[str, str], quote: str) -> None:
    assert verdict(*document, quote) == "verbatim"


@pytest.mark.parametrize(
    ("document", "quote"),
    [
        (DOLLARS, "The flood cost us $6 million"),
        (DOLLARS, "The flood cost us €5 million"),
        (DOLARES, "La deuda asciende a $15 millones"),
    ],
)
def test_another_amount_or_currency_is_a_change(document: tuple[str, str], quote: str) -> None:
    assert verdict(*document, quote) == "altered"
