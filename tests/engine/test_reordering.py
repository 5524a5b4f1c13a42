"""A sentence in another order is the sentence, altered; words that a sentence shares with another are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from matcher import Document, Engine, Index, Query

ARCHIVE = [
    ("en", "The alarm rang after the guards had locked the doors"),
    ("en", "The minister resigned before the report was published"),
    ("en", "Doctors need patients more than patients need doctors"),
    ("en", "Norway owes more to Denmark than Denmark owes to Norway"),
    ("en", "The bakers backed the mayor after the mayor had backed the bakers"),
    ("en", "We will go to the town, and if they want it we will do it for them"),
    ("de", "Die Belegschaft hat alles gegeben, der Vorstand hat nichts getan"),
]
OTHERS = [
    "The harbour board met again on Monday to hear about the old swing bridge and the fish market",
    "They had locked the report in the safe before the doctors of the town were asked what they need",
    "The doors of the old mill were opened, and the guards of the museum went home with nothing",
]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    index = Index.open(None)
    texts = [(language, f"“{sentence},” said Ada Venn.") for language, sentence in ARCHIVE]
    texts += [("en", f"{sentence}.") for sentence in OTHERS]
    documents = (Document(f"d{n}", "", text, language=language) for n, (language, text) in enumerate(texts))
    index.put_many(enumerate(documents, 1))
    yield Engine(index)
    index.close()


@pytest.mark.parametrize(
    "quote",
    [
        "The guards had locked the doors after the alarm rang",
        "The report was published before the minister resigned",
        "Patients need doctors more than doctors need patients",
        "Denmark owes more to Norway than Norway owes to Denmark",
        "The mayor backed the bakers after the bakers had backed the mayor",
        "Der Vorstand hat alles gegeben, die Belegschaft hat nichts getan",
    ],
)
def test_a_sentence_whose_clauses_or_sides_are_swapped_is_altered(engine: Engine, quote: str) -> None:
    answer = engine.verify(Query(quote))
    assert (answer.verdict, answer.outcome) == ("altered", "problem")
    assert {change.kind for change in answer.matches[0].changes} == {"order"}
    (span,) = answer.matches[0].spans
    assert sorted(span.text.casefold().replace(",", "").split()) == sorted(quote.casefold().replace(",", "").split())


@pytest.mark.parametrize(
    "quote",
    [
        "They want to go and we will do it if the town will",
        "The doctors resigned after the guards of the town were published",
        "The board had locked the market before the alarm was heard again",
        "The patients of the minister were asked more than the doctors",
    ],
)
def test_scattered_words_of_a_sentence_are_not_found(engine: Engine, quote: str) -> None:
    assert engine.verify(Query(quote)).verdict == "not_found"


def test_a_joint_between_swapped_clauses_does_not_hide_them(engine: Engine) -> None:
    answer = engine.verify(Query("Der Vorstand hat nichts getan und die Belegschaft hat alles gegeben"))
    assert (answer.verdict, answer.outcome) == ("altered", "problem")
    assert "order" in {change.kind for change in answer.matches[0].changes}


def verdict_of(text: str, quote: str) -> tuple[str, set[str], list[str]]:
    index = Index.open(None)
    texts = [text, *(f"{sentence}." for sentence in OTHERS)]
    index.put_many((n, Document(f"d{n}", "", told)) for n, told in enumerate(texts, 1))
    answer = Engine(index).verify(Query(quote))
    match = answer.matches[0] if answer.matches else None
    if match is None:
        return answer.verdict, set(), []
    return answer.verdict, {change.kind for change in match.changes}, [span.text for span in match.spans]


def test_one_word_in_ten_may_be_another_besides() -> None:
    said = "The alarm rang after the guards had locked the doors"
    asked = "The guards had locked the gates after the alarm rang"
    assert verdict_of(f"“{said},” said Ada Venn.", asked) == ("altered", {"order", "word"}, [said])
    more = "The guards have locked the doors before the alarm rang"
    assert verdict_of(f"“{said},” said Ada Venn.", more)[0] == "not_found"


@pytest.mark.parametrize(
    "before",
    [
        "The clerk of the court wrote of the storm that",
        "The report of the clerk tells us, and the council knows, that",
    ],
)
def test_words_that_the_sentence_has_before_are_not_taken_for_those_of_its_clauses(before: str) -> None:
    clauses = "the minister resigned before the report was published"
    quote = "The report was published before the minister resigned"
    assert verdict_of(f"“{before} {clauses},” said Ada Venn.", quote) == ("altered", {"order"}, [clauses])


@pytest.mark.parametrize(
    "text",
    [
        "“The alarm rang. The guards had locked the doors,” said Ada Venn.",
        "“The alarm rang”. The guards had locked the doors.",
        "“The alarm rang,” said Ada Venn. “The guards had locked the doors,” said Bo Orr.",
    ],
)
def test_two_sentences_are_not_one_in_another_order(text: str) -> None:
    assert verdict_of(text, "The guards had locked the doors, the alarm rang")[0] != "altered"


def altered(quote: str, *texts: str) -> list[tuple[str, str]]:
    """Give the changes to a quote, kinds and the quote's words, where it is altered."""
    index = Index.open(None)
    index.put_many((n, Document(f"d{n}", "", text, language="en")) for n, text in enumerate(texts, 1))
    answer = Engine(index).verify(Query(quote))
    assert answer.verdict == "altered"
    return [(change.kind, change.quote.text) for change in answer.matches[0].changes]


