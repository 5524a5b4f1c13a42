"""A build in rounds: what one round takes of many documents, and whether processes are worth starting for it.

What a round wrote is on disk before the next begins, so that a build which is cut short goes on from there, and memory
is bounded whatever the number of documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from matcher.types import Document

# Characters after which a build writes what it has and begins anew: about SEGMENT_TOKENS. What was written stays,
# whatever becomes of the rest.
ROUND_CHARACTERS: Final = 360_000_000
# Documents, or characters of them, at which processes are worth starting: each takes about a second to start.
POOL_DOCUMENTS: Final = 2_000
POOL_CHARACTERS: Final = 10_000_000


class Round:
    """The documents of one round of a build, taken as they are wanted.

    Attributes
    ----------
    count
        Documents taken so far, those of earlier rounds included.
    last_sequence
        Of the last one taken.
    """

    def __init__(
        self, documents: Iterator[tuple[int, Document]], count: int, progress: Callable[[int], None] | None
    ) -> None:
        self._documents, self._progress = documents, progress
        self.count, self.last_sequence = count, 0

    def __iter__(self) -> Iterator[tuple[int, Document]]:
        num_characters = 0
        for sequence, document in self._documents:
            self.last_sequence = sequence
            yield sequence, document
            self.count += 1
            if self._progress is not None:
                self._progress(self.count)
            num_characters += len(document.text)
            if num_characters >= ROUND_CHARACTERS:
                return


def take_early(documents: Iterator[tuple[int, Document]]) -> list[tuple[int, Document]]:
    """Take documents until there are enough of them to be worth several processes."""
    early: list[tuple[int, Document]] = []
    num_characters = 0
    for pair in documents:
        early.append(pair)
        num_characters += len(pair[1].text)
        if len(early) >= POOL_DOCUMENTS or num_characters >= POOL_CHARACTERS:
            break
    return early


def is_large(early: list[tuple[int, Document]]) -> bool:
    return len(early) >= POOL_DOCUMENTS or sum(len(d.text) for _, d in early) >= POOL_CHARACTERS
