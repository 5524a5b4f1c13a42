"""Is the answer right? One function for each line of the acceptance table.

Every measure draws its cases with its own random source, so that one can be run, and repeated, without the
others. A failing case keeps what is needed to look into it: the quote, the sampled place, and the answer in
short. Failures hold real texts and are for a folder outside the project; figures hold counts only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from random import Random
from typing import Any

from benchmarks.answers import (
    ACCUSATIONS,
    FAITHFUL,
    kinds_reported,
    points_at_passage,
    points_at_words,
    stands_in_order,
    truly_stands,
)
from benchmarks.damage import edit_words, misread_characters
from benchmarks.falsify import RULES, Lexicon, Lie, tell_lie
from benchmarks.honest import SHORT_FORMS, Edit
from benchmarks.noise import add_noise
from benchmarks.sampling import Passage, is_one_breath, iter_passages, iter_runs, list_sentences
from benchmarks.splice import ELLIPSIS, SPLICES, draw_splice
from benchmarks.words import folded_words, longest_shared_run
from matcher.narrated import find_narration
from matcher.types import Answer, Document, Query

Verify = Callable[[Query], Answer]
# Share of characters that a scan misreads, as the acceptance table has it.
OCR_SHARE = 0.05
# A sentence of another archive really stands in this one when it stands there whole, or so many of its
# words in a row: fewer are stock phrases that prove nothing.
SHARED_RUN = 8
SIGNS = re.compile(r"\d|\b\w\b|[$£€%&]")
# What ``find_narration`` leaves of narration.
NARRATION = re.compile(r"\s{2,}")
# Tries to find a passage that a rule fits, before the rule is given up for the sample.
RULE_TRIES = 400


@dataclass(frozen=True, slots=True)
class Failure:
    """One case that went wrong. ``why`` names the check; ``quote`` and the answer's texts are real words."""

    why: str
    quote: str
    document: str
    start: int
    end: int
    passage: str
    answer: dict[str, Any]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: how many cases, how many right, and what the line must show.

    ``share`` is right / cases in per cent, ``figures`` further counts; ``excluded`` counts cases left out
    by an independent check, which are listed among the failures with the word "excluded".
    """

    name: str
    num_cases: int
    num_failed: int
    target: str
    passed: bool
    figures: Mapping[str, float] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()

    @property
    def failed_share(self) -> float:
        """Failed cases in per cent."""
        return 100 * self.num_failed / self.num_cases if self.num_cases else 0.0


def brief(answer: Answer) -> dict[str, Any]:
    """The part of an answer that a person needs to see why it is wrong."""
    match = answer.matches[0] if answer.matches else None
    return {
        "verdict": answer.verdict,
        "outcome": answer.outcome,
        "message": answer.message,
        "document": match.document.id if match else None,
        "spans": [asdict(span) for span in match.spans] if match else [],
        "flags": list(match.flags) if match else [],
        "changes": [f"{c.kind}/{c.operation}: {c.quote.text!r} < {c.document.text!r}" for c in match.changes]
        if match
        else [],
        "score": match.score if match else None,
        "occurrences": answer.occurrences,
    }


def failure(why: str, quote: str, passage: Passage, answer: Answer, detail: str = "") -> Failure:
    """Write a failing case down."""
    place = (passage.document.id, passage.start, passage.end, passage.text)
    return Failure(why, quote, *place, brief(answer), detail)


def measure_clean(verify: Verify, documents: Sequence[Document], rng: Random, num_cases: int) -> Measure:
    """Accuse nobody: faithful quotes in a content system's clothes."""
    failures, noises, verdicts = [], Counter[str](), Counter[str]()
    for passage in islice(iter_passages(documents, rng), num_cases):
        quote, names = add_noise(passage.text, rng)
        answer = verify(Query(quote=quote))
        verdicts[answer.verdict] += 1
        if answer.verdict in ACCUSATIONS | {"unverifiable"}:
            noises.update(names or ("none",))
            failures.append(failure(answer.verdict, quote, passage, answer, ", ".join(names)))
    figures = {**prefixed("verdict", verdicts), **prefixed("accused_with", noises)}
    share = len(failures) / num_cases
    return Measure("clean", num_cases, len(failures), "≤ 0.1 %", share <= 0.001, figures, tuple(failures))


def prefixed(prefix: str, counts: Counter[str]) -> dict[str, int]:
    """A counter as flat figures, most frequent first."""
    return {f"{prefix}.{name}": count for name, count in counts.most_common()}


def measure_honest(
    name: str,
    verify: Verify,
    documents: Sequence[Document],
    rng: Random,
    num_cases: int,
    *,
    edits: Sequence[Edit],
    allowed: frozenset[str] = FAITHFUL,
) -> Measure:
    """Accuse nobody of an honest edit: only ``allowed`` verdicts are right. The edits take turns."""
    failures, counts = [], Counter[str]()
    for edit, quote, passage in islice(iter_honest(documents, rng, edits), num_cases):
        answer = verify(Query(quote=quote))
        counts[f"cases.{edit}"] += 1
        if answer.verdict not in allowed:
            counts[f"failed.{edit}"] += 1
            failures.append(failure(answer.verdict, quote, passage, answer, edit))
    passed = len(failures) <= 0.005 * num_cases
    figures = dict(sorted(counts.items()))
    return Measure(name, num_cases, len(failures), "≤ 0.5 %", passed, figures, tuple(failures))


