"""Every labelled quote of the seeds gets the answer its label asks for."""

from __future__ import annotations

import pytest
from _pytest.mark import ParameterSet

from matcher import Engine
from matcher.types import Query
from tests.seeds.labels import Label, iter_faults, read_labels

# Labels that are right and not yet met; strict, so that whoever mends one takes it off the list.
NOT_YET_MET: dict[str, str] = {}


def mark_not_yet_met(label: Label) -> ParameterSet:
    """Give a label its mark."""
    reason = NOT_YET_MET.get(label["id"])
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(label, id=label["id"], marks=marks)


@pytest.mark.parametrize("label", [mark_not_yet_met(label) for label in read_labels()])
def test_labelled_quote_gets_the_answer_of_its_label(engine: Engine, label: Label) -> None:
    answer = engine.verify(Query(quote=label["quote"], speaker=label["speaker"]))
    faults = list(iter_faults(label, answer))
    assert not faults, "\n".join([label["quote"], label["why"], *faults])
