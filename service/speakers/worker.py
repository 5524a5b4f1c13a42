"""The process that works speakers out ahead: goes through the index's documents, and ends with its server.

It reads the index files like any other process and looks for new ones from time to time. Documents that are only in
the builder's memory come to it once they are on the disk.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from itertools import islice
from pathlib import Path

from matcher import Index
from matcher.attribution import Attributed, attribute
from matcher.errors import SegmentError
from matcher.index import Part, Segment
from matcher.processes import end_with_input
from service.data_directory import INDEX_DIRECTORY
from service.logs import configure_logs
from service.settings import Settings
from service.speakers.store import SPEAKERS_FILE, SpeakerStore

# Documents resolved in one transaction: a second of work, which is lost if the process is ended.
BATCH_DOCUMENTS = 100
# How often the index is looked at for segments that are new.
PAUSE_S = 5.0

logger = logging.getLogger("onrecord.speakers")


def main() -> None:
    """Resolve until the input ends; settings come by environment."""
    yield_to_everybody()
    settings = Settings()
    configure_logs(settings.log_level)
    threading.Thread(target=end_with_input, args=(0,), daemon=True).start()
    store = SpeakerStore(settings.data_dir / SPEAKERS_FILE, may_write=True)
    done: set[str] = set()
    while True:
        done = resolve_new(settings.data_dir / INDEX_DIRECTORY, store, done)
        time.sleep(PAUSE_S)


def resolve_new(directory: Path, store: SpeakerStore, done: set[str]) -> set[str]:
    """Go through the segments that are not done; give the names of those that are done now.

    A segment file never changes under its name but for a rebuilt index, whose files have other times.
    """
    try:
        parts = Index.open(directory).snapshot().parts if directory.is_dir() else ()
    except (SegmentError, OSError):
        return done  # just being replaced or rebuilt
    named = {_name_of(directory, part): part for part in parts}
    for name, part in named.items():
        if name not in done:
            resolve_segment(part, store)
    store.trim(sum(part.num_documents for part in parts))
    return set(named)


def resolve_segment(part: Part, store: SpeakerStore) -> None:
    """Resolve the documents of a segment of which nothing is kept yet."""
    segment = part.segment
    quoting = (d for d in part.live() if len(segment.quotations(d)))
    while numbers := list(islice(quoting, BATCH_DOCUMENTS)):
        keys = {segment.content_key(d): d for d in numbers}
        if missing := store.missing(list(keys)):
            in_order = sorted(missing, key=keys.__getitem__)
            store.keep((key, said) for key in in_order if (said := _find_said(segment, keys[key])) is not None)


def yield_to_everybody() -> None:
    """Run only while a core would be idle."""
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    os.nice(19)


def _name_of(directory: Path, part: Part) -> str:
    try:
        return f"{part.file} {(directory / str(part.file)).stat().st_mtime_ns}"
    except OSError:  # merged away since
        return str(part.file)


def _find_said(segment: Segment, d: int) -> list[Attributed] | None:
    """Give the quotations outside labelled turns, for what turns say needs no reading; None where that fails, by a
    fault of ours that must not keep all later documents waiting.
    """
    document = segment.document(d)
    try:
        return [one for one in attribute(document) if one.attributed_as != "turn"]
    except Exception:
        logger.exception("who speaks in document %r cannot be worked out; please report it", document.id)
        return None


if __name__ == "__main__":
    main()