def iter_honest(
    documents: Sequence[Document], rng: Random, edits: Sequence[Edit]
) -> Iterator[tuple[str, str, Passage]]:
    """Yield honestly edited quotes without end, with the edit's name; what fits nowhere is skipped."""
    passages = filter(is_one_breath, iter_passages(documents, rng, min_words=12, max_words=60))
    while True:
        for edit in edits:
            for passage in islice(passages, RULE_TRIES):
                quote = edit(" ".join(passage.text.split()), rng)
                if quote:
                    yield edit.__name__, quote, passage
                    break


def iter_lies(
    documents: Sequence[Document], rng: Random, lexicon: Lexicon, rules: Sequence[str]
) -> Iterator[tuple[Lie, Passage]]:
    """Yield lies without end, the rules taking turns; a rule that fits nowhere is skipped."""
    passages = filter(is_one_breath, iter_passages(documents, rng, min_words=6, max_words=60))
    while True:
        for rule in rules:
            for passage in islice(passages, RULE_TRIES):
                if rule in SPLICES:
                    drawn = draw_splice(documents, rng, rule)
                else:
                    lie = tell_lie(passage.text, rng, lexicon, rule)
                    drawn = (lie, passage) if lie else None
                if drawn:
                    yield drawn
                    break


def measure_lies(
    verify: Verify,
    documents: Sequence[Document],
    rng: Random,
    num_cases: int,
    *,
    lexicon: Lexicon,
    rules: Sequence[str] = (),
) -> Measure:
    """Let no lie pass, and say what kind of lie it is."""
    rules = rules or (*(name for name, _, _ in RULES), *SPLICES)
    failures, counts = [], Counter[str]()
    for lie, passage in islice(iter_lies(documents, rng, lexicon, rules), num_cases):
        answer = verify(Query(quote=lie.quote))
        why = judge_lie(lie, answer)
        counts[f"cases.{lie.rule}"] += 1
        if why:
            counts[why] += 1
            counts[f"{why}.{lie.rule}"] += 1
            failures.append(failure(why, lie.quote, passage, answer, lie.rule))
    num_judged = num_cases - counts["excluded"]
    right_kind = 100 * (1 - (num_judged and (counts["wrong_kind"] + counts["passed"] + counts["ok"]) / num_judged))
    num_ok = counts["ok"]
    passed = num_ok <= 0.001 * num_judged and right_kind >= 98
    figures = {**dict(sorted(counts.items())), "right_kind_percent": round(right_kind, 2)}
    target = "≤ 0.1 % ok; ≥ 98 % right kind"
    return Measure("falsified", num_judged, num_ok, target, passed, figures, tuple(failures))


def judge_lie(lie: Lie, answer: Answer) -> str | None:
    """Say what is wrong with the answer to a lie.

    Returns
    -------
    ``ok``: it was let pass; ``passed``: called verbatim or elided, though something else held it back;
    ``wrong_kind``: told by another kind or verdict; ``excluded``: the lie happens to stand in the archive;
    else None.
    """
    if answer.verdict in FAITHFUL:
        # A paragraph that another release has elsewhere: the parts stand there as the mark says.
        if truly_stands(answer, lie.quote) or stands_in_order(answer, lie.quote.split(ELLIPSIS)):
            return "excluded"
        return "ok" if answer.outcome == "ok" else "passed"
    if answer.verdict not in lie.verdicts or (lie.kinds and not lie.kinds & kinds_reported(answer)):
        return "wrong_kind"
    return None


def measure_verbatim(
    verify: Verify, documents: Sequence[Document], rng: Random, num_cases: int, *, max_words: int = 60
) -> Measure:
    """Find every quote of two or more words, to the character."""
    failures, counts = [], Counter[str]()
    for passage in islice(iter_runs(documents, rng, min_words=2, max_words=max_words), num_cases):
        quote = passage.text
        answer = verify(Query(quote=quote))
        counts[f"verdict.{answer.verdict}"] += 1
        is_exact = points_at_words(answer, quote)
        if answer.verdict not in FAITHFUL:
            # Called spliced although it stands unbroken, or altered because the run cuts a number in two.
            why = f"{answer.verdict}, {'exact span' if is_exact else 'other span'}"
        elif not is_exact:
            why = "span"
        else:
            continue
        counts[f"failed.{why}"] += 1
        failures.append(failure(why, quote, passage, answer))
    passed = not failures
    return Measure("verbatim", num_cases, len(failures), "100 %", passed, dict(counts), tuple(failures))


