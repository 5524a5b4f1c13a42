"""Turn the kept results into ``docs/benchmarks.md`` and its plots: ``python -m benchmarks.render``.

The page says nothing that the results do not: every number in it is read from a file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import plots
from benchmarks.plots import STYLES, rows_of
from benchmarks.render_growth import section_growth, section_readers, section_workers
from benchmarks.render_parts import measured, ms, table

RESULTS = Path(__file__).parent / "results"
DOCS = Path(__file__).parent.parent / "docs"
HEAD = """# Benchmarks

Rendered from `benchmarks/results/` by `python -m benchmarks.render`; do not edit. Measure again with
`make bench-full CORPORA=DIR`, where DIR holds JSON Lines files, a document a line.

Every answer is checked before its time counts: a hit is right if it covers at least half of the sampled
passage and is covered by it to at least half, or if its words are at least as near to the quote as that
passage's. All rivals get the same quotes, of 8 to 40 words: 40 % verbatim, 20 % in another typography, 30 %
with one to three words edited, 10 % with 5 % of the characters misread. Texts and quotes are folded for
those that cannot. "Computing" is the time that the asking thread was running; it differs from the time that
passed where the machine had other work to do.
"""


def render(results: Path, docs: Path) -> Path:
    """Write the page and the plots below ``docs`` and return the page's path."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(results.glob("*.json"))}
    (docs / "plots").mkdir(parents=True, exist_ok=True)
    sections = [HEAD]
    for name, section in SECTIONS.items():
        if name in found and "skipped" not in found[name]:
            sections.append(section(found[name], docs / "plots"))
    page = docs / "benchmarks.md"
    page.write_text("\n".join(part.rstrip() + "\n" for part in sections), encoding="utf-8")
    return page


def latency_row(row: Mapping[str, Any], base: Mapping[str, Any]) -> list[str]:
    """One rival at one size, its median as a multiple of onrecord's."""
    return [
        STYLES[row["rival"]][0],
        f"{row['quotes']:,}",
        ms(row["p50_ms"]),
        ms(row["p95_ms"]),
        ms(row["p99_ms"]),
        ms(row["p50_busy_ms"]) if row["rival"] != "pg_trgm" else "–",
        f"{row['p50_ms'] / base['p50_ms']:,.0f} ×" if row is not base else "1",
        f"{100 * row['recall']:.1f} %",
        f"{100 * shared_recall(base, row):.1f} %",
        f"{row['documents_per_second']:,.0f}",
        f"{row['bytes_per_document']:,.0f}",
        f"{row['memory_mb']:,.0f}",
    ]


def shared_recall(base: Mapping[str, Any], row: Mapping[str, Any]) -> float:
    """onrecord's recall on just the quotes that the other rival was asked."""
    num_quotes = min(row["quotes"], base["quotes"])
    num_missed = sum(1 for number in base["missed"] if number < num_quotes)
    return float(1 - num_missed / num_quotes)


def section_latency(results: Mapping[str, Any], directory: Path) -> str:
    """One quote in process: a table a size, and two plots."""
    rows = results["rows"]
    parts = ["## One quote, in process\n", measured(results["run"])]
    head = (
        "", "quotes", "p50 ms", "p95 ms", "p99 ms", "p50 computing", "p50 against onrecord", "recall",
        "onrecord's on these quotes", "documents/s built", "index bytes/document", "memory MB, building included",
    )  # fmt: skip
    for base in rows_of(rows, "onrecord"):
        same = [row for row in rows if row["documents"] == base["documents"]]
        parts.append(f"### {base['documents']:,} documents\n")
        parts.append(table(head, [latency_row(row, base) for row in same if "skipped" not in row]))
        parts += [f"{STYLES[row['rival']][0]}: {row['skipped']}.\n" for row in same if "skipped" in row]
        if "open_ms" in base:
            without_texts = base["index_per_text_byte"] - 1
            parts.append(
                f"onrecord's index opens in {ms(base['open_ms'])} ms. Without the texts it takes "
                f"{without_texts:.2f} bytes for each byte of text.\n"
            )
    plots.plot_latency_by_size(rows, directory / "latency-by-size.svg")
    plots.plot_recall_by_latency(rows, directory / "recall-by-latency.svg")
    parts.append("![Latency against archive size](plots/latency-by-size.svg)\n")
    parts.append("![Recall against latency](plots/recall-by-latency.svg)\n")
    parts.append(f"{growth(rows)}\n")
    return "\n".join(parts)


