"""Examples of the OpenAPI document are what the service answers, whole, and fit their schemas.

`python -m tests.service.test_openapi_examples` asks the service about the sample documents and writes them anew.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.archive import open_archive
from service.drafts.schemas import CheckRequest
from service.ingest.records import DocumentLine
from service.openapi import DRAFT_EXAMPLES, EXAMPLES
from service.settings import Settings
from tests.service.jobs import post, results_of, wait_for

ROOT = Path(__file__).parents[2]
FILE = ROOT / "service" / "static" / "examples.json"
LINES = (ROOT / "seeds" / "documents.jsonl").read_text("utf-8").splitlines()
NDJSON, JSONL, JSON, CSV = "application/x-ndjson", "application/jsonl", "application/json", "text/csv"

# A short document, to be shown whole, and a quote of another one without its "not".
SHOWN = next(line for line in map(json.loads, LINES) if line["id"] == "lucivane-statement")
QUOTE = {"quote": "We will raise fares before the spring of next year", "speaker": "Marta Quillfeather"}

Examples = dict[str, dict[str, dict[str, Any]]]


def ask_all(client: TestClient) -> Examples:
    """Put the sample documents in, and show each operation at work."""
    body = {name: value for name, value in SHOWN.items() if name != "id"}
    path = f"/v1/documents/{SHOWN['id']}"
    created, unchanged = client.put(path, json=body).json(), client.put(path, json=body).json()
    statuses = client.post("/v1/documents/import", content="\n".join(LINES), headers={"Content-Type": NDJSON}).text
    answer = client.post("/v1/verify", json=QUOTE).json()
    batch = client.post("/v1/verify/batch", json={"items": [QUOTE]}).json()
    imported = json.loads(LINES[0])
    return ask_about_a_job(client) | {
        "verifyQuote": {"request": {JSON: QUOTE}, "200": {JSON: answer}},
        "verifyBatch": {
            "request": {JSON: {"items": [QUOTE]}, NDJSON: QUOTE, JSONL: QUOTE},
            "200": {JSON: batch, NDJSON: answer},
        },
        "checkDraft": {"200": {JSON: client.post("/v1/check", json=DRAFT_EXAMPLES["text"]["value"]).json()}},
        "listDocuments": {"200": {JSON: client.get("/v1/documents?limit=2").json()}},
        "importDocuments": {
            "request": {NDJSON: imported, JSONL: imported},
            "200": {NDJSON: json.loads(statuses.splitlines()[0])},
        },
        "putDocument": {"request": {JSON: body}, "200": {JSON: unchanged}, "201": {JSON: created}},
        "getDocument": {"200": {JSON: client.get(path).json()}},
        "getLiveness": {"200": {JSON: client.get("/livez").json()}},
        "getReadiness": {"200": {JSON: client.get("/readyz").json()}},
    }


def ask_about_a_job(client: TestClient) -> Examples:
    """Show a job from its acceptance to its end."""
    accepted = post(client, json.dumps(QUOTE))
    done = wait_for(client, accepted)
    table = f'quote,speaker\n"{QUOTE["quote"]}",{QUOTE["speaker"]}\n'
    line = json.loads(results_of(client, done, NDJSON).text)
    shown: Examples = {
        "enqueueJob": {"request": {NDJSON: QUOTE, JSONL: QUOTE, CSV: table}, "202": {JSON: accepted}},
        "getJob": {"200": {JSON: done}},
        "listJobs": {"200": {JSON: client.get("/v1/jobs").json()}},
        "getJobResults": {
            "200": {
                JSON: results_of(client, done).json(),
                NDJSON: line,
                JSONL: line,
                CSV: results_of(client, done, CSV).text,
            }
        },
        "cancelJob": {"200": {JSON: client.delete(f"/v1/jobs/{done['id']}").json()}},
    }
    return with_one_id_and_time(shown, done["id"])


def with_one_id_and_time(examples: Examples, job_id: str) -> Examples:
    """Give examples as they would be for the same job at any time."""
    written = json.dumps(examples).replace(job_id, "18eb8e5b7b5af000" + "6f2a9c41d8b3" * 2)
    same: Examples = json.loads(
        re.sub(r"20[0-9]{2}-[0-9-]{5}T[0-9:]{8}\.[0-9]{3}Z", "2026-11-26T09:30:00.000Z", written)
    )
    return same


def asked(directory: Path) -> Examples:
    archive = open_archive(directory)
    archive.recover()
    with TestClient(create_app(Settings(data_dir=directory), archive=archive)) as client:
        found = ask_all(client)
    archive.close()
    return found


def without_policy(value: Any) -> Any:
    """Leave out the fingerprint of the matching rules, which changes with any of them."""
    if isinstance(value, dict):
        return {name: without_policy(inner) for name, inner in value.items() if name != "policy"}
    return [without_policy(inner) for inner in value] if isinstance(value, list) else value


def test_examples_are_what_the_service_answers_for_the_sample_documents(tmp_path: Path) -> None:
    found = asked(tmp_path)
    for operation in EXAMPLES.keys() | found.keys():
        remedy = "if the new answer is right, run: python -m tests.service.test_openapi_examples"
        assert without_policy(EXAMPLES.get(operation)) == without_policy(found.get(operation)), remedy


@pytest.mark.parametrize("form", DRAFT_EXAMPLES)
def test_every_form_of_a_draft_is_accepted(client: TestClient, form: str) -> None:
    (quotation,) = client.post("/v1/check", json=DRAFT_EXAMPLES[form]["value"]).json()["quotations"]
    assert quotation["claimed_speaker"]["name"] == "Marta Quillfeather"


SCHEMA = create_app(Settings()).openapi()


def iter_contents() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield operation, place, media type and description of every body."""
    for operation in (operation for item in SCHEMA["paths"].values() for operation in item.values()):
        places = {"request": operation.get("requestBody", {}), **operation["responses"]}
        for place, described in places.items():
            for media_type, content in described.get("content", {}).items():
                yield operation["operationId"], place, media_type, content


