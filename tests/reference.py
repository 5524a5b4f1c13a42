"""The slow, obvious oracle: what a token is and where a phrase stands, written to be read, not to be fast.

Nothing here shares code with ``matcher``; regular expressions and :mod:`unicodedata` do all the work. A
property test compares both on arbitrary text, and the searches at the end say what an index may not lose.

The text passes through five steps, each a small function or two::

    decode ─▶ join line-break hyphens ─▶ drop what no reader sees ─▶ fold ─▶ classify and cut

Each step hands on a list of :class:`Piece`: one character with the stretch of the original text it came from.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """One character on its way to a token, with the original stretch that it stands for."""

    character: str
    start: int
    end: int
    own_number: bool = False  # part of ½, ² or ①, which no other digit continues


class Passage(NamedTuple):
    """The stretch of a document that is nearest to a quote, and the word edits that lie between them."""

    document: int
    start: int
    end: int
    edits: int


class ReferenceToken(NamedTuple):
    """One folded token and its original stretch; equal to a plain tuple of the three."""

    folded: str
    start: int
    end: int


ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Apostrophes cut words wherever they stand; U+02BC must be listed because Unicode calls it a letter.
APOSTROPHES = "'’‘‛ʼ＇`´′"
# Only these glyphs are written for a minus or a range of numbers; an em dash is punctuation.
NUMERIC_DASHES = "-‐‑‒–−﹣－"
# One token a character: Thai, Lao, Burmese, Khmer, Kana, Han.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Number symbols that Unicode does not count among the currency signs.
NUMBER_SYMBOLS = "%‰°"
# Signs whose parts are letters that nobody reads as part of the word before them.
SIGNS_WITHOUT_LETTERS = "™℠"
# Characters of their own that stand for others: two ligatures, and the signs that go with Arabic digits.
SPELT_OUT = {"œ": "oe", "æ": "ae", "٫": ".", "٬": ",", "٪": "%", "ی": "ي", "ک": "ك"}
# The mark that folding drops after a letter: ё counts as е, the dotted İ as i.
DROPPED_MARKS = {"е": "\u0308", "i": "\u0307"}


# ── 1. decode ─────────────────────────────────────────────────────────────────────────────────────


def characters(text: str) -> list[Piece]:
    """Original characters with their spans; an HTML entity is one region whose characters share its span."""
    out: list[Piece] = []
    position = 0
    for entity in ENTITY.finditer(text):
        decoded = html.unescape(entity.group())
        if decoded == entity.group():
            continue
        out += [Piece(c, i, i + 1) for i, c in enumerate(text[position : entity.start()], position)]
        out += [Piece(c, entity.start(), entity.end()) for c in decoded]
        position = entity.end()
    return out + [Piece(c, i, i + 1) for i, c in enumerate(text[position:], position)]


# What an editor put before a word or behind it is part of it: [w]e, walk[ed]. The bracket's span goes to the letter.
LETTER = "A-Za-zÀ-ÖØ-öø-ňŊ-ɏΑ-ΡΣ-ώЀ-ҁҊ-ӿ"
LOWER = "a-zß-öø-ÿα-ωа-џ"
ACCENTS = "\u0300-\u036f"
EDITED_START = re.compile(rf"(?<![{LETTER}{ACCENTS}])\[(?=[{LETTER}]{{1,3}}\][{LETTER}])")
EDITED_END = re.compile(rf"(?<=[{LETTER}{ACCENTS}])\[(?:s|d|(?!sic)[{LOWER}]{{2,3}})\](?![{LETTER}{ACCENTS}])")


def without_brackets(text: str, pieces: list[Piece]) -> list[Piece]:
    """Drop the brackets within words; an outer one stretches the letter that it touches."""
    dropped: set[int] = set()
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for match in EDITED_START.finditer(text):
        close = text.index("]", match.end())
        dropped |= {match.start(), close}
        starts[match.end()] = match.start()
    for match in EDITED_END.finditer(text):
        dropped |= {match.start(), match.end() - 1}
        ends[match.end() - 1] = match.end()
    return [
        p._replace(start=starts.get(p.start, p.start), end=ends.get(p.end, p.end))
        for p in pieces
        if not (p.start in dropped and p.end == p.start + 1)
    ]


# ── 2. join what a line break hyphenated ──────────────────────────────────────────────────────────

# Over line_class(): a letter with its marks, a hyphen or soft hyphen, one line break among spaces, a letter.
BROKEN_WORD = re.compile(r"([ulLbe])m*(s*[-s][ s]*(?:rn?|n)[ s]*)(?=([ulLb]))")
LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
LINE_CLASSES = {"\r": "r", "\u00ad": "s", "-": "-", "‐": "-", "‑": "-", "\t": " "}
CATEGORY_CLASSES = {"Lu": "u", "Lt": "u", "Ll": "l", "Zs": " "}


def line_class(c: str) -> str:
    """Give upper, lower, other Letter, mark, hyphen, soft hyphen, space, line break, each a letter or sign.

    Signs that stand for letters count as such: № begins and ends with one (b), ℃ only ends with one (e).
    """
    category = unicodedata.category(c)
    if c in LINE_BREAKS and c != "\r":
        return "n"
    if known := LINE_CLASSES.get(c) or CATEGORY_CLASSES.get(category) or {"L": "L", "M": "m"}.get(category[0]):
        return known
    parts = [unicodedata.category(part)[0] == "L" for part in unicodedata.normalize("NFKD", c)]
    return "." if not parts[-1] or c in SIGNS_WITHOUT_LETTERS else "b" if parts[0] else "e"


def join_lines(pieces: list[Piece]) -> list[Piece]:
    """Take out "hyphen, line break" between letters, unless a lower-case letter would run into a capital."""
    classes = "".join(line_class(p.character) for p in pieces)
    dropped: set[int] = set()
    for match in BROKEN_WORD.finditer(classes):
        if match[1] == "u" or match[3] == "l":
            dropped.update(range(*match.span(2)))
    return [p for i, p in enumerate(pieces) if i not in dropped]


# ── 3. drop what no reader sees ───────────────────────────────────────────────────────────────────


# Invisible, but Unicode counts them as part of the grapheme before them: joiners, variation selectors, tags.
EXTENDERS = re.compile("[\u034f\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]")


def ignorable(c: str) -> bool:
    """Format characters and variation selectors, which no reader sees."""
    return unicodedata.category(c) == "Cf" or c == "\u0640" or EXTENDERS.match(c) is not None


def visible(pieces: list[Piece], keep: str = "") -> list[Piece]:
    """Drop the ignorable; an extender right after a character first stretches it: no grapheme is cut."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.character in keep or not ignorable(piece.character):
            out.append(piece)
        elif out and EXTENDERS.match(piece.character) and out[-1].end == piece.start:
            out[-1] = out[-1]._replace(end=piece.end)
    return out


