"""Quotation marks as they stand in a text: which glyphs there are, and which way each one faces.

First stage of attribution. A mark is told apart from an apostrophe, an inch sign or an elision here, and
nowhere else; pairing (``quotations.py``) sees only marks. Offsets are code points of the original text.

Non-goals: book-title brackets of East Asia are no quotation marks; the dash that opens a line of dialogue is
none either, because nothing closes it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Which way a mark faces. EITHER is settled by what is open when pairing reaches it.
OPENS, CLOSES, EITHER = 1, 2, 3

# Marks of one family close one another: writers mix “ and " in one quotation (about 2 % of those in US news),
# but never “ and «. Values are (family, direction by glyph); German „…“ and »…«, and Swedish ”…”, are
# recognised by context.
GLYPHS: dict[str, tuple[str, int]] = {
    '"': ("double", EITHER),
    "＂": ("double", EITHER),
    "''": ("double", EITHER),
    "``": ("double", OPENS),
    "“": ("double", OPENS),
    "”": ("double", CLOSES),
    "„": ("double", OPENS),
    "‟": ("double", OPENS),
    "〝": ("double", OPENS),
    "〞": ("double", CLOSES),
    "〟": ("double", CLOSES),
    "«": ("guillemet", OPENS),
    "»": ("guillemet", CLOSES),
    "‹": ("angle", OPENS),
    "›": ("angle", CLOSES),
    "「": ("corner", OPENS),
    "」": ("corner", CLOSES),
    "『": ("white corner", OPENS),
    "』": ("white corner", CLOSES),
    "‘": ("single", OPENS),
    "’": ("single", CLOSES),
    "‚": ("single", OPENS),
    "‛": ("single", OPENS),
    "'": ("single", EITHER),
}

# Entities that some feeds leave in the text; the mark's span covers the entity whole.
ENTITY_GLYPHS: dict[str, str] = {
    "quot": '"', "QUOT": '"', "#34": '"', "#034": '"', "#x22": '"',
    "ldquo": "“", "#8220": "“", "#x201c": "“", "#x201C": "“", "#147": "“",
    "rdquo": "”", "#8221": "”", "#x201d": "”", "#x201D": "”", "#148": "”",
    "bdquo": "„", "#8222": "„", "#x201e": "„", "#x201E": "„",
    "laquo": "«", "#171": "«", "raquo": "»", "#187": "»",
    "lsaquo": "‹", "#8249": "‹", "rsaquo": "›", "#8250": "›",
    "lsquo": "‘", "#8216": "‘", "#x2018": "‘", "#145": "‘",
    "rsquo": "’", "#8217": "’", "#x2019": "’", "#146": "’",
    "sbquo": "‚", "#8218": "‚", "apos": "'", "#39": "'", "#039": "'", "#x27": "'",
}  # fmt: skip

# Direction that context may not overrule: these glyphs never face the other way in any convention.
FIXED = frozenset("„‟〝〞〟「」『』‚``")

_NAMES = "|".join(sorted(map(re.escape, ENTITY_GLYPHS), key=len, reverse=True))
_DOUBLES = '"“”„‟«»‹›「」『』〝〞〟＂'
_SINGLES = "‘’‚‛'"
# Each pattern begins with one character class, which the scanner turns into a table: 3–8 ns a character,
# against 50 for an alternation. What only begins like a mark (a bare &) is thrown out in the loop.
_ODD_TAIL = f"(?:(?<=&)(?:{_NAMES});|(?<=')'|(?<=`)`)?"
_PLAIN = re.compile(f"[{_DOUBLES}]")
_PLAIN_SINGLES = re.compile(f"[{_DOUBLES}{_SINGLES}]")
_ODD = re.compile(f"[{_DOUBLES}{_SINGLES}&`]{_ODD_TAIL}")
_ENTITY = re.compile(f"&(?:{_NAMES});")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")

# Places where a straight single mark may open. Looked for with ``in``, which is 30 times faster than a
# pattern with a look-behind; without one of these no straight single mark of the text can be anything but an
# apostrophe.
_SINGLE_OPENERS = (
    " '",
    "\n'",
    "('",
    "\"'",
    "“'",
    "—'",
    "‘",
    "‚",
    "lsquo;",
    "#8216;",
    "#39;",
    "#x27;",
    "apos;",
)

# What may stand before a mark that opens, besides white space.
_BEFORE_OPENING = frozenset("([{<¿¡—–-/…“„«‹‘‚「『\"'‟|*")
# What may stand after a mark that closes, besides white space.
_AFTER_CLOSING = frozenset(".,;:!?…)]}>—–-/”»›’」』\"'。、，！？；：&|*")

# Words that begin with an apostrophe: what follows a single mark here makes it an elision, not an opening.
APOSTROPHES = frozenset("'’")
_ELISION = re.compile(
    r"(?:\d0s|\d\ds?\b|em|til|tis|twas|twere|cause|n|bout|round|cos|coz|ere|neath|tude)(?![^\W_])", re.I
)


class Mark(NamedTuple):
    """One quotation mark: original span, family, the way it faces, and whether its neighbours leave that
    open.
    """

    start: int
    end: int
    family: str
    direction: int


def find_marks(text: str) -> list[Mark]:
    """Find the quotation marks of a text, in order, apostrophes and inch signs left out.

    Notes
    -----
    Linear in the length of the text. Single marks cost a slower scan, so they are looked for only where the
    text has a place at which one could open.
    """
    singles = text.startswith("'") or any(opener in text for opener in _SINGLE_OPENERS)
    if "''" in text or "``" in text or ("&" in text and _ENTITY.search(text)):
        pattern = _ODD
    else:
        pattern = _PLAIN_SINGLES if singles else _PLAIN
    marks = []
    size = len(text)
    for found in pattern.finditer(text):
        start, end = found.span()
        glyph = found[0]
        if end - start > 2:
            glyph = ENTITY_GLYPHS[glyph[1:-1]]
        before = text[start - 1] if start else "\n"
        after = text[end] if end < size else "\n"
        if glyph in APOSTROPHES and before.isalnum() and (after.isalnum() or not singles):
            continue  # By far the most frequent case, so it is dismissed before anything else is looked up.
        if glyph not in GLYPHS:
            continue
        family, direction = GLYPHS[glyph]
        if family == "single":
            direction = _face_single(text, end, glyph, before, after)
        elif glyph not in FIXED:
            direction = _face(direction, before, after)
        if direction and not (glyph == '"' and _is_inch(before, after)):
            marks.append(Mark(start, end, family, direction))
    return _outside_tags(text, marks) if '="' in text else marks


def _outside_tags(text: str, marks: list[Mark]) -> list[Mark]:
    """Leave out the marks that delimit attributes of tags left in the text."""
    tags = [found.span() for found in _TAG.finditer(text)]
    kept, tag = [], 0
    for mark in marks:
        while tag < len(tags) and tags[tag][1] <= mark.start:
            tag += 1
        if tag == len(tags) or mark.start < tags[tag][0]:
            kept.append(mark)
    return kept


def _face(by_glyph: int, before: str, after: str) -> int:
    """Decide which way a mark faces: by its neighbours where they are clear, else by its glyph."""
    opening = before.isspace() or before in _BEFORE_OPENING
    closing = after.isspace() or after in _AFTER_CLOSING
    if opening != closing:
        return OPENS if opening else CLOSES
    if before == "\n" and by_glyph == CLOSES:
        return OPENS  # French re-opens each paragraph of a quotation with » at the start of the line.
    return by_glyph


def _face_single(text: str, end: int, glyph: str, before: str, after: str) -> int:
    """Decide which way a single mark faces; 0 for an apostrophe."""
    opening = before.isspace() or before in _BEFORE_OPENING
    closing = after.isspace() or after in _AFTER_CLOSING
    if opening and not closing:
        return 0 if _ELISION.match(text, end) and glyph not in "‚" else OPENS
    if closing and not opening:
        return CLOSES
    return GLYPHS[glyph][1] if glyph != "'" and opening else 0


def _is_inch(before: str, after: str) -> bool:
    """Tell whether a straight double mark may be the inch sign in 6" or 5'10" rather than a mark that
    closes.
    """
    return before.isdigit() and after.isalnum()
