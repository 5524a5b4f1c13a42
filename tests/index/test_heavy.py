"""The table of phrases that stand at more than two thousand places, against counting them one by one."""

from __future__ import annotations

import random
from collections import defaultdict

import numpy as np

from matcher.index import Index, Segment
from matcher.index.heavy import EARLIEST, HEAVY_POSITIONS, phrase_key
from matcher.index.order import DEPTH
from tests.index.texts import make_documents

# More documents than the table keeps places of; words so that many phrases of up to seven are on either side of the
# bound, and what follows a word is in another order than its places.
NUM_DOCUMENTS = EARLIEST + 4
NUM_WORDS = 1_500
WORDS, SHARES = ("tide", "abbey", "zinc"), (88, 8, 4)


def segment_of_few_words() -> Segment:
    chance = random.Random(7)
    texts = [" ".join(chance.choices(WORDS, SHARES, k=NUM_WORDS)) for _ in range(NUM_DOCUMENTS)]
    texts[:3] = [text + " pier" * 800 for text in texts[:3]]  # in fewer than it keeps places of
    texts[0] += " quay" * HEAVY_POSITIONS + " sand shoal" * (HEAVY_POSITIONS + 1)  # the last and the first
    index = Index.open(None)
    index.build(list(enumerate(make_documents(texts), 1)), progress=None)
    return index.snapshot().parts[0].segment


def heavy_places(segment: Segment) -> dict[tuple[int, ...], dict[int, int]]:
    """Give the earliest position in each document of every phrase with more places than the table needs."""
    tokens, bounds = segment.tokens.tolist(), segment.document_first.tolist()
    counts: dict[tuple[int, ...], int] = defaultdict(int)
    places: dict[tuple[int, ...], dict[int, int]] = defaultdict(dict)
    for d in range(segment.num_documents):
        for begin in range(bounds[d], bounds[d + 1]):
            for end in range(begin + 1, min(begin + DEPTH, bounds[d + 1]) + 1):
                phrase = tuple(tokens[begin:end])
                if 0 in phrase:
                    break
                counts[phrase] += 1
                places[phrase].setdefault(d, begin)
    return {phrase: found for phrase, found in places.items() if counts[phrase] > HEAVY_POSITIONS}


def test_every_heavy_phrase_is_counted_and_its_earliest_place_in_each_of_eight_documents_kept() -> None:
    segment = segment_of_few_words()
    expected = {}
    for phrase, found in heavy_places(segment).items():
        earliest = sorted(found.values())[:EARLIEST] + [2**32 - 1] * (EARLIEST - len(found))
        key = int(phrase_key(np.array(phrase, np.uint32), len(phrase)))
        expected[key] = len(found), earliest
    assert {len(phrase) for phrase in heavy_places(segment)} == set(range(1, DEPTH + 1))
    arrays = segment.arrays
    rows = zip(arrays["heavy_counts"].tolist(), arrays["heavy_earliest"].tolist(), strict=True)
    assert dict(zip(arrays["heavy_keys"].tolist(), rows, strict=True)) == expected
    assert sorted(expected) == arrays["heavy_keys"].tolist()
