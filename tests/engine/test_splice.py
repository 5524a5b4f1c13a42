"""A quote is cut into runs only where there are documents, and where known words could make up most of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Document, Engine, Index, Query
from matcher.align.weights import weighed
from matcher.index.snapshot import NO_FILTERS
from matcher.question import Question, part_queries
from matcher.splice import _most_covered, _runs

WORDS = ("the", "harbour", "will", "not", "reopen", "dues", "rose", "again")
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=5, max_size=20).map(" ".join), min_size=1, max_size=4)
QUOTES = st.lists(st.sampled_from((*WORDS, "xqz", "tbe", "w1ll")), min_size=1, max_size=24).map(" ".join)


@given(TEXTS, QUOTES, st.booleans())
def test_runs_cover_no_more_than_stretches_of_known_words(texts: list[str], quote: str, is_one_segment: bool) -> None:
    index = Index.open(None)
    documents = [Document(f"d{n}", "", text) for n, text in enumerate(texts)]
    if is_one_segment:
        index.put_many(enumerate(documents, 1))
    else:
        for sequence, document in enumerate(documents, 1):
            index.put(document, sequence=sequence)
    question = Question(quote)
    queries = weighed(part_queries(question.editorial, index.snapshot(), NO_FILTERS), question.tokens)
    covered = sum(unit.end - unit.begin for unit in _runs(queries, 0, len(question.editorial)))
    assert covered <= _most_covered(queries, 0, len(question.editorial))


def test_nothing_is_found_where_all_documents_are_deleted() -> None:
    index = Index.open(None)
    engine = Engine(index)
    assert engine.verify(Query("We will not raise harbour dues")).verdict == "not_found"
    index.put(Document("d1", "", "We will not raise harbour dues."), sequence=1)
    index.delete("d1", sequence=2)
    assert engine.verify(Query("We will not raise harbour dues")).verdict == "not_found"


@pytest.mark.parametrize(
    ("said", "elsewhere", "quote"),
    [
        (
            "We don't pay the rent to the bank on Fridays.",
            "“We do not pay the firemen enough,” said Al Dunn.",
            "We do not pay the rent to the bank on Fridays.",
        ),
        (
            "They took $5m from the church and gave it back in May.",
            "The clerk stole five million dollars from the church fund.",
            "They took five million dollars from the church and gave it back in May.",
        ),
        (
            "We lost 250 sheep in the flood and two dogs.",
            "They counted two hundred and fifty sheep in Ostley.",
            "We lost two hundred and fifty sheep in the flood and two dogs.",
        ),
    ],
)
def test_other_clothes_are_no_splice_where_another_document_wears_them(said: str, elsewhere: str, quote: str) -> None:
    index = Index.open(None)
    index.put(Document("said", "", f"“{said[:-1]},” Ada Venn told reporters in Marlow."), sequence=1)
    index.put(Document("elsewhere", "", elsewhere), sequence=2)
    answer = Engine(index).verify(Query(quote))
    assert (answer.verdict, answer.outcome, answer.matches[0].document.id) == ("verbatim", "ok", "said")


def test_a_variant_spelling_is_no_splice_where_another_document_has_it() -> None:
    index = Index.open(None)
    index.put(Document("said", "", "“The color of the old theater is gray at dawn,” said Ada Venn."), sequence=1)
    index.put(Document("elsewhere", "", "He praised the colour of the old theatre in Rome."), sequence=2)
    answer = Engine(index).verify(Query("The colour of the old theatre is grey at dawn"))
    assert (answer.verdict, answer.outcome) == ("altered", "review")


def test_a_falsified_half_from_another_document_stays_a_splice() -> None:
    index = Index.open(None)
    index.put(Document("a", "", "“We are paying the crews of the harbour $5m at last,” said Ada Venn."), sequence=1)
    index.put(Document("b", "", "“The dues of the tower will be raised next year,” said Al Dunn."), sequence=2)
    quote = (
        "We are paying the crews of the harbour five million dollars, the dues of the tower will be raised next year"
    )
    assert Engine(index).verify(Query(quote)).outcome == "problem"


JOINED = [
    (
        "de",
        "„Die Preise stiegen um 25 Prozent“, sagte Ole Quast. „Fast alle wollen die neue Brücke“, sagte Ida Roan.",
        "Die Preise stiegen um 25 Prozent. Fast alle wollen eine neue Brücke",
    ),
    (
        "pl",
        "„Ceny wzrosły o 15 procent”, powiedziała Ida Roan. „Prawie wszyscy popierają nowy most”, dodał Jan Oset.",
        "Ceny wzrosły o 15 procent. Prawie wszyscy popierają ten nowy most",
    ),
]


@pytest.mark.parametrize(("language", "text", "quote"), JOINED, ids=["de", "pl"])
def test_a_slip_in_words_of_two_people_leaves_them_a_splice(language: str, text: str, quote: str) -> None:
    index = Index.open(None)
    index.put(Document("d1", "", text, language=language), sequence=1)
    answer = Engine(index).verify(Query(quote))
    assert (answer.verdict, answer.outcome) == ("spliced", "problem")


def test_a_slip_across_a_reporting_clause_stays_altered() -> None:
    index = Index.open(None)
    text = "„Die Preise stiegen im März um 25 Prozent“, sagte Ida Roan. „Fast alle wollen die neue Brücke.“"
    index.put(Document("d1", "", text, language="de"), sequence=1)
    answer = Engine(index).verify(Query("Die Preise stiegen im März um 25 Prozent. Fast alle wollen eine neue Brücke"))
    assert (answer.verdict, answer.outcome) == ("altered", "review")


def test_words_of_who_answers_in_between_are_another_persons() -> None:
    text = "IDA ROAN: We pay it in spring.\n\nJON TARR: Who pays it?\n\nIDA ROAN: The bakers pay it. They know that."
    index = Index.open(None)
    index.put(Document("d", "", text, kind="transcript", language="en"), sequence=1)
    (match,) = (
        Engine(index).verify(Query("We pay it in spring. JON TARR: Who pays it? IDA ROAN: The bakers pay it.")).matches
    )
    assert (match.verdict, match.flags) == ("verbatim", ("several_speakers",))
    (match,) = Engine(index).verify(Query("The bakers pay it. They know that.")).matches
    assert (match.verdict, match.flags) == ("verbatim", ())
