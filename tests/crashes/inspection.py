"""What is there after a kill, compared with what was promised, and the answers with those of an index made anew."""

from __future__ import annotations

import http.client
import json
import random
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from matcher import Engine, Index
from matcher.rendering.answers import render_answer
from matcher.types import Query
from service.data_directory import INDEX_DIRECTORY
from service.store import DocumentLog
from service.store.opening import open_log
from service.store.sqlite import SqliteLog
from tests.crashes.ledger import Ledger
from tests.crashes.victim import Victim
from tests.service.test_server import NDJSON

# Words of a text that identify it among all others: ten of a hundred possible ones each.
_QUOTED_WORDS = slice(2, 12)
# Quotes whose whole answer is compared with that of a fresh index.
NUM_COMPARED = 40


def inspect_files(data_dir: Path, database_url: str | None) -> list[str]:
    """Say what is damaged right after a kill, before anything had a chance to mend it."""
    with closing(open_log(data_dir, database_url=database_url)) as log:
        damage = list(log.iter_damaged()) if isinstance(log, SqliteLog) else []
        index = Index.open(data_dir / INDEX_DIRECTORY, check=True)
        if index.last_sequence > log.last_sequence:
            damage.append(f"the index is at {index.last_sequence}, the log at {log.last_sequence}")
        index.close()
    return damage


def inspect_log(log: DocumentLog, ledger: Ledger) -> list[str]:
    """Compare the log with the ledger, which then takes what is there for settled."""
    texts = {entry.id: entry.document.text for entry in log.iter_after(0) if entry.document is not None}
    broken = ledger.broken_promises(texts)
    ledger.settle(texts)
    return broken


def inspect_answers(victim: Victim, log: DocumentLog, retired: dict[str, str], *, seed: str) -> list[str]:
    """Ask for every document by its words, for texts that are gone, and compare some answers with a fresh index's."""
    live = {entry.document.text: entry for entry in log.iter_after(0) if entry.document is not None}
    wrong = _wrong_about_live(victim.port, {text: entry.id for text, entry in live.items()})
    wrong += _wrong_about_retired(victim.port, [text for text in retired.values() if text not in live])
    total = json.loads(_request(victim.port, "GET", "/readyz"))["documents"]
    if total != log.num_documents:
        wrong.append(f"{total} documents are indexed, {log.num_documents} are in the log")
    chosen = random.Random(seed).sample(sorted(live), min(NUM_COMPARED, len(live)))
    return wrong + _unlike_fresh_index(victim.port, log, [_damaged(text) for text in chosen])


def _wrong_about_live(port: int, ids: dict[str, str]) -> list[str]:
    answers = _verify_all(port, [_quote(text) for text in ids])
    return [
        f"{document_id} is not found by its words: {answer['verdict']}"
        for document_id, answer in zip(ids.values(), answers, strict=True)
        if answer["verdict"] != "verbatim" or answer["matches"][0]["document"]["id"] != document_id
    ]


def _wrong_about_retired(port: int, texts: list[str]) -> list[str]:
    """Look for texts that are gone. Their words may resemble others by chance; only they themselves are verbatim."""
    answers = _verify_all(port, [_quote(text) for text in texts])
    return [
        f"gone, but found in {answer['matches'][0]['document']['id']}: {text}"
        for text, answer in zip(texts, answers, strict=True)
        if answer["verdict"] == "verbatim"
    ]


def _unlike_fresh_index(port: int, log: DocumentLog, quotes: list[str]) -> list[str]:
    index = Index.open(None)
    index.put_many((entry.sequence, entry.document) for entry in log.iter_after(0) if entry.document is not None)
    engine = Engine(index)
    expected = [render_answer(engine.verify(Query(quote)), quote) for quote in quotes]
    answers = _verify_all(port, quotes)
    return [
        f"another answer than a fresh index gives to: {quote}"
        for quote, answer, fresh in zip(quotes, answers, expected, strict=True)
        if _timeless(answer) != _timeless(orjson.loads(orjson.dumps(fresh)))
    ]


def _timeless(answer: dict[str, Any]) -> dict[str, Any]:
    """Leave out the generation, which counts writes and not documents."""
    return {**answer, "index": {**answer["index"], "generation": None}}


def _verify_all(port: int, quotes: list[str]) -> list[dict[str, Any]]:
    lines = b"".join(json.dumps({"quote": quote}).encode() + b"\n" for quote in quotes)
    *answers, summary = map(json.loads, _request(port, "POST", "/v1/verify/batch", lines).splitlines())
    assert summary["summary"]["failed"] == 0, summary
    return answers


def _request(port: int, method: str, path: str, body: bytes | None = None) -> bytes:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        connection.request(method, path, body, NDJSON)
        answer = connection.getresponse()
        content = answer.read()
    assert answer.status == 200, content
    return content


def _quote(text: str) -> str:
    return " ".join(text.split()[_QUOTED_WORDS])


def _damaged(text: str) -> str:
    """Quote with a word left out, so that more than exact look-up is compared."""
    words = text.split()
    return " ".join(words[2:8] + words[9:20])
