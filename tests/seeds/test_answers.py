"""Every labelled quote of the seeds gets the answer its label asks for."""

from __future__ import annotations

import pytest

from matcher import Engine
from matcher.types import Query
from tests.seeds.labels import Label, iter_faults, read_labels


@pytest.mark.parametrize("label", read_labels(), ids=lambda label: label["id"])
def test_labelled_quote_gets_the_answer_of_its_label(engine: Engine, label: Label) -> None:
    answer = engine.verify(Query(quote=label["quote"], speaker=label["speaker"]))
    faults = list(iter_faults(label, answer))
    assert not faults, "\n".join([label["quote"], label["why"], *faults])