def growth(rows: Sequence[Mapping[str, Any]]) -> str:
    """How onrecord's median grows from the smallest archive to the largest."""
    found = rows_of(rows, "onrecord")
    if len(found) < 2:
        return ""
    first, last = found[0], found[-1]
    factor, spread = last["p50_ms"] / first["p50_ms"], last["p99_ms"] / last["p50_ms"]
    return (
        f"From {first['documents']:,} to {last['documents']:,} documents onrecord's median grows "
        f"{factor:.2f} ×; its p99 is {spread:.1f} × its p50."
    )


def section_service(results: Mapping[str, Any], directory: Path) -> str:
    """Import and HTTP."""
    imported, served = results["import"], results["http"]
    parts = [
        "## Import\n",
        measured(results["run"]),
        f"`onrecord import` took {imported['seconds']:,.0f} s for {imported['documents']:,} documents "
        f"({imported['text_bytes'] / 1e6:,.0f} MB of text): {imported['documents_per_second']:,.0f} a second, the "
        f"start of the program included. The data directory holds {imported['data_dir_bytes'] / 1e6:,.0f} MB, "
        f"the texts among them.\n",
        import_stages_part(imported),
        f"## Over HTTP, one worker, loopback, {imported['documents']:,} documents\n",
    ]
    if "skipped" in served:
        return "\n".join([*parts, f"Not measured: {served['skipped']}.\n"])
    return "\n".join([*parts, closed_loop_part(served), open_loop_part(served, directory)])


def import_stages_part(imported: Mapping[str, Any]) -> str:
    """Where an import spends its computing."""
    if "stages" not in imported:  # Results of an earlier version.
        return ""
    stages = imported["stages"]
    head = ("process", "stage", "µs a document")
    rows = [[row["process"], row["stage"], f"{row['us_per_document']:.1f}"] for row in stages["rows"]]
    return "\n".join(
        (
            f"All its processes computed {imported['computing_us_per_document']:,.0f} µs a document, their starts "
            f"included. Each stage alone, on {stages['documents']:,} of the documents "
            f"({stages['bytes_per_document']:,.0f} bytes of text each), in computing time of one core:\n",
            table(head, rows),
        )
    )


def closed_loop_part(served: Mapping[str, Any]) -> str:
    """What the server can do at most."""
    head = ("endpoint", "requests/s", "CPU µs", "p50 ms", "p95 ms", "p99 ms", "failed")
    all_kinds, faithful = served["all_kinds"], served["faithful"]
    rows = endpoint_rows(all_kinds["endpoints"], "") + endpoint_rows(faithful["endpoints"], ", faithful quotes")
    return "\n".join(
        (
            "Closed loop: wrk, one thread, eight connections, quotes in turn; once the whole mix, once the "
            "faithful quotes alone. Batches of 1,000 go one at a time, and their quotes are counted. Endpoints take "
            "turns in rounds; ratios are medians over the rounds.\n",
            table(head, rows),
            f"`/canned` stands in the same app, validates the same request and answers "
            f"{served['canned_bytes']:,} bytes of an earlier answer; `/canned/typed` leaves the validation to "
            f"FastAPI. Ratios of rates, and in brackets those of the processor time that the server spends, which is "
            f"what an idle machine would show:\n",
            table(("", "whole mix", "faithful quotes"), ratio_rows(all_kinds, faithful)),
            beside_batch_part(served),
            f"The server holds {served['server_pss_mb']:,.0f} MB (PSS), its processes for batches not counted.\n",
        )
    )


def ratio_rows(*mixes: Mapping[str, Any]) -> list[list[str]]:
    """One row for each ratio."""
    names = {
        "share_of_canned": "`/v1/verify` over `/canned`",
        "share_of_canned_typed": "`/v1/verify` over `/canned/typed`",
        "batch_over_singles": "quotes in batches over single requests",
    }
    return [
        [told, *(f"{mix[name]:.2f} ({mix[name + '_by_cpu']:.2f})" for mix in mixes)] for name, told in names.items()
    ]


def beside_batch_part(served: Mapping[str, Any]) -> str:
    """What a batch that runs costs single requests."""
    alone, beside = served["open_loop"][0], served["beside_batch"]
    return (
        f"Single requests at {beside['rate']:,.0f}/s while batches run without a break: p50 {ms(beside['p50_ms'])} ms, "
        f"p99 {ms(beside['p99_ms'])} ms; without batches {ms(alone['p50_ms'])} and {ms(alone['p99_ms'])} ms.\n"
    )


