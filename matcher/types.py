"""The values that pass between the stages of a verification.

Everything here is free of behaviour beyond small derived properties, and nobody changes a value once it is made. Each
class writes its ``__init__`` out: compiled, it makes a value in a twentieth of the time that a frozen dataclass takes,
whose own stays interpreted. All offsets are code points
into an *original* text (never a folded one), half-open ``[start, end)``. The service converts them to the unit a
client asked for; the matcher never does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple, final

Verdict = Literal["verbatim", "elided", "altered", "spliced", "not_found", "unverifiable"]
Outcome = Literal["ok", "review", "problem", "unknown"]
Setting = Literal["quotation", "narration", "mixed", "transcript"]
DocumentKind = Literal["article", "transcript", "statement", "speech"]
ChangeKind = Literal[
    "negation",
    "modality",
    "quantifier",
    "number",
    "name",
    "word",
    "function_word",
    "inflection",
    "spelling",
    "order",
]
Operation = Literal["replaced", "dropped", "added", "moved"]
Severity = Literal["material", "minor"]
Flag = Literal[
    "omission_hides_negation",
    "omission_crosses_speakers",
    "omission_is_long",
    "inside_negation",
    "truncated_sentence",
    "not_in_quotation_marks",
    "several_speakers",
    "common_phrase",
    "ambiguous",
]
AttributionStatus = Literal["confirmed", "contradicted", "uncertain", "unattributed", "not_claimed"]
SpeakerKind = Literal["person", "organization", "group", "document", "anonymous"]


class Value:
    """Can be pickled and copied, compiled or not: by its fields, as it was made."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple([getattr(self, field.name) for field in fields(self)])  # type: ignore[arg-type]


class Span(NamedTuple):
    """A stretch of an original text, in code points, half-open."""

    start: int
    end: int


@final
class Token:
    """One indexed word, number or number symbol.

    ``folded`` is the form that is compared; ``start`` and ``end`` are code points of the original text. A plain class,
    not a tuple: compiled, it is made in a tenth of the time, and a verification makes a hundred.
    """

    __slots__ = ("end", "folded", "start")

    def __init__(self, folded: str, start: int, end: int) -> None:
        self.folded: str = folded
        self.start: int = start
        self.end: int = end

    def __repr__(self) -> str:
        return f"Token({self.folded!r}, {self.start}, {self.end})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Token) and (self.folded, self.start, self.end) == (
            other.folded,
            other.start,
            other.end,
        )

    def __hash__(self) -> int:
        return hash((self.folded, self.start, self.end))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return Token, (self.folded, self.start, self.end)


@dataclass(init=False, unsafe_hash=True, slots=True)
class Document(Value):
    """One article, transcript, statement or speech of the archive. ``published_at`` is ISO 8601 or None."""

    id: str
    title: str
    text: str
    url: str | None
    publisher: str | None
    published_at: str | None
    language: str | None
    kind: DocumentKind
    speaker: str | None
    authors: tuple[str, ...]
    metadata: Mapping[str, object]

    def __init__(
        self,
        id: str,
        title: str,
        text: str,
        url: str | None = None,
        publisher: str | None = None,
        published_at: str | None = None,
        language: str | None = None,
        kind: DocumentKind = "article",
        speaker: str | None = None,
        authors: tuple[str, ...] = (),
        metadata: Mapping[str, object] | None = None,
    ) -> None:
        self.id = id
        self.title = title
        self.text = text
        self.url = url
        self.publisher = publisher
        self.published_at = published_at
        self.language = language
        self.kind = kind
        self.speaker = speaker
        self.authors = authors
        self.metadata = metadata if metadata is not None else {}


@dataclass(init=False, unsafe_hash=True, slots=True)
class DiffSide(Value):
    """Where a change stands on one side. Empty spans mark the place where a word is missing."""

    start: int
    end: int
    text: str

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text


@dataclass(init=False, unsafe_hash=True, slots=True)
class Change(Value):
    """One difference in wording between quote and passage."""

    kind: ChangeKind
    operation: Operation
    severity: Severity
    quote: DiffSide
    document: DiffSide

    def __init__(
        self, kind: ChangeKind, operation: Operation, severity: Severity, quote: DiffSide, document: DiffSide
    ) -> None:
        self.kind = kind
        self.operation = operation
        self.severity = severity
        self.quote = quote
        self.document = document


@dataclass(init=False, unsafe_hash=True, slots=True)
class Speaker(Value):
    """Who said a passage, with the evidence: the mention and the cue, as code points of the document."""

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

    def __init__(
        self,
        name: str,
        mention: str | None = None,
        mention_start: int | None = None,
        mention_end: int | None = None,
        cue: str | None = None,
        cue_start: int | None = None,
        cue_end: int | None = None,
        kind: SpeakerKind = "person",
        confidence: float = 1.0,
        via: str | None = None,
    ) -> None:
        self.name = name
        self.mention = mention
        self.mention_start = mention_start
        self.mention_end = mention_end
        self.cue = cue
        self.cue_start = cue_start
        self.cue_end = cue_end
        self.kind = kind
        self.confidence = confidence
        self.via = via


