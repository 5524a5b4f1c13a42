"""Errors of the matcher. "Not found" is a verdict, not an error.

MatcherError
├── SegmentError              a file of the index cannot be used; the message names the file and the remedy
│   ├── CorruptSegmentError   damaged or cut short: rebuild it from the log
│   └── ForeignVersionError   written by another version of the format: rebuild it from the log
├── BuildError                processes that build an index failed; see ``index.pool``
├── CompactionError           the process that merges segments failed or was ended
└── UnansweredError           one quote gets no answer, and the others of its draft get theirs
    ├── QueryError            no index could answer it, as with a date that is none: change the query
    └── VerificationFault     a fault of ours: report it
"""

from __future__ import annotations

import traceback
import warnings


class MatcherError(Exception):
    """Base of all errors raised by ``matcher``."""


class SegmentError(MatcherError):
    """A file of the index cannot be used."""


class CorruptSegmentError(SegmentError):
    """A file of the index is damaged or cut short."""


class ForeignVersionError(SegmentError):
    """A file of the index was written by another version of the format."""


class CompactionError(MatcherError):
    """The process that merges segments failed or was ended; the index is as it was before."""


class UnansweredError(MatcherError):
    """One quote gets no answer; what else is asked with it does."""


class QueryError(UnansweredError):
    """A query cannot be understood."""


class VerificationFault(UnansweredError):
    """A fault of ours kept one quote from being verified; nothing is wrong with the query."""


class UnreadDocumentWarning(UserWarning):
    """A document's quotations or speakers cannot be read: its words are found all the same. Please report it."""


def warn_of_speakers(document_id: str, error: Exception) -> None:
    """Tell of a fault of ours in naming the speakers of a document, with its traceback; as a rule once a document."""
    _warn(f"who speaks in document {document_id!r} cannot be told", error)


def warn_of_claim(error: Exception) -> None:
    """Tell of a fault of ours in reading whom a draft or a quote names; of these nothing else is told."""
    _warn("whom a draft or quote names cannot be told", error)


def _warn(what: str, error: Exception) -> None:
    told = "".join(traceback.format_exception(error))
    warnings.warn(UnreadDocumentWarning(f"{what}; please report it: {told}"), stacklevel=1)
