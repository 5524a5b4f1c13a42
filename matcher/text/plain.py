"""Tokens of plain text in one pass; whatever is more than plain goes through the two passes of ``kernel``.

A character is **plain** if it folds to exactly one character that nothing after it can change: ASCII, typographic
quotation marks and dashes, Han, letters without accents. Nearly all text is, and reading it needs none of the arrays
that lead from folded characters back to original ones: a fifth of the time of the two passes.

A stretch between white space that holds anything else (an accent, a ligature, something invisible, a hyphen that may
join lines, an initialism) is **involved**: what was read of it is taken back, and ``fold_pass`` and ``token_pass`` read
it. The two passes never look across the white space at its borders, so their tokens are those of the whole text.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.kernels import inline_kernel, kernel
from matcher.text.classes import (
    AMPERSAND,
    DASH,
    DIGIT,
    DOT,
    EXTENDER,
    IGNORABLE,
    LETTER,
    LINE_BREAK,
    MARK,
    OTHER,
    OWN_NUMBER,
    SEPARATOR,
    SOFT_HYPHEN,
    SPACE,
    SYMBOL,
    UNSPACED,
)
from matcher.text.kernel import (
    FIRST_NOT_ASCII,
    HASH_SEED,
    HYPHEN_MINUS,
    POINT,
    ZERO,
    fold_pass,
    hash_finished,
    hash_next,
    makes_fraction,
    most_chars,
    token_pass,
)

# The class of a character that is not plain.
INVOLVED = 255
# Characters that an involved stretch takes along at least. Doubled while such stretches follow one another, so that
# text full of accents is read in a few long pieces, and each costs little more than in the two passes alone.
MIN_STRETCH = 64


def plain_classes(
    kind: NDArray[np.uint8], case: NDArray[np.uint8], fold_delta: NDArray[np.int32], fold_length: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """Return the class of what each code point folds to, uint8, ``INVOLVED`` where it is not plain."""
    single = fold_length == 1
    folded = np.arange(len(kind)) + np.where(single, fold_delta, 0)
    classes = kind[folded]
    meddling = np.isin(classes, (MARK, EXTENDER, IGNORABLE, SOFT_HYPHEN))
    classes[~single | meddling | ((classes == DIGIT) & (case == OWN_NUMBER))] = INVOLVED
    return classes


@inline_kernel
def _is_blank(cls):  # type: ignore[no-untyped-def]
    return cls == SPACE or cls == LINE_BREAK


@kernel
def _word_is_over(codes, plain, first, end):  # type: ignore[no-untyped-def]
    """Tell whether the letters at first:end are a word, whatever an involved character may do."""
    n = codes.shape[0]
    if end == n:
        return True
    cls = plain[codes[end]]
    if cls != DASH and cls != DOT:
        return cls != INVOLVED
    after = plain[codes[end + 1]] if end + 1 < n else OTHER
    if cls == DASH:
        goes_on = _is_blank(after)  # A hyphen at a line's end may join.
    else:
        goes_on = end - first == 1 and after == LETTER  # An initialism may begin.
    return not goes_on and after != INVOLVED


@kernel
def _number_end(codes, plain, first):  # type: ignore[no-untyped-def]
    """Return where the number at first ends, or -1 if an involved character may have a say in it."""
    n = codes.shape[0]
    k = first + 1
    while k < n:
        cls = plain[codes[k]]
        if cls == DOT or cls == SEPARATOR:
            cls = plain[codes[k + 1]] if k + 1 < n else OTHER
        if cls != DIGIT:
            return k if cls != INVOLVED else -1
        k += 1
    return n


@kernel
def _sign_end(codes, plain, k):  # type: ignore[no-untyped-def]
    """Return where the sign at k ends: at k itself if it is no token, at -1 if it is involved or may be."""
    cls = plain[codes[k]]
    if cls == INVOLVED:
        return -1
    before = plain[codes[k - 1]] if k > 0 else SPACE
    after = plain[codes[k + 1]] if k + 1 < codes.shape[0] else SPACE
    if cls == DASH:
        may_be = before != LETTER and before != DASH
        if after == DOT:
            after = plain[codes[k + 2]] if k + 2 < codes.shape[0] else SPACE
        is_token = after == DIGIT
    elif cls == AMPERSAND:
        may_be = _is_blank(before)
        is_token = _is_blank(after)
    else:
        may_be = is_token = cls == SYMBOL or cls == UNSPACED
    if may_be and after == INVOLVED:
        return -1
    return k + 1 if may_be and is_token else k


@kernel
def _write_folded(codes, plain, fold_delta, first, end, chars, num_chars):  # type: ignore[no-untyped-def]
    """Write the folded characters of the number or sign at first:end; return the new number of characters."""
    cls = plain[codes[first]]
    if cls == AMPERSAND:
        chars[num_chars], chars[num_chars + 1], chars[num_chars + 2] = 97, 110, 100
        return num_chars + 3
    for k in range(first, end):
        chars[num_chars] = np.uint32(np.int64(codes[k]) + fold_delta[codes[k]]) if cls != DASH else HYPHEN_MINUS
        num_chars += 1
    return num_chars


@kernel
def _stretch_end(codes, plain, first, least):  # type: ignore[no-untyped-def]
    """Return the first place behind first, and not before least, where white space ends a stretch for good.

    The character before it is plain and no dash, so that no word goes on behind the white space.
    """
    n = codes.shape[0]
    k = max(first + 1, least)
    while k < n:
        if _is_blank(plain[codes[k]]):
            before = plain[codes[k - 1]]
            if before != INVOLVED and before != DASH and not _is_blank(before):
                return k
        k += 1
    return n


@kernel
def _folded_size(codes, fold_length):  # type: ignore[no-untyped-def]
    """Return how many characters the text may have folded: at least those that it has."""
    size = codes.shape[0]
    for code in codes:
        if code >= FIRST_NOT_ASCII:
            size += max(np.int64(fold_length[code]) - 1, 0)
    return size


@kernel
def tokenize_codes(codes, plain, kind, case, combining, fold_delta, fold_length, expansions):  # type: ignore[no-untyped-def]
    """Cut code points into folded tokens.

    Parameters
    ----------
    codes : uint32 (n,), code points of the text, entities already decoded
    plain : uint8, as ``plain_classes`` gives it
    kind, case, combining, fold_delta, fold_length, expansions : the tables of ``make_tables``

    Returns
    -------
    packed, number of tokens, number of characters : see ``TokenStream``
    """
    size = _folded_size(codes, fold_length)
    hashes = np.empty(size, np.uint64)
    starts = np.empty(size, np.int32)
    ends = np.empty(size, np.int32)
    bounds = np.zeros(size + 1, np.int32)
    chars = np.empty(most_chars(size), np.uint32)
    # Where the present stretch begins, in the text and among the tokens: what an involved character takes back.
    stretch = stretch_tokens = num_tokens = num_chars = 0
    last_involved, reach = 0, MIN_STRETCH
    k = 0
    while k < codes.shape[0]:
        code = codes[k]
        cls = plain[code]
        first = k
        if cls == LETTER:
            # Folded and hashed while it is read: most of all characters are letters of such words.
            end, j, value = k, num_chars, HASH_SEED
            while cls == LETTER:
                folded = np.uint32(np.int64(code) + fold_delta[code])
                chars[j] = folded
                value = hash_next(value, folded)
                j += 1
                end += 1
                if end == codes.shape[0]:
                    break
                code = codes[end]
                cls = plain[code]
            if _word_is_over(codes, plain, k, end):
                num_chars = j
            else:
                end = -1
        elif cls == SPACE or cls == LINE_BREAK:
            k += 1
            stretch, stretch_tokens = k, num_tokens
            continue
        else:
            if cls == DIGIT:
                end = _number_end(codes, plain, k)
                if k > 0 and makes_fraction(plain[codes[k - 1]], plain[codes[k - 2]] if k > 1 else SPACE):
                    chars[num_chars], chars[num_chars + 1] = ZERO, POINT
                    num_chars += 2
                    first -= 1
            else:
                end = _sign_end(codes, plain, k)
            if end == k:
                k += 1
                continue
            if end > k:
                num_chars = _write_folded(codes, plain, fold_delta, k, end, chars, num_chars)
                value = HASH_SEED
                for j in range(bounds[num_tokens], num_chars):
                    value = hash_next(value, chars[j])
        if end >= 0:
            hashes[num_tokens] = hash_finished(value)
            starts[num_tokens], ends[num_tokens] = first, end
            num_tokens += 1
            bounds[num_tokens] = num_chars
            k = end
            continue
        reach = 2 * reach if stretch - last_involved <= reach else MIN_STRETCH
        end = _stretch_end(codes, plain, k, stretch + reach)
        part = codes[stretch:end]
        folded, classes, begin, stop = fold_pass(part, kind, case, combining, fold_delta, fold_length, expansions)
        found = token_pass(folded, classes, begin, stop, case, part)
        low, num_chars = stretch_tokens, int(bounds[stretch_tokens])
        num_tokens = low + found[0].shape[0]
        hashes[low:num_tokens] = found[0]
        starts[low:num_tokens] = found[1] + np.int32(stretch)
        ends[low:num_tokens] = found[2] + np.int32(stretch)
        bounds[low : num_tokens + 1] = found[4] + np.int32(num_chars)
        chars[num_chars : num_chars + found[3].shape[0]] = found[3]
        num_chars += found[3].shape[0]
        k = stretch = last_involved = end
        stretch_tokens = num_tokens
    return _packed(hashes, starts, ends, bounds, chars, num_tokens, num_chars), num_tokens, num_chars


@kernel
def _packed(hashes, starts, ends, bounds, chars, num_tokens, num_chars):  # type: ignore[no-untyped-def]
    """Return the tokens of a text in one piece, uint64: hashes, and in halves starts, ends, bounds and characters."""
    size = num_tokens + (3 * num_tokens + 1 + num_chars + 1) // 2
    packed = np.empty(size, np.uint64)
    packed[:num_tokens] = hashes[:num_tokens]
    halves = packed.view(np.int32)[2 * num_tokens :]
    halves[:num_tokens] = starts[:num_tokens]
    halves[num_tokens : 2 * num_tokens] = ends[:num_tokens]
    halves[2 * num_tokens : 3 * num_tokens + 1] = bounds[: num_tokens + 1]
    halves.view(np.uint32)[3 * num_tokens + 1 : 3 * num_tokens + 1 + num_chars] = chars[:num_chars]
    return packed


@kernel
def move_places(places, stretches):  # type: ignore[no-untyped-def]
    """Turn places in a text with its entities decoded into places in the text as it was sent.

    Parameters
    ----------
    places : int32 (2t,), starts and then ends of the tokens, written to
    stretches : int32 (s, 4), of each stretch, plain or of an entity, where it ends, what to add to the places of a
        plain one, or where an entity begins and ends, and 1 where it is plain, else 0
    """
    num_tokens = places.shape[0] // 2
    for column in range(2):
        k = 0
        for i in range(column * num_tokens, (column + 1) * num_tokens):
            # A token's last character decides where it ends.
            while places[i] - column >= stretches[k, 0]:
                k += 1
            places[i] = stretches[k, 1 + column] + stretches[k, 3] * places[i]
