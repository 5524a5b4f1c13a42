"""Labels that are a whole line: a name, a dash and an office ("Ada Venn -- Chief Executive"), as records of calls have.

No colon tells them from the lines of a list, so they prove themselves together: one of them comes again in the same
words, a second person has one, and half of them are followed by a sentence that speaks of "I" or "you" or asks:
bylines have the same shape, and reports below them tell of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from matcher.attribution.lexicon import load, split_words

_LISTS = load("turns")
_LEADERS = "|".join(sorted(split_words(_LISTS["leaders"]["words"])))
_WORDS = sorted(split_words(_LISTS["spoken"]["words"]))
_DASHES = (" -- ", " — ", " – ")
_NAME_WORD = r"[^\W\d_a-z][\w.’'-]*+"
_ROLE_LINE = re.compile(
    rf"[ \t]*(?P<label>{_NAME_WORD}(?: (?:de|del|van|von|der|la|al|{_NAME_WORD})){{1,4}}"
    r" (?:--|[—–]) [^\W\d_a-z][^\n.!?:“”\"]{1,80}+)(?=\n|$)"
)
# Whoever leads the call has no name: the word is the whole line.
_OPERATOR_LINE = re.compile(rf"^[ \t]*(?P<label>{_LEADERS})[ \t]*$", re.MULTILINE)
_SPOKEN = re.compile(rf"\b(?:{'|'.join([*_WORDS, *map(str.capitalize, _WORDS)])})\b|\?\s*$")
_QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]?")
_SENTENCE_LINE = re.compile(r"\s*[^\n]*[.!?…][”“»\")\]]*[ \t]*(?=\n|$)")


def find_role_lines(text: str) -> list[tuple[int, int, str]]:
    """Find the lines that label whoever speaks below them: start, end and words; none if they do not prove it."""
    lines = sorted({*_iter_dashed_lines(text)})
    found = [line for place in lines if (line := _ROLE_LINE.match(text, place))]
    labels = [line["label"].strip() for line in found]
    if not 1 < len(set(labels)) < len(labels):
        return []
    if sum(_is_spoken(text, line.end()) for line in found) * 2 < len(found):
        return []
    found += _OPERATOR_LINE.finditer(text)
    return sorted((line.start("label"), line.end(), line["label"].strip()) for line in found)


def _is_spoken(text: str, place: int) -> bool:
    """Tell a line of speech behind a label from a report and from a list."""
    line = _SENTENCE_LINE.match(text, place)
    return line is not None and _SPOKEN.search(_QUOTED.sub("", line[0])) is not None


def is_role_line(label: str, words: str) -> bool:
    """Tell a label of this kind, given all its words in the text, from one that a colon ends."""
    return any(dash in label for dash in _DASHES) and words.strip() == label


def _iter_dashed_lines(text: str) -> Iterator[int]:
    """Yield the start of every line that has a dash between spaces, once for each kind of dash."""
    for dash in _DASHES:
        start, place = 0, text.find(dash)
        while place >= 0:
            yield text.rfind("\n", start, place) + 1 or start
            start = text.find("\n", place) + 1
            place = text.find(dash, start) if start else -1
