"""Claims of a name that is nearly the speaker's: short forms and spellings, other people's names, nicknames, slips."""

from __future__ import annotations

import pytest

from matcher.attribution import attribute, match_claim
from matcher.attribution.people.given import compare_given
from matcher.types import Document, Span

TWINS = (
    "Daniel Voss Jr., the founder's son, said: “My father built it.” His cousin Danielle Voss said: “Our uncle built "
    "it.” Christine Amber and Christina Amber were there. “We dusted it,” said Christine Amber."
)
VAN = (
    "Robert “Bobby” Quist and Elizabeth “Libby” Marrow-Hale were charged. “I was asleep,” Quist said. "
    "“I was away,” said Marrow-Hale. Tom Hall left. “I was driving,” said Tom Hill. “I saw it,” said Michael Orde."
)
# text, words of the quotation, claim, status
CASES = [
    # Two names that begin alike, both in the document.
    (TWINS, "My father", "Daniel Voss", "confirmed"),
    (TWINS, "My father", "Dan Voss", "confirmed"),
    (TWINS, "My father", "Danielle Voss", "contradicted"),
    (TWINS, "Our uncle", "Danielle Voss", "confirmed"),
    (TWINS, "Our uncle", "Daniel Voss", "contradicted"),
    (TWINS, "We dusted", "Christine Amber", "confirmed"),
    (TWINS, "We dusted", "Christina Amber", "contradicted"),
    # … and one that is not.
    (VAN, "I saw it", "Michaela Orde", "uncertain"),
    (VAN, "I saw it", "Mike Orde", "confirmed"),
    (VAN, "I saw it", "Mikhail Orde", "confirmed"),
    (VAN, "I saw it", "Patrick Orde", "contradicted"),
    (VAN, "I was asleep", "Roberta Quist", "uncertain"),
    # Father and son.
    (TWINS, "My father", "Daniel Voss Jr.", "confirmed"),
    (TWINS, "My father", "Daniel Voss Sr.", "contradicted"),
    # Nicknames that the document gives.
    (VAN, "I was asleep", "Bobby Quist", "confirmed"),
    (VAN, "I was asleep", "Bobby", "confirmed"),
    (VAN, "I was asleep", "Bob", "uncertain"),
    (VAN, "I was away", "Libby Marrow-Hale", "confirmed"),
    (VAN, "I was away", "Libby", "confirmed"),
    (VAN, "I was away", "Bobby", "contradicted"),
    ("Ida (Dee) Marr came. “We pay,” Marr said.", "We pay", "Dee Marr", "confirmed"),
    # … behind initials.
    ("“We pay,” Governor I.J. “Dee” Marr said.", "We pay", "Dee Marr", "confirmed"),
    ("“We pay,” Governor I. J. “Dee” Marr said.", "We pay", "Dee Marr", "confirmed"),
    ("“We pay,” Governor Robert J. “Dee” Marr said.", "We pay", "Dee Marr", "confirmed"),
    ("“We pay,” Governor Robert J. “Dee” Marr said.", "We pay", "Robert Marr", "confirmed"),
    ("“We pay,” Governor Robert J. “Dee” Marr said.", "We pay", "Ben Marr", "contradicted"),
    ("“We pay,” Governor Robert J. (Dee) Marr said.", "We pay", "Robert Marr", "confirmed"),
    ("“We pay,” Robert (Dee) Marr said.", "We pay", "Dee Marr", "confirmed"),
    # Slips in a family name, unless somebody of the document bears it.
    (VAN, "I was asleep", "Robert Quisd", "uncertain"),
    (VAN, "I was away", "Elizabeth Marrow-Hail", "uncertain"),
    (VAN, "I saw it", "Michael Ord", "uncertain"),
    (VAN, "I saw it", "Tom Ord", "contradicted"),
    (VAN, "I was driving", "Tom Hall", "contradicted"),
    (VAN, "I was driving", "Tom Hull", "uncertain"),
    (VAN, "I was driving", "Tom Marsh", "contradicted"),
]


@pytest.mark.parametrize(("text", "words", "claimed", "expected"), CASES)
def test_claim_of_a_name(text: str, words: str, claimed: str, expected: str) -> None:
    document = Document("d", "", text, language="en")
    attributed = attribute(document)
    start = text.index(words)
    speaker = next(one.speaker for one in attributed if one.start <= start < one.end)
    assert match_claim(claimed, speaker, document, attributed, passage=Span(start, start + len(words))) == expected


APOSTROPHES = "«Парк належить усім», — заявила депутатка Оксана Лев{}ятко. «Нам не шкода», — сказав Юрій Стрілець."


@pytest.mark.parametrize("written", "'’ʼ")
@pytest.mark.parametrize("claimed", ["Оксана Лев'ятко", "Оксани Лев’ятко", "Оксана Левʼятко", "Левʼятко"])
def test_any_apostrophe_may_stand_in_a_name(written: str, claimed: str) -> None:
    document = Document("d", "", APOSTROPHES.format(written), language="uk")
    attributed = attribute(document)
    assert match_claim(claimed, attributed[0].speaker, document, attributed) == "confirmed"


@pytest.mark.parametrize(
    "names",
    [
        "Alexander Aleksandr", "Sergei Sergey", "Sergei Serhii", "Mikhail Michail", "Andrei Andriy", "Dmitri Dmytro",
        "Oleg Oleh", "Carl Karl", "Eric Erik", "Sara Sarah", "Steven Stephen", "Nicolas Nicholas", "Lukas Lucas",
        "Dan Daniel", "Danny Daniel", "Phil Philip", "Chris Christopher", "Chris Christina", "Alex Alexandra",
        "Steve Stephen", "Joe Joseph", "Kate Catherine", "Vicky Victoria", "Bernie Bernard", "Debbie Deborah",
        "Jeff Jeffrey", "Jon Jonathan", "Антон Антону", "Сергей Sergey",
    ],
)  # fmt: skip
def test_forms_of_one_given_name(names: str) -> None:
    one, other = names.split()
    assert compare_given(one, other) == compare_given(other, one) == "same"


@pytest.mark.parametrize(
    "names",
    [
        "Paul Paula", "Carl Carla", "Eric Erica", "Louis Louise", "Andrew Andrea", "Simon Simone", "Victor Victoria",
        "Alexander Alexandra", "Martin Martina", "Michael Michaela", "Michael Michelle", "Robert Roberta",
        "Daniel Danielle", "Christine Christina", "Martin Marcus", "Marie Maria", "Julia Julie", "Paul Pauline",
        "Ada Una", "Jean Joan", "Dan Ben",
    ],
)  # fmt: skip
def test_two_given_names(names: str) -> None:
    one, other = names.split()
    assert compare_given(one, other) == compare_given(other, one) != "same"