def endpoint_rows(closed: Mapping[str, Any], note: str) -> list[list[str]]:
    """One row for each endpoint of a closed loop."""
    return [
        [f"`{path}`{note}", f"{run['requests_per_second']:,.0f}", f"{run['cpu_us']:,.0f}"]
        + [ms(run[f"p{share}_ms"]) if f"p{share}_ms" in run else "" for share in ("50", "95", "99")]
        + [str(run["failed"])]
        for path, run in closed.items()
    ]


def open_loop_part(served: Mapping[str, Any], directory: Path) -> str:
    """What users wait, with a plot."""
    rows = [
        [f"{run['rate']:,.0f}", f"{run['requests']:,}"]
        + [ms(run[f"p{share}_ms"]) for share in ("50", "90", "99", "99.9")]
        + [str(run["failed"]), "yes" if run["driver_kept_up"] else "no"]
        for run in served["open_loop"]
    ]
    head = ("requests/s", "requests", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "failed", "driver kept up")
    plots.plot_http_percentiles(served["open_loop"], directory / "http-percentiles.svg")
    return "\n".join(
        (
            "Open loop: Poisson arrivals, latency from the intended start, so that a stall is charged to "
            "every request that was due.\n",
            table(head, rows),
            "![Latency by percentile](plots/http-percentiles.svg)\n",
        )
    )


def section_stages(results: Mapping[str, Any], directory: Path) -> str:  # noqa: ARG001
    """Where the time of one verification goes."""
    rows = [
        [f"{stage['name']}", f"{stage['median_us']:,.1f}", f"{stage['iqr_us']:,.1f}", f"{stage['rounds']:,}"]
        for stage in results["stages"]
    ]
    head = ("stage", "median µs", "interquartile range", "rounds")
    return "\n".join(("## Stage by stage\n", measured(results["run"]), table(head, rows)))


def section_quality(results: Mapping[str, Any], directory: Path) -> str:  # noqa: ARG001
    """The acceptance table."""
    rows = []
    for name, measure in results["measures"].items():
        share = f"{measure['failed_percent']:.2f} %"
        figures = [f"{measure['num_cases']:,}", f"{measure['num_failed']:,}", share, measure["target"]]
        kind = measure["figures"].get("right_kind_percent")
        excluded = measure["figures"].get("excluded", 0)
        note = "; ".join(
            part
            for part in (f"right kind {kind} %" if kind else "", f"{excluded:g} excluded" if excluded else "")
            if part
        )
        rows.append([QUESTIONS.get(name, name), *figures, note or "–", "yes" if measure["passed"] else "**no**"])
    head = ("measure", "cases", "failed", "share", "must be", "also", "reached")
    num_documents = results["run"].get("documents")
    explained = (
        f"Index: {f'{num_documents:,}' if num_documents else 'all'} documents. "
        "Cases are drawn by rule from the archive (`benchmarks/quality.py`). Excluded are lies and foreign sentences "
        "whose words an independent check finds in the answered document. An edited or misread "
        "quote's passage is right if it overlaps the sampled one by half, in any document that has the sampled words "
        "there, or is as near to the quote as that.\n"
    )
    return "\n".join(("## Is the answer right?\n", measured(results["run"]), table(head, rows), explained))


# The lines of the quality table, as a reader would ask.
QUESTIONS = {
    "clean": "faithful quotes through typographic noise: accused",
    "marked": "omissions and insertions marked by the writer: called anything but elided or verbatim",
    "equal": "equal values in other clothes (5 %/five percent, don’t/do not): called altered",
    "falsified": "quotes falsified by rule: called ok",
    "verbatim": "verbatim, 2–60 words: not found or span not exact",
    "occurrences": "occurrences: other than a brute-force count",
    "edited": "8–30 words with 1–3 edits: another passage",
    "ocr": "5 % of characters misread: another passage",
    "foreign": "sentences of another archive: found",
    "hostile": "hostile input: crash or more than 100 ms",
    "traps": "hand-made traps: wrong answer",
}
SECTIONS = {
    "quality": section_quality,
    "latency": section_latency,
    "growth": section_growth,
    "readers_and_writer": section_readers,
    "worker_memory": section_workers,
    "service": section_service,
    "stages": section_stages,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Render the results of one folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.render", description="Render the results.")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--docs", type=Path, default=DOCS)
    options = parser.parse_args(arguments)
    print(render(options.results, options.docs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