# ── 4. fold ───────────────────────────────────────────────────────────────────────────────────────


def decompose(pieces: list[Piece]) -> list[Piece]:
    """Width, ligatures, accents taken apart (NFKD); every part keeps the whole character's span."""
    out: list[Piece] = []
    for c, start, end, _ in pieces:
        parts = unicodedata.normalize("NFKD", c)
        if parts.startswith(" ") or c in SIGNS_WITHOUT_LETTERS:
            parts = c
        out += [Piece(part, start, end, unicodedata.category(c) == "No") for part in parts]
    return out


def order_marks(pieces: list[Piece]) -> list[Piece]:
    """Canonical order: within a run of combining marks, a stable sort by combining class."""
    out: list[Piece] = []
    for piece in pieces:
        rank = unicodedata.combining(piece.character)
        position = len(out)
        while rank and position and unicodedata.combining(out[position - 1].character) > rank:
            position -= 1
        out.insert(position, piece)
    return out


def fold_case(c: str) -> str:
    """Case, long s, sharp s, the Turkish i's, œ and æ, Persian ye and kaf, digits of any script and their signs."""
    if c == "ı":
        return "i"
    if unicodedata.category(c) == "Nd":
        return str(unicodedata.decimal(c))
    folded = c.casefold()
    return SPELT_OUT.get(folded) or (c if folded == c else unicodedata.normalize("NFKD", folded))


def drop_marks(pieces: list[Piece]) -> list[Piece]:
    """Take the mark off ё and the dotted i; the letter's span still covers it."""
    out: list[Piece] = []
    for piece in pieces:
        if out and DROPPED_MARKS.get(out[-1].character) == piece.character:
            out[-1] = out[-1]._replace(end=max(out[-1].end, piece.end))
        else:
            out.append(piece)
    return out


def folded_pieces(text: str) -> list[Piece]:
    """Everything up to the cutting: one piece a folded character."""
    pieces = without_brackets(text, characters(text))
    pieces = visible(join_lines(visible(pieces, keep="\u00ad")))
    pieces = [p._replace(character=part) for p in decompose(pieces) for part in fold_case(p.character)]
    return order_marks(drop_marks(pieces))


# ── 5. classify and cut ───────────────────────────────────────────────────────────────────────────

# Over character_class(); the first rule that fits at a place wins.
CUTS = re.compile(
    r"(?P<initialism>(?<![LMUDN#])LM*+(?:\.LM*+(?![LUDN#]))+)"
    r"|(?P<word>L[LM]*)"
    r"|(?P<unspaced>UM*)"
    r"|(?P<fraction>(?<![^ SH])\.D+(?:[.,:/](?:D+|N+))*)M*"
    r"|(?P<number>(?:D+|#N*)(?:[.,:/](?:D+|N+))*)M*"
    r"|(?P<dash>(?:(?<=[DN#])|(?<![LMDN#H]))H(?=\.?[DN#]))"
    r"|(?P<symbol>S)M*"
    r"|(?P<ampersand>(?<![^ ])&(?![^ ]))"
)


