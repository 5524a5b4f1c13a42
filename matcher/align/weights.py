"""What each word of a quote tells, from how often it stands in the archive, and what a match of it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matcher.align.information import weigh_everywhere
from matcher.align.values import PartQuery
from matcher.diff import lexicon_for
from matcher.diff.words.lexicons import LANGUAGES
from matcher.index.lookup import ids_everywhere
from matcher.text import tokenize
from matcher.types import Token

# A word that stands at three places is used; slips recur too, about once in ten million words each.
KNOWN_PLACES: Final = 3
KNOWN_SHARE: Final = 1e-7
# Read-only, as the flags of a quote's words are: another kind of array would have the kernel compiled once more.
NO_FUNCTION_WORD: Final = np.frombuffer(bytes(1), np.bool_)


def weighed(queries: list[PartQuery], tokens: Sequence[Token]) -> list[PartQuery]:
    """Add what each word of a quote tells, from how often it stands in all parts together."""
    if not queries:
        return []
    common = function_words()
    words = [token.folded for token in tokens]
    lookup = queries[0].lookup
    is_common = np.frombuffer(bytes([word in common for word in words]), np.bool_)
    counts, total, bits, weights = weigh_everywhere(lookup.ids, lookup.addresses, is_common)
    known = KnownWords(lookup.addresses, words, counts, total)
    searched = sum(q.allowed.num_tokens for q in queries)
    return [PartQuery(q.number, q.part, q.lookup, bits, weights, q.allowed, searched, words, known) for q in queries]


class KnownWords:
    """Tells whether the archive uses a folded word so often that it is no typing slip.

    Parameters
    ----------
    addresses
        Where the arrays of all segments are, see ``lookup``.
    words, counts
        The quote's words and how often each stands in the archive, of ``num_tokens``.
    """

    def __init__(
        self, addresses: NDArray[np.int64], words: Sequence[str], counts: NDArray[np.int64], num_tokens: int
    ) -> None:
        self._addresses = addresses
        self._least = max(KNOWN_PLACES, KNOWN_SHARE * num_tokens)
        self._words, self._first_counts = words, counts
        self._counts: dict[str, int] = {}

    def __call__(self, folded: str) -> bool:
        if not self._counts:
            self._counts = dict(zip(self._words, self._first_counts.tolist(), strict=True))
        count = self._counts.get(folded)
        if count is None:
            count = self._counts[folded] = self._count(folded)
        return count >= self._least

    def _count(self, folded: str) -> int:
        hashes = tokenize(folded).hashes
        if len(hashes) != 1:
            return 0
        ids = ids_everywhere(hashes, self._addresses)
        counts = weigh_everywhere(ids, self._addresses, NO_FUNCTION_WORD)[0]
        return int(counts[0])


@cache
def function_words() -> frozenset[str]:
    """Return the function words of all languages that have a lexicon."""
    return frozenset().union(*(lexicon_for(language).function for language in LANGUAGES))
