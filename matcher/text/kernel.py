"""The compiled tokeniser: code points in, folded tokens with original offsets out.

Two passes over one document. ``fold_pass`` is the transducer: it drops what is invisible, replaces each
character by its folded form and remembers the original place of every folded character. ``token_pass`` cuts
that stream into tokens. Both are linear in the text and allocate a constant number of arrays.

Invariants: token spans are non-empty, start at non-decreasing original offsets and never end inside a grapheme
cluster; characters that came from one original character share its whole span, so no span splits a ligature.
Not a goal: sentence or paragraph structure, and equal values in other clothes, which the diff layer knows.
"""

from __future__ import annotations

import numpy as np

from matcher.kernels import inline_kernel, kernel
from matcher.text.classes import (
    AMPERSAND,
    DASH,
    DIGIT,
    DOT,
    EXTENDER,
    LETTER,
    LINE_BREAK,
    LOWER,
    MARK,
    OWN_NUMBER,
    SEPARATOR,
    SOFT_HYPHEN,
    SPACE,
    SYMBOL,
    UNSPACED,
    UPPER,
)

FIRST_NOT_ASCII = 0x80
HYPHEN_MINUS = 0x2D
HYPHEN = 0x2010
NON_BREAKING_HYPHEN = 0x2011
DIAERESIS = 0x308  # ё = е, the only accent that Russian usage drops at will
DOT_ABOVE = 0x307  # left over from the Turkish İ written decomposed
CYRILLIC_IE = 0x435
LATIN_I = 0x69
POINT = 0x2E
ZERO = 0x30
HASH_SEED = np.uint64(0xCBF29CE484222325)


@kernel
def fold_pass(codes, kind, case, combining, fold_delta, fold_length, expansions):  # type: ignore[no-untyped-def]
    """Fold every character.

    Parameters
    ----------
    codes : uint32 (n,), code points of the text, entities already decoded
    kind, case, combining, fold_delta, fold_length, expansions : the tables of ``make_tables``

    Returns
    -------
    folded : uint32 (k,), folded characters; soft hyphens stay, as U+00AD
    classes : uint8 (k,)
    begin, end : int32 (k,), index into ``codes`` of the original character, end exclusive
    """
    n = codes.shape[0]
    # Counting first lets the arrays be allocated once; growing them inside the loop costs eight times the speed.
    size = n
    for i in range(n):
        if codes[i] >= FIRST_NOT_ASCII:
            size += max(np.int64(fold_length[codes[i]]) - 1, 0)
    folded = np.empty(size, np.uint32)
    classes = np.empty(size, np.uint8)
    begin = np.empty(size, np.int32)
    end = np.empty(size, np.int32)
    k = 0
    for i in range(n):
        code = codes[i]
        if code < FIRST_NOT_ASCII:
            # One for one, no marks: the way of nearly every character, at half the cost.
            value = np.uint32(np.int64(code) + fold_delta[code])
            folded[k], classes[k], begin[k], end[k] = value, kind[value], i, i + 1
            k += 1
            continue
        length = fold_length[code]
        if length == 0:
            cls = kind[code]
            if cls == EXTENDER and k > 0 and end[k - 1] == i:
                # All pieces of one original character share its span, and the extender with it.
                j = k - 1
                whole = begin[j]
                while j >= 0 and begin[j] == whole:
                    end[j] = i + 1
                    j -= 1
            elif cls == SOFT_HYPHEN and _at_line_end(codes, kind, i + 1):
                folded[k], classes[k], begin[k], end[k] = code, SOFT_HYPHEN, i, i + 1
                k += 1
            continue
        delta = fold_delta[code]
        for j in range(length):
            value = np.uint32(np.int64(code) + delta) if length == 1 else expansions[delta + j]
            cls = kind[value]
            if cls == MARK and k > 0:
                before = folded[k - 1]
                if (value == DIAERESIS and before == CYRILLIC_IE) or (value == DOT_ABOVE and before == LATIN_I):
                    end[k - 1] = i + 1
                    continue
            folded[k], classes[k], begin[k], end[k] = value, cls, i, i + 1
            k += 1
            if cls == MARK:
                _sort_marks(folded, classes, begin, end, combining, k)
    return folded[:k], classes[:k], begin[:k], end[:k]


@kernel
def _at_line_end(codes, kind, i):  # type: ignore[no-untyped-def]
    """Tell whether only spaces stand between place i and a line break."""
    while i < codes.shape[0] and kind[codes[i]] == SPACE:
        i += 1
    return i < codes.shape[0] and kind[codes[i]] == LINE_BREAK


