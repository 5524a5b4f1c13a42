"""One answer for a person: the verdict, then quote and passage side by side with the changes marked.

Changes are marked by brackets as well as by colour, for terminals, files and eyes without colour:
``[-words-]`` of the quote differ from ``{+words+}`` of the document.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from matcher.types import Answer, Change, Match
from service.console.terminal import harmless

# Characters of the document shown around a passage.
CONTEXT_CHARACTERS = 80

OUTCOME_STYLES = {"ok": "bold green", "review": "bold yellow", "problem": "bold red", "unknown": "bold blue"}

# A marked stretch: start, end, text before it, text after it, style.
_Mark = tuple[int, int, str, str, str]


def print_answer(answer: Answer, quote: str, *, console: Console | None = None) -> None:
    """Print an answer and all its matches."""
    console = console or Console()
    verdict = Text(f"{answer.outcome} · {answer.verdict}", OUTCOME_STYLES[answer.outcome])
    console.print(verdict, Text(harmless(answer.message)), sep="  ", soft_wrap=True)
    if answer.attribution.status != "not_claimed":
        console.print(Text(harmless(_attribution_line(answer))), soft_wrap=True)
    for number, match in enumerate(answer.matches, 1):
        console.print()
        _print_match(console, number, match, quote)


def _attribution_line(answer: Answer) -> str:
    attribution = answer.attribution
    found = f", the document has {attribution.speaker}" if attribution.speaker else ""
    return f"speaker: {attribution.status} (claimed: {attribution.claimed}{found})"


def _print_match(console: Console, number: int, match: Match, quote: str) -> None:
    document = match.document
    heading = [document.title, document.publisher, document.published_at, document.id]
    console.print(Text(f"{number}. " + harmless(" · ".join(part for part in heading if part)), "bold"))
    # Folded: the default cuts off a word wider than its column, and the end of a line with wide characters.
    table = Table(Column("Quote", overflow="fold"), Column("Document", overflow="fold"), expand=True)
    table.add_row(mark_quote(quote, match.changes), mark_passage(match))
    console.print(table)
    details: list[str] = [match.verdict, match.setting, *match.flags]
    if match.speaker is not None:
        details.insert(0, match.speaker.name)
    if match.copies:
        details.append("and 1 copy" if match.copies == 1 else f"and {match.copies} copies")
    console.print(Text(harmless(" · ".join(details)), "dim"), soft_wrap=True)
    for change in match.changes:
        console.print(Text(harmless(_change_line(change)), "red" if change.severity == "material" else "yellow"))


def _change_line(change: Change) -> str:
    return (
        f"  {change.severity} {change.kind} {change.operation}: "
        f"“{change.quote.text}” in the quote, “{change.document.text}” in the document"
    )


def mark_quote(quote: str, changes: Iterable[Change]) -> Text:
    """Show a quote with what the document has otherwise."""
    marks = [(c.quote.start, c.quote.end, "[-", "-]", "bold red") for c in changes if c.quote.text]
    return _marked(quote, 0, len(quote), marks)


def mark_passage(match: Match) -> Text:
    """Show the passage in its surroundings, which are dimmed, as is what the quote left out."""
    text = match.document.text
    if not match.spans:
        return Text("")
    first = min(span.start for span in match.spans)
    last = max(span.end for span in match.spans)
    start, end = max(0, first - CONTEXT_CHARACTERS), min(len(text), last + CONTEXT_CHARACTERS)
    marks: list[_Mark] = [
        (c.document.start, c.document.end, "{+", "+}", "bold green") for c in match.changes if c.document.text
    ]
    marks += [(omission.start, omission.end, "", "", "dim") for omission in match.omissions]
    marks += [
        (start, first, "…" if start else "", "", "dim"),
        (last, end, "", "…" if end < len(text) else "", "dim"),
    ]
    return _marked(text, start, end, marks)


def _marked(text: str, start: int, end: int, marks: Iterable[_Mark]) -> Text:
    """Give ``text[start:end]`` with the marks in it; a mark inside another is left out."""
    shown = Text()
    position = start
    for mark_start, mark_end, before, after, style in sorted(marks):
        if mark_start < position or mark_end > end or mark_start == mark_end:
            continue
        shown.append(harmless(text[position:mark_start]))
        shown.append(before + harmless(text[mark_start:mark_end]) + after, style)
        position = mark_end
    shown.append(harmless(text[position:end]))
    return shown
