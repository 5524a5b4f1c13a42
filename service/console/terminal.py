"""Text of documents made harmless for a terminal."""

from __future__ import annotations

import unicodedata

# What a terminal may obey or be misled by: control characters, and formatting such as overrides of direction.
_DANGEROUS = frozenset({"Cc", "Cf", "Cs"})
_KEPT = frozenset("\n\t")


def harmless(text: str) -> str:
    """Replace control and format characters by a visible mark, one for one, so that offsets stay.

    Examples
    --------
    >>> harmless("red \\x1b[31m")
    'red �[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(c) in _DANGEROUS and c not in _KEPT else c for c in text)
