"""A quote whose every other word is spelt otherwise leads to its passage, and each of those words is a spelling."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from matcher import Document, Engine, Index, Query
from matcher.accents import accented as find_accented
from matcher.diff.words.spelling import without_accents
from matcher.text import tokenize

ARCHIVE = [
    "The labour minister apologised for the grey colour of the new theatre programme",
    "I have organized, analyzed and criticized the whole program",
]
OTHERS = ["The board of the new mill met again on Monday", "I have read the whole of the letter and the board has not"]


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    index = Index.open(None)
    texts = [*(f"“{sentence},” said Ada Venn." for sentence in ARCHIVE), *(f"{sentence}." for sentence in OTHERS)]
    documents = (Document(f"d{n}", "", text, language="en") for n, text in enumerate(texts))
    index.put_many(enumerate(documents, 1))
    yield Engine(index)
    index.close()


@pytest.mark.parametrize(
    ("quote", "num_respelt"),
    [
        ("The labor minister apologized for the gray color of the new theater program", 6),
        ("The labor minister apologised for the gray color of the new theater program", 5),
        ("I have organised, analysed and criticised the whole programme", 4),
    ],
)
def test_a_quote_in_the_other_spelling_is_found(engine: Engine, quote: str, num_respelt: int) -> None:
    answer = engine.verify(Query(quote))
    assert (answer.verdict, answer.outcome) == ("altered", "review")
    changes = answer.matches[0].changes
    assert [(c.kind, c.severity) for c in changes] == [("spelling", "minor")] * num_respelt
    assert all(quote[c.quote.start : c.quote.end] == c.quote.text for c in changes)


def test_another_word_in_it_is_told(engine: Engine) -> None:
    answer = engine.verify(Query("The labor minister apologized for the gray color of the old theater program"))
    assert answer.outcome == "problem"
    assert ("word", "old", "new") in [(c.kind, c.quote.text, c.document.text) for c in answer.matches[0].changes]


def test_words_that_only_their_spelling_has_in_common_with_a_passage_lead_nowhere(engine: Engine) -> None:
    assert engine.verify(Query("Gray theaters of color were organized by our neighbors")).verdict == "not_found"


ACCENTED = [
    ("fr", "Le maire a décidé que la cité sera reconstruite à l'été"),
    ("fr", "Élève blessée, école fermée, préfète indignée"),
    ("de", "Fünf Häuser wären übrig geblieben"),
    ("es", "¿Cuándo empezó la acción pública según él?"),
    ("pt", "Não há solução rápida para a inflação alimentícia"),
    ("pl", "Żółte łódki płyną wśród mgły"),
    ("cs", "Starosta řekl, že škola zůstane zavřená až do září"),
    ("ro", "Școala și grădinița își închid porțile mâine"),
    ("tr", "Başkan köprünün kapatılacağını söyledi"),
    ("vi", "Thị trưởng nói rằng bến cảng đã đóng cửa"),
    ("da", "Færgen på øen får nye både"),
    ("en", "The naïve fiancée résumé, voilà"),
]


@pytest.fixture(scope="module")
def accented() -> Iterator[Engine]:
    index = Index.open(None)
    documents = (
        Document(f"d{n}", "", f"“{sentence},” said Ada Venn.", language=language)
        for n, (language, sentence) in enumerate(ACCENTED)
    )
    index.put_many(enumerate(documents, 1))
    yield Engine(index)
    index.close()


@pytest.mark.parametrize(
    "quote",
    [
        "Le maire a decide que la cite sera reconstruite a l'ete",
        "Eleve blessee, ecole fermee, prefete indignee",
        "Funf Hauser waren ubrig geblieben",
        "Fuenf Haeuser waeren uebrig geblieben",
        "Cuando empezo la accion publica segun el",
        "Nao ha solucao rapida para a inflacao alimenticia",
        "Zolte lodki plyna wsrod mgly",
        "Starosta rekl, ze skola zustane zavrena az do zari",
        "Scoala si gradinita isi inchid portile maine",
        "Baskan koprunun kapatilacagini soyledi",
        "Thi truong noi rang ben cang da dong cua",
        "Faergen paa oeen faar nye baade",
        "The naive fiancee resume, voila",
    ],
)
def test_a_quote_that_lost_its_accents_is_found(accented: Engine, quote: str) -> None:
    answer = accented.verify(Query(quote))
    assert (answer.verdict, answer.outcome) == ("altered", "review"), answer.message
    assert {(c.kind, c.severity) for c in answer.matches[0].changes} == {("spelling", "minor")}


def test_all_words_of_a_segment_lose_their_accents_as_one_does() -> None:
    index = Index.open(None)
    index.put(Document("d", "", " ".join(sentence for _, sentence in ACCENTED)), sequence=1)
    (part,) = index.snapshot().parts
    keys, ids = find_accented(part.segment)
    assert len(ids) > len(ACCENTED)
    bare = [without_accents(part.segment.word(k)) for k in ids.tolist()]
    assert keys.tolist() == [int(tokenize(word).hashes[0]) for word in bare]


def test_a_cedilla_is_the_comma_below_of_romanian(accented: Engine) -> None:
    assert accented.verify(Query("Şcoala şi grădiniţa îşi închid porţile mâine")).verdict == "verbatim"


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("Le maire a decide que la cite ne sera pas reconstruite a l'ete", "negation"),
        ("Eleve tuee, ecole fermee, prefete indignee", "word"),
        ("Sechs Haeuser waeren uebrig geblieben", "number"),
    ],
)
def test_another_word_in_a_quote_without_accents_is_told(accented: Engine, quote: str, kind: str) -> None:
    answer = accented.verify(Query(quote))
    assert answer.outcome == "problem"
    assert kind in [c.kind for c in answer.matches[0].changes if c.severity == "material"]


@pytest.mark.parametrize(
    "quote",
    [
        "Le prefet a declare que la gare etait fermee",
        "Prefete fermee a Ely",
        "Zolta mgla wsrod skal",
        "Pa oen for pase",
    ],
)
def test_other_sentences_without_accents_are_found_nowhere(accented: Engine, quote: str) -> None:
    assert accented.verify(Query(quote)).verdict == "not_found"


def test_accents_are_put_back_however_the_documents_lie_in_segments() -> None:
    index = Index.open(None)
    for number, (language, sentence) in enumerate(ACCENTED, 1):
        index.put(Document(f"d{number}", "", f"“{sentence},” said Ada Venn.", language=language), sequence=number)
    assert Engine(index).verify(Query("Eleve blessee, ecole fermee, prefete indignee")).outcome == "review"
    index.delete("d2", sequence=len(ACCENTED) + 1)
    assert Engine(index).verify(Query("Eleve blessee, ecole fermee, prefete indignee")).verdict == "not_found"


def test_a_quote_all_of_whose_words_are_spelt_otherwise_is_found() -> None:
    index = Index.open(None)
    index.put(Document("d", "", "Filler came. Centre councillors organised travelling theatre programmes."), sequence=1)
    answer = Engine(index).verify(Query("Center councilors organized traveling theater programs"))
    assert (answer.verdict, answer.outcome) == ("altered", "review")
