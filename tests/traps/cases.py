"""The trap documents and cases, as they stand in ``tests/cases/traps.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PATH = Path(__file__).parent.parent / "cases" / "traps.json"

# Groups that ask above all who spoke; a build without attribution is judged without them.
SPEAKER_GROUPS = frozenset(
    {
        "speaker_confirmed",
        "speaker_contradicted",
        "pronoun_speaker",
        "organisation_speaker",
        "same_surname",
        "relay",
    }
)


@dataclass(frozen=True, slots=True)
class Case:
    """One verify request and what the answer must look like; ``expect`` is as the scorer reads it."""

    id: str
    group: str
    quote: str
    speaker: str | None
    expect: dict[str, Any]
    why: str


@cache
def load_documents() -> dict[str, dict[str, Any]]:
    """Return the bodies of the trap documents by id, the id included."""
    return {body["id"]: body for body in json.loads(PATH.read_text("utf-8"))["documents"]}


@cache
def load_cases() -> tuple[Case, ...]:
    """Return all cases in the file's order."""
    return tuple(Case(**case) for case in json.loads(PATH.read_text("utf-8"))["cases"])
