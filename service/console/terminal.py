"""Text of documents made harmless for a terminal, and standard output made to take it."""

from __future__ import annotations

import io
import unicodedata
from typing import TextIO

# What a terminal may obey or be misled by: control characters, and formatting such as overrides of direction.
_DANGEROUS = frozenset({"Cc", "Cf", "Cs"})
# Line ends and tabs, and format characters that are part of words and emoji: joiners and the soft hyphen.
_HARMLESS = frozenset("\n\t\u00ad\u200c\u200d")
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
    return "".join("\ufffd" if unicodedata.category(c) in _DANGEROUS and c not in _HARMLESS else c for c in text)


def in_one_line(text: str) -> str:
    """Give harmless text as a cell of a list: with blanks for line ends and tabs.

    Examples
    --------
    >>> in_one_line("first\\n second\\tthird")
    'first  second third'
    """
    return harmless(text.translate(_LINE_ENDS_AND_TABS))


def show_any_character(stream: TextIO) -> None:
    """Let a stream whose encoding is not UTF-8 take every character.

    Files and pipes get UTF-8, a terminal what it has. Answers have quotation marks, which many an encoding lacks: to
    end for that would withhold the answer.
    """
    if not isinstance(stream, io.TextIOWrapper) or stream.encoding.lower().replace("_", "-") in ("utf-8", "utf8"):
        return
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8")
