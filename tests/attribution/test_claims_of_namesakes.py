"""Claims where two people of a document bear one family name: couples, brothers, father and son."""

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.attribution.claims.namesakes import is_shared
from matcher.types import Document, Span

LADY = "Sir Basil Thorne opened the hall. “The roof leaks,” said Lady Thorne. “It is old.” It rained."
SIR = "Sir Basil Thorne opened the hall. “The roof leaks,” said Thorne. It rained."
COUPLE = "John and Mary Thorne opened the hall. “The roof leaks,” Mary Thorne said. It rained."
MR_AND_MRS = "Mr. and Mrs. Thorne opened the hall. “The roof leaks,” Mrs. Thorne said. It rained."
DOCTORS = "Dr. Thorne and Prof. Thorne opened the hall. “The roof leaks,” Prof. Thorne said. It rained."
BROTHERS = "Brothers Carl and Hugo Thorne opened the hall. “The roof leaks,” Hugo said. It rained."
SONS = "John Thorne Sr. and John Thorne Jr. opened the hall. “The roof leaks,” John Thorne Jr. said. It rained."
BARE = "John Thorne Sr. and John Thorne Jr. opened the hall. “The roof leaks,” John Thorne said. It rained."
YOUNGER = "John Thorne Sr. met John Thorne Jr. at noon. “The roof leaks,” the younger Thorne said. It rained."
ELDER = "John Thorne Jr. met John Thorne Sr. at noon. The elder Thorne was calm. “The roof leaks,” he said."
RETIRED = "Gen. Basil Thorne (ret.) opened the hall. “The roof leaks,” said Thorne. “We pay,” said Una Marr."
HERR = "Frau Kern und Herr Kern kamen. „Das Dach leckt“, sagte Frau Kern."
MADAME = "M. Paul Noir et Mme Noir étaient là. « Le toit fuit », a dit Mme Noir."
MONSIEUR = "M. Paul Noir et Mme Noir étaient là. « Le toit fuit », a dit M. Noir."
# A title, and a question's Q, are no given names.
TITLED = "“The roof leaks,” said Una Thorne. “It is old,” Administrator Thorne went on."
ASKED = "MS. THORNE: The roof leaks.\nQ Thorne, is it old?\nMS. THORNE: It is old, says Una Thorne of the council."
# Whom the press may call has said nothing; whoever else is contacted stands in the text.
CONTACT = "“The roof leaks,” said Senator Una Thorne. “It is old.”\n\nContact: Leo Thorne, 202/224-0000"
CONTACTED = "“The roof leaks,” said Senator Una Thorne. “It is old.” Contact with Leo Thorne was lost: he had gone."
# What stands before a name at the head of a sentence is no given name.
ABOUT = "Trainerin Jule Hansen kam. Für Hansen ist das viel. „Das Dach leckt“, sagte sie."
# text, language, claim, status
CASES = [
    (CONTACT, "en", "Thorne", "confirmed"),
    (CONTACTED, "en", "Thorne", "uncertain"),
    (TITLED, "en", "Thorne", "confirmed"),
    (ASKED, "en", "Thorne", "confirmed"),
    (ABOUT, "de", "Hansen", "confirmed"),
    # Lady and Sir.
    (LADY, "en", "Thorne", "uncertain"),
    (LADY, "en", "Lady Thorne", "confirmed"),
    (LADY, "en", "Sir Basil Thorne", "uncertain"),
    (SIR, "en", "Thorne", "confirmed"),
    (SIR, "en", "Sir Basil Thorne", "confirmed"),
    (SIR, "en", "Lady Thorne", "uncertain"),
    # Husband and wife.
    (COUPLE, "en", "Thorne", "uncertain"),
    (COUPLE, "en", "Mary Thorne", "confirmed"),
    (COUPLE, "en", "Mrs. Thorne", "confirmed"),
    (COUPLE, "en", "Mr. Thorne", "uncertain"),
    (COUPLE, "en", "John Thorne", "contradicted"),
    (MR_AND_MRS, "en", "Thorne", "uncertain"),
    (MR_AND_MRS, "en", "Mrs Thorne", "confirmed"),
    (MR_AND_MRS, "en", "Mr Thorne", "uncertain"),
    (MR_AND_MRS, "en", "John Thorne", "uncertain"),
    (HERR, "de", "Kern", "uncertain"),
    (HERR, "de", "Frau Kern", "confirmed"),
    (HERR, "de", "Herr Kern", "uncertain"),
    (MADAME, "fr", "Noir", "uncertain"),
    (MADAME, "fr", "Mme Noir", "confirmed"),
    (MADAME, "fr", "Paul Noir", "uncertain"),
    (MONSIEUR, "fr", "Paul Noir", "confirmed"),
    # Two in one breath, and brothers.
    (DOCTORS, "en", "Thorne", "uncertain"),
    (DOCTORS, "en", "Prof. Thorne", "confirmed"),
    (BROTHERS, "en", "Thorne", "uncertain"),
    (BROTHERS, "en", "Hugo Thorne", "confirmed"),
    (BROTHERS, "en", "Carl Thorne", "contradicted"),
    # Father and son.
    (SONS, "en", "Thorne", "uncertain"),
    (SONS, "en", "John Thorne", "uncertain"),
    (SONS, "en", "John Thorne Jr.", "confirmed"),
    (SONS, "en", "John Thorne, Jr.", "confirmed"),
    (SONS, "en", "John Thorne Sr.", "contradicted"),
    (BARE, "en", "John Thorne Sr.", "uncertain"),
    (BARE, "en", "John Thorne Jr.", "uncertain"),
    (YOUNGER, "en", "John Thorne Sr.", "uncertain"),
    (YOUNGER, "en", "Thorne", "uncertain"),
    (ELDER, "en", "John Thorne Sr.", "uncertain"),
    (ELDER, "en", "John Thorne Jr.", "uncertain"),
    # What says that somebody is retired is no name and no office.
    (RETIRED, "en", "Gen. Thorne (ret.)", "confirmed"),
    (RETIRED, "en", "Gen. (ret.) Thorne", "confirmed"),
    (RETIRED, "en", "Gen. (Ret.) Basil Thorne", "confirmed"),
    (RETIRED, "en", "Thorne [ret.]", "confirmed"),
    (RETIRED, "en", "Gen. (ret.) Marr", "contradicted"),
]


