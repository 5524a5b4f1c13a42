"""Of what a superlative holds: "the worst storm | since 1990", "the coldest winter | in ten years", "second | biggest".

Without its bound the claim is larger. Only a passage with a verb is asked: of a noun phrase ("“the worst storm” since
1990") the writer may put the bound outside the marks. Lists are those of ``context.toml``; a language without them has
no such rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.phrases import begins_amount
from matcher.flags.denials import VERB_REACH
from matcher.flags.qualifiers import ends_with
from matcher.flags.surroundings import Surroundings

# Words at a passage's end among which the superlative of "since" stands, and that of "in ten years", which farther off
# may tell when something will be: "The first boat sails | in ten years".
SINCE_REACH: Final = 12
SPAN_REACH: Final = 4
# Words behind "in" among which the span of time is named: "in more than a hundred years".
NAMED_REACH: Final = 5
# Words at a passage's beginning among which that of a group stands: "los barcos más grandes".
GROUP_REACH: Final = 3
ENDING: Final = "est"
PAST: Final = "ed"

Lists = dict[str, frozenset[str]]


def is_bounded(around: Surroundings, lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether the time was cut off for which a superlative of the passage holds."""
    after = around.after[: NAMED_REACH + 1]
    if not after or not lists["superlatives"]:
        return False
    first, rest = after[0].folded, [t.folded for t in after[1:]]
    if first in lists["bounds"]:
        reach = SINCE_REACH
    elif (
        first in lists["spanning"] and not lists["eras"].isdisjoint(rest) and _opens_span(around, rest, lexicon, lists)
    ):
        reach = SPAN_REACH
    else:
        return False
    # Where a language lists no finite verbs, nothing tells a clause from a noun phrase.
    is_clause = not lists["finite"] or any(
        t.folded in lists["finite"] or t.folded.endswith(PAST) for t in around.first_words(VERB_REACH)[1:]
    )
    return is_clause and _has_superlative([t.folded for t in around.last_words(reach + 1)], lexicon, lists)


def is_ranked(around: Surroundings, before: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether a superlative's rank was cut off: "the second | biggest port", "one of | the biggest ports"."""
    if before[-1:] != [] and before[-1] in lists["ranks"]:
        return _is_superlative(around.first_word, lexicon, lists)
    if around.first_word not in lists["group_articles"] or not ends_with(before, lists["members"]):
        return False
    # The article makes it the biggest one; "one of the “biggest ports”" is how writers quote.
    head = [t.folded for t in around.first_words(GROUP_REACH)]
    return any(_is_superlative(word, lexicon, lists) for word in head[1:])


def _opens_span(around: Surroundings, rest: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell "in ten years", "in decades" and "in more than a year" from "in the year of the fire"."""
    return (
        begins_amount(around.after, 1, lexicon) or rest[0] in lists["eras"] | lists["spanned"] | lexicon.approximators
    )


def _has_superlative(words: Sequence[str], lexicon: Lexicon, lists: Lists) -> bool:
    """Tell whether a superlative with its article stands among words: "the coldest", "our first"; not "the forest"."""
    # Where a language lists no determiners, its superlatives are listed in forms that are nothing else.
    return any(
        (not lists["determiners"] or words[k - 1] in lists["determiners"]) and _is_superlative(words[k], lexicon, lists)
        for k in range(1, len(words))
    )


def _is_superlative(word: str, lexicon: Lexicon, lists: Lists) -> bool:
    if word in lists["superlatives"]:
        return True
    return word.endswith(ENDING) and word[:-2] + "r" in lexicon.words and word in lexicon.words
