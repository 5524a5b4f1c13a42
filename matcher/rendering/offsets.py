"""Offsets in the unit that a client counts in.

The matcher counts code points. Editors written in JavaScript count UTF-16 code units, others UTF-8 bytes.
This module converts outgoing offsets; W3C selectors keep code points whatever the unit (contract §2).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

OffsetUnit = Literal["codepoint", "utf16", "utf8"]
Convert = Callable[[int], int]

_MAX_BMP = "\uffff"


def _same(offset: int) -> int:
    return offset


def _count_utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _count_utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def converter(text: str, unit: OffsetUnit) -> Convert:
    """Give the function from code-point offsets of `text` to offsets in `unit`.

    Notes
    -----
    ASCII text needs no conversion in any unit, and CPython knows whether a text is ASCII without reading it.
    Other text is measured from the nearest end of the last converted offset, so that a row of nearby offsets
    costs one pass over the stretch they span, not one pass over the document each.

    Examples
    --------
    >>> converter("🐟 cod", "utf16")(2)
    3
    """
    if unit == "codepoint" or text.isascii():
        return _same
    if unit == "utf16" and max(text) <= _MAX_BMP:
        return _same
    return _Cursor(text, _count_utf16 if unit == "utf16" else _count_utf8)


class _Cursor:
    """A place in a text known in both units, moved to each offset asked for."""

    __slots__ = ("_count", "_original", "_text", "_units")

    def __init__(self, text: str, count: Callable[[str], int]) -> None:
        self._text, self._count = text, count
        self._original = self._units = 0

    def __call__(self, offset: int) -> int:
        if offset >= self._original:
            self._units += self._count(self._text[self._original : offset])
        else:
            self._units -= self._count(self._text[offset : self._original])
        self._original = offset
        return self._units
