"""The matcher's values are ordinary values: equal by what they hold, copied and pickled."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace

import pytest

from matcher import types
from matcher.types import (
    Answer,
    Attribution,
    Change,
    DiffSide,
    Document,
    Match,
    Omission,
    PassageSpan,
    Query,
    Span,
    Speaker,
    Token,
)

SIDE = DiffSide(0, 3, "not")
CHANGE = Change("negation", "dropped", "material", SIDE, replace(SIDE, start=4, end=7))
DOCUMENT = Document("d1", "Taxes", "We will not.", authors=("Ada Venn",), metadata={"desk": "politics"})
MATCH = Match(
    DOCUMENT,
    "altered",
    90.5,
    ("not_in_quotation_marks",),
    (PassageSpan(0, 11, "We will not", 0),),
    "narration",
    Speaker("Ada Venn", confidence=0.5),
    (CHANGE,),
    (Omission(1, 2, "e"),),
    0,
    True,
)
ANSWER = Answer("altered", "problem", "", Attribution("uncertain", "Venn"), (MATCH,), 1, False, 3, 1, "policy")
VALUES = (SIDE, CHANGE, DOCUMENT, MATCH, ANSWER, Query("we will", document_ids=["d1"]), Span(1, 2), Token("we", 0, 2))

by_type = pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)


def test_every_kind_of_value_is_tried() -> None:
    made = {type(part) for value in VALUES for part in (value, *parts_of(value))}
    assert {t for t in vars(types).values() if isinstance(t, type) and is_dataclass(t)} <= made


def parts_of(value: object) -> list[object]:
    """Return the values inside a value."""
    if not is_dataclass(value):
        return []
    found = []
    for field in fields(value):
        inner = getattr(value, field.name)
        for part in inner if isinstance(inner, tuple) else (inner,):
            found += [part, *parts_of(part)]
    return found


@by_type
@pytest.mark.parametrize("again", [lambda v: pickle.loads(pickle.dumps(v)), copy.copy, copy.deepcopy])
def test_a_value_is_copied_and_pickled(value: object, again: Callable[[object], object]) -> None:
    assert again(value) == value
    assert type(again(value)) is type(value)


@pytest.mark.parametrize("value", [SIDE, CHANGE, MATCH.spans[0], ANSWER.attribution, Span(1, 2), Token("we", 0, 2)])
def test_equal_values_have_equal_hashes(value: object) -> None:
    assert len({value, copy.copy(value)}) == 1


@pytest.mark.parametrize(
    ("value", "other"),
    [
        (SIDE, replace(SIDE, start=1)),
        (CHANGE, replace(CHANGE, kind="word")),
        (DOCUMENT, replace(DOCUMENT, metadata={})),
        (MATCH, replace(MATCH, copies=5)),
        (ANSWER, replace(ANSWER, matches=())),
    ],
)
def test_a_value_differs_from_one_with_another_field(value: object, other: object) -> None:
    assert value != other
