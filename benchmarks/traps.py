"""How many hand-made traps does it walk into? A scorer for a file of documents and cases.

The file's README defines the rules; each check below is one of them. Texts are compared without typography,
by :func:`benchmarks.words.skeleton`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz.distance import LCSseq

from benchmarks.answers import slices_agree, stretch
from benchmarks.corpora import read_document
from benchmarks.measures import Failure, Measure, brief
from benchmarks.words import fold, skeleton
from matcher.types import Answer, Change, Document, Match, Query

Case = Mapping[str, Any]
# Groups that need to know who spoke, left out until attribution is there.
SPEAKER_GROUPS = frozenset({
    "speaker_confirmed", "speaker_contradicted", "pronoun_speaker", "organisation_speaker",
    "same_surname", "relay", "splice_speakers",
})  # fmt: skip
# Letters an altered passage must share with the expected one, and the part of a splice that must be covered.
MIN_SHARED, MIN_COVERED = 0.8, 0.5


def read_traps(path: Path) -> tuple[list[Document], list[Case]]:
    """Read the documents and the cases."""
    traps = json.loads(path.read_text(encoding="utf-8"))
    return [read_document(fields) for fields in traps["documents"]], traps["cases"]


def locate(document: Document, text: str) -> list[tuple[int, int]]:
    """Every place of ``text`` in the document, character for character."""
    places, start = [], document.text.find(text)
    while start >= 0:
        places.append((start, start + len(text)))
        start = document.text.find(text, start + 1)
    return places


def shared_letters(first: str, second: str) -> float:
    """Letters in common over letters of both, in order."""
    a, b = skeleton(first), skeleton(second)
    common = int(LCSseq.similarity(a, b))
    return common / (len(a) + len(b) - common) if a or b else 1.0


def covered(string: str, text: str) -> float:
    """Share of the string's letters that the text has in order."""
    letters = skeleton(string)
    return int(LCSseq.similarity(letters, skeleton(text))) / len(letters) if letters else 1.0


def check_exact(match: Match, strings: Sequence[str], documents: Mapping[str, Document], quote: str) -> bool:
    """Verbatim or elided: each span is its string, or the stretch runs from the first to the last one."""
    text = documents[match.document.id].text
    if len(match.spans) == len(strings) and all(
        skeleton(text[span.start : span.end]) == skeleton(string)
        for span, string in zip(match.spans, strings, strict=True)
    ):
        return True
    start, end = stretch(match)
    found = skeleton(text[start:end])
    whole = (found.startswith(skeleton(strings[0])), found.endswith(skeleton(strings[-1])))
    # Words that a bracket at the quote's edge stands for may be in or out.
    return all(whole) or ("[" in quote and shared_letters(text[start:end], " ".join(strings)) >= MIN_SHARED)


def check_passage(case: Case, answer: Answer, documents: Mapping[str, Document]) -> bool:
    """Whether the spans stand where the case says, by the verdict that was given."""
    strings, match = case["expect"].get("passage"), answer.matches[0]
    if not all(slices_agree(each) for each in answer.matches):
        return False
    if not strings:
        return True
    if answer.verdict == "spliced":
        spans = [span.text for each in answer.matches for span in each.spans]
        return all(any(covered(string, span) >= MIN_COVERED for span in spans) for string in strings)
    if answer.verdict in ("verbatim", "elided"):
        return check_exact(match, strings, documents, case["quote"])
    found = documents[match.document.id].text[slice(*stretch(match))]
    if len(strings) > 1 and "spliced" in case["expect"]["verdict"]:
        return any(covered(string, found) >= MIN_COVERED for string in strings)
    text = documents[match.document.id].text
    places = [locate(documents[match.document.id], string) for string in strings]
    whole = text[places[0][0][0] : places[-1][-1][1]] if all(places) else " ".join(strings)
    return max(shared_letters(found, whole), shared_letters(found, strings[0])) >= MIN_SHARED


def says(expected: str | None, found: str) -> bool:
    """Whether one of two texts contains the other, typography aside; an untested text always agrees."""
    if expected is None:
        return True
    a, b = fold(expected).strip(), fold(found).strip()
    return bool(a and b and (a in b or b in a)) or a == b


