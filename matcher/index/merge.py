"""Several segments made one, from their arrays: no text is read or tokenised again.

The merged segment equals, array for array, the one that a builder makes of the same live documents added one after
another. Token ids are taken from one vocabulary to the other by hash; everything else is copied.
"""

from __future__ import annotations

from collections.abc import Sequence

from matcher.index.builder import SegmentBuilder
from matcher.index.segment import Segment
from matcher.index.snapshot import Part


def merged(parts: Sequence[Part]) -> Segment | None:
    """Return one segment of the live documents of several, or None where all are deleted."""
    builder = SegmentBuilder()
    for part in parts:
        builder.add_stored(part.segment, part.live())
    return builder.finish() if len(builder) else None


def compacted(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Merge segments in memory of equal size class, like a binary counter, so that few are searched.

    Notes
    -----
    A document is merged about log2(n) times before it reaches the disk.
    """
    kept = list(parts)
    while len(kept) > 1 and kept[-1].file is None and kept[-2].file is None:
        if kept[-2].segment.num_documents > 2 * kept[-1].segment.num_documents:
            break
        segment = merged(kept[-2:])
        kept[-2:] = [] if segment is None else [Part(segment, None)]
    return tuple(kept)
