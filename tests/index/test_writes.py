"""Any sequence of writes leaves what a plain list of documents holds, found where the oracle finds it.

Merges run between other changes, processes crash, and a second process reads along: none of it shows.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from matcher import Engine, Index
from matcher.index import Compaction, tiers
from matcher.types import Document, Query
from tests.index.texts import texts
from tests.reference import reference_occurrences, reference_tokens

NAMES = st.sampled_from(["a", "b", "c", "ä/ö"])


LIMITS = pytest.MonkeyPatch()


def setup_module() -> None:
    """Make every few documents due to be written, and every few segments due to be merged."""
    LIMITS.setattr(tiers, "FLUSH_DOCUMENTS", 2)
    LIMITS.setattr(tiers, "LOWEST_TOKENS", 10)
    LIMITS.setattr(tiers, "GROWTH", 2)
    LIMITS.setattr(tiers, "MAX_SEGMENTS", 2)


def teardown_module() -> None:
    """Put the limits back."""
    LIMITS.undo()


class Writes(RuleBasedStateMachine):
    """An index on disk beside a plain dictionary; every rule is one thing a service may do to it."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())
        self.index = Index.open(self.directory)
        self.reader = Index.open(self.directory)
        self.read_sequence = 0
        self.compaction: Compaction | None = None
        self.model: dict[str, Document] = {}
        # The last change of every id, as a log keeps it.
        self.log: dict[str, tuple[int, Document | None]] = {}
        self.sequence = 0
        self.asked = "the harbour"

    def teardown(self) -> None:
        """Remove what the run wrote."""
        self.index.close()
        self.reader.close()
        shutil.rmtree(self.directory)

    def document(self, name: str, text: str) -> Document:
        """Take the next sequence number; dates rise with it, so that later is later."""
        self.sequence += 1
        return Document(name, f"Title {self.sequence}", text, published_at=f"2025-01-01T00:{self.sequence:02}:00Z")

    @rule(name=NAMES, text=texts)
    def put(self, name: str, text: str) -> None:
        """Add or replace one document."""
        self.model[name] = self.document(name, text)
        self.log[name] = self.sequence, self.model[name]
        self.index.put(self.model[name], sequence=self.sequence)

    @rule(pairs=st.lists(st.tuples(NAMES, texts), max_size=4))
    def build(self, pairs: list[tuple[str, str]]) -> None:
        """Import several at once, repetitions among them."""
        documents = [(self.document(name, text), self.sequence) for name, text in pairs]
        self.index.build([(sequence, document) for document, sequence in documents], progress=None)
        self.model |= {document.id: document for document, _ in documents}
        self.log |= {document.id: (sequence, document) for document, sequence in documents}

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        """Delete one, there or not; a log notes nothing where there is none."""
        if name in self.model:
            self.sequence += 1
            self.log[name] = self.sequence, None
        assert self.index.delete(name, sequence=self.sequence) == (self.model.pop(name, None) is not None)

    @rule()
    def flush(self) -> None:
        """Write everything to disk."""
        self.index.flush()
        assert self.index.last_sequence == self.sequence

    @rule()
    def reopen(self) -> None:
        """Stop cleanly and start again."""
        self.index.flush()
        generation = self.index.generation
        self.index.close()
        self.index = Index.open(self.directory, check=True)
        assert self.index.generation == generation

    @precondition(lambda self: self.compaction is None)
    @rule(at_rest=st.booleans())
    def begin_merge(self, at_rest: bool) -> None:
        """Plan what is due; other changes come before it is done."""
        self.compaction = self.index.plan(at_rest=at_rest)

    @precondition(lambda self: self.compaction is not None)
    @rule()
    def end_merge(self) -> None:
        """Do it and take the result over, unless a flush or a crash was quicker."""
        assert self.compaction is not None
        self.index.adopt(self.compaction, exists=self.compaction.run_here())
        self.compaction = None

    @rule()
    def crash(self) -> None:
        """Forget what is in memory, open what is on disk, and replay the log from there."""
        self.index = Index.open(self.directory, check=True)
        self.compaction = None
        self.replay(self.index, self.index.last_sequence)

    @rule()
    def read_along(self) -> None:
        """Let a second process take over what the first one wrote, and read the rest from the log."""
        with self.reader.unseen():
            self.reader.refresh()
            self.replay(self.reader, max(self.read_sequence, self.reader.last_sequence))
        self.read_sequence = self.sequence
        self.compare(self.reader)

    def replay(self, index: Index, after: int) -> None:
        """Apply the log's entries behind a sequence, in order."""
        for name, (sequence, document) in sorted(self.log.items(), key=lambda item: item[1][0]):
            if sequence > after and document is not None:
                index.put(document, sequence=sequence)
            elif sequence > after:
                index.delete(name, sequence=sequence)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def ask(self, data: st.DataObject) -> None:
        """Choose what the invariant looks for: some words of a document."""
        text = data.draw(st.sampled_from(sorted(self.model.values(), key=lambda d: d.id))).text
        tokens = reference_tokens(text)
        if len(tokens) > 1:
            first = data.draw(st.integers(0, len(tokens) - 2))
            last = data.draw(st.integers(first + 1, min(len(tokens) - 1, first + 8)))
            self.asked = text[tokens[first].start : tokens[last].end]

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        """The documents are the model's, each once; phrases are found where the oracle finds them."""
        self.compare(self.index)

    def compare(self, index: Index) -> None:
        """Hold an index against the model: a phrase is found in as many documents as hold it, and shown there."""
        assert index.num_documents == len(self.model)
        assert sorted(index.documents(), key=lambda d: d.id) == sorted(self.model.values(), key=lambda d: d.id)
        documents = list(self.model.values())
        places = reference_occurrences([document.text for document in documents], self.asked)
        answer = Engine(index).verify(Query(quote=self.asked))
        homes = {documents[number].id for number, _, _ in places}
        if homes:
            assert answer.matches[0].document.id in homes
            assert answer.occurrences == len(homes)
        for match in answer.matches:
            assert match.document == self.model[match.document.id]


Writes.TestCase.settings = settings(max_examples=50, stateful_step_count=20, deadline=None, derandomize=True)
TestWrites = Writes.TestCase
