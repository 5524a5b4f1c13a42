"""The shapes of requests, which are validated with these models, and of answers, which these models document.

Requests are strict: no type is guessed (``"5"`` is no number) and an unknown field is an error, because a
misspelt filter that is silently ignored would answer another question than the one asked.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from matcher.rendering.offsets import OffsetUnit
from matcher.types import (
    AttributionStatus,
    ChangeKind,
    Document,
    DocumentKind,
    Flag,
    Operation,
    Outcome,
    Query,
    Setting,
    Severity,
    SpeakerKind,
    Verdict,
)

# Ids stand in URLs, logs and terminal output. 256 characters hold every permalink path in use.
MAX_ID_CHARACTERS = 256
# Names, titles of people, languages, references of a client: a line, not a text.
MAX_LINE_CHARACTERS = 1_000
# The largest integer that every JSON reader keeps exactly.
MAX_INTEGER = 2**53 - 1

_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?"
)

# A part of a second that is not zero.
_FRACTION = re.compile(r"[.,]\d*[1-9]")


def check_id(document_id: str) -> str:
    """Give the id back, or raise ValueError with the rule that it breaks."""
    if not 1 <= len(document_id) <= MAX_ID_CHARACTERS:
        raise ValueError(f"an id has 1 to {MAX_ID_CHARACTERS} characters")
    if not document_id.isprintable() or "\ufffd" in document_id:
        raise ValueError(
            "an id has printable characters only: no control or format characters, no blank but the plain space, and "
            "nothing that cannot be decoded"
        )
    if document_id != document_id.strip():
        raise ValueError("an id has no blank at either end")
    return document_id


def check_date(text: str) -> str:
    """Give the date back, or raise ValueError unless it is an ISO 8601 date or date and time."""
    if not _DATE.fullmatch(text) or not text.isascii():
        raise ValueError("a date is written as 2026-03-31 or 2026-03-31T18:30:00Z")
    datetime.fromisoformat(text)
    return text


def check_filter(text: str) -> str:
    """Give a filter back, or raise ValueError if it is blank: it would narrow nothing, or find nothing."""
    if not text.strip():
        raise ValueError("a filter is not blank; leave it out, or give null, to search all documents")
    return text


DocumentId = Annotated[str, AfterValidator(check_id), Field(min_length=1, max_length=MAX_ID_CHARACTERS)]
Date = Annotated[str, AfterValidator(check_date), Field(examples=["2026-03-31", "2026-03-31T18:30:00Z"])]
Line = Annotated[str, Field(max_length=MAX_LINE_CHARACTERS)]
# What a schema can say of `check_filter`: one character that is no blank.
NOT_BLANK = r"\S"
LanguageFilter = Annotated[
    str, Field(max_length=35, json_schema_extra={"pattern": NOT_BLANK}, examples=["en"]), AfterValidator(check_filter)
]
PublisherFilter = Annotated[
    str, Field(max_length=MAX_LINE_CHARACTERS, json_schema_extra={"pattern": NOT_BLANK}), AfterValidator(check_filter)
]


def none_if_blank(text: str | None) -> str | None:
    """Give None for a line without a letter or digit: a form's empty field, or a table's dash, claims nobody."""
    return text if text is not None and any(map(str.isalnum, text)) else None


def since(date: str | None) -> str | None:
    """Give the first whole second that is not before a date and time, which is what documents are dated by.

    Examples
    --------
    >>> since("2026-03-31T12:00:00.5Z")
    '2026-03-31T12:00:01+00:00'
    >>> since("2026-03-31T12:00:00Z")
    '2026-03-31T12:00:00Z'
    """
    if date is None or not _FRACTION.search(date):
        return date
    try:
        return (datetime.fromisoformat(date).replace(microsecond=0) + timedelta(seconds=1)).isoformat()
    except OverflowError:  # the last second of the year 9999
        return date


class StrictRequest(BaseModel):
    """A request whose types are not guessed and whose unknown fields are errors."""

    model_config = ConfigDict(extra="forbid", strict=True)


class DocumentBody(StrictRequest):
    """A document to be stored under the id of the path."""

    title: Annotated[str, Field(max_length=10 * MAX_LINE_CHARACTERS)]
    text: Annotated[str, Field(description="The original text. All offsets count in it.")]
    url: Annotated[str, Field(max_length=10 * MAX_LINE_CHARACTERS)] | None = None
    publisher: Line | None = None
    published_at: Date | None = None
    language: Annotated[str, Field(max_length=35, description="BCP 47, such as en or pt-BR.")] | None = None
    kind: DocumentKind = "article"
    speaker: Line | None = None
    authors: Annotated[list[Line], Field(max_length=1_000)] = []
    metadata: dict[str, Any] = {}

    def to_document(self, document_id: str) -> Document:
        """Give the matcher's value."""
        fields = {**self.__dict__, "authors": tuple(self.authors)}
        return Document(id=document_id, **fields)


