"""Every trap case over HTTP: what a client gets is what the engine says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.traps.askers import Asker, http_asker
from tests.traps.cases import Case, load_cases, load_documents
from tests.traps.scorer import score

TEXTS = {name: body["text"] for name, body in load_documents().items()}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    with http_asker(tmp_path_factory.mktemp("traps")) as asker:
        yield asker


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case.id)
def test_trap(ask: Asker, case: Case) -> None:
    status, answer = ask(case)
    scored = score(case, status, answer, TEXTS)
    assert not scored.failures, f"{case.why}\n" + "\n".join(f"{f.check}: {f.detail}" for f in scored.failures)
