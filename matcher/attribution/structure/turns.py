"""Turns: who speaks where a document labels its speakers, and the stage directions in between.

Runs on every document at import, so it is a few linear patterns. A line may begin with anything and a colon;
a label is believed by what it looks like and by what else the document says (``believed.py``): a press
advisory with WHO: and WHERE: has no turns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.structure.believed import SPOKEN_KINDS, Label, is_believed, without_headings
from matcher.attribution.structure.directions import find_directions
from matcher.attribution.structure.entities import FILLING, decode_document
from matcher.attribution.structure.labels import Namer, strip_titles
from matcher.attribution.structure.parliament import (
    ADDRESS,
    NAME_AND_OFFICE,
    find_office_mark,
    is_addressed,
    is_title,
    iter_stopped_labels,
)
from matcher.attribution.structure.quotations import Quotation, find_quotations
from matcher.attribution.structure.role_lines import find_role_lines
from matcher.types import Document, Span, SpeakerKind


@dataclass(init=False, unsafe_hash=True, slots=True)
class Turn:
    """What one speaker says without another label in between; offsets into the original text.

    ``start`` and ``end`` take in the words, not the label, which stands at ``label_start:label_end``; both
    are equal to ``start`` where a whole speech is one turn. ``speaker`` is the fullest name known for the
    label, or None.
    """

    start: int
    end: int
    label_start: int
    label_end: int
    speaker: str | None
    kind: SpeakerKind
    utterance: int

    def __init__(
        self,
        start: int,
        end: int,
        label_start: int,
        label_end: int,
        speaker: str | None,
        kind: SpeakerKind,
        utterance: int,
    ) -> None:
        self.start = start
        self.end = end
        self.label_start = label_start
        self.label_end = label_end
        self.speaker = speaker
        self.kind = kind
        self.utterance = utterance


@dataclass(init=False, unsafe_hash=True, slots=True)
class Voices:
    """Everything that is somebody's words in a document, before speakers of quotations are known.

    Utterance numbers of turns follow those of the quotations, so the two never collide.
    """

    quotations: tuple[Quotation, ...]
    turns: tuple[Turn, ...]
    directions: tuple[Span, ...]

    def __init__(
        self, quotations: tuple[Quotation, ...], turns: tuple[Turn, ...], directions: tuple[Span, ...]
    ) -> None:
        self.quotations = quotations
        self.turns = turns
        self.directions = directions


# Capitals, full stops, digits, hyphens; "Mc" and "Mac" may stand in front of capitals. At most 60 code
# points: the longest real labels carry name, party, state and role ("SEN. GIDEON PRIDHAM (I-HALVERN),
# COMMITTEE CHAIR").
_CAPITAL_UNIT = r"[^\n:a-z]|\bMc|\bMac|\bof\b|\bthe\b"
_CAPITAL_START = r"(?:Mc|Mac|De|La|Le|Di|Van|von|de|O[’'])?[^\W\d_a-z]"
_NAME_START = r"[^\W\d_a-z][\w.’'-]*+"
_NAME_LABEL = (
    rf"(?:{_NAME_START})(?:[ \u00a0](?:de|del|van|von|der|den|la|al|bin|{_NAME_START})){{0,4}}"
    r"(?:[ \u00a0]\d{1,2})?"  # "Speaker 2", in transcripts.
)
_QUESTION = r"Q(?=[ \t\u00a0]{1,8}[^\W_\d“\"‘—(\[.…]|[ \t\u00a0]{2,8}|[:.][ \t\u00a0])"
_BOLD = r"(?:\*\*|__)?"
_LABEL_END = rf"(?:[ \u00a0]*[(\[][^)\]\n]{{1,40}}[)\]]){{0,2}}[ \u00a0]*{_BOLD}[:：]{_BOLD}(?=[\s“\"]|[^\x00-\x7f])"
# What may stand before a label: the marks of a new speaker in captions (>>), and when it was said (12:31, [00:12:31]).
_BLANK = r"[ \t\u00a0]"
_TIME = r"[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,3})?)?(?:[ \u00a0]?[ap]\.?m\.?)?[\])]?"
_LEAD = rf"{_BLANK}*(?:>{_BLANK}*){{0,3}}{_BOLD}(?:{_TIME}(?:{_BLANK}*[-–—|])?{_BLANK}+{_BOLD})?"
# Tried in this order at the start of a line. A bracket of capitals can be read as one unit or as its
# characters, so that each doubles the readings of a line that is no label: such lines are read up to their
# ninth bracket only.
_CAPITALS = re.compile(
    rf"{_LEAD}(?:(?P<q>{_QUESTION})[:.]?"
    rf"|(?P<label>{_CAPITAL_START}(?:{_CAPITAL_UNIT}){{0,58}}?){_LABEL_END})"
)
_CAPITALS_WITH_BRACKETS = re.compile(
    rf"{_LEAD}(?P<q>(?!))?"
    rf"(?P<label>{_CAPITAL_START}(?:{_CAPITAL_UNIT}|\([^)\n]*\)){{0,58}}?){_LABEL_END}"
)
_NAMES = re.compile(rf"{_LEAD}(?P<q>(?!))?(?P<label>{_NAME_LABEL}){_LABEL_END}")
MAX_BRACKETS = 8
_ADDRESSED = re.compile(rf"{_LEAD}(?P<q>(?!))?(?P<label>{ADDRESS}|{NAME_AND_OFFICE}){_LABEL_END}")
# Interviews of wikis: ((Ada Venn)) We pay.
_BRACKETED = re.compile(rf"^{_BLANK}*\(\((?P<label>{_CAPITAL_START}[^()\n]{{0,58}})\)\)(?={_BLANK}+\S)", re.M)
_LABEL_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
# Names a document's own title gives its one speaker: "Remarks by X at …", "Statement from X on …".
_TITLE_SPEAKER = re.compile(
    r"^(?:Opening )?(?:Remarks|Statement|Speech|Address|Message|Press (?:Briefing|Gaggle|Conference))"
    r" (?:by|from|of) (.{3,80}?)(?= (?:on|at|in|to|before|after|during|and|with|regarding|about|following)\b"
    r"| (?:aboard|upon|for)\b|,|$)"
)

_NOT_SPEAKERS = split_words(load("turns")["not_speakers"]["words"])
_SENTENCE_OPENERS = split_words(load("turns")["sentence_openers"]["words"])
_BLANKS = frozenset(" \t\u00a0")


Believes = Callable[[Document, Sequence[Label]], bool]


def find_utterances(document: Document, believes: Believes | None = None) -> Voices:
    """Find the quotations, turns and stage directions of a document.

    Parameters
    ----------
    document
        Any kind. A ``transcript`` or ``speech`` is believed to be speech: its labels need less proof, and
        without labels its whole text is one turn. The text of a ``statement`` without labels is one turn of
        the document's speaker, if it names one.
    believes
        Tells turns from lines that merely begin with a colon where ``is_believed`` does not take them for turns.

    Returns
    -------
        Spans in document order.

    Notes
    -----
    Linear. Text before the first label (the head of a transcript) is in no turn.
    """
    quotations = tuple(find_quotations(document.text))
    return Voices(quotations, find_turns(document, quotations, believes), find_directions(document.text))


def find_turns(
    document: Document, quotations: Sequence[Quotation], believes: Believes | None = None
) -> tuple[Turn, ...]:
    """Find the turns of a document, given its quotations; see ``find_utterances``."""
    document = decode_document(document)
    labels = without_headings(document, _find_labels(document))
    if labels and not is_believed(document, labels) and not (believes is not None and believes(document, labels)):
        labels = []
    first_utterance = quotations[-1].utterance + 1 if quotations else 0
    return _build_turns(document, labels, first_utterance) if labels else _build_whole(document, first_utterance)


def _find_labels(document: Document) -> list[Label]:
    """Find what may be labels, headings left out."""
    text = document.text
    found = [
        (stopped.start("label"), stopped.end(), stopped["label"])
        for stopped in iter_stopped_labels(text, is_transcript=document.kind == "transcript")
    ]
    if "((" in text:
        found += [(label.start(), label.end(), label["label"]) for label in _BRACKETED.finditer(text)]
    found += find_role_lines(text)
    if ":" not in text and "：" not in text and "\nQ" not in text:
        return sorted(found)
    headings: dict[str, bool] = {}
    doubtful: list[Label] = []
    for line in sorted({*_iter_question_lines(text), *_iter_lines_with(":", text), *_iter_lines_with("：", text)}):
        match = _match_label(text, line)
        if match is None:
            continue
        name = "q" if match["q"] else "label"
        words = match[name].strip()
        if match.re is _ADDRESSED:
            words = text[match.start(name) : match.end()].rstrip(" \u00a0:：")
        words = words.replace(FILLING, "")
        if words not in headings:
            headings[words] = _is_heading(words)
        is_numbered = words[-1:].isdigit() and document.kind not in SPOKEN_KINDS  # "Step 2:"
        if headings[words] or is_numbered:
            continue
        is_sure = match.re is not _ADDRESSED or is_addressed(match["label"])
        (found if is_sure else doubtful).append((match.start(name), match.end(), words))
    found += _written_like(found, doubtful)
    ends = {label_start: label_end for label_start, label_end, _ in found}
    found = sorted(label for label in found if label[1] == ends[label[0]])  # "SEN. VENN:" is no "SEN."
    return _add_answers(text, found) if any(words == "Q" for _, _, words in found) else found


# Labels of a name and an office that show what the same mark behind a name stands for in others of the document.
_MIN_ALIKE = 2


def _written_like(labels: Sequence[Label], doubtful: Sequence[Label]) -> list[Label]:
    """Return the labels with no office behind the name that others are written like: "Ada Venn, Orr & Sons:".

    Left out, their turns would be the last speaker's.
    """
    if not doubtful:
        return []
    marks = Counter(find_office_mark(words) for _, _, words in labels)
    return [label for label in doubtful if (mark := find_office_mark(label[2])) and marks[mark] >= _MIN_ALIKE]


# The answer of a record of a hearing, where "Q." asks: "A. I did not." Without its stop "A" is an article.
_ANSWER = re.compile(r"^[ \t\u00a0]*(?P<label>A)(?:\.[ \t\u00a0]|[ \t\u00a0]{2,8})(?=\S)", re.M)


def _add_answers(text: str, labels: list[Label]) -> list[Label]:
    """Add the lines that answer a "Q" and have no colon either: the first such line behind it, before another label."""
    found = []
    for number, label in enumerate(labels):
        found.append(label)
        if label[2] != "Q":
            continue
        stop = labels[number + 1][0] if number + 1 < len(labels) else len(text)
        answer = _ANSWER.search(text, label[1], stop)
        if answer is not None:
            found.append((answer.start("label"), answer.end(), "A"))
    return found


def _iter_lines_with(colon: str, text: str) -> Iterator[int]:
    """Yield the start of every line that has a colon.

    Few lines have one, and looking for the colon costs a twentieth of trying a pattern at every line. Each
    stretch of the text is searched once forwards and once backwards, so this is linear.
    """
    start, place = 0, text.find(colon)
    while place >= 0:
        yield text.rfind("\n", start, place) + 1 or start
        start = text.find("\n", place) + 1
        place = text.find(colon, start) if start else -1


def _iter_question_lines(text: str) -> Iterator[int]:
    """Yield the start of every line that begins with a Q, which needs no colon."""
    place = text.find("Q")
    while place >= 0:
        line = place
        while line and text[line - 1] in _BLANKS:
            line -= 1
        if not line or text[line - 1] == "\n":
            yield line
        place = text.find("Q", place + 1)


def _match_label(text: str, line: int) -> re.Match[str] | None:
    """Match a label at the start of a line: Q, capitals, a name, or what may be a name and an office."""
    found = _CAPITALS.match(text, line)
    if found:
        return found
    end = text.find("\n", line)
    stop = text.find("(", line, end if end >= 0 else len(text))
    if stop >= 0:
        for _ in range(MAX_BRACKETS):
            stop = text.find("(", stop + 1) if stop >= 0 else stop
        found = _CAPITALS_WITH_BRACKETS.match(text, line, stop if stop >= 0 else len(text))
    found = found or _NAMES.match(text, line)
    if found is None:
        return _ADDRESSED.match(text, line)
    return found


def _is_heading(label: str) -> bool:
    """Tell the heads of releases and captions from names."""
    words = [word.lower() for word in _LABEL_WORD.findall(label)]
    if len(words) == 1 and words[0] in _SENTENCE_OPENERS:
        return True
    if len(words) > 1 and words[1] != "of" and is_title(words[0]):
        return words[-1] in _NOT_SPEAKERS  # "DIRECTOR VENN", but "Director of photography"
    return not words or words[0] in _NOT_SPEAKERS or (len(words) > 1 and words[-1] in _NOT_SPEAKERS)


_BEFORE_LABEL = re.compile(_LEAD)


def _build_turns(document: Document, labels: Sequence[Label], utterance: int) -> tuple[Turn, ...]:
    """Cut the text at its labels."""
    text = document.text
    namer = Namer(document, [label for _, _, label in labels])
    is_list = document.kind not in SPOKEN_KINDS and _are_marked(text, labels)
    turns = []
    for index, (label_start, label_end, label) in enumerate(labels):
        stop = labels[index + 1][0] if index + 1 < len(labels) else len(text)
        line = text.rfind("\n", label_end, stop) + 1
        if line and _BEFORE_LABEL.fullmatch(text, line, stop):
            stop = line
        start = label_end
        while start < stop and text[start].isspace():
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if is_list:
            stop = _find_marked_end(text, start, stop)
        name, kind = namer.name(label)
        turns.append(Turn(start, stop, label_start, label_end, name, kind, utterance + index))
    return tuple(turns)


_MARKED: Final = re.compile(r"\s*[“\"«„][^\n]*[”“\"»][ \t\u00a0.,;]*(?=\n|\Z)")


def _are_marked(text: str, labels: Sequence[Label]) -> bool:
    """Tell a list of quotations: behind half of the labels and more stands a paragraph in quotation marks."""
    return 2 * sum(_MARKED.match(text, end) is not None for _, end, _ in labels) >= len(labels)


def _find_marked_end(text: str, start: int, stop: int) -> int:
    """Give where a turn in quotation marks ends: with the paragraph that closes them, not at the next label.

    What stands below in a list of quotations is another's, though its label was not known for one.
    """
    marked = _MARKED.match(text, start, stop)
    return marked.end() if marked is not None else stop


def _build_whole(document: Document, utterance: int) -> tuple[Turn, ...]:
    """Make one turn of a speech, or of a statement whose speaker is known."""
    spoken = document.kind in SPOKEN_KINDS or document.kind == "statement"
    if not spoken or not document.text.strip():
        return ()
    speaker = document.speaker or _speaker_of_title(document.title)
    start = len(document.text) - len(document.text.lstrip())
    return (Turn(start, len(document.text.rstrip()), start, start, speaker, "person", utterance),)


def _speaker_of_title(title: str) -> str | None:
    """Read the speaker out of a title such as "Remarks by President Ada Venn at …"."""
    found = _TITLE_SPEAKER.match(title)
    if not found:
        return None
    name = strip_titles(found[1]).strip()
    return name if name[:1].isupper() else None
