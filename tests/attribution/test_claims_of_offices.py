"""Claims of an office: its rank, whose it is, and who else has it, in short texts written for these tests."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.attribution.claims.offices import read_office
from matcher.types import Document, Span

COURT = "“We appeal,” said the plaintiff's lawyer, Ada Quill. “Let them,” said the defence lawyer, Ben Orr. The plaintiff, Hugh Pell, left. “It is done,” said Judge Una Marr's clerk, Ida Voss. “It hurts,” said Clara Benn, the victim's mother."
TOWN = "“We pay,” Mayor Ada Quill said. “We do not,” said the deputy mayor, Ben Orr. Hugh Pell, the mayor's husband, left. “I did,” said former mayor Una Marr."
STATE = "“We pay,” Vice President Ada Quill said. President Ben Orr left. “I paid,” said former president Hugh Pell. “Who pays?” asked the president of Ely College, Una Marr."
ALONE = "“We pay,” Vice President Ada Quill said. “I did,” former Governor Hugh Pell said. “We will,” said Lieutenant Governor Una Marr. “And I,” said Deputy Secretary Ida Voss. “So it is,” said Lt. Gen. Ben Orr. “Never,” said Gov. Clara Benn."
TALKS = "“It was frank,” said the Norwegian foreign minister, Ada Quill. “It was short,” said the Danish foreign minister, Ben Orr. “It was odd,” said the visiting captain, Hugh Pell, near the home team's captain, Karl Voss. “It is dead,” Democratic leader Una Marr said. Republican leader Ida Voss laughed. “I stay,” said Clara Benn, the Labour candidate. The Conservative Tom Reed left."
BOARD = "“I am sorry,” said the former chief executive of Molden Steel, Ben Orr. “I am not,” said the new chief executive, Ada Quill, who succeeded the chairman. “Nor I,” said Una Marr, 45, a lawyer and former mayor. “I was there,” said Hugh Pell, who is the treasurer."

# text, words of the quotation, claim, status
CASES = [
    # Whose lawyer it is.
    (COURT, "We appeal", "the lawyer", "confirmed"),
    (COURT, "We appeal", "the plaintiff's lawyer", "confirmed"),
    (COURT, "We appeal", "the plaintiff", "contradicted"),
    (COURT, "We appeal", "the defence lawyer", "contradicted"),
    (COURT, "Let them", "the defence lawyer", "confirmed"),
    (COURT, "Let them", "the plaintiff's lawyer", "contradicted"),
    (COURT, "It is done", "the clerk", "confirmed"),
    (COURT, "It is done", "the judge's clerk", "confirmed"),
    (COURT, "It is done", "the judge", "uncertain"),
    (COURT, "It hurts", "the victim's mother", "confirmed"),
    (COURT, "It hurts", "the mother of the victim", "confirmed"),
    (COURT, "It hurts", "the victim", "contradicted"),
    # What changes the rank, where the document names who has it.
    (TOWN, "We pay", "the mayor", "confirmed"),
    (TOWN, "We pay", "the deputy mayor", "contradicted"),
    (TOWN, "We pay", "the former mayor", "contradicted"),
    (TOWN, "We pay", "the mayor's husband", "contradicted"),
    (TOWN, "We do not", "the deputy mayor", "confirmed"),
    (TOWN, "We do not", "the mayor", "contradicted"),
    (TOWN, "I did", "the former mayor", "confirmed"),
    (TOWN, "I did", "the ex-mayor", "confirmed"),
    (TOWN, "I did", "the mayor", "contradicted"),
    (STATE, "We pay", "the vice president", "confirmed"),
    (STATE, "We pay", "the vice-president", "confirmed"),
    (STATE, "We pay", "the president", "contradicted"),
    (STATE, "We pay", "President Orr", "contradicted"),
    (STATE, "I paid", "the former president", "confirmed"),
    (STATE, "I paid", "the president", "contradicted"),
    (STATE, "Who pays?", "the president of Ely College", "confirmed"),
    (STATE, "Who pays?", "the college's president", "confirmed"),
    (STATE, "Who pays?", "the vice president", "contradicted"),
    # … and where it does not.
    (ALONE, "We pay", "the president", "uncertain"),
    (ALONE, "We pay", "President Quill", "uncertain"),
    (ALONE, "We pay", "Vice President Quill", "confirmed"),
    (ALONE, "I did", "the governor", "contradicted"),
    (ALONE, "I did", "Governor Pell", "confirmed"),
    (ALONE, "We will", "the lieutenant governor", "confirmed"),
    (ALONE, "We will", "Governor Una Marr", "uncertain"),
    (ALONE, "And I", "the secretary", "uncertain"),
    (ALONE, "And I", "the deputy secretary", "confirmed"),
    (ALONE, "So it is", "the general", "confirmed"),
    (ALONE, "Never", "the governor", "confirmed"),
    # Which of two.
    (TALKS, "It was frank", "the foreign minister", "confirmed"),
    (TALKS, "It was frank", "the Norwegian foreign minister", "confirmed"),
    (TALKS, "It was frank", "the Norwegian minister", "confirmed"),
    (TALKS, "It was frank", "the Danish foreign minister", "contradicted"),
    (TALKS, "It was frank", "the prime minister", "uncertain"),
    (TALKS, "It was odd", "the visiting captain", "confirmed"),
    (TALKS, "It was odd", "the home team's captain", "contradicted"),
    (TALKS, "It is dead", "the Democratic leader", "confirmed"),
    (TALKS, "It is dead", "the Norwegian leader", "confirmed"),
    (TALKS, "It is dead", "the Republican leader", "contradicted"),
    (TALKS, "I stay", "the Labour candidate", "confirmed"),
    (TALKS, "I stay", "the Conservative candidate", "uncertain"),
    (BOARD, "I am sorry", "the former chief executive", "confirmed"),
    (BOARD, "I am sorry", "the company's former chief executive", "uncertain"),
    (BOARD, "I am sorry", "the new chief executive", "contradicted"),
    (BOARD, "I am not", "the chief executive", "confirmed"),
    (BOARD, "I am not", "the former chief executive", "contradicted"),
    (BOARD, "I am not", "the chairman", "uncertain"),
    (BOARD, "Nor I", "the lawyer", "confirmed"),
    (BOARD, "Nor I", "a former mayor", "confirmed"),
    (BOARD, "Nor I", "the mayor", "uncertain"),
    (BOARD, "I was there", "the treasurer", "confirmed"),
    # What stands near a name and is no description.
    ("Hugh Pell, while senators slept and voters backed Senator Ben Orr, stayed up. “We pay,” Pell said.", "We pay", "the senator", "uncertain"),
    ("The senator differs from Hugh Pell. “We pay,” Pell said.", "We pay", "the senator", "uncertain"),
    ("“We pay,” said former senator Norm Pell.", "We pay", "the former senator", "confirmed"),
    # Who speaks for somebody, without a name.
    ("“We pay,” said a spokesman for the mayor.", "We pay", "the mayor", "uncertain"),
    ("“We pay,” said a spokesman for the mayor.", "We pay", "a spokesman", "confirmed"),
    ("“We pay,” said the minister's aide.", "We pay", "the minister", "uncertain"),
    ("“We pay,” said the vice president.", "We pay", "the president", "uncertain"),
    ("“We pay,” said the vice president.", "We pay", "the vice president", "confirmed"),
    # Other languages.
    ("„Wir zahlen alles“, sagte der stellvertretende Bürgermeister Paul Kern. Bürgermeisterin Anna Dorn schwieg.", "Wir zahlen", "der Bürgermeister", "uncertain"),
    ("„Wir zahlen alles“, sagte der stellvertretende Bürgermeister Paul Kern.", "Wir zahlen", "der stellvertretende Bürgermeister", "confirmed"),
    ("„Wir zahlen alles“, sagte der frühere Präsident Paul Kern. Präsident Karl Dorn schwieg.", "Wir zahlen", "der Präsident", "contradicted"),
    ("Le conseil de la ville s'est réuni. « Nous payons tout », a dit Luc Noir, l'ancien maire. Le maire, Paul Roy, se tait.", "Nous payons", "le maire", "contradicted"),
    ("Le conseil de la ville s'est réuni. « Nous payons tout », a dit Luc Noir, l'ancien maire.", "Nous payons", "l'ancien maire", "confirmed"),
    ("« Nous payons tout », a dit le vice-président Luc Noir.", "Nous payons", "le président", "uncertain"),
    ("«Pagamos todo», dijo el exministro Luis Negro. El ministro Juan Ruiz calló.", "Pagamos", "el ministro", "contradicted"),
    ("«Pagamos todo», dijo el ministro Luis Negro.", "Pagamos", "el ministro", "confirmed"),
    ("«Мы платим всё», — сказал бывший президент Сергей Лапин. Президент Иван Белов молчал.", "Мы платим", "президент", "contradicted"),
    ("«Мы платим всё», — сказал бывший президент Сергей Лапин.", "Мы платим", "бывший президент", "confirmed"),
    ("«Мы платим всё», — сказал вице-президент Сергей Лапин.", "Мы платим", "президент", "uncertain"),
    ("«Ми платимо все», — сказав колишній міністр Сергій Лапко.", "Ми платимо", "міністр", "uncertain"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "claimed", "expected"), CASES)
def test_claim_of_an_office(text: str, words: str, claimed: str, expected: str) -> None:
    document = Document("d", "", text)
    attributed = attribute(document)
    start = text.index(words)
    speaker = next(one.speaker for one in attributed if one.start <= start < one.end)
    assert match_claim(claimed, speaker, document, attributed, passage=Span(start, start + len(words))) == expected


@pytest.mark.parametrize(
    ("claimed", "noun", "ranks", "marks"),
    [
        ("the plaintiff's lawyer", "lawyer", set(), {"plaintiff"}),
        ("a spokesman for the mayor", "spokesman", set(), {"mayor"}),
        ("the Danish foreign minister", "minister", set(), {"danish", "foreign"}),
        ("the former vice-president", "president", {"former", "vice"}, set()),
        ("the deputy", "deputy", set(), set()),
        ("the vice president's wife", "wife", set(), {"vice", "president"}),
        ("the lieutenant general", "general", set(), set()),
        ("der Vizepräsident", "präsident", {"vice"}, set()),
        ("the energy ministry", "ministry", set(), {"energy"}),
    ],
)
def test_office_is_read_into_noun_ranks_and_marks(claimed: str, noun: str, ranks: set[str], marks: set[str]) -> None:
    office = read_office(claimed)
    assert office is not None
    assert (office.noun, office.ranks, office.marks) == (noun, ranks, marks)
