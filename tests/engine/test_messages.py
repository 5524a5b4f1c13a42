"""The message of an answer names the fact that decided it, and explains every flag."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from matcher import Answer, Document, Engine, Index, Query
from matcher.messages import FLAG_SENTENCES

PIER = Document(
    "pier",
    "Pier",
    "“Nobody says that the harbour is safe unless it freezes,” said Ada Venn. The keeper found the lamp cold. "
    "“We will not sell the harbour,” said Ada Venn. “The ferry sails at noon,” said Bram Oost.",
)


def asked(quote: str, speaker: str | None = None) -> Answer:
    index = Index.open(None)
    index.put(PIER, sequence=1)
    return Engine(index).verify(Query(quote, speaker=speaker))


@pytest.mark.parametrize(
    ("quote", "speaker", "flags"),
    [
        ("the harbour is safe", None, ("inside_negation", "truncated_sentence")),
        ("the harbour is safe", "Bram Oost", ("inside_negation", "truncated_sentence")),
        ("the harbor is safe", None, ("inside_negation", "truncated_sentence")),
        ("The keeper found the lamp hot", None, ("not_in_quotation_marks",)),
        ("We will … sell the harbour", None, ("omission_hides_negation",)),
        ("We will not sell the harbour … The ferry sails at noon", None, ("several_speakers",)),
    ],
)
def test_every_flag_is_explained(quote: str, speaker: str | None, flags: tuple[str, ...]) -> None:
    answer = asked(quote, speaker)
    assert set(flags) <= set(answer.matches[0].flags)
    message = answer.message.casefold()
    for flag in answer.matches[0].flags:
        assert message.count(FLAG_SENTENCES[flag]) == 1
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("quote", "speaker", "message"),
    [
        (
            "We will sell the harbour",
            "Bram Oost",
            "“not” was dropped (negation); “Pier” gives these words to Ada Venn, not to Bram Oost.",
        ),
        (
            "We will not sell the harbor",
            "Bram Oost",
            "“Pier” gives these words to Ada Venn, not to Bram Oost; "
            "the quote has “harbor” where the document has “harbour” (spelling).",
        ),
        (
            "We will not sell the harbor",
            "Ada Venn",
            "The quote has “harbor” where the document has “harbour” (spelling).",
        ),
        ("We will not sell harbour", None, "“the” was dropped (function word)."),
        # A material change before the minor one that stands before it; the others are counted.
        (
            "Nobody says that a harbour is safe unless it floods",
            None,
            "The quote has “floods” where the document has “freezes” (word) (1 more change).",
        ),
        (
            "We would not sell that harbor",
            "Ada Venn",
            "The quote has “would” where the document has “will” (modality) (2 more changes).",
        ),
        ("The ferry at noon sails", None, "“sails” was moved (order)."),
        (
            "The keeper found the lamp cold. We will not sell the harbour",
            None,
            "The words stand in “Pier”, partly outside its quotation marks.",
        ),
        ("We will not sell the harbour", "Ada Venn", "The quote stands in “Pier”, word for word."),
        (
            "We will not [part with] the harbour",
            "Ada Venn",
            "The quote stands in “Pier”, word for word but for what it marks as cut or inserted.",
        ),
        # The document names somebody; what it leaves open is whether the claim means that person.
        (
            "We will not sell the harbour",
            "the harbour master",
            "The words stand in “Pier”, which names Ada Venn and leaves open whether the harbour master said them.",
        ),
        (
            "The keeper found the lamp cold",
            None,
            "The document says this in its own words and quotes nobody there (“Pier”).",
        ),
    ],
)
def test_the_deciding_fact_comes_first(quote: str, speaker: str | None, message: str) -> None:
    assert asked(quote, speaker).message == message


def test_a_document_without_a_title_is_named_by_its_id() -> None:
    index = Index.open(None)
    index.put(Document("pier-7", "", "“We will not sell the harbour,” said Ada Venn."), sequence=1)
    answer = Engine(index).verify(Query("We will not sell the harbour"))
    assert answer.message == "The quote stands in “pier-7”, word for word."


def test_words_of_nobody_leave_open_who_said_them() -> None:
    index = Index.open(None)
    index.put(Document("pier", "Pier", "The lamp was cold. “We will not sell the harbour.” It rained."), sequence=1)
    answer = Engine(index).verify(Query("We will not sell the harbour", speaker="the harbour master"))
    assert answer.message == "The words stand in “Pier”, which leaves open who said them."


@pytest.mark.parametrize(
    ("filters", "is_searched"),
    [
        ({}, True),
        ({"document_ids": ("pier", "lake")}, True),
        ({"document_ids": ()}, False),
        ({"document_ids": ("peir",)}, False),
        ({"publisher": "Lakeland Wire"}, True),
        ({"publisher": "Lakeland Wires"}, False),
        ({"language": "de"}, False),
        ({"published_after": "2026-02-01"}, False),
        ({"published_after": "2026-01-01", "published_before": "2025-01-01"}, False),
    ],
)
def test_a_miss_says_whether_anything_was_searched(filters: dict[str, Any], is_searched: bool) -> None:
    index = Index.open(None)
    document = replace(PIER, publisher="Lakeland Wire", language="en", published_at="2026-01-31")
    index.put(document, sequence=1)
    index.put(replace(document, id="gone", language="de"), sequence=2)
    index.delete("gone", sequence=3)
    message = Engine(index).verify(Query("The tower was painted green in the summer", **filters)).message
    assert message.startswith("No passage in the documents searched" if is_searched else "No document was searched")


def test_an_empty_archive_says_so() -> None:
    message = Engine(Index.open(None)).verify(Query("We will not sell the harbour")).message
    assert message == "No document was searched: there is none, or none passes the request's filters."


def test_a_long_claim_is_cut() -> None:
    message = asked("We will not sell the harbour", "Bram Oost " * 20).message
    assert message == f"“Pier” gives these words to Ada Venn, not to {('Bram Oost ' * 20)[:79]}…."


@pytest.mark.parametrize("length", [79, 80, 81, 200])
def test_a_long_title_is_cut(length: int) -> None:
    title = "Pier " * 40
    index = Index.open(None)
    index.put(Document("pier", title[:length], "“We will not sell the harbour,” said Ada Venn."), sequence=1)
    shown = title[:length].strip() if length <= 80 else title[:79] + "…"
    message = Engine(index).verify(Query("We will not sell the harbour")).message
    assert message == f"The quote stands in “{shown}”, word for word."


@pytest.mark.parametrize(("title", "shown"), [("Dues", "“Pier” and “Dues”"), ("Pier", "“Pier” and “Pier”")])
def test_a_splice_of_two_documents_is_told_also_where_they_have_one_title(title: str, shown: str) -> None:
    index = Index.open(None)
    crews = "“We are paying the crews of the harbour five million at last,” said Ada Venn."
    tower = "“The dues of the tower will be raised next year by the council,” said Al Dunn."
    index.put_many([(1, Document("a", "Pier", crews)), (2, Document("b", title, tower))])
    quote = (
        "We are paying the crews of the harbour five million, the dues of the tower will be raised next year by the "
        "council"
    )
    message = Engine(index).verify(Query(quote)).message
    assert message == (
        f"The quote joins words from several documents, {shown}; the words belong to more than one person."
    )


def test_a_splice_within_a_document_names_it_once() -> None:
    message = asked("We will not sell the harbour … The ferry sails at noon").message
    assert message.startswith("The quote joins words that do not stand together or in this order in “Pier”; ")