@kernel
def _sort_marks(folded, classes, begin, end, combining, k):  # type: ignore[no-untyped-def]
    """Bring the mark at k - 1 into canonical order among the marks before it (UAX 15, D109)."""
    j = k - 1
    while j > 0 and classes[j - 1] == MARK and combining[folded[j - 1]] > combining[folded[j]] > 0:
        folded[j - 1], folded[j] = folded[j], folded[j - 1]
        low, high = min(begin[j - 1], begin[j]), max(end[j - 1], end[j])
        begin[j - 1], begin[j], end[j - 1], end[j] = low, low, high, high
        j -= 1


@kernel
def _is_word(cls):  # type: ignore[no-untyped-def]
    return cls == LETTER or cls == DIGIT or cls == MARK or cls == UNSPACED


@kernel
def _line_join(folded, classes, begin, case, codes, k):  # type: ignore[no-untyped-def]
    """Return where the word goes on after a line-end hyphen at k, or -1."""
    n = folded.shape[0]
    value = codes[begin[k]]
    if not (classes[k] == SOFT_HYPHEN or value == HYPHEN_MINUS or value == HYPHEN or value == NON_BREAKING_HYPHEN):
        return -1
    j = k + 1
    while j < n and classes[j] == SPACE:
        j += 1
    if j == n or classes[j] != LINE_BREAK:
        return -1
    if folded[j] == 13 and j + 1 < n and folded[j + 1] == 10:
        j += 1
    j += 1
    while j < n and classes[j] == SPACE:
        j += 1
    if j == n or classes[j] != LETTER:
        return -1
    before = k - 1
    while before > 0 and classes[before] == MARK:
        before -= 1
    joins = case[codes[begin[j]]] == LOWER or case[codes[begin[before]]] == UPPER
    return j if joins else -1


@kernel
def most_chars(num_folded):  # type: ignore[no-untyped-def]
    """Return how many characters the tokens of so many folded ones have at most.

    "&" alone becomes "and": three characters for one, but only one of them with every second character; " .5" becomes
    "0.5", "$.5" "$" and "0.5".
    """
    return num_folded + num_folded // 2 + 3


@kernel
def token_pass(folded, classes, begin, end, case, codes):  # type: ignore[no-untyped-def]
    """Cut folded characters into tokens.

    Returns
    -------
    hashes : uint64 (t,), of each token's folded characters
    starts, ends : int32 (t,), indices into ``codes``
    chars : uint32 (c,), the folded characters of all tokens on end
    bounds : int32 (t + 1,), token i has chars[bounds[i]:bounds[i + 1]]
    """
    n = folded.shape[0]
    hashes = np.empty(n, np.uint64)
    starts = np.empty(n, np.int32)
    ends = np.empty(n, np.int32)
    bounds = np.empty(n + 1, np.int32)
    bounds[0] = 0
    chars = np.empty(most_chars(n), np.uint32)
    num_chars = 0
    num_tokens = 0
    k = 0
    while k < n:
        cls = classes[k]
        if cls == SPACE:
            k += 1
            continue
        first = k
        if cls == LETTER:
            # Nearly every word ends with the first run of letters, which needs no look at anything else.
            while k < n and classes[k] == LETTER:
                chars[num_chars] = folded[k]
                num_chars += 1
                k += 1
            num_letters = k - first
            last = k - 1
            while k < n:
                here = classes[k]
                if here == SPACE:
                    break
                if here == LETTER or here == MARK:
                    chars[num_chars] = folded[k]
                    num_chars += 1
                    num_letters += here == LETTER
                    last = k
                    k += 1
                elif here == DASH or here == SOFT_HYPHEN:
                    after = _line_join(folded, classes, begin, case, codes, k)
                    if after < 0:
                        break
                    k = after
                elif here == DOT and num_letters == 1 and _initial_follows(classes, first, k):
                    # U.S.: the letters of a dotted initialism are one token.
                    while k < n and classes[k] == DOT and _lone_letter(classes, k + 1):
                        k += 1
                        while k < n and (classes[k] == LETTER or classes[k] == MARK):
                            chars[num_chars] = folded[k]
                            num_chars += 1
                            last = k
                            k += 1
                    break
                else:
                    break
        elif cls == UNSPACED:
            last = k
            chars[num_chars] = folded[k]
            num_chars += 1
            k += 1
            while k < n and classes[k] == MARK:
                chars[num_chars] = folded[k]
                num_chars += 1
                last = k
                k += 1
        elif cls == DIGIT:
            last = k
            has_point = (
                k > 0
                and case[codes[begin[k]]] != OWN_NUMBER
                and makes_fraction(classes[k - 1], classes[k - 2] if k > 1 else SPACE)
            )
            if has_point:
                chars[num_chars], chars[num_chars + 1] = ZERO, POINT
                num_chars += 2
            while k < n:
                if classes[k] == DIGIT:
                    if k > first and begin[k] != begin[k - 1]:
                        if case[codes[begin[k]]] == OWN_NUMBER or case[codes[begin[k - 1]]] == OWN_NUMBER:
                            break
                elif not ((classes[k] == DOT or classes[k] == SEPARATOR) and k + 1 < n and classes[k + 1] == DIGIT) or (
                    begin[k + 1] != begin[k] and case[codes[begin[k + 1]]] == OWN_NUMBER
                ):
                    break
                chars[num_chars] = folded[k]
                num_chars += 1
                last = k
                k += 1
            while k < n and classes[k] == MARK:
                last = k
                k += 1
            first -= has_point
        elif cls == SYMBOL or (cls == DASH and _is_numeric_dash(classes, k)):
            last = k
            chars[num_chars] = folded[k] if cls == SYMBOL else HYPHEN_MINUS
            num_chars += 1
            k += 1
            while k < n and classes[k] == MARK:
                last = k
                k += 1
        elif cls == AMPERSAND and _stands_alone(classes, k):
            last = k
            chars[num_chars], chars[num_chars + 1], chars[num_chars + 2] = 97, 110, 100
            num_chars += 3
            k += 1
        else:
            k += 1
            continue
        hashes[num_tokens] = hash_of(chars, bounds[num_tokens], num_chars)
        starts[num_tokens] = begin[first]
        ends[num_tokens] = end[last]
        num_tokens += 1
        bounds[num_tokens] = num_chars
    # Copies, because an index keeps some of these: a view would keep all that was allocated.
    return (
        hashes[:num_tokens].copy(),
        starts[:num_tokens].copy(),
        ends[:num_tokens].copy(),
        chars[:num_chars].copy(),
        bounds[: num_tokens + 1].copy(),
    )


