"""Which of several equal places is meant: by the words the caller says stand before and after the quote.

As in a W3C TextQuoteSelector, ``prefix`` and ``suffix`` only choose among passages that are equally good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.align.values import PartQuery
from matcher.text import tokenize
from matcher.types import Query


@dataclass(init=False, eq=False, slots=True)
class Context:
    """The words before and after a quote as one caller knows them, looked up part by part.

    Attributes
    ----------
    before, after : uint32 (k,) for every part, token ids; ``before`` nearest first
    """

    before: tuple[NDArray[np.uint32], ...]
    after: tuple[NDArray[np.uint32], ...]

    def __init__(self, before: tuple[NDArray[np.uint32], ...], after: tuple[NDArray[np.uint32], ...]) -> None:
        self.before = before
        self.after = after

    @classmethod
    def of(cls, query: Query, queries: Sequence[PartQuery]) -> Context | None:
        """Look the context of a query up, None where it gives none."""
        if not query.prefix and not query.suffix:
            return None
        prefix, suffix = tokenize(query.prefix or "").hashes, tokenize(query.suffix or "").hashes
        return cls(
            tuple(q.part.segment.ids_of(prefix)[::-1] for q in queries),
            tuple(q.part.segment.ids_of(suffix) for q in queries),
        )

    def agreement(self, query: PartQuery, first: int, last: int) -> int:
        """Count the words of the context that stand next to a passage, up to the first that does not."""
        tokens = query.part.segment.tokens
        before, after = self.before[query.number], self.after[query.number]
        left = tokens[max(first - len(before), 0) : first][::-1]
        right = tokens[last + 1 : last + 1 + len(after)]
        return _common(left, before) + _common(right, after)


def _common(there: NDArray[np.uint32], expected: NDArray[np.uint32]) -> int:
    """Return how many words agree from the start."""
    size = min(len(there), len(expected))
    # Behind a document stands what an unknown word is told by.
    differ = np.flatnonzero((there[:size] != expected[:size]) | (expected[:size] == 0))
    return int(differ[0]) if len(differ) else size
