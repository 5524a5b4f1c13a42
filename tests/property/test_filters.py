"""A filter only takes documents away: what stands in an allowed one is found as if there were no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Engine, Index
from matcher.index.search import MAX_HITS
from matcher.index.seeds import SEED_HITS
from matcher.types import Document, Query
from tests.index.texts import texts
from tests.reference import reference_occurrences, reference_tokens

PUBLISHERS = ["The Harbour Post", "Ferry Times", None]
LANGUAGES = ["en", "de-AT", None]
DATES = ["2025-01-01", "2025-02-03T04:05:06Z", None]

documents = st.lists(
    st.builds(
        Document,
        id=st.uuids().map(str),
        title=st.just("T"),
        text=texts,
        published_at=st.sampled_from(DATES),
        language=st.sampled_from(LANGUAGES),
        publisher=st.sampled_from(PUBLISHERS),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda document: document.id,
)
# Each filter with what it means, said the plain way.
FILTERS: list[tuple[dict[str, str], Callable[[Document], bool]]] = [
    ({"publisher": "the harbour POST"}, lambda d: d.publisher == "The Harbour Post"),
    ({"language": "de"}, lambda d: d.language == "de-AT"),
    ({"published_after": "2025-01-15"}, lambda d: d.published_at == DATES[1]),
    ({"published_before": "2025-01-01"}, lambda d: d.published_at == DATES[0]),
    ({"publisher": "Ferry Times", "language": "en"}, lambda d: (d.publisher, d.language) == ("Ferry Times", "en")),
]


def index_of(archive: list[Document]) -> Index:
    """Put the documents into two segments."""
    index = Index.open(None)
    half = len(archive) // 2
    for first, part in ((1, archive[:half]), (half + 1, archive[half:])):
        if part:
            index.build(list(enumerate(part, first)))
    return index


@given(documents, st.sampled_from(FILTERS), st.data())
def test_filters_hide_nothing_that_stands_in_an_allowed_document(
    archive: list[Document], chosen: tuple[dict[str, str], Callable[[Document], bool]], data: st.DataObject
) -> None:
    fields, is_allowed = chosen
    text = data.draw(st.sampled_from(archive)).text
    tokens = reference_tokens(text)
    first = data.draw(st.integers(0, max(0, len(tokens) - 2)))
    if len(tokens) < first + 2:
        return
    quote = text[tokens[first].start : tokens[min(first + 4, len(tokens) - 1)].end]
    allowed = [document for document in archive if is_allowed(document)]
    places = reference_occurrences([document.text for document in allowed], quote)
    answer = Engine(index_of(archive)).verify(replace(Query(quote, max_matches=50), **fields))
    assert {match.document.id for match in answer.matches} <= {document.id for document in allowed}
    if places:
        assert answer.occurrences == len({number for number, _, _ in places})


NUM_COPIES = 30
REPEATS = MAX_HITS // NUM_COPIES * 2


@pytest.fixture(scope="module")
def common() -> Index:
    """An archive in which one phrase stands at more places than a search enumerates."""
    index = Index.open(None)
    archive = [
        Document(f"d{n}", "T", f"number {n} " + "we will not go " * REPEATS, published_at=f"2025-01-{n + 1:02}")
        for n in range(NUM_COPIES)
    ]
    index.build(list(enumerate(archive, 1)))
    return index


@pytest.mark.parametrize("quote", ["will not", "we will not go we will not go we will not"])
def test_common_phrases_are_counted_in_allowed_documents_alone(common: Index, quote: str) -> None:
    allowed = ["d7", "d12", "d20", "nowhere"]
    answer = Engine(common).verify(Query(quote, document_ids=allowed, max_matches=50))
    assert answer.occurrences == 3
    assert answer.matches[0].document.id == "d7"
    assert Engine(common).verify(Query(quote, published_after="2025-01-26")).occurrences == 5
    assert Engine(common).verify(Query(quote)).occurrences == NUM_COPIES


@pytest.mark.parametrize("quote", ["will not", "we will not go we will not go we will not"])
@pytest.mark.parametrize("gone", [{0}, {1, 2, 29}, {0, 1, 2, 3, 4, 5}, set(range(3, 25)), set(range(30))], ids=len)
def test_common_phrases_are_counted_without_deleted_documents(quote: str, gone: set[int]) -> None:
    index = Index.open(None)
    archive = [Document(f"d{n}", "T", f"{n} " + "we will not go " * REPEATS) for n in range(NUM_COPIES)]
    archive.append(Document("other", "T", "nothing of the kind"))
    index.build(list(enumerate(archive, 1)))
    for number in gone:
        index.delete(f"d{number}", sequence=100 + number)
    index.delete("other", sequence=200)
    answer = Engine(index).verify(Query(quote))
    left = sorted(set(range(NUM_COPIES)) - gone)
    assert answer.occurrences == len(left)
    assert [match.document.id for match in answer.matches][:1] == [f"d{number}" for number in left[:1]]


COMMON_WORDS = ["the", "harbour", "of", "dues", "and", "ferry", "to", "council", "in", "raise", "for", "winter"]


@st.composite
def reworded_passages(draw: st.DrawFn) -> tuple[list[Document], list[str], str, str]:
    """An archive of common words, ids of some of its documents, one of these ids, and a passage of it reworded.

    All runs of the passage but the longest stand at more places of the other documents than a search looks at.
    """
    rng = Random(draw(st.integers(0, 2**32)))
    num_words = draw(st.integers(16, 30))
    passage = rng.choices(COMMON_WORDS, k=num_words)
    changed = sorted(rng.sample(range(1, num_words - 1), draw(st.integers(1, 2))))
    quote = [
        rng.choice([w for w in COMMON_WORDS if w != word]) if k in changed else word for k, word in enumerate(passage)
    ]
    cuts = [0, *changed, num_words]
    others = []
    for number in range(3):
        # Everything that the quote and the passage share, in pieces, and whole runs of the quote across its changes.
        text: list[str] = []
        for _ in range(SEED_HITS):
            for begin, end in pairwise(cuts):
                a = rng.randrange(begin, end)
                text += [*quote[a : a + rng.randint(2, 8)], *rng.choices(COMMON_WORDS, k=3)]
                text += [*passage[begin + (begin > 0) : end], rng.choice(COMMON_WORDS)]
        others.append(Document(f"other{number}", "T", " ".join(text)))
    filler = " ".join(rng.choices(COMMON_WORDS, k=40))
    allowed = [
        Document("allowed0", "T", f"{filler} {' '.join(passage)} {filler}"),
        Document("allowed1", "T", " ".join(rng.choices(COMMON_WORDS, k=100))),
    ]
    archive = [*others, *allowed]
    rng.shuffle(archive)
    return archive, [document.id for document in allowed], "allowed0", " ".join(quote)


@settings(max_examples=25, deadline=None)
@given(reworded_passages())
def test_filters_hide_no_reworded_passage(
    drawn: tuple[list[Document], list[str], str, str],
) -> None:
    archive, allowed, holder, quote = drawn
    answer = Engine(index_of(archive)).verify(Query(quote, document_ids=allowed))
    assert (answer.verdict, answer.matches[0].document.id if answer.matches else None) == ("altered", holder)