def faults_of(schema: dict[str, Any], value: Any) -> list[str]:
    """Give what is wrong with a value; a field that no schema knows is wrong too."""
    whole = {**closed(schema), "components": closed(SCHEMA["components"])}
    return [error.message for error in jsonschema_rs.Draft202012Validator(whole).iter_errors(value)]


def closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [closed(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    is_open = schema.get("type") == "object" and "properties" in schema and "additionalProperties" not in schema
    return {name: closed(inner) for name, inner in schema.items()} | (
        {"unevaluatedProperties": False} if is_open else {}
    )


@pytest.mark.parametrize(("operation", "place", "media_type", "content"), list(iter_contents()))
def test_every_example_fits_its_schema(operation: str, place: str, media_type: str, content: dict[str, Any]) -> None:
    examples = [content["example"]] if "example" in content else []
    examples += [named["value"] for named in content.get("examples", {}).values()]
    assert examples or media_type == "application/problem+json"
    for example in examples:
        assert faults_of(content["schema"], example) == [], (operation, place)


@pytest.mark.parametrize(
    ("operation", "line"),
    [
        ("verifyBatch", {"summary": {"ok": 1, "review": 0, "problem": 0, "unknown": 0, "failed": 1}}),
        ("verifyBatch", {"ref": 1, "error": {"type": "", "title": "", "status": 400, "code": "", "detail": ""}}),
        ("importDocuments", {"summary": {"total": 1, "created": 1, "replaced": 0, "unchanged": 0, "failed": 0}}),
        ("importDocuments", {"line": 1, "id": None, "status": "failed"}),
    ],
)
def test_every_kind_of_line_fits_the_schema_of_a_stream(operation: str, line: Any) -> None:
    (schema,) = (
        c["schema"] for o, place, media, c in iter_contents() if (o, place, media) == (operation, "200", NDJSON)
    )
    assert faults_of(schema, line) == []
    assert faults_of(schema, "a text") != []


def is_described(model: str, value: Any) -> bool:
    return not faults_of({"$ref": f"#/components/schemas/{model}"}, value)


@pytest.mark.parametrize(
    "fields",
    [
        {"published": "2026-03-31", "lang": "de"},
        {"published": None, "lang": None, "url": None, "kind": None, "authors": None, "metadata": None},
        {"published_at": "2026-03-31", "language": "de", "kind": "speech"},
    ],
)
def test_what_an_import_takes_is_described(client: TestClient, fields: dict[str, Any]) -> None:
    line = {"id": "d1", "title": "t", "text": "x", **fields}
    assert is_described(DocumentLine.__name__, line)
    answer = client.post("/v1/documents/import", content=json.dumps(line), headers={"Content-Type": NDJSON})
    assert json.loads(answer.text.splitlines()[0])["status"] == "created"


@pytest.mark.parametrize(
    ("draft", "status"),
    [
        ({"text": "x"}, 200),
        ({"text": "x", "html": None}, 200),
        ({"text": None, "html": "x", "blocks": None}, 200),
        ({"blocks": []}, 200),
        ({"text": "x", "html": "x"}, 422),
        ({"text": None}, 422),
        ({}, 422),
    ],
)
def test_draft_is_described_as_exactly_one_form(client: TestClient, draft: dict[str, Any], status: int) -> None:
    assert is_described(CheckRequest.__name__, draft) == (status == 200)
    assert client.post("/v1/check", json=draft).status_code == status


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as directory:
        FILE.write_text(json.dumps(asked(Path(directory)), ensure_ascii=False, indent=1) + "\n", "utf-8")
