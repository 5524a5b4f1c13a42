"""Whose words a statement's quotations are: other people's where they are sentences, its own speaker's where not.

A press release that nobody labels is one turn of whoever issued it. Those whom it quotes at length speak for
themselves, so that nobody's words are joined with another's; a title or a word in quotation marks is part of the
sentence round it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# Words from which on a quotation that begins and ends as a sentence is one: "Big Four" and "Build the Coast," are not.
LEAST_WORDS: Final = 5
# What a quoted sentence ends in, before its closing mark; a comma where the reporting clause follows.
ENDS: Final = frozenset(".,!?…—–")


def is_somebodys(text: str, quotations: Sequence[tuple[int, int, int, int, int]], k: int) -> bool:
    """Tell whether a statement's k-th quotation is what somebody says; its utterance's first part decides.

    Parameters
    ----------
    quotations
        Rows of start, end, inner start, inner end and utterance, code points of ``text``.
    """
    while k > 0 and quotations[k - 1][4] == quotations[k][4]:
        k -= 1
    inner = text[quotations[k][2] : quotations[k][3]].strip()
    return inner[:1].isupper() and inner[-1:] in ENDS and len(inner.split(None, LEAST_WORDS - 1)) >= LEAST_WORDS
