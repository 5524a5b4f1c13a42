"""What an archive has promised: for each id the last acknowledged text, and what was asked since without an answer."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

# The state of an id: its text, or None where there is no such document.
State = str | None


class Ledger:
    """Promises about documents; each id belongs to one client, which asks for one thing at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._acknowledged: dict[str, State] = {}
        self._asked: dict[str, list[State]] = {}
        self.num_acknowledged = 0

    def ask(self, document_id: str, state: State) -> None:
        """Write down a change that is about to be sent."""
        with self._lock:
            self._asked.setdefault(document_id, []).append(state)

    def acknowledge(self, document_id: str, state: State) -> None:
        """Write down that a change was acknowledged: from now on nothing else is right."""
        with self._lock:
            self._acknowledged[document_id] = state
            self._asked.pop(document_id, None)
            self.num_acknowledged += 1

    def broken_promises(self, found: Mapping[str, str]) -> list[str]:
        """Name every id whose state is neither the acknowledged one nor one that was asked for since."""
        broken = []
        for document_id in sorted(self._acknowledged.keys() | self._asked.keys() | found.keys()):
            allowed = [self._acknowledged.get(document_id), *self._asked.get(document_id, ())]
            if found.get(document_id) not in allowed:
                broken.append(f"{document_id}: {found.get(document_id)!r} instead of one of {allowed!r}")
        return broken

    def settle(self, found: Mapping[str, str]) -> None:
        """Take what is there for acknowledged: an open question has been answered by looking."""
        with self._lock:
            known: Iterable[str] = self._acknowledged.keys() | self._asked.keys()
            self._acknowledged = {document_id: found.get(document_id) for document_id in known}
            self._asked = {}
