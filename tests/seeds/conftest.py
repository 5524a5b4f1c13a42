"""The engine over the sample documents, which all tests of the seeds ask."""

from __future__ import annotations

import pytest

from matcher import Engine, Index
from tests.seeds.labels import read_documents


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Return an engine over the sample documents and nothing else: common phrases and copies depend on it."""
    index = Index.open(None)
    for sequence, document in enumerate(read_documents(), start=1):
        index.put(document, sequence=sequence)
    return Engine(index)
