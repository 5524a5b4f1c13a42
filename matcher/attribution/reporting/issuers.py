"""Issuers: who speaks through a document. "A statement from the palace read" has the palace for its speaker."""

from __future__ import annotations

from matcher.attribution.lexicon import split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_starting

_ISSUED = split_words("issued released published signed sent shared posted written given made put out")
# Words between the document and its issuer at most: "a statement issued late on Monday by".
_REACH = 5


def find_issuer(reading: Reading, document: Phrase) -> Phrase | None:
    """Find who issued the document that a phrase names: whoever follows "from" or "by"."""
    prose, grammar = reading.prose, reading.grammar
    if document.kind != "nominal":
        return None
    head = next((k for k in range(document.first, document.last + 1) if prose.lower[k] in grammar.documents), -1)
    if head < 0:
        return None
    end = prose.bounds[prose.sentence[head]][1]
    for k in range(head + 1, min(head + 1 + _REACH, end - 1)):
        if prose.lower[k] in ("from", "by"):
            issuer = find_phrase_starting(reading, k + 1, end)
            if issuer is None or prose.lower[issuer.head] in grammar.documents:
                return None
            return None if prose.lower[issuer.last + 1 : issuer.last + 2] == ["and"] else issuer  # Two are neither.
        if prose.lower[k] not in _ISSUED | grammar.days | {"on", "late", "early"}:
            return None
    return None
