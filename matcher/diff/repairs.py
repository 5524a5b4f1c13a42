"""What a speaker began and said again: "at the height — at the height of the storm", and what fills speech: "you know".

Reporters drop the false start, and nothing of what was said is lost. It shows in the document alone: the words left out
come again right behind them, the very same or, across a dash, as good as the same. A speaker who corrects himself says
so: "in 2019 — I should say 2020"; what he took back may be left out, what he put in its place may not. A filler stands
between marks, for in "I know what you know" nothing fills. A transcript puts right in brackets what was misspoken ("go
hunger [hungry]"): a quote has the one or the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import Indel

from matcher.diff.alignment import Edit
from matcher.diff.units import Units
from matcher.diff.values.digits import DIGITS
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.spelling import is_same_stem
from matcher.types import Change, DiffSide, Token

# Words of a false start; longer ones are sentences of their own.
MAX_WORDS: Final = 12
# Words that may be put in when the false start is said again: "in ra- — very real ways".
MAX_INSERTED: Final = 2
# Words of a repetition without a dash; a single word ("many, many people") is said twice on purpose.
MIN_REPEATED: Final = 2
DASHES: Final = frozenset("—–―‒")
HYPHENS: Final = frozenset("-\u2010\u2011")
# What sets a filler off.
MARKS: Final = frozenset(',;:.!?…—–―‒-("“”')
# Words of what a speaker took back: "the mayor, I mean the warden".
MAX_CORRECTED: Final = 3
# A bracket right behind a word.
BRACKET: Final = re.compile(r"\s*\[(?P<words>[^\[\]\n]+)\]")
# Letters that a slip begins with as its correction does, and the share of letters that they have in common.
SLIP_START: Final = 2
MIN_SLIP_SIMILARITY: Final = 0.5
# Kinds of words that nobody is taken to have misspoken.
TURNING: Final = frozenset(("negation", "modality", "quantifier"))
# Words of the longest phrase that fills or corrects.
MAX_PHRASE: Final = 3


def find_repair(quote: Units, document: Units, edit: Edit, lexicon: Lexicon) -> Change | None:
    """Return the change of leaving out a false start or filler, None where an edit leaves out anything else.

    Parameters
    ----------
    edit
        Words that the quote leaves out: its side of the quote is empty.
    """
    tokens = document.tokens
    dropped = slice(*edit.document_range)
    first, stop = min(document.firsts[dropped]), max(document.lasts[dropped])  # a day stands behind its month
    place = quote.token_at(edit.quote_start)
    if stop - first > MAX_WORDS or place >= len(quote.tokens):
        return None
    shift = 0
    # The alignment cannot know which of two equal words was left out: the false start ends where it is broken off.
    while not _says_nothing(tokens, first + shift, stop + shift, document.text, lexicon):
        if first + shift == 0 or tokens[first + shift - 1].folded != tokens[stop + shift - 1].folded:
            return None
        shift -= 1
    start, end = tokens[first + shift].start, tokens[stop + shift - 1].end
    words = [token.folded for token in tokens[first + shift : stop + shift]]
    offset = quote.tokens[place + shift].start if place + shift >= 0 else 0
    return Change(
        "function_word" if all(word in lexicon.function for word in words) else "word",
        "dropped",
        "minor",
        DiffSide(offset, offset, ""),
        DiffSide(start, end, document.text[start:end]),
    )


def _says_nothing(tokens: Sequence[Token], first: int, stop: int, text: str, lexicon: Lexicon) -> bool:
    """Tell whether tokens [first, stop) are a false start, a filler, or what the speaker takes back right behind."""
    if _is_false_start(tokens[first:stop], tokens[stop:], text, lexicon):
        return True
    if _is_filler(tokens, first, stop, text, lexicon) or _is_corrected(tokens, first, stop, text, lexicon):
        return True
    return _is_put_right(tokens, first, stop, text, lexicon) or _puts_right(tokens, first, stop, text, lexicon)


def _is_put_right(tokens: Sequence[Token], first: int, stop: int, text: str, lexicon: Lexicon) -> bool:
    """Tell whether a bracket right behind tokens [first, stop) stands for them: "on Tuesday [Wednesday]"."""
    if stop - first > MAX_CORRECTED or stop == len(tokens) or not _may_be_misspoken(tokens[first:stop], lexicon):
        return False
    bracket = BRACKET.match(text, tokens[stop - 1].end)
    return bracket is not None and len(bracket["words"].split()) <= stop - first


def _puts_right(tokens: Sequence[Token], first: int, stop: int, text: str, lexicon: Lexicon) -> bool:
    """Tell whether tokens [first, stop) are a bracket that corrects the word before it: "Ely [Marlow]"."""
    if first == 0 or stop - first > MAX_CORRECTED or not _may_be_misspoken(tokens[first - 1 : stop], lexicon):
        return False
    bracket = BRACKET.match(text, tokens[first - 1].end)
    if bracket is None or bracket["words"] != text[tokens[first].start : tokens[stop - 1].end]:
        return False
    one, other = tokens[first - 1].folded, tokens[first].folded
    if one not in lexicon.function and all(text[token.start].isupper() for token in tokens[first - 1 : stop]):
        return True
    is_close = one[:SLIP_START] == other[:SLIP_START] and Indel.normalized_similarity(one, other) >= MIN_SLIP_SIMILARITY
    return is_close and stop - first == 1


def _may_be_misspoken(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell words of which no bracket may take one back: "He never [ever] lied" denies."""
    return all(lexicon.kinds.get(word.folded) not in TURNING for word in words)


