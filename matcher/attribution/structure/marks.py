"""Quotation marks as they stand in a text: which glyphs there are, and which way each one faces.

First stage of attribution. A mark is told apart from an apostrophe, an inch sign or an elision here, and
nowhere else; pairing (``quotations.py``) sees only marks. Offsets are code points of the original text.

Non-goals: book-title brackets of East Asia are no quotation marks; the dash that opens a line of dialogue is
none either, because nothing closes it: ``dashes.py`` reads it by its words.
"""

from __future__ import annotations

import re
from itertools import chain
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
    "″": ("double", EITHER),
    "′′": ("double", EITHER),
    ",,": ("double", OPENS),
    "❝": ("double", OPENS),
    "❞": ("double", CLOSES),
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
    "′": ("single", EITHER),
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

# What opens a paragraph of speech that has no marks (``dashes.py``).
_DIALOGUE = frozenset("–—―-")

# Direction that context may not overrule: these glyphs never face the other way in any convention.
FIXED = frozenset("„‟〝〞〟「」『』‚❝❞") | {"``", ",,"}

_NAMES = "|".join(sorted(map(re.escape, ENTITY_GLYPHS), key=len, reverse=True))
_DOUBLES = '"“”„‟«»‹›「」『』〝〞〟＂″❝❞'
_SINGLES = "‘’‚‛′'"
# Only for texts with entities or marks of two characters, one in thirty: a character class costs 6 ns a
# character, looking for one glyph after another 0.1 each. What only begins like a mark (a bare &) is thrown
# out in the loop.
_ODD_TAIL = f"(?:(?<=&)(?:{_NAMES});|(?<=')'|(?<=`)`|(?<=′)′|(?<=,),)?"
_ODD = re.compile(f"[{_DOUBLES}{_SINGLES}&`,]{_ODD_TAIL}")
_ENTITY = re.compile(f"&(?:{_NAMES});")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")

# What a straight single mark may open after; the empty string is the start of the text. Where none stands
# there, and no other single mark can open, every straight one of the text is an apostrophe.
_BEFORE_SINGLE = frozenset(("", " ", "\n", "(", '"', "“", "—"))
_ENTITY_OPENERS = ("lsquo;", "#8216;", "#39;", "#x27;", "apos;")

# What may stand before a mark that opens, besides white space.
_BEFORE_OPENING = frozenset("([{<¿¡—–-/…“„«‹‘‚「『\"'‟|*")
# What may stand after a mark that closes, besides white space.
_AFTER_CLOSING = frozenset(".,;:!?…)]}>—–-/”»›’」』\"'。、，！？；：&|*")

# Minutes and seconds, feet and inches behind a number; marks of those who cannot type others before a word.
_PRIMES = frozenset(("′", "″", "′′"))
# Words that begin with an apostrophe: what follows a single mark here makes it an elision, not an opening.
APOSTROPHES = frozenset("'’′")
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
    Linear in the length of the text, and next to nothing where it has no marks. Single marks are
    apostrophes unless the text has a place at which one could open.
    """
    curly = not text.isascii()
    straight = _find_straight_singles(text)
    singles = _has_single_opener(text, straight, curly=curly)
    if _is_odd(text, straight):
        marks = _read_odd(text, singles=singles)
    else:
        places = _find_doubles(text, curly=curly)
        if singles:
            places += straight + _find_curly_singles(text)
        if not places:
            return []
        marks = _read_plain(text, sorted(places))
    # A mark after = shows an attribute: a tenth of the time of looking for the pair in the whole text.
    tagged = any(text[mark.start - 1 : mark.start] == "=" for mark in marks)
    return _outside_tags(text, marks) if tagged else marks


def has_opening_mark(text: str, start: int) -> bool:
    """Tell whether a quotation that was found at ``start`` begins with a mark that opens.

    False where the mark was lost, so that its beginning is a guess, and for a ” in a text that opens with “: a slip.
    Where most opening marks are ”, as in Swedish, it is none.
    """
    entity = _ENTITY.match(text, start)
    glyph = ENTITY_GLYPHS[entity[0][1:-1]] if entity else text[start : start + 1]
    if glyph == "”":
        return text.count("“") * 4 <= text.count("”")
    return glyph in GLYPHS or glyph == "`" or text[text.rfind("\n", 0, start) + 1 :][:1] in _DIALOGUE


def find_places(text: str, glyph: str) -> list[int]:
    """Find one character, by ``str.find``, which looks at many of the text's at a time."""
    places = []
    place = text.find(glyph)
    while place >= 0:
        places.append(place)
        place = text.find(glyph, place + 1)
    return places


def _find_doubles(text: str, *, curly: bool) -> list[int]:
    """Find every mark that is not single."""
    if not curly:
        return find_places(text, '"')
    return [place for glyph in _DOUBLES if glyph in text for place in find_places(text, glyph)]


