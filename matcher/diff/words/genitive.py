"""The 's of an owner: "the mayor" is not whom "the mayor's brother" speaks of.

In English 's is also "is" or "has", which a quote may end before or leave out at an ellipsis. What stands beside tells
the two apart as far as closed classes go: a pronoun owns by other words, and a verb's companions follow no owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.diff.units import has_apostrophe_between
from matcher.diff.words.lexicon import Lexicon
from matcher.types import Token

# Endings of what follows "is" or "has": "the mayor's resigning", "the mayor's resigned".
VERBAL_ENDINGS: Final = ("ing", "ed")


def is_genitive(words: Sequence[Token], i: int, text: str, lexicon: Lexicon) -> bool:
    """Tell whether token i is the 's of an owner; errs on the side of no.

    Parameters
    ----------
    words
        Tokens of the document, offsets into ``text``: at least the one before, and the one behind if there is any.
    """
    if words[i].folded != "s" or lexicon.language not in ("en", "any") or not has_apostrophe_between(words, i, text):
        return False
    if words[i - 1].folded in lexicon.function:
        return False
    following = words[i + 1].folded if i + 1 < len(words) else ""
    is_number = following in lexicon.numbers
    return (is_number or following not in lexicon.kinds) and not following.endswith(VERBAL_ENDINGS)
