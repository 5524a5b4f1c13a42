"""The compiled part of ``variations``: pieces of documents are copied, word by word, with exchanges on the way.

Whatever is drawn is a hash of the document's seed and a counter, or of the seed and the word where the same word has
to fare the same throughout.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit

# Words of a piece: it ends with a paragraph from the first number on, with a sentence from the second, anywhere at
# the third.
PARAGRAPH_WORDS, SENTENCE_WORDS, MOST_WORDS = 25, 50, 120
# Further documents that give pieces: at least, at most.
FEWEST_PARENTS, MOST_PARENTS = 2, 5
# Percentage of the words at which another one of the same neighbours is drawn; it may be the same word again. With a
# quarter 17 % of the runs of eight words stand in a real document; of a real document's own 26 % stand in another one,
# most of them in near copies, which variations are not to be (``likeness.py``). With a half it is 5 %.
EXCHANGED: Final = 25
# Percentage of a document's names that are exchanged, and among them those exchanged for names coined earlier.
NAMES_EXCHANGED, NAMES_AGAIN = 60, 10
NAME, NUMBER = 1, 2  # as in ``variations``
SPACE: Final = 32
# Names coined in one document, at most.
MOST_COINED: Final = 64
COINED: Final = np.uint64(0xC01)  # keeps the draws for a coined name apart from all others
VOWELS: Final = np.frombuffer(b"aeiou", np.uint8)
CONSONANTS: Final = np.frombuffer(b"bdfgklmnprstvz", np.uint8)


@njit(cache=True, nogil=True)
def mixed(x):  # type: ignore[no-untyped-def]
    """Hash 64 bits (the finisher of SplitMix64, Steele, Lea and Flood 2014)."""
    x = np.uint64(x) + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@njit(cache=True, nogil=True)
def below(bits, n):  # type: ignore[no-untyped-def]
    """Return a number in [0, n) from random bits; n < 2**32."""
    return np.int64(((bits >> np.uint64(32)) * np.uint64(n)) >> np.uint64(32))


@njit(cache=True)
def cut(tokens, first, endings):  # type: ignore[no-untyped-def]
    """Cut documents into pieces.

    Parameters
    ----------
    endings : uint8, for each word 2 where a paragraph ends with it, 1 where a sentence does

    Returns
    -------
    pieces : int64 (p + 1,), where each begins, and the end
    piece_first : int64 (d + 1,), the first piece of each document
    """
    pieces = np.empty(tokens.shape[0] // PARAGRAPH_WORDS + first.shape[0] + 1, np.int64)
    piece_first = np.empty(first.shape[0], np.int64)
    n = 0
    for d in range(first.shape[0] - 1):
        piece_first[d] = n
        begin, last = first[d], first[d + 1] - 2
        for p in range(begin, last + 1):
            size, ending = p + 1 - begin, endings[tokens[p]]
            is_end = (ending == 2 and size >= PARAGRAPH_WORDS) or (ending == 1 and size >= SENTENCE_WORDS)
            if is_end or size == MOST_WORDS or p == last:
                pieces[n] = begin
                n += 1
                begin = p + 1
    piece_first[first.shape[0] - 1] = n
    pieces[n] = tokens.shape[0]
    return pieces[: n + 1], piece_first


@njit(cache=True, nogil=True)
def vary(seed, like, coins, columns, out):  # type: ignore[no-untyped-def]
    """Write a variation on document ``like``; return its bytes.

    Parameters
    ----------
    coins : the numbers [a, b) of the names that are new in it
    columns : see ``variations``
    out : uint8, written to

    Notes
    -----
    No two words side by side are exchanged: each is drawn for neighbours that stay.
    """
    tokens, first, family, pieces, piece_first, drawn, group, group_first = columns[:8]
    words, word_bounds, cores, core_bounds, kinds, core_of, sides, names = columns[8:]
    state = np.uint64(seed)
    salt = mixed(state)
    parents = np.empty(MOST_PARENTS + 1, np.int64)
    state = mixed(state + np.uint64(1))
    num_parents = 1 + FEWEST_PARENTS + below(state, MOST_PARENTS - FEWEST_PARENTS + 1)
    parents[0] = like
    for k in range(1, num_parents):
        state = mixed(state)
        parents[k] = family[like, 0] + below(state, family[like, 1] - family[like, 0])
    coined = np.empty(MOST_COINED, np.uint32)
    num_coined = 0
    size = first[like + 1] - first[like] - 1
    n, w = 0, 0
    while n < size:
        state = mixed(state)
        parent = parents[below(state, num_parents)]
        if piece_first[parent + 1] == piece_first[parent]:
            parent = like
        state = mixed(state)
        piece = piece_first[parent] + below(state, piece_first[parent + 1] - piece_first[parent])
        is_fresh = True
        for p in range(pieces[piece], pieces[piece + 1]):
            word = tokens[p]
            if word == 0:
                break
            state = mixed(state)
            if is_fresh and np.int64(state & np.uint64(0xFFFF)) % 100 < EXCHANGED:
                g = group[p]
                begin = np.int64(group_first[g])
                word = drawn[begin + below(state, np.int64(group_first[g + 1]) - begin)]
                if word == 0:
                    word = tokens[p]
            is_fresh = word == tokens[p]
            at, end = word_bounds[word], word_bounds[word + 1]
            if kinds[word] == NUMBER:
                w = _write_number(words[at:end], salt, out, w)
            elif kinds[word] == NAME:
                core = core_of[word]
                w = _write(words[at : at + sides[word, 0]], out, w)
                is_new = True
                for k in range(num_coined):
                    if coined[k] == core:
                        is_new = False
                        w = _write_coined(coins[0] + k, names, cores, core_bounds, out, w)
                if is_new and num_coined < min(coins[1] - coins[0], MOST_COINED):
                    w = _write_coined(coins[0] + num_coined, names, cores, core_bounds, out, w)
                    coined[num_coined] = core
                    num_coined += 1
                elif is_new:
                    w = _write_name(core, salt, coins[0], names, cores, core_bounds, out, w)
                w = _write(words[end - sides[word, 1] : end], out, w)
            else:
                w = _write(words[at:end], out, w)
            out[w] = SPACE
            w += 1
            n += 1
    return w


@njit(cache=True, nogil=True)
def _write(characters, out, w):  # type: ignore[no-untyped-def]
    for k in range(characters.shape[0]):
        out[w + k] = characters[k]
    return w + characters.shape[0]


@njit(cache=True, nogil=True)
def _write_number(word, salt, out, w):  # type: ignore[no-untyped-def]
    """Exchange the digits of a word; what may be a year becomes one of 1985 to 2026."""
    bits = salt
    for k in range(word.shape[0]):
        bits = mixed(bits ^ np.uint64(word[k]))
    k = 0
    while k < word.shape[0]:
        run = 0
        while k + run < word.shape[0] and 48 <= word[k + run] <= 57:
            run += 1
        if run == 4 and (word[k] == 49 or word[k] == 50):
            year = 1985 + below(bits, 42)
            for place in range(4):
                out[w + k + 3 - place] = 48 + year % 10
                year //= 10
        else:
            for place in range(run):
                bits = mixed(bits)
                # A number begins with no zero, unless it did.
                is_leading = place == 0 and word[k] != 48
                out[w + k + place] = 49 + below(bits, 9) if is_leading else 48 + below(bits, 10)
        if run == 0:
            out[w + k] = word[k]
        k += max(run, 1)
    return w + word.shape[0]


@njit(cache=True, nogil=True)
def _write_name(core, salt, num_before, names, cores, core_bounds, out, w):  # type: ignore[no-untyped-def]
    """Write what a name is exchanged for: the same throughout the document."""
    bits = mixed(salt ^ np.uint64(core))
    draw = np.int64(bits & np.uint64(0xFFFF)) % 100
    bits = mixed(bits)
    if draw < NAMES_AGAIN and num_before > 0:
        # The tenth as often as the first, as in Zipf's law.
        share = np.float64(bits >> np.uint64(11)) / 2.0**53
        return _write_coined(np.int64(np.float64(num_before) ** share) - 1, names, cores, core_bounds, out, w)
    if draw < NAMES_EXCHANGED:
        core = names[below(bits, names.shape[0])]
    return _write(cores[core_bounds[core] : core_bounds[core + 1]], out, w)


@njit(cache=True, nogil=True)
def _write_coined(number, names, cores, core_bounds, out, w):  # type: ignore[no-untyped-def]
    """Write a name made up out of two: how the first begins, how the second ends, a syllable between."""
    bits = mixed(np.uint64(number) ^ (COINED << np.uint64(48)))
    head = names[below(bits, names.shape[0])]
    bits = mixed(bits)
    tail = names[below(bits, names.shape[0])]
    bits = mixed(bits)
    begin, size = core_bounds[head], core_bounds[head + 1] - core_bounds[head]
    w = _write(cores[begin : begin + max(2, size // 2)], out, w)
    out[w] = VOWELS[below(bits, VOWELS.shape[0])]
    out[w + 1] = CONSONANTS[below(mixed(bits), CONSONANTS.shape[0])]
    w += 2
    begin, end = core_bounds[tail], core_bounds[tail + 1]
    for k in range(begin + (end - begin) // 2, end):
        # Capitals in the middle of a word would be an abbreviation's.
        out[w] = cores[k] | 32
        w += 1
    return w
