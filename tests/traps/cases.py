"""Documents and the cases put to them, as they stand in ``tests/cases/*.json``.

Each file is an archive of its own: all of its documents, and nothing else, go into an empty index.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DIRECTORY = Path(__file__).parent.parent / "cases"
# The archives; "newsroom" has other documents and other quotes of the same kinds as "traps".
ARCHIVES = ("traps", "newsroom")

# Groups that ask above all who spoke; a build without attribution is judged without them.
SPEAKER_GROUPS = frozenset(
    {
        "speaker_confirmed",
        "speaker_contradicted",
        "pronoun_speaker",
        "organisation_speaker",
        "same_surname",
        "relay",
        "speakers",
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
def load_documents(archive: str) -> dict[str, dict[str, Any]]:
    """Return the bodies of an archive's documents by id, the id included."""
    return {body["id"]: body for body in read(archive)["documents"]}


@cache
def load_cases(archive: str) -> tuple[Case, ...]:
    """Return an archive's cases in the file's order."""
    return tuple(Case(**case) for case in read(archive)["cases"])


def read(archive: str) -> dict[str, Any]:
    """Parse an archive's file."""
    parsed: dict[str, Any] = json.loads((DIRECTORY / f"{archive}.json").read_text("utf-8"))
    return parsed
