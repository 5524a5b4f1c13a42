"""Any sequence of writes leaves what a plain list of documents holds, found where the oracle finds it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from matcher import Engine, Index
from matcher.types import Document, Query
from tests.index.texts import texts
from tests.reference import reference_occurrences, reference_tokens

NAMES = st.sampled_from(["a", "b", "c", "ä/ö"])


class Writes(RuleBasedStateMachine):
    """An index on disk beside a plain dictionary; every rule is one thing a service may do to it."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(tempfile.mkdtemp())
        self.index = Index.open(self.directory)
        self.model: dict[str, Document] = {}
        self.sequence = 0
        self.asked = "the harbour"

    def teardown(self) -> None:
        """Remove what the run wrote."""
        self.index.close()
        shutil.rmtree(self.directory)

    def document(self, name: str, text: str) -> Document:
        """Take the next sequence number; dates rise with it, so that later is later."""
        self.sequence += 1
        return Document(name, f"Title {self.sequence}", text, published_at=f"2025-01-01T00:{self.sequence:02}:00Z")

    @rule(name=NAMES, text=texts)
    def put(self, name: str, text: str) -> None:
        """Add or replace one document."""
        self.model[name] = self.document(name, text)
        self.index.put(self.model[name], sequence=self.sequence)

    @rule(pairs=st.lists(st.tuples(NAMES, texts), max_size=4))
    def build(self, pairs: list[tuple[str, str]]) -> None:
        """Import several at once, repetitions among them."""
        documents = [(self.document(name, text), self.sequence) for name, text in pairs]
        self.index.build([(sequence, document) for document, sequence in documents], progress=None)
        self.model |= {document.id: document for document, _ in documents}

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        """Delete one, there or not."""
        self.sequence += 1
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
        """The documents are the model's, each once."""
        assert self.index.num_documents == len(self.model)
        assert sorted(self.index.documents(), key=lambda d: d.id) == sorted(self.model.values(), key=lambda d: d.id)

    @invariant()
    def finds_what_the_oracle_finds(self) -> None:
        """A phrase is found in as many documents as hold it, and shown where it stands."""
        documents = list(self.model.values())
        places = reference_occurrences([document.text for document in documents], self.asked)
        answer = Engine(self.index).verify(Query(quote=self.asked))
        homes = {documents[number].id for number, _, _ in places}
        if homes:
            assert answer.matches[0].document.id in homes
            assert answer.occurrences == len(homes)
        for match in answer.matches:
            assert match.document == self.model[match.document.id]


Writes.TestCase.settings = settings(max_examples=40, stateful_step_count=15, deadline=None, derandomize=True)
TestWrites = Writes.TestCase
