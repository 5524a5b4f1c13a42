"""Labels: names behind them, and lines that only look like labels."""

from __future__ import annotations

import pytest

from matcher.attribution import find_utterances
from matcher.types import Document


def names_of(text: str, title: str = "") -> list[str | None]:
    """Speakers of a transcript's turns, in order."""
    return [turn.speaker for turn in find_utterances(Document("t", title, text, kind="transcript")).turns]


@pytest.mark.parametrize(
    ("title", "introduction", "label", "name"),
    [
        ("Briefing by Secretary Ada Venn", "", "SECRETARY VENN", "Ada Venn"),
        ("", "Welcome, Ada Maria Venn, to this room.", "MS. VENN", "Ada Maria Venn"),
        ("", "Next to Orr-Venn stood Ada Venn.", "MS. VENN", "Ada Venn"),
        ("", "Tilda McTarr is here.", "McTARR", "Tilda McTarr"),
        ("", "The brown boat is Ben Brown’s.", "MR. BROWN", "Ben Brown"),
        ("", "The harbour of Elke von Marsch.", "ELKE VON MARSCH", "Elke von Marsch"),
        ("Remarks by President Ada Venn at Calder", "", "THE PRESIDENT", "Ada Venn"),
        ("", "Nobody is named.", "MR. MCTARR", "McTarr"),
    ],
)
def test_label_is_named_as_the_document_spells_the_name(title: str, introduction: str, label: str, name: str) -> None:
    assert names_of(f"{introduction}\n{label}: Good morning.\nQ: A question.", title)[0] == name


def test_name_in_the_label_itself_is_no_spelling() -> None:
    assert names_of("MS. VENN: Hello.\nMS. VENN: Ada Venn is my name.") == ["Ada Venn", "Ada Venn"]


def test_brackets_in_the_label_of_an_office_are_harmless() -> None:
    assert len(names_of("THE PRESIDENT (LAUGHING: yes")) == 1


def test_line_full_of_brackets_is_read_in_bounded_time() -> None:
    # Unbounded, each bracket doubles the time: this line would take hours.
    assert names_of("A" + "(B)" * 60 + "! no label: x\nVENN: Good morning.") == ["Venn"]


@pytest.mark.parametrize(
    ("speaker", "turns"),
    [
        (None, [("Q", "anonymous"), ("A", "anonymous")]),
        ("Ilse Bram", [("Q", "anonymous"), ("Ilse Bram", "person")]),
    ],
)
def test_whoever_answers_is_not_called_a(speaker: str | None, turns: list[tuple[str, str]]) -> None:
    text = "Q: Will you lift the tariff?\n\nA: We shall never lift it above seven percent.\n"
    found = find_utterances(Document("t", "", text, kind="transcript", speaker=speaker)).turns
    assert [(turn.speaker, turn.kind) for turn in found] == turns


def test_a_letter_without_questions_is_a_name() -> None:
    assert names_of("A: We shall lift it.\n\nB: We shall not.") == ["A", "B"]
