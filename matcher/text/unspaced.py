"""Scripts that put no spaces between words."""

from __future__ import annotations


def is_unspaced_text(text: str) -> bool:
    """Tell whether a short text has Han or Kana, which are written without spaces."""
    return any("\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" for c in text)
