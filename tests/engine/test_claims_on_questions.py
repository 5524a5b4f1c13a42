"""Claims on what a transcript's unnamed reporters ask: nobody whom its labels name has asked it."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

BRIEFING = (
    "MS. VENN: Thank you all for coming to the harbour. Let us begin.\n\n"
    "Q    Thanks. The old bridge is closed to every boat in town, is it not?\n\n"
    "MR. ORR: We will open it before the winter comes.\n\n"
    "REPORTER: The mayor has not seen a plan for the ferry at all.\n\n"
    "MS. VENN: She has. As Una Marr told us, the ferry will go on.\n\n"
    "INTERPRETER: The guild is grateful for the help of the northern towns.\n\n"
    "GUILDMASTER ROAN: (Through an interpreter.) Thank you."
)
BRIDGE, PLAN, GUILD = (
    "The old bridge is closed to every boat in town",
    "The mayor has not seen a plan for the ferry",
    "The guild is grateful for the help of the northern towns",
)


@pytest.mark.parametrize(
    ("quote", "claimed", "status"),
    [
        (BRIDGE, "Venn", "contradicted"),
        (BRIDGE, "Ms. Venn", "contradicted"),
        (BRIDGE, "Orr", "contradicted"),
        (PLAN, "Ada Venn", "contradicted"),
        (PLAN, "press secretary Ada Venn", "contradicted"),
        # Who has no label may have asked.
        (BRIDGE, "Una Marr", "uncertain"),
        (BRIDGE, "Paul Reed", "uncertain"),
        (PLAN, "a reporter", "confirmed"),
        # Whoever interprets says what others said.
        (GUILD, "Roan", "uncertain"),
        (GUILD, "Venn", "uncertain"),
        ("We will open it before the winter comes", "Orr", "confirmed"),
    ],
)
def test_whoever_answers_has_not_asked(quote: str, claimed: str, status: str) -> None:
    index = Index.open(None)
    title = "Press briefing by Press Secretary Ada Venn and Harbour Master Ben Orr"
    index.put(Document("t", title, BRIEFING, kind="transcript", language="en"), sequence=1)
    answer = Engine(index).verify(Query(quote, speaker=claimed))
    assert answer.attribution.status == status
    assert (answer.outcome == "problem") == (status == "contradicted")
