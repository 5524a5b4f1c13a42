"""The accents that a quote has lost: which of an archive's words it may have had, "décidé", "décide" for "decide".

A word without its accent is a slip like another, but a quote typed on another keyboard lost them in every second word,
and the runs that are left are those of little words. Each segment keeps its accented words by what they are without
accents. What a word may have been is often open, so of all ways to put accents on a quote the one is taken whose words
follow on one another best in the archive: the passage that is looked for is in it.

Only Latin and Greek letters: й and ї are letters of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from math import log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matcher.diff.words.spelling import UNDOTTED, without_accents
from matcher.index import Segment, Snapshot
from matcher.index.counting import count_pairs, count_words
from matcher.index.lookup import ids_everywhere
from matcher.text import tokenize
from matcher.wordclasses import BETWEEN_WORDS

# Where a segment keeps its accented words, beside what it keeps for languages.
KEY: Final = "accented"
# First bytes in UTF-8 of letters that may have lost something: combining marks, and ł ø đ ı among the letters of C3-C5;
# and those of Cyrillic letters.
MARKED: Final = (0xC3, 0xC4, 0xC5, 0xCC, 0xCD)
CYRILLIC: Final = (0xD0, 0xD1, 0xD2, 0xD3)
# Combining marks of Latin and Greek letters, and the apostrophe.
MARKS: Final = re.compile("['\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
# How umlauts and the Nordic vowels are written where there is no key for them.
DIGRAPH: Final = re.compile("(?P<letter>[aou])e|aa")
# Forms of one word that are weighed against each other, the commonest: Vietnamese has dozens of one syllable.
MAX_FORMS: Final = 8
# Longer quotes keep enough words that never had an accent.
MAX_WORDS: Final = 60
# Words at least that stand more often with an accent than without; fewer leave enough of a quote to find it by.
LEAST_LOST: Final = 2
# Letters of a word whose accent tells something: "a" may be "à" in any language.
MIN_TELLING: Final = 3
# Weight of how often a word follows the one before, against how often it stands at all.
PAIR: Final = 0.9


def accented(segment: Segment) -> NDArray[np.uint64]:
    """Return a segment's accented words, uint64 (2, k): hashes of the words without accents, ascending, and token ids.

    Made when a segment is first asked, in one to two microseconds for each accented word, and kept with it.
    """
    found = segment.derived.get(KEY)
    if found is None:
        found = segment.derived[KEY] = _build(segment)
    return found


def _build(segment: Segment) -> NDArray[np.uint64]:
    """Take the accents off all words at once; one after the other takes five times as long."""
    ids = np.setdiff1d(_ids_with(segment, MARKED), _ids_with(segment, CYRILLIC), assume_unique=True)
    if not len(ids):
        return np.zeros((2, 0), np.uint64)
    bare = _without_accents(_spelled(segment, ids))
    stream = tokenize(bare)
    lengths = np.array([len(word) for word in bare.split(BETWEEN_WORDS)], np.int64)
    ends = np.cumsum(lengths + len(BETWEEN_WORDS)) - len(BETWEEN_WORDS)
    first = np.minimum(np.searchsorted(stream.starts, ends - lengths), max(len(stream) - 1, 0))
    # Those that are no one word without their accents are left out.
    is_word = (lengths > 0) & (stream.starts[first] == ends - lengths) & (stream.ends[first] == ends)
    hashes, ids = stream.hashes[first[is_word]], ids[is_word]
    order = np.argsort(hashes, kind="stable")
    return np.stack([hashes[order], ids[order].astype(np.uint64)])


def _ids_with(segment: Segment, first_bytes: Sequence[int]) -> NDArray[np.int64]:
    """Return the ids, ascending, of the words that have any of some bytes."""
    places = np.flatnonzero(np.isin(segment.arrays["words"], np.array(first_bytes, np.uint8)))
    return np.unique(np.searchsorted(segment.arrays["word_bounds"], places, side="right"))


def _spelled(segment: Segment, ids: NDArray[np.int64]) -> str:
    """Return the letters of many words, ``BETWEEN_WORDS`` between them."""
    bounds, letters = segment.arrays["word_bounds"], segment.arrays["words"].tobytes()
    pieces = zip(bounds[ids - 1].tolist(), bounds[ids].tolist(), strict=True)
    return BETWEEN_WORDS.encode().join([letters[begin:end] for begin, end in pieces]).decode("utf-8", "surrogatepass")


def _without_accents(words: str) -> str:
    """Drop the accents and inner apostrophes of many Latin and Greek words at once, as ``without_accents`` of one."""
    for letter, plain in UNDOTTED.items():
        words = words.replace(chr(letter), chr(plain))
    return MARKS.sub("", unicodedata.normalize("NFKD", words))


def put_back(words: Sequence[str], hashes: NDArray[np.uint64], snapshot: Snapshot) -> dict[int, str]:
    """Return the words of a quote that probably had accents, or others, by their place; none where few did.

    Parameters
    ----------
    words, hashes
        The quote's folded words, and their hashes, uint64 (m,).
    """
    if len(words) > MAX_WORDS:
        return {}
    found = _find_forms(words, hashes, snapshot)
    if sum(len(words[k]) >= MIN_TELLING for k in found) < LEAST_LOST:
        return {}
    forms = [{word: own} | found.get(k, {}) for k, (word, own) in enumerate(zip(words, hashes.tolist(), strict=True))]
    flat = [form for each in forms for form in each.items()]
    ids = ids_everywhere(np.array([own for _, own in flat], np.uint64), snapshot.addresses)
    counts, total = count_words(ids, snapshot.addresses)
    ends = np.cumsum([len(each) for each in forms]).tolist()
    kept = [_commonest(range(end - len(each), end), counts) for each, end in zip(forms, ends, strict=True)]
    if sum(len(each) > 1 and counts[each[1]] > counts[each[0]] for each in kept) < LEAST_LOST:
        return {}
    path = _best_path(kept, ids, counts, total, snapshot.addresses)
    return {k: flat[at][0] for k, at in enumerate(path) if flat[at][0] != words[k]}


def _find_forms(words: Sequence[str], hashes: NDArray[np.uint64], snapshot: Snapshot) -> dict[int, dict[str, int]]:
    """Return what else each word may have been and its hash, by the word's place; most words were nothing else."""
    bare = {k: form for k, word in enumerate(words) if (form := _written_short(word)) != word}
    of_bare = [int(tokenize(form).hashes[0]) for form in bare.values()]
    found = {k: {bare[k]: own} for k, own in zip(bare, of_bare, strict=True) if not words[k].isascii()}
    places = [*range(len(words)), *bare]
    wanted = np.concatenate([hashes, np.array(of_bare, np.uint64)])
    for part in snapshot.parts:
        keys, ids = accented(part.segment)
        lows, highs = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
        for at in np.flatnonzero(highs > lows).tolist():
            known = ids[lows[at] : highs[at]]
            own = part.segment.arrays["token_hashes"][known].tolist()
            others = dict(zip(part.segment.words_of(known.tolist()), own, strict=True))
            others.pop(words[places[at]], None)
            if others:
                found[places[at]] = found.get(places[at], {}) | others
    return found


