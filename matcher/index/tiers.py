"""Which segments should be made one: few enough for a fast search, each rewritten seldom.

A search asks every segment, so its time grows with their number; a merge rewrites its segments, so the bytes written
grow with the number of merges a document goes through. Sizes are counted in live tokens and sorted into **levels**,
each ``GROWTH`` times the one before. A level may hold fewer than ``GROWTH`` segments; with one more they become one
segment of a higher level, together with everything smaller, which costs little and leaves fewer parts.

While nothing is written there is time for more: **at rest** segments are merged until each is more than ``GROWTH``
times as large as all smaller ones together. A question to one segment in place of two takes a fifth less where its
words were changed. And a segment is written anew that has more deleted words than can be left out of what is counted.

Bounds, for n tokens written b at a time: a document is rewritten at most once a level, so at most
⌈log3(n / b)⌉ times, and there are at most ``MAX_SEGMENTS`` segments. ``docs/index-format.md`` has figures.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from matcher.index.order import DEPTH
from matcher.index.snapshot import Part

# The usual ten would write half as much and leave three times as many segments: merging a token costs a twentieth of
# indexing it, and every search pays for every segment.
GROWTH: Final = 3
# Tokens of the lowest level: one flush of some thousand articles.
LOWEST_TOKENS: Final = 2_000_000
# Segments on disk, whatever their sizes: each adds some microseconds to a search.
MAX_SEGMENTS: Final = 8
# A segment of which this share is deleted is written anew: its dead documents cost time and space in every search.
DEAD_SHARE: Final = 1 / 3
# Positions are 32-bit numbers; a segment stays below them with room to spare.
MAX_TOKENS: Final = 3_500_000_000


# Documents, or tokens of them, in memory at which they are due on disk: some twenty megabytes. Many more would make
# the merges in memory long, which happen in a writer's turn; fewer would start a process every other second.
FLUSH_DOCUMENTS: Final = 2_000
FLUSH_TOKENS: Final = 2_000_000


def parts_due(parts: Sequence[Part], *, has_room_at_rest: Callable[[Sequence[Part]], bool] | None = None) -> list[Part]:
    """Choose what should be merged or written to disk now, as one segment; empty if all is well.

    Parameters
    ----------
    parts
        Of the index, in memory and on disk.
    has_room_at_rest
        Where nothing is being written: tells whether the disk has plenty of room for merging parts whose merge only
        makes searches faster.
    """
    in_memory = [part for part in parts if part.file is None]
    on_disk = [part for part in parts if part.file is not None]
    num_tokens = sum(live_tokens(part) for part in in_memory)
    if num_tokens < FLUSH_TOKENS and sum(part.num_documents for part in in_memory) < FLUSH_DOCUMENTS:
        in_memory, num_tokens = [], 0
    sizes = [live_tokens(part) for part in on_disk]
    due = [on_disk[k] for k in sorted(choose(sizes, num_tokens))] + in_memory
    due = due or [part for part in on_disk if is_mostly_dead(part)][:1]
    if due or has_room_at_rest is None:
        return due
    wanted = [on_disk[k] for k in sorted(choose_at_rest(sizes))] or list(filter(counts_deleted, on_disk))[:1]
    return wanted if has_room_at_rest(wanted) else []


def live_tokens(part: Part) -> int:
    """Estimate the tokens of a part's live documents, as if all its documents were equally long."""
    total = len(part.segment.tokens) - DEPTH
    return total * part.num_documents // max(1, part.segment.num_documents)


def level(num_tokens: int) -> int:
    """Return the level of a size: 0 up to ``LOWEST_TOKENS``, 1 up to ``GROWTH`` times that, and so on."""
    found = 0
    while num_tokens > LOWEST_TOKENS:
        num_tokens //= GROWTH
        found += 1
    return found


def choose(sizes: Sequence[int], num_tokens: int = 0) -> list[int]:
    """Choose which segments on disk should be made one.

    Parameters
    ----------
    sizes
        Live tokens of every segment on disk that may be merged.
    num_tokens
        Live tokens of what will be written to disk anyway, 0 for nothing.

    Returns
    -------
    Their places in ``sizes``; empty if all is well, or if what is written should stay alone.
    """
    ascending = sorted(range(len(sizes)), key=sizes.__getitem__)
    levels = [level(sizes[place]) for place in ascending]
    taken = 0  # so many of the smallest
    for here in sorted(set(levels)):
        made = num_tokens + sum(sizes[place] for place in ascending[:taken])
        comes_in = made > 0 and level(made) == here
        if levels.count(here) + comes_in >= GROWTH:
            taken = bisect_right(levels, here)
    while len(sizes) - taken + (taken > 0 or num_tokens > 0) > MAX_SEGMENTS:
        taken += 1
    while taken and num_tokens + sum(sizes[place] for place in ascending[:taken]) > MAX_TOKENS:
        taken -= 1
    return ascending[:taken] if taken + (num_tokens > 0) > 1 else []


def choose_at_rest(sizes: Sequence[int]) -> list[int]:
    """Choose what should be made one while nothing is written; places in ``sizes``, empty if all is well.

    Notes
    -----
    Whatever is merged becomes part of a segment at least a third larger than its own was: a document is rewritten at
    most log(n / b) / log(4/3) times at rest.
    """
    ascending = sorted(range(len(sizes)), key=sizes.__getitem__)
    taken = smaller = 0
    for k, place in enumerate(ascending):
        if 0 < sizes[place] <= GROWTH * smaller and smaller + sizes[place] <= MAX_TOKENS:
            taken = k + 1
        smaller += sizes[place]
    return ascending[:taken]


def counts_deleted(part: Part) -> bool:
    """Tell whether the words of a part's deleted documents count, being too many to be ordered."""
    return part.deleted is not None and part.deleted_words is None


def is_mostly_dead(part: Part) -> bool:
    """Tell whether so many of a part's documents are deleted that it should be written anew."""
    return part.num_documents <= (1 - DEAD_SHARE) * part.segment.num_documents
