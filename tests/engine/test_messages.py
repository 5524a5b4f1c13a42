"""The message of an answer names the fact that decided it, and explains every flag."""

from __future__ import annotations

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
        ("We will not sell the harbour", "Ada Venn", "The quote stands in “Pier”, word for word."),
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
