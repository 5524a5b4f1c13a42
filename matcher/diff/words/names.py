"""Is this word a name? Told from capitals, their place in the sentence, and the rest of the document.

No list of names: a capital within a sentence marks one in most languages. At a sentence's start, in
headlines and in German the capital says nothing, so the document is asked how it writes the word
elsewhere, and the neighbours count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from matcher.diff.units import Units
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.spelling import KnownWord

SENTENCE_ENDS: Final = frozenset(".!?…:\n•。！？")
# Looked over on the way back to the end of the sentence before.
TRANSPARENT: Final = frozenset(" \t\u00a0\u2009\u202f\u200b([*_#>")
OPENING_MARKS: Final = frozenset("\"“„‟«»‹›‘‚‛'「『“")
# A text of which this share of the longer words is capitalised is a headline or shouts: its capitals mean
# nothing.
HEADLINE_SHARE: Final = 0.75
# Occurrences of a word that are looked at in the document; enough to know its habit, and bounded.
MAX_OCCURRENCES: Final = 20
# From this length a word that opens a sentence is as likely a mistyped word as a name: in a shorter one a letter makes
# another name (Hansen, Hanson).
MIN_DOUBTFUL: Final = 8


def is_name(units: Units, i: int, *, document_text: str, lexicon: Lexicon, is_known_word: KnownWord | None) -> bool:
    """Tell whether unit i of a text is a proper name or a title before one.

    Parameters
    ----------
    document_text
        The whole original document, asked for the word's other occurrences.
    is_known_word
        The archive's vocabulary: a capitalised word that it does not know is a name sooner than a word.
    """
    surface = units.surface(i)
    if not has_capital(surface) or units.keys[i][0] in "#'":
        return False
    if lexicon.language == "de":
        return _is_german_name(units, i, document_text, lexicon)
    if _is_headline(units):
        return _document_says_name(surface, document_text) is not False
    token = units.tokens[units.firsts[i]]
    if not starts_sentence(units, i, lexicon):
        return True
    if len(surface) > 1 and surface.isupper() and not _shouts(units, token.start):
        return True
    said = _document_says_name(surface, document_text)
    if said is not None:
        return said
    if units.keys[i] in lexicon.kinds and units.keys[i] not in lexicon.capitalised_are_names:
        return False
    if is_known_word is not None and not is_known_word(units.keys[i]):
        return True
    return _next_is_capital(units, i)


def is_doubtful(units: Units, i: int, *, document_text: str, lexicon: Lexicon) -> bool:
    """Tell whether a capital says nothing of unit i: a long word that opens a sentence, with no name behind it.

    Such a word that the archive does not know counts as a name, and may be a mistyped word ("Mantaining").
    """
    surface = units.surface(i)
    if len(surface) < MIN_DOUBTFUL or surface.isupper() or lexicon.language == "de":
        return False
    if not starts_sentence(units, i, lexicon) or _is_headline(units) or _next_is_capital(units, i):
        return False
    return _document_says_name(surface, document_text) is None


def has_capital(surface: str) -> bool:
    """Tell whether a word begins with a capital or has one inside (McKay, iPhone)."""
    return surface[:1].isupper() or any(c.isupper() for c in surface[1:])


def starts_sentence(units: Units, i: int, lexicon: Lexicon) -> bool:
    """Tell whether unit i is the first word of a sentence or of a quotation."""
    first = units.firsts[i]
    text, position = units.text, units.tokens[first].start
    floor = units.tokens[first - 1].end if first else 0
    while position > floor:
        position -= 1
        c = text[position]
        if c in OPENING_MARKS:
            return True
        if c in SENTENCE_ENDS:
            return not (c == "." and _is_abbreviation(units, first - 1, lexicon))
        if c not in TRANSPARENT:
            return False
    return first == 0


def _is_abbreviation(units: Units, token_index: int, lexicon: Lexicon) -> bool:
    if token_index < 0:
        return False
    token = units.tokens[token_index]
    return token.folded in lexicon.canonical or token.folded in lexicon.titles or token.end - token.start == 1


def _next_is_capital(units: Units, i: int) -> bool:
    j = units.lasts[i]
    if j >= len(units.tokens):
        return False
    return _gap(units, j - 1) in (" ", "-", "\u00a0") and units.text[units.tokens[j].start].isupper()


def _shouts(units: Units, position: int) -> bool:
    around = units.text[max(0, position - 60) : position + 60]
    return sum(c.isupper() for c in around) > sum(c.islower() for c in around)


def _is_headline(units: Units) -> bool:
    """Tell whether most longer words of the text at hand are capitalised."""
    if units.is_headline is None:
        units.is_headline = _has_capitals_throughout(units)
    return units.is_headline


def _has_capitals_throughout(units: Units) -> bool:
    longer = [t for t in units.tokens[:40] if t.end - t.start > 3 and t.folded[0].isalpha()]
    capitals = sum(units.text[t.start].isupper() for t in longer)
    return len(longer) >= 5 and capitals > HEADLINE_SHARE * len(longer)


def _document_says_name(surface: str, document_text: str) -> bool | None:
    """Return how the document writes a word within sentences: always with a capital, also small, or None."""
    if not surface.isalpha():
        return None
    if next(_iter_words(surface.lower(), document_text), None) is not None:
        return False
    for position in _iter_words(surface, document_text):
        before = document_text[max(0, position - 2) : position]
        if len(before) == 2 and before[1] == " " and (before[0].isalnum() or before[0] in ",;"):
            return True
    return None


def _iter_words(word: str, text: str) -> Iterator[int]:
    """Yield where a word stands on its own, at most ``MAX_OCCURRENCES`` places."""
    position = -1
    for _ in range(MAX_OCCURRENCES):
        position = text.find(word, position + 1)
        if position < 0:
            return
        end = position + len(word)
        if not (position and text[position - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            yield position


def _is_german_name(units: Units, i: int, document_text: str, lexicon: Lexicon) -> bool:
    """Tell names from nouns in German: a title before, a capital neighbour that owns nothing, capitals throughout."""
    surface = units.surface(i)
    if len(surface) > 1 and surface.isupper():
        return True
    if units.keys[i] in lexicon.kinds:
        return False
    before = units.firsts[i] - 1
    if before < 0 or _gap(units, before) not in (" ", "-", ". ", "\u00a0"):
        return _next_is_capital(units, i) and not starts_sentence(units, i, lexicon)
    previous = units.tokens[before]
    if previous.folded in lexicon.titles:
        return True
    if units.text[previous.start].isupper() and previous.folded not in lexicon.kinds:
        owner = units.text[previous.start : previous.end].removesuffix("s")  # "Kohls Mutter", where Kohl is named too
        if len(owner) == previous.end - previous.start or next(_iter_words(owner, document_text), None) is None:
            return True
    return _next_is_capital(units, i) and not starts_sentence(units, i, lexicon)


def _gap(units: Units, before: int) -> str:
    """Return the text between two neighbouring tokens."""
    return units.text[units.tokens[before].end : units.tokens[before + 1].start]
