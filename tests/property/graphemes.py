"""Where a grapheme cluster must not be cut: the rules of UAX 29 that news texts meet, written out."""

from __future__ import annotations

import unicodedata

# GB9: joiners and skin tones extend what stands before them; so do the half-width kana marks.
EXTENDERS = "\u200c\u200d\uff9e\uff9f"
SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
# Spacing marks of Thai and Lao that Unicode calls letters.
SPACING_LETTERS = "\u0e33\u0eb3"


def extends(c: str) -> bool:
    """Tell whether a character belongs to the grapheme before it (GB9, GB9a)."""
    return unicodedata.category(c)[0] == "M" or c in EXTENDERS + SPACING_LETTERS or SKIN_TONES[0] <= c <= SKIN_TONES[1]


def hangul_type(c: str) -> str:
    """Return L, V, T, LV or LVT for Hangul jamo and syllables, "" for all else."""
    code = ord(c)
    for name, low, high in (("L", 0x1100, 0x115F), ("V", 0x1160, 0x11A7), ("T", 0x11A8, 0x11FF)):
        if low <= code <= high:
            return name
    if 0xAC00 <= code <= 0xD7A3:
        return "LV" if (code - 0xAC00) % 28 == 0 else "LVT"
    return ""


# GB6, GB7, GB8: what a Hangul piece goes on with.
HANGUL = {
    "L": ("L", "V", "LV", "LVT"),
    "LV": ("V", "T"),
    "V": ("V", "T"),
    "LVT": ("T",),
    "T": ("T",),
    "": (),
}


def cuts_grapheme(text: str, offset: int) -> bool:
    """Tell whether a boundary at this offset would cut a grapheme cluster of the text."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if (before, after) == ("\r", "\n"):
        return True
    # GB4: nothing attaches to a control, a format character or a line break.
    if unicodedata.category(before) in ("Cc", "Zl", "Zp", "Cs") or (
        unicodedata.category(before) == "Cf" and before not in EXTENDERS
    ):
        return False
    return extends(after) or hangul_type(after) in HANGUL[hangul_type(before)]
