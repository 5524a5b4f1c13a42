"""What a speaker began and said again: "at the height — at the height of the storm".

Reporters drop the false start, and nothing of what was said is lost. It shows in the document alone: the words left out
come again right behind them, the very same or, across a dash, as good as the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.diff.alignment import Edit
from matcher.diff.lexicon import Lexicon
from matcher.diff.spelling import is_same_stem
from matcher.diff.units import Units
from matcher.types import Change, DiffSide, Token

# Words of a false start; longer ones are sentences of their own.
MAX_WORDS: Final = 12
# Words that may be put in when the false start is said again: "in ra- — very real ways".
MAX_INSERTED: Final = 2
# Words of a repetition without a dash; a single word ("many, many people") is said twice on purpose.
MIN_REPEATED: Final = 2
DASHES: Final = frozenset("—–―‒")
HYPHENS: Final = frozenset("-\u2010\u2011")


def find_repair(quote: Units, document: Units, edit: Edit, lexicon: Lexicon) -> Change | None:
    """Return the change of leaving out a false start, None where an edit leaves out anything else.

    Parameters
    ----------
    edit
        Words that the quote leaves out: its side of the quote is empty.
    """
    tokens = document.tokens
    dropped = slice(*edit.document_range)
    first, stop = min(document.firsts[dropped]), max(document.lasts[dropped])  # a day stands behind its month
    place = quote.token_at(edit.quote_start)
    if stop - first > MAX_WORDS or place >= len(quote.tokens):
        return None
    shift = 0
    # The alignment cannot know which of two equal words was left out: the false start ends where it is broken off.
    while not _is_false_start(tokens[first + shift : stop + shift], tokens[stop + shift :], document.text, lexicon):
        if first + shift == 0 or tokens[first + shift - 1].folded != tokens[stop + shift - 1].folded:
            return None
        shift -= 1
    start, end = tokens[first + shift].start, tokens[stop + shift - 1].end
    words = [token.folded for token in tokens[first + shift : stop + shift]]
    offset = quote.tokens[place + shift].start if place + shift >= 0 else 0
    return Change(
        "function_word" if all(word in lexicon.function for word in words) else "word",
        "dropped",
        "minor",
        DiffSide(offset, offset, ""),
        DiffSide(start, end, document.text[start:end]),
    )


def _is_false_start(start: Sequence[Token], after: Sequence[Token], text: str, lexicon: Lexicon) -> bool:
    """Tell whether words are said again right behind them."""
    if not after:
        return False
    between = text[start[-1].end : after[0].start]
    words = [token.folded for token in start]
    again = [token.folded for token in after[: len(words) + MAX_INSERTED]]
    if again[: len(words)] == words and (len(set(words)) >= MIN_REPEATED or not DASHES.isdisjoint(between)):
        return True
    is_cut = between[:1] in HYPHENS and not between[1:2].isalnum()
    is_dash = not DASHES.isdisjoint(between) or "--" in between or between == " - "
    return is_dash and _is_said_again(words, again, lexicon, is_cut=is_cut)


def _is_said_again(words: Sequence[str], again: Sequence[str], lexicon: Lexicon, *, is_cut: bool) -> bool:
    """Tell whether a false start's first word opens the second start, and none of its others that matters is lost."""
    if is_cut and len(words) == 1:
        # What is no word says nothing; what is one has to come again as the beginning of another.
        return words[0] not in lexicon.words or any(word.startswith(words[0]) for word in again)
    if not _is_same(words[0], again[0], lexicon):
        return False
    k = 1
    for i, word in enumerate(words[1:], 1):
        found = k
        while found < len(again) and not (
            _is_same(word, again[found], lexicon) or (is_cut and i == len(words) - 1 and again[found].startswith(word))
        ):
            found += 1
        if found < len(again):
            k = found + 1
        elif lexicon.kinds.get(word) != "function_word":
            return False
    return True


def _is_same(word: str, other: str, lexicon: Lexicon) -> bool:
    """Tell whether two words are one, or forms of one."""
    return word == other or is_same_stem(word, other, lexicon)
