"""Quotation marks around words that nobody said: scare quotes, titles, nicknames, names, headlines.

About one pair of marks in ten. A title is told by its capitals and by what stands around it; a scare quote by what is
missing: a partial quotation with no reporting word in its sentence is nobody's.
"""

from __future__ import annotations

import re

from matcher.attribution.grammar import Grammar
from matcher.attribution.people.phrases import Reading
from matcher.attribution.quoted import Quoted
from matcher.attribution.reporting.wording import is_reported
from matcher.attribution.structure.quotations import Quotation
from matcher.attribution.titles import (
    follows_so_called,
    is_defined,
    is_gloss,
    is_title_like,
    iter_other_titles,
    names_work,
)

# A quotation that long is no nickname and no headline's catchword.
_MAX_NICKNAME = 24


_NICKNAME = re.compile(r"[“\"‘'«][^\s“”\"]+(?: [^\s“”\"]+)?[”\"’'»]")

# What may stand before a nickname besides a given name: Robert C. “Bobby” Tarr, J. B. “Bobby” Tarr.
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.)+")


def is_nickname(text: str, quotation: Quotation) -> bool:
    """Tell William “Bill” Tarr: one or two words between two capitalised words."""
    start, end = quotation.start, quotation.end
    if end - start > _MAX_NICKNAME or not _NICKNAME.fullmatch(text, start, end):
        return False
    if text[quotation.inner_end - 1] in ",.!?…":
        return False  # He wrote on X. “Always,” Ada Venn said.
    before, after = text[max(0, start - 40) : start], text[end : end + 2]
    word = before.split()[-1] if before.endswith(" ") and before.split() else ""
    is_name = word.isalpha() or _INITIALS.fullmatch(word) is not None
    return word[:1].isupper() and is_name and after[:1] == " " and after[1:].isupper() and len(word) > 1


def is_name(text: str, quotation: Quotation, grammar: Grammar) -> bool:
    """Tell компания «Путь»: a name in marks after a noun for a body. English sets no names in marks."""
    inner = text[quotation.inner_start : quotation.inner_end]
    if grammar.language == "en" or not inner[:1].isupper() or len(inner.split()) > 4 or inner[-1:] in ",.!?…":
        return False
    before = text[max(0, quotation.start - 30) : quotation.start].lower().split()
    return bool(before) and before[-1] in grammar.organizations


def mark_scare_quotes(reading: Reading, items: list[Quoted]) -> None:
    """Tell scare quotes from words that somebody said: partial, and nobody near who could have said them."""
    for item in items:
        if item.evidence is not None or item.speaker is not None or item.is_full or item.as_what != "quoted":
            continue
        if is_reported(reading, item.token):
            continue
        if is_title_like(reading, item):
            item.as_what = "title"
        elif not _is_worded(reading, item):
            item.as_what = "scare"


# A phrase of this many words is somebody's wording, even where nobody is named near it; scare quotes are shorter.
_MIN_WORDING = 5


def _is_worded(reading: Reading, item: Quoted) -> bool:
    """Tell a stretch of a sentence from a term."""
    quotation = item.quotation
    return len(reading.prose.text[quotation.inner_start : quotation.inner_end].split()) >= _MIN_WORDING


def mark_titles(reading: Reading, items: list[Quoted]) -> None:
    """Mark titles of works and broadcasts, and what single marks set off in a text that quotes with double ones.

    A whole sentence that somebody is said to say is said, whatever its marks: texts of two agencies are set together.
    """
    text = reading.prose.text
    quotes_doubly = 2 * sum(not _has_single_marks(text, item) for item in items) > len(items)
    for item in items:
        if item.quotation.inner_start == item.quotation.inner_end:
            item.as_what = "scare"
        elif names_work(reading, item):
            item.as_what = "title"
        elif _is_term(reading, item):
            item.as_what = "scare"
        elif quotes_doubly and _has_single_marks(text, item) and not _is_told(reading, item):
            item.as_what = "headline" if reading.prose.paragraph[item.token] == 0 else "scare"
    for item in iter_other_titles(reading, items):
        item.as_what = "title"


def _is_told(reading: Reading, item: Quoted) -> bool:
    """Tell a sentence that somebody is said to say: its full stop stands inside, or a colon right before it."""
    if item.evidence is None or item.is_full:
        return item.evidence is not None
    start = item.quotation.start
    before = reading.prose.text[max(0, start - 4) : start].rstrip()
    return before.endswith(":") and _is_worded(reading, item) and not is_title_like(reading, item)


def _is_term(reading: Reading, item: Quoted) -> bool:
    """Tell a word that is spoken of: kept at arm's length, translated or defined."""
    token = item.token
    if is_defined(reading, token):
        return True
    return not item.is_full and (follows_so_called(reading, token) or is_gloss(reading, token))


def _has_single_marks(text: str, item: Quoted) -> bool:
    start = item.quotation.start
    return text[start] in "‘'" and not text.startswith(("''", "‘‘"), start)
