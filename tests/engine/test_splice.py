"""A quote is cut into runs only where there are documents, and where known words could make up most of it."""

from __future__ import annotations

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
