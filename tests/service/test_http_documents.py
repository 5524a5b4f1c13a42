"""/v1/documents: what a client may put, get, list, delete and import."""

from __future__ import annotations

import gzip
import json
from contextlib import closing
from typing import Any

import pytest
from starlette.testclient import TestClient

from matcher.types import Document
from service.announcements import Announcements
from service.app import create_app
from service.archive import Archive
from service.ingest.listing import PAGE_DOCUMENTS
from service.quotations import render_quotations
from service.schemas import DocumentAnswer, DocumentList, StoredDocument
from service.settings import Settings
from service.store.sqlite import SqliteLog
from tests.service.conftest import TAXES
from tests.service.fake_matcher import FakeEngine, FakeIndex

NDJSON = {"Content-Type": "application/x-ndjson"}
SHORT = {"title": "A title", "text": "Some words."}


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_put_is_created_then_unchanged_then_replaced(client: TestClient) -> None:
    created = client.put("/v1/documents/d", json=SHORT)
    unchanged = client.put("/v1/documents/d", json={**SHORT, "url": None})
    replaced = client.put("/v1/documents/d", json={**SHORT, "text": "Other words."})
    assert [answer.status_code for answer in (created, unchanged, replaced)] == [201, 200, 200]
    assert [answer.json()["changed"] for answer in (created, unchanged, replaced)] == [True, False, True]
    StoredDocument.model_validate(created.json())


def test_next_request_finds_what_was_put_and_not_what_was_replaced(client: TestClient) -> None:
    client.put("/v1/documents/d", json=SHORT)
    assert client.post("/v1/verify", json={"quote": "Some words"}).json()["verdict"] == "verbatim"
    client.put("/v1/documents/d", json={**SHORT, "text": "Other words."})
    assert client.post("/v1/verify", json={"quote": "Some words"}).json()["verdict"] == "not_found"


def test_get_gives_back_all_fields(client: TestClient) -> None:
    body = {
        **SHORT,
        "url": "https://a.example/1",
        "publisher": "A",
        "published_at": "2026-03-31T10:00:00Z",
        "language": "en",
        "kind": "statement",
        "speaker": "Ada Venn",
        "authors": ["B. Cole"],
        "metadata": {"desk": ["home", 5, None]},
    }
    client.put("/v1/documents/d", json=body)
    answer = client.get("/v1/documents/d").json()
    assert {name: answer[name] for name in body} == body
    assert answer["id"] == "d"
    DocumentAnswer.model_validate(answer)


@pytest.mark.parametrize("path", ["wh:articles/2025-08/x", "wh%3Aarticles%2F2025-08%2Fx"])
def test_id_may_have_slashes_and_colons_encoded_or_not(client: TestClient, path: str) -> None:
    client.put("/v1/documents/wh%3Aarticles%2F2025-08%2Fx", json=SHORT)
    assert client.get(f"/v1/documents/{path}").json()["id"] == "wh:articles/2025-08/x"


@pytest.mark.parametrize("bad", ["%00", "a%0Ab", "%20a", "a%20", "x" * 257, "%E2%80%AE", "%FF", "%C2%85"])
def test_bad_id_is_refused_with_the_rule(client: TestClient, bad: str) -> None:
    answer = client.put(f"/v1/documents/{bad}", json=SHORT)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/id"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"title": None}, "/title"),
        ({"text": 5}, "/text"),
        ({"published_at": "yesterday"}, "/published_at"),
        ({"published_at": "2026-02-30"}, "/published_at"),
        ({"published_at": "2026-1-1"}, "/published_at"),
        ({"kind": "poem"}, "/kind"),
        ({"authors": "B"}, "/authors"),
        ({"authors": ["B", 5]}, "/authors/1"),
        ({"body~/": "x"}, "/body~0~1"),
    ],
)
def test_wrong_field_is_pointed_at_and_nothing_is_stored(
    client: TestClient, change: dict[str, Any], pointer: str
) -> None:
    answer = client.put("/v1/documents/d", json={**SHORT, **change})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert client.get("/v1/documents/d").status_code == 404


def test_delete_is_204_then_404(client: TestClient) -> None:
    assert client.delete("/v1/documents/taxes").status_code == 204
    assert client.post("/v1/verify", json={"quote": "taxes"}).json()["verdict"] == "not_found"
    gone = client.delete("/v1/documents/taxes")
    assert (gone.status_code, gone.json()["code"]) == (404, "document_not_found")


