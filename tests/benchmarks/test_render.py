"""The page says what the results say, and the same results make the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.open_loop import Timing
from benchmarks.over_http import summarize
from benchmarks.ratios import middle_runs, ratios_of
from benchmarks.render import import_stages_part, render

RUN = {
    "date": "2030-01-02",
    "cpu": "A processor",
    "cores": 2,
    "load": 0.5,
    "python": "3.11",
    "versions": {},
    "commit": "abc",
    "compiled": False,
}


def latency_row(rival: str, documents: int, p50_ms: float) -> dict[str, object]:
    return {
        "rival": rival,
        "documents": documents,
        "quotes": 100,
        "recall": 0.98,
        "missed": [3, 77],
        **{f"p{share}_ms": p50_ms * factor for share, factor in ((50, 1), (95, 2), (99, 4))},
        "documents_per_second": 3000.0,
        "bytes_per_document": 5000.0,
        "memory_mb": 100.0,
        "p50_busy_ms": p50_ms,
        "open_ms": 5.0,
        "index_per_text_byte": 3.25,
    }


@pytest.fixture
def results(tmp_path: Path) -> Path:
    rows = [latency_row("onrecord", 1_000, 0.1), latency_row("tantivy", 1_000, 3.0)]
    rows += [
        latency_row("onrecord", 10_000, 0.12),
        {"rival": "pg_trgm", "documents": 10_000, "skipped": "no server"},
    ]
    measure = {"num_cases": 100, "num_failed": 1, "failed_percent": 1.0, "target": "≤ 0.1 %", "passed": False}
    files = {
        "latency": {"rows": rows},
        "quality": {"measures": {"clean": {**measure, "figures": {"excluded": 2}}}},
        "stages": {"stages": [{"name": "search", "median_us": 20.5, "iqr_us": 1.0, "rounds": 15}]},
    }
    folder = tmp_path / "results"
    folder.mkdir()
    for name, figures in files.items():
        (folder / f"{name}.json").write_text(json.dumps({"run": RUN, **figures}), encoding="utf-8")
    return folder


def test_page_shows_ratios_skips_and_missed_targets(results: Path, tmp_path: Path) -> None:
    page = render(results, tmp_path / "docs").read_text(encoding="utf-8")
    assert "| tantivy BM25 + RapidFuzz | 100 | 3 | 6 | 12 | 3 | 30 × |" in page
    assert "no server" in page
    assert "2.25 bytes for each byte of text" in page
    assert "median grows 1.20 ×" in page
    assert "| **no** |" in page
    assert "A processor" in page
    assert "commit abc, modules not compiled; " in page


def rates(single: float, canned: float, batch: float) -> dict[str, dict[str, float]]:
    """A round in which all processor time went into requests."""
    paths = {"/v1/verify": single, "/canned": canned, "/canned/typed": canned, "/v1/verify/batch": batch}
    return {path: {"requests_per_second": rate, "cpu_us": 1e6 / rate, "failed": 0} for path, rate in paths.items()}


def test_ratios_are_medians_over_rounds() -> None:
    ratios = ratios_of([rates(60, 100, 240), rates(6, 10, 24), rates(1, 100, 1_000)], num_cores=2)
    assert ratios["share_of_canned"] == pytest.approx(0.6)
    assert ratios["batch_over_singles"] == pytest.approx(4)
    # A batch's processor time counts for all cores, a single request's for the one of its worker.
    assert ratios["batch_over_singles_by_cpu"] == pytest.approx(8)


def test_service_section_reads_every_figure_it_needs(results: Path, tmp_path: Path) -> None:
    summary = summarize([Timing(0.01 * n, 0.01 * n, 0.01 * n + 0.002, 200) for n in range(200)], 100)
    rounds = [rates(900, 1_200, 4_000), rates(300, 600, 1_000), rates(90, 100, 405)]
    mix = {**ratios_of(rounds, num_cores=2), "endpoints": middle_runs(rounds)}
    served = {
        "all_kinds": mix,
        "faithful": mix,
        "canned_bytes": 1500,
        "open_loop": [{"load": 0.5, **summary}],
        "beside_batch": summary,
        "server_pss_mb": 180.0,
    }
    imported = {"seconds": 2.0, "documents": 5000, "text_bytes": 1e7, "documents_per_second": 2500.0}
    figures = {"run": RUN, "import": {**imported, "data_dir_bytes": 4e7}, "http": served}
    (results / "service.json").write_text(json.dumps(figures), encoding="utf-8")
    page = render(results, tmp_path / "docs").read_text(encoding="utf-8")
    assert "| `/v1/verify` over `/canned` | 0.75 (0.75) |" in page
    assert "| quotes in batches over single requests | 4.44 (8.89) |" in page
    assert "while batches run without a break: p50" in page
    assert (tmp_path / "docs" / "plots" / "http-percentiles.svg").exists()


def test_the_stages_of_an_import_stand_beside_what_it_took_in_all() -> None:
    row = {"process": "builder", "stage": "tokenise", "us_per_document": 40.25}
    stages = {"documents": 1000, "bytes_per_document": 2e3, "rows": [row]}
    part = import_stages_part({"computing_us_per_document": 512.0, "stages": stages})
    assert "512 µs a document" in part
    assert "| builder | tokenise | 40.2 |" in part
    assert import_stages_part({"seconds": 2.0}) == ""


def test_same_results_make_the_same_bytes(results: Path, tmp_path: Path) -> None:
    first, second = (render(results, tmp_path / name).parent for name in ("first", "second"))
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(files) == 3
    for name in files:
        assert (first / name).read_bytes() == (second / name).read_bytes()
