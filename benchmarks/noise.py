"""What content systems do to a faithful quote: typography that must never be held against the writer.

Each function takes a text and a random source and returns the text in other clothes, or the text unchanged
where there is nothing to dress. Nothing here changes a word: after folding by section 5 of the contract,
text and noisy text are equal. That is the law the clean-quote figure rests on, and ``tests/benchmarks``
holds each function to it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from random import Random

Noise = Callable[[str, Random], str]

APOSTROPHE = re.compile(r"(?<=\w)['’‘](?=\w)")
DOUBLE_MARK = re.compile(r"[\"“”„«»]")
SPACE = re.compile(r"(?<![\d\-\u2010\u2013&\s]) (?![\d\s&])")
LETTER_PAIR = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
# Words in lower case after the first letter: before a capital, a hyphen at a line's end is the word's own.
LONG_WORD = re.compile(r"(?<![\w\-\u2010\u2013'’])[A-Za-z][a-z]{5,}(?![\w\-\u2010\u2013])")
COMMA = re.compile(r"(?<=[^\W\d_])[,;:] (?=[^\W\d_])")
SPACED_DASH = re.compile(r"(?<=[^\W\d_])\s*(?:—|--|\s–\s|\s-\s)\s*(?=[^\W\d_])")
WORD_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])")
DIGIT_DASH = re.compile(r"(?<=\d)[-–](?=\d)")
ELLIPSIS = re.compile(r"\.\.\.(?!\.)|…")
MARK_PAIRS = (
    ("“", "”"),
    ('"', '"'),
    ("„", "“"),
    ("„", "”"),
    ("«", "»"),
    ("« ", " »"),
    ("»", "«"),
    ("‘", "’"),
    ("‚", "‘"),
    ("'", "'"),
    ("‹", "›"),
    ("「", "」"),
    ("``", "''"),
)
APOSTROPHES = "'’‘ʼ＇´`"
SPACES = (
    "\u00a0",
    "\u2009",
    "\u202f",
    "\u200a",
    "\u2002",
    "\u2003",
    "\u3000",
    "  ",
    "\n",
    "\t",
    " \r\n",
)
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u202a\u202c")
DASHES = ("—", " — ", "–", " – ", "--", " -- ", " - ", "―", "⸺")
HYPHENS = ("-", "\u2010", "\u2011", "\ufe63", "\uff0d")
LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))
NAMED_ENTITIES = {
    "“": "&ldquo;", "”": "&rdquo;", "‘": "&lsquo;", "’": "&rsquo;", '"': "&quot;", "'": "&#39;",
    "–": "&ndash;", "—": "&mdash;", "…": "&hellip;", "é": "&eacute;", "ñ": "&ntilde;", "£": "&pound;",
    "€": "&euro;", "\u00a0": "&nbsp;", "\u2009": "&thinsp;", "\u200a": "&hairsp;", "\u00ad": "&shy;",
}  # fmt: skip
# Share of the fitting places that one kind of noise touches: enough to hit most quotes, not so much that no
# plain stretch is left, since real systems spoil all of a text or a place here and there.
TOUCHED = 0.25


def touch(pattern: re.Pattern[str], text: str, rng: Random, put: Callable[[str], str]) -> str:
    """Replace some matches of ``pattern``, at least one where there is any."""
    places = list(pattern.finditer(text))
    chosen = {found.start() for found in places if rng.random() < TOUCHED}
    if places and not chosen:
        chosen = {rng.choice(places).start()}
    return pattern.sub(lambda found: put(found.group()) if found.start() in chosen else found.group(), text)


def change_marks(text: str, rng: Random) -> str:
    """Give the double quotation marks inside the text the shapes of another language."""
    opening, closing = rng.choice(MARK_PAIRS[:7])
    marks = iter(range(len(text)))
    return DOUBLE_MARK.sub(lambda _: opening if next(marks) % 2 == 0 else closing, text)


def add_marks(text: str, rng: Random) -> str:
    """Put the whole quote into quotation marks of some language."""
    opening, closing = rng.choice(MARK_PAIRS)
    return f"{opening}{text}{closing}"


def change_apostrophes(text: str, rng: Random) -> str:
    """Set all apostrophes inside words in another glyph."""
    glyph = rng.choice(APOSTROPHES)
    return APOSTROPHE.sub(glyph, text)


def change_spaces(text: str, rng: Random) -> str:
    """Widen, narrow, double or break some spaces between words."""
    return touch(SPACE, text, rng, lambda _: rng.choice(SPACES))


def add_soft_hyphens(text: str, rng: Random) -> str:
    """Leave a typesetter's soft hyphens inside words."""
    return touch(LETTER_PAIR, text, rng, lambda _: "\u00ad")


