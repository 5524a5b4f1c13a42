"""A question leaves no circles behind: all that was made for it is freed when its answer is."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from matcher import Engine, Index, Query
from tests.seeds.labels import read_documents, read_labels

# In place of which word a copy of each document has another, so that copies are read too.
EDITIONS = (("the", "The"), ("said", "says"), ("“", "«"), ("not", "never"))


@pytest.fixture(scope="module")
def engine() -> Engine:
    index, first = Index.open(None), read_documents()
    editions = [replace(d, id=f"{d.id}-{n}", text=d.text.replace(*e)) for n, e in enumerate(EDITIONS) for d in first]
    index.build(enumerate([*first, *editions], 1))
    return Engine(index, speakers="always")


def test_questions_leave_nothing_for_the_collector(engine: Engine) -> None:
    queries = [Query(label["quote"], speaker=label.get("speaker")) for label in read_labels()]
    queries += [replace(query, quote=query.quote.replace(" ", " zyx ", 1)) for query in queries]
    for query in queries:
        engine.verify(query)
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for query in queries:
            engine.verify(query)
        gc.collect()
        left = {type(value).__qualname__ for value in gc.garbage if type(value).__module__.startswith("matcher")}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert left == set()
