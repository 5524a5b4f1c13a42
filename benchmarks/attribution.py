"""Who said it: scores on labelled news articles, and what goes wrong.

    ONRECORD_SHARED=DIR python -m benchmarks.attribution

Predictions are what ``GET /v1/documents/{id}`` lists as ``quotations``; the scorer is run as it is. Part C of the
articles is scored and never read. Texts stay where they are: what is printed are counts.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.labelled import PARTS, SHARED, Label, Labelled, has_labelled, load_scorer, read_labelled, score, trimmed
from matcher.types import Span
from service.quotations import render_quotations

Prediction = Mapping[str, Any]

FIGURES = ("overlap_f1", "exact_f1", "mention", "name", "end_to_end", "wrong_confident", "confident_share")
# Overlap from which the scorer takes a predicted span for a labelled one.
SAME_SPAN = 0.5


def predict(articles: Sequence[Labelled]) -> dict[str, list[Prediction]]:
    """List the quotations of every article as the service does."""
    return {one.document.id: render_quotations(one.document, "codepoint")["quotations"] for one in articles}


def count_errors(scorer: ModuleType, one: Labelled, predictions: Sequence[Prediction]) -> Counter[str]:
    """Count an article's errors by their kind: spans first, then speakers of the spans found."""
    spans = [trimmed(scorer, one.document.text, p["start"], p["end"]) for p in predictions]
    errors: Counter[str] = Counter()
    matched: set[int] = set()
    for label in one.labels:
        target = trimmed(scorer, one.document.text, label["start"], label["end"])
        place = max(range(len(spans)), key=lambda k: scorer.iou(spans[k], target), default=-1)
        if place < 0 or scorer.iou(spans[place], target) < SAME_SPAN:
            errors[f"span: missed, {_why_missed(target, spans)}"] += 1
            continue
        matched.add(place)
        errors["span: found"] += 1
        errors[f"name: {_judge_name(scorer, label, predictions[place])}"] += 1
    targets = [trimmed(scorer, one.document.text, label["start"], label["end"]) for label in one.labels]
    for place, span in enumerate(spans):
        if place not in matched:
            errors[f"span: extra, {_why_extra(span, targets, predictions[place])}"] += 1
    return errors


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _why_missed(target: Span, spans: Sequence[Span]) -> str:
    return (
        "other bounds than the label's"
        if _touches(target, spans)
        else "held for a scare quote, a title or no quotation"
    )


def _why_extra(span: Span, targets: Sequence[Span], prediction: Prediction) -> str:
    if _touches(span, targets):
        return "other bounds than the label's"
    return "with a speaker" if prediction["speaker"] else "without a speaker"


def _judge_name(scorer: ModuleType, label: Label, prediction: Prediction) -> str:
    """Name the kind of error, or tell that there is none."""
    if label["how"] not in scorer.KNOWN or not label["canon"]:
        return "not known to the label"
    speaker = prediction["speaker"]
    if speaker is None:
        return "no speaker given"
    mention = None if speaker["mention_start"] is None else (speaker["mention_start"], speaker["mention_end"])
    same_words = scorer.overlaps(mention, label["speaker_span"])
    if scorer.same_name(speaker["name"], label["canon"]) or (label["how"] == "nonperson" and same_words):
        return "right"
    if not same_words:
        return "other words taken for the speaker"
    pronoun = label["kind"] == "pronoun"
    return "right pronoun, other person than the automatic label's" if pronoun else "right words, other name"


def measure_speed(articles: Sequence[Labelled]) -> float:
    """Articles a second on one core, quotations found and attributed."""
    begin = time.thread_time()
    predict(articles)
    return len(articles) / (time.thread_time() - begin)


def measure(shared: Path) -> dict[str, Any]:
    """Score all parts and count the errors of all but the part that is not read."""
    articles, scorer = read_labelled(shared), load_scorer(shared)
    predictions = predict(articles)
    parts = {name: [one for one in articles if one.part == name] for name in PARTS} | {"all": articles}
    errors: Counter[str] = Counter()
    for one in articles:
        errors += count_errors(scorer, one, predictions[one.document.id])
    return {
        "scores": {name: score(scorer, chosen, predictions) for name, chosen in parts.items()},
        "errors": dict(errors.most_common()),
        "articles_per_second": round(measure_speed(articles)),
    }


def render(figures: Mapping[str, Any]) -> str:
    """Write the figures as the two tables of the documentation."""
    lines = [f"| part | {' | '.join(FIGURES)} |", "|---" * (len(FIGURES) + 1) + "|"]
    for name, scores in figures["scores"].items():
        lines.append(f"| {name} | " + " | ".join(f"{scores[key]:.3f}" for key in FIGURES) + " |")
    lines += ["", "| number | what |", "|---|---|"]
    lines += [f"| {count:,} | {what} |" for what, count in sorted(figures["errors"].items(), key=lambda row: row[0])]
    return "\n".join([*lines, "", f"{figures['articles_per_second']} articles/s on one core"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description="Score the speakers.")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with the labelled articles and the scorer")
    parser.add_argument("--json", type=Path, help="file for the figures")
    options = parser.parse_args(arguments)
    if not has_labelled(options.shared):
        print(f"skipped: no labelled articles in {options.shared}; name their folder by --shared or ONRECORD_SHARED")
        return 0
    figures = measure(options.shared)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(render(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
