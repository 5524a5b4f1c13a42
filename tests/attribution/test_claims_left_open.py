"""Claims of bodies, issuers and inner speakers: whoever may be meant besides the speaker that was found."""

# ruff: noqa: E501 - one sentence a line reads as a text.

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.types import Document, Span

PALACE = (
    "“Our thoughts are with them,” read a statement from the palace. “He will come,” the statement added. "
    "Prime Minister Ole Brandt was there."
)
RECALL = (
    "“It is voluntary,” said Dorsal Motors spokeswoman Jill Ames. A statement from the Drivers’ League read: “Park it.” "
    "“He is well,” said Ada Venn's spokesman, Felix Groat. Corvid Bank was silent."
)
DOCK = (
    "“The minister looked at me and said, ‘You will be paid in full,’” recalled Tom Heddle. Minister Clive Rask denied it, "
    "and Mayor Una Marr laughed."
)
CLINIC = (
    "Piet Halloran was a surgeon. Mayor Una Marr knew him. It rained.\n\n"
    "“He told me ‘you cannot run on goodwill’ and he was right,” Ben Varrow said.\n\n"
    "“I told him ‘you will learn’ and he did,” said Ida Voss.\n\n“The ‘goodwill clinic’ is closed,” Tom Reed said."
)
MATCH = "Coach Ben Strand left. And the referee? “I saw a foul,” insisted Maura Pinch."
PAPER = (
    "“We advise against it,” wrote Jon Dale, Una Marr and Bo Reed, and Ida Voss disagreed. "
    "“It costs too much,” Tom Heddle and Clive Rask said. “We pay,” said Ben Strand, and Maura Pinch left."
)
RALLY = (
    "Jed Quist, a former governor, spoke in Ely. On Monday he brought his brother, George Quist, and the singer Una Marr "
    "to vouch for him.\n\n“Labels are for cans,” the former governor told a crowd.\n\nIt rained. Bo Reed left.\n\n"
    "“It is late,” said Jed Quist."
)
ORREX = (
    "Orrex Oil, the company, had been named. Orrex Oil paid the Ely Herald and the Marr Brothers Fund. It rained.\n\n"
    "Last month, the company wrote a letter to the dean, Lee Boll, calling the reports “deliberately misleading”."
)
# text, words of the quotation, claim, status
CASES = [
    # Who issued a statement.
    (PALACE, "Our thoughts", "the palace", "confirmed"),
    (PALACE, "Our thoughts", "the prime minister", "contradicted"),
    (PALACE, "He will come", "the palace", "confirmed"),
    # Whom a description may mean.
    (RALLY, "Labels", "George Quist", "uncertain"),
    (RALLY, "Labels", "Una Marr", "uncertain"),
    (RALLY, "Labels", "Bo Reed", "contradicted"),
    (RALLY, "It is late", "George Quist", "contradicted"),
    (ORREX, "deliberately", "Orrex Oil", "confirmed"),
    # Who speaks together with others.
    (PAPER, "We advise", "Jon Dale", "confirmed"),
    (PAPER, "We advise", "Una Marr", "confirmed"),
    (PAPER, "We advise", "Bo Reed", "confirmed"),
    (PAPER, "We advise", "Ida Voss", "contradicted"),
    (PAPER, "It costs", "Tom Heddle", "confirmed"),
    (PAPER, "It costs", "Clive Rask", "confirmed"),
    (PAPER, "It costs", "Bo Reed", "contradicted"),
    (PAPER, "We pay", "Una Marr", "contradicted"),
    # A name of which the speaker found is the end, and a body behind its spokeswoman.
    (RECALL, "Park it", "the Drivers' League", "confirmed"),
    (RECALL, "Park it", "the Riders' League", "contradicted"),
    (RECALL, "Park it", "Corvid Bank", "contradicted"),
    (RECALL, "It is voluntary", "Dorsal Motors", "uncertain"),
    (RECALL, "It is voluntary", "a Dorsal Motors spokeswoman", "confirmed"),
    (RECALL, "It is voluntary", "Corvid Bank", "contradicted"),
    (RECALL, "He is well", "Venn", "contradicted"),
    # Whom somebody without a name, or a body, is named by.
    ("“He was kind,” a Venn aide said. Ada Venn left.", "He was", "Venn", "uncertain"),
    ("“He was kind,” a Venn aide said. Ada Venn left.", "He was", "a Venn aide", "confirmed"),
    ("“He was kind,” the Venn campaign said.", "He was", "Venn", "uncertain"),
    ("“He was kind,” the Venn campaign said.", "He was", "the Venn campaign", "confirmed"),
    ("“He was kind,” the Venn campaign said. Bo Orr left.", "He was", "Bo Orr", "contradicted"),
    ("“He was kind,” a spokesman for Ada Venn said.", "He was", "Venn", "uncertain"),
    # A body through a spokesman who is not said to be another's, and by its noun alone.
    ("The Pier Regulator is slow. “We pay,” a spokesman said.", "We pay", "the Pier Regulator", "uncertain"),
    ("The Pier Regulator is slow. “We pay,” the regulator said.", "We pay", "the Pier Regulator", "uncertain"),
    (
        "The Pier Regulator is slow. “We pay,” a spokesman for the mill said.",
        "We pay",
        "the Pier Regulator",
        "contradicted",
    ),
    ("The Pier Regulator is slow. “We pay,” a spokesman said.", "We pay", "the Mill Regulator", "contradicted"),
    ("“He was kind,” said a friend of Prince Bo Orr.", "He was", "Orr", "uncertain"),
    ("“He was kind,” said the secretary of state Ada Venn.", "He was", "Venn", "confirmed"),
    ("“He was kind,” Brightvein Metals said.", "He was", "Brightvein", "confirmed"),
    # Whoever is quoted within somebody's words, by an office or a pronoun.
    (DOCK, "You will be paid", "Tom Heddle", "confirmed"),
    (DOCK, "You will be paid", "Clive Rask", "uncertain"),
    (DOCK, "The minister looked", "Clive Rask", "contradicted"),
    (CLINIC, "you cannot run", "Piet Halloran", "uncertain"),
    (CLINIC, "you cannot run", "Una Marr", "contradicted"),
    (CLINIC, "you cannot run", "Karl Pell", "contradicted"),
    (CLINIC, "you will learn", "Piet Halloran", "contradicted"),
    (CLINIC, "goodwill clinic", "Piet Halloran", "contradicted"),
    # Whom the question before was put to.
    (MATCH, "I saw a foul", "the referee", "uncertain"),
    (MATCH, "I saw a foul", "the coach", "contradicted"),
]


