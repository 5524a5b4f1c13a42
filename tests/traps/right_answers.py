"""Answers that say what a case expects, and nothing else: the scorer is tested against them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.traps.cases import Case
from tests.traps.scorer import placements


def build_right_answer(case: Case, texts: Mapping[str, str]) -> dict[str, Any]:
    """Spell a case's expectation as an answer in the shape of contract §8."""
    expect = case.expect
    empty = expect["verdict"][0] in ("not_found", "unverifiable")
    return {
        "verdict": expect["verdict"][0],
        "outcome": expect["outcome"][0],
        "attribution": {"status": expect.get("attribution", ["not_claimed"])[0]},
        "matches": [] if empty else build_matches(case, texts),
    }


def build_matches(case: Case, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """One match, or for a splice of several documents one for each of them."""
    names = case.expect["document"] or [next(iter(texts))]
    strings = case.expect["passage"] or []
    homes = [next(name for name in names if string in texts[name]) for string in strings]
    if case.expect["verdict"][0] == "spliced":
        by_home = {
            home: [place(string, texts[home]) for string, other in zip(strings, homes, strict=True) if other == home]
            for home in homes
        }
        return [build_match(case, name, places, texts) for name, places in by_home.items()]
    if not strings:
        return [build_match(case, names[0], [], texts)]
    # Strings that stand in another order than the quote has them: one of them is enough.
    found = next(placements(strings, texts[homes[0]]), (place(strings[0], texts[homes[0]]),))
    return [build_match(case, homes[0], list(found), texts)]


def place(string: str, text: str) -> tuple[int, int]:
    """Return where a string stands."""
    start = text.index(string)
    return start, start + len(string)


def build_match(case: Case, name: str, places: list[tuple[int, int]], texts: Mapping[str, str]) -> dict[str, Any]:
    """One match with everything the case lists."""
    expect = case.expect
    text = texts[name]
    return {
        "document": {"id": name},
        "flags": [*expect.get("flags", ()), *expect.get("flags_any", ())[:1]],
        "spans": [{"start": a, "end": b, "text": text[a:b]} for a, b in places],
        "setting": expect.get("setting", [None])[0],
        "speaker": {"name": expect["speaker"], "via": expect.get("via")} if expect.get("speaker") else None,
        "changes": [build_change(change) for change in expect.get("changes", ())],
        "omissions": [],
    }


def build_change(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The first allowed kind and operation, with the listed texts."""
    return {
        "kind": wanted["kind"][0],
        "operation": wanted["operation"][0],
        "severity": "minor" if wanted["kind"][0] in ("spelling", "inflection", "function_word") else "material",
        "document": {"text": wanted.get("document_text") or ""},
        "quote": {"text": wanted.get("quote_text") or ""},
    }
