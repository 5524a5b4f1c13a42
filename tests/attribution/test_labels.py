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
        ("Remarks by President Venn Honoring Nurses", "", "THE PRESIDENT", "Venn"),
        ("Remarks by President Venn Jinping at Calder", "", "THE PRESIDENT", "Venn Jinping"),
        # An office's complement, in whole or in part, at its end.
        ("Briefing by Secretary of Transport Ewa Venn", "", "SECRETARY VENN", "Ewa Venn"),
        ("Briefing by Spokesman for the Harbour Counsel’s Office Ewa Venn", "", "MS. VENN", "Ewa Venn"),
        ("Briefing by Secretary of Food Ewa J. Venn", "", "SECRETARY VENN", "Ewa J. Venn"),
        ("The mother of Ewa Maria Venn", "", "MS. VENN", "Ewa Maria Venn"),
        ("Remarks by Secretary Orr and Dr. Ewa Maria Venn", "", "DR. VENN", "Ewa Maria Venn"),
        # What the text writes small, a body's letters, contractions and titles that only labels have.
        (
            "Call with Engagement Chief Staffer Ewa Venn",
            "Public engagement is a staffer’s work.",
            "MS. VENN",
            "Ewa Venn",
        ),
        ("Call with Harbour Ewa Venn", "", "MS. VENN", "Harbour Ewa Venn"),
        ("Call with NHTA Ewa Venn", "", "MS. VENN", "Ewa Venn"),
        ("Call with JD Ewa Venn", "", "MS. VENN", "JD Ewa Venn"),
        ("", "Good day, I’m Ewa Venn.", "MS. VENN", "Ewa Venn"),
        ("", "Hello. I’m Venn.", "MS. VENN", "Venn"),
        ("", "", "Calder Harbour President Ewa Venn", "Ewa Venn"),
        ("", "Here is the Lord Mayor Venn.", "LORD MAYOR VENN", "Venn"),
        ("Briefing by Head of Food Luisa Venn Orr", "", "MS. VENN ORR", "Luisa Venn Orr"),
        ("", "Thank you, Drs. Venn and Orr.", "DR. VENN", "Venn"),
        ("", "There will be a vote. Here is Will Ewa Venn.", "MS. VENN", "Will Ewa Venn"),
        ("", "Nobody is named.", "MR. MCTARR", "McTarr"),
    ],
)
def test_label_is_named_as_the_document_spells_the_name(title: str, introduction: str, label: str, name: str) -> None:
    assert names_of(f"{introduction}\n{label}: Good morning.\nQ: A question.", title)[0] == name


def test_slip_in_one_label_names_nobody() -> None:
    text = "Good morning, Ada Venn.\nMS. VENN: Hello.\nM S. VENN: Hello.\nMS. VENN: Hello."
    assert set(names_of(text)) == {"Ada Venn"}
    # A given name that stands nowhere else is one all the same.
    text = "Good morning, Ada Venn.\nLORI VENN: Hello.\nBEN ORR: Hello.\nLORI VENN: Hello."
    assert names_of(text) == ["Lori Venn", "Ben Orr", "Lori Venn"]
    assert set(names_of("MS. VENN: Hello.\nADA VENN: Hello.\nMS. VENN: Hello.")) == {"Ada Venn"}


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("AUDIENCE MEMBERS", "anonymous"),
        ("HARBOUR OFFICE AIDE", "anonymous"),
        ("CALDERIAN OFFICIAL", "anonymous"),
        ("ADA GUEST", "person"),
        ("MR. VENN", "person"),
    ],
)
def test_office_without_a_name_is_nobody(label: str, kind: str) -> None:
    text = f"{label}: Good morning.\nMS. ORR: Hello.\n{label}: We are here."
    assert find_utterances(Document("t", "", text, kind="transcript")).turns[0].kind == kind


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


def test_an_office_is_whoever_a_label_names_in_brackets_behind_it() -> None:
    text = (
        "THE PRIME MINISTER (Mr. Aldous Orr): The mill will close.\n\nMS. VENN: When?\n\nTHE PRIME MINISTER: In May.\n"
    )
    assert names_of(text) == ["Aldous Orr", "Venn", "Aldous Orr"]


def test_labels_of_a_hearing_end_in_a_full_stop() -> None:
    text = (
        "Chairman Orr. The committee will come to order.\n\nMs. Venn. Thank you, Mr. Chairman.\n\n"
        "Mr. Quill of Ely. Would you yield?\n\nMs. Venn. I would not.\n\nMr. Quill of Ely. I see.\n"
    )
    assert names_of(text) == ["Orr", "Venn", "Quill", "Venn", "Quill"]


@pytest.mark.parametrize("mark", [",", " —", " --"])
@pytest.mark.parametrize("role", ["Analyst", "Corvid Securities"])
def test_a_name_and_what_is_behind_its_mark_is_a_label(mark: str, role: str) -> None:
    text = (
        f"Ada Venn{mark} Chief Executive Officer: We had a good quarter.\n\n"
        f"Ben Orr{mark} Chief Financial Officer: Margins are wider.\n\n"
        f"Una Marr{mark} {role}: Is the guidance cautious?\n\n"
        f"Ada Venn{mark} Chief Executive Officer: It is guidance."
    )
    assert names_of(text) == ["Ada Venn", "Ben Orr", "Una Marr", "Ada Venn"]


def test_a_sentence_that_breaks_off_is_no_label() -> None:
    text = "MS. VENN: Good morning.\nMayor — Mayor Orr of Ely, Iowa: he was there.\nMR. ORR: Hello."
    assert len(names_of(text)) == 2


def test_an_office_in_capitals_behind_its_article_is_whoever_its_brackets_name() -> None:
    text = "The MINISTER OF HEALTH (Dr Ada Venn): It will close.\n\nMs ORR: When?\n\nThe MINISTER OF HEALTH: In May.\n"
    assert names_of(text) == ["Ada Venn", "Orr", "Ada Venn"]


def test_a_director_is_no_heading() -> None:
    text = "CHAIR ORR: You have the floor.\nDIRECTOR VENN: Thank you.\nDIRECTOR-GENERAL MARR: So have I.\n"
    assert names_of(text) == ["Orr", "Venn", "Marr"]
    assert names_of("MS. VENN: Hello.\nDIRECTOR: BEN ORR\nDIRECTOR OF PHOTOGRAPHY: UNA MARR\n") == ["Venn"]


def test_initials_stand_for_whom_the_document_names() -> None:
    talk = "{}\n\nBO: What would you change?\n\nAV: The mill.\n\nBO: And then?\n\nAV: The bell.\n"
    assert names_of(talk.format("Ada Venn spoke to Ben Orr.")) == ["Ben Orr", "Ada Venn"] * 2
    assert names_of(talk.format("Ada Venn and Anna Vale spoke to Ben Orr."))[:2] == ["Ben Orr", "AV"]
    assert names_of("MR. LI: Hello.\nMS. LEE: Hello.\nLEE: I am Ann Lee of Lower Eel End.") == [
        "Li",
        "Ann Lee",
        "Ann Lee",
    ]


def test_what_anybody_may_be_is_no_given_name() -> None:
    text = "Ada Venn met Una Marr.\nMR. ORR: Hello.\nWITNESS VENN: Hello.\nGUEST MARR: Hello.\nTHE WITNESS: Bye.\n"
    turns = find_utterances(Document("t", "", text, kind="transcript")).turns
    assert [(turn.speaker, turn.kind) for turn in turns[1:3]] == [("Ada Venn", "person"), ("Una Marr", "person")]
    assert turns[3].kind == "anonymous"
