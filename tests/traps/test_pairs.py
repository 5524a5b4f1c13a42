"""Quotes beside one document each: faithful ones pass, falsified ones do not, and the flag says why.

``tests/cases/pairs.json``: a case names a shared document, or gives the whole ``text``, or what a mayor
``said`` in a short article. ``verdict`` and ``outcome`` list what may be answered. A case that is not met yet
says so in ``known``, and fails when it is met.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from matcher import Engine, Index
from matcher.types import Answer, Document, Query
from tests.property.consistency import check_answer
from tests.traps.cases import DIRECTORY

FILE = json.loads((DIRECTORY / "pairs.json").read_text("utf-8"))


def make_document(case: dict[str, Any]) -> Document:
    """Build the one document that a case is put to."""
    if "document" in case:
        return Document("d", "Title", **FILE["documents"][case["document"]])
    said = f"The mayor spoke at noon. “{case.get('said')}” Mayor Ann Dorsey said. The hall was full."
    return Document("d", "Title", case.get("text", said), language=case.get("language", "en"))


def ask(case: dict[str, Any]) -> Answer:
    index = Index.open(None)
    index.put(make_document(case), sequence=1)
    query = Query(quote=case["quote"], speaker=case.get("speaker"))
    answer = Engine(index).verify(query)
    check_answer(answer, query)
    return answer


def flags_of(answer: Answer) -> set[str]:
    match = answer.matches[0]
    return set(match.flags).union(*(omission.flags for omission in match.omissions))


def params() -> list[Any]:
    """Every case, those not met yet as strict failures."""
    return [
        pytest.param(
            case,
            id=f"{number:03}-{case['quote'][:30]}" + (f"-{case['speaker']}" if "speaker" in case else ""),
            marks=[pytest.mark.xfail(reason=case["known"])] if "known" in case else [],
        )
        for number, case in enumerate(FILE["cases"])
    ]


@pytest.mark.parametrize("case", params())
def test_pair(case: dict[str, Any]) -> None:
    answer = ask(case)
    assert (answer.verdict in case["verdict"], answer.outcome in case["outcome"]) == (True, True), answer
    if "attribution" in case:
        assert answer.attribution.status in case["attribution"], answer.matches[0].speaker
    if "flag" in case:
        assert case["flag"] in flags_of(answer)