def test_deleted_document_can_come_back(client: TestClient) -> None:
    client.put("/v1/documents/d", json=SHORT)
    client.delete("/v1/documents/d")
    assert client.put("/v1/documents/d", json=SHORT).status_code == 201


def test_list_pages_through_all_ids_once(client: TestClient) -> None:
    for number in range(7):
        client.put(f"/v1/documents/d{number}", json=SHORT)
    seen: list[str] = []
    cursor = None
    while True:
        page = client.get("/v1/documents", params={"limit": 3} | ({"cursor": cursor} if cursor else {}))
        DocumentList.model_validate(page.json())
        seen += [document["id"] for document in page.json()["documents"]]
        cursor = page.json()["next_cursor"]
        assert ("link" in page.headers) == (cursor is not None)
        if cursor is None:
            break
    assert seen == [*(f"d{number}" for number in range(7)), "taxes"]


def test_list_never_holds_all_the_texts_that_it_goes_through(
    client: TestClient, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.put_many([Document(f"d{n:03}", "A title", "Words.") for n in range(250)])
    limits: list[int] = []
    page = archive.page

    def observed(after_id: str, limit: int) -> list[Document]:
        limits.append(limit)
        return page(after_id, limit)

    monkeypatch.setattr(archive, "page", observed)
    listed = client.get("/v1/documents", params={"limit": 1_000}).json()
    assert [entry["id"] for entry in listed["documents"]] == [*(f"d{n:03}" for n in range(250)), "taxes"]
    assert listed["next_cursor"] is None
    assert max(limits) <= PAGE_DOCUMENTS


@pytest.mark.parametrize("cursor", ["x", "MTpkM", "!!", "é", "Mg", "MTphAGI"])
def test_made_up_cursor_is_refused(client: TestClient, cursor: str) -> None:
    answer = client.get("/v1/documents", params={"cursor": cursor})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/cursor"


@pytest.mark.parametrize(("unit", "encoding", "width"), [("codepoint", "utf-32-le", 4), ("utf16", "utf-16-le", 2)])
def test_document_lists_its_quotations_with_speakers(client: TestClient, unit: str, encoding: str, width: int) -> None:
    answer = client.get("/v1/documents/taxes", params={"offset_unit": unit}).json()
    DocumentAnswer.model_validate(answer)
    first, second = answer["quotations"]
    assert (first["speaker"]["name"], second["speaker"]["name"]) == ("Ada Venn", "Ada Venn")
    raw = answer["text"].encode(encoding)
    for quotation in answer["quotations"]:
        assert raw[quotation["start"] * width : quotation["end"] * width].decode(encoding) == quotation["text"]


def test_document_lists_apart_what_nobody_said(client: TestClient) -> None:
    text = "“We pay,” said Ada Venn. The “peace” did not hold. ''We are late,'' said Ben Orr."
    client.put("/v1/documents/marks", json={"title": "", "text": text, "language": "en"})
    answer = client.get("/v1/documents/marks").json()
    assert [(q["text"], q["attributed_as"]) for q in answer["quotations"]] == [("“We pay,”", "quoted")]
    others = [(q["text"], q["attributed_as"], q["speaker"] and q["speaker"]["name"]) for q in answer["others"]]
    assert others == [("“peace”", "scare", None), ("''We are late,''", "makeshift", "Ben Orr")]


@pytest.mark.parametrize(
    ("text", "quotation", "listed"),
    [
        ("“We pay,” said Ada Venn.\n\n”We pay late,” said Ben Orr.", "”We pay late,”", "makeshift"),
        ("We pay late,” said Ben Orr. “We pay,” he said.", "We pay late,”", "makeshift"),
        ("”Vi betalar”, sade Ada Venn. ”Men sent.”", "”Vi betalar”", "quoted"),
        ("&rdquo;We pay late,&rdquo; said Ben Orr. “We pay,” he said.", "&rdquo;We pay late,&rdquo;", "makeshift"),
        ("&ldquo;We pay late,&rdquo; said Ben Orr.", "&ldquo;We pay late,&rdquo;", "quoted"),
        ("``We pay late,'' said Ben Orr.", "``We pay late,''", "quoted"),
    ],
)
def test_quotation_whose_opening_mark_was_put_right_is_listed_apart(text: str, quotation: str, listed: str) -> None:
    answer = render_quotations(Document("d1", "", text), "codepoint")
    found = {q["text"]: q["attributed_as"] for q in answer["quotations"] + answer["others"]}
    assert found[quotation] == listed
    assert (quotation in [q["text"] for q in answer["quotations"]]) == (listed == "quoted")


@pytest.mark.parametrize(("kind", "listed"), [("transcript", "quotations"), ("article", "others")])
def test_turns_are_the_quotations_of_a_transcript_only(client: TestClient, kind: str, listed: str) -> None:
    text = "TARR: Is it a tax?\n\nROAN: It is a price.\n\nTARR: Who pays?\n\nROAN: All of us."
    client.put("/v1/documents/talk", json={"title": "Tarr and Roan", "text": text, "kind": kind})
    answer = client.get("/v1/documents/talk").json()
    assert [q["text"] for q in answer[listed]] == ["Is it a tax?", "It is a price.", "Who pays?", "All of us."]


def test_import_reports_every_line_and_sums_up(client: TestClient) -> None:
    body = b"\n".join(
        [
            json.dumps({"id": "d1", **SHORT, "lang": "en", "published": "2026-01-02"}).encode(),
            b"{bad",
            b"",
            json.dumps({"id": "d2", "title": "no text"}).encode(),
            json.dumps({"id": "d1", **SHORT, "text": "newer"}).encode(),
            json.dumps({"id": "taxes", **SHORT}).encode(),
        ]
    )
    *statuses, summary = lines_of(client.post("/v1/documents/import", content=body, headers=NDJSON).text)
    assert [(status["line"], status["status"]) for status in statuses] == [
        (1, "created"),
        (2, "failed"),
        (4, "failed"),
        (5, "replaced"),
        (6, "replaced"),
    ]
    assert [status["id"] for status in statuses] == ["d1", None, "d2", "d1", "taxes"]
    assert statuses[2]["error"]["errors"] == [{"pointer": "/text", "detail": "Field required"}]
    assert summary == {"summary": {"total": 5, "created": 1, "replaced": 2, "unchanged": 0, "failed": 2}}
    assert client.get("/v1/documents/d1").json()["text"] == "newer"


@pytest.mark.parametrize(
    ("other", "name", "given"), [("published", "published_at", "2026-01-02"), ("lang", "language", "en")]
)
def test_a_field_under_both_of_its_names_is_refused_and_told_so(
    client: TestClient, other: str, name: str, given: str
) -> None:
    body = json.dumps({"id": "d1", **SHORT, other: given, name: given}).encode()
    failed, _ = lines_of(client.post("/v1/documents/import", content=body, headers=NDJSON).text)
    (error,) = failed["error"]["errors"]
    assert error == {"pointer": f"/{other}", "detail": f"the same field as {name}, which is given too; give one"}


@pytest.mark.parametrize("id_given", [5, None, "", " d", "d\u200b", "x" * 257, ["d"]])
def test_failed_line_without_a_valid_id_has_none(client: TestClient, id_given: object) -> None:
    body = json.dumps({"id": id_given, "title": "no text"})
    failed, _ = lines_of(client.post("/v1/documents/import", content=body, headers=NDJSON).text)
    assert (failed["status"], failed["id"]) == ("failed", None)


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"published": "soon"}, "/published"),
        ({"published_at": "soon"}, "/published_at"),
        ({"published_at": "soon", "published": None}, "/published_at"),
        ({"lang": 5}, "/lang"),
    ],
)
def test_pointer_of_a_failed_line_names_the_field_as_it_came(
    client: TestClient, fields: dict[str, object], pointer: str
) -> None:
    body = json.dumps({"id": "d1", **SHORT, **fields})
    failed, _ = lines_of(client.post("/v1/documents/import", content=body, headers=NDJSON).text)
    assert [error["pointer"] for error in failed["error"]["errors"]] == [pointer]


