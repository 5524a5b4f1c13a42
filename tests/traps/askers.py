"""Two ways to put a case: to the engine as a library, and to the app over HTTP.

Both give ``(status, answer)`` with the answer as contract §8 shapes it, so one scorer judges both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from matcher import Engine, Index
from matcher.types import Document, Query
from service.app import create_app
from service.archive import open_archive
from service.settings import Settings
from tests.traps.cases import Case, load_documents

Asker = Callable[[Case], tuple[int, dict[str, Any]]]
# Keys of a trap document that are lists in JSON and tuples in the matcher's types.
TUPLE_FIELDS = ("authors",)


@contextmanager
def engine_asker(archive: str) -> Iterator[Asker]:
    """Put an archive, and nothing else, into an index in memory, and ask the engine."""
    index = Index.open(None)
    for sequence, body in enumerate(load_documents(archive).values(), 1):
        tuples = {name: tuple(body[name]) for name in TUPLE_FIELDS if name in body}
        index.put(Document(**{**body, **tuples}), sequence=sequence)
    engine = Engine(index, speakers="always")
    try:
        yield lambda case: (200, asdict(engine.verify(Query(quote=case.quote, speaker=case.speaker))))
    finally:
        index.close()


@contextmanager
def http_asker(archive: str, data_dir: Path) -> Iterator[Asker]:
    """Put an archive over HTTP into a fresh app, and ask it."""
    documents = open_archive(data_dir, speakers="always")
    documents.recover()
    app = create_app(Settings(data_dir=data_dir), archive=documents)
    with closing(documents), TestClient(app, raise_server_exceptions=False) as client:
        for body in load_documents(archive).values():
            fields = {key: value for key, value in body.items() if key != "id"}
            client.put(f"/v1/documents/{body['id']}", json=fields).raise_for_status()

        def ask(case: Case) -> tuple[int, dict[str, Any]]:
            response = client.post("/v1/verify", json={"quote": case.quote, "speaker": case.speaker})
            return response.status_code, response.json()

        yield ask
