"""Load or compile every kernel: ``python -m matcher.warm_up``.

Kernels are compiled on first use and kept beside the code (or in ``NUMBA_CACHE_DIR``); loading them takes a few
milliseconds each. A service does this before it says that it is ready, an image when it is built.
"""

from __future__ import annotations

from matcher.engine import Engine
from matcher.index import Index
from matcher.index.search import MAX_HITS
from matcher.types import Document, Query

# Together these take every path: verbatim, damaged, with marks, spliced, entities, found nowhere in either spelling,
# with its own reporting clause, without its accents, and a common phrase, which is asked for under a filter and after a
# deletion too.
COMMON = "we will"
QUOTES = (
    "we will not raise the harbour dues",
    "we will raise the harbour duties this year",
    "we will not … this spring, said the minister",
    "nobody asked the ferry crews we will not raise the harbour dues",
    COMMON,
    "dues &amp; tolls",
    "a favourite colour of the neighbours",
    "“We will raise the harbour dues this spring,” said Bo Orr, the mayor.",
    "fermee cet ete",
)


def warm_up() -> None:
    """Take every compiled path once."""
    index = Index.open(None)
    text = "“We will not raise the harbour dues this spring,” said the minister. “Nobody asked the ferry crews.” "
    text += "“Fermée l'été!” "
    documents = Document("first", "First", text), Document("second", "Second", f"{COMMON} go " * (MAX_HITS + 1))
    index.put_many(enumerate(documents, 1))
    engine = Engine(index)
    for quote in QUOTES:
        engine.verify(Query(quote))
    engine.verify(Query(COMMON, document_ids=["second"]))
    index.delete("first", sequence=3)
    engine.verify(Query(COMMON))


if __name__ == "__main__":
    warm_up()
