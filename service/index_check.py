"""Whether an index holds what its log says: the check behind `onrecord check-index`.

Two things can be wrong with a cache: its bytes are no longer those that were written, or they are those of another
log. The first is told by the checksum of every array, the second by comparing every document with its log entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from matcher.errors import SegmentError
from matcher.index import Segment
from matcher.index.manifest import Manifest, read_manifest
from service.store import DocumentLog

REMEDY = "run: onrecord reindex"

# Where a document stands: the name of its segment file, the segment, its number there.
_Place = tuple[str, Segment, int]


def iter_faults(directory: Path, log: DocumentLog) -> Iterator[str]:
    """Yield one sentence for every fault, each with the name of the file; none for an index that is as it should be.

    Parameters
    ----------
    directory
        Of the index. Nothing is written, and a server may run beside; what it writes meanwhile is not looked at.
    log
        The truth. Entries that are newer than the index are left out: they are replayed at every start.

    Notes
    -----
    Reads every byte of the index and every document of the log once: a minute for 100,000 documents.
    """
    try:
        manifest = read_manifest(directory)
        segments = {entry.file: Segment.open(directory / entry.file) for entry in manifest.segments}
    except SegmentError as error:
        yield str(error)
        return
    is_whole = True
    for name in segments:
        try:
            Segment.open(directory / name, check=True)
        except SegmentError as error:
            is_whole = False
            yield str(error)
    if is_whole:  # documents of damaged segments would only repeat the fault
        yield from _iter_disagreements(manifest, segments, log)


def _iter_disagreements(manifest: Manifest, segments: dict[str, Segment], log: DocumentLog) -> Iterator[str]:
    places, faults = _places(manifest, segments)
    yield from faults
    for sequence, document_id, document in log.iter_after(0):
        place = places.pop(document_id, None)
        if sequence > manifest.last_sequence:
            continue
        if document is None:
            if place is not None:
                yield f"{place[0]} has {document_id!r}, which log entry {sequence} deleted; {REMEDY}"
        elif place is None:
            yield f"no segment has {document_id!r} of log entry {sequence}; {REMEDY}"
        else:
            name, segment, d = place
            found = int(segment.arrays["sequences"][d])
            if found != sequence:
                yield f"{name} has {document_id!r} as of log entry {found}, the log as of {sequence}; {REMEDY}"
            elif segment.document(d) != document:
                yield f"{name} has other words or fields for {document_id!r} than the log; {REMEDY}"
    for document_id, (name, _, _) in places.items():
        yield f"{name} has {document_id!r}, which the log has never seen; {REMEDY}"


def _places(manifest: Manifest, segments: dict[str, Segment]) -> tuple[dict[str, _Place], list[str]]:
    """Return where every live document stands, and what stands twice."""
    places: dict[str, _Place] = {}
    faults: list[str] = []
    for entry in manifest.segments:
        segment, deleted = segments[entry.file], set(entry.deleted)
        for d in range(segment.num_documents):
            if d in deleted:
                continue
            document_id = segment.document_id(d)
            if document_id in places:
                faults.append(f"{entry.file} has {document_id!r}, which {places[document_id][0]} has too; {REMEDY}")
            places[document_id] = entry.file, segment, d
    return places, faults
