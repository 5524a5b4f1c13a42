"""Whether what looks like labels are labels: turns of a talk, or the fields and headings of a list.

"VENN: We pay." and "AMOUNT: $5,000", "Mr. Orr: No." and "HEALTH CARE: The budget falls." look the same. In a transcript
little proof is needed. Elsewhere labels have to be people's, most of them, and sentences have to follow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from matcher.attribution.lexicon import is_given_name, load, split_words
from matcher.attribution.structure.labels import TITLES, bare_name, find_family
from matcher.attribution.structure.parliament import find_office_mark, is_addressed
from matcher.attribution.structure.role_lines import is_role_line
from matcher.types import Document

# A label with its place: start, end with the colon, and its words.
Label = tuple[int, int, str]

SPOKEN_KINDS: Final = frozenset(("transcript", "speech"))
# Interviews of wikis have ((Ada Venn)), and nothing else begins lines so; a single one may be another template's.
MIN_BRACKETED: Final = 3
# Words in capitals that show a heading, and the most words a person's label has without titles and roles.
_FUNCTION_WORDS = split_words("IN THE OF FOR AND TO ON WITH BY FROM A AN IS ARE")
MAX_NAME_WORDS: Final = 4

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-](?!s\b)[^\W\d_]+)*")
# Two words that may be a title or given name, and a family name; the second may be the first of the next pair.
_PAIR = re.compile(rf"(?<![\w'’-])([^\W\d_a-z][\w'’-]*\.?)\s+(?=({_NAME_WORD.pattern}))")
_SENTENCE_END = re.compile(r"[.!?…][”“»\")]*\s*$")
# Speech ends its lines so, broken off or not; an amount, a town or a name in a list does not.
_SPOKEN_LINE_END = re.compile(r"[.!?…—–-][”“»\")\]*]*[ \t]*$", re.MULTILINE)
_AMOUNT_START = re.compile(r"\s*[*•$€£#]*\d")
_QUOTED_START = re.compile(r"[\s*_]*[“\"«„]")
# Words of titles that stand before other nouns as well.
_NO_TITLES = split_words("the first chief acting vice deputy prime under assistant")
_ANONYMOUS = split_words(load("turns")["anonymous"]["words"])
_SALUTATIONS = frozenset(load("reporting")["letters"]["salutations"].split())


def without_headings(document: Document, labels: list[Label]) -> list[Label]:
    """Leave out the headline that a text begins with ("SEN. VENN: FERRY IS LATE") and the salutations of letters.

    Transcripts keep theirs: there the first line may be the first turn.
    """
    if document.kind in SPOKEN_KINDS or not labels:
        return labels
    text = document.text
    start = len(text) - len(text.lstrip())
    line_end = text.find("\n", start)
    headline = text[start:] if line_end < 0 else text[start:line_end]
    is_headline = headline.isupper() or (bool(document.title) and document.title.startswith(headline[:40].strip()))
    return [
        label
        for label in labels
        if label[2].partition(" ")[0] not in _SALUTATIONS and not (is_headline and label[0] < start + len(headline))
    ]


def is_believed(document: Document, labels: Sequence[Label]) -> bool:
    """Tell turns from lines that merely begin with a colon.

    In a transcript one label in capitals is enough. Elsewhere somebody has to speak twice, or question and answer
    alternate, or two labels have a title or a name that the text also has in small letters; and most labels have to be
    somebody's, most of what follows them speech.
    """
    if document.kind in SPOKEN_KINDS and any(label.isupper() for _, _, label in labels):
        return True
    if _are_addressed(document, labels) or _are_bracketed(document, labels):
        return True
    if any(is_role_line(label, document.text[start:end]) for start, end, label in labels):
        return True  # They have proved themselves.
    counts = Counter[str]()
    for label, count in Counter(label for _, _, label in labels).items():
        counts[find_family(label)] += count
    words = frozenset(_NAME_WORD.findall(f"{document.title} {document.text}"))
    if not _may_be_talk(document, labels, counts, words):
        return False
    return document.kind in SPOKEN_KINDS or _are_spoken(document, labels, words)


def _may_be_talk(document: Document, labels: Sequence[Label], counts: Counter[str], words: frozenset[str]) -> bool:
    """Tell whether people may alternate: by question and answer, by two people named, by labels that come again."""
    if {"q", "a"} <= counts.keys():
        return True
    named = sum(label.isupper() and _is_personal(label, words) for label in {label for _, _, label in labels})
    if named >= 2 or (named and counts.most_common(1)[0][1] >= 2):
        return True
    repeated = [count for count in counts.values() if count >= 2]
    needed = 4 if document.kind in SPOKEN_KINDS else 6
    return len(repeated) >= 2 and sum(repeated) >= needed and sum(repeated) * 4 >= len(labels) * 3


def _are_spoken(document: Document, labels: Sequence[Label], words: frozenset[str]) -> bool:
    """Tell speech from a list: half of the labels are somebody's, and speech follows half of them."""
    text = document.text
    ends = [start for start, _, _ in labels[1:]] + [len(text)]
    turns = ((label_end, end) for (_, label_end, _), end in zip(labels, ends, strict=True))
    spoken = sum(_is_spoken(text, start, end) for start, end in turns)
    if spoken * 2 < len(labels):
        return False
    if (document.language or "en")[:2] != "en" or sum(label.isascii() for _, _, label in labels) * 2 < len(labels):
        return True  # What tells people below is English.
    titled = _find_titled(text)
    counts = Counter(label for _, _, label in labels)
    people = sum(count for label, count in counts.items() if _is_somebodys(label, count, words, titled))
    return people * 2 >= len(labels)


