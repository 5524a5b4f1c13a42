"""Who else could find a quote in an archive? Each rival answers the same question behind the same interface.

A rival is set up as a knowledgeable user would: texts in memory where that helps it, case folded beforehand
and not in the clock, its own best index. What it returns is judged by the same check as onrecord's answer.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.words import INVISIBLE, LINE_HYPHEN
from matcher.types import Document


@dataclass(frozen=True, slots=True)
class Hit:
    """The passage a rival answers with: code points of the document's original text."""

    document: Document
    start: int
    end: int


class Rival(Protocol):
    """A way to find a quote in many documents."""

    def find(self, quote: str) -> Hit | None:
        """Return the best passage, or None."""

    def index_bytes(self) -> int:
        """Size of what was built, without the texts where they are kept apart; 0 if nothing was."""

    def close(self) -> None:
        """Let go of files and servers."""


class Unavailable(Exception):
    """A rival that this machine cannot run; the message says what is missing."""


Build = Callable[[Sequence[Document], Path], Rival]


def lowered(text: str) -> str:
    """Fold case without moving an offset, for matchers that know no folding."""
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def cleaned(quote: str) -> str:
    """Fold a quote for matchers that know no folding: what a careful user would do before searching."""
    plain = INVISIBLE.sub("", LINE_HYPHEN.sub("", html.unescape(quote)))
    return unicodedata.normalize("NFKC", plain).lower()
