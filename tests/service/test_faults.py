"""A fault of ours in reading one document, draft or quotation costs what it concerns, and no answer."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from matcher.attribution import speakers
from matcher.attribution.structure.turns import Voices
from matcher.errors import UnreadDocumentWarning
from matcher.types import Answer, Document, Query
from service import quotations
from service.archive import open_archive
from tests.service.fake_matcher import FakeEngine

pytestmark = pytest.mark.interpreted

NAMED = "“The mill wheel is turning again,” said Ada Venn."
DRAFT = f"{NAMED}\n\n“We will not raise taxes,” Bo Orr said."


def fail(*_arguments: object, **_named: object) -> Any:
    raise IndexError("no such name")


@pytest.fixture
def mill(client: TestClient) -> TestClient:
    """A client of an archive that has a document with a quotation and a labelled turn."""
    body = {"title": "Mill", "text": f"{NAMED}\n\nORR: It never stood still.", "kind": "transcript"}
    assert client.put("/v1/documents/mill", json=body).status_code == 201
    return client


def listed(client: TestClient) -> list[tuple[str, str | None]]:
    answer = client.get("/v1/documents/mill")
    assert answer.status_code == 200, answer.text
    found = answer.json()["quotations"]
    return [(one["text"], one["speaker"] and one["speaker"]["name"]) for one in found]


def test_a_document_whose_speakers_cannot_be_told_lists_its_quotations(
    mill: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted, turn = "“The mill wheel is turning again,”", "It never stood still."
    assert listed(mill) == [(quoted, "Ada Venn"), (turn, "Orr")]
    monkeypatch.setattr(speakers, "resolve_window", fail)
    with pytest.warns(UnreadDocumentWarning, match=r"'mill'(?s:.)*Traceback(?s:.)*no such name"):
        assert listed(mill) == [(quoted, None), (turn, "Orr")]
    monkeypatch.setattr(speakers, "decode_document", fail)
    with pytest.warns(UnreadDocumentWarning, match="'mill'"):
        assert listed(mill) == [(quoted, None), (turn, "Orr")]


@pytest.mark.parametrize(("module", "name"), [(speakers, "find_utterances"), (quotations, "attribute")])
def test_a_document_whose_quotations_cannot_be_found_is_given_without(
    mill: TestClient, monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> None:
    monkeypatch.setattr(module, name, fail)
    with pytest.warns(UnreadDocumentWarning, match="'mill'"):
        answer = mill.get("/v1/documents/mill").json()
    assert (answer["title"], answer["quotations"], answer["others"]) == ("Mill", [], [])
    assert answer["text"].startswith(NAMED)


def test_a_draft_whose_speakers_cannot_be_told_is_checked_word_for_word(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check() -> list[tuple[str, str | None, str]]:
        answer = client.post("/v1/check", json={"text": DRAFT})
        assert answer.status_code == 200, answer.text
        return [
            (one["text"], one["claimed_speaker"] and one["claimed_speaker"]["name"], one["result"]["verdict"])
            for one in answer.json()["quotations"]
        ]

    mill, taxes = "The mill wheel is turning again,", "We will not raise taxes,"
    assert check() == [(mill, "Ada Venn", "not_found"), (taxes, "Bo Orr", "verbatim")]
    monkeypatch.setattr(speakers, "resolve_window", fail)
    with pytest.warns(UnreadDocumentWarning, match=r"draft(?s:.)*no such name"):
        assert check() == [(mill, None, "not_found"), (taxes, None, "verbatim")]


def test_a_draft_whose_quotations_cannot_be_found_is_not_said_to_have_none(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_none(*_arguments: object) -> Voices:
        raise IndexError("no such mark")

    monkeypatch.setattr("matcher.draft.quotations.find_utterances", find_none)
    assert client.post("/v1/check", json={"text": DRAFT}).status_code == 500


def test_a_quotation_that_cannot_be_verified_spoils_no_other(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    verify = FakeEngine.verify

    def fail_at_one(engine: FakeEngine, query: Query) -> Answer:
        return fail() if "mill" in query.quote else verify(engine, query)

    monkeypatch.setattr(FakeEngine, "verify", fail_at_one)
    with caplog.at_level(logging.ERROR):
        answer = client.post("/v1/check", json={"text": DRAFT}).json()
    one, other = (quotation["result"] for quotation in answer["quotations"])
    assert (one["error"]["code"], one["error"]["status"]) == ("internal_error", 500)
    assert "mill" not in one["error"]["detail"]
    assert other["verdict"] == "verbatim"
    assert (answer["summary"]["failed"], answer["summary"]["ok"]) == (1, 1)
    assert "no such name" in caplog.text


def test_a_quote_whose_narration_cannot_be_read_claims_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = open_archive(tmp_path)
    archive.put(Document("mill", "Mill", NAMED))
    quote = "“The mill wheel is turning again,” said Bo Orr."
    assert archive.verify(Query(quote)).attribution.claimed == "Bo Orr"
    monkeypatch.setattr(speakers, "resolve_window", fail)
    with pytest.warns(UnreadDocumentWarning):
        answer = archive.verify(Query(quote))
    assert (answer.verdict, answer.attribution.status, answer.attribution.claimed) == ("verbatim", "not_claimed", None)
    archive.close()
