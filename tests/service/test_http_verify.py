"""POST and QUERY /v1/verify, and batches: shapes, order, and that one bad item spoils no other."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from service.schemas import BatchAnswer, VerifyAnswer

NDJSON = {"Content-Type": "application/x-ndjson"}
JSON = {"Content-Type": "application/json"}


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_answer_has_the_documented_shape(client: TestClient) -> None:
    answer = client.post("/v1/verify", json={"quote": "Not this year", "ref": "r1"}).json()
    VerifyAnswer.model_validate(answer, strict=True)
    assert answer["ref"] == "r1"
    assert set(answer) == set(VerifyAnswer.model_fields)
    assert answer["matches"][0]["document"] == {
        "id": "taxes",
        "title": "Venn rules out higher taxes",
        "url": "https://ledger.example/taxes",
        "publisher": "The Ledger",
        "published_at": "2026-03-31",
    }


@pytest.mark.parametrize(("unit", "shift"), [("codepoint", 0), ("utf16", 1), ("utf8", 7 + 0)])
def test_offsets_count_in_the_asked_unit_and_selectors_in_code_points(
    client: TestClient, unit: str, shift: int
) -> None:
    text = client.get("/v1/documents/taxes").json()["text"]
    start = text.index("Not this")
    answer = client.post("/v1/verify", json={"quote": "Not this", "offset_unit": unit}).json()
    match = answer["matches"][0]
    encoded = {"codepoint": "utf-32-le", "utf16": "utf-16-le", "utf8": "utf-8"}[unit]
    width = {"codepoint": 4, "utf16": 2, "utf8": 1}[unit]
    raw = text.encode(encoded)
    span = match["spans"][0]
    assert raw[span["start"] * width : span["end"] * width].decode(encoded) == "Not this"
    assert match["selectors"][1] == {"type": "TextPositionSelector", "start": start, "end": start + 8}
    assert answer["offset_unit"] == unit
    assert shift >= 0


def test_query_method_answers_as_post(client: TestClient) -> None:
    posted = client.post("/v1/verify", json={"quote": "taxes"})
    queried = client.request("QUERY", "/v1/verify", json={"quote": "taxes"})
    assert queried.status_code == 200
    assert queried.json() == posted.json()


@pytest.mark.parametrize("quote", ["", " ", "…", "!?", "\u0000"])
def test_quote_without_letters_is_no_error(client: TestClient, quote: str) -> None:
    answer = client.post("/v1/verify", json={"quote": quote})
    assert answer.status_code == 200
    assert answer.json()["verdict"] == "unverifiable"


def test_answers_are_not_cached_on_the_way(client: TestClient) -> None:
    assert client.post("/v1/verify", json={"quote": "taxes"}).headers["Cache-Control"] == "no-store"


def test_long_quote_runs_in_a_thread_and_answers_the_same(client: TestClient) -> None:
    client.app.state.process.settings = client.app.state.process.settings.model_copy(  # type: ignore[attr-defined]
        update={"inline_quote_characters": 3}
    )
    assert client.post("/v1/verify", json={"quote": "taxes"}).json()["verdict"] == "verbatim"


def test_batch_keeps_order_and_counts_outcomes(client: TestClient) -> None:
    items = [{"quote": "taxes", "ref": n} if n % 2 else {"quote": "nowhere", "ref": n} for n in range(20)]
    answer = client.post("/v1/verify/batch", json={"items": items}).json()
    assert [result["ref"] for result in answer["results"]] == list(range(20))
    assert answer["summary"] == {"ok": 10, "review": 0, "problem": 0, "unknown": 10, "failed": 0}
    BatchAnswer.model_validate(answer)


@pytest.mark.parametrize(
    "bad",
    [
        b'{"quote": 5, "ref": "b"}',
        b'{"quote": "x", "ref": "b", "more": 1}',
        b'{"ref": "b"}',
        b'{"quote": "\\ud800", "ref": "b"}',
        b'{"quote": "x", "ref": "b", "max_matches": 1e400}',
        b'{"quote": "x", "ref": "b", "published_after": "soon"}',
    ],
)
def test_bad_item_gets_a_problem_and_spoils_no_other(client: TestClient, bad: bytes) -> None:
    body = b'{"items": [{"quote": "taxes"}, ' + bad + b', {"quote": "taxes"}]}'
    answer = client.post("/v1/verify/batch", content=body, headers=JSON)
    assert answer.status_code == 200
    good, failed, other = answer.json()["results"]
    assert good == other
    assert failed["ref"] == "b"
    assert failed["error"]["status"] in (400, 422)
    assert failed["error"]["errors"]
    assert answer.json()["summary"]["failed"] == 1


def test_item_that_is_no_object_fails_alone(client: TestClient) -> None:
    results = client.post("/v1/verify/batch", json={"items": [5, None, {"quote": "taxes"}]}).json()["results"]
    assert [("error" in result) for result in results] == [True, True, False]


def test_empty_batch_is_an_empty_answer(client: TestClient) -> None:
    assert client.post("/v1/verify/batch", json={"items": []}).json()["results"] == []


@pytest.mark.parametrize("body", ["[]", "{}", '{"items": 5}', '{"items": [], "more": 1}', "5"])
def test_wrong_envelope_is_refused(client: TestClient, body: str) -> None:
    answer = client.post("/v1/verify/batch", content=body, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid_request"


def test_a_field_too_many_in_the_envelope_blames_no_item(client: TestClient) -> None:
    answer = client.post("/v1/verify/batch", json={"items": [{"quote": "taxes"}], "more": 1}).json()
    assert [error["pointer"] for error in answer["errors"]] == ["/more"]


def test_ndjson_answers_a_line_for_a_line_and_a_summary_last(client: TestClient) -> None:
    body = b'{"quote":"taxes","ref":1}\n\n{bad\n{"quote":"nowhere","ref":3}'
    answer = client.post("/v1/verify/batch", content=body, headers=NDJSON)
    first, failed, last, summary = lines_of(answer.text)
    assert (first["ref"], failed["error"]["code"], last["ref"]) == (1, "invalid_json", 3)
    assert summary == {"summary": {"ok": 1, "review": 0, "problem": 0, "unknown": 1, "failed": 1}}
    assert answer.headers["Content-Type"] == "application/x-ndjson"


def test_ndjson_takes_more_lines_than_a_json_batch(client: TestClient) -> None:
    body = b'{"quote":"taxes"}\n' * 200
    answers = lines_of(client.post("/v1/verify/batch", content=body, headers=NDJSON).text)
    assert len(answers) == 201
    assert answers[-1]["summary"]["ok"] == 200


requests = st.fixed_dictionaries(
    {"quote": st.one_of(st.text(max_size=20), st.sampled_from(["taxes", "Not this year"]), st.integers())},
    optional={
        "ref": st.one_of(st.none(), st.text(max_size=5), st.integers(), st.booleans()),
        "speaker": st.one_of(st.none(), st.text(max_size=5)),
        "max_matches": st.integers(-1, 102),
        "offset_unit": st.sampled_from(["codepoint", "utf16", "utf8", "bytes"]),
        "published_after": st.sampled_from(["2026-01-01", "2026-13-01", None]),
        "document_ids": st.lists(st.sampled_from(["taxes", "nix", ""]), max_size=2),
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=st.lists(requests, max_size=4))
def test_batch_answers_exactly_as_single_requests(client: TestClient, items: list[dict[str, Any]]) -> None:
    results = client.post("/v1/verify/batch", json={"items": items}).json()["results"]
    for item, result in zip(items, results, strict=True):
        single = client.post("/v1/verify", json=item)
        assert (result if single.status_code == 200 else result["error"]) == single.json()
