"""Settings of the service: read once at start from ``ONRECORD_*`` variables, overridden by command-line
flags.

Every limit here is stated in the error that it causes, so that a client learns it without reading this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import InitErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from matcher.processes import num_cores

ENV_PREFIX = "ONRECORD_"
# From which share of common letters, the prefix among them, one name is taken for another misspelt: a slip or two.
_ALIKE = 0.9

LogLevel = Annotated[
    Literal["debug", "info", "warning", "error", "critical"],
    BeforeValidator(lambda level: level.lower() if isinstance(level, str) else level),
]


def _require_postgres(url: str) -> str:
    if not url.startswith(("postgres://", "postgresql://")):
        raise ValueError(
            "the URL of a PostgreSQL database begins with postgresql://, as postgresql://user@host/database"
        )
    return url


DatabaseUrl = Annotated[str, AfterValidator(_require_postgres)]


class Settings(BaseSettings):
    """All that can be set, with its unit in the name or the description."""

    # Deployment files set what they leave open to nothing: an empty variable is one that is not set.
    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX, env_ignore_empty=True, frozen=True, extra="ignore", hide_input_in_errors=True
    )

    data_dir: Path = Field(default=Path(".onrecord"), description="Directory of the document log and the index.")
    # Holds a password in most installations: it is never printed, and errors do not repeat it.
    database_url: DatabaseUrl | None = Field(
        default=None,
        repr=False,
        description="PostgreSQL database that keeps the documents instead of the data directory.",
    )

    # Resolving a speaker costs some milliseconds where a stretch of a document has not answered before: worth leaving
    # out where nobody asks who spoke.
    speakers: Literal["claimed", "always"] = Field(
        default="always", description="Resolve who spoke in every answer, or only where a request names a speaker."
    )
    # Working speakers out takes some milliseconds an article; ahead of the questions it costs nobody's time.
    speakers_ahead: bool = Field(
        default=True, description="Work out who speaks in each document while nobody needs the core."
    )
    # Some twenty thousand answers. They are kept while no document changes; 0 where no answer may stay in memory.
    kept_answer_bytes: int = Field(
        default=32 * 1024 * 1024, ge=0, description="Bytes of answers kept to be given again."
    )
    # A book of a million words in UTF-8 is about 6 MB; JSON escapes can double or triple it. Beyond that a
    # body is an accident or an attack, and it is held in memory while it is parsed.
    max_body_bytes: int = Field(default=32 * 1024 * 1024, ge=1024, description="Bytes of one JSON body or NDJSON line.")
    # Bounds the time of one verification, which runs in the event loop; a long paragraph has 2,000
    # characters.
    max_quote_characters: int = Field(default=10_000, ge=1, description="Characters of one quote.")
    # The longest transcripts of a day's session have about a million characters.
    max_document_characters: int = Field(default=5_000_000, ge=1, description="Characters of one document's text.")
    # The contract's figure; longer lists go as NDJSON, which has no limit of lines.
    max_batch_items: int = Field(default=1_000, ge=1, description="Items of one JSON batch.")
    # Ten times the longest features. Reading a draft takes about a millisecond of one core for 1,000 characters.
    max_draft_characters: int = Field(
        default=500_000, ge=1, description="Characters of one draft; of its markup ten times as many."
    )
    # Each is a verification, some milliseconds where a speaker is claimed.
    max_draft_quotations: int = Field(default=1_000, ge=1, description="Quotations of one draft.")
    # What an import or an NDJSON batch may hold after decompression: a guard against a stream that never
    # ends.
    max_stream_bytes: int = Field(default=16 * 1024**3, ge=1024, description="Bytes of one NDJSON stream, inflated.")
    # Deflate reaches 1,032 to 1 on zeros, news text 3 to 5: above this ratio a stream is a decompression
    # bomb.
    max_inflate_ratio: int = Field(default=100, ge=2, description="Inflated bytes for each compressed byte.")
    # A year of a large desk's quotes. More is an accident, or better sent in parts that are seen to succeed.
    max_job_bytes: int = Field(default=1024**3, ge=1024, description="Bytes of one job's body, inflated.")
    max_job_lines: int = Field(default=1_000_000, ge=1, description="Lines of one job.")
    # They are worked on one after the other: who comes last waits for all.
    max_waiting_jobs: int = Field(default=100, ge=1, description="Jobs that are not finished.")
    # An answer takes some kilobytes, so a million of them a few gigabytes.
    max_jobs_bytes: int = Field(
        default=20 * 1024**3, ge=1024, description="Bytes of all jobs on the disk, beyond which no more are taken."
    )
    # A hundred years at most: the day of its removal is told, and calendars end.
    job_kept_hours: float = Field(
        default=7 * 24.0, ge=0, le=100 * 366 * 24, description="Time that a finished job is kept."
    )
    # Requests admitted at once; further ones get 503 with Retry-After at once instead of queueing until they
    # time out.
    max_concurrent_requests: int = Field(default=256, ge=1, description="Requests under /v1 answered at once.")
    # A verification of a quote up to this length takes about a tenth of a millisecond and runs in the event
    # loop; a longer one may take many, and goes to a thread so that nobody else waits for it.
    inline_quote_characters: int = Field(default=2_000, ge=0, description="Longest quote verified in the event loop.")

    # Threads share one interpreter, processes do not: one a core answers a batch as fast as the machine can.
    batch_processes: int | None = Field(
        default=None, ge=0, description="Processes that verify batches: one a core if not set, 0 for threads."
    )
    # With several workers most never see a batch, and a process takes about a hundred megabytes.
    batch_start: Literal["ready", "first_batch"] = Field(
        default="ready", description="Start these processes when the archive is ready, or with the first batch."
    )

    drain_seconds: float = Field(default=0.0, ge=0, description="Time between 503 on /readyz and the end of accepting.")
    graceful_seconds: int = Field(default=20, ge=0, description="Time that running requests get at shutdown.")
    access_log: bool = Field(default=False, description="Log each request as a line of JSON.")
    log_level: LogLevel = Field(default="info", description="debug, info, warning, error or critical.")

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            raise _by_variable(error, given) from None

    def to_environment(self) -> dict[str, str]:
        """Give the settings as variables, which is how processes of the service are told."""
        given = self.model_dump(mode="json", exclude_none=True)
        return {variable_of(name): str(value) for name, value in given.items()}

    def with_workers(self, num_workers: int) -> Settings:
        """Give the settings of each of several workers: what was not set about batches is shared out."""
        if num_workers == 1:
            return self
        shared = {"batch_processes": max(1, num_cores() // num_workers), "batch_start": "first_batch"}
        return self.model_copy(update={k: v for k, v in shared.items() if k not in self.model_fields_set})


def variable_of(name: str) -> str:
    """Give the variable of a setting."""
    return ENV_PREFIX + name.upper()


def find_misspelt(environment: Mapping[str, str]) -> dict[str, str]:
    """Give variables that are no setting but nearly one, each with the one it looks like.

    Others that begin like ours are left alone: orchestrators set some of their own, such as ``ONRECORD_PORT``.
    """
    known = [variable_of(name) for name in Settings.model_fields]
    ours = [name for name in environment if name.startswith(ENV_PREFIX) and name not in known]
    alike = ((name, get_close_matches(name, known, 1, _ALIKE)) for name in ours)
    return {name: found[0] for name, found in alike if found}


def _by_variable(error: ValidationError, given: Mapping[str, Any]) -> ValidationError:
    """Name settings as they were set: by their variable, where they were not given in the call."""
    details: list[InitErrorDetails] = []
    for entry in error.errors(include_url=False):
        setting, *rest = entry["loc"]
        named = setting if setting in given else variable_of(str(setting))
        details.append(
            {"type": entry["type"], "loc": (named, *rest), "input": entry["input"], "ctx": entry.get("ctx", {})}
        )
    return ValidationError.from_exception_data(error.title, details, hide_input=True)
