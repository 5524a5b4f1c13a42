"""Kill an archive many times and count what it lost: `python -m tests.crashes --kills 200`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.postgres_server import PostgresServer
from tests.crashes.ordeal import Ordeal

# Kills between two looks at all answers: those take most of the time. What is stored is looked at after each.
ANSWERS_EVERY = 5


def main() -> None:
    """Run the ordeal and print its figures; the exit code is 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--postgres", action="store_true", help="keep the log in PostgreSQL")
    options = parser.parse_args()
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="onrecord-crashes-")))
        url = stack.enter_context(PostgresServer()).create_database() if options.postgres else None
        ordeal = Ordeal(directory / "data", database_url=url, seed=options.seed)
        began = time.monotonic()
        while sum(ordeal.num_kills.values()) < options.kills and not ordeal.faults:
            ordeal.draw()()
            ordeal.inspect_store()
            if sum(ordeal.num_kills.values()) % ANSWERS_EVERY == 0:
                ordeal.inspect_answers()
                report(ordeal, began)
    report(ordeal, began)
    sys.exit(1 if ordeal.faults else 0)


def report(ordeal: Ordeal, began: float) -> None:
    """Print the figures so far."""
    kinds = ", ".join(f"{count} × {kind}" for kind, count in sorted(ordeal.num_kills.items()))
    print(
        f"{sum(ordeal.num_kills.values())} kills ({kinds}) in {time.monotonic() - began:,.0f} s; "
        f"{ordeal.num_acknowledged:,} acknowledged writes; {ordeal.num_segments:,} segment files; "
        f"{len(ordeal.faults)} faults",
        *ordeal.faults[:20],
        sep="\n  ",
        flush=True,
    )


if __name__ == "__main__":
    main()
