"""The text of a draft as it is read, and where each of its characters stands in the blocks that came.

An editor keeps a draft in blocks, a page keeps it in elements; a speaker named in one is meant by the "she said" of
the next. So attribution reads all of them as one text, with breaks between them, and every place in that *reading text*
leads back to a block and an offset there. What the reading text has and no block has (breaks, the marks that a browser
draws round ``<q>``) is *inserted*; what a block has and the reading text has not (indentation of markup) is *skipped*.

Invariant: reading text and blocks run in the same order, so the way back is monotone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

# What stands between two blocks: a paragraph's end in every text.
PARAGRAPH: Final = "\n\n"


class Block(NamedTuple):
    """A part of a draft that offsets count in; ``id`` is the client's, None where there is only one block."""

    id: str | int | None
    text: str


class Place(NamedTuple):
    """A stretch of one block, in code points: ``blocks[block].text[start:end]``."""

    block: int
    start: int
    end: int


class Edit(NamedTuple):
    """Other text for a stretch of the reading text, in code points; no block has it."""

    start: int
    end: int
    text: str


class _Stretch(NamedTuple):
    """A stretch of the reading text that a block has as well."""

    start: int
    block: int
    origin: int
    length: int


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft as one text. Write it with a `DraftWriter`.

    Attributes
    ----------
    text
        The reading text.
    blocks
        The blocks in order; markup makes a single block of its text content.
    """

    text: str
    blocks: tuple[Block, ...]
    _stretches: tuple[_Stretch, ...]
    _starts: tuple[int, ...]

    def find_place(self, start: int, end: int) -> Place | None:
        """Lead a stretch of the reading text back to its block.

        Returns
        -------
        The place from the first character that a block has to the last one; None if no block has any of them. Of a
        stretch over several blocks, the part in the first.
        """
        inside = list(self._iter_overlapping(start, end)) if start < end else []
        if not inside:
            return None
        first = inside[0]
        last = [stretch for stretch in inside if stretch.block == first.block][-1]
        begin = first.origin + max(start - first.start, 0)
        return Place(first.block, begin, last.origin + min(end - last.start, last.length))

    def _iter_overlapping(self, start: int, end: int) -> Iterator[_Stretch]:
        for number in range(max(bisect_right(self._starts, start) - 1, 0), len(self._stretches)):
            stretch = self._stretches[number]
            if stretch.start >= end:
                return
            if stretch.start + stretch.length > start:
                yield stretch

    def text_at(self, place: Place) -> str:
        """Give what the block has at a place."""
        return self.blocks[place.block].text[place.start : place.end]

    def rewritten(self, edits: Sequence[Edit]) -> DraftText:
        """Give the draft with other text to read in some stretches; edits in order, not overlapping."""
        parts: list[str] = []
        stretches: list[_Stretch] = []
        position = length = 0
        for edit in [*edits, Edit(len(self.text), len(self.text), "")]:
            for kept in self._iter_overlapping(position, edit.start):
                first = max(kept.start, position)
                last = min(kept.start + kept.length, edit.start)
                origin = kept.origin + first - kept.start
                stretches.append(_Stretch(length + first - position, kept.block, origin, last - first))
            parts += [self.text[position : edit.start], edit.text]
            length += edit.start - position + len(edit.text)
            position = edit.end
        starts = tuple(stretch.start for stretch in stretches)
        return DraftText("".join(parts), self.blocks, tuple(stretches), starts)


class DraftWriter:
    """Writes the reading text and the text of the blocks side by side.

    Parameters
    ----------
    first_id
        The id of the first block.
    """

    def __init__(self, first_id: str | int | None = None) -> None:
        self._id = first_id
        self._blocks: list[Block] = []
        self._block_parts: list[str] = []
        self._block_length = 0
        self._parts: list[str] = []
        self._length = 0
        self._stretches: list[_Stretch] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been read yet."""
        return not self._length

    def copy(self, text: str) -> None:
        """Add what is both read and part of the block."""
        if not text:
            return
        self._stretches.append(_Stretch(self._length, len(self._blocks), self._block_length, len(text)))
        self.insert(text)
        self.skip(text)

    def insert(self, text: str) -> None:
        """Add what is read only."""
        self._parts.append(text)
        self._length += len(text)

    def skip(self, text: str) -> None:
        """Add what the block has and nobody reads."""
        self._block_parts.append(text)
        self._block_length += len(text)

    def begin_block(self, block_id: str | int | None) -> None:
        """End the block and begin another, a paragraph further on."""
        self._end_block()
        self._id = block_id
        self.insert(PARAGRAPH)

    def finish(self) -> DraftText:
        """Give the draft. The writer is used up."""
        self._end_block()
        starts = tuple(stretch.start for stretch in self._stretches)
        return DraftText("".join(self._parts), tuple(self._blocks), tuple(self._stretches), starts)

    def _end_block(self) -> None:
        self._blocks.append(Block(self._id, "".join(self._block_parts)))
        self._block_parts, self._block_length = [], 0


def read_blocks(blocks: Iterable[Block]) -> DraftText:
    """Read the blocks of an editor, one after the other.

    Examples
    --------
    >>> draft = read_blocks([Block("p1", "Ada Venn spoke."), Block("p2", "“No,” she said.")])
    >>> draft.find_place(18, 20), draft.text_at(Place(1, 1, 3))
    (Place(block=1, start=1, end=3), 'No')
    """
    writer: DraftWriter | None = None
    for block in blocks:
        if writer is None:
            writer = DraftWriter(block.id)
        else:
            writer.begin_block(block.id)
        writer.copy(block.text)
    return writer.finish() if writer is not None else DraftText("", (), (), ())
