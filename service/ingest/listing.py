"""Documents in order of id, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from matcher.types import Document

# Documents read at once. Each comes with its text, and a transcript has a megabyte of it.
PAGE_DOCUMENTS = 100

Page = Callable[[str, int], list[Document]]


def iter_documents_after(page: Page, after_id: str = "") -> Iterator[Document]:
    """Yield every document behind an id, from all on, holding one page in memory.

    Parameters
    ----------
    page
        Gives up to so many documents behind an id: that of a log or of an archive.
    """
    while documents := page(after_id, PAGE_DOCUMENTS):
        yield from documents
        after_id = documents[-1].id
