"""Roman numerals and their values."""

from __future__ import annotations

from typing import Final

ONES: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
TENS: Final = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
# Numerals below a hundred, without the one that is a letter of French: no king, chapter or final that is quoted has a
# higher one.
ROMAN: Final = {
    tens + ones: 10 * n + m
    for n, tens in enumerate(TENS)
    for m, ones in enumerate(ONES)
    if tens + ones not in ("", "l")
}
