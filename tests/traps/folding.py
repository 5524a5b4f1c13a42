"""How the scorer compares texts: folded as contract §5 says, by code that the matcher does not share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tests.reference import Piece, folded_pieces

QUOTATION_MARKS = "'\"’‘‛ʼ＇`´′‚“”„‟«»‹›「」『』"
DASHES = "-‐‑‒–—―−"


def compared_character(c: str) -> str:
    """Quotation marks are one sign, dashes are one sign, spaces are one sign."""
    if c in QUOTATION_MARKS:
        return "'"
    if c in DASHES:
        return "-"
    return " " if c.isspace() else c


@lru_cache(maxsize=256)
def compared_pieces(text: str) -> tuple[Piece, ...]:
    """Fold a text for comparison; runs of spaces count as one space, accents keep to their letters."""
    out: list[Piece] = []
    for piece in folded_pieces(text):
        c = compared_character(piece.character)
        if c == " " and out and out[-1].character == " ":
            out[-1] = out[-1]._replace(end=piece.end)
        else:
            out.append(piece._replace(character=c))
    return tuple(out)


def compared(text: str) -> str:
    """Fold a text for comparison, without outer spaces."""
    return "".join(p.character for p in compared_pieces(text)).strip()


def without_accents(text: str) -> str:
    """Fold a name for comparison: only its letters and digits, single spaces."""
    kept = "".join(c if c.isalnum() else " " if c in " '-" else "" for c in compared(text))
    return " ".join(kept.split())


def iter_occurrences(text: str, needle: str) -> Iterator[tuple[int, int]]:
    """Yield every place of a string in a text, folded, as original offsets."""
    pieces = compared_pieces(text)
    haystack, wanted = "".join(p.character for p in pieces), compared(needle)
    position = haystack.find(wanted) if wanted else -1
    while position >= 0:
        yield pieces[position].start, pieces[position + len(wanted) - 1].end
        position = haystack.find(wanted, position + 1)


@lru_cache(maxsize=256)
def letters(text: str) -> tuple[Piece, ...]:
    """Return the letters and digits of a text, entities decoded."""
    return tuple(p for p in compared_pieces(text) if p.character.isalnum())


def letters_within(text: str, start: int, end: int) -> frozenset[int]:
    """Return the places, among the letters of the text, of those in a stretch."""
    return frozenset(i for i, p in enumerate(letters(text)) if start <= p.start and p.end <= end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the first and last letter of a stretch, counted as :func:`letters_within` does."""
    kept = letters_within(text, start, end)
    return (min(kept), max(kept)) if kept else None
