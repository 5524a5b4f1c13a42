"""What the labels of ``seeds/quotes.jsonl`` say, and how an answer is held against one.

A label names only what the contract leaves no doubt about; what it does not name is not checked. Passages are
compared by their letters and digits, so that a quotation mark more or less at a span's edge decides nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matcher.types import Answer, Change, Document, Match

SEEDS = Path(__file__).parents[2] / "seeds"

Label = dict[str, Any]


def read_documents() -> list[Document]:
    """Return the sample documents in the file's order."""
    rows = [json.loads(line) for line in (SEEDS / "documents.jsonl").read_text("utf-8").splitlines()]
    return [Document(**{**row, "authors": tuple(row.get("authors", ()))}) for row in rows]


def read_labels() -> list[Label]:
    """Return the labelled quotes in the file's order."""
    return [json.loads(line) for line in (SEEDS / "quotes.jsonl").read_text("utf-8").splitlines()]


def allowed(expected: Any) -> list[Any]:
    """Return the values a label accepts: a list stands for several that can be defended."""
    return expected if isinstance(expected, list) else [expected]


def iter_faults(label: Label, answer: Answer) -> Iterator[str]:
    """Yield one line for everything in which the answer departs from the label."""
    expect = label["expect"]
    first = answer.matches[0] if answer.matches else None
    given = {
        "verdict": answer.verdict,
        "outcome": answer.outcome,
        "attribution": answer.attribution.status,
        "document": first and first.document.id,
        "setting": first and first.setting,
    }
    for name, value in given.items():
        if name in expect and value not in allowed(expect[name]):
            yield f"{name}: expected {expect[name]!r}, got {value!r}"
    if first is not None:
        yield from iter_speaker_faults(expect, first)
        yield from iter_flag_faults(expect, first)
        yield from iter_change_faults(expect, first.changes)
        yield from iter_passage_faults(label, answer)


def iter_speaker_faults(expect: Label, match: Match) -> Iterator[str]:
    """Yield a speaker's name that is missing or another; the answer may add a title to it."""
    name = match.speaker.name if match.speaker else ""
    if expect.get("speaker", "").casefold() not in name.casefold():
        yield f"speaker: expected {expect['speaker']!r}, got {name!r}"


def iter_flag_faults(expect: Label, match: Match) -> Iterator[str]:
    """Yield the flags that are missing, and those that an ``ok`` label rules out."""
    flags = {*match.flags, *(flag for omission in match.omissions for flag in omission.flags)}
    if missing := set(expect.get("flags", ())) - flags:
        yield f"flags: missing {sorted(missing)}, got {sorted(flags)}"
    # Contract §7: an answer with a flag is never ok.
    forbidden = flags if expect["outcome"] == "ok" else flags & set(expect.get("no_flags", ()))
    if forbidden:
        yield f"flags: unexpected {sorted(forbidden)}"


def iter_change_faults(expect: Label, changes: tuple[Change, ...]) -> Iterator[str]:
    """Yield the changes that are missing; an empty list in the label means that there must be none."""
    shown = [(c.kind, c.operation, c.severity, c.document.text, c.quote.text) for c in changes]
    if expect.get("changes") == [] and changes:
        yield f"changes: expected none, got {shown}"
    for wanted in expect.get("changes", ()):
        if not any(is_change(wanted, change) for change in changes):
            yield f"changes: expected {wanted}, got {shown}"


def is_change(wanted: Label, change: Change) -> bool:
    """Tell whether a change is the one the label asks for."""
    return (
        change.kind in allowed(wanted["kind"])
        and change.operation in allowed(wanted["operation"])
        and wanted.get("severity", change.severity) == change.severity
        and is_text(wanted["document"], change.document.text)
        and is_text(wanted["quote"], change.quote.text)
    )


def is_text(wanted: str | None, given: str) -> bool:
    """Compare one side of a change: None is not tested, "" must be empty, else one must contain the other."""
    if wanted is None or not wanted:
        return wanted is None or not given.strip()
    return bool(given) and (wanted.casefold() in given.casefold() or given.casefold() in wanted.casefold())


def iter_passage_faults(label: Label, answer: Answer) -> Iterator[str]:
    """Yield the spans that do not show their document's text, and passages that are not the label's."""
    for match in answer.matches:
        for span in match.spans:
            if span.text != match.document.text[span.start : span.end]:
                yield f"span {span.start}:{span.end} is not the document's text there"
    passages = label["expect"].get("passages", ())
    # A splice is one match for each document; any other verdict is about the first match.
    matches = answer.matches if answer.verdict == "spliced" else answer.matches[:1]
    spans = [letters(span.text) for match in matches for span in match.spans]
    if passages and not is_passage(label, [letters(passage) for passage in passages], spans):
        yield f"passages: expected {passages}, got {[s.text for m in matches for s in m.spans]}"


def is_passage(label: Label, passages: list[str], spans: list[str]) -> bool:
    """Compare passages as the verdict allows: word for word, or by overlap where words differ."""
    verdict = label["expect"]["verdict"]
    if verdict == "verbatim":
        return "".join(spans) == "".join(passages)
    if verdict == "elided":
        # The words that a bracket stands for may be in the span or out of it.
        exact = "".join(spans) == "".join(passages)
        return exact or ("[" in label["quote"] and "".join(passages) in "".join(spans))
    return all(any(passage in span or span in passage for span in spans if span) for passage in passages)


def letters(text: str) -> str:
    """Return the letters and digits of a text, lower-cased."""
    return "".join(character for character in text.casefold() if character.isalnum())
