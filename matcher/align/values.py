"""What passes between the search for places and the reading of them: a quote as one part of the index sees it, the
places to align, and where its fragments stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.index import Part
from matcher.index.lookup import Lookup
from matcher.index.snapshot import Allowed


@dataclass(init=False, eq=False, slots=True)
class Piece:
    """One fragment as it stands in a document.

    Attributes
    ----------
    begin, end : the fragment's tokens in the quote, half-open
    pairs : for each of them the position in the segment it is aligned with, -1 for none
    equal : for each of them whether the document has the very token there
    alike : for each of them how alike the two words are, 1 where equal, 0 where nothing stands there
    first, last : the lowest and highest position
    """

    fragment: int
    begin: int
    end: int
    pairs: Sequence[int]
    equal: Sequence[bool]
    alike: Sequence[float]
    first: int
    last: int

    def __init__(
        self,
        fragment: int,
        begin: int,
        end: int,
        pairs: Sequence[int],
        equal: Sequence[bool],
        alike: Sequence[float],
        first: int,
        last: int,
    ) -> None:
        self.fragment = fragment
        self.begin = begin
        self.end = end
        self.pairs = pairs
        self.equal = equal
        self.alike = alike
        self.first = first
        self.last = last


@dataclass(init=False, eq=False, slots=True)
class Placement:
    """A quote's fragments in one document.

    Attributes
    ----------
    coverage : the share of the quote's weight that stands there
    score : the alignment's, with what words that resemble are worth; ranks the places of a quote without marks
    num_rivals : places of other wording that have nearly as many of the quote's words near them
    """

    part: int
    number: int
    pieces: tuple[Piece, ...]
    coverage: float
    is_exact: bool
    in_order: bool
    score: float
    num_rivals: int

    def __init__(
        self,
        part: int,
        number: int,
        pieces: tuple[Piece, ...],
        coverage: float,
        is_exact: bool,
        in_order: bool = True,
        score: float = 0.0,
        num_rivals: int = 0,
    ) -> None:
        self.part = part
        self.number = number
        self.pieces = pieces
        self.coverage = coverage
        self.is_exact = is_exact
        self.in_order = in_order
        self.score = score
        self.num_rivals = num_rivals

    def beside(self, num_rivals: int) -> Placement:
        """Return the placement with so many rivals."""
        return Placement(
            self.part, self.number, self.pieces, self.coverage, self.is_exact, self.in_order, self.score, num_rivals
        )


@dataclass(init=False, eq=False, slots=True)
class PartQuery:
    """A quote as one part of the index sees it.

    Attributes
    ----------
    lookup : the whole quote in all parts
    bits, weights : float32 (m,), what each tells and what a match of it is worth, the same in all parts
    allowed : which documents may answer
    num_searched : tokens of the documents that may answer, in all parts
    words : the folded tokens
    is_known_word : tells whether the archive uses a folded word often, which makes it no typing slip
    """

    number: int
    part: Part
    lookup: Lookup
    bits: NDArray[np.float32]
    weights: NDArray[np.float32]
    allowed: Allowed
    num_searched: int
    words: Sequence[str]
    is_known_word: Callable[[str], bool] | None

    def __init__(
        self,
        number: int,
        part: Part,
        lookup: Lookup,
        bits: NDArray[np.float32],
        weights: NDArray[np.float32],
        allowed: Allowed,
        num_searched: int = 0,
        words: Sequence[str] = (),
        is_known_word: Callable[[str], bool] | None = None,
    ) -> None:
        self.number = number
        self.part = part
        self.lookup = lookup
        self.bits = bits
        self.weights = weights
        self.allowed = allowed
        self.num_searched = num_searched
        self.words = words
        self.is_known_word = is_known_word

    def asked(self, lookup: Lookup) -> PartQuery:
        """Ask the same part for other words."""
        return PartQuery(
            self.number,
            self.part,
            lookup,
            self.bits,
            self.weights,
            self.allowed,
            self.num_searched,
            self.words,
            self.is_known_word,
        )

    @property
    def ids(self) -> NDArray[np.uint32]:
        """Token ids of the whole quote in this part's vocabulary, uint32 (m,)."""
        ids: NDArray[np.uint32] = self.lookup.ids[self.number]
        return ids

    def age_of(self, number: int) -> tuple[int, int]:
        """Return date and log entry of a document of the part: what orders documents however they lie in parts."""
        views = self.part.segment.views
        return views["dates"][number], views["sequences"][number]

    def wording(self, begin: int, end: int) -> bytes:
        """Return what is equal where the same words stand at positions [begin, end) of any part."""
        segment = self.part.segment
        tokens = segment.tokens[begin:end]
        # Tokens are numbered in each part alone.
        return (tokens if len(self.lookup.ids) == 1 else segment.arrays["token_hashes"][tokens]).tobytes()

    def wording_within(self, number: int, begin: int, end: int) -> bytes:
        """Return the same of what a document has there: its neighbours in the segment have no say."""
        first, last = self.part.segment.token_range(number)
        return self.wording(max(begin, first), min(end, last))


@dataclass(init=False, eq=False, slots=True)
class Candidate:
    """A place to align: document, lowest and highest diagonal, and the weight of the quote's words near them."""

    part: int
    number: int
    low: int
    high: int
    score: float

    def __init__(self, part: int, number: int, low: int, high: int, score: float) -> None:
        self.part = part
        self.number = number
        self.low = low
        self.high = high
        self.score = score


@dataclass(init=False, eq=False, slots=True)
class Hits:
    """Where a phrase stands in one part: positions and documents ascending; ``total`` counts all places."""

    positions: NDArray[np.uint32]
    documents: NDArray[np.uint32]
    num_documents: int
    total: int

    def __init__(
        self, positions: NDArray[np.uint32], documents: NDArray[np.uint32], num_documents: int, total: int
    ) -> None:
        self.positions = positions
        self.documents = documents
        self.num_documents = num_documents
        self.total = total
