"""What all tests share: bounded, repeatable property tests, and a PostgreSQL server for those that need one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

from benchmarks.postgres_server import PostgresServer, PostgresUnavailable
from matcher.native import is_installed
from tests.service.logs import FAST

# Seeds are fixed: a red build is red for everybody. No deadlines, because kernels compile on first use.
settings.register_profile(
    "onrecord",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    # Explaining a failure runs it hundreds of times more; the drawn example says enough.
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
# For hunting: `pytest --hypothesis-profile=hunt` draws new examples, and many more of them.
settings.register_profile("hunt", deadline=None, max_examples=20_000)
settings.load_profile("onrecord")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL server; its tests are skipped where none is installed."""
    try:
        server = PostgresServer(*FAST)
    except PostgresUnavailable as error:
        pytest.skip(str(error))
    with server:
        yield server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests that replace a function out where a compiled module calls its own and no others."""
    if is_installed():
        for item in items:
            if item.get_closest_marker("interpreted") is not None:
                item.add_marker(
                    pytest.mark.skip(reason="modules are compiled: tests/test_native.py runs it interpreted")
                )
