"""Where does the time of one verification go? The stages apart, on the same quotes, by pytest-benchmark.

    pytest benchmarks/test_stages.py --benchmark-enable

Each round does all the quotes once; ``extra_info`` holds their number, so that a report can divide. These
reach into the matcher's stages by their module names, which only this file and the matcher's own tests do.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from pytest_benchmark.fixture import BenchmarkFixture
from starlette.types import ASGIApp, Message

from benchmarks import subject
from benchmarks.canned import with_canned_answers
from benchmarks.corpora import load_documents
from benchmarks.over_http import request_bodies
from benchmarks.stages import CORPORA_VARIABLE
from benchmarks.workload import Question as Asked
from benchmarks.workload import draw_questions
from matcher import Engine, Index
from matcher.align.place import find_damaged
from matcher.align.values import PartQuery
from matcher.align.weights import weighed
from matcher.diff.changes import find_changes
from matcher.index import Filters, Snapshot
from matcher.occurrences import find_occurrences
from matcher.question import Question, part_queries
from matcher.rendering.answers import render_answer
from matcher.rendering.text_fragments import deep_link
from matcher.text import TokenStream, tokenize, tokens
from matcher.types import Answer, Document, PassageSpan, Query
from service.app import create_app
from service.archive import Archive
from service.bodies import parse_verify_json
from service.settings import Settings
from service.store.sqlite import SqliteLog

# Documents indexed and quotes asked: small enough to be built in seconds, large enough to be no toy.
NUM_DOCUMENTS, NUM_QUOTES = 5_000, 300
# Documents tokenised in one round.
NUM_TOKENISED = 200


@dataclass(frozen=True)
class Bench:
    """What the stages work on: an archive, and quotes by how they were made."""

    documents: Sequence[Document]
    index: Index
    engine: Engine
    snapshot: Snapshot
    verbatim: Sequence[Asked]
    edited: Sequence[Asked]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Index an archive once for all stages."""
    folder = os.environ.get(CORPORA_VARIABLE)
    documents = load_documents(Path(folder) if folder else None, NUM_DOCUMENTS)
    directory = tmp_path_factory.mktemp("index")
    subject.build(documents, directory)
    opened = subject.open_subject(directory)
    asked = draw_questions(documents, 1, NUM_QUOTES)
    yield Bench(
        documents,
        opened.index,
        opened.engine,
        opened.index.snapshot(),
        [question for question in asked if question.kind == "verbatim"],
        [question for question in asked if question.kind == "edited"],
    )
    opened.index.close()


def time_each(benchmark: BenchmarkFixture, stage: str, items: Sequence[Any], do: Callable[[Any], object]) -> None:
    """Do all the items in each round and remember how many they are."""
    benchmark.extra_info.update(stage=stage, quotes=len(items))

    def do_all() -> None:
        for item in items:
            do(item)

    benchmark.pedantic(do_all, rounds=15, warmup_rounds=2)  # type: ignore[no-untyped-call]


def test_tokenise_documents(benchmark: BenchmarkFixture, bench: Bench) -> None:
    texts = [document.text for document in bench.documents[:NUM_TOKENISED]]
    time_each(benchmark, "fold and tokenise a document", texts, tokenize)


def test_parse_quotes(benchmark: BenchmarkFixture, bench: Bench) -> None:
    quotes = [question.quote for question in bench.verbatim]
    time_each(benchmark, "parse, fold and tokenise a quote", quotes, Question)


def test_search_verbatim_quotes(benchmark: BenchmarkFixture, bench: Bench) -> None:
    streams = [Question(question.quote).stream for question in bench.verbatim]
    filters = Filters()

    def search(stream: TokenStream) -> None:
        found = find_occurrences(part_queries(stream, bench.snapshot, filters), 0, len(stream))
        assert found.places

    time_each(benchmark, "search a verbatim quote", streams, search)


