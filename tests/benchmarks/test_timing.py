"""Figures are computed from times that the tests make up, so that no test waits for a clock."""

from __future__ import annotations

import gc

import pytest

from benchmarks.latency import is_right, percentile
from benchmarks.open_loop import Timing, fixed_starts, poisson_starts, request_bytes, without_collections
from benchmarks.over_http import summarize
from benchmarks.rivals import Hit, cleaned, lowered
from benchmarks.sampling import Passage
from benchmarks.workload import KINDS, Question, draw_questions
from tests.benchmarks.archive import invent_documents

DOCUMENTS = invent_documents()


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100), (0.001, 1)])
def test_percentile_is_the_nearest_rank(share: float, expected: float) -> None:
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_latency_counts_from_the_intended_start() -> None:
    late = Timing(intended=1.0, taken_up=1.5, answered=1.6, status=200)
    assert late.latency_ms == pytest.approx(600)


def test_stall_is_charged_to_every_request_that_was_due() -> None:
    # The server stands still from second 0 to 1 and answers everything at once then.
    timings = [Timing(start, start, max(start, 1.0), 200) for start in fixed_starts(100, 200)]
    figures = summarize(timings, 100)
    assert figures["p50_ms"] == pytest.approx(0, abs=11)
    assert figures["p99_ms"] == pytest.approx(990, abs=11)
    assert figures["failed"] == 0


def test_late_driver_is_not_trusted() -> None:
    in_time, late = [Timing(0.0, 0.001, 0.2, 200)] * 99, Timing(0.0, 0.1, 0.2, 200)
    assert summarize([*in_time, late], 1)["driver_kept_up"]
    assert not summarize([*in_time, late, late], 1)["driver_kept_up"]


def test_driver_collects_no_garbage() -> None:
    gc.enable()
    with without_collections():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_poisson_starts_have_the_rate_asked_for() -> None:
    starts = poisson_starts(500, 5_000, seed=3)
    assert starts == sorted(starts)
    assert starts[-1] == pytest.approx(10, rel=0.1)


def test_request_states_its_length_in_bytes() -> None:
    assert b"Content-Length: 4\r\n" in request_bytes("/v1/verify", "“x".encode())


def test_rivals_texts_keep_their_offsets() -> None:
    assert lowered("İstanbul ẞ ABC") == "İstanbul ß abc".replace("İ", lowered("İ"))
    assert len(lowered("İİİ")) == 3
    assert cleaned("ＡＢ\u00adＣ &amp; hun-\ndred") == "abc & hundred"


def test_hit_is_right_at_half_the_passage() -> None:
    document = DOCUMENTS[0]
    question = Question(document.text[:40], Passage(document, 0, 40), "verbatim")
    assert is_right(Hit(document, 10, 50), question)
    assert not is_right(Hit(document, 40, 80), question)
    assert not is_right(None, question)


def test_questions_are_the_same_for_the_same_seed() -> None:
    first, second = (draw_questions(DOCUMENTS, 5, 60) for _ in range(2))
    assert first == second
    assert {question.kind for question in first} == set(KINDS)