def _is_spoken(text: str, start: int, end: int) -> bool:
    """Tell speech from the value of a field: it stands in marks, or ends a line as sentences end, and is no amount."""
    if _QUOTED_START.match(text, start, end):
        return True
    return _SPOKEN_LINE_END.search(text, start, end) is not None and not _AMOUNT_START.match(text, start, end)


def _is_somebodys(label: str, count: int, words: frozenset[str], titled: frozenset[str]) -> bool:
    """Tell a person's label from a field, a place or a heading: the text has a common noun in small letters too."""
    own = label.removeprefix("THE ").removeprefix("The ").split()
    if not own or own[0][0].isdigit():
        return False
    lowers = [word.strip(".,").lower() for word in own]
    if not _ANONYMOUS.isdisjoint(lowers) or is_given_name(lowers[0]) or is_addressed(label):
        return True
    name = bare_name(label).split()
    if len(name) > MAX_NAME_WORDS or not _FUNCTION_WORDS.isdisjoint(word.upper() for word in name):
        return False
    if len(own) > len(name) or TITLES.match(" ".join(own)):
        return True
    family = find_family(label)
    return family in titled or (count >= 2 and family not in words)


def _find_titled(text: str) -> frozenset[str]:
    """Return the words that stand behind a title or a given name, in small letters: "venn" of Senator or Ada Venn."""
    pairs = ((found[1], found[2]) for found in _PAIR.finditer(text))
    return frozenset(
        behind.lower()
        for before, behind in pairs
        if is_given_name(before.lower()) or (TITLES.fullmatch(before) and before.lower() not in _NO_TITLES)
    )


def _are_bracketed(document: Document, labels: Sequence[Label]) -> bool:
    """Tell an interview of a wiki, where ((Ada Venn)) opens what she says."""
    bracketed = [label for start, end, label in labels if document.text[start:end].lstrip().startswith("((")]
    return len(bracketed) >= MIN_BRACKETED and len(set(bracketed)) > 1


def _are_addressed(document: Document, labels: Sequence[Label]) -> bool:
    """Tell turns by how their speakers are addressed: "Dr. Anna Berg (SPD):", "El señor LÓPEZ:", "M. Paul Roy."

    Two such labels are enough in a transcript. Elsewhere three, of two people, have to be most of the labels, and
    sentences have to follow them: a list of people and their numbers has titles too.
    """
    text = document.text
    addressed = [
        number
        for number, (start, end, label) in enumerate(labels)
        if is_addressed(label) or find_office_mark(label) or "(" in text[start + len(label) : end]
    ]
    if document.kind in SPOKEN_KINDS:
        return len(addressed) >= 2
    if len(addressed) < 3 or len(addressed) * 4 < len(labels) * 3:
        return False
    ends = [start for start, _, _ in labels[1:]] + [len(text)]
    spoken = [number for number in addressed if _is_sentence(text[labels[number][1] : ends[number]])]
    return len(spoken) * 4 >= len(labels) * 3 and len({find_family(labels[number][2]) for number in spoken}) > 1


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= 3 and _SENTENCE_END.search(words) is not None


def _is_personal(label: str, words: frozenset[str]) -> bool:
    """Tell whether a label in capitals is a person's: by a title, or a name the text has in small letters."""
    if label == "Q" or TITLES.match(label):
        return True
    if len(_WORD.findall(bare_name(label))) > MAX_NAME_WORDS or not _FUNCTION_WORDS.isdisjoint(label.split()):
        return False
    family = find_family(label).title()
    return len(family) > 1 and family in words