def _is_filler(tokens: Sequence[Token], first: int, stop: int, text: str, lexicon: Lexicon) -> bool:
    """Tell whether tokens [first, stop) only fill: "um", ", you know, ", "and I mean, ", "we hired, I should say, "."""
    k = first
    while k < stop:
        length = _length_of_phrase(tokens, k, stop, lexicon)
        if tokens[k].folded in lexicon.hesitations:
            length = 1
        elif not length or not (
            _has_mark(tokens, k + length, text)
            and (_has_mark(tokens, k, text) or tokens[k - 1].folded in lexicon.joiners)
        ):
            return False
        k += length
    return True


def _length_of_phrase(tokens: Sequence[Token], k: int, stop: int, lexicon: Lexicon) -> int:
    """Return how many tokens from k on are a filler or say that something is corrected, 0 where none begins."""
    words = tuple(token.folded for token in tokens[k : min(k + MAX_PHRASE, stop)])
    beginnings = (words[:length] for length in range(len(words), 0, -1))
    return next((len(each) for each in beginnings if each in lexicon.fillers or each in lexicon.corrections), 0)


def _has_mark(tokens: Sequence[Token], k: int, text: str) -> bool:
    """Tell whether a mark or the text's end stands before token k."""
    if k == 0 or k == len(tokens):
        return True
    return not MARKS.isdisjoint(text[tokens[k - 1].end : tokens[k].start])


def _is_corrected(tokens: Sequence[Token], first: int, stop: int, text: str, lexicon: Lexicon) -> bool:
    """Tell whether tokens [first, stop) are taken back, "2019 — I should say", and said otherwise right behind."""
    words = tuple(token.folded for token in tokens[first:stop])
    for length in range(1, min(MAX_PHRASE, len(words) - 1) + 1):
        phrase, taken_back = words[-length:], words[:-length]
        is_correction = phrase in lexicon.corrections
        if not (is_correction or phrase in lexicon.fillers or phrase[0] in lexicon.hesitations):
            continue
        if stop == len(tokens) or not _has_mark(tokens, stop - length, text):
            continue
        again = [token.folded for token in tokens[stop : stop + len(taken_back) + MAX_INSERTED]]
        if _is_said_again(taken_back, again, lexicon, is_cut=False):
            return True
        if (
            is_correction
            and len(taken_back) <= MAX_CORRECTED
            and _are_alike(tokens[first], tokens[stop], text, lexicon)
        ):
            return True
    return False


def _are_alike(one: Token, other: Token, text: str, lexicon: Lexicon) -> bool:
    """Tell whether two words may stand for each other: one word, two numbers, or two with a capital."""
    if one.folded == other.folded:
        return True
    are_numbers = [token.folded[0] in DIGITS or token.folded in lexicon.numbers for token in (one, other)]
    return all(are_numbers) or (text[one.start].isupper() and text[other.start].isupper())


def _is_false_start(start: Sequence[Token], after: Sequence[Token], text: str, lexicon: Lexicon) -> bool:
    """Tell whether words are said again right behind them."""
    if not after:
        return False
    between = text[start[-1].end : after[0].start]
    words = [token.folded for token in start]
    again = [token.folded for token in after[: len(words) + MAX_INSERTED]]
    if again[: len(words)] == words and (len(set(words)) >= MIN_REPEATED or not DASHES.isdisjoint(between)):
        return True
    is_cut = between[:1] in HYPHENS and not between[1:2].isalnum()
    is_dash = not DASHES.isdisjoint(between) or "--" in between or between == " - "
    return is_dash and _is_said_again(words, again, lexicon, is_cut=is_cut)


def _is_said_again(words: Sequence[str], again: Sequence[str], lexicon: Lexicon, *, is_cut: bool) -> bool:
    """Tell whether a false start's first word opens the second start, and none of its others that matters is lost."""
    if is_cut and len(words) == 1:
        # What is no word says nothing; what is one has to come again as the beginning of another.
        return words[0] not in lexicon.words or any(word.startswith(words[0]) for word in again)
    if not _is_same(words[0], again[0], lexicon):
        return False
    k = 1
    for i, word in enumerate(words[1:], 1):
        found = k
        while found < len(again) and not (
            _is_same(word, again[found], lexicon) or (is_cut and i == len(words) - 1 and again[found].startswith(word))
        ):
            found += 1
        if found < len(again):
            k = found + 1
        elif lexicon.kinds.get(word) != "function_word":
            return False
    return True


def _is_same(word: str, other: str, lexicon: Lexicon) -> bool:
    """Tell whether two words are one, or forms of one."""
    return word == other or is_same_stem(word, other, lexicon)
