"""The part of the page on archives that grow: what size costs, what readers see beside a writer, what workers take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import plots
from benchmarks.render_parts import measured, ms, table

VARIATIONS = """Beyond the real documents there are variations on them (`benchmarks/variations.py`): pieces of
three to six documents of one kind, words exchanged for others that stand between the same neighbours somewhere, names
for other names, the same throughout a document, digits for other digits, and new names as Heaps' law has it. The
exchanged digits make new words besides: the vocabulary grows faster than in a real archive.
`python -m benchmarks.growth --corpora DIR --scratch DIR` repeats all of it.
"""


def section_growth(results: Mapping[str, Any], directory: Path) -> str:
    """An archive that grows to a million documents."""
    larger, alone, steps = results["latency"], results["alone"], results["steps"]
    smallest = larger[-1]["beside"]
    latency = [smallest, *larger]
    plots.plot_growth(latency, directory / "growth.svg")
    largest = alone[-1]
    killed = next((step for step in steps if "killed_at" in step and step["documents"] == largest["documents"]), None)
    parts = ["## What does size cost?\n", measured(results["run"]), VARIATIONS, likeness_part(results.get("likeness"))]
    parts.append(built_table(steps, alone))
    if killed:
        parts.append(
            f"On the way to {killed['documents']:,} documents the import was killed (`kill -9`) when "
            f"{killed['killed_at']:,} were in the log, and started again with the same files: "
            f"{killed['indexed_before']:,} were in segments already, and {killed['seconds']:,.0f} s later all were.\n"
        )
    parts.append(
        "The import's memory is the sum over its processes every two seconds, mapped files included in proportion; "
        "in brackets what is not mapped from files. Times are those of a machine with other work to do (load "
        f"{min(step['load'] for step in steps):.0f} to {max(step['load'] for step in steps):.0f} on its cores).\n"
    )
    parts.append(latency_table(latency, alone))
    (own,) = results["own"]
    ratio, busy_ratio = (larger[-1][name] / smallest[name] for name in ("p50_ms", "p50_busy_ms"))
    parts.append(
        f"The same {smallest['quotes']:,} questions, drawn from real documents, were put to every size and to the "
        "smallest in turn, by a process that had no other open: the smallest one's row is from its turns with the "
        f"largest. From {smallest['documents']:,} to {larger[-1]['documents']:,} documents the median grows "
        f"{ratio:.2f} × ({busy_ratio:.2f} × in computing). Questions drawn from all {largest['documents']:,} "
        f"documents: p50 {ms(own['p50_ms'])} ms, p99 {ms(own['p99_ms'])} ms (computing {ms(own['p50_busy_ms'])} and "
        f"{ms(own['p99_busy_ms'])}), right {100 * own['recall']:.1f} %.\n"
    )
    if first := larger[-1].get("first"):
        parts.append(
            "Before them other questions were put to both, three for each of these: memory that was just read in "
            "answers more slowly until it was used, of a virtual machine above all. At "
            f"{largest['documents']:,} documents those had p50 {ms(first['p50_ms'])} ms and p99 "
            f"{ms(first['p99_ms'])} ms.\n"
        )
    ready = min(results["ready"], key=lambda start: start["seconds"])
    parts.append(
        f"`onrecord serve` on {largest['documents']:,} documents is ready after {ready['seconds']:.1f} s, in which it "
        f"computed for {ready['computing_seconds']:.1f} s (the best of {len(results['ready'])}).\n"
    )
    parts += [f"{note}\n" for note in results.get("notes", ())]
    parts.append("![Latency of one archive that grows](plots/growth.svg)\n")
    return "\n".join(parts)


def likeness_part(likeness: Mapping[str, Any] | None) -> str:
    """How like real documents the variations are."""
    if not likeness:
        return ""
    sizes = sorted(int(name.removeprefix("real_")) for name in likeness if name.startswith("real_"))
    rows = [
        [label, *(f"{100 * likeness[f'{kind}_{size}']:.1f} %" for size in sizes)]
        for label, kind in (("real documents", "real"), ("variations", "variation"))
    ]
    head = ("runs that stand in another real document", *(f"{size} words" for size in sizes))
    return table(head, rows)


def built_table(steps: Sequence[Mapping[str, Any]], alone: Sequence[Mapping[str, Any]]) -> str:
    """What building each size took."""
    head = (
        "documents", "added", "seconds", "documents/s", "memory MB", "segments", "index bytes/document",
        "log bytes/document", "words", "different words",
    )  # fmt: skip
    rows = [
        [
            f"{step['documents']:,}",
            f"{step['documents'] - step['begin']:,}",
            f"{step['seconds']:,.0f}",
            f"{(step['documents'] - step['begin']) / step['seconds']:,.0f}",
            f"{step['peak_pss_mb']:,.0f} ({step['peak_anonymous_mb']:,.0f})",
            f"{step['segments']}",
            f"{step['index_bytes'] / step['documents']:,.0f}",
            f"{step['log_bytes'] / step['documents']:,.0f}",
            f"{one['words'] / 1e6:,.0f} M",
            f"{one['different_words']:,}",
        ]
        for step, one in zip(steps, alone, strict=True)
    ]
    return table(head, rows)


def latency_table(latency: Sequence[Mapping[str, Any]], alone: Sequence[Mapping[str, Any]]) -> str:
    """What answering costs at each size."""
    head = (
        "documents", "p50 ms", "p95 ms", "p99 ms", "p50 by the smallest's", "p50 computing", "p99 computing",
        "verbatim p50 computing", "verbatim p99 computing", "right", "verbatim found", "open ms", "reader MB",
    )  # fmt: skip
    rows = [
        [
            f"{row['documents']:,}",
            *(ms(row[f"p{share}_ms"]) for share in (50, 95, 99)),
            f"{row['p50_ms'] / row['beside']['p50_ms']:.2f} ×" if "beside" in row else "",
            *(ms(row[f"p{share}_busy_ms"]) for share in (50, 99)),
            *(ms(row["kinds"]["verbatim"][f"p{share}_busy_ms"]) for share in (50, 99)),
            f"{100 * row['recall']:.1f} %",
            f"{one['verbatim_quotes'] - one['verbatim_failed']:,} of {one['verbatim_quotes']:,}",
            ms(one["open_ms"]),
            f"{one['pss_mb']:,.0f}",
        ]
        for row, one in zip(latency, alone, strict=True)
    ]
    return table(head, rows)


def section_readers(results: Mapping[str, Any], _directory: Path) -> str:
    """Readers beside a writer."""
    row = results
    ratio = row["writing_p99_ms"] / row["rest_p99_ms"]
    rows = [
        [
            label,
            f"{row[f'{phase}_seconds']:,.0f}",
            f"{row[f'{phase}_answers']:,}",
            f"{row[f'{phase}_wrong']:,}",
            ms(row[f"{phase}_p50_ms"]),
            ms(row[f"{phase}_p99_ms"]),
        ]
        for phase, label in (("rest", "at rest"), ("writing", "beside the writer"))
    ]
    return "\n".join(
        [
            "## Readers beside a writer\n",
            measured(row["run"]),
            f"Four threads ask {row['passages']:,} passages of {row['documents']:,} real documents, every answer "
            f"compared with the document; one thread writes, replaces and deletes ({row['writes']:,} writes, "
            f"{row['wrong_after_write']:,} not seen as they should be). Meanwhile {row['segment_files_written']:,} "
            f"segments were written, {row['segments_at_end']} are left.\n",
            table(("", "seconds", "answers", "wrong", "p50 ms", "p99 ms"), rows),
            f"p99 beside the writer is {ratio:.2f} × that at rest.\n",
        ]
    )


def section_workers(results: Mapping[str, Any], _directory: Path) -> str:
    """Memory by the number of workers."""
    rows = [
        [f"{row['workers']}", f"{row['pss_mb']:,.0f}", f"{row['further_mb']:,.0f}" if "further_mb" in row else ""]
        for row in results["rows"]
    ]
    return "\n".join(
        [
            "## Memory of workers\n",
            measured(results["run"]),
            f"`onrecord serve --workers` over {results['documents']:,} documents, after {results['passages']:,} "
            "verifications: proportional set size of all its processes, without those for batches and the one that "
            "works speakers out. The second worker brings the supervisor, and the process that workers are forked "
            "from.\n",
            table(("workers", "MB in all", "MB a further worker"), rows),
        ]
    )