SURGE = "the storm surge carried sand into every street of Ely, causing a threat to the wells of the town"
SWAPPED = "Causing a threat to the wells of the town, the storm surge carried sand into every street of Ely"


def test_a_sentence_said_twice_is_one_in_another_order_and_no_passage_across_both() -> None:
    text = f"“In May {SURGE}. So we ask for forty carts and for men who can drive them. In June {SURGE},” he said."
    assert altered(SWAPPED, text) == [("order", "Causing a threat to the wells of the town")]


def test_words_before_a_sentence_that_it_has_at_its_end_do_not_hide_the_other_order() -> None:
    text = (
        "According to notes gathered by ferrymen in the area:\n* 84 of the 375 wells that were sampled in spring had "
        "salt in them, according to the mayor.\n* Nobody drank."
    )
    quote = "According to the mayor, 84 of the 375 wells that were sampled in spring had salt in them"
    assert altered(quote, text) == [("order", "According to the mayor")]


def test_a_passage_that_lacks_words_of_another_order_too_stays_what_it_is() -> None:
    text = "“We sold the old mill in spring, and the two boats and the barn in autumn, to the miller of Ely,” he said."
    assert ("order", "in spring") not in altered("We sold the old mill in spring to the miller of Ely", text)


def test_a_sentence_in_the_quotes_own_order_is_no_other_reading_of_it() -> None:
    text = "“So we can’t see a gap between the ferries and the barges,” he said."
    changes = altered("they see a gap between the ferries and the barges", text)
    assert [kind for kind, _ in changes] == ["negation"]


def test_a_sentence_in_another_order_is_counted_in_every_document_whatever_stands_beside_it() -> None:
    sentence = "The bakers backed the mayor after the mayor had backed the bakers"
    texts = (
        f"It was late. {sentence}. The bell rang.",
        f"They met. {sentence}! Nobody came.",
        f"“{sentence},” said Venn.",
    )
    index = Index.open(None)
    index.put_many((number, Document(f"d{number}", "T", text)) for number, text in enumerate(texts, 1))
    answer = Engine(index).verify(Query("The mayor backed the bakers after the bakers had backed the mayor"))
    assert (answer.verdict, answer.occurrences) == ("altered", len(texts))
    assert {match.spans[0].text for match in answer.matches} == {sentence}
    index.close()
