"""The measures count what they say they count, on matchers whose errors are known beforehand."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from benchmarks import measures
from benchmarks.answers import points_at_passage, points_at_words
from benchmarks.falsify import Lie
from benchmarks.hostile import hostile_quotes, measure_hostile
from benchmarks.sampling import Passage, cuts_amount, iter_passages, iter_runs, trim
from matcher.types import Answer, Change, DiffSide, Document, Query
from tests.benchmarks.archive import Reader, answer_with, invent_documents, nothing_found

DOCUMENTS = invent_documents()
READER = Reader(DOCUMENTS)


def find_nothing(query: Query) -> Answer:  # noqa: ARG001
    return nothing_found()


def test_reader_finds_every_verbatim_run() -> None:
    measure = measures.measure_verbatim(READER.verify, DOCUMENTS, Random(1), 200)
    assert (measure.num_cases, measure.num_failed, measure.passed) == (200, 0, True)


def test_nothing_found_fails_every_verbatim_run() -> None:
    measure = measures.measure_verbatim(find_nothing, DOCUMENTS, Random(1), 50)
    assert (measure.num_failed, measure.passed) == (50, False)
    assert all(failure.why == "not_found, other span" for failure in measure.failures)


@pytest.mark.parametrize(
    ("chunk", "word"),
    [
        ("“Every,”", "Every"),
        ("([e]very", "[e]very"),
        ("walk[ed],", "walk[ed]"),
        ("[every]", "every"),
        ("(-5", "-5"),
        ("--53--", "53"),
        ("£3.", "£3"),
    ],
)
def test_a_passage_is_trimmed_to_whole_words(chunk: str, word: str) -> None:
    document = Document("d", "", f"So {chunk} it is")
    trimmed = trim(document, 3, 3 + len(chunk))
    assert trimmed is not None
    assert trimmed.text == word


def test_span_one_letter_too_long_is_a_failure() -> None:
    document = Document("d", "", "He said we will go home now.")
    assert points_at_words(answer_with(document, 8, 23), "we will go home")
    assert not points_at_words(answer_with(document, 8, 25), "we will go home")


def test_clean_measure_counts_every_accusation() -> None:
    measure = measures.measure_clean(find_nothing, DOCUMENTS, Random(1), 40)
    assert measure.num_failed == 40
    assert measure.figures["verdict.not_found"] == 40


def test_occurrences_of_the_reader_agree_with_the_oracle() -> None:
    assert measures.measure_occurrences(READER.verify, DOCUMENTS, Random(2), 100).num_failed == 0


def test_foreign_sentences_found_in_the_archive_are_excluded() -> None:
    measure = measures.measure_foreign(READER.verify, DOCUMENTS[:1], Random(1), 5)
    assert (measure.num_cases, measure.num_failed, measure.figures["excluded"]) == (0, 0, 5)


def test_edited_quote_is_right_at_its_place_and_wrong_elsewhere() -> None:
    document = DOCUMENTS[0]
    passage = next(iter_runs([document], Random(4), min_words=10, max_words=10))
    right = answer_with(document, passage.start, passage.end, verdict="altered")
    blind = answer_with(document, passage.start, passage.end)
    wrong = answer_with(document, 0, len(document.title), verdict="altered")
    cases = [(passage, passage.text + " indeed")]
    assert measures.measure_damaged("edited", lambda _: right, cases, 1.0).passed
    assert not measures.measure_damaged("edited", lambda _: blind, cases, 1.0).passed
    assert not measures.measure_damaged("edited", lambda _: wrong, cases, 1.0).passed


def test_damage_in_the_writers_own_narration_is_no_damage_of_the_quote() -> None:
    text = "“The boats stay in port until Friday,” said Ada Venn. “Nobody will be sent across.”"
    document = Document("d", "Boats", text)
    passage = Passage(document, 0, len(text))
    told, damaged = text.replace("said Ada", "said Mayor Ada"), text.replace("until Friday", "until Sunday")
    for quote, failed in ((told, 0), (damaged, 1)):
        answer = answer_with(document, 0, len(text))
        measure = measures.measure_damaged("edited", lambda _, a=answer: a, [(passage, quote)], 1.0)
        assert measure.num_failed == failed
        assert measure.figures.get("damage_in_narration", 0) == 1 - failed


def test_copy_of_the_passage_elsewhere_is_right_too() -> None:
    text = "The board will meet again on the third of May."
    passage = Passage(Document("a", "", text), 0, len(text))
    copy = Document("b", "", "Update: " + text)
    assert points_at_passage(answer_with(copy, 8, 8 + len(text)), text, passage)


def test_a_place_with_the_sampled_words_is_judged_alike_in_every_document() -> None:
    text = "The board will meet again on the third of May in the town hall, and it will vote on the budget"
    passage = Passage(Document("a", "", text), 0, len(text))
    first_half, last_quarter = (0, 64), (72, len(text))
    for document in (passage.document, Document("b", "", text.upper() + ".")):
        assert points_at_passage(answer_with(document, *first_half), text, passage)
        assert not points_at_passage(answer_with(document, *last_quarter), text, passage)
    reworded = Document("c", "", text.replace("third", "fourth"))
    assert not points_at_passage(answer_with(reworded, *first_half), text, passage)


NEGATED = Lie("negation.insert", "we will not go home", frozenset({"negation"}), frozenset({"altered"}))
HOME = Document("d", "", "He said we will go home now.")


@pytest.mark.parametrize(
    ("fields", "judgement"),
    [
        ({}, "ok"),
        ({"outcome": "review", "flags": ("ambiguous",)}, "passed"),
        ({"verdict": "altered", "outcome": "problem"}, "wrong_kind"),
        ({"verdict": "altered", "outcome": "problem", "changes": "negation"}, None),
        ({"verdict": "altered", "outcome": "problem", "changes": "word"}, "wrong_kind"),
    ],
)
def test_answers_to_a_lie_are_judged_by_verdict_and_kind(fields: dict[str, object], judgement: str | None) -> None:
    if kind := fields.get("changes"):
        side = DiffSide(8, 11, "not")
        change = Change(kind, "added", "material", side, DiffSide(16, 16, ""))  # type: ignore[arg-type]
        fields = {**fields, "changes": (change,)}
    assert judge_lie(answer_with(HOME, 8, 23, **fields)) == judgement


def judge_lie(answer: Answer) -> str | None:
    return measures.judge_lie(NEGATED, answer)


def test_lie_that_stands_in_the_archive_is_excluded() -> None:
    document = Document("d", "", "He said we will not go home now.")
    assert judge_lie(answer_with(document, 8, 27)) == "excluded"


def test_parts_that_stand_in_the_quotes_order_are_no_splice() -> None:
    lie = Lie("splice.reversed.ellipsis", "We will go … She saw it", frozenset(), frozenset({"spliced"}))
    text = "She saw it then. We will go now. She saw it again."
    fields = {"verdict": "elided", "outcome": "review", "flags": ("omission_is_long",)}
    assert measures.judge_lie(lie, answer_with(Document("d", "", text), 0, 10, **fields)) == "excluded"
    once = text.removesuffix(" She saw it again.")
    assert measures.judge_lie(lie, answer_with(Document("d", "", once), 0, 10, **fields)) == "passed"


@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        ("I have never thought that", "I’ve never thought that", True),
        ("That's a bad ferry", "That is a bad ferry", True),
        ("That’s what Orr's crew says", "That is what Orr’s crew says", True),
        ("That is a bad ferry", "That was a bad ferry", False),
        ("“Not ours,” said Orr", "It is not ours", True),
        ("“Not ours,” said Orr", "It is ours, and not theirs", False),
        ("I have never thought that", "I have always thought that", False),
    ],
)
def test_a_foreign_sentence_in_other_clothes_really_stands(quote: str, text: str, stands: bool) -> None:
    answer = answer_with(Document("d", "", text), 0, len(text))
    assert measures.really_stands(quote, answer) is stands


def test_every_lie_drawn_names_its_passage() -> None:
    from benchmarks.lexicon import read_lexicon

    lies = measures.iter_lies(DOCUMENTS, Random(1), read_lexicon(DOCUMENTS), ["negation.insert", "negation.drop"])
    for lie, passage in islice(lies, 20):
        assert lie.rule.startswith("negation")
        assert passage.text in passage.document.text


def test_crash_on_hostile_input_is_a_failure() -> None:
    def crash(query: Query) -> Answer:
        raise ValueError(len(query.quote))

    measure = measure_hostile(crash, DOCUMENTS)
    assert measure.num_failed == measure.num_cases == len(hostile_quotes(DOCUMENTS))


def test_passages_are_slices_that_begin_and_end_with_words() -> None:
    for passage in islice(iter_passages(DOCUMENTS, Random(9)), 200):
        assert passage.text[0].isalnum()
        assert passage.text[-1].isalnum()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("by tens", "of thousands", True),
        ("between 1944 and", "1968 may", True),
        ("the two", "hundred and forty-fifth", True),
        ("one out of every", "two boats", True),
        ("out of every", "two boats", False),
        ("in 2004", "the crews", False),
        ("both with", "two boats", False),
        ("out of", "two towns", False),
    ],
)
def test_runs_that_cut_an_amount_are_known(before: str, after: str, expected: bool) -> None:
    assert cuts_amount(after.split(), before.split()[::-1]) is expected
