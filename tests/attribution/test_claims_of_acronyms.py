"""Claims of a body by its initials, and of initials by the body's name."""

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.types import Document, Span

WHO = "Ben Orr came. The WHO said: “None of these cures it.”"
IN_FULL = "Ben Orr came. The World Health Organization said: “None of these cures it.”"
NATO = "Ben Orr came. NATO said: “None of these cures it.”"
CLAIMS = [
    (WHO, "WHO", "confirmed"),
    (WHO, "the WHO", "confirmed"),
    (WHO, "W.H.O.", "confirmed"),
    (WHO, "the World Health Organization", "confirmed"),
    (WHO, "the Ely Harbour Bank", "contradicted"),
    (WHO, "Ben Orr", "contradicted"),
    (WHO, "who", "uncertain"),
    (IN_FULL, "WHO", "confirmed"),
    (IN_FULL, "the WHO", "confirmed"),
    (IN_FULL, "NATO", "contradicted"),
    (NATO, "the North Atlantic Treaty Organization", "confirmed"),
    (NATO, "the WHO", "contradicted"),
    # Titles ending in -man may be a woman's, and another gender is another person.
    ("Chairman Ada Venn met Ben Orr. “It is late,” she said.", "Chairman Venn", "confirmed"),
    ("Chairman Ada Venn met Ben Orr. “It is late,” she said.", "Ben Orr", "contradicted"),
    ("Ada Venn met Una Marr. “It is late,” she said.", "Una Marr", "uncertain"),
]


@pytest.mark.parametrize(("text", "claimed", "status"), CLAIMS)
def test_claim_is(text: str, claimed: str, status: str) -> None:
    document = Document("d", "", text, language="en")
    attributed = attribute(document)
    passage = Span(attributed[-1].start, attributed[-1].end)
    assert match_claim(claimed, attributed[-1].speaker, document, attributed, passage=passage) == status
