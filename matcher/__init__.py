"""onrecord's matcher: finds a quotation in an archive and says which words were altered.

A pure library: documents go into an ``Index``, an ``Engine`` answers a ``Query`` with an ``Answer``. How a quote is
verified, stage by stage, stands in ``engine.py``; the values that pass between the stages in ``types.py``.

>>> index = Index.open(None)
>>> index.put(Document("d1", "Taxes", "“We will not raise taxes,” said Ada Venn."), sequence=1)
>>> Engine(index).verify(Query("We will raise taxes")).verdict
'altered'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matcher import native

native.install()

from matcher.types import Answer, Document, Query  # noqa: E402 - after what may take its place

if TYPE_CHECKING:
    from matcher.engine import Engine
    from matcher.index import Index

__all__ = ["Answer", "Document", "Engine", "Index", "Query"]


def __getattr__(name: str) -> Any:
    """Import the compiled parts when they are first used: they take most of a second, the types none."""
    if name == "Engine":
        from matcher.engine import Engine

        return Engine
    if name == "Index":
        from matcher.index import Index

        return Index
    raise AttributeError(f"module 'matcher' has no attribute {name!r}")
