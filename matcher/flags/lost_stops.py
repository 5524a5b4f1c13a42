"""Sentences of a text that has lost its marks, as many an export of an old archive has.

Where no full stop is left the whole document is one sentence, and a negation in it seems to hold whatever follows. What
is left are capitals. Most of them make names; on a little word behind a word in small letters they begin a sentence:
"… does not count They | report it every year".
"""

from __future__ import annotations

from typing import Final

from matcher.diff import lexicon_for
from matcher.view import DocumentView
from matcher.wordclasses import word_lists

STOPS: Final = ".!?…。！？।॥۔؟\n"
# Code points that a text with marks has a stop for, at least: of 86,788 releases and articles those with any stop have
# one in 400 or more, the others none.
STOP_EVERY: Final = 400
# Code points that are looked at first, for most texts have stops from the start.
HEAD: Final = 1600
# Words that are looked at on each side of a passage.
REACH: Final = 64


def has_lost_stops(text: str) -> bool:
    """Tell whether a text has too few stops to be told apart into sentences by them; a short one never has."""
    return _has_few_stops(text, HEAD) and _has_few_stops(text, len(text))


def _has_few_stops(text: str, end: int) -> bool:
    wanted = min(end, len(text)) // STOP_EVERY
    for stop in STOPS:
        if wanted <= 0:
            break
        wanted -= text.count(stop, 0, end)
    return wanted > 0


def opener_before(view: DocumentView, position: int, language: str | None) -> int | None:
    """Return where the word begins that opens the sentence of a position, as far as capitals tell; at most there."""
    return _first_opener(view, range(position, max(position - REACH, view.first), -1), language)


def opener_behind(view: DocumentView, position: int, language: str | None) -> int | None:
    """Return where the word begins that opens the first sentence behind a position, as far as capitals tell."""
    return _first_opener(view, range(position + 1, min(position + 1 + REACH, view.end)), language)


def _first_opener(view: DocumentView, positions: range, language: str | None) -> int | None:
    text, segment = view.text, view.segment
    starts, tokens = segment.views["starts"], segment.views["tokens"]
    lexicon = lexicon_for(language)
    always = word_lists(lexicon.language)["capitals"]
    for position in positions:
        start = starts[position]
        if text[start].isupper() and not text[starts[position - 1]].isupper():
            (word,) = segment.words_of([tokens[position]])
            is_little = word in lexicon.function and word not in lexicon.capitalised_are_names
            if is_little and word not in always:
                return int(start)
    return None
