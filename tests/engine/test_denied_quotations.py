"""A partial quotation that the narration denies is inside a negation, though the negation stands outside its marks."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

DENIED = [
    "A fisherman, who is old, never told us “|the wall has held since the frost|.”",
    "Roan said it was not “|some kind of personal feud with the mayor|.”",
    "Roan said it was not “some kind of |personal feud with the mayor|.”",
    "He had never been “|an enemy of the old town|,” Roan said.",
    "Roan denied being “|an enemy of the old town|.”",
    "The mill is no longer “|a danger to the wall|,” said Roan.",
    "Roan said no one was “|a danger to the pier|.”",
    "He would sell it not because of “|hatred for the ferry|,” but because it sinks, Roan said.",
    "The council found no “|proof of a plot|,” Roan said.",
    "The guild said it will not “|pay for the broken boats|.”",
    "Roan never once called it “|a heap of sticks|.”",
]
SAID = [
    "A fisherman, who would not give his name, told us “|the wall has held since the frost|.”",
    "The plan was not only “|a gift to the guild|” but a theft, Roan said.",
    "It was no doubt “|a good year for the town|,” Roan said.",
    "“We lost,” said Roan, who did not vote, “|an hour of the day|.”",
    "He did not: “|we have lost the day for good|,” Roan said.",
    "He did not deny being “|a friend of the miller|,” Roan said.",
    "Roan never went back on his word that it was “|a heap of sticks|.”",
    "Roan did not come, but called it “|a fair price for the mill|.”",
    "The paper rated it “false” or “|a heap of lies|,” Roan said.",
    "“|Was it late for the boats|?” Roan did not answer.",
    "Nobody came. It was “|a poor day for the choir|,” Roan said.",
]


@pytest.mark.parametrize(
    ("sentence", "is_denied"), [*((text, True) for text in DENIED), *((text, False) for text in SAID)]
)
def test_a_partial_quotation_is_denied_by_the_narration_before_it(sentence: str, is_denied: bool) -> None:
    index = Index.open(None)
    index.put(Document("d", "", "It rained in Ely. " + sentence.replace("|", ""), language="en"), sequence=1)
    match = Engine(index).verify(Query(sentence.split("|")[1])).matches[0]
    assert ("inside_negation" in match.flags) == is_denied


def test_other_languages_deny_alike() -> None:
    index = Index.open(None)
    text = "Es regnete. Die Brücke sei nicht mehr „eine Gefahr für die Stadt“, sagte Roan."
    index.put(Document("d", "", text, language="de"), sequence=1)
    assert "inside_negation" in Engine(index).verify(Query("eine Gefahr für die Stadt")).matches[0].flags


@pytest.mark.parametrize(
    ("sentence", "is_denied"),
    [
        ("„|Die Brücke ist eine Gefahr|“, sagte Roan noch am Montag.", False),
        ("„|Die Brücke ist eine Gefahr|“, sagte Roan noch im Mai.", False),
        ("Weder der Rat noch Roan sagte: „|Die Brücke ist eine Gefahr|.“", True),
    ],
)
def test_noch_denies_behind_weder_only(sentence: str, *, is_denied: bool) -> None:
    index = Index.open(None)
    index.put(Document("d", "", "Es regnete. " + sentence.replace("|", ""), language="de"), sequence=1)
    match = Engine(index).verify(Query("Die Brücke ist eine Gefahr")).matches[0]
    assert ("inside_negation" in match.flags) == is_denied
