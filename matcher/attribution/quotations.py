"""Quotations: marks paired into spans, spans joined into utterances.

Second stage of attribution, run on every document at import, so it looks at marks only and reads prose just
in the short stretch between two quotations of one paragraph. Invariants: quotations come in order of their
start; those of depth 0 do not overlap; every quotation lies inside one paragraph; no text ever makes it fail.

Non-goal: who speaks, and whether the words are anybody's at all (scare quotes), is for ``resolve.py``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from matcher.attribution.lexicon import REPORTING_WORDS, split_words
from matcher.attribution.marks import CLOSES, EITHER, OPENS, Mark, find_marks


class Quotation(NamedTuple):
    """Words between quotation marks, in code points of the original text.

    A tuple and no dataclass, because import makes ten of them for every article and a frozen dataclass costs
    three times as much.

    ``start`` and ``end`` take in the marks (where there are any: a continued paragraph is never closed);
    ``inner_start`` and ``inner_end`` the words alone. ``depth`` is 0 for an outermost quotation. Parts of one
    utterance share ``utterance``, numbered from 0 in document order; nested quotations carry their outermost
    one's.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    utterance: int


# A quotation before depths and utterances are known: start, end, inner start, inner end, number of its
# paragraph, whether it runs on to the next paragraph.
_Raw = tuple[int, int, int, int, int, bool]

# The longest reporting clause between two parts of an utterance, in code points. Titles and places make
# clauses of 150 ("…," Transport Minister X told reporters on the quay of …. "…"); beyond 300 it is narration.
MAX_CLAUSE = 300

# Lines longer than this, in code points, were not broken by a typewriter or a mail program.
MAX_WRAPPED = 100

# The longest clause that may follow a full stop inside the marks ("Yes." she said.): an error of typing, so
# only the barest clauses count.
MAX_BARE_CLAUSE = 60

# End of a clause: a stop that is not an abbreviation's.
_CLAUSE_END = re.compile(r"(?<=[a-z]{4})[.!?]|\n|[“”\"]")
# Languages that write without spaces have no list of reporting words here; between full-width commas a clause of this
# many characters (“……，”她对记者说，“……”) is one.
MAX_WIDE_CLAUSE = 14
_WIDE_COMMAS = frozenset("，、：")

