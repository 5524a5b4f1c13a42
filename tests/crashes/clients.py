"""Clients that write as fast as they are answered, until the server is gone."""

from __future__ import annotations

import http.client
import json
import random
import threading
from collections.abc import Callable

from tests.crashes.ledger import Ledger, State
from tests.service.test_server import JSON, NDJSON

# Ids a client writes to: few enough that most writes replace something or bring it back.
NUM_IDS = 150
# Documents of one import: some slices of the server, each a transaction.
IMPORT_DOCUMENTS = (20, 300)
WORDS = tuple(
    f"{first}{last}"
    for first in ("amber", "birch", "cobalt", "drift", "ember", "flint", "grain", "harbour", "iron", "jetty")
    for last in ("light", "stone", "wick", "mere", "gate", "field", "ford", "reach", "stead", "holm")
)


class Client:
    """One writer with ids of its own, in a thread of its own.

    Parameters
    ----------
    seed
        Of what it does; when it is interrupted depends on the moment all the same.

    Attributes
    ----------
    refusals
        What the server said to writes that it should have taken.
    """

    def __init__(self, name: str, port: int, ledger: Ledger, *, seed: str) -> None:
        self._name, self._ledger, self._random = name, ledger, random.Random(seed)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.refusals: list[str] = []

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def join(self) -> None:
        """Wait for the end, which comes with the server's."""
        self._thread.join(timeout=60)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        """Write until the connection breaks."""
        actions: tuple[Callable[[], None], ...] = (self._put, self._put, self._put, self._delete, self._import)
        try:
            while not self.refusals:
                self._random.choice(actions)()
        except (OSError, http.client.HTTPException):
            pass  # the server was killed
        finally:
            self._connection.close()

    def _put(self) -> None:
        document_id, text = self._draw_id(), self._draw_text()
        self._ledger.ask(document_id, text)
        body = json.dumps({"title": f"Register {document_id}", "text": text}).encode()
        self._exchange("PUT", document_id, body, {200, 201})
        self._ledger.acknowledge(document_id, text)

    def _delete(self) -> None:
        document_id = self._draw_id()
        self._ledger.ask(document_id, None)
        self._exchange("DELETE", document_id, None, {204, 404})
        self._ledger.acknowledge(document_id, None)

    def _import(self) -> None:
        """Send many documents at once; each is promised when its status has come, not when the answer ends."""
        names = self._random.sample(range(NUM_IDS * 4), self._random.randint(*IMPORT_DOCUMENTS))
        texts: dict[str, State] = {f"{self._name}/{number}": self._draw_text() for number in names}
        for document_id, text in texts.items():
            self._ledger.ask(document_id, text)
        lines = (json.dumps({"id": name, "title": f"Register {name}", "text": text}) for name, text in texts.items())
        self._connection.request("POST", "/v1/documents/import", "\n".join(lines).encode(), NDJSON)
        answer = self._connection.getresponse()
        while line := answer.readline():
            if not line.endswith(b"\n"):
                return  # cut off in the middle
            status = json.loads(line)
            if status.get("status") == "failed":
                self.refusals.append(line.decode())
            elif "id" in status:
                self._ledger.acknowledge(status["id"], texts[status["id"]])

    def _exchange(self, method: str, document_id: str, body: bytes | None, expected: set[int]) -> None:
        self._connection.request(method, f"/v1/documents/{document_id}", body, JSON)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status not in expected:
            self.refusals.append(f"{method} {document_id}: {answer.status} {content!r}")
            raise OSError("the server refuses what it should take")

    def _draw_id(self) -> str:
        return f"{self._name}/{self._random.randrange(NUM_IDS)}"

    def _draw_text(self) -> str:
        listed = " ".join(self._random.choices(WORDS, k=40))
        return f"“We keep {listed} in the register,” the keeper said."
