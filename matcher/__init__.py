from matcher.engine import Engine
from matcher.index import Index
from matcher.types import Answer, Document, Query

__all__ = ["Answer", "Document", "Engine", "Index", "Query"]