def fits(change: Change, wanted: Mapping[str, Any]) -> bool:
    """Whether a reported change is the one that a case wants."""
    return (
        change.kind in as_list(wanted.get("kind", change.kind))
        and change.operation in as_list(wanted.get("operation", change.operation))
        and says(wanted.get("quote_text"), change.quote.text)
        and says(wanted.get("document_text"), change.document.text)
    )


def as_list(value: object) -> Sequence[object]:
    """A list of allowed values, also where only one is allowed."""
    return value if isinstance(value, list) else [value]


def check_flags(expect: Mapping[str, Any], match: Match) -> bool:
    """Flags that must, may and must not stand on the match or on one of its omissions."""
    flags = {*match.flags, *(flag for omission in match.omissions for flag in omission.flags)}
    return (
        set(expect.get("flags") or ()) <= flags
        and (not expect.get("flags_any") or bool(flags & set(expect["flags_any"])))
        and not flags & set(expect.get("no_flags") or ())
    )


def check_speaker(expect: Mapping[str, Any], match: Match) -> bool:
    """The name, or no name, and the relay."""
    speaker = match.speaker
    if "speaker" in expect:
        wanted = expect["speaker"]
        if wanted is None and speaker is not None and speaker.kind != "anonymous":
            return False
        if wanted is not None and (speaker is None or skeleton(wanted) not in skeleton(speaker.name)):
            return False
    via = expect.get("via")
    return not via or (speaker is not None and skeleton(via) in skeleton(speaker.via or ""))


def failed_checks(case: Case, answer: Answer, documents: Mapping[str, Document], *, with_speakers: bool) -> list[str]:
    """Names of the checks that the answer does not pass."""
    expect = case["expect"]
    failed = [name for name in ("verdict", "outcome") if getattr(answer, name) not in expect[name]]
    # Who is claimed to have said it decides the outcome and which of equal passages comes first.
    by_speaker = not with_speakers and bool(expect.get("attribution") or case.get("speaker"))
    if by_speaker:
        failed = [name for name in failed if name != "outcome"]
    if answer.verdict in ("not_found", "unverifiable") or not answer.matches:
        return failed
    match = answer.matches[0]
    checks: dict[str, Callable[[], bool]] = {
        "document": lambda: by_speaker or not expect.get("document") or match.document.id in expect["document"],
        "passage": lambda: check_passage(case, answer, documents),
        "changes": lambda: (
            answer.verdict == "spliced"
            or all(any(fits(change, wanted) for change in match.changes) for wanted in expect.get("changes") or ())
        ),
        "no_material_changes": lambda: (
            not expect.get("no_material_changes") or all(c.severity == "minor" for c in match.changes)
        ),
        "flags": lambda: check_flags(expect, match),
        "setting": lambda: not expect.get("setting") or match.setting in expect["setting"],
    }
    if with_speakers:
        checks["speaker"] = lambda: check_speaker(expect, match)
        checks["attribution"] = lambda: (
            not expect.get("attribution") or answer.attribution.status in expect["attribution"]
        )
    return failed + [name for name, check in checks.items() if not check()]


def measure_traps(verify: Callable[[Query], Answer], path: Path, *, with_speakers: bool = True) -> Measure:
    """Run every case of a traps file against an index of just its documents."""
    documents, cases = read_traps(path)
    by_id = {document.id: document for document in documents}
    cases = [case for case in cases if with_speakers or case["group"] not in SPEAKER_GROUPS]
    failures, counts = [], Counter[str]()
    for case in cases:
        answer = verify(Query(quote=case["quote"], speaker=case.get("speaker")))
        failed = failed_checks(case, answer, by_id, with_speakers=with_speakers)
        if not failed:
            continue
        counts[f"group.{case['group']}"] += 1
        allowed = case["expect"]["outcome"]
        counts["wrong_pass"] += answer.outcome == "ok" and "ok" not in allowed
        counts["false_alarm"] += answer.outcome == "problem" and "problem" not in allowed
        why = f"{case['id']} ({case['group']}): {', '.join(failed)}"
        detail = f"{case['why']} | expected {json.dumps(case['expect'], ensure_ascii=False)}"
        failures.append(Failure(why, case["quote"], case["id"], 0, 0, "", brief(answer), detail))
    passed = not failures
    return Measure("traps", len(cases), len(failures), "all right", passed, dict(counts), tuple(failures))
