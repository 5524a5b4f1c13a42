"""A query made ready for the search: parsed, tokenised, looked up in every part of the index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matcher.align.values import PartQuery
from matcher.errors import QueryError
from matcher.index import Filters, Snapshot, timestamp
from matcher.index.lookup import Lookup
from matcher.index.snapshot import NO_FILTERS
from matcher.text import TokenStream, readable, tokenize
from matcher.text.fragments import ParsedQuote, parse_quote, unmarked
from matcher.types import Query, Token
from matcher.view import DocumentView

UNWEIGHED: Final = np.zeros(0, np.float32)
DATE_ONLY: Final = len("2026-11-22")
SECONDS_A_DAY: Final = 86_400


class Question:
    """A quote, cut and tokenised.

    Attributes
    ----------
    parsed
        The quote and its marks.
    stream
        Tokens of the quote with the words in brackets and every [sic].

    Parameters
    ----------
    is_unmarked
        Take ellipses and brackets for the document's own, as the words are.
    """

    def __init__(self, quote: str, *, is_unmarked: bool = False) -> None:
        self.is_unmarked = is_unmarked
        self.parsed: ParsedQuote = unmarked(quote) if is_unmarked else parse_quote(quote)
        self.stream: TokenStream = tokenize(self.parsed.literal)
        self._editorial: TokenStream | None = None
        self._ranges: list[tuple[int, int]] | None = None
        self._literal_tokens: list[Token] | None = None
        self._tokens: list[Token] | None = None

    def phrasings(self) -> list[Question]:
        """Return what may stand as it is: brackets inside words are the document's own, or else the writer's."""
        if self.parsed.literal == self.parsed.text:
            return [self]
        return [Question(self.parsed.text, is_unmarked=True), self]

    @property
    def editorial(self) -> TokenStream:
        """Tokens without [sic]; those in brackets belong to no fragment."""
        if self._editorial is None:
            same = self.parsed.covered == self.parsed.literal
            self._editorial = self.stream if same else tokenize(self.parsed.covered)
        return self._editorial

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """The token range of every fragment in ``editorial``."""
        if self._ranges is None:
            self._ranges = self._find_ranges()
        return self._ranges

    def _find_ranges(self) -> list[tuple[int, int]]:
        if len(self.parsed.fragments) == 1 and not self.parsed.has_silent_marks:
            return [(0, len(self.editorial))]
        # A number takes the point before it ("… .5"), though the mark has that point as well.
        begins = np.searchsorted(self.editorial.ends, [span.start for span in self.parsed.fragments], side="right")
        ends = np.searchsorted(self.editorial.starts, [span.end for span in self.parsed.fragments])
        return list(zip(begins.tolist(), ends.tolist(), strict=True))

    @property
    def literal_tokens(self) -> list[Token]:
        """All tokens of ``stream`` in readable form."""
        if self._literal_tokens is None:
            self._literal_tokens = readable(self.stream)
        return self._literal_tokens

    def opens_anew(self, letter: str) -> bool:
        """Tell whether the quote begins with a capital where the passage has this small letter: as a sentence would."""
        return letter.islower() and self.parsed.text[self.literal_tokens[0].start].isupper()

    @property
    def tokens(self) -> list[Token]:
        """All tokens of ``editorial`` in readable form."""
        if self._tokens is None:
            self._tokens = readable(self.editorial)
        return self._tokens


def part_queries(stream: TokenStream, snapshot: Snapshot, filters: Filters) -> list[PartQuery]:
    """Look a quote's tokens up in every part of a snapshot; what they weigh is left open (see ``weighed``)."""
    return queries_for(stream.hashes, snapshot, filters)


def queries_for(hashes: NDArray[np.uint64], snapshot: Snapshot, filters: Filters) -> list[PartQuery]:
    """Look tokens up by their hashes, uint64 (m,)."""
    allowed, addresses = snapshot.allowed(filters)
    lookup = Lookup.of(hashes, snapshot.addresses, addresses)
    return [
        PartQuery(number, part, lookup, UNWEIGHED, UNWEIGHED, allowed[number])
        for number, part in enumerate(snapshot.parts)
    ]


def filters_of(query: Query) -> Filters:
    """Return which documents may answer a query.

    Raises
    ------
    QueryError
        A date of the query is no ISO 8601 date.
    """
    dated = query.published_after or query.published_before
    if not dated and query.document_ids is None and not query.language and not query.publisher:
        return NO_FILTERS
    try:
        after = timestamp(query.published_after) if query.published_after else None
        before = timestamp(query.published_before) if query.published_before else None
        if before is not None and len(str(query.published_before)) == DATE_ONLY:
            before += SECONDS_A_DAY - 1  # a bare date means all of that day
    except ValueError as error:
        raise QueryError(f"{error}; give a date as 2026-11-22 or 2026-11-22T10:00:00Z") from error
    ids = None if query.document_ids is None else tuple(query.document_ids)
    return Filters(ids, after, before, query.language, query.publisher)


def searches_none(query: Query, snapshot: Snapshot) -> bool:
    """Tell whether there is no document that a query may be answered from: none at all, or none passes its filters."""
    filters = filters_of(query)
    if filters is NO_FILTERS:
        return snapshot.num_documents == 0
    allowed, _ = snapshot.allowed(filters)  # what the search has asked for already
    return not any(part.documents.any() for part in allowed)


def asked_again(queries: Sequence[PartQuery], view: DocumentView, first: int, last: int) -> list[PartQuery]:
    """Ask the same parts for the words that stand at positions first to last (inclusive) of a document."""
    addresses, allowed = queries[0].lookup.addresses, queries[0].lookup.allowed
    tokens = view.segment.tokens[first : last + 1]
    if len(queries) == 1:
        lookup = Lookup(tokens.copy().reshape(1, -1), addresses, allowed)
    else:
        lookup = Lookup.of(view.segment.arrays["token_hashes"][tokens], addresses, allowed)
    return [query.asked(lookup) for query in queries]
