"""How documents lie in segments changes no answer: an index that grew and one built at once are one archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from types import SimpleNamespace

import pytest

from matcher import Answer, Engine, Query
from matcher.index import Index, Snapshot
from matcher.types import Document
from tests.index.texts import snapshot_of

SPOKEN = (
    "the harbour board will not raise the dues of the ferry before winter because nobody asked the crews about money "
    "and we have never promised a bridge only better boats for every island said the minister on the old quay"
)
WORDS = SPOKEN.split()
NUM_DOCUMENTS = 60


def draw_documents(rng: Random) -> list[Document]:
    """Draw documents that share sentences, so that nothing is rare everywhere, and copies of them with an edit."""
    sentences = [rng.choices(WORDS, k=rng.randint(6, 16)) for _ in range(40)]
    documents: list[Document] = []
    for number in range(NUM_DOCUMENTS):
        if documents and rng.random() < 0.3:
            words = rng.choice(documents).text.split()
            words[rng.randrange(len(words))] = rng.choice(WORDS)
        else:
            words = [word for sentence in rng.sample(sentences, 6) for word in sentence]
        date = f"2025-0{rng.randint(1, 9)}-01" if rng.random() < 0.8 else None
        documents.append(Document(f"d{number}", f"T{number}", " ".join(words), published_at=date, language="en"))
    return documents


def draw_quotes(documents: list[Document], rng: Random) -> Iterator[Query]:
    """Draw quotes as they stand, with words changed, left out and put in, cut short in the middle, and spliced."""
    for _ in range(60):
        words = rng.choice(documents).text.split()
        begin = rng.randrange(len(words) - 4)
        quoted = words[begin : begin + rng.randint(4, 20)]
        for _ in range(rng.choice([0, 1, 1, 2, 3])):
            at = rng.randrange(len(quoted))
            quoted[at : at + 1] = rng.choice([[], [rng.choice(WORDS)], [quoted[at], "not"], ["mistyped"]])
        if rng.random() < 0.2:
            quoted.insert(len(quoted) // 2, "…")
        if rng.random() < 0.2:
            quoted += rng.choice(documents).text.split()[:8]
        after = "2025-05-01" if rng.random() < 0.2 else None
        yield Query(" ".join(quoted), published_after=after)


def answers(documents: list[Document], queries: list[Query], num_parts: int, seed: int) -> list[Answer]:
    return answers_of(snapshot_of(documents, num_parts, seed), queries)


def answers_of(snapshot: Snapshot, queries: list[Query]) -> list[Answer]:
    engine = Engine(SimpleNamespace(snapshot=lambda: snapshot))  # type: ignore[arg-type]
    return [engine.verify(query) for query in queries]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("num_parts", [2, 5])
def test_answers_are_the_same_however_documents_lie(num_parts: int, seed: int) -> None:
    rng = Random(seed)
    documents = draw_documents(rng)
    queries = list(draw_quotes(documents, rng))
    together = answers(documents, queries, 1, seed)
    assert {answer.verdict for answer in together} >= {"verbatim", "altered", "not_found"}
    for query, one, several in zip(queries, together, answers(documents, queries, num_parts, seed), strict=True):
        assert several == one, query.quote


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("num_parts", [1, 3])
def test_documents_that_were_deleted_change_no_answer(num_parts: int, seed: int) -> None:
    rng = Random(seed)
    documents = draw_documents(rng)
    gone = set(rng.sample(range(NUM_DOCUMENTS), 15))
    queries = list(draw_quotes(documents, rng))  # some from what was deleted
    snapshot = snapshot_of(documents, num_parts, seed)
    parts = tuple(part.without_ids(f"d{n}" for n in gone) for part in snapshot.parts)
    index = Index.open(None)
    index.build([(n, d) for n, d in enumerate(documents, 1) if n - 1 not in gone])
    fresh = answers_of(replace(index.snapshot(), generation=snapshot.generation), queries)
    assert {answer.verdict for answer in fresh} >= {"verbatim", "altered", "not_found"}
    for query, one, other in zip(queries, fresh, answers_of(replace(snapshot, parts=parts), queries), strict=True):
        assert other == one, query.quote


def test_a_passage_at_a_documents_end_has_no_rivals_by_what_lies_behind_it() -> None:
    texts = (
        "He said: “No.” She will.” ",
        "“He said: “No.” She will.””,” ",
        "becoming worse., “No.” She said: “Yes, we will.” ",
    )
    documents = [Document(f"d{n}", f"T{n}", text, kind="statement") for n, text in enumerate(texts)]
    query = Query("“No.” “Yes, said: will")
    given = [answers(documents, [query], parts, seed) for parts in (1, 2, 3) for seed in range(4)]
    assert all(answer == given[0] for answer in given)
