"""Every trap case through the engine, as a library user calls it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.traps.askers import Asker, engine_asker
from tests.traps.cases import Case, load_cases, load_documents
from tests.traps.scorer import score

TEXTS = {name: body["text"] for name, body in load_documents().items()}


@pytest.fixture(scope="module")
def ask() -> Iterator[Asker]:
    with engine_asker() as asker:
        yield asker


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case.id)
def test_trap(ask: Asker, case: Case) -> None:
    status, answer = ask(case)
    scored = score(case, status, answer, TEXTS)
    assert not scored.failures, f"{case.why}\n" + "\n".join(f"{f.check}: {f.detail}" for f in scored.failures)
