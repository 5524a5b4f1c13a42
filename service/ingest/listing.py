"""All documents of a log, page by page."""

from __future__ import annotations

from collections.abc import Iterator

from matcher.types import Document
from service.store import DocumentLog

_PAGE_DOCUMENTS = 500


def iter_all(log: DocumentLog) -> Iterator[Document]:
    """Yield every document in order of id, holding one page in memory."""
    after_id = ""
    while page := log.page(after_id, _PAGE_DOCUMENTS):
        yield from page
        after_id = page[-1].id
