"""Draw the figures: latency against archive size, recall against latency, and what users of the service wait.

Plots are SVG, and the same bytes for the same figures: no dates, no random ids, text as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes

Row = Mapping[str, Any]

# How each rival is called and drawn, everywhere alike. The colours are told apart by colour-blind readers too
# (Okabe and Ito's palette); the markers tell them apart in print.
STYLES: dict[str, tuple[str, str, str]] = {
    "onrecord": ("onrecord", "#0072B2", "o"),
    "tantivy": ("tantivy BM25 + RapidFuzz", "#E69F00", "s"),
    "fts5": ("SQLite FTS5 + RapidFuzz", "#009E73", "^"),
    "pg_trgm": ("PostgreSQL pg_trgm", "#CC79A7", "D"),
    "rapidfuzz": ("RapidFuzz over everything", "#D55E00", "v"),
}
SETTINGS: Any = {
    "svg.hashsalt": "onrecord",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "figure.figsize": (7.2, 4.2),
}


def save(figure: Any, path: Path) -> Path:
    """Write a figure without anything that differs from run to run."""
    figure.tight_layout()
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(figure)
    # matplotlib leaves spaces at line ends, which no editor of the repository would keep.
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")
    return path


def rows_of(rows: Iterable[Row], rival: str) -> list[Row]:
    """A rival's measured rows, by size."""
    return sorted((r for r in rows if r["rival"] == rival and "skipped" not in r), key=lambda r: r["documents"])


def label_ms(axis: Any) -> None:
    """Write milliseconds as plain numbers, 0.1 and not 10⁻¹."""
    axis.set_major_formatter(mpl.ticker.FuncFormatter(lambda value, _: f"{value:g}"))


def plot_latency_by_size(rows: Sequence[Row], path: Path) -> Path:
    """Median latency of every rival against the number of documents, the way up to p99 shaded."""
    with mpl.rc_context(SETTINGS):
        figure, axes = plt.subplots()
        for rival, (label, colour, marker) in STYLES.items():
            found = rows_of(rows, rival)
            if not found:
                continue
            sizes = [row["documents"] for row in found]
            medians = [row["p50_ms"] for row in found]
            axes.plot(sizes, medians, color=colour, marker=marker, linewidth=1.8, label=label)
            worst = [row["p99_ms"] for row in found]
            axes.fill_between(sizes, medians, worst, color=colour, alpha=0.12, linewidth=0)
        axes.set(
            xscale="log",
            yscale="log",
            xlabel="documents",
            ylabel="milliseconds a quote (line p50, shade p99)",
        )
        axes.xaxis.set_major_formatter(mpl.ticker.FuncFormatter(lambda value, _: f"{value:,.0f}"))
        label_ms(axes.yaxis)
        place_legend(axes)
        return save(figure, path)


def plot_growth(rows: Sequence[Row], path: Path) -> Path:
    """Latency of one archive against its size: p50 and p99, of all questions and of verbatim ones."""
    with mpl.rc_context(SETTINGS):
        figure, axes = plt.subplots()
        sizes = [row["documents"] for row in rows]
        for share, marker in ((50, "o"), (99, "^")):
            for label, colour, found in (
                ("all questions", "#0072B2", rows),
                ("verbatim", "#009E73", [row["kinds"]["verbatim"] for row in rows]),
            ):
                times = [row[f"p{share}_busy_ms"] for row in found]
                axes.plot(sizes, times, color=colour, marker=marker, linewidth=1.8, label=f"{label}, p{share}")
        axes.set(xscale="log", yscale="log", xlabel="documents", ylabel="milliseconds of computing a quote")
        axes.xaxis.set_major_formatter(mpl.ticker.FuncFormatter(lambda value, _: f"{value:,.0f}"))
        label_ms(axes.yaxis)
        place_legend(axes)
        return save(figure, path)


def place_legend(axes: Axes) -> None:
    """Put the legend beside the plot, where it hides nothing."""
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    axes.figure.set_size_inches(9.2, 4.2)  # type: ignore[union-attr]


def plot_recall_by_latency(rows: Sequence[Row], path: Path) -> Path:
    """Recall against median latency, one line a rival, one point a size; small points are small archives."""
    with mpl.rc_context(SETTINGS):
        figure, axes = plt.subplots()
        for rival, (label, colour, marker) in STYLES.items():
            found = rows_of(rows, rival)
            if not found:
                continue
            medians, recalls = [row["p50_ms"] for row in found], [100 * row["recall"] for row in found]
            axes.plot(medians, recalls, color=colour, linewidth=1, alpha=0.5)
            areas = [30 + 40 * place for place in range(len(found))]
            axes.scatter(medians, recalls, s=areas, color=colour, marker=marker, label=label, zorder=3)
        axes.set(xscale="log", xlabel="milliseconds a quote (p50)", ylabel="right passage, per cent of quotes")
        label_ms(axes.xaxis)
        place_legend(axes)
        return save(figure, path)


def plot_http_percentiles(open_loop: Sequence[Row], path: Path) -> Path:
    """Latency from the intended start by percentile, one line a load."""
    with mpl.rc_context(SETTINGS):
        figure, axes = plt.subplots()
        shades = ("#9ecae1", "#4292c6", "#08519c")
        for run, colour in zip(open_loop, shades, strict=False):
            # Percentiles are spread by their distance from 100, so that the rare slow answers can be seen.
            places = [1 / (1 - share / 100) for share, _ in run["curve"]]
            label = f"{run['rate']:,.0f} requests/s ({100 * run['load']:.0f} % of capacity)"
            axes.plot(places, [ms for _, ms in run["curve"]], color=colour, linewidth=1.8, label=label)
        marks = (50, 90, 99, 99.9)
        axes.set(xscale="log", yscale="log", xlabel="percentile", ylabel="milliseconds from the intended start")
        axes.set_xticks([1 / (1 - mark / 100) for mark in marks], [f"p{mark:g}" for mark in marks])
        axes.minorticks_off()
        label_ms(axes.yaxis)
        axes.legend(loc="upper left")
        return save(figure, path)
