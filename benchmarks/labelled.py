"""Articles whose quotations and speakers people have labelled, and the scorer that goes with them.

The texts are their publishers' and stay in the folder that ``ONRECORD_SHARED`` names (``../shared`` without it).
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.corpora import open_text
from matcher.types import Document, Span

SHARED = Path(os.environ.get("ONRECORD_SHARED") or Path(__file__).parents[2] / "shared")
ARTICLES = "corpora/attribution_dev.jsonl.xz"
SCORER = "tools/score_attribution.py"

# Which articles are read while rules are written (A), looked at late (B), and only ever scored (C).
PARTS = {"A": (0, 2), "B": (1,), "C": (3,)}

Label = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article and its labelled quotations, as the file has them."""

    document: Document
    labels: Sequence[Label]
    part: str
    fields: Mapping[str, Any]


def has_labelled(shared: Path = SHARED) -> bool:
    """Tell whether the labelled articles are on this machine."""
    return (shared / ARTICLES).exists()


def read_labelled(shared: Path = SHARED) -> list[Labelled]:
    """Read the articles in file order."""
    with open_text(shared / ARTICLES) as lines:
        return [_read(number, json.loads(line)) for number, line in enumerate(lines)]


def _read(number: int, fields: Mapping[str, Any]) -> Labelled:
    authors = (fields["byline"],) if fields.get("byline") else ()
    document = Document(
        fields["doc_id"], fields.get("title") or "", fields["text"], published_at=fields.get("date"), authors=authors
    )
    part = next(name for name, remainders in PARTS.items() if number % 4 in remainders)
    return Labelled(document, fields["pieces"], part, fields)


def load_scorer(shared: Path = SHARED) -> ModuleType:
    """Import the scorer from where it lies."""
    specification = importlib.util.spec_from_file_location("score_attribution", shared / SCORER)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def score(scorer: ModuleType, articles: Sequence[Labelled], predictions: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Run the scorer as its command line would, on files."""
    with tempfile.TemporaryDirectory(prefix="onrecord-attribution-") as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predictions.jsonl"
        _write(gold, (one.fields for one in articles))
        _write(
            predicted,
            ({"doc_id": one.document.id, "quotations": predictions[one.document.id]} for one in articles),
        )
        arguments = ["score_attribution", str(gold), str(predicted)]
        with _arguments(arguments), contextlib.redirect_stdout(io.StringIO()) as out, warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # The scorer leaves closing its files to the interpreter.
            scorer.main()
    scores: dict[str, Any] = json.loads(out.getvalue())
    return scores


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@contextlib.contextmanager
def _arguments(arguments: list[str]) -> Iterator[None]:
    before, sys.argv = sys.argv, arguments
    try:
        yield
    finally:
        sys.argv = before


def trimmed(scorer: ModuleType, text: str, start: int, end: int) -> Span:
    """Trim a span as the scorer does, to its outermost letters and digits."""
    return Span(*scorer.trim(text, start, end))