_WORD = re.compile(r"[^\W\d_]+")
# A literal first character lets the scanner hop from one line end to the next.
_BLANK_LINE = re.compile(r"\n[ \t\r\u00a0]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
# A sentence end within narration: a clause that goes on after one is more than a reporting clause. Initials
# and titles (“Mr. Pell”, “J. Hay”) are no sentence ends.
_SENTENCE_END = re.compile(
    r"[.!?…](?<![A-Z].)(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|Lt).)(?<!\b(?:Mrs|Rev|Sen|Rep|Gov|Gen|Col|Hon).)\s+(?=[^\W\d_])"
)
_FULL_STOPS = frozenset(".。")
_STOPS_WITH_CLAUSE = frozenset(",!?…—–-，、")


def find_quotations(text: str) -> list[Quotation]:
    """Find all quotations of a text, nested ones included.

    Odd or missing marks are recovered within their paragraph: a quotation that is never closed ends with its
    paragraph; one that was never opened begins with it.

    Parameters
    ----------
    text
        Original text, any length.

    Returns
    -------
        Quotations by start; at equal starts the outer one first.

    Notes
    -----
    Linear in the text and in the number of marks. Not guaranteed: that what is found was said by anybody.

    Examples
    --------
    >>> text = '“I saw it,” she said. “Twice.”'
    >>> [(text[q.inner_start:q.inner_end], q.utterance) for q in find_quotations(text)]
    [('I saw it,', 0), ('Twice.', 0)]
    """
    marks = find_marks(text)
    if not marks:
        return []
    breaks = find_paragraph_breaks(text)
    raw: list[_Raw] = []
    first, num_marks, paragraph = 0, len(marks), 0
    while first < num_marks:
        while paragraph < len(breaks) and breaks[paragraph][0] <= marks[first].start:
            paragraph += 1
        begin = breaks[paragraph - 1][1] if paragraph else 0
        end = breaks[paragraph][0] if paragraph < len(breaks) else len(text)
        last = first + 1
        while last < num_marks:
            if marks[last].start >= end:
                if not _spans_line(text, marks, last, breaks, paragraph):
                    break
                paragraph += 1
                end = breaks[paragraph][0] if paragraph < len(breaks) else len(text)
            last += 1
        _pair(text, marks[first:last], (begin, end, paragraph), raw)
        first = last
    return _number(text, raw)


def _spans_line(text: str, marks: list[Mark], next_mark: int, breaks: list[tuple[int, int]], paragraph: int) -> bool:
    """Tell whether the quotation open at a line's end is closed in the next line: the line end is then none."""
    before, after = marks[next_mark - 1], marks[next_mark]
    if before.direction != OPENS or after.direction != CLOSES or before.family != after.family:
        return False
    start, end = breaks[paragraph]
    next_end = breaks[paragraph + 1][0] if paragraph + 1 < len(breaks) else len(text)
    return after.start < next_end and text.count("\n", start, end) == 1


def find_paragraph_breaks(text: str) -> list[tuple[int, int]]:
    """Find the breaks between paragraphs, as spans of white space.

    A blank line always separates paragraphs; a single line end does unless the lines are wrapped.
    """
    num_lines = text.count("\n")
    if not num_lines:
        return []
    breaks = [found.span() for found in _BLANK_LINE.finditer(text)]
    # A break has two line ends or more, so twice the breaks is the least that they can hold.
    if num_lines == 2 * len(breaks) or not _has_line_end_beside(text, breaks):
        return breaks
    return breaks if _is_wrapped(text) else [found.span() for found in _LINE_END.finditer(text)]


def _has_line_end_beside(text: str, breaks: list[tuple[int, int]]) -> bool:
    """Tell whether a line ends outside the breaks; where one does, it is seldom far from the start."""
    last = 0
    for start, end in breaks:
        if text.find("\n", last, start) >= 0:
            return True
        last = end
    return text.find("\n", last) >= 0


def _is_wrapped(text: str) -> bool:
    """Tell whether line ends are a typewriter's: short lines, most of which stop in mid-sentence."""
    lines = text.split("\n", 400)[:400]  # 400 lines are proof enough, and keep this cheap on long texts.
    following = lines[1:]
    # One long line settles it, and most texts that are not wrapped have one near their start.
    for one, after in zip(lines, following, strict=False):
        if len(one) > MAX_WRAPPED and not (one.isspace() or after.isspace() or not after):
            return False
    followed = [one for one, after in zip(lines, following, strict=False) if one.strip() and after.strip()]
    inside = sum([one.rstrip()[-1] not in '.!?:"”»“’' for one in followed])
    return inside * 2 > len(followed)


def _pair(text: str, marks: list[Mark], paragraph: tuple[int, int, int], raw: list[_Raw]) -> None:
    """Pair the marks of one paragraph (begin, end, number) and append what they enclose to ``raw``."""
    number = paragraph[2]
    num_before = len(raw)
    stack: list[Mark] = []
    position, num_marks = 0, len(marks)
    while position < num_marks:
        mark = marks[position]
        if not stack and position + 1 < num_marks and _closes_at_once(mark, marks[position + 1]):
            after = marks[position + 1]
            raw.append(_span(text, mark.start, after.end, mark.end, after.start, number))
            position += 2  # Nine quotations in ten: opened, closed, nothing between.
            continue
        _take(text, marks, position, stack, number, raw)
        if not stack and len(raw) == num_before and _was_never_opened(text, mark):
            raw.append(_span(text, paragraph[0], mark.end, paragraph[0], mark.start, number))
        position += 1
    if stack:
        _close_at_paragraph_end(text, stack, paragraph, raw)


def _closes_at_once(mark: Mark, after: Mark) -> bool:
    """Tell a mark that opens and is closed by the very next one. Single marks may be apostrophes: not so
    fast.
    """
    if mark.family != after.family or mark.family == "single":
        return False
    return mark.direction != CLOSES and after.direction != OPENS and mark.direction + after.direction != 2 * EITHER


def _take(text: str, marks: list[Mark], position: int, stack: list[Mark], number: int, raw: list[_Raw]) -> None:
    """Take the next mark: open a quotation, close one, or let the mark be."""
    mark = marks[position]
    holder = _find_open(stack, mark.family)
    direction = mark.direction
    if direction == EITHER:
        direction = OPENS if holder < 0 else CLOSES
    if direction == OPENS:
        if holder >= 0 and not _nests(text, marks, position, stack[holder]):
            _abandon(text, stack, holder, mark.start, number, raw)
        stack.append(mark)
    elif holder >= 0 and not (mark.family == "single" and _is_possessive(text, marks, position)):
        raw.append(_span(text, stack[holder].start, mark.end, stack[holder].end, mark.start, number))
        del stack[holder:]


def _abandon(text: str, stack: list[Mark], holder: int, end: int, number: int, raw: list[_Raw]) -> None:
    """End a quotation that was never closed where the next one begins."""
    opening = stack[holder]
    start, stop, inner_start, inner_end, _, _ = _span(text, opening.start, end, opening.end, end, number)
    raw.append((start, stop, inner_start, inner_end, number, "\n" in text[stop:end]))
    del stack[holder:]


def _find_open(stack: list[Mark], family: str) -> int:
    """Index of the innermost open mark of a family, or -1. Six families bound the depth worth looking at."""
    for index in range(len(stack) - 1, max(-1, len(stack) - 7), -1):
        if stack[index].family == family:
            return index
    return -1


def _nests(text: str, marks: list[Mark], position: int, opening: Mark) -> bool:
    """Tell a nested opening from a forgotten close: two closing marks of the family have to follow.

    A mark at the start of a line re-opens what the line before left open. Where a straight mark has opened at the start
    of a line and curly ones follow, one closing mark is enough: block quotations are set so whose paragraphs are
    re-opened and not closed, and whose own quotations keep the marks that they came with.

    Looking two marks ahead keeps the time linear; a deeper nest of one and the same mark does not occur in
    prose.
    """
    start, _, family, _ = marks[position]
    if text[start - 1 : start] == "\n":
        return False
    following = [mark.direction for mark in marks[position + 1 : position + 5] if mark.family == family]
    is_block = (
        text[opening.start] == '"' and text[start] == "“" and text[opening.start - 1 : opening.start] in ("", "\n")
    )
    return following[:2] == [CLOSES, CLOSES] or (is_block and following[:1] == [CLOSES])


def _is_possessive(text: str, marks: list[Mark], position: int) -> bool:
    """Tell the apostrophe in “the players’ union” from a mark that closes: another one closes later."""
    start = marks[position].start
    if text[start - 1 : start] not in "sSzZxX" or text[start + 1 : start + 2] != " ":
        return False
    after = marks[position + 1 : position + 2]
    return bool(after) and after[0].family == "single" and after[0].direction != OPENS


def _was_never_opened(text: str, mark: Mark) -> bool:
    """Tell a mark that closes speech, whose opening mark was lost, from a stray one: punctuation stands
    before it.
    """
    return mark.family in ("double", "guillemet") and text[mark.start - 1 : mark.start] in (
        ",",
        ".",
        "!",
        "?",
        "…",
    )


def _close_at_paragraph_end(text: str, stack: list[Mark], paragraph: tuple[int, int, int], raw: list[_Raw]) -> None:
    """End the outermost open quotation with its paragraph.

    A single mark must prove that it is no apostrophe: it stands at the paragraph's start, or the next
    paragraph re-opens with one.
    """
    begin, end, number = paragraph
    for mark in stack:
        following = text[end : end + 8].lstrip()[:1]
        if mark.family != "single" or mark.start == begin or following in ("‘", "'"):
            start, stop, inner_start, inner_end, _, _ = _span(text, mark.start, end, mark.end, end, number)
            raw.append((start, stop, inner_start, inner_end, number, True))
            return


def _span(text: str, start: int, end: int, inner_start: int, inner_end: int, number: int) -> _Raw:
    """Build a raw quotation, white space trimmed from its inside (French) and from an end without a mark."""
    if inner_end == end:
        while end > start and text[end - 1].isspace():
            end -= 1
        inner_end = end
    if inner_start < inner_end and (text[inner_start].isspace() or text[inner_end - 1].isspace()):
        inner = text[inner_start:inner_end]
        inner_start += len(inner) - len(inner.lstrip())
        inner_end = max(inner_start, inner_start + len(inner.strip()))
    return start, end, inner_start, inner_end, number, False


def _number(text: str, raw: list[_Raw]) -> list[Quotation]:
    """Give depths and utterances to raw quotations."""
    raw.sort(key=lambda span: (span[0], -span[1]))
    quotations: list[Quotation] = []
    ends: list[int] = []
    utterance = -1
    before: _Raw | None = None
    for span in raw:
        start, end, inner_start, inner_end, _, _ = span
        while ends and ends[-1] <= start:
            ends.pop()
        if not ends:
            if before is None or not _continues(text, before, span):
                utterance += 1
            before = span
        quotations.append(Quotation(start, end, inner_start, inner_end, len(ends), utterance))
        ends.append(end)
    return quotations


def _continues(text: str, before: _Raw, span: _Raw) -> bool:
    """Tell whether two neighbouring quotations are parts of one utterance."""
    if before[4] != span[4] or before[5]:
        return before[5] and not text[before[1] : span[0]].strip()
    if span[0] - before[1] > MAX_CLAUSE:
        return False
    between = text[before[1] : span[0]].strip()
    if text[before[3] - 1 : before[3]] in _WIDE_COMMAS and between[-1:] in _WIDE_COMMAS:
        return len(between) <= MAX_WIDE_CLAUSE
    if not between or between[-1] not in ".,:;—–-…":
        return False
    last = text[before[3] - 1 : before[3]]
    breaks_off = last in _STOPS_WITH_CLAUSE or between[0] in ",–—-"
    if not breaks_off and not (last in _FULL_STOPS and len(between) <= MAX_BARE_CLAUSE):
        return False
    if last in "?!." and between[0].isupper() and between[-1] in ",:" and text[span[2] : span[2] + 1].isupper():
        return False  # A sentence of its own introduces the second quotation.
    if not has_reporting_word(between) or _SENTENCE_END.search(between):
        return False
    return between[-1] != "." or _same_voice(text, last, between, span)


def has_reporting_word(clause: str) -> bool:
    """Tell whether a clause has a reporting word of any language."""
    return not REPORTING_WORDS.isdisjoint(_WORD.findall(clause.lower().replace("ſ", "s")))


# What abbreviated titles leave when their clause is cut at its full stop, and those written out.
_TITLES = split_words("Mr Mrs Ms Dr Sen Rep Gov Gen Prof Rev President Senator Secretary Minister")


def _same_voice(text: str, last: str, between: str, span: _Raw) -> bool:
    """Tell whether the quotation after “…,” X said. belongs to X, when it may have a reporting clause of
    its own.

    Question and answer in one paragraph are two voices; so are clauses that name different people.
    """
    after = text[span[1] : span[1] + MAX_BARE_CLAUSE]
    if text[span[3] - 1 : span[3]] not in _STOPS_WITH_CLAUSE or not has_reporting_word(after):
        return True
    if last == "?":
        return False
    clause = _CLAUSE_END.split(after, maxsplit=1)[0].replace(".", " ")
    words = _WORD.findall(clause)
    names = [word for word in words if word[:1].isupper() and word not in _TITLES]
    if names:
        subject = _first_name(between)
        return any(name in subject for name in names)
    pronouns = [word.lower() for word in words[:3] if word.lower() in _PRONOUNS]
    if pronouns:
        before = [word.lower() for word in _WORD.findall(between) if word.lower() in _GENDERED]
        return not (before and pronouns[0] in _GENDERED and _GENDERED[pronouns[0]] != _GENDERED[before[0]])
    lower = between.lower()
    nouns = [word for word in words if len(word) > 3 and word not in REPORTING_WORDS]
    return not nouns or any(noun in lower for noun in nouns)


def _first_name(clause: str) -> str:
    """Return the first run of capitalised words of a clause: its subject, not whoever is spoken to."""
    found = _NAME_RUN.search(clause)
    return found[0] if found else clause


# Capitalised words, with the particles and points of names between them.
_NAME_RUN = re.compile(r"[^\W\d_a-z][\w’'-]*(?:[ .]+(?:(?:de|del|van|von|der|den|la|al|bin)[ ]+)*[^\W\d_a-z][\w’'-]*)*")
# Pronouns that tell a man from a woman: “We won,” she said. “I lost,” he said. are two voices.
_GENDERED = {"he": "m", "er": "m", "il": "m", "él": "m", "он": "m", "він": "m",
             "she": "f", "elle": "f", "ella": "f", "она": "f", "вона": "f"}  # fmt: skip
# Subjects that refer back, in the languages whose speakers are resolved.
_PRONOUNS = split_words("he she they it er sie es il elle ils elles él ella он она они він вона вони i we")
