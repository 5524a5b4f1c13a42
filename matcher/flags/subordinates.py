"""Hedges and conditions that belong to a clause before the passage's own main clause, and what a denial needs.

"Because it may rain, | we stay": the hedge is the reason's, and what was quoted is said without any. The rules ask that
the passage is a clause with a subject of its own right behind a mark; elsewhere a hedge before it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.diff import contains_negation
from matcher.flags.denials import has_verb
from matcher.flags.surroundings import Surroundings

MARKS: Final = frozenset(",;:—–")
# Words at a passage's end among which the negation stands that a phrase with "without" completes.
DENIAL_REACH: Final = 16

Lists = dict[str, frozenset[str]]


def is_main_clause(around: Surroundings, lists: Lists) -> bool:
    """Tell whether the passage begins right behind a mark with its own subject: "If so, | we leave"."""
    first = around.first_word
    if first not in lists["nominatives"] and first not in lists["subjects"]:
        return False
    gap = around.text[around.before[-1].end : around.start] if around.before else ""
    return not MARKS.isdisjoint(gap) and (first in lists["nominatives"] or has_verb(around, lists))


def is_of_subordinate(words: Sequence[str], k: int, lists: Lists) -> bool:
    """Tell whether word k before a main clause says nothing of it.

    A hedge may be the reason's ("Because it may rain, | …"), a noun's ("With a possible end in sight, | …") or that of
    what is known ("As you probably know, | …"); "whether" leaves nothing open there ("Whether it rains or not, | …").
    """
    if words[k] in lists["unconditional"]:
        return True
    earlier = words[:k]
    if words[k] in lists["modal_hedges"] and any(word in lists["causes"] for word in earlier):
        return True
    if earlier and earlier[-1] in lists["determiners"]:
        return earlier[0] in lists["absolutes"]
    return words[0] in lists["comments"] and words[-1] in lists["known"]


def is_told_besides(around: Surroundings, k: int, lists: Lists) -> bool:
    """Tell whether the passage stands in a relative clause that says something besides what is believed.

    "I believe he has a mill, which | is closed" says that it is, "I believe the mill, which is old, | burns" does not.
    """
    words = around.before
    if not MARKS.isdisjoint(around.text[words[-1].end : around.start]):
        return False
    for j in range(len(words) - 1, k, -1):
        if not MARKS.isdisjoint(around.text[words[j - 1].end : words[j].start]):
            return words[j].folded in lists["relatives"]
    return False


def needs_more(around: Surroundings, after: Sequence[str], language: str | None, lists: Lists) -> bool:
    """Tell whether a denial lacks what it depends on: "You cannot enter | without a ticket"."""
    if not after or after[0] not in lists["indispensable"]:
        return False
    return contains_negation(around.last_words(DENIAL_REACH), around.text, language)
