"""A draft for a person: each quotation with whom the draft names for it, and what the archive says.

Everything is told in words as well as in colour. A quotation takes a line or two where all is well, and shows the
passage where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from matcher.draft import CheckedQuotation, DraftQuotation, DraftText
from matcher.draft.quotations import SAID
from matcher.types import Answer, Speaker
from service.console.answers import OUTCOME_STYLES, mark_passage, mark_quote
from service.console.terminal import harmless

_INDENT = 2
_SET_ASIDE = {"scare": "a scare quote", "title": "a title", "headline": "in a headline"}
_SUMMARY_STYLES = {**OUTCOME_STYLES, "failed": "bold red", "set_aside": "dim"}
# From this confidence on a speaker is named outright, below the second one it is a guess that claims nothing.
_SURE, _GUESSED = 0.9, 0.5

Place = Callable[[DraftQuotation], str]


def print_quotations(draft: DraftText, quotations: Sequence[DraftQuotation], *, console: Console | None = None) -> None:
    """Print the quotations of a draft and their speakers."""
    console = console or Console()
    place = _places(draft)
    width = max((len(place(quotation)) for quotation in quotations), default=0)
    for quotation in quotations:
        head = Text(f"{place(quotation):>{width}}  ", "dim")
        head.append_text(_speaker_line(quotation))
        console.print(head, soft_wrap=True)
        words = Text(
            "“" + harmless(_flat(draft.text_at(quotation.place))) + "”", "" if quotation.kind in SAID else "dim"
        )
        console.print(Padding(words, (0, 0, 1, width + _INDENT)))
    console.print(Text(_count(len(quotations))))


def print_check(
    draft: DraftText,
    checked: Sequence[CheckedQuotation],
    summary: Mapping[str, int],
    *,
    console: Console | None = None,
) -> None:
    """Print what the archive says to each quotation of a draft, and the sum of it."""
    console = console or Console()
    place = _places(draft)
    for one in checked:
        if one.quotation is one.parts[0]:
            _print_checked(console, one, place)
    console.print(_summary_line(len(checked), summary), soft_wrap=True)


def _print_checked(console: Console, checked: CheckedQuotation, place: Place) -> None:
    answer = checked.answer
    outcome = answer.outcome if answer is not None else "failed"
    head = Text(f"{outcome} · {answer.verdict}" if answer is not None else outcome, _SUMMARY_STYLES[outcome])
    head.append("  " + " and ".join(place(part) for part in checked.parts) + "  ", "dim")
    head.append_text(_speaker_line(checked.quotation))
    console.print(head, soft_wrap=True)
    changes = answer.matches[0].changes if answer is not None and answer.matches else ()
    words = Text("“").append_text(mark_quote(checked.quote, changes)).append("”")
    console.print(Padding(_flattened(words), (0, 0, 0, _INDENT)))
    for line in _evidence(answer, str(checked.error)):
        console.print(Padding(line, (0, 0, 0, _INDENT)))
    console.print()


def _evidence(answer: Answer | None, error: str) -> Iterable[Text]:
    """Yield what speaks for or against a quotation: the message, and the passage unless all is well."""
    if answer is None:
        yield Text(error)
        return
    yield Text(harmless(answer.message), "" if answer.outcome == "ok" else _SUMMARY_STYLES[answer.outcome])
    attribution = answer.attribution
    if attribution.status == "uncertain" and attribution.speaker:
        yield Text(harmless(f"The draft names {attribution.claimed}, the document {attribution.speaker}."))
    if answer.matches and answer.outcome != "ok":
        match = answer.matches[0]
        reference = [match.document.title, match.document.publisher, match.document.published_at, match.document.id]
        yield Text(harmless(" · ".join(part for part in reference if part)), "dim")
        yield _flattened(mark_passage(match))


def _speaker_line(quotation: DraftQuotation) -> Text:
    """Say whom the draft names, by which words, and how sure that is."""
    if quotation.kind not in SAID:
        return Text(_SET_ASIDE[quotation.kind], "dim")
    speaker = quotation.speaker
    if speaker is None:
        return Text("nobody named", "dim")
    line = Text(harmless(speaker.name), "bold cyan")
    line.append(harmless(_how(speaker)), "dim")
    return line


def _how(speaker: Speaker) -> str:
    """Say how a speaker was told: (“she said”, likely)."""
    mention = "" if speaker.mention in (None, speaker.name) else speaker.mention
    words = " ".join(part for part in (mention, speaker.cue) if part)
    sure = "" if speaker.confidence >= _SURE else "likely" if speaker.confidence >= _GUESSED else "a guess"
    said = [f"“{_flat(words)}”" if words else "", f"via {speaker.via}" if speaker.via else "", sure]
    said = [part for part in said if part]
    return f" ({', '.join(said)})" if said else ""


def _places(draft: DraftText) -> Place:
    """Give the function that says where a quotation begins: line and column, as editors count them."""

    def place(quotation: DraftQuotation) -> str:
        text = draft.blocks[quotation.place.block].text
        start = quotation.place.start
        line_start = text.rfind("\n", 0, start) + 1
        return f"{text.count(chr(10), 0, start) + 1}:{start - line_start + 1}"

    return place


def _summary_line(total: int, summary: Mapping[str, int]) -> Text:
    line = Text(_count(total) + ": ")
    parts = [(key, number) for key, number in summary.items() if number]
    for key, number in parts:
        line.append(f"{number} {key.replace('_', ' ')}", _SUMMARY_STYLES[key])
        line.append("" if (key, number) == parts[-1] else ", ")
    return line if parts else Text("No quotations.")


def _count(number: int) -> str:
    return f"{number} quotation{'' if number == 1 else 's'}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _flattened(text: Text) -> Text:
    """Give styled text on one line, so that the terminal's width alone breaks it."""
    lines = text.split("\n")
    return Text(" ").join(line for line in lines if line.plain.strip())
