"""The shapes of `POST /v1/check`: the draft that comes, the checked quotations that go."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic.config import JsonDict

from matcher.draft.quotations import QuotationKind
from matcher.rendering.offsets import OffsetUnit
from matcher.types import Query
from service.schemas import (
    MAX_INTEGER,
    MAX_LINE_CHARACTERS,
    BatchError,
    BatchSummary,
    Date,
    DocumentId,
    IndexBody,
    LanguageFilter,
    Line,
    SpeakerBody,
    StrictRequest,
    VerifyAnswer,
    since,
)

# What a client calls its things by; echoed as it came.
Reference = Line | Annotated[int, Field(ge=-MAX_INTEGER, le=MAX_INTEGER)]


class BlockBody(StrictRequest):
    """A part of a draft, as editors keep them."""

    id: Annotated[Reference, Field(description="Yours; echoed.")]
    text: str


def _given(name: str, kind: str) -> JsonDict:
    """Describe a field that is there and not null."""
    return {"required": [name], "properties": {name: {"type": kind}}}


class CheckRequest(StrictRequest):
    """A whole draft: exactly one of `text`, `html` and `blocks`; and what narrows the search, as for one quote."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={"oneOf": [_given("text", "string"), _given("html", "string"), _given("blocks", "array")]},
    )

    text: Annotated[str | None, Field(description="The draft as plain text.")] = None
    html: Annotated[str | None, Field(description="The draft as HTML; offsets count in its text content.")] = None
    blocks: Annotated[list[BlockBody] | None, Field(max_length=10_000, description="The draft in parts.")] = None
    title: Annotated[str | None, Field(max_length=10 * MAX_LINE_CHARACTERS, description="The headline.")] = None
    speaker: Annotated[Line | None, Field(description="Who said what the draft gives nobody's name for.")] = None
    document_ids: Annotated[list[DocumentId] | None, Field(max_length=10_000)] = None
    published_after: Date | None = None
    published_before: Date | None = None
    language: Annotated[LanguageFilter | None, Field(description="Of the draft and of the documents.")] = None
    max_matches: Annotated[int, Field(ge=1, le=100)] = 5
    offset_unit: OffsetUnit = "codepoint"
    ref: Annotated[Reference | None, Field(description="Echoed as it came.")] = None

    @model_validator(mode="after")
    def _check_form(self) -> Self:
        if [self.text, self.html, self.blocks].count(None) != 2:
            raise ValueError("give the draft as exactly one of text, html and blocks")
        return self

    @field_validator("blocks")
    @classmethod
    def _check_block_ids(cls, blocks: list[BlockBody] | None) -> list[BlockBody] | None:
        first: dict[str | int, int] = {}
        for place, block in enumerate(blocks or ()):
            if first.setdefault(block.id, place) != place:
                raise ValueError(f"blocks {first[block.id]} and {place} have the same id")
        return blocks

    def to_query(self) -> Query:
        """Give the filters and limits of every quotation's query."""
        return Query(
            "",
            document_ids=self.document_ids,
            published_after=since(self.published_after),
            published_before=self.published_before,
            language=self.language,
            max_matches=self.max_matches,
        )


class ClaimedSpeakerBody(SpeakerBody):
    """Whom the draft names, with the blocks in which mention and cue stand."""

    mention_block: str | int | None
    cue_block: str | int | None


class CheckedQuotationBody(BaseModel):
    """A quotation of a draft: where its words stand, whose the draft says they are, and the archive's answer.

    ``quote`` is what was verified: the words as they are read, those of all parts where a reporting clause splits a
    sentence. Offsets of changes count in it.
    """

    block: str | int | None
    start: int
    end: int
    text: str
    kind: QuotationKind
    utterance: int
    quote: str
    claimed_speaker: ClaimedSpeakerBody | None
    result: VerifyAnswer | BatchError


class CheckSummary(BatchSummary):
    """Quotations by outcome. Scare quotes, titles and headlines are set aside and in no other count."""

    set_aside: int


class CheckAnswer(BaseModel):
    ref: str | int | None
    quotations: list[CheckedQuotationBody]
    summary: CheckSummary
    text: Annotated[str | None, Field(description="For html: the text content that offsets count in.")]
    offset_unit: OffsetUnit
    index: IndexBody
