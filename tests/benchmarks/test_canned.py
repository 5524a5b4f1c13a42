"""The canned endpoints stand in the service's own app and refuse what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from benchmarks.canned import with_canned_answers
from service.app import create_app
from service.archive import open_archive
from service.settings import Settings
from tests.benchmarks.archive import SENTENCES, invent_documents

ENDPOINTS = ("/canned", "/canned/typed")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    data_dir = tmp_path_factory.mktemp("data")
    archive = open_archive(data_dir)
    archive.recover()
    archive.put(invent_documents(1)[0])
    app = with_canned_answers(create_app(Settings(data_dir=data_dir), archive=archive))
    with TestClient(app) as client:
        yield client
    archive.close()


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_first_answer_is_given_to_everybody(client: TestClient, endpoint: str) -> None:
    first = client.post("/canned", json={"quote": SENTENCES[0]}).content
    assert client.post("/v1/verify", json={"quote": SENTENCES[0]}).content == first
    assert client.post(endpoint, json={"quote": "something else"}).content == first


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("body", [{}, {"quote": 5}, {"quote": "x", "unknown": 1}])
def test_bad_request_is_refused_as_by_the_service(client: TestClient, endpoint: str, body: dict[str, object]) -> None:
    assert client.post(endpoint, json=body).status_code == client.post("/v1/verify", json=body).status_code


def test_onrecord_reads_its_own_index_like_any_rival(tmp_path: Path) -> None:
    from benchmarks.rivals.onrecord import Onrecord

    documents = invent_documents()
    rival = Onrecord(documents, tmp_path)
    hit = rival.find(documents[3].title)
    assert hit is not None
    assert hit.document.text[hit.start : hit.end] == documents[3].title.rstrip(".")
    assert rival.index_bytes() > 0
    rival.close()
