"""A quote that runs on from one person's words into another's, with nothing between them that says so."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.attribution import KeptSpeakers

PAY = "We will pay the dues of the harbour in the spring."
NEVER = "We will never pay them, not in any spring."
TEXT = f"Ada Venn told us: “{PAY}”\n“{NEVER}” said Bo Orr."


class Asked:
    """A memory that has nothing and counts how often it is asked who speaks."""

    def __init__(self) -> None:
        self.times = 0

    def find(self, key: int) -> KeptSpeakers | None:  # noqa: ARG002
        self.times += 1
        return None


@pytest.mark.parametrize(
    ("quote", "verdict", "is_asked"),
    [
        (f"{PAY} {NEVER}", "spliced", True),
        (f"“{PAY}” “{NEVER}”", "verbatim", False),
        (f"{PAY}&rdquo; &ldquo;{NEVER}", "verbatim", False),
        # All marks are left out alike, as in speech recognition.
        (f"{PAY} {NEVER}".replace(".", "").replace(",", ""), "verbatim", False),
    ],
)
def test_a_mark_between_two_voices_hides_nothing(quote: str, verdict: str, is_asked: bool) -> None:
    index, asked = Index.open(None), Asked()
    index.put(Document("d", "Dues", TEXT, language="en"), sequence=1)
    assert Engine(index, speakers="claimed", memory=asked).verify(Query(quote)).verdict == verdict
    assert (asked.times > 0) == is_asked, "who speaks is worked out only where nothing else tells"
