"""Every trap case over HTTP: what a client gets is what the contract asks for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.traps.askers import Asker, http_asker
from tests.traps.cases import Case, load_cases, load_documents
from tests.traps.scorer import describe_failures, score

TEXTS = {name: body["text"] for name, body in load_documents("traps").items()}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    with http_asker("traps", tmp_path_factory.mktemp("traps")) as asker:
        yield asker


@pytest.mark.parametrize("case", load_cases("traps"), ids=lambda case: case.id)
def test_case(ask: Asker, case: Case) -> None:
    status, answer = ask(case)
    scored = score(case, status, answer, TEXTS)
    assert scored.passed, describe_failures(scored)
