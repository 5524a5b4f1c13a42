"""Signs in languages that are written without spaces: endings and words looked for in the text beside a passage.

Lists are those under ``unspaced`` in ``context.toml``. No tokens are read, for each character is one.
"""

from __future__ import annotations

from matcher.flags.surroundings import CLAUSE_MARKS, Surroundings
from matcher.text import fold
from matcher.wordclasses import word_lists


def precedes(around: Surroundings, name: str) -> bool:
    """Tell whether one of the words stands before the passage in its own clause."""
    clause = _before(around)
    for mark in CLAUSE_MARKS:
        clause = clause.rpartition(mark)[2]
    return any(word in clause for word in word_lists("unspaced")[name])


def stands_before(around: Surroundings, name: str) -> bool:
    """Tell whether one of the words stands anywhere before the passage in its sentence: "如果桥还在，|"."""
    before = _before(around)
    for idiom in word_lists("unspaced")["idioms"]:
        before = before.replace(idiom, "")
    return any(word in before for word in word_lists("unspaced")[name])


def touches(around: Surroundings, name: str) -> bool:
    """Tell whether one of the words stands right before the passage: "几乎 | 所有人"."""
    return _before(around).endswith(tuple(word_lists("unspaced")[name]))


def follows(around: Surroundings, name: str) -> bool:
    """Tell whether one of the endings stands between the passage and the end of its sentence."""
    if not around.after:
        return False
    rest = fold(around.text[around.end : around.after[-1].end])
    return any(ending in rest for ending in word_lists("unspaced")[name])


def _before(around: Surroundings) -> str:
    return fold(around.text[around.before[0].start : around.start]) if around.before else ""
