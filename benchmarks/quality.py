"""Is the answer right? Runs the acceptance measures and prints the table of issue "what it must show".

    python -m benchmarks.quality --corpora DIR --documents 10000 --size 500 --failures FOLDER

Counts go to the screen and, with ``--json``, to a file; failing cases go, one file a measure, to the folder
named by ``--failures``, which must lie outside the project because they hold real texts.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from benchmarks import measures, subject
from benchmarks.corpora import UNINDEXED, load_documents, sample_documents
from benchmarks.honest import EQUAL, MARKED
from benchmarks.hostile import measure_hostile
from benchmarks.lexicon import read_lexicon
from benchmarks.machine import describe_run
from benchmarks.measures import Measure, Verify
from benchmarks.traps import measure_traps, read_traps
from matcher.errors import MatcherError
from matcher.types import Answer, Attribution, Document, Query

# The oracle for occurrences reads every document for every phrase, so that its index must be small.
MAX_ORACLE_DOCUMENTS = 2_000
# What stands for the answer of a matcher that crashed: neither right nor an accusation of its own making.
NOTHING = Answer("not_found", "unknown", "", Attribution("not_claimed"), (), 0, False, 0, 0, "")
# Share of the acceptance table's cases for the measures that are larger or smaller than the others.
VERBATIM_FACTOR, ORACLE_FACTOR = 2.5, 0.25


@dataclass(frozen=True, slots=True)
class Plan:
    """What all measures share: the index, its documents, and the size and seed of the samples.

    ``unguarded`` is the matcher itself, for the measure that counts crashes; ``verify`` survives them.
    """

    verify: Verify
    unguarded: Verify
    documents: Sequence[Document]
    corpora: Path
    num_cases: int
    seed: int

    def rng(self, name: str) -> Random:
        """A random source for one measure, independent of which other measures run."""
        return Random(f"{self.seed}:{name}")


def run_clean(plan: Plan) -> Measure:
    """Faithful quotes through typographic noise."""
    return measures.measure_clean(plan.verify, plan.documents, plan.rng("clean"), plan.num_cases)


def run_marked(plan: Plan) -> Measure:
    """Quotes with omissions and insertions that the writer marked."""
    args = (plan.verify, plan.documents, plan.rng("marked"), plan.num_cases)
    return measures.measure_honest("marked", *args, edits=MARKED)


def run_equal(plan: Plan) -> Measure:
    """Quotes with equal values in other clothes."""
    args = (plan.verify, plan.documents, plan.rng("equal"), plan.num_cases)
    return measures.measure_honest("equal", *args, edits=EQUAL)


def run_lies(plan: Plan) -> Measure:
    """Falsified quotes, all rules in turn."""
    lexicon = read_lexicon(plan.documents)
    return measures.measure_lies(plan.verify, plan.documents, plan.rng("lies"), plan.num_cases, lexicon=lexicon)


def run_verbatim(plan: Plan) -> Measure:
    """Verbatim quotes of two to sixty words."""
    num_cases = round(plan.num_cases * VERBATIM_FACTOR)
    return measures.measure_verbatim(plan.verify, plan.documents, plan.rng("verbatim"), num_cases)


def run_occurrences(plan: Plan) -> Measure:
    """Occurrences against a brute-force count, on a small index of its own."""
    documents = plan.documents[:MAX_ORACLE_DOCUMENTS]
    with temporary_index(documents) as opened:
        num_cases = round(plan.num_cases * ORACLE_FACTOR)
        return measures.measure_occurrences(opened.engine.verify, documents, plan.rng("occurrences"), num_cases)


def run_edited(plan: Plan) -> Measure:
    """Quotes with one to three words edited."""
    rng = plan.rng("edited")
    cases = measures.iter_edited(plan.documents, rng, read_lexicon(plan.documents).content_words)
    return measures.measure_damaged("edited", plan.verify, islice(cases, plan.num_cases), 0.995)


def run_ocr(plan: Plan) -> Measure:
    """Quotes as a bad scan has them."""
    cases = measures.iter_misread(plan.documents, plan.rng("ocr"))
    return measures.measure_damaged("ocr", plan.verify, islice(cases, plan.num_cases), 0.99)


def run_foreign(plan: Plan) -> Measure:
    """Sentences of an archive that is not indexed."""
    foreign = sample_documents([plan.corpora / name for name in UNINDEXED])
    return measures.measure_foreign(plan.verify, foreign, plan.rng("foreign"), plan.num_cases)


def run_hostile(plan: Plan) -> Measure:
    """Hostile inputs, timed."""
    return measure_hostile(plan.unguarded, plan.documents)


def guarded(verify: Verify, directory: Path) -> Verify:
    """A matcher that answers "not found" where it crashes, and writes down what it crashed on."""

    def verify_or_tell(query: Query) -> Answer:
        try:
            return verify(query)
        except MatcherError:
            raise
        except Exception as error:
            print(f"CRASH {error!r}")
            directory.mkdir(parents=True, exist_ok=True)
            with (directory / "crashes.jsonl").open("a", encoding="utf-8", errors="backslashreplace") as lines:
                lines.write(json.dumps({"error": repr(error), "quote": query.quote}, ensure_ascii=False) + "\n")
            return NOTHING

    return verify_or_tell


RUNS: dict[str, Callable[[Plan], Measure]] = {
    "clean": run_clean,
    "marked": run_marked,
    "equal": run_equal,
    "falsified": run_lies,
    "verbatim": run_verbatim,
    "occurrences": run_occurrences,
    "edited": run_edited,
    "ocr": run_ocr,
    "foreign": run_foreign,
    "hostile": run_hostile,
}


@contextmanager
def temporary_index(documents: Sequence[Document]) -> Iterator[subject.Subject]:
    """Build an index of the documents for the time of a with block."""
    with tempfile.TemporaryDirectory(prefix="onrecord-quality-") as directory:
        subject.build(documents, Path(directory))
        yield subject.open_subject(Path(directory))


def run_traps(path: Path, *, with_speakers: bool) -> Measure:
    """The traps, against an index of just their documents."""
    with temporary_index(read_traps(path)[0]) as opened:
        return measure_traps(opened.engine.verify, path, with_speakers=with_speakers)


def show(measure: Measure, seconds: float) -> None:
    """Print one line of the table and its counts."""
    mark = "pass" if measure.passed else "FAIL"
    print(
        f"{mark}  {measure.name:<12} {measure.num_failed:>5} of {measure.num_cases:>5} failed "
        f"({measure.failed_share:.2f} %), must be {measure.target}  [{seconds:.0f} s]"
    )
    for name, count in measure.figures.items():
        print(f"        {name:<48} {count:>8g}")
    sys.stdout.flush()


def write_failures(measure: Measure, directory: Path) -> None:
    """Write the failing cases of a measure, one a line, in a folder outside the project."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / f"{measure.name}.jsonl").open("w", encoding="utf-8", errors="backslashreplace") as lines:
        for failure in measure.failures:
            lines.write(json.dumps(dataclasses.asdict(failure), ensure_ascii=False) + "\n")


