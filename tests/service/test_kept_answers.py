"""The same request gets the same bytes while no document changes, and a fresh answer after any write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.archive import Archive
from service.kept_answers import ENTRY_BYTES, KeptAnswer, KeptAnswers
from service.settings import Settings
from tests.service.fake_matcher import fake_archive

ANSWER = KeptAnswer(b"{}", "ok")
JSON = {"Content-Type": "application/json"}
DOCUMENT = {"title": "Dues", "text": "“We will not raise harbour dues,” Ada Venn said."}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return fake_archive(tmp_path)


def test_oldest_answer_goes_first() -> None:
    kept = KeptAnswers(2 * (ENTRY_BYTES + 3))
    for request in (b"a", b"b"):
        kept.keep(request, 1, ANSWER)
    kept.find(b"a", 1)
    kept.keep(b"c", 1, ANSWER)
    assert [kept.find(request, 1) for request in (b"a", b"b", b"c")] == [ANSWER, None, ANSWER]


def test_kept_is_a_copy_which_takes_no_more_than_its_size() -> None:
    kept, body = KeptAnswers(1_000), bytes(bytearray(b'{"outcome":"ok"}'))
    kept.keep(b"a", 1, KeptAnswer(body, "ok"))
    found = kept.find(b"a", 1)
    assert found is not None
    assert found == (body, "ok")
    assert found.body is not body


def test_answer_that_does_not_fit_is_not_kept() -> None:
    kept = KeptAnswers(ENTRY_BYTES)
    kept.keep(b"a", 1, ANSWER)
    assert kept.find(b"a", 1) is None


def test_answers_of_an_older_generation_are_neither_given_nor_taken() -> None:
    kept = KeptAnswers(10_000)
    kept.keep(b"a", 2, ANSWER)
    kept.keep(b"b", 1, ANSWER)
    assert (kept.find(b"a", 1), kept.find(b"b", 1), kept.find(b"b", 2), kept.find(b"a", 2)) == (
        None,
        None,
        None,
        ANSWER,
    )
    kept.keep(b"b", 3, ANSWER)
    assert (kept.find(b"a", 3), kept.find(b"b", 3)) == (None, ANSWER)


def test_second_request_is_not_verified_again_until_a_document_changes(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    verify = archive.verify
    monkeypatch.setattr(archive, "verify", lambda query: asked.append(query.quote) or verify(query))
    body = json.dumps({"quote": "not raise harbour dues"}).encode()
    with TestClient(create_app(Settings(), archive=archive)) as client:
        client.put("/v1/documents/dues", json=DOCUMENT)
        answers = [client.post("/v1/verify", content=body, headers=JSON).content for _ in range(2)]
        assert (answers[0], len(asked)) == (answers[1], 1)
        client.put("/v1/documents/more", json=DOCUMENT)
        assert client.post("/v1/verify", content=body, headers=JSON).json()["index"] != json.loads(answers[0])["index"]
        client.delete("/v1/documents/dues")
        client.delete("/v1/documents/more")
        assert client.post("/v1/verify", content=body, headers=JSON).json()["verdict"] == "not_found"
        assert len(asked) == 3


def test_kept_answers_count_among_the_answers(archive: Archive) -> None:
    with TestClient(create_app(Settings(), archive=archive)) as client:
        for _ in range(3):
            client.post("/v1/verify", json={"quote": "harbour dues"})
        lines = client.get("/metrics").text.splitlines()
    counted = [line for line in lines if line.startswith("onrecord_verify_outcomes_total{")]
    assert sum(float(line.rpartition(" ")[2]) for line in counted) == 3
