"""What a person sees: marks without colour, and no text that a terminal would obey."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from matcher.types import Answer, Attribution, Change, DiffSide, Document, Match, Omission, PassageSpan
from service.console.answers import print_answer
from service.console.terminal import harmless, show_any_character


def shown(answer: Answer, quote: str, width: int = 140) -> str:
    out = io.StringIO()
    print_answer(answer, quote, console=Console(file=out, width=width, color_system=None))
    return out.getvalue()


def answer_of(text: str, changes: tuple[Change, ...] = (), omissions: tuple[Omission, ...] = ()) -> Answer:
    span = PassageSpan(0, len(text), text, 0)
    document = Document("d", "A \x1b[31mtitle", text)
    match = Match(document, "altered", 90.0, (), (span,), "quotation", None, changes, omissions, 2, True)
    claim = Attribution("contradicted", "B. Cole", "Ada Venn")
    return Answer("altered", "problem", "“not” was dropped.", claim, (match,), 3, False, 1, 1, "p")


def test_changed_words_are_bracketed_on_both_sides() -> None:
    change = Change("word", "replaced", "material", DiffSide(8, 13, "raise"), DiffSide(8, 13, "lower"))
    out = shown(answer_of("We will lower taxes", (change,)), "We will raise taxes")
    assert "We will [-raise-] taxes" in out
    assert "We will {+lower+} taxes" in out
    assert "material word replaced" in out
    assert "claimed: B. Cole, the document has Ada Venn" in out
    assert "2 copies" in out


def test_overlapping_marks_lose_no_text() -> None:
    changes = tuple(
        Change("word", "replaced", "minor", DiffSide(0, 2, "We"), DiffSide(start, start + 8, "x" * 8))
        for start in (0, 4)
    )
    assert "will lower taxes" in shown(answer_of("We will lower taxes", changes), "We").replace("{+", "").replace(
        "+}", ""
    )


@pytest.mark.parametrize("width", [24, 30, 40, 57, 58, 59, 60, 61, 62, 80])
def test_narrow_terminal_loses_no_text(width: int) -> None:
    """Neither words wider than a column, nor the ends of lines with characters two columns wide."""
    text = "We will not [/red] nobody 港口 会不会 pay the Donaudampfschifffahrtsgesellschaft a toll before the spring."
    change = Change("name", "dropped", "material", DiffSide(8, 8, ""), DiffSide(26, 28, "港口"))
    rows = [line.split("│") for line in shown(answer_of(text, (change,)), text, width).splitlines() if "│" in line]
    quote, passage = ("".join(row[column] for row in rows).replace(" ", "") for column in (1, 2))
    assert quote == text.replace(" ", "")
    assert passage == text.replace("港口", "{+港口+}").replace(" ", "")


def test_joiners_stay_in_words_and_emoji() -> None:
    for word in ("می\u200cخواهم", "👩\u200d🚀", "har\u00adbour", "क\u094d\u200dष"):
        assert harmless(word) == word


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_output_of_another_encoding_takes_every_character(encoding: str) -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=encoding)
    show_any_character(stream)
    stream.write("“港口” · é")
    stream.flush()
    assert written.getvalue().decode() == "“港口” · é"


def test_terminal_of_another_encoding_shows_what_it_has() -> None:
    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    written = Terminal()
    stream = io.TextIOWrapper(written, encoding="latin-1")
    show_any_character(stream)
    stream.write("“港口” · é")
    stream.flush()
    assert written.getvalue().decode("latin-1") == "?" * 4 + " · é"


def test_document_cannot_speak_to_the_terminal() -> None:
    out = shown(answer_of("a\x1b]0;owned\x07b \u202egnirts"), "a")
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


@given(st.text())
def test_harmless_text_has_the_same_length_and_no_control_characters(text: str) -> None:
    cleaned = harmless(text)
    assert len(cleaned) == len(text)
    assert all(c in "\n\t" or c.isprintable() or c.isspace() or not c.isascii() for c in cleaned)
