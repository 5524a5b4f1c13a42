"""A few kills of an archive at random moments; `python -m tests.crashes` does hundreds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crashes.ordeal import Ordeal

MORE_KILLS = 8


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_killed_archive_has_every_acknowledged_write(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("postgres_server").create_database() if kind == "postgres" else None
    ordeal = Ordeal(tmp_path / "data", database_url=url, seed=1)
    others = (ordeal.kill_import, ordeal.kill_while_starting) if kind == "sqlite" else ()
    for kill in (ordeal.kill_under_load, *others):
        kill_and_inspect(ordeal, kill)
    # Kills come at random moments: on a slow machine the first ones may come before anything was written out.
    for _ in range(MORE_KILLS if others else 0):
        if not ordeal.num_segments:
            kill_and_inspect(ordeal, ordeal.kill_under_load)
    assert ordeal.num_acknowledged > 0
    assert ordeal.num_segments > 0 or not others


def kill_and_inspect(ordeal: Ordeal, kill: Callable[[], None]) -> None:
    kill()
    ordeal.inspect_store()
    ordeal.inspect_answers()
    assert ordeal.faults == []