class VerifyRequest(StrictRequest):
    """A quote to be verified, and what narrows the search."""

    quote: Annotated[str, Field(description="The words as they stand in the draft, marks of omission included.")]
    speaker: Annotated[Line | None, Field(description="Who is claimed to have said it.")] = None
    document_ids: Annotated[list[DocumentId] | None, Field(max_length=10_000)] = None
    published_after: Date | None = None
    published_before: Date | None = None
    language: Annotated[LanguageFilter | None, Field(description="Only documents in this language.")] = None
    publisher: Annotated[PublisherFilter | None, Field(description="Only documents of this publisher.")] = None
    prefix: Annotated[str | None, Field(max_length=10_000, description="Words before the quote.")] = None
    suffix: Annotated[str | None, Field(max_length=10_000, description="Words after the quote.")] = None
    max_matches: Annotated[int, Field(ge=1, le=100)] = 5
    offset_unit: OffsetUnit = "codepoint"
    ref: Annotated[
        Line | Annotated[int, Field(ge=-MAX_INTEGER, le=MAX_INTEGER)] | None,
        Field(description="Echoed as it came."),
    ] = None

    def to_query(self) -> Query:
        """Give the matcher's value."""
        return Query(
            self.quote,
            none_if_blank(self.speaker),
            self.document_ids,
            since(self.published_after),
            self.published_before,
            self.language,
            self.prefix,
            self.suffix,
            self.max_matches,
            publisher=self.publisher,
        )


class BatchRequest(StrictRequest):
    """Up to a thousand quotes. Documentation only: items are validated one by one, so that a bad one spoils
    no other.
    """

    items: list[VerifyRequest]


class ProblemError(BaseModel):
    pointer: str
    detail: str


class ProblemBody(BaseModel):
    """An error as RFC 9457 describes it; ``code`` is stable, ``errors`` points into the body."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[ProblemError] = []


class DocumentReference(BaseModel):
    id: str
    title: str
    url: str | None
    publisher: str | None
    published_at: str | None


class StoredDocument(BaseModel):
    """What a write did."""

    id: str
    changed: bool
    sequence: int


class SpanBody(BaseModel):
    start: int
    end: int
    text: str
    fragment: int


class SpeakerBody(BaseModel):
    name: str
    mention: str | None
    mention_start: int | None
    mention_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    kind: SpeakerKind
    confidence: float
    via: str | None


class SideBody(BaseModel):
    start: int
    end: int
    text: str


class ChangeBody(BaseModel):
    kind: ChangeKind
    operation: Operation
    severity: Severity
    quote: SideBody
    document: SideBody


class OmissionBody(BaseModel):
    start: int
    end: int
    text: str
    flags: list[Flag]


class MatchBody(BaseModel):
    document: DocumentReference
    verdict: Verdict
    score: float
    flags: list[Flag]
    spans: list[SpanBody]
    setting: Setting
    speaker: SpeakerBody | None
    changes: list[ChangeBody]
    omissions: list[OmissionBody]
    selectors: list[dict[str, Any]]
    deep_link: str | None
    copies: int
    earliest: bool


class AttributionBody(BaseModel):
    status: AttributionStatus
    claimed: str | None
    speaker: str | None


class IndexBody(BaseModel):
    generation: int
    documents: int
    policy: str


class VerifyAnswer(BaseModel):
    ref: str | int | None
    verdict: Verdict
    outcome: Outcome
    message: str
    attribution: AttributionBody
    matches: list[MatchBody]
    occurrences: int
    partial: bool
    offset_unit: OffsetUnit
    index: IndexBody


class BatchSummary(BaseModel):
    ok: int
    review: int
    problem: int
    unknown: int
    failed: int


class BatchSummaryLine(BaseModel):
    """The last line of a stream of answers."""

    summary: BatchSummary


class BatchError(BaseModel):
    ref: str | int | None
    error: ProblemBody


class BatchAnswer(BaseModel):
    results: list[VerifyAnswer | BatchError]
    summary: BatchSummary


class QuotationBody(BaseModel):
    """A quotation with its marks, or a labelled turn. Parts of one utterance share its number."""

    start: int
    end: int
    text: str
    utterance: int
    attributed_as: Literal["quoted", "turn", "scare", "title", "headline", "makeshift"]
    speaker: SpeakerBody | None


class DocumentAnswer(DocumentReference):
    language: str | None
    kind: DocumentKind
    speaker: str | None
    authors: list[str]
    metadata: dict[str, Any]
    text: str
    quotations: list[QuotationBody]
    others: list[QuotationBody]
    offset_unit: OffsetUnit


class DocumentList(BaseModel):
    documents: list[DocumentReference]
    next_cursor: str | None
    total: int


class ImportLine(BaseModel):
    line: int
    id: str | None
    status: Literal["created", "replaced", "unchanged", "failed"]
    error: ProblemBody | None = None


class ImportSummary(BaseModel):
    total: int
    created: int
    replaced: int
    unchanged: int
    failed: int


class ImportSummaryLine(BaseModel):
    """The last line of the answer to an import."""

    summary: ImportSummary


class Health(BaseModel):
    status: Literal["ok"]
    version: str


class Readiness(BaseModel):
    status: Literal["ready"]
    version: str
    documents: int
    generation: int
    policy: str