def as_json(measure: Measure) -> dict[str, object]:
    """A measure without its failures: counts only, no texts."""
    fields = {name: getattr(measure, name) for name in ("num_cases", "num_failed", "target", "passed", "figures")}
    return {**fields, "failed_percent": round(measure.failed_share, 3)}


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description="Is the answer right?")
    parser.add_argument("--corpora", type=Path, help="folder with the corpora; without it only the traps run")
    parser.add_argument("--documents", type=int, help="index so many documents; default: all")
    parser.add_argument("--index", type=Path, help="an index of the same documents, built before")
    parser.add_argument("--size", type=int, default=2_000, help="cases a measure (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of all samples (default: %(default)s)")
    parser.add_argument("--only", help=f"comma-separated, of: {', '.join(RUNS)}, traps")
    parser.add_argument("--traps", type=Path, help="traps file to run as well")
    parser.add_argument("--speakers", action="store_true", help="include the traps on speakers")
    parser.add_argument("--failures", type=Path, default=Path(tempfile.gettempdir()) / "onrecord-failures")
    parser.add_argument("--json", type=Path, help="write the counts to this file")
    return parser.parse_args(arguments)


def iter_measures(options: argparse.Namespace) -> Iterator[Measure]:
    """Run what was asked for, one measure after the other."""
    wanted = options.only.split(",") if options.only else [*RUNS, "traps"]
    if options.traps and "traps" in wanted:
        yield run_traps(options.traps, with_speakers=options.speakers)
    wanted = [name for name in wanted if name in RUNS]
    if not options.corpora or not wanted:
        return
    documents = load_documents(options.corpora, options.documents)
    with tempfile.TemporaryDirectory(prefix="onrecord-quality-") as directory:
        if not options.index:
            subject.build(documents, Path(directory))
        opened = subject.open_subject(options.index or Path(directory))
        verify = guarded(opened.engine.verify, options.failures)
        unguarded = opened.engine.verify
        plan = Plan(verify, unguarded, documents, options.corpora, options.size, options.seed)
        for name in wanted:
            yield RUNS[name](plan)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measures; the exit code is 1 if one of them missed its target."""
    options = parse_arguments(arguments)
    done: dict[str, Measure] = {}
    start = time.monotonic()
    for measure in iter_measures(options):
        done[measure.name] = measure
        show(measure, time.monotonic() - start)
        write_failures(measure, options.failures)
        start = time.monotonic()
    if options.json:
        run = {**describe_run(), "documents": options.documents, "size": options.size, "seed": options.seed}
        lines = {"run": run, "measures": {name: as_json(measure) for name, measure in done.items()}}
        options.json.write_text(json.dumps(lines, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"failing cases: {options.failures}")
    return 0 if all(measure.passed for measure in done.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
