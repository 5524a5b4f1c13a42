"""Laws of the engine, on arbitrary small archives, with the brute-force oracle as the other opinion."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Engine, Index
from matcher.types import Answer, Document, Query
from tests.property.archives import any_quotes, archives_with_quote, documents, make_engine
from tests.property.consistency import check_answer
from tests.reference import reference_best_passage, reference_occurrences, reference_tokens

# An engine and an index are built for every example; forty of them meet each rule several times.
law = settings(max_examples=40)


def without_generation(answer: Answer) -> dict[str, Any]:
    """An answer as a dictionary, but for the generation and the rules that gave it."""
    return asdict(replace(answer, generation=0, policy=""))


@law
@given(archives_with_quote())
def test_verbatim_words_are_found_with_their_exact_span(drawn: tuple[list[Document], str]) -> None:
    archive, quote = drawn
    answer = make_engine(archive).verify(Query(quote=quote))
    places = reference_occurrences([document.text for document in archive], quote)
    assert answer.verdict == "verbatim"
    assert answer.occurrences == len({number for number, _, _ in places})
    match = answer.matches[0]
    stretch = (match.spans[0].start, match.spans[-1].end)
    assert (archive.index(match.document), *stretch) in places


@law
@given(st.data())
def test_every_answer_agrees_with_itself(data: st.DataObject) -> None:
    archive = data.draw(documents())
    query = Query(
        quote=data.draw(any_quotes(archive)),
        speaker=data.draw(st.sampled_from([None, "Orla Venn", "Venn", "somebody else"])),
        max_matches=data.draw(st.integers(1, 6)),
    )
    answer = make_engine(archive).verify(query)
    check_answer(answer, query)


@settings(max_examples=100)
@given(st.text(max_size=80))
def test_any_text_at_all_gets_an_answer(quote: str) -> None:
    document = Document("d", "T", f"“{quote}” she said. Nothing [else] … happened.")
    query = Query(quote=quote)
    check_answer(make_engine([document]).verify(query), query)


def edited(tokens: list[str], edits: list[tuple[int, str]]) -> str:
    """Replace words at some places; an empty word drops."""
    words = list(tokens)
    for place, word in edits:
        words[place % len(words)] = word
    return " ".join(word for word in words if word)


@law
@given(archives_with_quote(min_words=9), st.data())
def test_a_passage_with_one_or_two_words_changed_is_found(
    drawn: tuple[list[Document], str], data: st.DataObject
) -> None:
    archive, faithful = drawn
    words = [token.folded for token in reference_tokens(faithful)]
    if len(words) < 9:
        return
    edit = st.tuples(st.integers(0, 100), st.sampled_from(["", "zebra", "quietly", "harbour", "99"]))
    quote = edited(words, data.draw(st.lists(edit, min_size=1, max_size=2)))
    best = reference_best_passage([document.text for document in archive], quote)
    answer = make_engine(archive).verify(Query(quote=quote))
    assert best is not None
    assert answer.verdict not in ("not_found", "unverifiable"), f"the oracle needs {best.edits} edits"
    # Equal windows may lie elsewhere; but what is shown must not be much further off than the best.
    match = answer.matches[0]
    shown = match.document.text[match.spans[0].start : match.spans[-1].end]
    nearest = reference_best_passage([shown], quote)
    assert match.verdict == "spliced" or (nearest is not None and nearest.edits <= 2 * best.edits + 2)


@law
@given(st.data())
def test_a_looser_setting_never_finds_less(data: st.DataObject) -> None:
    archive = data.draw(documents())
    engine, quote = make_engine(archive), data.draw(any_quotes(archive))
    strict = engine.verify(Query(quote=quote, max_matches=1))
    for max_matches in (2, 3, 10):
        loose = engine.verify(Query(quote=quote, max_matches=max_matches))
        assert loose.matches[: len(strict.matches)] == strict.matches
        assert (loose.verdict, loose.outcome, loose.message) == (
            strict.verdict,
            strict.outcome,
            strict.message,
        )
        assert loose.occurrences == strict.occurrences
        strict = loose


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws")


@law
@given(data=st.data())
def test_reopened_merged_and_in_memory_answer_alike(directory: Path, data: st.DataObject) -> None:
    archive = data.draw(documents())
    queries = [Query(quote=data.draw(any_quotes(archive))) for _ in range(3)]
    numbered = list(enumerate(archive, 1))
    path = directory / f"index-{len(list(directory.iterdir()))}"
    in_memory = make_engine(archive)
    at_once = Index.open(None)
    at_once.build(numbered, progress=None)
    split = Index.open(path)
    cut = data.draw(st.integers(0, len(numbered)))
    split.build(numbered[:cut], progress=None)
    for sequence, document in numbered[cut:]:
        split.put(document, sequence=sequence)
    several_parts = [without_generation(Engine(split).verify(query)) for query in queries]
    split.flush()
    split.close()
    reopened = Engine(Index.open(path))
    for query, from_parts in zip(queries, several_parts, strict=True):
        expected = without_generation(in_memory.verify(query))
        assert without_generation(Engine(at_once).verify(query)) == expected
        assert from_parts == expected
        assert without_generation(reopened.verify(query)) == expected


@law
@given(archives_with_quote(), st.data())
def test_a_filter_never_hides_a_passage_of_an_allowed_document(
    drawn: tuple[list[Document], str], data: st.DataObject
) -> None:
    archive, quote = drawn
    allowed = data.draw(st.lists(st.sampled_from([document.id for document in archive]), min_size=1, unique=True))
    answer = make_engine(archive).verify(Query(quote=quote, document_ids=allowed))
    texts = [document.text for document in archive if document.id in allowed]
    homes = {number for number, _, _ in reference_occurrences(texts, quote)}
    assert {match.document.id for match in answer.matches} <= set(allowed)
    assert (answer.verdict == "verbatim") == bool(homes)
    if homes:
        assert answer.occurrences == len(homes)


@law
@given(archives_with_quote())
def test_the_same_question_gets_the_same_answer(drawn: tuple[list[Document], str]) -> None:
    archive, quote = drawn
    engine = make_engine(archive)
    assert engine.verify(Query(quote=quote)) == engine.verify(Query(quote=quote))
    assert engine.policy == make_engine([]).policy
