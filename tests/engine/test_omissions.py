"""Somebody else may speak in what a quote leaves out, also where the document does not say who."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.types import Flag

QUOTE = "We lost four cranes in the storm … There is money in the bank for new ones"
CROSSES: tuple[Flag, ...] = ("omission_crosses_speakers",)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        # Nobody is named at all: the three may be anybody's.
        (
            "“We lost four cranes in the storm.”\n\nThe hall was silent.\n\n“The harbour is shut and the town is"
            " hungry.”\n\nIt rained.\n\n“There is money in the bank for new ones.”",
            CROSSES,
        ),
        # The ends have a speaker, what is left out has none.
        (
            "“We lost four cranes in the storm,” said Bo Orr.\n\nThen somebody shouted. “The harbour is shut and the"
            " town is hungry!”\n\n“There is money in the bank for new ones,” said Bo Orr.",
            CROSSES,
        ),
        # What is left out has a speaker, the ends have none.
        (
            "It is night. It is cold.\n\n“We lost four cranes in the storm.”\n\nIt is late.\n\n“The harbour is shut and"
            " the town is hungry,” said Ada Venn.\n\nThey left and they slept.\n\nIt is day.\n\n“There is money in the"
            " bank for new ones.”",
            CROSSES,
        ),
        (
            "“We lost four cranes in the storm,” said Bo Orr. “The harbour is shut,” said Ada Venn. “There is money in"
            " the bank for new ones,” said Bo Orr.",
            CROSSES,
        ),
        (
            "“We lost four cranes in the storm,” said Bo Orr.\n\nThe hall was silent.\n\n“The harbour is shut and the"
            " town is hungry,” said Bo Orr.\n\n“There is money in the bank for new ones,” said Bo Orr.",
            (),
        ),
    ],
    ids=["nobody named", "unknown within", "unknown round", "another", "the same"],
)
def test_a_speaker_who_is_not_known_may_be_another(text: str, flags: tuple[Flag, ...]) -> None:
    index = Index.open(None)
    index.put(Document("d", "Storm", text), sequence=1)
    answer = Engine(index).verify(Query(QUOTE))
    assert answer.verdict == "elided"
    assert answer.matches[0].flags == flags
    assert answer.outcome == ("review" if flags else "ok")
