"""Negations right behind a passage that deny what it says: "Wir erhöhen die Steuern | nicht", "it did | not".

Where the verb comes second the negation often ends the clause, and cutting it off turns the sentence round; elsewhere
it may stand behind an auxiliary, or alone for a clause of its own ("a los vecinos | no"). Only plain words of the same
clause may stand between. Lists are those of ``context.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from matcher.diff import lexicon_for
from matcher.flags.surroundings import Surroundings
from matcher.types import Token
from matcher.wordclasses import word_lists

# Words behind a passage among which a negation that ends its clause is looked for: "| in diesem Jahr wohl nicht".
REACH: Final = 6
# What no clause goes on over.
MARK: Final = re.compile(r"[^\w\s'’\-]")


def is_denied_from_behind(around: Surroundings, language: str | None) -> bool:
    """Tell whether a negation behind the passage, in the same clause, denies it."""
    places = around.denials_behind(REACH)
    if not places:
        return False
    words = around.view.tokens_at(range(around.last + 1, places[-1] + 2))
    mark = MARK.search(around.text, around.end, words[-1].end)
    lexicon = lexicon_for(language or around.language)
    lists = word_lists(lexicon.language)
    starts = lists["clause_starts"]
    for place in places:
        k = place - around.last - 1
        word = words[k]
        if (mark and mark.start() < word.end) or any(w.folded in starts for w in words[:k]):
            return False
        if k == 0 and word.folded in lexicon.negation and _closes(around.text, word):
            return True
        if word.folded not in lists["postponed"] or _is_idiom(words[k + 1 :], lists["idioms"]):
            continue
        if starts or (k == 0 and (not lists["finite"] or around.last_word in lists["finite"])):
            return True
    return False


def _closes(text: str, word: Token) -> bool:
    """Tell whether a mark or nothing stands behind a word."""
    behind = text[word.end : word.end + 1]
    return not behind or MARK.match(behind) is not None


def _is_idiom(following: Sequence[Token], idioms: frozenset[str]) -> bool:
    """Tell "nicht nur", which denies nothing."""
    return following[:1] != [] and following[0].folded in idioms