def _find_straight_singles(text: str) -> list[int]:
    """Find straight single marks, those inside a word left out: apostrophes, and by far the most frequent."""
    return [
        place
        for place in find_places(text, "'")
        if not (text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum())
    ]


def _find_curly_singles(text: str) -> list[int]:
    """Find single marks that are not straight."""
    return [place for glyph in _SINGLES[:-1] for place in find_places(text, glyph)]


def _is_odd(text: str, straight: list[int]) -> bool:
    """Tell whether the text has marks of more than one character; one character is looked for first: cheaper."""
    if ("`" in text and "``" in text) or ("′" in text and "′′" in text):
        return True
    if straight and "''" in text:
        return True
    # Two commas open what one of these closes.
    if ('"' in text or "“" in text or "”" in text) and ",," in text:
        return True
    return "&" in text and _ENTITY.search(text) is not None


def _has_single_opener(text: str, straight: list[int], *, curly: bool) -> bool:
    """Tell whether a single mark could open anywhere in the text."""
    if curly and ("‘" in text or "‚" in text):
        return True
    primes = find_places(text, "′") if curly else []
    if any(text[place - 1 : place] in _BEFORE_SINGLE for place in chain(straight, primes)):
        return True
    return "&" in text and any(opener in text for opener in _ENTITY_OPENERS)


# What a mark of one code point is between its two neighbours, by those three code points. A few hundred
# triples make up all text, so nearly every mark costs one look-up (a fifth of the time that deciding afresh
# takes).
_FACES: dict[str, tuple[str, int] | None] = {}
# Hostile text may have any neighbours; beyond this many triples nothing more is kept.
_MAX_FACES = 20_000


def _read_plain(text: str, places: list[int]) -> list[Mark]:
    """Read the marks of a text that has no entities and no doubled single marks."""
    marks = []
    last = len(text) - 1
    for start in places:
        triple = text[start - 1 : start + 2] if 0 < start < last else _triple(text, start)
        if triple in _FACES:
            face = _FACES[triple]
        else:
            face = _face_triple(triple)
            if len(_FACES) < _MAX_FACES:
                _FACES[triple] = face
        if face is None:
            continue
        family, direction = face
        if family == "single" and direction == OPENS and _is_elision(text, start):
            continue
        marks.append(Mark(start, start + 1, family, direction))
    return marks


def _read_odd(text: str, *, singles: bool) -> list[Mark]:
    """Read the marks of a text with entities, or with '' for a double mark."""
    marks = []
    for found in _ODD.finditer(text):
        start, end = found.span()
        glyph = ENTITY_GLYPHS[found[0][1:-1]] if end - start > 2 else found[0]
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        if glyph not in GLYPHS:
            continue
        face = _face_glyph(glyph, before, after)
        if face is None or (face[0] == "single" and not singles):
            continue
        if face == ("single", OPENS) and glyph != "‚" and _ELISION.match(text, end):
            continue
        marks.append(Mark(start, end, *face))
    return marks


def _triple(text: str, start: int) -> str:
    """Neighbours of a mark at either end of the text, where a line break stands for the missing one."""
    return (text[start - 1] if start else "\n") + text[start] + (text[start + 1 : start + 2] or "\n")


def _face_triple(triple: str) -> tuple[str, int] | None:
    """Tell what the middle one of three code points is; None for no mark."""
    return _face_glyph(triple[1], triple[0], triple[2])


def _face_glyph(glyph: str, before: str, after: str) -> tuple[str, int] | None:
    """Tell what a glyph is between its neighbours: its family and the way it faces; None for no mark."""
    family, direction = GLYPHS[glyph]
    if family == "single":
        direction = _face_single(glyph, before, after)
    elif glyph not in FIXED:
        direction = _face(direction, before, after)
    if not direction or (glyph == '"' and _is_inch(before, after)) or (glyph in _PRIMES and before.isdigit()):
        return None
    if glyph == ",," and not (before.isspace() and after.isalnum()):
        return None
    return family, direction


def _is_elision(text: str, start: int) -> bool:
    """Tell the apostrophe of ’90s or ’em from a mark that opens."""
    return text[start] != "‚" and _ELISION.match(text, start + 1) is not None


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


def _face_single(glyph: str, before: str, after: str) -> int:
    """Decide which way a single mark faces; 0 for an apostrophe."""
    if glyph in APOSTROPHES and before.isalnum() and after.isalnum():
        return 0
    opening = before.isspace() or before in _BEFORE_OPENING
    closing = after.isspace() or after in _AFTER_CLOSING
    if opening != closing:
        return OPENS if opening else CLOSES
    return GLYPHS[glyph][1] if glyph != "'" and opening else 0


def _is_inch(before: str, after: str) -> bool:
    """Tell whether a straight double mark may be the inch sign in 6" or 5'10" rather than a mark that
    closes.
    """
    return before.isdigit() and after.isalnum()
