"""Text of documents made harmless for a terminal."""

from __future__ import annotations

import unicodedata

# What a terminal may obey or be misled by: control characters, and formatting such as overrides of direction.
_DANGEROUS = frozenset({"Cc", "Cf", "Cs"})
_KEPT = frozenset("\n\t")
# Whatever any program takes for the end of a line, and the tab, which sets columns apart.
_LINE_ENDS_AND_TABS = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")


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


def in_one_line(text: str) -> str:
    """Give harmless text as a cell of a list: with blanks for line ends and tabs.

    Examples
    --------
    >>> in_one_line("first\\n second\\tthird")
    'first  second third'
    """
    return harmless(text.translate(_LINE_ENDS_AND_TABS))