@dataclass(init=False, unsafe_hash=True, slots=True)
class PassageSpan(Value):
    """One unbroken stretch of a passage; ``fragment`` is the index of the quote's fragment it belongs to."""

    start: int
    end: int
    text: str
    fragment: int

    def __init__(self, start: int, end: int, text: str, fragment: int) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.fragment = fragment


@dataclass(init=False, unsafe_hash=True, slots=True)
class Omission(Value):
    """Document text that the quote leaves out at a mark of its own."""

    start: int
    end: int
    text: str
    flags: tuple[Flag, ...]

    def __init__(self, start: int, end: int, text: str, flags: tuple[Flag, ...] = ()) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.flags = flags


@dataclass(init=False, unsafe_hash=True, slots=True)
class Attribution(Value):
    """What is known about the claim that a person said the words.

    Attributes
    ----------
    is_chance : whether the words are too few to tell, so that the claimed speaker may have said them elsewhere
    """

    status: AttributionStatus
    claimed: str | None
    speaker: str | None
    is_chance: bool

    def __init__(
        self, status: AttributionStatus, claimed: str | None = None, speaker: str | None = None, is_chance: bool = False
    ) -> None:
        self.status = status
        self.claimed = claimed
        self.speaker = speaker
        self.is_chance = is_chance


@dataclass(init=False, unsafe_hash=True, slots=True)
class Match(Value):
    """One passage of one document that answers a quote."""

    document: Document
    verdict: Verdict
    score: float
    flags: tuple[Flag, ...]
    spans: tuple[PassageSpan, ...]
    setting: Setting
    speaker: Speaker | None
    changes: tuple[Change, ...]
    omissions: tuple[Omission, ...]
    copies: int
    earliest: bool
    deep_link: str | None

    def __init__(
        self,
        document: Document,
        verdict: Verdict,
        score: float,
        flags: tuple[Flag, ...],
        spans: tuple[PassageSpan, ...],
        setting: Setting,
        speaker: Speaker | None,
        changes: tuple[Change, ...],
        omissions: tuple[Omission, ...],
        copies: int,
        earliest: bool,
        deep_link: str | None = None,
    ) -> None:
        self.document = document
        self.verdict = verdict
        self.score = score
        self.flags = flags
        self.spans = spans
        self.setting = setting
        self.speaker = speaker
        self.changes = changes
        self.omissions = omissions
        self.copies = copies
        self.earliest = earliest
        self.deep_link = deep_link


@dataclass(init=False, unsafe_hash=True, slots=True)
class Query(Value):
    """One question put to the matcher. Dates are ISO 8601; ``document_ids`` None means the whole archive.

    ``speaker_confidence`` is how sure the claim itself is, 0 to 1: that of a person who names the speaker, less where a
    program read it out of a draft. An unsure claim can be confirmed, and contradicted it leaves the question open.
    """

    quote: str
    speaker: str | None
    document_ids: Sequence[str] | None
    published_after: str | None
    published_before: str | None
    language: str | None
    prefix: str | None
    suffix: str | None
    max_matches: int
    speaker_confidence: float
    publisher: str | None

    def __init__(
        self,
        quote: str,
        speaker: str | None = None,
        document_ids: Sequence[str] | None = None,
        published_after: str | None = None,
        published_before: str | None = None,
        language: str | None = None,
        prefix: str | None = None,
        suffix: str | None = None,
        max_matches: int = 5,
        speaker_confidence: float = 1.0,
        publisher: str | None = None,
    ) -> None:
        self.quote = quote
        self.speaker = speaker
        self.document_ids = document_ids
        self.published_after = published_after
        self.published_before = published_before
        self.language = language
        self.prefix = prefix
        self.suffix = suffix
        self.max_matches = max_matches
        self.speaker_confidence = speaker_confidence
        self.publisher = publisher


@dataclass(init=False, unsafe_hash=True, slots=True)
class Answer(Value):
    """The matcher's whole answer to one query."""

    verdict: Verdict
    outcome: Outcome
    message: str
    attribution: Attribution
    matches: tuple[Match, ...]
    occurrences: int
    partial: bool
    generation: int
    num_documents: int
    policy: str

    def __init__(
        self,
        verdict: Verdict,
        outcome: Outcome,
        message: str,
        attribution: Attribution,
        matches: tuple[Match, ...],
        occurrences: int,
        partial: bool,
        generation: int,
        num_documents: int,
        policy: str,
    ) -> None:
        self.verdict = verdict
        self.outcome = outcome
        self.message = message
        self.attribution = attribution
        self.matches = matches
        self.occurrences = occurrences
        self.partial = partial
        self.generation = generation
        self.num_documents = num_documents
        self.policy = policy
