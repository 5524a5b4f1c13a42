"""Turns: labels that are believed, labels that are not, names behind labels, stage directions."""

from __future__ import annotations

import pytest

from matcher.attribution import find_utterances
from matcher.types import Document, DocumentKind

TALK = """JON TARR, HOST: Good evening. With me is Senator Ida Roan.

SEN. IDA ROAN (R-HALVERN): Good evening, Jon.

TARR: Is it a tax? [laughter]

ROAN: It is a price.

(CROSSTALK)

END"""


def document(text: str, kind: DocumentKind = "article", speaker: str | None = None, title: str = "") -> Document:
    return Document("d", title, text, kind=kind, speaker=speaker)


def test_turns_carry_words_without_labels_and_the_fullest_name() -> None:
    voices = find_utterances(document(TALK, "transcript"))
    assert [(TALK[t.label_start : t.label_end], t.speaker) for t in voices.turns] == [
        ("JON TARR, HOST:", "Jon Tarr"),
        ("SEN. IDA ROAN (R-HALVERN):", "Ida Roan"),
        ("TARR:", "Jon Tarr"),
        ("ROAN:", "Ida Roan"),
    ]
    assert TALK[voices.turns[2].start : voices.turns[2].end] == "Is it a tax? [laughter]"


def test_labels_of_an_article_are_believed_when_people_take_turns() -> None:
    assert len(find_utterances(document(TALK)).turns) == 4


def test_directions_are_spans() -> None:
    voices = find_utterances(document(TALK, "transcript"))
    assert [TALK[a:b] for a, b in voices.directions] == ["[laughter]", "(CROSSTALK)"]


@pytest.mark.parametrize(
    "aside", ["[the contractor]", "(R-Ohio)", "(he did not laugh when he was told of it)", "[sic]"]
)
def test_asides_are_no_directions(aside: str) -> None:
    assert not find_utterances(document(f"He went {aside} home.")).directions


@pytest.mark.parametrize(
    "text",
    [
        "WHO: Mayor Tarr\nWHAT: A speech\nWHERE: Town hall\nWHEN: Noon",
        "WASHINGTON: The mayor spoke.\n\nPHOTO: The mayor.",
        "UPDATE: He left.\n\nRELATED: A story.",
        "RESTORING TRUST IN TOWNS: The mayor acted.\n\nMAKING TOWNS SAFE: The mayor acted again.",
        "He said this: we pay.\n\nShe said that: we do not.",
        "Mr. Speaker, friends: good morning.",
    ],
)
def test_heads_and_colons_are_no_labels(text: str) -> None:
    assert not find_utterances(document(text)).turns


def test_questions_and_answers_of_a_briefing() -> None:
    text = "MS. VALE:  Good afternoon.\n\nQ    Why now?\n\nMS. VALE:  Because.\n\nQ    And then?"
    voices = find_utterances(document(text, title="Press Briefing by Press Secretary Una Vale"))
    assert [(t.speaker, t.kind) for t in voices.turns] == [
        ("Una Vale", "person"), ("Q", "anonymous"), ("Una Vale", "person"), ("Q", "anonymous"),
    ]  # fmt: skip


def test_an_office_is_named_by_the_title() -> None:
    text = "THE PRESIDENT: Thank you.\n\nAUDIENCE: (Applause.)\n\nTHE PRESIDENT: No, thank you."
    voices = find_utterances(document(text, "speech", title="Remarks by President Ada Venn on Water"))
    assert [t.speaker for t in voices.turns] == ["Ada Venn", "AUDIENCE", "Ada Venn"]


def test_a_speech_without_labels_is_one_turn_of_its_speaker() -> None:
    voices = find_utterances(document("  Friends, good morning. ", "speech", "Ada Venn"))
    (turn,) = voices.turns
    assert (turn.start, turn.end, turn.speaker) == (2, 24, "Ada Venn")


def test_utterances_of_turns_follow_those_of_quotations() -> None:
    text = "TARR: He said “yes”.\n\nROAN: Did he, Tarr?\n\nTARR: So Roan says."
    voices = find_utterances(document(text, "transcript"))
    assert [q.utterance for q in voices.quotations] == [0]
    assert [t.utterance for t in voices.turns] == [1, 2, 3]


@pytest.mark.parametrize("text", ["", ":", "Q", "Q:", "A:\n" * 2000, "(" * 2000, "[(" * 2000, "X: \n" * 2000])
@pytest.mark.parametrize("kind", ["article", "transcript"])
def test_odd_text_never_fails(text: str, kind: DocumentKind) -> None:
    for turn in find_utterances(document(text, kind)).turns:
        assert turn.label_start <= turn.label_end <= turn.start <= turn.end
