"""Denials over a passage and what was cut off it, in languages written without spaces: Chinese and Japanese.

There are no words to go by, so signs are looked for in the text on either side of the passage within its sentence.
"""

from __future__ import annotations

from matcher.flags.surroundings import CLAUSE_MARK, Surroundings
from matcher.text import fold
from matcher.wordclasses import word_lists


def is_denied_unspaced(around: Surroundings) -> bool:
    """Tell whether a negation outside the passage governs it.

    A Japanese verb denies at the sentence's end all that stands before it; "不" and its like only their own clause, and
    what a clause right behind takes up: "这不是真的".
    """
    if _is_any_in(_clause_before(around), "negations") or _is_any_in(_behind(around), "final_negations"):
        return True
    return _is_any_in(_clause_behind(around), "negations")


def is_truncated_unspaced(around: Surroundings) -> bool:
    """Tell whether what was cut off the sentence carries a condition, hedge or limit."""
    rest, before = _behind(around), _before(around)
    if _is_any_in(rest, "hedges") or _is_conditioned(rest):
        return True
    if _is_any_in(_without_idioms(before), "leading_conditions"):
        return True
    return before.endswith(tuple(word_lists("unspaced")["limits"]))


def _is_conditioned(rest: str) -> bool:
    """Tell whether what stands behind a passage is the rest of a condition, or one that nothing else follows.

    A condition stands before what it is one of: "…，如果他们愿意，我们可以撤诉" leaves alone what comes before it.
    """
    clauses = CLAUSE_MARK.split(rest)
    return _is_any_in(clauses[0], "conditions") or _is_any_in(clauses[-1], "conditions")


def _is_any_in(text: str, name: str) -> bool:
    return text != "" and any(sign in text for sign in word_lists("unspaced")[name])


def _without_idioms(text: str) -> str:
    """Leave out words that only look like a condition: "たとえば"."""
    for idiom in word_lists("unspaced")["idioms"]:
        text = text.replace(idiom, "")
    return text


def _before(around: Surroundings) -> str:
    """Return what stands before the passage in its sentence, folded."""
    return fold(around.text[around.before[0].start : around.start]) if around.before else ""


def _behind(around: Surroundings) -> str:
    """Return what stands behind the passage in its sentence, folded."""
    return fold(around.text[around.end : around.after[-1].end]) if around.after else ""


def _clause_before(around: Surroundings) -> str:
    return CLAUSE_MARK.split(_before(around))[-1]


def _clause_behind(around: Surroundings) -> str:
    """Return the rest of the passage's clause, and the next one where that takes it up."""
    rest, *others = CLAUSE_MARK.split(_behind(around), maxsplit=2)
    takes_up = bool(others) and others[0].lstrip().startswith(tuple(word_lists("unspaced")["resumptives"]))
    return rest + others[0] if takes_up else rest
