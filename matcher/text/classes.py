"""The character classes that the folding tables and the tokenising kernel agree on (one byte each)."""

from __future__ import annotations

from typing import Final

OTHER: Final = 0  # punctuation, emoji, controls: separates tokens
LETTER: Final = 1  # a letter of a script with spaces between words
UNSPACED: Final = 2  # Han, Kana, Thai, Lao, Khmer, Burmese: a token of its own
MARK: Final = 3  # a combining mark
DIGIT: Final = 4  # 0-9 after folding
SPACE: Final = 5
LINE_BREAK: Final = 6
SYMBOL: Final = 7  # currency signs, %, ‰, °: tokens of their own
DASH: Final = 8  # dashes that can be a minus or a range
DOT: Final = 9  # inside numbers and initialisms
SEPARATOR: Final = 10  # , : / inside numbers
AMPERSAND: Final = 11
IGNORABLE: Final = 12  # invisible; vanishes
EXTENDER: Final = 13  # invisible, but part of the grapheme before it; vanishes
SOFT_HYPHEN: Final = 14  # vanishes, and joins words at a line end

UPPER: Final = 1
LOWER: Final = 2
OWN_NUMBER: Final = 3  # ½, ², ①: never continue the number before them
