"""What a quote leaves out or puts in at its own marks: who speaks there, and whether it denies."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.types import Answer, Flag

QUOTE = "We lost four cranes in the storm … There is money in the bank for new ones"
HIDES: tuple[Flag, ...] = ("omission_hides_negation",)
CROSSES: tuple[Flag, ...] = ("omission_crosses_speakers",)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        # Nobody is named at all: the three may be anybody's.
        (
            "“We lost four cranes in the storm.”\n\nThe hall was silent.\n\n“The harbour is shut and the town is"
            " hungry.”\n\nIt rained.\n\n“There is money in the bank for new ones.”",
            CROSSES,
        ),
        # The ends have a speaker, what is left out has none.
        (
            "“We lost four cranes in the storm,” said Bo Orr.\n\nThen somebody shouted. “The harbour is shut and the"
            " town is hungry!”\n\n“There is money in the bank for new ones,” said Bo Orr.",
            CROSSES,
        ),
        # What is left out has a speaker, the ends have none.
        (
            "It is night. It is cold.\n\n“We lost four cranes in the storm.”\n\nIt is late.\n\n“The harbour is shut and"
            " the town is hungry,” said Ada Venn.\n\nThey left and they slept.\n\nIt is day.\n\n“There is money in the"
            " bank for new ones.”",
            CROSSES,
        ),
        (
            "“We lost four cranes in the storm,” said Bo Orr. “The harbour is shut,” said Ada Venn. “There is money in"
            " the bank for new ones,” said Bo Orr.",
            CROSSES,
        ),
        (
            "“We lost four cranes in the storm,” said Bo Orr.\n\nThe hall was silent.\n\n“The harbour is shut and the"
            " town is hungry,” said Bo Orr.\n\n“There is money in the bank for new ones,” said Bo Orr.",
            (),
        ),
    ],
    ids=["nobody named", "unknown within", "unknown round", "another", "the same"],
)
def test_a_speaker_who_is_not_known_may_be_another(text: str, flags: tuple[Flag, ...]) -> None:
    index = Index.open(None)
    index.put(Document("d", "Storm", text), sequence=1)
    answer = Engine(index).verify(Query(QUOTE))
    assert answer.verdict == "elided"
    assert answer.matches[0].flags == flags
    assert answer.outcome == ("review" if flags else "ok")


@pytest.fixture(scope="module")
def engine() -> Engine:
    index = Index.open(None)
    texts = [
        "“We will raise the harbour dues next year,” said Ada Venn. “The crews have agreed to it,” she said.",
        "“Nobody will raise the ferry fares before winter,” said Al Dunn.",
        "“Wir werden die Fähren im Winter verkaufen“, sagte Ilse Quandt.",
    ]
    for sequence, text in enumerate(texts, 1):
        index.put(Document(f"d{sequence}", "Dues", text, language="de" if "sagte" in text else "en"), sequence=sequence)
    return Engine(index)


def ask(engine: Engine, quote: str) -> tuple[str, tuple[Flag, ...], str]:
    answer: Answer = engine.verify(Query(quote))
    return answer.verdict, answer.matches[0].flags, answer.outcome


@pytest.mark.parametrize(
    "quote",
    [
        "We will [not] raise the harbour dues next year",
        "We [never] raise the harbour dues next year",
        # A bracket at either end separates nothing, and denies all the same.
        "[Nobody] will raise the harbour dues next year",
        "[We have no plan to] raise the harbour dues next year",
        "“[Nobody] will raise the harbour dues next year”",
        "[No] … will raise the harbour dues next year",
        "We will raise the harbour dues [at no time]",
        "We will raise the harbour dues … [not]",
        "[Wir werden nie] die Fähren im Winter verkaufen",
    ],
)
def test_a_bracket_that_denies_what_was_said_is_flagged(engine: Engine, quote: str) -> None:
    assert ask(engine, quote) == ("elided", HIDES, "review")


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("We will [indeed] raise the harbour dues next year", "elided"),
        ("[The council] will raise the harbour dues next year", "elided"),
        ("We will raise the harbour dues [from May]", "elided"),
        # A sentence of the writer's own says nothing about the words.
        ("[Venn did not say when:] We will raise the harbour dues next year", "elided"),
        ("[Asked, she did not hesitate.] We will raise the harbour dues next year", "elided"),
        ("We will raise the harbour dues next year. [She did not say by how much.]", "elided"),
        ("“We will raise the harbour dues next year.” [She did not say by how much]", "elided"),
        # The document's own words.
        ("[Nobody] will raise the ferry fares before winter", "verbatim"),
    ],
)
def test_a_bracket_that_denies_nothing_is_not_flagged(engine: Engine, quote: str, verdict: str) -> None:
    assert ask(engine, quote) == (verdict, (), "ok")


def test_words_that_are_a_splice_leave_nothing_out() -> None:
    """What is no one utterance has no sentence that could be cut short, and no omission that could hide anything."""
    index = Index.open(None)
    text = (
        "“We will raise the harbour dues next year,” said Ada Venn. “Nobody asked for it,” said Al Dunn. “The tower on"
        " the hill will be painted green if there is money,” said Bo Orr."
    )
    index.put(Document("d", "Dues", text), sequence=1)
    quote = "We will raise the harbour dues next year … The tower on the hill will be painted green"
    answer = Engine(index).verify(Query(quote))
    match = answer.matches[0]
    assert (answer.verdict, match.flags, match.omissions) == ("spliced", ("several_speakers",), ())


# What was said, what is quoted of it, and whether a sentence's end was cut off that its sense needs.
CUT_AT_OMISSIONS = [
    (
        "We will pay the crews if the court agrees. The hall opens in May.",
        "We will pay the crews … The hall opens in May",
    ),
    ("We will pay the crews unless it snows. We never said so before.", "We will pay the crews. […] We never said so"),
    (
        "The hall opens in May. Perhaps the crews were paid in full.",
        "The hall opens in May … the crews were paid in full",
    ),
    ("The pier holds, but only until the frost. It rained. The hall opens.", "The pier holds … The hall opens"),
]
LEFT_AT_OMISSIONS = [
    # A sentence left out whole, and what was cut out of a sentence's midst, are no cut ends.
    (
        "The hall opens in May. Perhaps it rains. The crews were paid in full.",
        "The hall opens in May … The crews were paid",
    ),
    (
        "The crews, if they come at all, were paid in full. The hall opens.",
        "The crews … were paid in full. The hall opens",
    ),
    ("We paid the crews in the first week of May. The hall opens.", "We paid the crews … The hall opens"),
    ("In the first week of May we paid the crews. The hall opens.", "In the first week … The hall opens"),
]


def flags_of(text: str, quote: str) -> tuple[Flag, ...]:
    index = Index.open(None)
    index.put(Document("d", "Pier", f"“{text}” said Ada Venn.", language="en"), sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert answer.verdict == "elided"
    (omission,) = answer.matches[0].omissions
    assert omission.flags == answer.matches[0].flags
    return answer.matches[0].flags


@pytest.mark.parametrize(("text", "quote"), CUT_AT_OMISSIONS)
def test_a_condition_at_a_sentences_end_is_cut_off_by_an_omission_too(text: str, quote: str) -> None:
    assert flags_of(text, quote) == ("truncated_sentence",)


@pytest.mark.parametrize(("text", "quote"), LEFT_AT_OMISSIONS)
def test_an_omission_within_a_sentence_or_of_a_whole_one_truncates_none(text: str, quote: str) -> None:
    assert flags_of(text, quote) == ()


SAILS = (
    "ROTH: Good day to you.\n\nVENN: We bought the ferry last spring and it was dear.{}\n\nVENN: Yes, it sails at dawn."
)


@pytest.mark.parametrize("after", ["", "\n\nROTH: I see."])
@pytest.mark.parametrize(("between", "flags"), [("", ()), ("\n\nROTH: Was it?", ("omission_crosses_speakers",))])
def test_only_who_speaks_within_an_omission_crosses_it(between: str, after: str, flags: tuple[Flag, ...]) -> None:
    index = Index.open(None)
    index.put(Document("d", "", SAILS.format(between) + after, kind="transcript", language="en"), sequence=1)
    answer = Engine(index).verify(Query("We bought the ferry last spring … it sails at dawn"))
    assert (answer.verdict, answer.matches[0].flags) == ("elided", flags)
