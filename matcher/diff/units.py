"""Units of comparison: tokens gathered into words whose equal values have equal keys.

Most tokens are a unit each, keyed by their folded form. Numbers of several tokens become one unit;
contractions become the words they stand for ("don't" is do + not); a currency sign moves behind its
number and a day behind its month, so that "$5 million" meets "five million dollars" and "3 March" meets
"March 3". What may stand for several words ('s, St., mm) keeps its own key and is decided pair by pair in
``equality``. Here is what a unit is; ``unit_reader`` reads them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from matcher.types import Token

APOSTROPHES: Final = frozenset("'’‘‛ʼ＇`´′")
# What is left of one that was lost.
LOST: Final = frozenset((" ", "\u00a0"))


@dataclass(init=False, slots=True)
class Units:
    """The units of one stretch of tokens, as parallel lists.

    Attributes
    ----------
    tokens, text : the tokens read, and the original text their offsets point into
    stop : the token after the last that was read
    keys : what is compared; numbers begin with "#", ambiguous contractions with an apostrophe
    firsts, lasts : token indices of each unit, half-open; both words of a contraction span it whole
    is_headline : whether its capitals mean nothing; None until ``names`` is asked
    """

    tokens: Sequence[Token]
    text: str
    stop: int
    keys: list[str]
    firsts: list[int]
    lasts: list[int]
    is_headline: bool | None

    def __init__(
        self,
        tokens: Sequence[Token],
        text: str,
        stop: int,
        keys: list[str] | None = None,
        firsts: list[int] | None = None,
        lasts: list[int] | None = None,
    ) -> None:
        self.tokens = tokens
        self.text = text
        self.stop = stop
        self.keys = keys if keys is not None else []
        self.firsts = firsts if firsts is not None else []
        self.lasts = lasts if lasts is not None else []
        self.is_headline = None

    def append(self, key: str, first: int, last: int) -> None:
        """Add a unit of the tokens ``[first, last)``."""
        self.keys.append(key)
        self.firsts.append(first)
        self.lasts.append(last)

    def extend(self, keys: list[str], first: int, last: int) -> None:
        """Add the tokens ``[first, last)`` as a unit each: most of a text is such runs."""
        self.keys += keys
        self.firsts += range(first, last)
        self.lasts += range(first + 1, last + 1)

    def pop(self) -> str:
        """Take back the last unit and return its key."""
        self.firsts.pop()
        self.lasts.pop()
        return self.keys.pop()

    def insert(self, k: int, key: str, first: int, last: int) -> None:
        """Put a unit of the tokens ``[first, last)`` before unit k."""
        self.keys.insert(k, key)
        self.firsts.insert(k, first)
        self.lasts.insert(k, last)

    def remove(self, k: int) -> None:
        """Take unit k out."""
        del self.keys[k], self.firsts[k], self.lasts[k]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Return the original offsets that the units ``[start, stop)`` cover; they must not be empty."""
        tokens = self.tokens
        if stop == start + 1:
            return tokens[self.firsts[start]].start, tokens[self.lasts[start] - 1].end
        return tokens[min(self.firsts[start:stop])].start, tokens[max(self.lasts[start:stop]) - 1].end

    def token_at(self, i: int) -> int:
        """Return the first token of unit i, or the token after the last unit."""
        return self.firsts[i] if i < len(self.firsts) else self.stop

    def letters(self, start: int, stop: int) -> str:
        """Return the folded letters of a run of units on end, as if written in one word."""
        if stop == start + 1 and self.lasts[start] == self.firsts[start] + 1:
            return self.tokens[self.firsts[start]].folded
        first, last = min(self.firsts[start:stop]), max(self.lasts[start:stop])
        return "".join([token.folded for token in self.tokens[first:last]])

    def surface(self, i: int) -> str:
        """Return the original text of unit i."""
        return self.text[self.tokens[self.firsts[i]].start : self.tokens[self.lasts[i] - 1].end]


def join_apostrophes(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """Join the parts of words with an apostrophe inside, which Ukrainian has (п'ять, об'єкт)."""
    joined: list[Token] = []
    for i, token in enumerate(tokens):
        if joined and has_apostrophe_between(tokens, i, text):
            before = joined[-1]
            joined[-1] = Token(f"{before.folded}'{token.folded}", before.start, token.end)
        else:
            joined.append(token)
    return joined


def has_apostrophe_between(tokens: Sequence[Token], i: int, text: str) -> bool:
    """Tell whether tokens i - 1 and i are parts of one word with an apostrophe between them."""
    if i < 1 or i >= len(tokens):
        return False
    gap = text[tokens[i - 1].end : tokens[i].start]
    return gap in APOSTROPHES or (len(gap) > 1 and gap[0] == "&" and gap[-1] == ";")


def is_contracted(tokens: Sequence[Token], i: int, text: str, bare: Collection[str]) -> bool:
    """Tell whether tokens i - 1 and i are one contraction: with an apostrophe, or a space in its place.

    Feeds that lose apostrophes leave "doesn t" and "I m"; ``bare`` are the contractions that are typed without one.
    """
    if has_apostrophe_between(tokens, i, text):
        return True
    if i < 1 or i >= len(tokens) or tokens[i - 1].folded + tokens[i].folded not in bare:
        return False
    return text[tokens[i - 1].end : tokens[i].start] in LOST
