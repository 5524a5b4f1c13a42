"""Japanese and Chinese: what a change means where every character is a token.

Negation is an ending there (ない, ません) or a prefix (不, 没), so a change is judged by the characters
around it: a changed run denies if one side has a negative form across it that the other side lacks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from matcher.types import ChangeKind, Token

NEGATION: Final = re.compile(
    "ありません|ではない|じゃない|ません|なかっ|なければ|なけれ|なく[てはもな、]|ない"
    "|ぬ(?=[。、と])|ず(?=[、に。])|まい(?=[。」])"
    "|不|没|沒|未|無|无|非|别|勿|莫"
)
MODALITY: Final = re.compile(
    "かもしれ|だろう|でしょう|らしい|はずだ|べき|可能性|おそらく|多分|たぶん"
    "|也许|可能|或许|应该|必须|大概|似乎|据称|會|会|將|将"
)
QUANTIFIER: Final = re.compile(
    "すべて|全て|全員|一部|ほとんど|多く|少し|すこし|だけ|のみ|しか|全部|所有|一些|大多数|许多|很多|几乎|只"
    "|ほぼ|およそ|少なくとも|たった|わずか|至少|最多|至多|大约|将近|不到|超过"
)
# The order decides where a run makes or breaks forms of two kinds.
KINDS: Final[dict[ChangeKind, re.Pattern[str]]] = {
    "negation": NEGATION,
    "modality": MODALITY,
    "quantifier": QUANTIFIER,
}
# Characters on either side that can complete a form across a changed run.
REACH: Final = 4


def is_unspaced(folded: str) -> bool:
    """Tell whether a token is one character of Han or Kana."""
    return "\u3005" <= folded[0] <= "\u9fff" or "\U00020000" <= folded[0] <= "\U0003ffff"


def character(token: Token) -> str:
    """Return the one character that a token is, composed as in the patterns (ず), and a space for other tokens."""
    folded = token.folded if len(token.folded) == 1 else unicodedata.normalize("NFC", token.folded)
    return folded if len(folded) == 1 else " "


def crossing_forms(pattern: re.Pattern[str], tokens: Sequence[Token], start: int, stop: int) -> list[str]:
    """Return the forms that touch ``tokens[start:stop]``, or straddle the place if it is empty."""
    low = max(0, start - REACH)
    # One character a token keeps the indices of the string and of the tokens the same.
    around = "".join(map(character, tokens[low : stop + REACH]))
    return [m[0] for m in pattern.finditer(around) if m.start() < stop - low and m.end() > start - low]
