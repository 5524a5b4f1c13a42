"""The application against its own OpenAPI document: what it promises, it does, for generated requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from service.app import create_app
from service.settings import Settings
from tests.service.fake_matcher import fake_archive

# Not checked: that every schema-valid body is accepted, for ids and dates have rules beyond JSON Schema (a
# 30th of February), and that every invalid one is refused, for the tests of problems do so with known bodies.
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    directory: Path = tmp_path_factory.mktemp("archive")
    archive = fake_archive(directory)
    yield schemathesis.openapi.from_asgi("/openapi.json", create_app(Settings(data_dir=directory), archive=archive))
    archive.close()


@schemathesis.serializer("application/x-ndjson", "application/jsonl")
def write_ndjson(_context: object, value: object) -> bytes:
    """Send a generated value as the only line of a stream."""
    return json.dumps(value, allow_nan=False).encode() if not isinstance(value, bytes) else value


@schemathesis.serializer("text/csv")
def write_csv(_context: object, value: object) -> bytes:
    """Send a generated text as it is."""
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


OPERATIONS = [(path, method) for path, item in create_app(Settings()).openapi()["paths"].items() for method in item]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_keeps_its_description(api: schemathesis.BaseSchema, path: str, method: str) -> None:
    """Driven by hypothesis directly: schemathesis's own parametrisation does not know this pytest yet."""

    @hypothesis.settings(max_examples=30, suppress_health_check=list(hypothesis.HealthCheck))
    @hypothesis.given(case=api[path][method].as_strategy())
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=list(CHECKS))

    check()
