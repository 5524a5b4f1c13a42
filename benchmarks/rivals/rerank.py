"""Rank a handful of documents by RapidFuzz: the second half of every rival that shortlists first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from benchmarks.rivals import Hit
from matcher.types import Document

# Documents reranked for each quote, as in common advice for BM25 shortlists.
SHORTLIST = 10


def best_passage(
    quote: str, rows: Iterable[int], documents: Sequence[Document], lowered_texts: Sequence[str]
) -> Hit | None:
    """Align the quote to each row's text and return the best window.

    Parameters
    ----------
    quote
        The quote, case folded as the texts are.
    """
    best, hit = 0.0, None
    for row in rows:
        found = fuzz.partial_ratio_alignment(quote, lowered_texts[row], score_cutoff=best)
        if found is not None and found.score > best:
            best, hit = found.score, Hit(documents[row], found.dest_start, found.dest_end)
    return hit
