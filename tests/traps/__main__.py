"""Run an archive's cases: ``python -m tests.traps [--archive newsroom] [--http] [GROUP|CASE …]``.

Shows each failing case (what was asked, what failed, the answer in short), then passes per group and the
three worst errors. Exit status 1 if any case failed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tests.traps.askers import Asker, engine_asker, http_asker
from tests.traps.cases import ARCHIVES, SPEAKER_GROUPS, Case, load_cases, load_documents
from tests.traps.scorer import SPEAKER_CHECKS, Score, describe_changes, first_match, score

# The worst errors, as Score names them and as they are shown.
WORST = {"wrong_pass": "wrong pass", "false_alarm": "false alarm", "wrong_name": "wrong name"}


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.traps", description="Run the trap cases.")
    parser.add_argument("names", nargs="*", metavar="GROUP|CASE", help="only these groups or cases")
    parser.add_argument("--archive", default="traps", choices=ARCHIVES, help="the documents and their cases")
    parser.add_argument("--http", action="store_true", help="ask the app over HTTP, not the engine")
    parser.add_argument("--wording", action="store_true", help="leave out speakers, and outcomes with them")
    parser.add_argument("--all", action="store_true", help="show the cases that pass as well")
    parser.add_argument("--quiet", action="store_true", help="only the table")
    return parser.parse_args(arguments)


def select_cases(archive: str, names: Iterable[str]) -> list[Case]:
    """Return the cases of the named groups or ids, or all."""
    wanted = set(names)
    return [case for case in load_cases(archive) if not wanted or {case.id, case.group} & wanted]


def ask_safely(ask: Asker, case: Case) -> tuple[int, dict[str, Any]]:
    """Ask, and turn a crash into an answer with status 500 that shows where it was."""
    try:
        return ask(case)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        return 500, {"detail": f"{type(error).__name__}: {error} ({place})"}


def counts(scored: Score, *, wording: bool) -> bool:
    """Tell whether a case passes, all in all or in its wording only."""
    return scored.wording_passed if wording else scored.passed


def describe_case(scored: Score, answer: dict[str, Any]) -> Text:
    """Show one case: what was asked, what failed, the answer in short."""
    case = scored.case
    text = Text()
    text.append("✓ " if scored.passed else "✗ ", "green" if scored.passed else "red")
    text.append(f"{case.id}", "bold").append(f"  {case.group}", "dim")
    for name, shown in WORST.items():
        if getattr(scored, name):
            text.append(f"  {shown.upper()}", "bold red")
    text.append(f"\n    quote    {case.quote!r}")
    if case.speaker:
        text.append(f"\n    claimed  {case.speaker}")
    text.append(f"\n    why      {case.why}", "dim")
    for failure in scored.failures:
        text.append(f"\n    {failure.check}: ", "red").append(failure.detail)
    return text.append(describe_answer(answer)).append("\n")


def describe_answer(answer: dict[str, Any]) -> str:
    """Show an answer in a few lines: verdict, passage, changes, flags, speaker, message."""
    if "verdict" not in answer:
        return ""
    match = first_match(answer)
    lines = [f"{answer['verdict']} · {answer['outcome']} · {answer['attribution']['status']}"]
    if match:
        speaker = match.get("speaker") or {}
        spans = " | ".join(f"{span['start']}:{span['end']} {span['text']!r}" for span in match["spans"])
        flags = [*match["flags"], *(f"{flag} (omission)" for o in match["omissions"] for flag in o["flags"])]
        lines[0] += f" · {match['document']['id']} · {match['setting']} · score {match['score']:.1f}"
        lines += [
            spans,
            f"changes: {describe_changes(match['changes'])}",
            f"flags: {', '.join(flags) or 'none'}",
        ]
        lines += [f"speaker: {speaker.get('name')} (cue {speaker.get('cue')}, via {speaker.get('via')})"]
    lines.append(answer["message"])
    return "".join(f"\n    {'answer   ' if i == 0 else '         '}{line}" for i, line in enumerate(lines))


def summarise(scores: Sequence[Score], *, wording: bool) -> Table:
    """Count passes per group, the groups with failures marked."""
    table = Table("group", "cases", "passed", "wording", "failing", box=None, pad_edge=False)
    groups = dict.fromkeys(scored.case.group for scored in scores)
    for group in groups:
        of_group = [scored for scored in scores if scored.case.group == group]
        failing = [scored.case.id for scored in of_group if not counts(scored, wording=wording)]
        name = group + (" (speakers)" if group in SPEAKER_GROUPS else "")
        table.add_row(name, *summary_row(of_group), " ".join(failing), style="" if failing else "green")
    table.add_row("all", *summary_row(scores), "", style="bold")
    return table


def summary_row(scores: Sequence[Score]) -> tuple[str, str, str]:
    """Return cases, passes, passes of the wording."""
    passed = sum(scored.passed for scored in scores)
    return str(len(scores)), str(passed), str(sum(scored.wording_passed for scored in scores))


def open_asker(archive: str, directory: str, *, http: bool) -> AbstractContextManager[Asker]:
    """Return the asker that the command line chose."""
    return http_asker(archive, Path(directory)) if http else engine_asker(archive)


def main(arguments: Sequence[str]) -> int:
    """Run the chosen cases and print."""
    options = parse_arguments(arguments)
    # Outside a terminal rich would wrap at 80 columns; quotes are longer, and output gets searched.
    console = Console(soft_wrap=True, highlight=False, width=None if sys.stdout.isatty() else 200)
    texts = {name: body["text"] for name, body in load_documents(options.archive).items()}
    scores: list[Score] = []
    with (
        tempfile.TemporaryDirectory() as directory,
        open_asker(options.archive, directory, http=options.http) as ask,
    ):
        for case in select_cases(options.archive, options.names):
            status, answer = ask_safely(ask, case)
            scores.append(score(case, status, answer, texts))
            shown = options.all or not counts(scores[-1], wording=options.wording)
            if shown and not options.quiet:
                console.print(describe_case(scores[-1], answer))
    console.print(summarise(scores, wording=options.wording))
    for name, shown_name in WORST.items():
        worst = [scored.case.id for scored in scores if getattr(scored, name)]
        console.print(f"{shown_name}: {len(worst)}  {' '.join(worst)}", style="red" if worst else "green")
    checks = ", ".join(sorted(SPEAKER_CHECKS))
    console.print(f"wording: passes without the checks {checks} and outcome", style="dim")
    return 0 if all(counts(scored, wording=options.wording) for scored in scores) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