def test_import_takes_gzip(client: TestClient) -> None:
    body = gzip.compress(b"".join(json.dumps({"id": f"d{n}", **SHORT}).encode() + b"\n" for n in range(300)))
    answer = client.post("/v1/documents/import", content=body, headers={**NDJSON, "Content-Encoding": "gzip"})
    assert lines_of(answer.text)[-1]["summary"]["created"] == 300


@pytest.mark.parametrize("damage", ["cut", "noise"])
def test_damaged_gzip_ends_in_a_problem_and_keeps_what_came_before(client: TestClient, damage: str) -> None:
    whole = gzip.compress(json.dumps({"id": "d1", **SHORT}).encode() + b"\n")
    body = whole[:-9] if damage == "cut" else b"no gzip at all"
    answer = client.post("/v1/documents/import", content=body, headers={**NDJSON, "Content-Encoding": "gzip"})
    assert lines_of(answer.text)[-1]["summary"]["failed"] == 1


def test_decompression_bomb_is_cut_off(client: TestClient) -> None:
    bomb = gzip.compress(b"\n" * 50_000_000)
    assert len(bomb) < 100_000
    answer = client.post("/v1/documents/import", content=bomb, headers={**NDJSON, "Content-Encoding": "gzip"})
    *_, failed, summary = lines_of(answer.text)
    assert failed["error"]["code"] == "too_large"
    assert summary["summary"]["failed"] == 1


