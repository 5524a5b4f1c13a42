"""Texts that hurt: short words over the characters that tokenising rules disagree about."""

from __future__ import annotations

from hypothesis import strategies as st

LATIN = [
    "a",
    "b",
    "s",
    "I",
    "i",
    "A",
    "Z",
    "é",
    "É",
    "e\u0301",
    "E\u0301",
    "ı",
    "İ",
    "ß",
    "ẞ",
    "ſ",
    "ﬁ",
    "ŉ",
    "œ",
    "Ǽ",
    "ǅ",
    "º",
]
OTHER_SCRIPTS = [
    "ё",
    "е\u0308",
    "й",
    "Я",
    "ς",
    "ά",
    "α\u0345\u0301",
    "ש\u05b8",
    "ال",
    "ﷺ",
    "한",
    "ㄱ",
    "के",
    "ক্ষ",
    "𝐚",
    "𐐀",
]
UNSPACED = ["東", "京", "ｶﾞ", "が", "〇", "々", "㈱", "ก", "น้ำ", "ຫຼ", "ក្ក", "မြ", "𠀋", "ｱ"]
DIGITS = ["1", "20", "3", "٣", "５", "๕", "½", "²", "①", "⑫", "Ⅳ", "𝟞", "४"]
NUMBER_SIGNS = [
    ".",
    ",",
    ":",
    "/",
    "⁄",
    "٫",
    "٬",
    "٪",
    "%",
    "％",
    "‰",
    "°",
    "℃",
    "$",
    "£",
    "￥",
    "€",
    "№",
    "-",
    "–",
    "−",
    "‑",
    "－",
    "—",
]
JOINERS = [
    "'",
    "’",
    "ʼ",
    "´",
    "\u00ad",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\ufe0f",
    "\u034f",
    "\u202e",
]
MARKS = ["\u0301", "\u0323", "\u0308", "\u0307", "\u20e3", "\u093f", "\u3099"]
BREAKS = [
    " ",
    "  ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u00a0",
    "\u2009",
    "\u2028",
    "-\n",
    "\u00ad\n",
    "‐ \r\n ",
    "-\n\n",
]
ENTITIES = [
    "&amp;",
    "&",
    "& ",
    " &",
    "&nbsp;",
    "&#39;",
    "&rsquo;",
    "&eacute;",
    "&shy;",
    "&#x301;",
    "&frac12;",
    "&notit;",
]
OTHERS = [
    "👩🏽‍✈️",
    "🇩🇪",
    "🐟",
    "™",
    "©",
    "“",
    "»",
    "!",
    "…",
    "_",
    "\x00",
    "\ud800",
    "\U0010ffff",
    "\u0378",
    "U.S.",
    "a.m.",
]

ATOMS = [
    *LATIN,
    *OTHER_SCRIPTS,
    *UNSPACED,
    *DIGITS,
    *NUMBER_SIGNS,
    *JOINERS,
    *MARKS,
    *BREAKS,
    *ENTITIES,
    *OTHERS,
]

# Short texts: nearly every rule is decided within three neighbours, so length only dilutes.
hard_texts = st.lists(st.sampled_from(ATOMS), max_size=12).map("".join)
any_texts = st.text(max_size=40)
texts = hard_texts | any_texts
