"""What each word of a quote tells, from how often it stands in the archive, and what a match of it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

import numpy as np

from matcher.align.information import add_counts, word_information
from matcher.align.place import PartQuery
from matcher.diff import lexicon_for
from matcher.diff.lexicons import LANGUAGES
from matcher.index.lookup import ids_everywhere
from matcher.text import tokenize
from matcher.types import Token

# A word that stands at three places is used; slips recur too, about once in ten million words each.
KNOWN_PLACES: Final = 3
KNOWN_SHARE: Final = 1e-7


def weighed(queries: list[PartQuery], tokens: Sequence[Token]) -> list[PartQuery]:
    """Add what each word of a quote tells, from how often it stands in all parts together."""
    common = function_words()
    words = [token.folded for token in tokens]
    counts: Any = np.zeros(len(words), np.int64)
    total = 0
    for query in queries:
        total += add_counts(query.ids, query.part.segment.first, counts)
    bits, weights = word_information(counts, total, np.array([word in common for word in words], np.bool_))
    known = KnownWords(queries, words, counts, total)
    return [replace(query, bits=bits, weights=weights, words=words, is_known_word=known) for query in queries]


class KnownWords:
    """Tells whether the archive uses a folded word so often that it is no typing slip.

    Parameters
    ----------
    queries
        The quote in all parts.
    counts
        How often each of its words stands in the archive, of ``num_tokens``.
    """

    def __init__(self, queries: Sequence[PartQuery], words: Sequence[str], counts: Any, num_tokens: int) -> None:
        self._queries = queries
        self._least = max(KNOWN_PLACES, KNOWN_SHARE * num_tokens)
        self._counts: dict[str, int] = dict(zip(words, counts.tolist(), strict=True))

    def __call__(self, folded: str) -> bool:
        count = self._counts.get(folded)
        if count is None:
            count = self._counts[folded] = self._count(folded)
        return count >= self._least

    def _count(self, folded: str) -> int:
        hashes = tokenize(folded).hashes
        if len(hashes) != 1:
            return 0
        counts: Any = np.zeros(1, np.int64)
        ids = ids_everywhere(hashes, self._queries[0].lookup.addresses)
        for query in self._queries:
            add_counts(ids[query.number], query.part.segment.first, counts)
        return int(counts[0])


@cache
def function_words() -> frozenset[str]:
    """Return the function words of all languages that have a lexicon."""
    return frozenset().union(*(lexicon_for(language).function for language in LANGUAGES))
