"""What right behind a passage limits it or leaves it to somebody else: "It is safe | in principle", ", he claims".

Of a noun phrase the writer may put a limit outside the marks, so where a language lists finite verbs the passage has to
be a clause. Lists are those of ``context.toml``; a language without them has no such rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.negation import FRENCH_PARTNERS, NE_PARTNERS, limits_with_ne
from matcher.flags.denials import has_verb
from matcher.flags.qualifiers import MARKS, closes
from matcher.flags.surroundings import Surroundings
from matcher.wordclasses import phrases_from

# Words of the subject of a claim at most; no word farther off is looked at (``beside``): "…, its two builders claim".
SUBJECT_REACH: Final = 3
# Words at a passage's end among which a French "ne" and what denies with it stand.
CLAUSE_REACH: Final = 7

Lists = dict[str, frozenset[str]]


def is_restricted_behind(around: Surroundings, after: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether a limit right behind the passage was cut off, or the words that make it somebody's claim."""
    if not after or not (lists["restrictions"] or lists["dependences"]):
        return False
    if lists["finite"] and not (around.first_word in lists["nominatives"] or has_verb(around, lists)):
        return False
    if after[0] in lists["exceptives"] and _is_only(around):
        return True
    # "The mill is | depending on the river" and "those | depending on it" say something else.
    if _begins(after, lists["dependences"]):
        return around.last_word not in lists["being"] | lists["determiners"]
    size = _begins(after, lists["restrictions"])
    if size:
        # ", in some cases, for my living" limits what follows.
        is_parted = not MARKS.isdisjoint(around.text[around.end : around.after[0].start])
        return len(after) == size if is_parted else closes(around, size)
    return _is_claim(around, after, lexicon, lists)


def _is_only(around: Surroundings) -> bool:
    """Tell "Nous ne fermerons le port | qu'en mai", only in May, from "Personne ne croit | que"."""
    words = [*around.last_words(CLAUSE_REACH), around.after[0]]
    is_denied = any(token.folded in NE_PARTNERS or token.folded in FRENCH_PARTNERS for token in words)
    return not is_denied and limits_with_ne(words, len(words) - 1)


def _begins(words: Sequence[str], entries: frozenset[str]) -> int:
    """Return how many words the longest phrase has that the words begin with, 0 if they begin with none."""
    found = phrases_from(entries).get(words[0], ())
    return max((len(phrase) for phrase in found if tuple(words[: len(phrase)]) == phrase), default=0)


def _is_claim(around: Surroundings, after: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell ", he claims" and ", the engineers claim" at a clause's end: not ", as I claimed"."""
    k = next((k for k, word in enumerate(after[: SUBJECT_REACH + 1]) if word in lists["claims"]), 0)
    if not k or MARKS.isdisjoint(around.text[around.end : around.after[0].start]) or not closes(around, k + 1):
        return False
    first, subject = around.after[0], after[:k]
    is_subject = subject[0] in lists["nominatives"] or subject[0] in lists["determiners"]
    if not is_subject and not around.text[first.start].isupper():
        return False
    if any(not MARKS.isdisjoint(around.text[a.end : b.start]) for a, b in pairwise(around.after[: k + 1])):
        return False
    return lists["first_person"].isdisjoint(subject) and lexicon.negation.isdisjoint(subject)