def character_class(piece: Piece) -> str:
    """One sign each: Letter, Unspaced, Mark, Digit, N for digits of ½ or ², Symbol, H (dash), or itself."""
    c = piece.character
    category = unicodedata.category(c)
    if c in APOSTROPHES:
        return "'"
    if c in NUMERIC_DASHES:
        return "H"
    if category == "Sc" or c in NUMBER_SYMBOLS:
        return "S"
    if category == "Nd":
        return "N" if piece.own_number else "D"
    if UNSPACED.match(c) and category[0] in "LN":
        return "U"
    if category == "Zs" or c == "\t" or c in LINE_BREAKS:
        return " "
    known = {"L": "L", "M": "M"}.get(category[0])
    return known or {"⁄": "/", ".": ".", ",": ",", ":": ":", "/": "/", "&": "&"}.get(c, "?")


def character_classes(pieces: list[Piece]) -> str:
    """Classify all; the first digit of each ½ or ² becomes "#", so that two of them in a row stay two numbers."""
    classes = [character_class(piece) for piece in pieces]
    begun: set[int] = set()
    for i, piece in enumerate(pieces):
        if classes[i] == "N" and piece.start not in begun:
            begun.add(piece.start)
            classes[i] = "#"
    return "".join(classes)


def token_text(rule: str, cut: str) -> str:
    """How a cut is spelled as a token."""
    if rule == "initialism":
        return cut.replace(".", "")
    if rule == "fraction":
        return "0" + cut.replace("⁄", "/")
    return {"dash": "-", "ampersand": "and"}.get(rule) or cut.replace("⁄", "/")


def reference_tokens(text: str) -> list[ReferenceToken]:
    """Cut a text into folded tokens with original offsets.

    Parameters
    ----------
    text
        Original text, any characters at all.

    Returns
    -------
    list
        ``(folded, start, end)`` in order; ``start`` and ``end`` are code points of ``text``.
    """
    pieces = folded_pieces(text)
    folded = "".join(p.character for p in pieces)
    tokens: list[ReferenceToken] = []
    for match in CUTS.finditer(character_classes(pieces)):
        rule = str(match.lastgroup)
        cut = pieces[match.start() : match.end()]
        spelled = token_text(rule, folded[slice(*match.span(rule))])
        tokens.append(ReferenceToken(spelled, min(p.start for p in cut), max(p.end for p in cut)))
    return tokens


# ── searching ─────────────────────────────────────────────────────────────────────────────────────


def phrase_starts(words: Sequence[str], phrase: Sequence[str]) -> Iterator[int]:
    """Every place where the phrase stands, by comparing at every place."""
    for start in range(len(words) - len(phrase) + 1):
        if words[start : start + len(phrase)] == phrase:
            yield start


def reference_occurrences(documents: Sequence[str], quote: str) -> list[tuple[int, int, int]]:
    """Find every place where a quote's tokens stand in order and unbroken.

    Parameters
    ----------
    documents
        Original texts.
    quote
        Original quote; its ellipses and brackets mean nothing here.

    Returns
    -------
    list
        ``(document index, start, end)`` in code points of that document, in reading order; empty for a quote
        without tokens.
    """
    phrase = [token.folded for token in reference_tokens(quote)]
    found: list[tuple[int, int, int]] = []
    for number, text in enumerate(documents):
        tokens = reference_tokens(text)
        for start in phrase_starts([token.folded for token in tokens], phrase) if phrase else ():
            found.append((number, tokens[start].start, tokens[start + len(phrase) - 1].end))
    return found


def nearest_window(words: Sequence[str], phrase: Sequence[str]) -> tuple[int, int, int]:
    """Fit the phrase into the words with the fewest word edits (Sellers' algorithm, one row a phrase word).

    A cell holds ``(edits, start of the window)``. Among equal windows the one whose length is nearest to the
    phrase's wins, then the first.

    Returns
    -------
    tuple
        ``(edits, start, end)`` of the window, in words.
    """
    row = [(0, start) for start in range(len(words) + 1)]
    for number, word in enumerate(phrase, 1):
        new = [(number, 0)]
        for column, other in enumerate(words, 1):
            replaced = (row[column - 1][0] + (word != other), row[column - 1][1])
            dropped = (row[column][0] + 1, row[column][1])
            added = (new[column - 1][0] + 1, new[column - 1][1])
            new.append(min(replaced, added, dropped, key=lambda cell: cell[0]))
        row = new
    ends = [(edits, abs(end - start - len(phrase)), start, end) for end, (edits, start) in enumerate(row)]
    edits, _, start, end = min(ends)
    return edits, start, end


def reference_best_passage(documents: Sequence[str], quote: str) -> Passage | None:
    """Find the passage that turns into the quote by the fewest word edits, in any document.

    Parameters
    ----------
    documents
        Original texts.
    quote
        Original quote, taken as one fragment.

    Returns
    -------
    Passage or None
        The nearest passage, of the first document among equals; None where the quote has no token or no
        document shares a word with it.
    """
    phrase = [token.folded for token in reference_tokens(quote)]
    best: Passage | None = None
    for number, text in enumerate(documents):
        tokens = reference_tokens(text)
        edits, start, end = nearest_window([token.folded for token in tokens], phrase)
        if start < end and edits < len(phrase) and (best is None or edits < best.edits):
            best = Passage(number, tokens[start].start, tokens[end - 1].end, edits)
    return best
