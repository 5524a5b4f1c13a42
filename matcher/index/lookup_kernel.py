"""The compiled side of ``lookup``: searches over all segments at once, whose arrays they get as addresses."""

from __future__ import annotations

import numpy as np

from matcher.index.addresses import (
    allowed_at,
    dates_at,
    documents_at,
    first_at,
    has_deleted,
    order_at,
    samples_at,
    sketches_at,
    tokens_at,
    vocabulary_at,
)
from matcher.index.counting import forget_deleted
from matcher.index.reading_ahead import read_ahead
from matcher.index.search import MAX_HITS, find_phrase
from matcher.index.sketch import BUCKETS, is_near_identical
from matcher.index.vocabulary import look_up
from matcher.kernels import kernel


@kernel
def fill_ids(hashes, addresses, ids):  # type: ignore[no-untyped-def]
    """Write the ids of token hashes uint64 (m,) in every segment to ``ids``, uint32 (p, m), 0 where unknown.

    A word that only deleted documents have is unknown.
    """
    for p in range(addresses.shape[0]):
        keys, known = vocabulary_at(addresses[p])
        look_up(hashes, keys, known, ids[p])
        if has_deleted(addresses[p]):
            forget_deleted(ids[p], addresses[p])


@kernel
def tabulate_everywhere(ids, begin, end, addresses, allowed, limit, table):  # type: ignore[no-untyped-def]
    """Find a phrase in every segment and write its documents to ``table``; see ``Lookup.tabulate``.

    Parameters
    ----------
    ids, addresses, allowed : see ``Lookup``
    limit : documents written for one part
    table : int64 (limit · p, 5), written to

    Returns
    -------
    rows, documents that have the phrase, 1 where all are counted else 0
    """
    rows, num_documents = 0, 0
    is_complete = True
    for p in range(addresses.shape[0]):
        a = addresses[p]
        document_first, blocks = documents_at(a)
        positions, documents, count, total = find_phrase(
            ids[p, begin:end],
            tokens_at(a),
            order_at(a),
            first_at(a),
            samples_at(a),
            document_first,
            blocks,
            allowed_at(allowed[p]),
        )
        is_complete = is_complete and total <= MAX_HITS
        num_documents += count
        rows += fill_table(table[rows : rows + limit], positions, documents, dates_at(a)[0], p, 0)
    if rows > 0:
        read_ahead(addresses[table[0, 1]], table[0, 2], table[0, 3])
    return rows, num_documents, np.int64(is_complete)


@kernel
def fill_table(table, positions, documents, dates, part, repeats):  # type: ignore[no-untyped-def]
    """Write the first position in each document, as many as there is room for; both arrays ascend.

    Parameters
    ----------
    repeats
        1 where only first positions are given, and the phrase may stand in a document again; else 0
    """
    n = 0
    for k in range(positions.shape[0]):
        if k > 0 and documents[k] == documents[k - 1]:
            table[n - 1, 4] = 1
            continue
        if n == table.shape[0]:
            break
        table[n, 0], table[n, 1] = dates[documents[k]], part
        table[n, 2], table[n, 3], table[n, 4] = documents[k], positions[k], repeats
        n += 1
    return n


@kernel
def sort_table(table, addresses):  # type: ignore[no-untyped-def]
    """Sort rows by date and, where these are equal, by log entry: so however segments are merged.

    An insertion sort: the rows of each part are sorted already, and mostly few.
    """
    entries = np.empty(table.shape[0], np.uint64)
    for row in range(table.shape[0]):
        entries[row] = dates_at(addresses[table[row, 1]])[1][table[row, 2]]
    moved = np.empty(table.shape[1], np.int64)
    for row in range(1, table.shape[0]):
        entry = entries[row]
        k = row
        while k > 0 and (
            table[k - 1, 0] > table[row, 0] or (table[k - 1, 0] == table[row, 0] and entries[k - 1] > entry)
        ):
            k -= 1
        if k == row:
            continue
        moved[:] = table[row]
        for j in range(row, k, -1):
            table[j] = table[j - 1]
            entries[j] = entries[j - 1]
        table[k] = moved
        entries[k] = entry


@kernel
def fold_table(table, addresses, groups, leaders):  # type: ignore[no-untyped-def]
    """Group near-identical documents: each group is led by its earliest row, which stands first.

    Parameters
    ----------
    table : int64 (n, 5), see ``Lookup.tabulate``, sorted
    groups : int64 (g, 2), written to: the row of each leader, and the number of further rows in its group
    leaders : int64 (n,), written to: the row that leads each row's group; n where that is none of those found

    Returns
    -------
    groups found, at most g
    """
    size = table.shape[0]
    sketches = np.empty((size, BUCKETS), np.uint16)
    for row in range(size):
        stored = sketches_at(addresses[table[row, 1]])
        first = table[row, 2] * BUCKETS
        sketches[row] = stored[first : first + BUCKETS]
    leaders[:] = size
    n = 0
    for k in range(size):
        if n == groups.shape[0]:
            break
        if leaders[k] != size:
            continue
        groups[n, 0], groups[n, 1] = k, 0
        leaders[k] = k
        for other in range(k + 1, size):
            if leaders[other] == size and is_near_identical(sketches[k], sketches[other]):
                leaders[other] = k
                groups[n, 1] += 1
        if k > 0:
            read_ahead(addresses[table[k, 1]], table[k, 2], table[k, 3])
        n += 1
    return n