def damaged_queries(bench: Bench) -> list[list[PartQuery]]:
    """The edited quotes, looked up and weighed."""
    questions = [Question(question.quote) for question in bench.edited]
    return [weighed(part_queries(q.stream, bench.snapshot, Filters()), q.tokens) for q in questions]


def test_search_and_align_edited_quotes(benchmark: BenchmarkFixture, bench: Bench) -> None:
    def place(queries: list[PartQuery]) -> None:
        find_damaged(queries, 0, len(queries[0].ids))

    time_each(benchmark, "search and align an edited quote", damaged_queries(bench), place)


def test_type_changes(benchmark: BenchmarkFixture, bench: Bench) -> None:
    pairs = [(question.quote, question.passage) for question in bench.edited]
    prepared = [(quote, tokens(quote), tokens(p.document.text, p.start, p.end), p) for quote, p in pairs]

    def compare(item: Any) -> None:
        quote, quote_tokens, document_tokens, passage = item
        text = passage.document.text
        find_changes(quote_tokens, document_tokens, quote_text=quote, document_text=text, language="en")

    time_each(benchmark, "type the changes of an edited quote", prepared, compare)


def test_verify_verbatim_quotes(benchmark: BenchmarkFixture, bench: Bench) -> None:
    queries = [Query(question.quote) for question in bench.verbatim]
    time_each(benchmark, "verify a verbatim quote, all stages", queries, bench.engine.verify)


def test_verify_edited_quotes(benchmark: BenchmarkFixture, bench: Bench) -> None:
    queries = [Query(question.quote) for question in bench.edited]
    time_each(benchmark, "verify an edited quote, all stages", queries, bench.engine.verify)


def test_render_answers(benchmark: BenchmarkFixture, bench: Bench) -> None:
    answered = [(bench.engine.verify(Query(q.quote)), q.quote) for q in (*bench.verbatim, *bench.edited)]

    def render(item: tuple[Answer, str]) -> None:
        answer, quote = item
        orjson.dumps(render_answer(answer, quote))

    time_each(benchmark, "render an answer as JSON", answered, render)


def test_deep_links(benchmark: BenchmarkFixture, bench: Bench) -> None:
    answers = [bench.engine.verify(Query(q.quote)) for q in (*bench.verbatim, *bench.edited)]
    passages = [(match.document.text, match.spans) for answer in answers for match in answer.matches]

    def link(passage: tuple[str, Sequence[PassageSpan]]) -> None:
        text, spans = passage
        deep_link("https://a.example/", text, [(span.start, span.end) for span in spans])

    time_each(benchmark, "make a deep link", passages, link)


def test_validate_requests(benchmark: BenchmarkFixture, bench: Bench) -> None:
    bodies = request_bodies(bench.verbatim)
    time_each(
        benchmark, "validate a request", bodies, lambda body: parse_verify_json(body, Settings().max_quote_characters)
    )


@pytest.fixture(scope="module")
def app(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The service over the same index, with the endpoints that do not search."""
    directory = tmp_path_factory.mktemp("data")
    log = SqliteLog(directory / "log")
    archive = Archive(log, bench.index, bench.engine)
    yield with_canned_answers(create_app(Settings(data_dir=directory), archive=archive))
    log.close()


async def call(app: ASGIApp, path: str, body: bytes) -> None:
    """Send one request as the server does, without the server."""
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": headers,
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        assert message.get("status", 200) == 200

    await app(scope, receive, send)


@pytest.mark.parametrize(
    ("path", "stage"),
    [
        ("/v1/verify", "a request for a verbatim quote, all but the server"),
        ("/canned", "a request with a canned answer, validated as the service does"),
        ("/canned/typed", "a request with a canned answer, validated by FastAPI"),
    ],
)
def test_requests(benchmark: BenchmarkFixture, bench: Bench, app: FastAPI, path: str, stage: str) -> None:
    with asyncio.Runner() as runner:
        time_each(benchmark, stage, request_bodies(bench.verbatim), lambda body: runner.run(call(app, path, body)))