def test_stored_document_is_the_one_that_was_put(client: TestClient) -> None:
    assert client.get("/v1/documents/taxes").json()["text"] == TAXES.text


KEPT_NUMBERS = '{"a": 18446744073709551615, "b": -9223372036854775808, "c": [0.5, 1e30], "d": "123456789012345678901"}'


def with_metadata(metadata: str, text: str = "a") -> bytes:
    return f'{{"id": "n1", "title": "t", "text": "{text}", "metadata": {metadata}}}'.encode()


@pytest.mark.parametrize("text", ["a", "123456789012345678901234567890"])
def test_numbers_of_the_metadata_come_back_as_they_were(client: TestClient, text: str) -> None:
    client.post("/v1/documents/import", content=with_metadata(KEPT_NUMBERS, text), headers=NDJSON)
    document = client.get("/v1/documents/n1").json()
    assert (document["metadata"], document["text"]) == (json.loads(KEPT_NUMBERS), text)


@pytest.mark.parametrize("number", ["18446744073709551616", "-9223372036854775809", "123456789012345678901234567890"])
def test_integer_beyond_64_bits_is_refused_where_it_would_lose_digits(client: TestClient, number: str) -> None:
    metadata = f'{{"a": {{"b": [1, {number}]}}}}'
    answer = client.post("/v1/documents/import", content=with_metadata(metadata), headers=NDJSON)
    failed = lines_of(answer.text)[0]["error"]
    assert (failed["status"], failed["errors"][0]["pointer"]) == (422, "/metadata")
    body = f'{{"title": "t", "text": "a", "metadata": {metadata}}}'
    alone = client.put("/v1/documents/n1", content=body, headers={"Content-Type": "application/json"})
    assert (alone.status_code, alone.json()) == (422, failed)


@pytest.mark.parametrize(
    ("url", "is_linked"),
    [
        ("https://ledger.example/otters", True),
        ("HTTP://ledger.example/otters", True),
        (" https://ledger.example/otters", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)//http://", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("//ledger.example/otters", False),
        ("otters", False),
        ("https:otters", False),
    ],
)
def test_only_web_addresses_are_linked(client: TestClient, url: str, is_linked: bool) -> None:
    text = "“The marble otters never forgive a late ferry,” she said."
    client.put("/v1/documents/otters", json={"title": "t", "text": text, "url": url})
    (match,) = client.post("/v1/verify", json={"quote": "marble otters never forgive"}).json()["matches"]
    (checked,) = client.post("/v1/check", json={"text": text}).json()["quotations"]
    for link in (match["deep_link"], checked["result"]["matches"][0]["deep_link"]):
        assert (link is not None and link.startswith(url.strip() + "#:~:text=")) == is_linked
    assert match["document"]["url"] == url


def test_total_of_a_list_counts_what_another_worker_acknowledged(settings: Settings) -> None:
    def worker() -> Archive:
        index = FakeIndex()
        log = SqliteLog(settings.data_dir / "documents.sqlite3")
        return Archive(log, index, FakeEngine(index), announcements=Announcements(settings.data_dir))

    with closing(worker()) as asked, closing(worker()) as other:
        asked.recover()
        other.put(TAXES)
        with TestClient(create_app(settings, archive=asked)) as client:
            listed = client.get("/v1/documents").json()
    assert (listed["total"], len(listed["documents"])) == (1, 1)
