"""Bounds on markup before it is parsed: the standard's algorithm takes quadratic time on three kinds of input.

They are elements open at once (each tag walks up the open ones), formatting elements left open (each paragraph opens
them all again) and attributes of one tag (each is compared with all before). The first two are measured from above: the
scan sees tags in comments and scripts too, so it may count too many and never too few. The limits are several times
what pages have, and keep the parser under a tenth of a second a megabyte.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from matcher.attribution.lexicon import split_words

# Elements open at once. Editors nest some 20 deep, whole pages up to 60; browsers stop at 512.
MAX_OPEN: Final = 1_000
# Formatting elements never closed: a broken template leaves dozens.
MAX_UNCLOSED_FORMATTING: Final = 500
# Comparisons of attribute names in all tags together: a fifth of a second. Pages stay a hundredfold below, though a
# comparison in a script (``a <b.length; …``) looks like a tag with a thousand attributes.
MAX_COMPARISONS: Final = 50_000_000
# Tags shorter than this, in characters, are not counted through: so many of them make too few comparisons to matter.
_SHORT_TAG: Final = 600

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ATTRIBUTE: Final = r"(?:[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+)"
# Possessive throughout, and matches follow one another, so it is linear.
_TAG_WITH_ATTRIBUTES: Final = re.compile(rf"<[a-zA-Z][^\s/>]*+{_ATTRIBUTE}*+")
_ONE_ATTRIBUTE: Final = re.compile(_ATTRIBUTE)
_VOID: Final = split_words("area base br col embed hr img input link meta param source track wbr")
_FORMATTING: Final = split_words("a b big code em font i nobr s small strike strong tt u")
# An end tag does not reach beyond these ("has an element in scope"); those of tables reach to their table.
_SCOPES: Final = split_words("applet caption html table td th marquee object template select button")
_TABLE_PARTS: Final = split_words("caption table tbody td tfoot th thead tr")
# A start tag of these ends the open one of the same name.
_SELF_CLOSING: Final = split_words("p li dd dt option optgroup tr td th a nobr button")
_PARTS_OF_ROW: Final = split_words("td th")


def find_excess(html: str) -> str | None:
    """Tell what of some markup is beyond the limits, in words for its writer; None if all is within them."""
    if _count_comparisons(html) > MAX_COMPARISONS:
        return "a tag may have some thousand attributes"
    return _find_excessive_nesting(html)


def _count_comparisons(html: str) -> int:
    lengthy = (tag[0] for tag in _TAG_WITH_ATTRIBUTES.finditer(html) if len(tag[0]) > _SHORT_TAG)
    return sum(len(_ONE_ATTRIBUTE.findall(tag)) ** 2 for tag in lengthy) // 2


def _find_excessive_nesting(html: str) -> str | None:
    elements = _OpenElements()
    unclosed = dict.fromkeys(_FORMATTING, 0)
    num_unclosed = 0
    for found in _TAG.finditer(html):
        closes, tag = found[1], found[2].lower()
        if tag in _FORMATTING:
            change = 1 if not closes else -1 if unclosed[tag] else 0
            unclosed[tag] += change
            num_unclosed += change
        if closes:
            elements.close(tag)
        elif tag not in _VOID:
            elements.open(tag)
        if elements.depth > MAX_OPEN:
            return f"{MAX_OPEN:,} elements may be open at once"
        if num_unclosed > MAX_UNCLOSED_FORMATTING:
            return f"{MAX_UNCLOSED_FORMATTING} formatting elements may be left open"
    return None


class _OpenElements:
    """The stack of open elements, with what finds an element of a name in constant time."""

    def __init__(self) -> None:
        self._tags: list[str] = []
        self._depths: defaultdict[str, list[int]] = defaultdict(list)
        self._scopes: list[int] = [-1]

    @property
    def depth(self) -> int:
        return len(self._tags)

    @property
    def _top(self) -> str:
        return self._tags[-1] if self._tags else ""

    def open(self, tag: str) -> None:
        """Open an element, which may end the one before it."""
        if (tag == "tr" or tag in _PARTS_OF_ROW) and self._top in _PARTS_OF_ROW:
            self._cut(self.depth - 1)
        if tag == self._top and tag in _SELF_CLOSING:
            self._cut(self.depth - 1)
        self._depths[tag].append(self.depth)
        if tag in _SCOPES:
            self._scopes.append(self.depth)
        self._tags.append(tag)

    def close(self, tag: str) -> None:
        """Close the innermost element of a name and all within it, unless a scope stands between."""
        if not self._depths[tag]:
            return
        depth = self._depths[tag][-1]
        tables = self._depths["table"]
        barrier = (tables[-1] if tables else -1) if tag in _TABLE_PARTS else self._scopes[-1]
        if depth >= barrier:
            self._cut(depth)

    def _cut(self, depth: int) -> None:
        while self.depth > depth:
            self._depths[self._tags.pop()].pop()
        while self._scopes[-1] >= depth:
            self._scopes.pop()
