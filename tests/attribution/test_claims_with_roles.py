"""Claims of a role and a name, in six languages: the speaker's under another description, and another person's."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.attribution.claims.claimed import read_claim
from matcher.types import Document

TEXTS = {
    "de": "Der Rat tagte. „Wir zahlen alles“, sagte Finanzminister Paul Kern. Viele kamen. „Es ist spät geworden“, erklärte Anna Dorn.",
    "fr": "Le conseil s'est réuni. « Nous payons tout », a dit Luc Noir. La salle était pleine. « Il est tard », a déclaré Anne Roy.",
    "es": "El consejo se reunió. «Pagamos todo», dijo Luis Negro. La sala estaba llena. «Es tarde ya», declaró Ana Ruiz.",
    "ru": "Совет собрался. «Мы платим всё», — сказал Сергей Лапин. Зал был полон. «Уже поздно», — заявила Анна Белова.",
    "uk": "Рада зібралася. «Ми платимо все», — сказав Сергій Лапко. Зала була повна. «Вже пізно», — заявила Олена Білик.",
    "en": "The council met. “We pay for it all,” said Miguel Lopez. The hall was full. “It is late,” said Anna Dorn.",
}
FIRST = {
    "de": "Wir zahlen",
    "fr": "Nous payons",
    "es": "Pagamos",
    "ru": "Мы платим",
    "uk": "Ми платимо",
    "en": "We pay",
}

# language, claim of the first quotation, status
CASES = [
    # The speaker, described by titles, compounds, abbreviations and words in small letters.
    ("de", "Bundesfinanzminister Kern", "confirmed"),
    ("de", "CDU-Politiker Kern", "confirmed"),
    ("de", "Grünen-Chef Paul Kern", "confirmed"),
    ("de", "der Thyssen-Vorstandsvorsitzende Kern", "confirmed"),
    ("fr", "le patron de Verrier, Luc Noir", "confirmed"),
    ("fr", "le maire de Lyon Luc Noir", "confirmed"),
    ("fr", "le recteur Noir", "confirmed"),
    ("fr", "l'économiste Noir", "confirmed"),
    ("es", "el alcalde de Lugo Luis Negro", "confirmed"),
    ("es", "el presidente de Ibérica, Luis Negro", "confirmed"),
    ("ru", "глава МИД Лапин", "confirmed"),
    ("ru", "директор завода Лапин", "confirmed"),
    ("ru", "министр финансов Лапин", "confirmed"),
    ("ru", "мэр Омска Сергей Лапин", "confirmed"),
    ("ru", "Лапин С. А.", "confirmed"),
    ("uk", "директор заводу Лапко", "confirmed"),
    ("uk", "Сергія Лапка", "confirmed"),
    ("en", "Thyssen CEO Lopez", "confirmed"),
    ("en", "Labour MP Lopez", "confirmed"),
    ("en", "the mayor of Ely, Miguel Lopez", "confirmed"),
    # What stands before the family name may be a given name or not.
    ("ru", "депутат Госдумы Лапин", "uncertain"),
    ("uk", "мер Харкова Лапко", "uncertain"),
    ("fr", "le patron de Verrier Noir", "uncertain"),
    ("en", "JD Lopez", "uncertain"),
    # Another given name is another person.
    ("de", "Bundesfinanzministerin Maria Kern", "contradicted"),
    ("de", "Karl Kern", "contradicted"),
    ("fr", "Marie Noir", "contradicted"),
    ("ru", "министр Иван Лапин", "contradicted"),
    ("en", "Labour MP Maria Lopez", "contradicted"),
    ("en", "Maria Lopez", "contradicted"),
    ("en", "maria lopez", "contradicted"),
    ("en", "Maria de Lopez", "contradicted"),
    # So is whoever is described by the speaker's name, or by a title of the other gender.
    ("de", "Frau Kern", "uncertain"),
    ("de", "Bischöfin Kern", "uncertain"),
    ("fr", "l'avocat de Luc Noir", "uncertain"),
    ("fr", "la sœur de Noir", "contradicted"),
    ("ru", "жена Лапина", "uncertain"),
    ("ru", "адвокат Лапина", "uncertain"),
    ("en", "the lawyer of Miguel Lopez", "uncertain"),
    ("en", "Anna Dorn, Miguel Lopez", "contradicted"),
    ("en", "Minister Anna Dorn, Miguel Lopez", "contradicted"),
    # Nothing but the description fits.
    ("de", "Finanzminister Dorn", "contradicted"),
    ("ru", "министр финансов Белов", "contradicted"),
    ("en", "Thyssen CEO Dorn", "contradicted"),
]


@pytest.mark.parametrize(("language", "claimed", "expected"), CASES)
def test_claim_of_a_role_and_a_name(language: str, claimed: str, expected: str) -> None:
    text = TEXTS[language]
    document = Document("d", "", text, language=language)
    attributed = attribute(document)
    start = text.index(FIRST[language])
    speaker = next(one.speaker for one in attributed if one.start <= start < one.end)
    assert match_claim(claimed, speaker, document, attributed) == expected


def test_a_surname_that_two_people_share_stays_open_with_a_role() -> None:
    text = "„Wir zahlen alles“, sagte Paul Kern. Dann ging Maria Kern."
    document = Document("d", "", text, language="de")
    attributed = attribute(document)
    assert match_claim("Finanzminister Kern", attributed[0].speaker, document, attributed) == "uncertain"


@pytest.mark.parametrize(
    ("claimed", "name", "lead"),
    [
        ("Transport Minister Ilse Varden", ("Ilse", "Varden"), ("transport", "minister")),
        ("Bundesfinanzminister Kern", ("Kern",), ("bundesfinanzminister",)),
        ("Grünen-Chefin Anna Dorn", ("Anna", "Dorn"), ("grünen-chefin",)),
        ("министр финансов Лапин", ("Лапин",), ("министр", "финансов")),
        ("Ursula von der Leyen", ("Ursula", "von", "der", "Leyen"), ()),
        ("Maria Dean Orr", ("Maria", "Dean", "Orr"), ()),
        ("miguel lopez", ("miguel", "lopez"), ()),
    ],
)
def test_what_describes_is_told_from_the_name(claimed: str, name: tuple[str, ...], lead: tuple[str, ...]) -> None:
    claim = read_claim(claimed)
    assert (claim.name, claim.lead) == (name, lead)
