"""The seeds are what their README says: complete, consistent with the contract, and true to the documents."""

from __future__ import annotations

import json
from datetime import datetime
from typing import get_args

import pytest

from matcher.types import (
    AttributionStatus,
    ChangeKind,
    Document,
    DocumentKind,
    Flag,
    Operation,
    Outcome,
    Verdict,
)
from tests.seeds.labels import SEEDS, Label, allowed, read_documents, read_labels

DOCUMENTS = read_documents()
LABELS = read_labels()
TEXTS = {document.id: document.text for document in DOCUMENTS}

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
each_label = pytest.mark.parametrize("label", LABELS, ids=lambda label: label["id"])


def test_there_are_enough_documents_of_every_kind_in_four_languages() -> None:
    assert len(DOCUMENTS) >= 15
    assert {document.kind for document in DOCUMENTS} == set(get_args(DocumentKind))
    assert {document.language for document in DOCUMENTS} >= {"en", "de", "fr", "es"}


def test_ids_are_unique() -> None:
    assert len(TEXTS) == len(DOCUMENTS)
    assert len({label["id"] for label in LABELS}) == len(LABELS)


def test_files_hold_one_json_object_a_line() -> None:
    for path in sorted(SEEDS.glob("*.jsonl")):
        raw = path.read_bytes()
        assert raw.endswith(b"\n")
        assert all(isinstance(json.loads(line), dict) for line in raw.splitlines())


@each_document
def test_document_states_where_and_when_it_was_published(document: Document) -> None:
    assert document.title
    assert document.publisher
    assert document.published_at is not None
    assert datetime.fromisoformat(document.published_at).tzinfo is not None
    # Reserved by RFC 2606: no link in the samples can lead anywhere.
    assert document.url is not None
    assert document.url.split("/")[2].endswith(".example")


@pytest.mark.parametrize(
    "shape",
    [
        "“",
        '"',
        "‘",
        "„",
        "»",
        "«\u00a0",
        "&rsquo;",
        "\u00ad",
        "ﬁ",
        "PHOTO:",
        "Read more",
        "[laughter]",
        "HOST:",
    ],
)
def test_documents_have_the_shapes_of_real_articles(shape: str) -> None:
    assert any(shape in text for text in TEXTS.values())


def test_some_articles_mix_curly_and_straight_marks() -> None:
    assert sum("“" in text and '"' in text for text in TEXTS.values()) >= 3


def test_labels_cover_every_verdict_change_and_flag() -> None:
    expects = [label["expect"] for label in LABELS]
    changes = [change for expect in expects for change in expect.get("changes", ())]
    assert len(LABELS) >= 60
    assert {expect["verdict"] for expect in expects} == set(get_args(Verdict))
    assert {expect["outcome"] for expect in expects} == set(get_args(Outcome))
    assert {flag for expect in expects for flag in expect.get("flags", ())} == set(get_args(Flag))
    statuses = {status for expect in expects for status in allowed(expect.get("attribution"))}
    assert statuses >= set(get_args(AttributionStatus))
    assert {kind for change in changes for kind in allowed(change["kind"])} == set(get_args(ChangeKind))
    assert {o for change in changes for o in allowed(change["operation"])} == set(get_args(Operation))


@each_label
def test_label_names_words_that_stand_in_its_documents(label: Label) -> None:
    document = label["expect"].get("document")
    texts = [TEXTS[document]] if document else list(TEXTS.values())
    for passage in label["expect"].get("passages", ()):
        assert any(passage in text for text in texts)
    for change in label["expect"].get("changes", ()):
        assert any((change["document"] or "") in text for text in texts)
        assert (change["quote"] or "") in label["quote"]


@each_label
def test_label_gives_the_outcome_that_the_contract_derives(label: Label) -> None:
    assert label["expect"]["outcome"] == get_outcome(label["expect"])


def get_outcome(expect: Label) -> str:
    """Derive the outcome by contract §7 from the rest of a label."""
    severities = {change["severity"] for change in expect.get("changes", ())}
    if expect["verdict"] in {"not_found", "unverifiable"}:
        return "unknown"
    if expect["verdict"] == "spliced" or "material" in severities or expect.get("attribution") == "contradicted":
        return "problem"
    unflagged = not expect.get("flags") and expect.get("setting") not in {"narration", "mixed"}
    named = set(allowed(expect.get("attribution", "not_claimed"))) <= {"confirmed", "not_claimed"}
    return "ok" if expect["verdict"] in {"verbatim", "elided"} and unflagged and named else "review"
