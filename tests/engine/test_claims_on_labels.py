"""Claims on the turns of a transcript whose labels give an office without a name."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query

TEXT = (
    "THE PRESIDENT: The quay is safe for every child in this town.\n\n"
    "SENATOR ORR: The road behind the mill is not safe at all.\n\n"
    "THE PRESIDENT: We will mend the road before the winter."
)
QUAY, ROAD = "The quay is safe for every child", "The road behind the mill is not safe at all"


@pytest.mark.parametrize(
    ("title", "quote", "claimed", "status"),
    [
        ("Remarks by President Ada Venn", QUAY, "Venn", "confirmed"),
        ("Remarks by President Ada Venn", QUAY, "Una Marr", "contradicted"),
        ("Remarks by President Ada Venn", QUAY, "Ben Orr", "contradicted"),
        ("Remarks by President Ada Venn", QUAY, "the president", "confirmed"),
        ("Remarks by President Ada Venn", ROAD, "Ada Venn", "contradicted"),
        ("Remarks by President Ada Venn", ROAD, "Senator Orr", "confirmed"),
        # Who the president was, this one does not tell.
        ("Remarks at the Quay", QUAY, "Una Marr", "uncertain"),
        ("Remarks at the Quay", QUAY, "the president", "confirmed"),
    ],
)
def test_an_office_that_the_title_names_is_a_person(title: str, quote: str, claimed: str, status: str) -> None:
    index = Index.open(None)
    index.put(Document("t", title, TEXT, kind="transcript", language="en"), sequence=1)
    assert Engine(index).verify(Query(quote, speaker=claimed)).attribution.status == status


@pytest.mark.parametrize(
    ("claimed", "status"),
    [
        ("Ada Venn", "contradicted"),
        ("First Lady Ada Venn", "contradicted"),
        ("President Venn", "confirmed"),
        ("Leo Venn", "confirmed"),
        ("Venn", "uncertain"),
    ],
)
def test_who_has_a_label_of_her_own_is_nobody_of_her_name(claimed: str, status: str) -> None:
    text = TEXT.replace("SENATOR ORR", "THE FIRST LADY")
    index = Index.open(None)
    title = "Remarks by President Venn and First Lady Ada Venn"
    index.put(Document("t", title, text, kind="transcript", language="en"), sequence=1)
    assert Engine(index).verify(Query(QUAY, speaker=claimed)).attribution.status == status
    assert Engine(index).verify(Query(ROAD, speaker="Ada Venn")).attribution.status == "confirmed"


def test_an_administrator_is_nobodys_given_name() -> None:
    text = (
        "Relief Administrator Deanne Marr was in Ely. Welcome, Administrator Marr.\n\n"
        "ADMINISTRATOR MARR: The quay is safe for every child in this town.\n\n"
        "MS. ORR: The road behind the mill is not safe at all."
    )
    index = Index.open(None)
    index.put(Document("t", "Briefing", text, kind="transcript", language="en"), sequence=1)
    assert Engine(index).verify(Query(QUAY, speaker="Marr")).attribution.status == "confirmed"


@pytest.mark.parametrize(
    ("speaker", "status"),
    [(None, "uncertain"), ("Ada Venn", "confirmed"), ("Una Marr", "contradicted")],
)
def test_whoever_answers_q_is_nobody_unless_the_document_names_a_speaker(speaker: str | None, status: str) -> None:
    text = "Q: Is the quay safe?\n\nA: It is safe for every child in this town.\n\nQ: And the road?\n\nA: It is not."
    index = Index.open(None)
    index.put(Document("t", "A talk", text, kind="transcript", language="en", speaker=speaker), sequence=1)
    answer = Engine(index).verify(Query("It is safe for every child in this town", speaker="Ada Venn"))
    assert answer.attribution.status == status


def test_a_pronoun_does_not_tell_two_women_of_one_family_apart() -> None:
    text = (
        "Ada Venn, who drew the charts, died on Sunday. She was 91.\n\n"
        "“She was never afraid of the sea,” her daughter, Una Venn, said.\n\n"
        "In 1994 she was refused a berth. “I am told that I am too old for it,” she wrote."
    )
    index = Index.open(None)
    index.put(Document("d", "Obituary", text, language="en"), sequence=1)
    statuses = [
        Engine(index).verify(Query("I am told that I am too old for it", speaker=name)).attribution.status
        for name in ("Ada Venn", "Paul Venn")
    ]
    assert statuses[0] in ("confirmed", "uncertain")
    assert statuses[1] == "contradicted"
