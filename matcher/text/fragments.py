"""Split a quote at its own marks: ellipses, editorial brackets, outer quotation marks.

A quote is a list of fragments with a mark between each two. Offsets always point into the quote as it was sent:
nothing is removed, only covered, so that spans need no second map.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from matcher.text.classes import EXTENDER, IGNORABLE, SOFT_HYPHEN
from matcher.text.stream import TABLES
from matcher.types import Span

MarkKind = Literal["ellipsis", "bracket"]

# … ... . . . […] [...] (…) (...) and runs of them; two dots are a typing slip for three. A bracket may have another
# inside it: "[the [old] crews]".
DOTS: Final = r"(?:…|(?:\.[ \u00a0\u2009\u202f]?){2,}\.|\.\.|⋯)+"
MARK: Final = re.compile(
    rf"[\[(]\s*{DOTS}\s*[\])]|{DOTS}|\[(?:[^\[\]]|\[[^\[\]]{{0,60}}\]){{0,200}}\]",
)
WORD_JOINER: Final = "\u2060"  # invisible to folding: a covered bracket joins what it stands between
SIC: Final = re.compile(r"\[\s*(?:sic|recte|!|\?)\s*[!.]?\s*\]", re.IGNORECASE)
# The number of a note that was copied along: "harbour[3]", "harbour³", “… harbour.”³ Not that of a unit (km²), nor one
# that the writer put in ("lasted [5] years"). Within a word an editor's brackets are word joiners by then.
SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NOTE: Final = re.compile(
    rf"(?<=[^\W\d_]{{2}}){WORD_JOINER}\d{{1,3}}{WORD_JOINER}(?!\w)"
    rf"|(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:!?”\"’»)]))[{SUPERSCRIPTS}]{{1,3}}(?!\w)"
)
# What a sentence ends in, and a colon, behind which another begins; what may stand behind it.
SENTENCE_ENDS: Final = frozenset(".!?:。！？")
CLOSING: Final = "\"'”’»)"
# What a text that was copied may have between any two letters, and no reader sees: all that folding drops.
INVISIBLE: Final = "".join(map(chr, np.flatnonzero(np.isin(TABLES[0], (IGNORABLE, EXTENDER, SOFT_HYPHEN))).tolist()))
# So many code points before a bracket and behind it are looked at for the letter that it touches.
BESIDE: Final = 8
# Possessive, for the kashida is invisible and a letter.
SHORT_BRACKET: Final = re.compile(rf"\[((?:[{INVISIBLE}]*+\w){{1,6}}[{INVISIBLE}]*+)\]")


@dataclass(init=False, unsafe_hash=True, slots=True)
class Mark:
    """What the quote puts between two fragments. ``text`` is what stands inside a bracket, else empty."""

    kind: MarkKind
    start: int
    end: int
    text: str

    def __init__(self, kind: MarkKind, start: int, end: int, text: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.text = text


@dataclass(init=False, unsafe_hash=True, slots=True)
class ParsedQuote:
    """A quote cut at its marks.

    Attributes
    ----------
    text
        The quote as sent.
    literal
        The same length, with the brackets inside words covered by word joiners.
    covered
        ``literal`` with every [sic] and the numbers of notes blanked out.
    fragments
        Spans of ``covered`` that hold the quoted words, at least one.
    marks
        One between each two fragments; marks at the quote's ends separate nothing and are left out.
    has_silent_marks
        Whether there are marks that separate nothing: "[T]he", "[sic]", a note's number, a bracket at either end.
    outer_marks
        The brackets at either end that belong to the sentence of the words beside them: "[Nobody] will pay".
    """

    text: str
    literal: str
    covered: str
    fragments: tuple[Span, ...]
    marks: tuple[Mark, ...]
    has_silent_marks: bool
    outer_marks: tuple[Mark, ...]

    def __init__(
        self,
        text: str,
        literal: str,
        covered: str,
        fragments: tuple[Span, ...],
        marks: tuple[Mark, ...],
        has_silent_marks: bool,
        outer_marks: tuple[Mark, ...] = (),
    ) -> None:
        self.text = text
        self.literal = literal
        self.covered = covered
        self.fragments = fragments
        self.marks = marks
        self.has_silent_marks = has_silent_marks
        self.outer_marks = outer_marks


def parse_quote(text: str) -> ParsedQuote:
    """Cut a quote into fragments.

    Examples
    --------
    >>> parsed = parse_quote("We believe … that [the machine] failed")
    >>> [text for span in parsed.fragments if (text := parsed.text[slice(*span)].strip())]
    ['We believe', 'that', 'failed']
    """
    has_marks = "[" in text or "…" in text or ".." in text or ". ." in text or "⋯" in text
    if not has_marks and (text.isascii() or not _has_note(text)):
        return unmarked(text)
    covered = SHORT_BRACKET.sub(_cover_brackets, text)
    literal = text if covered == text else covered
    covered = NOTE.sub(_blank, SIC.sub(_blank, literal))
    spans: list[Span] = []
    marks: list[Mark] = []
    position = 0
    for match in MARK.finditer(covered):
        spans.append(Span(position, match.start()))
        marks.append(_mark(match))
        position = match.end()
    spans.append(Span(position, len(covered)))
    return _without_empty(text, literal, covered, spans, marks)


def unmarked(text: str) -> ParsedQuote:
    """Return a quote in which nothing is a mark of the writer's."""
    return ParsedQuote(text, text, text, (Span(0, len(text)),), (), False)


