"""A clause that was only asked about: "Is it true that | he has sold the bell?", "I was asked whether | he has".

Whoever asks says nothing of the clause, unless the question takes it for known: "Did you know that | he has?". Lists
are those of ``context.toml``; a language without a list has no such rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from matcher.diff import lexicon_for
from matcher.diff.words.lexicons import LANGUAGES
from matcher.flags.surroundings import Surroundings
from matcher.wordclasses import word_lists

# Code points before a passage in which the word before it stands: most passages are told without their sentence.
WORD_REACH: Final = 12
MARKS: Final = frozenset(",;:—–")

Lists = dict[str, frozenset[str]]


def is_asked(around: Surroundings, language: str | None) -> bool:
    """Tell whether a question that was cut off has the passage for its clause: "Is it true that | …?"."""
    before = around.text[max(around.start - WORD_REACH, 0) : around.start].lower().split()
    if not before or before[-1] not in _complementizers():
        return False  # before a language is guessed
    lists = word_lists(lexicon_for(language or around.language).language)
    words = [token.folded for token in around.before]
    if before[-1] not in lists["that"] and words[-1:] not in ([word] for word in lists["relays"]):
        return False
    if not _opens_question(around, words, lists) or not lists["known"].isdisjoint(words):
        return False
    return "?" in around.text[around.end : around.sentence_end]


def _opens_question(around: Surroundings, words: Sequence[str], lists: Lists) -> bool:
    """Tell a verb that stands first, or behind "and" or a mark: "And is it true that | …?", "Minister, is it …?"."""
    verbs = (k for k, word in enumerate(words[:-1]) if word in lists["finite"])
    asks = words[-1] if words[-1] not in lists["that"] else (words[-2:-1] or [""])[0]
    return any(
        k == 0
        or (k == 1 and words[0] in lists["coordinators"])
        or (k == 1 and words[0] in lists["complementizers"] and asks in lists["relays"] | lists["attitudes"])
        or not MARKS.isdisjoint(around.text[around.before[k - 1].end : around.before[k].start])
        for k in verbs
    )


@cache
def _complementizers() -> frozenset[str]:
    return frozenset().union(*(word_lists(code)[name] for code in LANGUAGES for name in ("that", "relays")))


def is_only_a_question(around: Surroundings, words: Sequence[str], k: int, lists: Lists) -> bool:
    """Tell whether "if" at word k opens a question that the passage is no part of: "I asked if he sang, and | …"."""
    if k == 0 or words[k - 1] not in lists["questions"]:
        return False
    gap = around.text[around.before[k].end : around.start]
    return not MARKS.isdisjoint(gap) or not lists["joiners"].isdisjoint(words[k + 1 :])
