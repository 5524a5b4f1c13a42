"""Entities that a feed left in a text, decoded without moving anything: "Zo&eacute; O&rsquo;Dell" is Zoé O’Dell.

Names are read word by word, so an entity within a word has to be part of it. The decoded text is as long as the
original, so that every offset holds in both: what an entity is longer than its character is filled with what no word
ends or begins with, behind the word. Entities of quotation marks stay, because a mark's span covers them whole.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from matcher.attribution.structure.marks import GLYPHS
from matcher.types import Document

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Stands in a word unseen: the word joiner, which is no white space and which tokens are read without.
FILLING = "\u2060"
# Stands between words, however many there are.
_SPACE = "\u00a0"
_APOSTROPHES = frozenset("’'‘")
# The rest of a word: its end, or the possessive, which is a word of its own.
_REST = re.compile(r"(?:[^\W_]|[-‐‑’'&](?=[^\W_])(?!(?<=['’])s(?![^\W_])))*")
_POSSESSIVE = re.compile(r"s(?![^\W_])")


def has_entities(text: str) -> bool:
    """Tell whether a text has an entity; a bare & is looked for first, which costs next to nothing."""
    return "&" in text and _ENTITY.search(text) is not None


def decode(text: str) -> str:
    """Decode the entities of a text into one of the same length.

    >>> decode("Zo&eacute; said") == "Zo\u00e9" + 7 * FILLING + " said"
    True
    """
    if not has_entities(text):
        return text
    decoded: list[str] = []
    place = owed = 0
    for found in _ENTITY.finditer(text):
        owed = _copy(text, place, found.start(), owed, decoded)
        place = found.end()
        owed = _decode_one(text, found, owed, decoded)
    _copy(text, place, len(text), owed, decoded, is_last=True)
    return "".join(decoded)


def decode_document(document: Document) -> Document:
    """Return a document as it is read for names: its text decoded in place, its title and speaker plainly."""
    if not (has_entities(document.text) or has_entities(document.title) or has_entities(document.speaker or "")):
        return document
    speaker = html.unescape(document.speaker) if document.speaker else document.speaker
    return replace(document, text=decode(document.text), title=html.unescape(document.title), speaker=speaker)


def _copy(text: str, start: int, end: int, owed: int, decoded: list[str], *, is_last: bool = False) -> int:
    """Copy text without entities; what is owed is filled in where the word ends. Return what is still owed."""
    rest = _REST.match(text, start, end) if owed else None
    stop = rest.end() if rest else start
    decoded.append(text[start:stop])
    if owed and (stop < end or is_last):
        decoded.append(FILLING * owed)
        owed = 0
    decoded.append(text[stop:end])
    return owed


def _decode_one(text: str, found: re.Match[str], owed: int, decoded: list[str]) -> int:
    """Decode one entity behind what was decoded before it. Return how much its word is owed."""
    start, end = found.span()
    character, filling = html.unescape(found[0]), end - start - 1
    before = text[start - 1 : start]
    is_inner = (before.isalnum() or (owed > 0 and before == ";")) and (
        text[end : end + 1].isalnum() or html.unescape(text[end : end + 10])[:1].isalpha()
    )
    if len(character) != 1:
        return _keep(found[0], owed, decoded)
    if character.isalpha() or (character == "&" and is_inner):
        decoded.append(character)
        return owed + filling
    if character in _APOSTROPHES and is_inner:
        if _POSSESSIVE.match(text, end):
            decoded.append(FILLING * (owed + filling) + character)
            return 0
        decoded.append(character)
        return owed + filling
    if character in GLYPHS:
        return _keep(found[0], owed, decoded)
    if character in "\u00ad\u200b\u200c\u200d\u2060":
        decoded.append(FILLING * (filling + 1))
        return owed
    return _keep((_SPACE if character.isspace() else character) + _SPACE * filling, owed, decoded)


def _keep(written: str, owed: int, decoded: list[str]) -> int:
    """Write what belongs to no word; whatever the word before it is owed comes first."""
    decoded.append(FILLING * owed + written)
    return 0
