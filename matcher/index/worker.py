"""One process of a ``BuilderPool``: reads documents from its parent, writes segment files, names them, ends.

Started as a program of its own, because a copy of a process with threads may hang, and because a spawned one would
run its parent's main module again. It may be started before there is work, so its orders come as the first pickle on
standard input. Batches of documents follow, ``None`` is the last; one reply goes out on what was standard output. End
of input without ``None`` means that the parent is gone or has given up: the process ends, and what it wrote is an
orphan that the next flush removes.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from matcher.index.builder import SegmentBuilder
from matcher.processes import end_with_input
from matcher.types import Document

# Values that are made before the collector looks at them: some megabytes, should there be cycles after all.
GARBAGE_VALUES: Final = 100_000


class Orders(NamedTuple):
    """What a worker is told first: where to write, the prefix of file names, and tokens a segment."""

    directory: str
    prefix: str
    segment_tokens: int


class Reply(NamedTuple):
    """What a worker has done: the files in order of writing, or why it failed."""

    files: tuple[str, ...]
    failure: str | None = None


def main() -> None:
    """Build segments of what comes in, as the orders say."""
    # Code is no garbage, and documents make no cycles: looking for some at every 700 values cost a tenth of the time.
    gc.freeze()
    gc.set_threshold(GARBAGE_VALUES)
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever else prints must not get between the replies.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        orders: Orders = pickle.load(sys.stdin.buffer)
        documents = _watched(iter_batches(sys.stdin.buffer))
        reply = Reply(tuple(write_segments(documents, Path(orders.directory), orders.prefix, orders.segment_tokens)))
    except EOFError:
        sys.exit(1)
    except OSError as error:  # no fault of the program's: a full disk, a lack of rights
        reply = Reply((), str(error))
    except Exception:
        reply = Reply((), traceback.format_exc())
    with suppress(BrokenPipeError), replies:  # broken where the parent is gone
        pickle.dump(reply, replies)


def _watched(documents: Iterator[tuple[int, Document]]) -> Iterator[tuple[int, Document]]:
    """Pass documents on, and from the last one on end with the parent, which keeps its end open until the reply."""
    yield from documents
    threading.Thread(target=end_with_input, daemon=True).start()


def iter_batches(stream: BinaryIO) -> Iterator[tuple[int, Document]]:
    """Yield sequence and document from batches of (sequence, fields).

    Raises
    ------
    EOFError
        The stream ended before its last batch.
    """
    while (batch := pickle.load(stream)) is not None:
        for sequence, fields in batch:
            yield sequence, Document(*fields)


def write_segments(
    documents: Iterator[tuple[int, Document]], directory: Path, prefix: str, segment_tokens: int
) -> Iterator[str]:
    """Write segments of about ``segment_tokens`` tokens each; yield the names of the files."""
    builder, number = SegmentBuilder(), 0
    for sequence, document in documents:
        builder.add(document, sequence=sequence)
        if builder.num_tokens >= segment_tokens:
            yield _written(builder, directory / f"{prefix}{number}.onr")
            builder, number = SegmentBuilder(), number + 1
    if len(builder):
        yield _written(builder, directory / f"{prefix}{number}.onr")


def _written(builder: SegmentBuilder, path: Path) -> str:
    builder.write(path)
    return path.name


def fields_of(document: Document) -> tuple[Any, ...]:
    """Return a document's fields in their order: a tenth of the cost of pickling the document itself."""
    d = document
    # fmt: off
    return (d.id, d.title, d.text, d.url, d.publisher, d.published_at, d.language, d.kind, d.speaker, d.authors,
            dict(d.metadata))
    # fmt: on


if __name__ == "__main__":
    main()