def measure_occurrences(verify: Verify, documents: Sequence[Document], rng: Random, num_cases: int) -> Measure:
    """Count the documents a phrase stands in, as reading them all does; ``documents`` is the whole index."""
    archive = [f" {' '.join(folded_words(document.text))} " for document in documents]
    failures = []
    runs = iter_runs(documents, rng, min_words=2, max_words=6)
    # What counts as one number or one initialism is the matcher's own affair, and tested elsewhere.
    wordy = (run for run in runs if not SIGNS.search(run.text))
    for passage in islice(wordy, num_cases):
        phrase = f" {' '.join(folded_words(passage.text))} "
        counted = sum(phrase in text for text in archive)
        answer = verify(Query(quote=passage.text))
        if answer.occurrences != counted:
            failures.append(failure("occurrences", passage.text, passage, answer, f"oracle: {counted}"))
    return Measure("occurrences", num_cases, len(failures), "100 %", not failures, {}, tuple(failures))


def measure_damaged(
    name: str,
    verify: Verify,
    cases: Iterable[tuple[Passage, str]],
    target_share: float,
) -> Measure:
    """Point at the right passage although the quote is damaged."""
    failures, counts, num_cases = [], Counter[str](), 0
    for passage, quote in cases:
        answer = verify(Query(quote=quote))
        num_cases += 1
        counts[f"verdict.{answer.verdict}"] += 1
        if not points_at_passage(answer, quote, passage):
            failures.append(failure("passage", quote, passage, answer))
        elif answer.verdict in FAITHFUL and not truly_stands(answer, quote):
            if _stands_but_for_narration(answer, quote):
                counts["damage_in_narration"] += 1
                continue
            counts["damage_not_seen"] += 1
            failures.append(failure("damage not seen", quote, passage, answer))
    found = 1 - len(failures) / num_cases if num_cases else 0.0
    target, passed = f"≥ {100 * target_share:g} %", found >= target_share
    return Measure(name, num_cases, len(failures), target, passed, dict(counts), tuple(failures))


def _stands_but_for_narration(answer: Answer, quote: str) -> bool:
    """Whether the damage is in a reporting clause sent with the quote, which is the writer's own and not verified."""
    narrated = find_narration(Query(quote=quote))
    parts = NARRATION.split(narrated.quoted.quote.strip()) if narrated is not None else []
    return bool(parts) and all(truly_stands(answer, part) for part in parts)


def iter_edited(documents: Sequence[Document], rng: Random, vocabulary: Sequence[str]) -> Iterator[tuple[Passage, str]]:
    """Yield runs of 8 to 30 words with one to three words edited."""
    for passage in iter_runs(documents, rng, min_words=8, max_words=30):
        yield passage, edit_words(passage.text, rng, vocabulary, rng.randint(1, 3))


def iter_misread(documents: Sequence[Document], rng: Random) -> Iterator[tuple[Passage, str]]:
    """Yield runs of 8 to 40 words as a bad scan has them."""
    for passage in iter_runs(documents, rng, min_words=8, max_words=40):
        yield passage, misread_characters(passage.text, rng, OCR_SHARE)


def really_stands(quote: str, answer: Answer) -> bool:
    """Whether a foreign sentence really stands in the document answered, by its longest run of words.

    "I have" and "I've" are the same words; of a sentence with a reporting clause what stands in its marks is asked for.
    """
    if not answer.matches:
        return False
    opened, text = _opened(quote), _opened(answer.matches[0].document.text)
    if longest_shared_run(opened, text) >= min(SHARED_RUN, len(folded_words(opened))):
        return True
    return answer.verdict in FAITHFUL and _stands_but_for_narration(answer, quote)


def _opened(text: str) -> str:
    """Write every short form of the list out, and "'s" as "is": a possessive is one on both sides."""
    plain = re.sub(r"(?<=\w)'s\b", " is", text.replace("’", "'"))
    for long, short in SHORT_FORMS:
        plain = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, plain, flags=re.IGNORECASE)
    return plain


def measure_foreign(verify: Verify, foreign: Sequence[Document], rng: Random, num_cases: int) -> Measure:
    """Find nothing where there is nothing: sentences of an archive that is not indexed."""
    failures, counts = [], Counter[str]()
    passages = list_sentences(foreign, rng)[:num_cases]
    for passage in passages:
        answer = verify(Query(quote=passage.text))
        counts[f"verdict.{answer.verdict}"] += 1
        if answer.verdict == "not_found":
            continue
        shared = longest_shared_run(passage.text, answer.matches[0].document.text) if answer.matches else 0
        why = "excluded" if really_stands(passage.text, answer) else "found"
        counts[why] += 1
        failures.append(failure(why, passage.text, passage, answer, f"longest shared run: {shared} words"))
    num_judged = len(passages) - counts["excluded"]
    passed = counts["found"] <= 0.005 * num_judged
    return Measure("foreign", num_judged, counts["found"], "≤ 0.5 %", passed, dict(counts), tuple(failures))
