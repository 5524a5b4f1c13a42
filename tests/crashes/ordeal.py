"""One archive that is loaded, killed at a random moment, inspected, started again, and so on."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from matcher.index.manifest import read_manifest
from service.data_directory import INDEX_DIRECTORY
from service.store.opening import open_log
from tests.crashes.clients import Client
from tests.crashes.inspection import inspect_answers, inspect_files, inspect_log
from tests.crashes.ledger import Ledger
from tests.crashes.victim import Victim, start, start_server

NUM_CLIENTS = 3
# Seconds between the first request and the kill, or between the start and the kill of a start or an import: as long as
# a few flushes and merges, or as what is interrupted takes.
LOAD_S, START_S, IMPORT_S = 4.0, 1.0, 4.0
IMPORT_DOCUMENTS = 1_000


class Ordeal:
    """Kills of one archive, counted by what was killed.

    Parameters
    ----------
    seed
        Of the load and of the moments; the operating system adds chance of its own.
    """

    def __init__(self, data_dir: Path, *, database_url: str | None = None, seed: int = 0) -> None:
        self._data_dir, self._database_url, self._seed = data_dir, database_url, seed
        self._random = random.Random(seed)
        self._ledger = Ledger()
        self._files: set[str] = set()
        self._texts: dict[str, str] = {}
        self.num_kills: Counter[str] = Counter()
        self.faults: list[str] = []
        victim = start_server(data_dir, database_url)  # makes the log
        victim.wait_until_ready()
        victim.stop()

    @property
    def num_acknowledged(self) -> int:
        """Writes that were acknowledged so far."""
        return self._ledger.num_acknowledged

    @property
    def num_segments(self) -> int:
        """Different segment files seen so far: how much was flushed and merged."""
        return len(self._files)

    def kill_under_load(self) -> None:
        """Kill a server that clients write to."""
        victim = start_server(self._data_dir, self._database_url)
        victim.wait_until_ready()
        name = f"round{sum(self.num_kills.values())}"
        clients = [
            Client(f"client{n}", victim.port, self._ledger, seed=f"{self._seed}/{name}/{n}") for n in range(NUM_CLIENTS)
        ]
        for client in clients:
            client.start()
        self._kill(victim, LOAD_S, "server under load")
        for client in clients:
            client.join()
            self.faults += client.refusals

    def kill_while_starting(self) -> None:
        """Kill a server that replays what the last one left."""
        self._kill(start_server(self._data_dir, self._database_url), START_S, "server that starts")

    def kill_import(self) -> None:
        """Kill an import of files; what it stores is not acknowledged before its end, but must be whole."""
        path = self._data_dir.parent / "import.jsonl"
        texts = {
            f"file/{n}": f"“Crate {n} of load {self._random.random()} is sealed,” he said."
            for n in range(IMPORT_DOCUMENTS)
        }
        path.write_text("".join(json.dumps({"id": name, "title": name, "text": t}) + "\n" for name, t in texts.items()))
        for name, text in texts.items():
            self._ledger.ask(name, text)
        victim = start("import", path, data_dir=self._data_dir, database_url=self._database_url)
        self._kill(victim, IMPORT_S, "import")

    def inspect_store(self) -> None:
        """Look into the files as the kill left them, and compare the log with what was promised."""
        self.faults += inspect_files(self._data_dir, self._database_url)
        self._files |= {entry.file for entry in read_manifest(self._data_dir / INDEX_DIRECTORY).segments}
        with closing(open_log(self._data_dir, database_url=self._database_url, read_only=True)) as log:
            self.faults += inspect_log(log, self._ledger)

    def inspect_answers(self) -> None:
        """Start a server on what is there and ask it for everything."""
        with closing(open_log(self._data_dir, database_url=self._database_url, read_only=True)) as log:
            victim = start_server(self._data_dir, self._database_url)
            victim.wait_until_ready()
            seed = f"{self._seed}/{sum(self.num_kills.values())}"
            self.faults += inspect_answers(victim, log, self._texts, seed=seed)
            victim.stop()
            self._texts = {e.id: e.document.text for e in log.iter_after(0) if e.document is not None}
        if "ebuilding" in victim.output:
            self.faults.append(f"the index had to be rebuilt:\n{victim.output}")

    def draw(self) -> Callable[[], None]:
        """Draw what is killed next: mostly a server under load."""
        choices = (self.kill_under_load, self.kill_while_starting, self.kill_import)
        return self._random.choices(choices, weights=(6, 1, 2))[0]

    def _kill(self, victim: Victim, within_s: float, kind: str) -> None:
        time.sleep(self._random.uniform(0, within_s))
        is_running = victim.is_running
        with_children = self._random.random() < 0.5
        victim.kill(with_children=with_children)
        self.num_kills[kind if is_running else f"{kind}, ended before"] += 1
