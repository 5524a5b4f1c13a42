"""What every section of the page is made of: tables, figures, and the line on where they were measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, numbers to the right."""
    rule = ["---", *["--:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)) + "\n"


# What is said of the matcher's modules; results of an earlier version do not tell.
COMPILED: Final = {True: ", modules compiled", False: ", modules not compiled", None: ""}


def measured(run: Mapping[str, Any]) -> str:
    """One line on where and when."""
    versions = ", ".join(f"{name} {version}" for name, version in run["versions"].items())
    machine = f"{run['cpu']}, {run['cores']} cores, load {run['load']} at the end"
    modules = COMPILED[run.get("compiled")]
    return f"*{run['date']}, {machine}, Python {run['python']}, commit {run['commit']}{modules}; {versions}.*\n"


def ms(value: float | None) -> str:
    """Milliseconds with three digits that mean something."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
