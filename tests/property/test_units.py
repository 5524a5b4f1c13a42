"""Offsets in the three units point at the same characters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from service.app import create_app
from service.archive import open_archive
from service.settings import Settings
from tests.property.archives import documents

ENCODINGS = {"codepoint": ("utf-32-le", 4), "utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}


def cut(text: str, start: int, end: int, unit: str) -> str:
    """Slice a text by offsets of a unit, as a client of that unit would."""
    encoding, size = ENCODINGS[unit]
    return text.encode(encoding)[start * size : end * size].decode(encoding)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    directory = tmp_path_factory.mktemp("units")
    archive = open_archive(directory)
    archive.recover()
    with closing(archive), TestClient(create_app(Settings(data_dir=directory), archive=archive)) as client:
        yield client


def ask(client: TestClient, quote: str, unit: str) -> dict[str, Any]:
    response = client.post("/v1/verify", json={"quote": quote, "offset_unit": unit, "document_ids": ["unit"]})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    assert answer["offset_unit"] == unit
    return answer


def check_units(answer: dict[str, Any], text: str, quote: str, unit: str) -> None:
    """Every offset pair of an answer cuts out the text it stands beside."""
    for match in answer["matches"]:
        shown = [*match["spans"], *match["omissions"], *(change["document"] for change in match["changes"])]
        for side in shown:
            assert cut(text, side["start"], side["end"], unit) == side["text"]
        for change in match["changes"]:
            assert cut(quote, change["quote"]["start"], change["quote"]["end"], unit) == change["quote"]["text"]
        position = next(s for s in match["selectors"] if s["type"] == "TextPositionSelector")
        exact = next(s for s in match["selectors"] if s["type"] == "TextQuoteSelector")
        assert text[position["start"] : position["end"]] == exact["exact"]


@given(data=st.data())
def test_offsets_cut_out_their_text_in_every_unit(client: TestClient, data: st.DataObject) -> None:
    text = "🐟 é " + data.draw(documents())[0].text
    client.put("/v1/documents/unit", json={"title": "T", "text": text}).raise_for_status()
    middle = text[len(text) // 4 : -len(text) // 4].strip()
    for quote in (middle, middle.replace("not", "never"), middle.replace(" ", " 𝔷 ", 1)):
        spans = []
        for unit in ENCODINGS:
            answer = ask(client, quote, unit)
            check_units(answer, text, quote, unit)
            spans.append([[span["text"] for span in match["spans"]] for match in answer["matches"]])
        assert spans[0] == spans[1] == spans[2]