@pytest.mark.parametrize(("text", "language", "claimed", "expected"), CASES)
def test_claim_of_a_namesake(text: str, language: str, claimed: str, expected: str) -> None:
    document = Document("d", "", text, language=language)
    attributed = attribute(document)
    found = attributed[0]
    passage = Span(found.start, found.end)
    assert match_claim(claimed, found.speaker, document, attributed, passage=passage) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ada Thorne came. Mayor Thorne left. Ms. Thorne had a cold.",
        "Ben Orr and Paul Thorne came. Thorne left.",
        "Tom Paul and Mary Thorne came. Thorne left.",
        "Mary M. Thorne came. M. Thorne left.",
        "John Thorne Jr. came. Thorne left.",
        "Dr. Thorne and the mayor came. Thorne left.",
        "Robert and Ida met Paul Thorne. Mr. Thorne left.",
    ],
)
def test_one_person_shares_no_name(text: str) -> None:
    assert not is_shared("Thorne", Document("d", "", text, language="en"))


def test_father_and_son_are_two_speakers() -> None:
    text = "John Thorne Sr. met John Thorne Jr. at noon. “No,” said John Thorne Sr. “Yes,” said John Thorne Jr."
    assert [one.speaker.name for one in attribute(Document("d", "", text, language="en")) if one.speaker] == [
        "John Thorne Sr",
        "John Thorne Jr",
    ]


@pytest.mark.parametrize(
    ("joined", "language"),
    [
        ("Carl und Hugo Thorne", "de"),
        ("Carlos y Hugo Thorne", "es"),
        ("Carlo e Hugo Thorne", "it"),
        ("Karel en Hugo Thorne", "nl"),
        ("Jan i Hugo Thorne", "pl"),
        ("Carl och Hugo Thorne", "sv"),
    ],
)
def test_a_name_that_is_said_of_two_at_once_is_shared(joined: str, language: str) -> None:
    assert is_shared("Thorne", Document("d", "", f"{joined}. Thorne.", language=language))