def _has_note(text: str) -> bool:
    """Tell whether a text without brackets has a note's number; few have a raised digit, which is quickly seen."""
    return any(digit in text for digit in SUPERSCRIPTS) and NOTE.search(text) is not None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _cover_brackets(match: re.Match[str]) -> str:
    """Cover a bracket that touches a letter on one side, and so changes a word's form: [T]he, notice[d], word[s]."""
    text, start, end = match.string, match.start(), match.end()
    beside = text[max(start - BESIDE, 0) : start].rstrip(INVISIBLE)[-1:], text[end : end + BESIDE].lstrip(INVISIBLE)[:1]
    is_inside = any(c.isalnum() or c == "_" for c in beside)
    return WORD_JOINER + match.group(1) + WORD_JOINER if is_inside else match.group()


def _mark(match: re.Match[str]) -> Mark:
    inside = match.group()
    if inside.startswith("[") and re.search(r"\w", inside):
        return Mark("bracket", match.start(), match.end(), inside[1:-1].strip())
    return Mark("ellipsis", match.start(), match.end())


def _without_empty(text: str, literal: str, covered: str, spans: list[Span], marks: list[Mark]) -> ParsedQuote:
    """Drop fragments without a letter or digit and join the marks round them; a bracket beats an ellipsis."""
    kept: list[Span] = []
    between: list[Mark] = []
    outer: list[Mark] = []
    pending: Mark | None = None
    for span, mark in zip(spans, [None, *marks], strict=True):
        if mark is not None:
            pending = mark if pending is None else _joined(pending, mark)
        if not any(c.isalnum() for c in covered[span.start : span.end]):
            continue
        if pending is not None:
            (between if kept else outer).append(pending)
        pending = None
        kept.append(span)
    if pending is not None:
        outer.append(pending)
    brackets = [mark for mark in outer if mark.kind == "bracket"]
    return ParsedQuote(
        text,
        literal,
        covered,
        tuple(kept) or (Span(0, 0),),
        tuple(between),
        literal != text or covered != literal or bool(brackets),
        tuple(mark for mark in brackets if kept and _belongs(covered, mark, kept[-1])),
    )


def _belongs(text: str, mark: Mark, last: Span) -> bool:
    """Tell whether a bracket at an end belongs to the sentence beside it: "[She did not say when.]" is one itself."""
    if mark.start < last.start:
        return mark.text[-1:] not in SENTENCE_ENDS
    before = text[last.start : last.end].rstrip().rstrip(CLOSING)
    return before[-1:] not in SENTENCE_ENDS


def _joined(first: Mark, second: Mark) -> Mark:
    kind: MarkKind = "bracket" if "bracket" in (first.kind, second.kind) else "ellipsis"
    return Mark(kind, first.start, second.end, (first.text + " " + second.text).strip())
