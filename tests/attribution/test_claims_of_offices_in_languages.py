"""Claims of an office in languages with genders, cases and compounds: whose it is, and whose it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matcher.attribution import attribute, match_claim
from matcher.attribution.claims.offices import read_office
from matcher.attribution.people.nouns import find_noun
from matcher.types import Document, Span

# Texts, and of each quotation its words, claims that are its speaker's, and claims that are not.
CASES = json.loads((Path(__file__).parents[1] / "cases" / "offices.json").read_text("utf-8"))

CLAIMS = [
    (case["text"], quotation["words"], claimed, is_theirs)
    for case in CASES
    for quotation in case["quotations"]
    for claims, is_theirs in ((quotation["theirs"], True), (quotation["others"], False))
    for claimed in claims
]


@pytest.mark.parametrize(("text", "words", "claimed", "is_theirs"), CLAIMS)
def test_claim_of_an_office_is_confirmed_for_whoever_has_it(
    text: str, words: str, claimed: str, is_theirs: bool
) -> None:
    document = Document("d", "", text)
    attributed = attribute(document)
    start = text.index(words)
    speaker = next(one.speaker for one in attributed if one.start <= start < one.end)
    status = match_claim(claimed, speaker, document, attributed, passage=Span(start, start + len(words)))
    assert status == "confirmed" if is_theirs else status in ("contradicted", "uncertain")


@pytest.mark.parametrize(
    ("word", "lemma", "parts", "is_feminine"),
    [
        ("werksleiterin", "leiter", ("werks",), True),
        ("bundeswirtschaftsministers", "minister", ("bundes", "wirtschafts"), False),
        ("vereinsvorsitzenden", "vorsitzende", ("vereins",), False),
        ("spd-fraktionschefin", "chef", ("spd", "fraktions"), True),
        ("ministerpräsidentin", "ministerpräsident", (), True),
        ("oberstaatsanwalt", "staatsanwalt", ("ober",), False),
        ("direktor", "direktor", (), False),
        ("directrice", "directeur", (), True),
        ("alcaldesa", "alcalde", (), True),
        ("министра", "министр", (), False),
        ("представительницы", "представитель", (), True),
        ("очільниці", "очільник", (), True),
    ],
)
def test_forms_of_a_noun_have_one_lemma(word: str, lemma: str, parts: tuple[str, ...], is_feminine: bool) -> None:
    noun = find_noun(word)
    assert noun is not None
    assert (noun.lemma, noun.parts, noun.is_feminine) == (lemma, parts, is_feminine)


@pytest.mark.parametrize("word", ["richtung", "berichte", "завод", "anna", "ministerium", "chefsache", "leitung"])
def test_what_is_no_office_has_no_noun(word: str) -> None:
    assert find_noun(word) is None


@pytest.mark.parametrize(
    ("claimed", "noun", "ranks", "kinds"),
    [
        ("der Vizewirtschaftsminister", "minister", {"vice"}, {"wirtschaft"}),
        ("Wirtschafts- und Energieminister", "minister", set(), {"energi"}),
        ("der Altkanzler", "kanzler", {"former"}, set()),
        ("l'ex-ministre", "ministre", {"former"}, set()),
        ("заместитель министра", "министр", {"deputy"}, set()),
        ("замминистра", "министр", {"deputy"}, set()),
        ("Bundeskanzlerin", "kanzler", set(), set()),
    ],
)
def test_an_office_is_read_in_its_language(claimed: str, noun: str, ranks: set[str], kinds: set[str]) -> None:
    office = read_office(claimed)
    assert office is not None
    assert (office.noun, office.ranks, office.kinds) == (noun, ranks, kinds)
