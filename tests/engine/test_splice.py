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
from matcher.types import Answer

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


def test_a_falsified_number_in_words_of_two_people_is_what_is_told() -> None:
    index = Index.open(None)
    index.put(Document("d1", "", JOINED[0][1], language="de"), sequence=1)
    answer = Engine(index).verify(Query("Die Preise stiegen um 35 Prozent. Fast alle wollen eine neue Brücke"))
    assert (answer.verdict, answer.outcome) == ("altered", "problem")
    assert [(change.kind, change.severity) for change in answer.matches[0].changes] == [
        ("number", "material"),
        ("function_word", "minor"),
    ]
    assert "“35”" in answer.message


UNITS = (
    "The lamps on the pier were painted green",
    "Nobody has counted the swans since last year",
    "Every third barrel of herring feeds an abbey",
    "Two bridges were washed away before dawn broke",
    "My sister sold her bakery for one penny",
    "Old Tom keeps bees behind his broken windmill",
)


def said_in(document_id: str, *units: str, year: int = 2020, speaker: str = "Ada Venn") -> Document:
    text = " ".join(f"“{unit},” said {speaker}." for unit in units)
    return Document(document_id, "", text, published_at=f"{year}-01-01")


def places_of(documents: list[Document], quote: str) -> list[tuple[str, list[str]]]:
    """Give each match's document and the text of its spans, in order; the quote is a splice."""
    index = Index.open(None)
    index.put_many(enumerate(documents, 1))
    answer = Engine(index).verify(Query(quote, max_matches=9))
    assert (answer.verdict, answer.outcome) == ("spliced", "problem")
    assert [s.text for m in answer.matches for s in m.spans] == [
        m.document.text[s.start : s.end] for m in answer.matches for s in m.spans
    ]
    return [(match.document.id, [span.text for span in match.spans]) for match in answer.matches]


def test_a_splice_is_laid_in_as_few_documents_as_have_it() -> None:
    first, second, third = UNITS[:3]
    documents = [said_in("alone", first, year=2019), said_in("both", second, first), said_in("other", third)]
    assert places_of(documents, f"{first}. {second}. {third}.") == [("both", [first, second]), ("other", [third])]


def test_of_documents_that_have_as_much_of_a_splice_the_earliest_is_shown() -> None:
    first, second = UNITS[:2]
    documents = [said_in("late", first, year=2022), said_in("early", first, year=2021), said_in("other", second)]
    assert places_of(documents, f"{first}. {second}.") == [("early", [first]), ("other", [second])]
    index = Index.open(None)  # the earliest in a segment of its own, behind the other
    index.put_many(enumerate([documents[0], documents[2], *(said_in(f"d{n}", UNITS[4]) for n in range(4))], 1))
    index.put(documents[1], sequence=9)
    assert len(index.snapshot().parts) == 2
    answer = Engine(index).verify(Query(f"{first}. {second}."))
    assert [match.document.id for match in answer.matches] == ["early", "other"]


def test_parts_of_a_splice_are_shown_in_the_order_of_the_quote() -> None:
    documents = [said_in(f"d{n}", unit) for n, unit in enumerate(UNITS[:5])]
    shuffled = (3, 0, 4, 2, 1)
    quote = " ".join(UNITS[n] for n in shuffled)
    assert places_of(documents, quote) == [(f"d{n}", [UNITS[n]]) for n in shuffled]


def test_a_patchwork_of_more_documents_is_found_nowhere() -> None:
    index = Index.open(None)
    index.put_many((n, said_in(f"d{n}", unit)) for n, unit in enumerate(UNITS, 1))
    assert Engine(index).verify(Query(" ".join(UNITS))).verdict == "not_found"


