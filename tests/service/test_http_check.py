"""`POST /v1/check` over HTTP: forms of a draft, offsets in each unit, limits and errors. The matcher is a fake."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

DRAFT = "🐟 “We will not raise taxes,” Ada Venn said. She called it a “reform”."


def check(client: TestClient, body: dict[str, Any], status: int = 200) -> Any:
    answer = client.post("/v1/check", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


def length(text: str, unit: str) -> int:
    return {"codepoint": len(text), "utf16": len(text.encode("utf-16-le")) // 2, "utf8": len(text.encode())}[unit]


def cut(text: str, start: int, end: int, unit: str) -> str:
    if unit == "codepoint":
        return text[start:end]
    if unit == "utf16":
        return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
    return text.encode()[start:end].decode()


def test_every_quotation_has_its_place_its_claimed_speaker_and_a_verify_answer(client: TestClient) -> None:
    answer = check(client, {"text": DRAFT, "ref": 7})
    first = answer["quotations"][0]
    assert {key: first[key] for key in ("block", "start", "end", "text", "quote", "kind", "utterance")} == {
        "block": None,
        "start": 3,
        "end": 27,
        "text": "We will not raise taxes,",
        "quote": "We will not raise taxes,",
        "kind": "quotation",
        "utterance": 0,
    }
    speaker = first["claimed_speaker"]
    assert (speaker["name"], speaker["mention"], speaker["cue"]) == ("Ada Venn", "Ada Venn", "said")
    assert DRAFT[speaker["mention_start"] : speaker["mention_end"]] == "Ada Venn"
    assert first["result"]["verdict"] == "verbatim"
    assert first["result"]["attribution"]["claimed"] == "Ada Venn"
    assert first["result"]["matches"][0]["document"]["id"] == "taxes"
    assert (answer["ref"], answer["offset_unit"], answer["text"]) == (7, "codepoint", None)
    assert set(answer["index"]) == {"generation", "documents", "policy"}


def test_the_summary_counts_every_quotation_once(client: TestClient) -> None:
    answer = check(
        client, {"text": DRAFT + " “Swans are counted twice a week,” Bo Orr said. “” There is a “fresh” wind."}
    )
    assert sum(answer["summary"].values()) == len(answer["quotations"])
    assert answer["summary"]["unknown"] >= 1
    assert answer["summary"]["set_aside"] == sum(q["kind"] == "scare" for q in answer["quotations"]) == 1


@pytest.mark.parametrize("unit", ["codepoint", "utf16", "utf8"])
def test_offsets_count_in_the_unit_asked_and_in_their_block(client: TestClient, unit: str) -> None:
    blocks = [
        {"id": "p1", "text": "🐟 Ada Venn, the minister, came."},
        {"id": 2, "text": "🐟🐟 “Nö, we will not,” she said."},
    ]
    answer = check(client, {"blocks": blocks, "offset_unit": unit})
    [found] = answer["quotations"]
    text = str(blocks[1]["text"])
    assert (found["block"], found["text"], answer["offset_unit"]) == (2, "Nö, we will not,", unit)
    assert found["start"] == length("🐟🐟 “", unit)
    assert cut(text, found["start"], found["end"], unit) == found["text"]
    speaker = found["claimed_speaker"]
    assert (speaker["name"], speaker["mention_block"], speaker["cue_block"]) == ("Ada Venn", 2, 2)
    assert cut(text, speaker["mention_start"], speaker["mention_end"], unit) == "she"


def test_the_speaker_of_a_quotation_may_be_named_in_another_block(client: TestClient) -> None:
    blocks = [{"id": "a", "text": "Ada Venn wrote to the council:"}, {"id": "b", "text": "“We will not raise taxes.”"}]
    [found] = check(client, {"blocks": blocks})["quotations"]
    assert found["block"] == "b"
    assert (found["claimed_speaker"]["name"], found["claimed_speaker"]["mention_block"]) == ("Ada Venn", "a")


def test_offsets_of_markup_count_in_the_text_content_which_is_returned(client: TestClient) -> None:
    markup = "<h1>Taxes 🐟</h1><p>“We will not <em>raise</em><br>taxes,” Ada Venn said.</p><script>“no”</script>"
    answer = check(client, {"html": markup, "offset_unit": "utf16"})
    [found] = answer["quotations"]
    assert answer["text"] == "Taxes 🐟“We will not raisetaxes,” Ada Venn said."
    assert cut(answer["text"], found["start"], found["end"], "utf16") == found["text"] == "We will not raisetaxes,"
    assert found["quote"] == "We will not raise\ntaxes,"


def test_the_speaker_of_the_request_is_claimed_where_the_draft_names_nobody(client: TestClient) -> None:
    draft = "“We will not raise taxes before the harvest.”\n\n“Never,” Bo Orr said."
    first, second = check(client, {"text": draft, "speaker": "Ada Venn"})["quotations"]
    assert (first["claimed_speaker"]["name"], first["claimed_speaker"]["mention"]) == ("Ada Venn", None)
    assert second["claimed_speaker"]["name"] == "Bo Orr"


@pytest.mark.parametrize("speaker", ["", "  ", "\u00a0\n"])
def test_a_blank_speaker_of_the_request_claims_nobody(client: TestClient, speaker: str) -> None:
    draft = "“We will not raise taxes before the harvest.”"
    assert check(client, {"text": draft, "speaker": speaker})["quotations"][0]["claimed_speaker"] is None


def test_filters_are_those_of_a_single_quote(client: TestClient) -> None:
    answer = check(client, {"text": DRAFT, "document_ids": ["other"]})
    assert {q["result"]["verdict"] for q in answer["quotations"]} == {"not_found"}


def test_a_quotation_too_long_to_verify_fails_alone(client: TestClient) -> None:
    answer = check(client, {"text": f"“{'word ' * 300}end,” Ada Venn said.\n\n{DRAFT}"})
    first, second = answer["quotations"][:2]
    alone = client.post("/v1/verify", json={"quote": first["quote"]})
    assert alone.status_code == 413
    assert first["result"] == {"ref": None, "error": alone.json()}
    assert second["result"]["verdict"] == "verbatim"
    assert answer["summary"]["failed"] == 1


def test_the_tags_of_a_block_are_no_words_and_count_in_its_offsets(client: TestClient) -> None:
    text = 'Ada <a href="/venn">Venn</a> said: "We will <em>not</em> raise taxes."'
    [found] = check(client, {"blocks": [{"id": "a", "text": text}]})["quotations"]
    assert text[found["start"] : found["end"]] == found["text"] == "We will <em>not</em> raise taxes."
    assert (found["quote"], found["claimed_speaker"]["name"]) == ("We will not raise taxes.", "Ada Venn")


@pytest.mark.parametrize("body", [{"text": ""}, {"html": ""}, {"blocks": []}, {"text": "Nobody spoke."}])
def test_a_draft_without_quotations_gets_an_empty_list(client: TestClient, body: dict[str, Any]) -> None:
    answer = check(client, body)
    assert answer["quotations"] == []
    assert set(answer["summary"].values()) == {0}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, ""),
        ({"text": "a", "html": "b"}, ""),
        ({"blocks": [{"id": 1, "text": ""}, {"id": 1, "text": ""}]}, "/blocks"),
        ({"blocks": [{"text": "a"}]}, "/blocks/0/id"),
        ({"blocks": [{"id": "a", "text": 1}]}, "/blocks/0/text"),
        ({"text": "a", "quote": "b"}, "/quote"),
        ({"text": "a", "language": ""}, "/language"),
        ({"text": "a", "published_after": "yesterday"}, "/published_after"),
        ({"text": "a", "offset_unit": "bytes"}, "/offset_unit"),
    ],
)
def test_a_wrong_shape_is_pointed_at(client: TestClient, body: dict[str, Any], pointer: str) -> None:
    problem = check(client, body, 422)
    assert problem["code"] == "invalid_request"
    assert pointer in [error["pointer"] for error in problem["errors"]]


def test_blocks_of_the_same_id_are_told(client: TestClient) -> None:
    blocks = [{"id": block_id, "text": "a"} for block_id in (1, "1", "b", "b")]
    answer = check(client, {"blocks": blocks}, 422)
    assert answer["errors"] == [{"pointer": "/blocks", "detail": "blocks 2 and 3 have the same id"}]


def test_an_unknown_field_is_told_the_fields_of_its_object(client: TestClient) -> None:
    problem = check(client, {"blocks": [{"id": "a", "text": "b", "y": 1}], "z": 1}, 422)
    told = {error["pointer"]: error["detail"] for error in problem["errors"]}
    assert told["/blocks/0/y"] == "unknown field; known are id, text"
    assert told["/z"].startswith("unknown field; known are text, html, blocks")


@pytest.mark.parametrize(
    ("body", "pointer", "stated"),
    [
        ({"text": "a" * 5_001}, "/text", "5,000"),
        ({"blocks": [{"id": n, "text": "a" * 1_000} for n in range(6)]}, "/blocks", "5,000"),
        ({"html": "<p>" + "a" * 5_001}, "/html", "5,000"),
        ({"html": "<div>" * 1_001}, "/html", "1,000"),
        ({"text": "“a” " * 31}, "", "30"),
    ],
)
def test_a_draft_over_a_limit_is_told_the_limit(
    client: TestClient, body: dict[str, Any], pointer: str, stated: str
) -> None:
    problem = check(client, body, 413)
    assert problem["code"] == "too_large"
    assert problem["errors"][0]["pointer"] == pointer
    assert stated in problem["errors"][0]["detail"]


TEXTS = st.text(st.sampled_from('ab .,:\n“”"‘’«»<>&🐟é\u0301\u200dQA'), max_size=80)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.sampled_from(["text", "html", "blocks"]),
    st.lists(TEXTS, min_size=1, max_size=3),
    st.sampled_from(["codepoint", "utf16", "utf8"]),
)
def test_every_text_is_its_block_cut_at_its_offsets(client: TestClient, form: str, texts: list[str], unit: str) -> None:
    draft: Any = [{"id": n, "text": text} for n, text in enumerate(texts)] if form == "blocks" else "".join(texts)
    answer = check(client, {form: draft, "offset_unit": unit})
    for found in answer["quotations"]:
        text = texts[found["block"]] if form == "blocks" else answer["text"] if form == "html" else draft
        assert cut(text, found["start"], found["end"], unit) == found["text"]


def test_null_is_a_missing_field_where_a_draft_needs_none(client: TestClient) -> None:
    fields = ("title", "speaker", "language", "document_ids", "published_after", "published_before", "ref")
    plain = client.post("/v1/check", json={"text": DRAFT})
    assert plain.status_code == 200
    assert client.post("/v1/check", json={"text": DRAFT, **dict.fromkeys(fields)}).json() == plain.json()
