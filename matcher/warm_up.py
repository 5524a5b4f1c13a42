"""Load or compile every kernel: ``python -m matcher.warm_up``.

Kernels are compiled on first use and kept beside the code (or in ``NUMBA_CACHE_DIR``); loading them takes a few
milliseconds each. A service does this before it says that it is ready, an image when it is built.
"""

from __future__ import annotations

from matcher.engine import Engine
from matcher.index import Index
from matcher.index.heavy import HEAVY_POSITIONS
from matcher.types import Document, Query

# Together these take every path: verbatim, damaged, with marks, spliced, entities, a common phrase.
QUOTES = (
    "we will not raise the harbour dues",
    "we will raise the harbour duties this year",
    "we will not … this spring, said the minister",
    "nobody asked the ferry crews we will not raise the harbour dues",
    "we will",
    "dues &amp; tolls",
)


def warm_up() -> None:
    """Take every compiled path once."""
    index = Index.open(None)
    text = "“We will not raise the harbour dues this spring,” said the minister. “Nobody asked the ferry crews.” "
    index.put(Document("first", "First", text), sequence=1)
    index.put(Document("second", "Second", "we will go " * HEAVY_POSITIONS), sequence=2)
    engine = Engine(index)
    for quote in QUOTES:
        engine.verify(Query(quote))


if __name__ == "__main__":
    warm_up()
