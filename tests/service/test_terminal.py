"""What a person sees: marks without colour, and no text that a terminal would obey."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from matcher.types import Answer, Attribution, Change, DiffSide, Document, Match, Omission, PassageSpan
from service.console.answers import print_answer
from service.console.terminal import harmless


def shown(answer: Answer, quote: str) -> str:
    out = io.StringIO()
    print_answer(answer, quote, console=Console(file=out, width=140, color_system=None))
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


def test_document_cannot_speak_to_the_terminal() -> None:
    out = shown(answer_of("a\x1b]0;owned\x07b \u202egnirts"), "a")
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


@given(st.text())
def test_harmless_text_has_the_same_length_and_no_control_characters(text: str) -> None:
    cleaned = harmless(text)
    assert len(cleaned) == len(text)
    assert all(c in "\n\t" or c.isprintable() or c.isspace() or not c.isascii() for c in cleaned)
