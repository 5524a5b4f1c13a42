"""What stands behind a passage and denies what it says: "Wir erhöhen die Steuern | nicht", "…; | that is a lie".

Where the verb comes second the negation often ends the clause, and cutting it off turns the sentence round; elsewhere
it may stand behind an auxiliary, or alone for a clause of its own ("a los vecinos | no"). Only plain words of the same
clause may stand between. A clause of its own may take the passage back ("they say he paid; | he did not"), which is a
contrast that was cut off. Lists are those of ``context.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from matcher.diff import lexicon_for
from matcher.flags.beside import BEHIND_REACH
from matcher.flags.qualifiers import begins_with
from matcher.flags.surroundings import Surroundings
from matcher.types import Token
from matcher.wordclasses import phrases_from, word_lists

# Words before the pronoun of a clause that takes back what was said ("| but in fact it had not"), and behind its verb
# ("| that is a blatant lie").
OPENING_REACH: Final = 3
VERDICT_REACH: Final = 3
# Marks that may stand before such a verdict on the clause: ", ist falsch", ", — ложь".
VERDICT_MARKS: Final = frozenset(",،—– ")
# What no clause goes on over.
MARK: Final = re.compile(r"[^\w\s'’\-]")


def is_denied_from_behind(around: Surroundings, language: str | None) -> bool:
    """Tell whether a negation behind the passage, in the same clause, denies it."""
    places = around.denials_behind
    if not places:
        return False
    words = around.view.tokens_at(range(around.last + 1, min(places[-1] + 3, around.view.end)))
    mark = MARK.search(around.text, around.end, words[-1].end)
    lexicon = lexicon_for(language or around.language)
    lists = word_lists(lexicon.language)
    if _is_called_false(around, words, lists):
        return True
    starts = lists["clause_starts"]
    for place in places:
        k = place - around.last - 1
        word = words[k]
        if (mark and mark.start() < word.end) or any(w.folded in starts for w in words[:k]):
            return False
        if k == 0 and word.folded == "t" and lexicon.language in ("en", "any"):
            return True  # "we can|'t"
        if k == 0 and word.folded in lexicon.negation and _closes(around.text, word):
            return True
        if (k == 1 or (k > 1 and starts)) and begins_with([w.folded for w in words[k - 1 :]], lists["refutations"]):
            return True
        if word.folded not in lists["postponed"] or _is_idiom(words[k + 1 :], lists["idioms"]):
            continue
        if starts or (k == 0 and (not lists["finite"] or around.last_word in lists["finite"])):
            return True
    return False


def _is_called_false(around: Surroundings, words: Sequence[Token], lists: dict[str, frozenset[str]]) -> bool:
    """Tell whether the sentence goes on to call the clause of the passage false: "To say that | … | is a lie".

    The clause is one of its own: a complementizer or a verb of saying stands before it, or a comma parts it from what
    follows.
    """
    phrases = phrases_from(lists["verdicts"]).get(words[0].folded, ())
    if not any(tuple(word.folded for word in words[: len(phrase)]) == phrase for phrase in phrases):
        return False
    mark = around.text[around.end : words[0].start].strip()
    return VERDICT_MARKS.issuperset(mark) and (
        mark != ""
        or any(token.folded in lists["complementizers"] for token in around.before)
        or (around.before != [] and around.before[-1].folded in lists["relays"])
    )


def is_contradicted(around: Surroundings, language: str | None) -> bool:
    """Tell whether a clause behind the passage's takes back what it says: "; it did not", ", which is a lie"."""
    places = around.denials_behind
    if not places or MARK.match(around.text, around.end) is None:
        return False
    lexicon = lexicon_for(language or around.language)
    lists = word_lists(lexicon.language)
    words = around.view.tokens_at(range(around.last + 1, min(around.last + 1 + BEHIND_REACH, around.view.end)))
    folded = [word.folded for word in words]
    pronoun = next((k for k in range(OPENING_REACH) if folded[k : k + 1] and folded[k] in lists["back"]), None)
    if pronoun is None or MARK.search(around.text, words[0].start, words[pronoun].end):
        return False
    if not lexicon.conditions.isdisjoint(folded[:pronoun]):
        return False  # ", and if he did not, …" only supposes so
    verb = pronoun + 1
    if folded[verb : verb + 1] == [] or folded[verb] not in lists["finite"]:
        return False
    for k in range(verb + 1, min(verb + 2 + VERDICT_REACH, len(words))):
        if MARK.search(around.text, words[pronoun].end, words[k].start):
            return False
        is_bare = k == verb + 1 and (folded[k] in lists["postponed"] or folded[k] == "t")
        if (is_bare or folded[k] in lists["denials"]) and _closes(around.text, words[k]):
            return True
    return False


def _closes(text: str, word: Token) -> bool:
    """Tell whether a mark or nothing stands behind a word."""
    behind = text[word.end : word.end + 1]
    return not behind or MARK.match(behind) is not None


def _is_idiom(following: Sequence[Token], idioms: frozenset[str]) -> bool:
    """Tell "nicht nur", which denies nothing."""
    return following[:1] != [] and following[0].folded in idioms
