"""What decides whether a changed quote is recognised: how it reads on where it leaves the passage, and its rivals."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from matcher.index import Index, Snapshot
from matcher.index.evidence import told_bits
from matcher.index.lookup import ids_everywhere
from matcher.text import tokenize
from matcher.types import Document

ARCHIVE = [
    "The harbour board met again on Monday to hear about the old swing bridge",
    "They devoted their spring to the swing bridge and to the fish market",
    "The old swing bridge has rusted through, the engineers told the harbour board",
    "Nobody went to the fish market in the rain, and the fish market went to nobody",
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    index = Index.open(tmp_path_factory.mktemp("index"))
    documents = (Document(f"d{number}", "", text, language="en") for number, text in enumerate(ARCHIVE, start=1))
    index.build(enumerate(documents, start=1), progress=None)
    index.flush()
    yield index.snapshot()
    index.close()


def told(snapshot: Snapshot, quote: str, num_kept: int) -> float:
    """Return the told bits of a quote whose first words stand in a row in a document."""
    segment = snapshot.parts[0].segment
    ids = ids_everywhere(tokenize(quote).hashes, snapshot.addresses)[0]
    pairs = np.where(np.arange(len(ids)) < num_kept, np.arange(len(ids)), -1)
    bits = np.full(len(ids), 10.0, np.float32)
    return float(
        told_bits(ids, pairs, (pairs >= 0) * 1.0, bits, segment.tokens, segment.order, segment.first, segment.samples)
    )


def test_words_that_stand_together_elsewhere_are_foretold(snapshot: Snapshot) -> None:
    assert told(snapshot, "swing bridge and to the fish market", 2) > 20


def test_words_that_stand_together_nowhere_are_not(snapshot: Snapshot) -> None:
    assert told(snapshot, "swing bridge engineers devoted nobody market", 2) == 0


def test_the_passage_itself_foretells_nothing(snapshot: Snapshot) -> None:
    assert told(snapshot, "the old swing bridge", 4) == 0
