"""A quote cut out of a sentence that was said, between bars."""

from __future__ import annotations

from matcher import Document, Engine, Index, Query
from matcher.types import Answer


def answer_to(said: str) -> Answer:
    """Ask for the words between the bars of what somebody is quoted as saying."""
    before, quote, after = said.split("|")
    index = Index.open(None)
    text = f"“{before}{quote}{after}” Gus Orly said. “We met on the pier.”"
    index.put(Document("d", "Meeting", text, language="en"), sequence=1)
    return Engine(index).verify(Query(quote))
