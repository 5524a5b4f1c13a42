"""Interviews in a draft: labelled paragraphs of a few turns, which in a document would not be proof enough.

A draft is short, and its writer wants every quotation checked; a list of facts ("Doors: 7 p.m.") must still make nobody
speak. So the paragraphs have to be sentences, and somebody has to ask, speak twice, or say "I" or "you".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.structure.believed import Label
from matcher.attribution.structure.labels import bare_name, find_family
from matcher.draft.shortcodes import OPENING_MARKS
from matcher.draft.text import PARAGRAPH
from matcher.types import Document, Speaker

_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE_ENDS: Final = tuple('.?!…。？！)]”"»')
_QUESTION_ENDS: Final = ("?", "？")
# Whoever speaks says one of these sooner than whoever writes a list.
_SELVES: Final = split_words(load("reporting")["inner"]["selves"])
_INITIALS: Final = re.compile(r"[^\W\d_a-zß-ÿа-я]{2,3}")
# The most words of a name in capitals.
_MAX_CAPITALS: Final = 4


def is_interview(document: Document, labels: Sequence[Label]) -> bool:
    """Tell the turns of an interview from the labels of a list.

    Parameters
    ----------
    document
        The draft.
    labels
        What stands before a colon at the start of its lines, in order, headings left out.
    """
    texts = [_text_of(document.text, labels, number) for number in range(len(labels))]
    families = [find_family(words) for _, _, words in labels]
    counts = Counter(families)
    if len(counts) < 2 or not all(text.endswith(_SENTENCE_ENDS) for text in texts):
        return False
    if any(text.startswith(OPENING_MARKS) for text in texts):
        return False  # Quotations with marks of their own, which the labels introduce.
    turns = list(zip(families, texts, strict=True))
    asks = any(a[1].endswith(_QUESTION_ENDS) and a[0] != b[0] for a, b in pairwise(turns))
    if asks and max(counts.values()) > 1:
        return True
    recurs = sum(count > 1 for count in counts.values()) >= 2
    names_all = all(_is_name(document, words, counts) for words in {words for _, _, words in labels})
    return names_all and (asks or recurs or _all_speak(turns))


def _text_of(text: str, labels: Sequence[Label], number: int) -> str:
    """Give the paragraph behind a label, or what stands up to the next label."""
    start = labels[number][1]
    stop = labels[number + 1][0] if number + 1 < len(labels) else len(text)
    paragraph_end = text.find(PARAGRAPH, start, stop)
    return text[start : paragraph_end if paragraph_end >= 0 else stop].strip()


def _is_name(document: Document, label: str, counts: Counter[str]) -> bool:
    """Tell a label that looks like a name: in capitals, of several words, or one that the draft has elsewhere too."""
    words = _WORD.findall(bare_name(label) or label)
    if label.isupper():
        return len(words) <= _MAX_CAPITALS
    if len(words) > 1:
        return all(word[0].isupper() for word in words)
    return f"{document.title} {document.text}".count(words[0]) > counts[find_family(label)] if words else False


def _all_speak(turns: Sequence[tuple[str, str]]) -> bool:
    """Tell whether whoever has a label asks, or says "I", "we" or "you"."""
    speaking = {
        family
        for family, text in turns
        if text.endswith(_QUESTION_ENDS) or not _SELVES.isdisjoint(_WORD.findall(text.lower()))
    }
    return len(speaking) == len({family for family, _ in turns})


def name_initials(document: Document, speaker: Speaker) -> Speaker:
    """Name whom a turn's label of two or three capitals stands for; whom the draft does not name claims nothing.

    "OB" is Odalys Brandt where the draft has one such name. A short name in capitals ("WU") stands elsewhere in small
    letters.
    """
    label = speaker.mention or ""
    text = f"{document.title}\n{document.text}"
    if not _INITIALS.fullmatch(label) or re.search(rf"(?<!\w){label.title()}(?!\w)", text):
        return speaker
    words = r"[ \u00a0]".join(rf"{initial}[\w’'-]*[^\W\d_]" for initial in label)
    names = set(re.findall(rf"(?<!\w){words}(?!\w)", text))
    if len(names) == 1:
        return replace(speaker, name=names.pop())
    return replace(speaker, name=label, kind="anonymous")
