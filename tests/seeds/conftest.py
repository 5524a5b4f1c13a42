"""The engine over the sample documents, which all tests of the seeds ask."""

from __future__ import annotations

import pytest

from matcher import Engine
from tests.seeds.readme import open_seeds


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Return an engine over the sample documents and nothing else."""
    return open_seeds("always")
