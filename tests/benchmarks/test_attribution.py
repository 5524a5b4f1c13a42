"""The attribution benchmark: its error types, on an invented article, and the figures of real ones."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.attribution import count_errors, predict
from benchmarks.claims import ANNOTATED, measure_claims
from benchmarks.labelled import Labelled, has_labelled, load_scorer, read_labelled, score
from matcher.types import Document

TEXT = "“We pay,” said Ada Venn. The “peace” did not hold. “Late,” Ben Orr said."
LABELLED = pytest.mark.skipif(not has_labelled(), reason="the labelled articles are not on this machine")


def label(words: str, canon: str, mention: str) -> dict[str, Any]:
    start, place = TEXT.index(words), TEXT.index(mention)
    return {
        "start": start, "end": start + len(words), "how": "named", "kind": "name", "canon": canon,
        "speaker_span": [place, place + len(mention)],
    }  # fmt: skip


def scorer() -> Any:
    """Stand in for the scorer: the four of its functions that error types are told by."""
    return SimpleNamespace(
        KNOWN={"named"},
        trim=lambda _, start, end: (start, end),
        iou=lambda a, b: max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(a[1] - a[0], b[1] - b[0]),
        overlaps=lambda a, b: a is not None and a[0] < b[1] and b[0] < a[1],
        same_name=lambda a, b: a == b,
    )


def test_errors_are_told_apart() -> None:
    labels = [
        label("We pay,", "Ada Venn", "Ada Venn"),
        label("peace", "Ben Orr", "Ben Orr"),
        label("Late,", "Cy Orr", "Ben Orr"),
    ]
    one = Labelled(Document("d", "", TEXT, language="en"), labels, "A", {})
    errors = count_errors(scorer(), one, predict([one])["d"])
    assert errors == {
        "span: found": 2,
        "span: missed, held for a scare quote, a title or no quotation": 1,
        "name: right": 1,
        "name: right words, other name": 1,
    }


@LABELLED
def test_no_labelled_article_fails_and_figures_hold() -> None:
    articles = read_labelled()
    scores = score(load_scorer(), articles, predict(articles))
    assert scores["documents_without_prediction"] == 0
    least = {"overlap_f1": 0.95, "exact_f1": 0.94, "mention": 0.9, "name": 0.85, "end_to_end": 0.82}
    assert {key: scores[key] for key, bound in least.items() if scores[key] < bound} == {}
    assert scores["wrong_confident"] <= 0.05


def test_claims_are_put_for_people_only() -> None:
    text = "“We pay,” said Ada Venn. “Late,” said Ben Orr. “Never,” said said."
    labels = [
        {"start": 0, "end": 9, "how": "named", "canon": "Ada Venn"},
        {"start": 25, "end": 32, "how": "named", "canon": "Ben Orr"},
        {"start": 47, "end": 55, "how": "nonperson", "canon": "said"},
    ]
    articles = [Labelled(Document("d", "", text, language="en"), labels, "A", {})]
    counts = measure_claims(articles, 10, ANNOTATED)
    assert counts == {True: {"confirmed": 2}, False: {"contradicted": 2}}
