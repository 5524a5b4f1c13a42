"""Does all that differs between a quote and its passage turn the sense: a denial, a modal, a number, a quantity?

A sentence that somebody else wrote hardly ever agrees in all but that, so less is enough to recognise the passage.
"""

from __future__ import annotations

from typing import Final

from matcher.diff import is_number, lexicon_for
from matcher.diff.words.lexicon import Lexicon
from matcher.reading import Reading
from matcher.text import tokenize
from matcher.types import Change

TURNING: Final = frozenset(("negation", "modality"))
# Words of which one may stand for another: "always" for "never", "less" for "more".
COUNTING: Final = TURNING | {"quantifier"}
# Words of a denial or modal that was put in or left out: "do not", "don't". Three are a clause.
MAX_TURNING: Final = 2
# Words that a quote has to share with its passage: two are a phrase whatever they tell.
LEAST_KEPT: Final = 3


def turns_only(reading: Reading) -> bool:
    """Tell whether all that differs is a denial or modal put in or left out, or one of its kind for another.

    "also" for "not" is no such change, nor "May" for 2006: what two sentences share else is a phrase. A modal put in
    before all other words asks ("Will the ferries run?"), and so turns nobody's sense.
    """
    if len(reading.changes) != 1:
        return False
    change, lexicon = reading.changes[0], lexicon_for(reading.view.document.language)
    words = _words(change)
    if change.kind == "number":
        return all(any(is_number(word) or word in lexicon.numbers for word in side) for side in words)
    if change.kind not in TURNING or max(map(len, words)) > MAX_TURNING:
        return False
    if change.kind == "modality" and change.operation == "added" and reading.placement.pieces[0].alike[0] <= 0:
        return False
    kinds = lexicon.kinds
    return change.operation != "replaced" or all(any(kinds.get(word) in TURNING for word in side) for side in words)


def turns_one_word(reading: Reading) -> bool:
    """Tell the same, and whether one quantity or day stands for another, or a word for its denied form.

    "less" for "more", "Friday" for "Tuesday", "unsafe" for "safe", "was" for "wasn't". It takes more to tell a passage
    by those.
    """
    if sum(sum(piece.equal) for piece in reading.placement.pieces) < LEAST_KEPT:
        return False
    if turns_only(reading):
        return True
    if len(reading.changes) != 1 or reading.changes[0].operation != "replaced":
        return False
    change, lexicon = reading.changes[0], lexicon_for(reading.view.document.language)
    words = _words(change)
    if change.kind == "number":
        return all(any(_is_day_or_month(word, lexicon) for word in side) for side in words)
    if change.kind == "negation" and _is_denied_form(lexicon, *sorted(words, key=len)):
        return True
    return change.kind in COUNTING and all(any(lexicon.kinds.get(w) in COUNTING for w in side) for side in words)


def _words(change: Change) -> list[list[str]]:
    sides = [tokenize(side.text) for side in (change.quote, change.document)]
    return [[stream.folded(k) for k in range(len(stream))] for stream in sides]


def _is_day_or_month(word: str, lexicon: Lexicon) -> bool:
    is_number_word = lexicon.kinds.get(word) == "number" and word not in lexicon.numbers
    return word in lexicon.months or (is_number_word and not is_number(word))


def _is_denied_form(lexicon: Lexicon, plain: list[str], denied: list[str]) -> bool:
    """Tell "wasn't" from "was", whose n belongs to the denial, and "unsafe" from "safe"; "no" for "a" is an idiom's."""
    if len(plain) == len(denied) == 1:
        return all(lexicon.kinds.get(word) != "function_word" for word in (*plain, *denied))
    return len(plain) == 1 and denied in ([plain[0] + "n", "t"], [plain[0], "not"])
