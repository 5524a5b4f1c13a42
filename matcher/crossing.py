"""Words of two people as one quote: where somebody else begins to speak within an unbroken stretch.

A quote that keeps the mark between them, or the label or narration, hides nothing. Where one quotation follows on
another with no word between them, it is as a rule the same person going on. Who speaks is asked last: that may have to
be worked out, which takes longer than all else.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from typing import Final

from matcher.types import Token
from matcher.view import DocumentView

QUOTATION_MARKS: Final = frozenset("\"'“”„‟«»‹›‘’‚‛「」『』＂`´")


def hides_crossing(
    view: DocumentView, first: int, last: int, begin: int, quote_tokens: Sequence[Token], quote_text: str
) -> bool:
    """Tell whether an unbroken stretch joins two people's words, with no quotation mark between them in the quote.

    Parameters
    ----------
    first, last
        The stretch's positions in the segment.
    begin
        Number of the quote's token that stands at ``first``.
    """
    span = view.positions_span(first, last)
    for before, after in view.neighbouring_quotations(span.start, span.end):
        if before[4] == after[4] or view.turn_at(span.start) is not None:
            continue
        starts = view.segment.starts[first : last + 1]
        border = int(starts.searchsorted(after[2]))
        if int(starts.searchsorted(before[3])) != border or _has_mark_before(begin + border, quote_tokens, quote_text):
            continue
        if _is_unpunctuated(quote_text):
            return False
        names = view.speaker_name(before[2]), view.speaker_name(after[2])
        if None not in names and names[0] != names[1]:
            return True
    return False


def _has_mark_before(k: int, quote_tokens: Sequence[Token], quote_text: str) -> bool:
    """Tell whether a quotation mark stands between a token of the quote and the one before it."""
    if not 0 < k < len(quote_tokens):
        return False
    between = unescape(quote_text[quote_tokens[k - 1].end : quote_tokens[k].start])
    return any(c in QUOTATION_MARKS for c in between)


def _is_unpunctuated(text: str) -> bool:
    """Tell a quote, as from speech recognition, that leaves out all marks alike."""
    return all(c.isalnum() or c.isspace() for c in text)
