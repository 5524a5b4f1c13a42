"""Speakers in fictional news passages of the languages that have a file in ``cases/speakers``; none tells which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from matcher.attribution import attribute, match_claim
from matcher.types import Document, Span

# A file a language. ``said``: words of each quotation, its speaker's name or null, claims that are the speaker's, and
# claims that are not; ``beside``: people who are named there and say nothing.
FILES = sorted((Path(__file__).parents[1] / "cases" / "speakers").glob("*.json"))


class Case(NamedTuple):
    text: str
    words: str
    speaker: str | None
    theirs: list[str]
    others: list[str]


def read_cases(path: Path) -> list[Case]:
    cases = []
    for passage in json.loads(path.read_text("utf-8")):
        named = {speaker for _, speaker, _, _ in passage["said"] if speaker} | set(passage["beside"])
        for words, speaker, theirs, others in passage["said"]:
            own = [speaker, speaker.split()[-1]] if speaker and speaker[0].isupper() else []
            cases.append(Case(passage["text"], words, speaker, own + theirs, [*others, *sorted(named - {speaker})]))
    return cases


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{path.stem}-{case.words}") for path in FILES for case in read_cases(path)]
)
def test_speaker_of_a_passage(case: Case) -> None:
    document = Document("d", "", case.text)
    attributed = attribute(document)
    start = case.text.index(case.words)
    speaker = next((one.speaker for one in attributed if one.start <= start < one.end), None)
    assert (speaker.name if speaker else None) == case.speaker
    passage = Span(start, start + len(case.words))
    status = {
        claimed: match_claim(claimed, speaker, document, attributed, passage=passage)
        for claimed in [*case.theirs, *case.others]
    }
    assert {claimed: status[claimed] for claimed in case.theirs if status[claimed] != "confirmed"} == {}
    assert {claimed: status[claimed] for claimed in case.others if status[claimed] == "confirmed"} == {}
