"""A text that has lost its marks: capitals on little words tell its sentences apart; nobody is said to paraphrase."""

from __future__ import annotations

import pytest

from matcher import Answer, Document, Engine, Index, Query
from matcher.flags.lost_stops import STOP_EVERY, has_lost_stops

FILLER = "The harbour council of Orrin Bay met on Tuesday evening to hear the report of the harbour master on dredging "
PASSAGE = "the ferry carried nine thousand people across the sound last winter"


def asked(before: str, behind: str = "", language: str | None = "en") -> Answer:
    text = f"{FILLER * 4}{before} {PASSAGE} {behind} {FILLER * 4}".replace("  ", " ")
    index = Index.open(None)
    index.put(Document("d", "Ferry", text, language=language), sequence=1)
    return Engine(index).verify(Query(PASSAGE))


@pytest.mark.parametrize("language", ["en", None])
@pytest.mark.parametrize(
    ("before", "is_denied"),
    [
        ("She said it is not true that", True),
        ("She said the bridge does not pay Their own figures show that", False),
        ("She said the bridge does not pay In the figures of the port office", False),
        # "I" has a capital anywhere, names and the words of a headline have one too.
        ("She does not believe I heard that", True),
        ("She does not believe that Ada Venn said that", True),
        ("Council Does Not Believe That The Port Says That", True),
    ],
)
def test_a_little_word_with_a_capital_opens_a_sentence(before: str, is_denied: bool, language: str | None) -> None:
    flags = asked(before, language=language).matches[0].flags
    assert ("inside_negation" in flags) == is_denied


def test_a_sentence_ends_where_the_next_begins() -> None:
    assert "inside_negation" not in asked("She said that", "That is not true").matches[0].flags
    assert "inside_negation" in asked("That", "is not true").matches[0].flags


def test_a_polite_pronoun_opens_no_sentence() -> None:
    filler = "der Hafenrat von Orrinhafen hörte am Dienstag den Bericht des Hafenmeisters über die Fahrrinne "
    passage = "die Fähre im Winter neuntausend Menschen über den Sund gebracht hat"
    for opener, is_denied in (("Sie", True), ("Aber", False)):
        index = Index.open(None)
        text = f"{filler * 5}niemand glaubt {opener} sagen dass {passage} {filler * 5}"
        index.put(Document("d", "Fähre", text, language="de"), sequence=1)
        flags = Engine(index).verify(Query(passage)).matches[0].flags
        assert ("inside_negation" in flags) == is_denied


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        ("word " * STOP_EVERY, True),
        ("word " * STOP_EVERY + ". " * 6, False),
        ("word " * (STOP_EVERY // 10), False),
        ("слово " * STOP_EVERY, True),
        ("слово слово\n" * STOP_EVERY, False),
    ],
)
def test_a_text_with_few_stops_has_lost_them(text: str, is_lost: bool) -> None:
    assert has_lost_stops(text) == is_lost


def test_the_message_says_that_no_marks_are_left() -> None:
    answer = asked("Ada Venn said that")
    assert answer.message == (
        "The document has no quotation marks to tell whether these are somebody's words (“Ferry”)."
    )