@pytest.mark.parametrize(("text", "words", "claimed", "expected"), CASES)
def test_claim_of_who_may_be_meant(text: str, words: str, claimed: str, expected: str) -> None:
    document = Document("d", "", text, language="en")
    attributed = attribute(document)
    start = text.index(words)
    speaker = next(one.speaker for one in attributed if one.start <= start < one.end)
    assert match_claim(claimed, speaker, document, attributed, passage=Span(start, start + len(words))) == expected


@pytest.mark.parametrize(
    ("claimed", "status"), [("Ludivine Orr", "uncertain"), ("Ludivine", "confirmed"), ("Luc Noir", "contradicted")]
)
def test_claim_of_somebody_of_whom_a_pronoun_left_open_whether_she_is_a_body(claimed: str, status: str) -> None:
    text = "« Je reste, assure Firmin Orr. »\n\nSa fille Ludivine part. « Il faudrait vivre, calcule-t-elle. » Luc Noir rit."
    document = Document("d", "", text, language="fr")
    attributed = attribute(document)
    speaker = next(one.speaker for one in attributed if "vivre" in text[one.start : one.end])
    assert match_claim(claimed, speaker, document, attributed) == status


@pytest.mark.parametrize(
    ("number", "claimed", "status"),
    [
        (0, "Jan Kruski", "confirmed"),
        (0, "Kruskiego", "uncertain"),
        (0, "Adam Kruk", "contradicted"),
        (1, "Kruka", "uncertain"),
        (1, "Kruski", "contradicted"),
    ],
)
def test_claim_of_a_polish_name_in_another_case(number: int, claimed: str, status: str) -> None:
    text = "„Nie sprzedamy promów” – powiedział premier Jan Kruski. „To wstyd dla miasta” – dodał Adam Kruk z rady."
    document = Document("d", "", text, language="pl")
    attributed = attribute(document)
    one = attributed[number]
    assert match_claim(claimed, one.speaker, document, attributed, passage=Span(one.start, one.end)) == status


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "Corvid Works and the Harbour Board opened probes, with the latter confirming it was “not going to the scene”.",
            "the Harbour Board",
        ),
        ("Ben Orr coaches. The home side was late, which left him sad. “One of them was a fair one to give.”", "Orr"),
    ],
)
def test_which_of_two_and_a_body_without_a_verb_of_speech_contradict_nobody(text: str, claimed: str) -> None:
    document = Document("d", "", text, language="en")
    attributed = attribute(document)
    assert match_claim(claimed, attributed[0].speaker, document, attributed) == "uncertain"


def test_a_body_with_a_verb_of_speech_contradicts() -> None:
    text = "Ben Orr coaches in Ely.\n\nIt rained.\n\nIt snowed.\n\nIt is late. The Harbour Board said: “One was a fair one.”"
    document = Document("d", "", text, language="en")
    attributed = attribute(document)
    assert match_claim("Ned Tarr", attributed[0].speaker, document, attributed) == "contradicted"
