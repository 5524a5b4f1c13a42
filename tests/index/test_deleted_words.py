"""Words of deleted documents do not count, as if the archive had never had them."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from matcher.align.information import weigh_everywhere
from matcher.index import Index, Part, Segment, Snapshot, deleted_words, tiers
from matcher.index.addresses import addresses_of
from matcher.index.candidates import longest_runs
from matcher.index.deleted_words import DeletedWords
from matcher.index.evidence import told_bits
from matcher.index.order import DEPTH
from matcher.index.seeds import find_seeds
from tests.index.texts import draw_quote, make_documents, make_repetitive_segment, make_repetitive_texts, words_asked


def flags_of(segment: Segment, numbers: list[int]) -> NDArray[np.uint8]:
    flags = np.zeros(segment.num_documents, np.uint8)
    flags[numbers] = 1
    return flags


def check_order(segment: Segment, words: DeletedWords | None, numbers: list[int]) -> None:
    """Compare with all positions sorted by the tokens there, the naive way."""
    assert words is not None
    tokens = segment.tokens.tolist()
    ranges = [segment.token_range(d) for d in numbers]
    runs = {p: tokens[p : min(p + DEPTH, end)] for first, end in ranges for p in range(first, end)}
    assert sorted(words.order.tolist()) == sorted(runs)
    assert [runs[p] for p in words.order.tolist()] == sorted(runs.values())
    counts = np.bincount(segment.tokens[sorted(runs)], minlength=len(segment.first) - 1)
    assert np.diff(words.first).tolist() == counts.tolist()
    assert words.first[0] == 0


def test_the_order_is_sorted_however_many_are_deleted_at_once() -> None:
    segment = make_repetitive_segment()
    rng, deleted = Random(3), list[int]()
    for size in (0, 1, 1, 5, 20):
        deleted += rng.sample([d for d in range(segment.num_documents) if d not in deleted], size)
        check_order(segment, DeletedWords.of(segment, flags_of(segment, deleted)), deleted)


def test_an_older_generation_is_counted_for_itself() -> None:
    segment = make_repetitive_segment()
    for deleted in ([1, 2, 3], [2], [], [2, 5]):
        check_order(segment, DeletedWords.of(segment, flags_of(segment, deleted)), deleted)


@pytest.mark.parametrize("num_parts", [1, 3])
@pytest.mark.parametrize("seed", range(20))
def test_what_is_counted_is_what_an_archive_without_them_counts(seed: int, num_parts: int) -> None:
    rng = Random(seed)
    texts = [*make_repetitive_texts(), "the lone anchor of the ferry", "harbour unknown"]
    documents = make_documents(texts)
    gone = {*rng.sample(range(len(texts)), 25), len(texts) - 1}
    index = Index.open(None)
    for part in range(num_parts):
        index.build([(n + 1, d) for n, d in enumerate(documents) if n % num_parts == part])
    for sequence, n in enumerate(gone, len(texts)):
        assert index.delete(f"d{n}", sequence=sequence)
    fresh = Index.open(None)
    fresh.build([(n + 1, d) for n, d in enumerate(documents) if n not in gone])
    quote = draw_quote(rng) + " anchor"
    with_gone, without = (counts(quote, i.snapshot()) for i in (index, fresh))
    assert with_gone == without


def counts(quote: str, snapshot: Snapshot) -> dict[str, object]:
    """Return all that is counted in an archive for a quote."""
    ids, addresses = words_asked(quote, snapshot), snapshot.addresses
    allowed = addresses_of([part.undeleted.documents for part in snapshot.parts])
    size = ids.shape[1]
    counts, num_tokens, bits, weights = weigh_everywhere(ids, addresses, np.zeros(size, np.bool_))
    seeds, places = np.zeros((size, 2), np.int64), np.zeros((*ids.shape, 2), np.int64)
    find_seeds(ids, addresses, True, seeds, places)
    pairs = np.array([k if k % 3 else -1 for k in range(size)], np.int64)
    return {
        "known": (ids != 0).any(axis=0).tolist(),
        "words": (counts.tolist(), num_tokens, bits.tolist(), weights.tolist()),
        "seeds": seeds.tolist(),
        "runs": longest_runs(ids, 0, size, addresses, allowed).tolist(),
        "told": told_bits(ids, 0, size, pairs, (pairs >= 0) * 1.0, bits, addresses),
    }


def test_too_many_deleted_words_count_until_the_segment_is_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    segment = make_repetitive_segment()
    monkeypatch.setattr(deleted_words, "MAX_WORDS", 125)
    few, many = (Part(segment, "a file").without(numbers) for numbers in ([4, 9], [4, 9, 11]))
    assert few.deleted_words is not None
    assert many.deleted_words is None
    room: list[list[Part]] = []
    for part in (few, many):
        due = tiers.parts_due([part], has_room_at_rest=lambda parts: bool(room.append(list(parts))) or True)
        assert due == ([part] if part is many else [])
        assert tiers.parts_due([part]) == []
    assert room == [[], [many]]


def test_they_are_sorted_before_the_first_question(tmp_path: Path) -> None:
    index = Index.open(tmp_path)
    index.build(enumerate(make_documents(make_repetitive_texts()), 1))
    index.delete("d3", sequence=100)
    index.flush()
    index.close()
    reopened = Index.open(tmp_path)
    (part,) = reopened.snapshot().parts
    assert not part.segment.deleted_words
    reopened.map_ahead()
    check_order(part.segment, part.segment.deleted_words["last"], np.flatnonzero(part.deleted).tolist())
