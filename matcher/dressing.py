"""The other clothes of a quote's values: eighty percent for 80%, three hundred dollars for $300.

Each way turns all numbers of the quote, or all its amounts of money, at once: whoever writes one number in words writes
the others so. What a way yields has a tuple of words for each token of the quote, an empty one where another took the
token in. Millions and more stay words behind their number, as they are written: "5 million".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from matcher.diff import lexicon_for
from matcher.diff.values.digits import DIGITS
from matcher.diff.values.spoken import NumberPhrase
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.lexicons import LANGUAGES
from matcher.types import Token

# One word of the quote, or several, for each of its tokens; none where the word before took the token in.
Dressed = list[tuple[str, ...]]

# Scales from here on are written as words behind digits.
WRITTEN_OUT: Final = 1_000_000
# Digits of a number that may be written in words: below a hundred, and round hundreds and thousands.
MAX_DIGITS: Final = 4
TEN: Final = 10
SCALES: Final = (("hundred", 100), ("thousand", 1000))
# The one currency whose sign and word are each other's clothes often enough to earn a lookup.
DOLLAR: Final = "$"
DOLLARS: Final = ("dollars", "dollar")


def may_be_dressed(tokens: Sequence[Token], limit: int) -> bool:
    """Tell whether a quote has numbers that have other clothes, though no table of them."""
    count = sum([t.folded in _number_words() or _has_words(t.folded) or t.folded == DOLLAR for t in tokens])
    return 0 < count <= limit


def in_digits(dressed: Dressed, tokens: Sequence[Token], lexicon: Lexicon) -> Dressed:
    """Return a quote with its numbers in digits: 85 for "eighty-five", "5 million" for "five million"."""
    found = list(dressed)
    k = 0
    while k < len(tokens):
        end, value = _read_number(tokens, k, lexicon)
        if end > k:
            found[k:end] = [(str(value),), *[()] * (end - k - 1)]
        k = max(end, k + 1)
    return found


def in_words(dressed: Dressed, tokens: Sequence[Token], lexicon: Lexicon) -> Dressed:
    """Return a quote with its small and round numbers in words: "eighty-five" for 85, "three hundred" for 300."""
    words = _words_by_value(lexicon.language)
    return [
        words.get(int(token.folded), own) if _has_words(token.folded) else own
        for own, token in zip(dressed, tokens, strict=True)
    ]


def with_dollars(dressed: Dressed, tokens: Sequence[Token], lexicon: Lexicon) -> Dressed:
    """Return a quote with its dollars before or behind their amount: "$300" for "300 dollars", and back."""
    found = list(dressed)
    for k, token in enumerate(tokens):
        if token.folded in DOLLARS:
            first = _amount_before(tokens, k, lexicon)
            if first < k:
                found[first], found[k] = (DOLLAR, *found[first]), ()
        elif token.folded == DOLLAR:
            last = _amount_behind(tokens, k, lexicon)
            if last > k:
                found[k], found[last] = (), (*found[last], DOLLARS[0])
    return found


def _read_number(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> tuple[int, int]:
    """Return where a whole number in words that begins at token k ends, and its value; k where none does."""
    kind, value = lexicon.numbers.get(tokens[k].folded, ("", 0))
    if _is_scale_behind_article(tokens, k, lexicon):  # "a hundred and five"
        phrase = NumberPhrase(lexicon, current=1)
        end = phrase.read(tokens, k + 1, len(tokens))
        is_whole = not phrase.ordinal and phrase.fraction is None and phrase.value().denominator == 1
        return (end, int(phrase.value())) if is_whole and phrase.value() < WRITTEN_OUT else (k, 0)
    if kind not in ("unit", "tens"):
        return k, 0
    stop = k + 1
    while stop < len(tokens) and not _is_written_scale(tokens[stop].folded, lexicon):
        stop += 1
    phrase = NumberPhrase(lexicon)
    end = phrase.read(tokens, k, stop)
    is_pronoun = value == 1 and end == k + 1 and stop != end  # "no one", "one of the boats"
    if is_pronoun or phrase.ordinal or phrase.fraction is not None or phrase.value().denominator != 1:
        return k, 0
    return end, int(phrase.value())


def _is_scale_behind_article(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    if tokens[k].folded not in lexicon.number_article or k + 1 == len(tokens):
        return False
    kind, value = lexicon.numbers.get(tokens[k + 1].folded, ("", 0))
    return kind == "hundred" or (kind == "scale" and value < WRITTEN_OUT)


def _is_written_scale(word: str, lexicon: Lexicon) -> bool:
    kind, value = lexicon.numbers.get(word, ("", 0))
    return kind == "scale" and value >= WRITTEN_OUT


def _is_of_amount(word: str, lexicon: Lexicon) -> bool:
    return word[0] in DIGITS or lexicon.numbers.get(word, ("ordinal", 0))[0] != "ordinal"


def _amount_before(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> int:
    while k > 0 and _is_of_amount(tokens[k - 1].folded, lexicon):
        k -= 1
    return k


def _amount_behind(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> int:
    while k + 1 < len(tokens) and _is_of_amount(tokens[k + 1].folded, lexicon):
        k += 1
    return k


def _has_words(word: str) -> bool:
    return len(word) <= MAX_DIGITS and word.isdecimal() and int(word) in _words_by_value("en") and word[0] != "0"


@cache
def _number_words() -> frozenset[str]:
    """Return the words that begin a number, in any language."""
    lexicons = [lexicon_for(language) for language in LANGUAGES]
    return frozenset(
        word for own in lexicons for word, (kind, _) in own.numbers.items() if kind in ("unit", "tens")
    ) | frozenset(DOLLARS)


@cache
def _words_by_value(language: str) -> dict[int, tuple[str, ...]]:
    """Return the words of small numbers: one each, in English also two where a ten or a scale makes them."""
    words: dict[int, tuple[str, ...]] = {}
    for word, (kind, value) in lexicon_for(language).numbers.items():
        if kind in ("unit", "tens"):
            words.setdefault(value, (word,))
    if language in ("en", "any"):
        for tens in range(2 * TEN, TEN * TEN, TEN):
            words |= {tens + unit: (*words[tens], *words[unit]) for unit in range(1, TEN)}
        for word, scale in SCALES:
            words |= {unit * scale: (*words[unit], word) for unit in range(1, TEN)}
    return words