@pytest.mark.parametrize("stock", ["and it is what", "so that is what it was", "it was as if we"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_stock_phrase_of_another_document_makes_no_splice(stock: str, is_first: bool) -> None:
    index = Index.open(None)
    stocked = [Document(f"s{n}", "", f"It is {w} and it was {w}, so it is {w}, as if we {w}, and what we are is {w}.")
               for n, w in enumerate("abcdef")]  # fmt: skip
    other = Document("other", "", f"“Well {stock} about the mill,” said Bo Orr.")
    index.put_many(enumerate([said_in("pier", UNITS[0]), other, *stocked], 1))
    quote = f"{stock} {UNITS[0]}" if is_first else f"{UNITS[0]} {stock}"
    answer = Engine(index).verify(Query(quote))
    assert (answer.verdict, answer.matches[0].document.id) == ("altered", "pier")


GUARDS = ("the guards had locked the doors of the old mill", "After the alarm rang twice")


@pytest.mark.parametrize(("mark", "verdict"), [("", "altered"), (" …", "spliced"), (" [...]", "spliced")])
def test_clauses_out_of_order_are_a_splice_where_a_mark_joins_them(mark: str, verdict: str) -> None:
    index = Index.open(None)
    index.put(Document("d", "", f"“{GUARDS[1]} {GUARDS[0]},” said Ada Venn."), sequence=1)
    answer = Engine(index).verify(Query(f"{GUARDS[0]}{mark} {GUARDS[1]}"))
    assert (answer.verdict, answer.outcome) == (verdict, "problem")
    assert [change.kind for change in answer.matches[0].changes] == (["order"] if verdict == "altered" else [])


def test_a_word_between_two_clauses_that_changed_places_belongs_to_the_second() -> None:
    """ "suggest we" stands there as well, but what "we" did is the other clause."""
    index = Index.open(None)
    text = "“We never wanted to sell the old mill, whatever the council might suggest we did,” said Ada Venn."
    index.put(Document("d", "", text), sequence=1)
    answer = Engine(index).verify(Query("Whatever the council might suggest we never wanted to sell the old mill"))
    [match] = answer.matches
    assert [span.text for span in match.spans] == [
        "We never wanted to sell the old mill, whatever the council might suggest"
    ]
    assert [(c.operation, c.quote.text) for c in match.changes] == [("moved", "Whatever the council might suggest")]


def test_clauses_of_two_people_in_one_sentence_are_no_sentence_that_was_turned_round() -> None:
    index = Index.open(None)
    text = (
        "“We never wanted to sell the old mill,” said Ada Venn, and “whatever the council might suggest is false,” said"
        " Bo Orr."
    )
    index.put(Document("d", "", text), sequence=1)
    answer = Engine(index).verify(Query("Whatever the council might suggest we never wanted to sell the old mill"))
    assert (answer.verdict, answer.matches[0].flags) == ("spliced", ("several_speakers",))


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


TWO_VOICES = "Ida Roan said: “The ferry stays in the port of Ely.” “The boats leave early,” said Paul Roth."


@pytest.mark.parametrize(
    ("text", "quote", "verdict", "flags"),
    [
        (TWO_VOICES, "The ferry stays in the port of Ely. The boats leave early", "spliced", ("several_speakers",)),
        (TWO_VOICES, "the port of Ely. The boats", "spliced", ("several_speakers",)),
        (TWO_VOICES, "“The ferry stays in the port of Ely.” “The boats leave early”", "verbatim", ()),
        (TWO_VOICES, "&ldquo;stays in the port of Ely.&rdquo; &ldquo;The boats leave early&rdquo;", "verbatim", ()),
        # Speech recognition leaves out all marks alike.
        (TWO_VOICES, "the ferry stays in the port of ely the boats leave early", "verbatim", ()),
        # Where nobody else is known to speak, it is the same person going on.
        (TWO_VOICES.replace("Paul Roth", "she"), "stays in the port of Ely. The boats leave early", "verbatim", ()),
        (TWO_VOICES[:-16] + ".", "stays in the port of Ely. The boats leave early", "verbatim", ()),
    ],
)
def test_two_quotations_with_no_word_between_are_a_splice_without_their_marks(
    text: str, quote: str, verdict: str, flags: tuple[str, ...]
) -> None:
    index = Index.open(None)
    index.put(Document("d", "", text, language="en"), sequence=1)
    match = Engine(index).verify(Query(quote)).matches[0]
    assert (match.verdict, match.flags) == (verdict, flags)


def verified(quote: str, *texts: str) -> Answer:
    index = Index.open(None)
    index.put_many((n, Document(f"d{n}", "", text, language="en")) for n, text in enumerate(texts, 1))
    return Engine(index).verify(Query(quote))


def test_the_last_word_of_the_sentence_before_is_none_of_a_clause_that_was_moved() -> None:
    """ "now with nine broken windmills" stands there too, across the border of two sentences."""
    text = f"“Come and help us now.” “With nine broken windmills, {UNITS[4].lower()} only now,” said Ada Venn."
    answer = verified(f"{UNITS[4]} only now, with nine broken windmills", text)
    assert [change.kind for change in answer.matches[0].changes] == ["order"]
    assert answer.verdict == "altered"


def test_clauses_of_a_sentence_stand_where_both_of_them_do() -> None:
    hope = "and I hope that the bees stay with us for another year"
    first = "the first Sunday of May will be a great day for us"
    between = " ".join(f"{unit}." for unit in UNITS * 4)
    text = f"“The race was fun, {hope},” said Ada Venn. “{between} {first.capitalize()}, {hope},” she said."
    answer = verified(f"{hope.capitalize()}, {first}", text)
    assert answer.verdict == "altered"
    assert [span.text.lower() for span in answer.matches[0].spans] == [f"{first}, {hope}".lower()]


NEWS = "For further news the press should call the harbour desk in Ely"
RELEASES = tuple(
    f"“{color} lamps were sold in {season} for the fleet,” said {name} Orr. {NEWS}."
    for color in ("Green", "Old", "Blue", "Round", "Tall")
    for season in ("spring", "autumn", "winter")
    for name in ("Bo", "Ada", "Una")
)


@pytest.mark.parametrize("quote", [f"{UNITS[1]}. {NEWS}", f"{NEWS}. {UNITS[1]}", f"{NEWS} … {UNITS[1]}"])
def test_a_whole_sentence_of_many_documents_is_a_part_of_a_splice(quote: str) -> None:
    answer = verified(quote, f"“{UNITS[1]},” said Ada Venn.", *RELEASES)
    assert (answer.verdict, answer.outcome) == ("spliced", "problem")


def test_a_part_of_a_sentence_of_many_documents_is_none() -> None:
    part = NEWS.removeprefix("For further news ")
    answer = verified(f"{UNITS[1]}, {part}", f"“{UNITS[1]},” said Ada Venn.", *RELEASES)
    assert (answer.verdict, answer.outcome) == ("altered", "problem")
