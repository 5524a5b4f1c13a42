"""Candidates by runs one word shorter than the rare ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from matcher.index import EVERYTHING, Index, Segment
from matcher.index.addresses import address_table, addresses_of
from matcher.index.candidates import find_candidates
from matcher.index.seeds import SEED_HITS
from matcher.index.shortened import find_shortened
from matcher.text import tokenize
from matcher.types import Document

# Both runs of the passage are common, and what the edit makes of the first stands in another document.
PASSAGE = "At noon the port of Ely today announced that the gates"
LOOKALIKE = "A boat from the port of Ely announced that storm"
QUOTE = "the port of Ely announced that the gates"


@pytest.fixture(scope="module")
def segment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Segment]:
    index = Index.open(tmp_path_factory.mktemp("index"))
    texts = [PASSAGE, LOOKALIKE]
    texts += [f"Number {k} of the port of Ely sank" for k in range(SEED_HITS)]
    texts += [f"Number {k} announced that the gates held" for k in range(SEED_HITS)]
    index.build(enumerate((Document(f"d{k}", "", text) for k, text in enumerate(texts)), start=1), progress=None)
    index.flush()
    yield index.snapshot().parts[0].segment
    index.close()


def documents_of(segment: Segment, quote: str, *, shortened: bool, allowed: np.ndarray | None = None) -> list[int]:
    """Return the documents of the candidates, best first."""
    ids = segment.ids_of(tokenize(quote).hashes).reshape(1, -1)
    size = ids.shape[1]
    weights = np.ones(size, np.float32)
    where = address_table([segment]), addresses_of([EVERYTHING if allowed is None else allowed])
    room = np.zeros((size, 2), np.int64), np.zeros((1, size, 2), np.int64)
    if shortened:
        rows = find_shortened(ids, 0, size, weights, *where)
    else:
        rows = find_candidates(ids, weights, *where, False, *room)
    return [int(row[0]) for row in rows]


def test_the_common_run_of_a_chance_rare_one_leads_to_the_passage(segment: Segment) -> None:
    assert 0 not in documents_of(segment, QUOTE, shortened=False)
    assert documents_of(segment, QUOTE, shortened=True)[0] == 0


def test_documents_that_a_filter_forbids_are_no_candidates(segment: Segment) -> None:
    allowed = np.ones(segment.num_documents, np.uint8)
    allowed[0] = 0
    found = documents_of(segment, QUOTE, shortened=True, allowed=allowed)
    assert found
    assert 0 not in found


def test_words_that_stand_nowhere_have_no_candidates(segment: Segment) -> None:
    assert documents_of(segment, "zeal quiz jinx vex pyx", shortened=True) == []
