"""Generate ``tables.npz``: what the folding kernel knows of every code point.

Run ``python -m matcher.text.make_tables`` after a change here. The tables are shipped rather than computed at
start so that folding, and with it every index on disk, does not change with the Unicode version of the Python
that happens to run it.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.text import classes

PATH = Path(__file__).with_name("tables.npz")
SPACE_LIKE = ("Zs",)
# Scripts written without spaces between words; a token is one character with its marks.
UNSPACED_RANGES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # ideographic iteration marks and zero
    (0x3021, 0x3029),  # Hangzhou numerals
    (0x3040, 0x30FF),  # Kana
    (0x31F0, 0x31FF),  # Kana extensions
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
SYMBOLS = "%‰°"
# Letters by category, apostrophes by use: the modifier letters among them stand for apostrophes in many fonts.
APOSTROPHES = "'’‘‛ʼ＇`´′ʻʹʾʿ"
NUMERIC_DASHES = "-‐‑‒–−﹣－"
LINE_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
# What Unicode takes for characters of their own and writers for others: the ligatures of "œuvre" and "encyclopædia",
# the decimal, thousands and percent signs that go with Arabic digits, and the Persian forms of ye and kaf, for which
# many a keyboard has the Arabic ones.
SPELT_OUT = str.maketrans(
    {"œ": "oe", "æ": "ae", "\u066b": ".", "\u066c": ",", "\u066a": "%", "\u06cc": "\u064a", "\u06a9": "\u0643"}
)
# Stretches an Arabic word to fill its line, as a soft hyphen breaks one: "المدرســة".
KASHIDA = "\u0640"
# Signs whose compatibility form is letters that no reader reads as part of the word before them.
SIGNS_WITHOUT_LETTERS = "™℠®©"


def is_ignorable(c: str) -> bool:
    """Tell format characters, variation selectors and the kashida, which no reader reads."""
    return unicodedata.category(c) == "Cf" or c == KASHIDA or is_grapheme_extender(c)


def is_grapheme_extender(c: str) -> bool:
    """Tell ignorables that Unicode counts as part of the grapheme before them (UAX 29, Extend)."""
    code = ord(c)
    return (
        0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
        or 0xE0020 <= code <= 0xE007F
        or code in (0x034F, 0x200C, 0x200D, 0x180B, 0x180C, 0x180D, 0x180F)
    )


def fold_character(c: str) -> str:
    """Fold case, width, ligatures, long and sharp s, digits and their signs; decompose accents."""
    if c in "İıI":
        return "i"
    if c in SIGNS_WITHOUT_LETTERS:
        return c
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", c).casefold()).replace("\u2044", "/")
    folded = folded.translate(SPELT_OUT)
    if folded.startswith(" "):
        return c  # spacing accents such as ´ are punctuation
    return "".join(
        str(unicodedata.decimal(f)) if unicodedata.category(f) == "Nd" else f for f in folded if not is_ignorable(f)
    )


def class_of(c: str) -> int:
    """Classify one already folded character."""
    category = unicodedata.category(c)
    code = ord(c)
    if c in LINE_BREAKS:
        return classes.LINE_BREAK
    if c in APOSTROPHES:
        return classes.OTHER
    if c in NUMERIC_DASHES:
        return classes.DASH
    if is_grapheme_extender(c):
        return classes.EXTENDER
    if code == 0xAD:
        return classes.SOFT_HYPHEN
    if category == "Cf" or c == KASHIDA:
        return classes.IGNORABLE
    if category in SPACE_LIKE or c == "\t":
        return classes.SPACE
    if any(low <= code <= high for low, high in UNSPACED_RANGES) and category[0] in "LN":
        return classes.UNSPACED
    if category[0] == "L":
        return classes.LETTER
    if category[0] == "M":
        return classes.MARK
    if category == "Nd":
        return classes.DIGIT
    if category == "Sc" or c in SYMBOLS:
        return classes.SYMBOL
    if c == ".":
        return classes.DOT
    if c in ",:/\u2044":
        return classes.SEPARATOR
    return classes.AMPERSAND if c == "&" else classes.OTHER


def case_of(c: str) -> int:
    """Tell upper from lower case in the original, and characters that begin a number of their own (½, ²)."""
    category = unicodedata.category(c)
    if category in ("Lu", "Lt"):
        return classes.UPPER
    if category == "Ll":
        return classes.LOWER
    return classes.OWN_NUMBER if category == "No" else 0


def main() -> None:
    """Write the tables."""
    size = sys.maxunicode + 1
    kind = np.zeros(size, np.uint8)
    case = np.zeros(size, np.uint8)
    combining = np.zeros(size, np.uint8)
    fold_delta = np.zeros(size, np.int32)
    fold_length = np.ones(size, np.uint8)
    expansions: list[int] = []
    for code in range(size):
        c = chr(code)
        if unicodedata.category(c) in ("Cn", "Co", "Cs"):
            continue
        kind[code], case[code], combining[code] = class_of(c), case_of(c), unicodedata.combining(c)
        folded = "" if is_ignorable(c) else fold_character(c)
        fold_length[code] = len(folded)
        if len(folded) == 1:
            fold_delta[code] = ord(folded) - code
        elif folded:
            fold_delta[code] = len(expansions)
            expansions.extend(map(ord, folded))
    np.savez_compressed(
        PATH,
        allow_pickle=False,
        **runs_of("kind", kind),
        **runs_of("case", case),
        **runs_of("combining", combining),
        **runs_of("fold_delta", fold_delta),
        **runs_of("fold_length", fold_length),
        expansions=np.array(expansions, np.uint32),
        unicode_version=np.array(unicodedata.unidata_version),
    )


def runs_of(name: str, table: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Return the values of a table's runs and their lengths, which are read ten times as fast as all entries."""
    starts = np.concatenate(([0], np.flatnonzero(np.diff(table)) + 1))
    lengths = np.diff(starts, append=len(table)).astype(np.uint32)
    return {f"{name}_values": table[starts], f"{name}_lengths": lengths}


if __name__ == "__main__":
    main()