@kernel
def _lone_letter(classes, k):  # type: ignore[no-untyped-def]
    """Tell whether one letter with its marks stands at k, no other word character behind it."""
    n = classes.shape[0]
    if k >= n or classes[k] != LETTER:
        return False
    k += 1
    while k < n and classes[k] == MARK:
        k += 1
    return k == n or not _is_word(classes[k])


@kernel
def _initial_follows(classes, first, k):  # type: ignore[no-untyped-def]
    """Tell whether the lone letter from first to the dot at k begins a dotted initialism."""
    if first > 0 and _is_word(classes[first - 1]):
        return False
    return _lone_letter(classes, k + 1)


@kernel
def _is_numeric_dash(classes, k):  # type: ignore[no-untyped-def]
    """Tell a minus sign or a range dash from a hyphen."""
    after = k + 1
    if after < classes.shape[0] and classes[after] == DOT:
        after += 1
    if after >= classes.shape[0] or classes[after] != DIGIT:
        return False
    if k == 0:
        return True
    before = classes[k - 1]
    return not (before == LETTER or before == MARK or before == DASH)


@kernel
def makes_fraction(mark, before):  # type: ignore[no-untyped-def]
    """Tell whether the mark before digits is a point that nothing stands before: ".5", "$.50", but not "end.5"."""
    return mark == DOT and (before == SPACE or before == LINE_BREAK or before == SYMBOL or before == DASH)


@kernel
def _stands_alone(classes, k):  # type: ignore[no-untyped-def]
    left = k == 0 or classes[k - 1] == SPACE or classes[k - 1] == LINE_BREAK
    right = k + 1 == classes.shape[0] or classes[k + 1] == SPACE or classes[k + 1] == LINE_BREAK
    return left and right


@kernel
def hash_of(chars, low, high):  # type: ignore[no-untyped-def]
    """FNV-1a over whole code points, finished by the mixer of MurmurHash3 so that low bits are usable."""
    value = HASH_SEED
    for i in range(low, high):
        value = hash_next(value, chars[i])
    return hash_finished(value)


@inline_kernel
def hash_next(value, char):  # type: ignore[no-untyped-def]
    """Take one more character into a hash that begins as ``HASH_SEED``."""
    return (value ^ np.uint64(char)) * np.uint64(0x100000001B3)


@inline_kernel
def hash_finished(value):  # type: ignore[no-untyped-def]
    """Return the hash of the characters taken in."""
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xFF51AFD7ED558CCD)
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> np.uint64(33))
