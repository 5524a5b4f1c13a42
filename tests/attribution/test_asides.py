"""Reporting clauses: the stretches within an utterance that are not its words."""

from __future__ import annotations

import pytest

from matcher.attribution import find_quotations, find_reporting_clauses

CASES = {
    "between two parts": ("“We pay,” she said, “but late.”", [",” she said, “"[1:]]),
    "Russian": ("«Спешить некуда, — сказал он, — люди подождут».", [" — сказал он, —"]),
    "French with an apposition": (
        "« Nous payons, a assuré la préfète, Ada Quill, et nous payerons. »",
        [" a assuré la préfète, Ada Quill,"],
    ),
    "French inversion": ("« Nous payons, explique-t-elle, mais tard. »", [" explique-t-elle,"]),
    "French at a sentence's end": ("« Nous payons, a dit M. Noir. Mais tard, et mal. »", [" a dit M. Noir."]),
    "Italian": ("«Noi paghiamo, ha detto la sindaca, ma tardi».", [" ha detto la sindaca,"]),
    "Polish without commas": ("„Płacimy – dodał burmistrz – lecz późno”.", [" – dodał burmistrz –"]),
    "Spanish": ("«Pagamos —dijo ayer Ocaña— pero tarde».", [" —dijo ayer Ocaña—"]),
    "Spanish at the end": ("«Pagamos tarde —dijo Ocaña.»", [" —dijo Ocaña"]),
    "a participle": ("“The toll – said to be low – is paid.”", []),
    "a participle of French": ("« Nous payons, dit comme ça, beaucoup. »", []),
    "no clause": ("« Nous payons, mais tard, et sans plaisir. »", []),
    "two utterances": ("“We pay.” He left. “Late.”", []),
}


@pytest.mark.parametrize("name", CASES)
def test_clauses_of(name: str) -> None:
    text, expected = CASES[name]
    assert [text[a:b] for a, b in find_reporting_clauses(text, find_quotations(text))] == expected
