"""Speakers in German, French, Spanish, Russian and Ukrainian, in short texts written for these tests."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest

from matcher.attribution import Attributed, attribute
from matcher.types import Document

# language, text, and for words in each quotation the speaker's name or None
NEIGHBOURS = {
    "two people": ("de", "Der Rat tagte. „Wir zahlen“, sagte Paul Kern am Montag. „Es ist spät“, erklärte Anna Dorn.", {"Wir zahlen": "Paul Kern", "Es ist": "Anna Dorn"}),
    "two people in French": ("fr", "« Nous payons », a dit Paul Roy. « Il est tard », a déclaré Luc Noir.", {"Nous payons": "Paul Roy", "Il est": "Luc Noir"}),
    "two people in Spanish": ("es", "«Pagamos todo», dijo Ana Ruiz. «Es tarde ya», declaró Pablo Rey.", {"Pagamos": "Ana Ruiz", "Es tarde": "Pablo Rey"}),
    "two people in Russian": ("ru", "«Мы платим», — сказал Борис Орлов. «Уже поздно», — заявила Анна Белова.", {"Мы платим": "Борис Орлов", "Уже": "Анна Белова"}),
    "two people in Ukrainian": ("uk", "«Ми платимо», — сказав Борис Орлик. «Вже пізно», — заявила Олена Квіт.", {"Ми платимо": "Борис Орлик", "Вже": "Олена Квіт"}),
    "a role after a name": ("de", "„Wir zahlen“, sagte Paul Kern. „Es ist spät“, betonte der Direktor.", {"Wir zahlen": "Paul Kern", "Es ist": "der Direktor"}),
    "the role of the name before": ("de", "„Wir zahlen“, sagte Direktor Paul Kern. „Es ist spät“, betonte der Direktor.", {"Es ist": "Paul Kern"}),
    "two roles": ("de", "„Wir zahlen“, sagte der Minister. „Es ist spät“, sagte der Bürgermeister.", {"Es ist": "der Bürgermeister"}),
    "the family name again": ("de", "„Wir zahlen“, sagte Paul Kern. „Es ist spät“, betonte Kern.", {"Es ist": "Paul Kern"}),
    "a pronoun": ("de", "„Wir zahlen“, sagte Anna Dorn. „Es ist spät“, fügte sie am Dienstag hinzu.", {"Es ist": "Anna Dorn"}),
    "a pronoun of the other gender": ("de", "„Wir zahlen“, sagte Anna Dorn. „Es ist spät“, entgegnete er.", {"Wir zahlen": "Anna Dorn", "Es ist": None}),
    "a pronoun of the other gender in French": ("fr", "« Nous payons », a dit Luc Noir. « Il est tard », a-t-elle répondu.", {"Nous payons": "Luc Noir", "Il est": None}),
    "a pronoun between two people": ("fr", "« Nous payons », a dit Anne Roy. « Il est tard », a dit Luc Noir. « Très tard », a-t-il ajouté.", {"Très": "Luc Noir"}),
    "a verb alone": ("es", "«Pagamos todo», dijo Ana Ruiz. «Es tarde ya», añadió después.", {"Es tarde": "Ana Ruiz"}),
    "a second clause before a colon": ("de", "„Wir zahlen“, sagte Paul Kern, und Anna Dorn erwiderte: „Das ist zu spät für uns.“", {"Wir zahlen": "Paul Kern", "Das ist": "Anna Dorn"}),
    "a second clause before an English colon": ("en", "“We pay,” said Ada Quill, and Ben Orr replied: “It is too late for us.”", {"We pay": "Ada Quill", "It is": "Ben Orr"}),
}  # fmt: skip


def find(attributed: list[Attributed], text: str, words: str) -> Attributed:
    start = text.index(words)
    return next(one for one in attributed if one.start <= start < one.end)


def names_of(language: str, text: str, words: dict[str, str | None]) -> dict[str, str | None]:
    attributed = attribute(Document("d", "", text, language=language))
    speakers = {word: find(attributed, text, word).speaker for word in words}
    return {word: speaker.name if speaker else None for word, speaker in speakers.items()}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_quotations_beside_each_other_have_each_their_speaker(name: str) -> None:
    language, text, expected = NEIGHBOURS[name]
    assert names_of(language, text, expected) == expected
