"""The quotes of a file as questions, answered one after the other.

A quote that cannot be verified, whatever the reason, fails alone: its place in the answers says why, and so does a line
on standard error with its number.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import orjson

from service.archive import Archive
from service.batches.slices import FAILED, SLICE_QUOTES, answer_slice, render_failure
from service.console.importing import MAX_REASONS
from service.console.terminal import harmless
from service.errors import InvalidRequest
from service.ingest.files import describe_body
from service.tables.questions import Question


class Answered(NamedTuple):
    """A question and its answer as JSON, or the problem in place of one."""

    question: Question
    rendered: bytes


class Asker:
    """Answers the questions of one file, counts those that fail, and tells why.

    Parameters
    ----------
    name
        Of the file, as it is told.
    """

    def __init__(self, archive: Archive, name: str, max_quote_characters: int) -> None:
        self._archive, self._name, self._max_characters = archive, name, max_quote_characters
        self.num_failed = 0

    def iter_answers(self, questions: Iterable[Question]) -> Iterator[Answered]:
        """Yield each question with its answer, in order."""
        waiting = iter(questions)
        while part := list(islice(waiting, SLICE_QUOTES)):
            items = [question.item for question in part if question.fault is None]
            answers = answer_slice(self._archive, items, self._max_characters)
            found = zip(answers.rendered, answers.outcomes, strict=True)
            for question in part:
                if question.fault is None:
                    rendered, outcome = next(found)
                else:
                    rendered, outcome = render_failure(question.item, InvalidRequest(question.fault)), FAILED
                if outcome == FAILED:
                    self._tell(question, rendered)
                yield Answered(question, rendered)

    def _tell(self, question: Question, rendered: bytes) -> None:
        """Count a question that has no answer, and tell the reason."""
        reason = describe_body(orjson.loads(rendered)["error"])
        self.num_failed += 1
        if self.num_failed <= MAX_REASONS:
            print(f"failed {self._name}:{question.number}: {harmless(reason)}", file=sys.stderr)
        elif self.num_failed == MAX_REASONS + 1:
            print("further failures are only in the answers", file=sys.stderr)
