"""May somebody else have said these words too? What a claim tells about a passage, and a passage about a claim.

Two people say "a terrible deal" and mean two deals. Where a query names a speaker, that is evidence of where its words
come from, and the archive is not all that was ever said. A document that does not even name that person may be about
something else altogether. So there, words that chance puts somewhere in an archive of this size contradict no claim,
and a passage in other words has to be surer to be the quote's. ``docs/attribution.md`` has figures.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from matcher.align.place import exact_placement
from matcher.align.weights import weighed
from matcher.index import Snapshot
from matcher.question import filters_of, part_queries
from matcher.ranking import Ranked
from matcher.resemblance import archive_bits, placement_bits
from matcher.text import readable, tokenize
from matcher.types import AttributionStatus, Query
from matcher.view import DocumentView

# Bits by which words have to exceed what chance puts somewhere in the documents searched. Of 462 short quotations of
# news that stand in an archive of something else 95 % have less, of runs of eight words of its own quotations 5 %.
TELLING: Final = 15.0
# Bits over the border of ``resemblance`` that a passage in other words needs there. Nine claims in ten on a speaker's
# own words are confirmed, of those on another passage hardly one: what a factor of ten is on the scale of that border.
UNCONFIRMED: Final = 18.0


def may_be_chance(found: Ranked, query: Query, snapshot: Snapshot) -> bool:
    """Tell whether whom the query names may have said the words of a passage as well, which somebody else said."""
    return not is_named(query.speaker or "", found.finding.reading.view) and not is_telling(found, query, snapshot)


def is_telling(found: Ranked, query: Query, snapshot: Snapshot) -> bool:
    """Tell whether the words of a passage are more than anybody may say; errs on the side of yes."""
    reading = found.finding.reading
    part, number = reading.placement.part, reading.placement.number
    bits, size = 0.0, 0.0
    for first, last, _ in reading.stretches:
        span = reading.view.positions_span(first, last)
        stream = tokenize(reading.view.text[span.start : span.end])
        if len(stream) != last - first + 1:
            return True  # cut out of the text the words are others
        queries = weighed(part_queries(stream, snapshot, filters_of(query)), readable(stream))
        placement = exact_placement(queries[part], 0, len(stream), first, number)
        bits += placement_bits(placement, queries[part], found.copies + 1)
        size = archive_bits(queries[part])
    return bits - size >= TELLING


def is_named(claimed: str, view: DocumentView) -> bool:
    """Tell whether a document or its title has the last name of a claim: the "Ely" of "the mayor of Ely"."""
    stream = tokenize(claimed)
    names = [k for k, word in enumerate(readable(stream)) if claimed[word.start].isupper()]
    last = stream.hashes[names[-1] if names else -1 :][:1]
    (token,) = view.segment.ids_of(last) if len(last) else (0,)
    if token != 0 and bool((view.segment.tokens[view.first : view.end] == token).any()):
        return True
    return bool(np.isin(last, tokenize(view.document.title).hashes).any())


def may_be_another(found: Ranked, status: AttributionStatus, query: Query, snapshot: Snapshot) -> bool:
    """Tell whether a passage in other words, not known to be the claimed speaker's, may be another than the quote's."""
    if status == "confirmed" or found.finding.verdict != "altered":
        return False
    if is_named(query.speaker or "", found.finding.reading.view):
        return False
    return found.finding.reading.margin < UNCONFIRMED or not is_telling(found, query, snapshot)