def add_invisible(text: str, rng: Random) -> str:
    """Scatter zero-width characters and direction marks inside words."""
    return touch(LETTER_PAIR, text, rng, lambda _: rng.choice(INVISIBLE))


def add_entities(text: str, rng: Random) -> str:
    """Leave HTML entities in the text, named, decimal and hexadecimal."""
    escaped = re.sub(r"&(?!\w+;|#)", "&amp;", text)
    escaped = "".join(NAMED_ENTITIES.get(character, character) for character in escaped)
    if escaped == text and text:
        place = rng.randrange(len(text))
        form = rng.choice(("&#{};", "&#x{:x};"))
        escaped = text[:place] + form.format(ord(text[place])) + text[place + 1 :]
    return escaped if html.unescape(escaped) == html.unescape(text) else text


def change_case(text: str, rng: Random) -> str:
    """Shout, whisper, set as a title, or change the first letter."""
    return rng.choice((str.upper, str.lower, str.title, lambda t: t[:1].swapcase() + t[1:]))(text)


def change_composition(text: str, rng: Random) -> str:
    """Compose or decompose accents."""
    return unicodedata.normalize(rng.choice(("NFD", "NFC")), text)


def change_dashes(text: str, rng: Random) -> str:
    """Set dashes and hyphens in another glyph; those between words also with other spaces."""
    dash, hyphen, between = rng.choice(DASHES), rng.choice(HYPHENS), rng.choice("-–\u2010\u2011\u2212")
    return DIGIT_DASH.sub(between, WORD_HYPHEN.sub(hyphen, SPACED_DASH.sub(dash, text)))


def change_ellipses(text: str, rng: Random) -> str:
    """Set ellipses as one glyph, three stops or three spaced stops; add one at an end of the quote."""
    glyph = rng.choice(("…", "...", ". . ."))
    changed = ELLIPSIS.sub(glyph, text)
    return rng.choice((changed, changed + glyph, f"{glyph} {changed}", f"[{glyph}] {changed}"))


def hyphenate_lines(text: str, rng: Random) -> str:
    """Break some long words at a line's end, as columns do."""

    def broken(word: str) -> str:
        place = rng.randint(2, len(word) - 3)
        return f"{word[:place]}{rng.choice('-‐')}\n{word[place:]}"

    return touch(LONG_WORD, text, rng, broken)


def add_ligatures(text: str, rng: Random) -> str:  # noqa: ARG001
    """Set the ligatures of good typesetting."""
    for letters, glyph in LIGATURES:
        text = text.replace(letters, glyph)
    return text


def add_long_s(text: str, rng: Random) -> str:  # noqa: ARG001
    """Set the long s of old print inside words."""
    return re.sub(r"s(?=[a-z])", "ſ", text)


def widen(text: str, rng: Random) -> str:  # noqa: ARG001
    """Set Latin letters and digits in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


def change_ends(text: str, rng: Random) -> str:
    """Drop or change the punctuation at the quote's end."""
    return text.rstrip(".,;:!? ") + rng.choice(("", ".", ",", "!", "?", ";", " .", "…”", "?!"))


def change_commas(text: str, rng: Random) -> str:
    """Drop some commas, colons and semicolons between words, or set another one."""
    return touch(COMMA, text, rng, lambda _: rng.choice((" ", ", ", "; ", ": ", " — ", ". ")))


NOISES: tuple[Noise, ...] = (
    change_marks, add_marks, change_apostrophes, change_spaces, add_soft_hyphens, add_invisible, add_entities,
    change_case, change_composition, change_dashes, change_ellipses, hyphenate_lines, add_ligatures,
    add_long_s, widen, change_ends, change_commas,
)  # fmt: skip
# Kinds of noise laid over one quote. One is the common case; four is a text that went through many hands.
MAX_LAYERS = 4
# Noise that must come last, since what follows would spoil it: an entity must stay an entity, and nothing
# may come between a line-end hyphen and its line end.
LAST = (hyphenate_lines, add_entities)


def add_noise(text: str, rng: Random) -> tuple[str, tuple[str, ...]]:
    """Lay one to four kinds of noise over a quote.

    Returns
    -------
    The noisy text, and the names of the kinds that changed something, in the order they were laid on.
    """
    layers = rng.sample(NOISES, rng.randint(1, MAX_LAYERS))
    layers.sort(key=lambda noise: LAST.index(noise) if noise in LAST else -1)
    names = []
    for layer in layers:
        changed = layer(text, rng)
        if changed != text:
            names.append(layer.__name__)
            text = changed
    return text, tuple(names)
