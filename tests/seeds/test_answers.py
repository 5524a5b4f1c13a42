"""Every labelled quote of the seeds gets the answer its label asks for."""

from __future__ import annotations

import pytest

from matcher import Engine, Index
from matcher.types import Query
from tests.seeds.labels import Label, iter_faults, read_documents, read_labels


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return an engine over the sample documents and nothing else: common phrases and copies depend on it."""
    index = Index.open(None)
    for sequence, document in enumerate(read_documents(), start=1):
        index.put(document, sequence=sequence)
    return Engine(index)


@pytest.mark.parametrize("label", read_labels(), ids=lambda label: label["id"])
def test_labelled_quote_gets_the_answer_of_its_label(engine: Engine, label: Label) -> None:
    answer = engine.verify(Query(quote=label["quote"], speaker=label["speaker"]))
    assert list(iter_faults(label, answer)) == [], label["why"]