def _written_short(word: str) -> str:
    """Return a word without its accents, or without the letters that stand for them."""
    if not word.isascii():
        bare = without_accents(word)
        return bare if bare.isalpha() else word
    if "e" not in word and "aa" not in word:
        return word
    return DIGRAPH.sub(lambda match: match["letter"] or "a", word)


def _commonest(places: range, counts: NDArray[np.int64]) -> list[int]:
    """Return the places of a word's own form and of its commonest other ones."""
    return [places[0], *sorted(places[1:], key=lambda place: -counts[place])[: MAX_FORMS - 1]]


def _best_path(
    forms: Sequence[list[int]],
    ids: NDArray[np.uint32],
    counts: NDArray[np.int64],
    total: int,
    addresses: NDArray[np.int64],
) -> list[int]:
    """Return for every word the form with which the words follow on one another best (Viterbi 1967).

    Parameters
    ----------
    forms
        For each word of the quote the places of its forms in ``ids``, uint32 (p, n), and ``counts``, int64 (n,).
    """
    lefts = np.concatenate([np.repeat(a, len(b)) for a, b in pairwise(forms)])
    rights = np.concatenate([np.tile(b, len(a)) for a, b in pairwise(forms)])
    pairs = count_pairs(ids[:, lefts].astype(np.int64), ids[:, rights].astype(np.int64), addresses).tolist()
    alone = [log2((1 - PAIR) * (count + 1) / (total + 1)) for count in counts.tolist()]
    best = {at: (alone[at], [at]) for at in forms[0]}
    k = 0
    for before, here in pairwise(forms):
        reached: dict[int, tuple[float, list[int]]] = {}
        for a in before:
            for b in here:
                score = best[a][0] + _follows(pairs[k], int(counts[a]), alone[b])
                k += 1
                if b not in reached or score > reached[b][0]:
                    reached[b] = (score, [*best[a][1], b])
        best = reached
    return max(best.values(), key=lambda way: way[0])[1]


def _follows(num_pairs: int, num_before: int, alone: float) -> float:
    """Return how likely it is that a word follows the one before, as bits below zero."""
    return log2(PAIR * num_pairs / num_before + 2.0**alone) if num_pairs and num_before else alone
