"""Draw passages from documents: runs of words, sentences, stretches of sentences, words in quotation marks.

A passage is always a literal slice of its document and begins and ends with a letter, a digit, a sign that belongs to
a number or a bracket within a word, so that the span an answer must give is known to the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from matcher.types import Document

# A sentence ends at a stop, question or exclamation mark and its closing quotation mark, before a space and
# a capital. Abbreviations break sentences too early; a slice that ends early is as good a quote as another.
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]*[A-Z])|\n+")
IN_MARKS = re.compile(r"“([^“”]{20,900})”|\"([^\"\n]{20,900})\"")
BETWEEN_UTTERANCES = re.compile(r"[\"“”«»„\n\[\]]|''|\b[A-Z][A-Z.'’ ]{2,}:|\bQ ")
CHUNK = re.compile(r"\S+")
# Signs kept at a passage's edge because they belong to the number beside them: £3, 5 %, −6, №7.
NUMBER_SIGNS = "$£€¥₽₴₹¢%‰°№"
DASHES = "-–−"
# Letters that an editor put before a word or behind it: [e]very, walk[ed]. Without its bracket it is another word.
EDITED_HEAD = re.compile(r"\[[^\W\d_]{1,3}\](?=[^\W\d_])")
EDITED_TAIL = re.compile(r"(?<=[^\W\d_])\[[^\W\d_]{1,3}\]$")
# Words of amounts and what links them, apart from the matcher's own lists: a run that ends inside one has another
# amount, and is rightly called altered ("by tens" of "by tens of thousands").
AMOUNT = re.compile(
    r"\W*(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen\w*|\w+ty(?:-\w+)?|first|second|third|(?:four|fif|six|seven|eigh|nin|ten)th"
    r"|half|quarters?|dozens?|tens|hundreds?\w*|thousands?\w*|millions?|billions?|trillions?|degrees?)(?:-\w+)*\W*",
    re.IGNORECASE,
)
LINK = re.compile(r"\W*(?:and|to|or|of|out|a|in|every|each|-|–|—)\W*|[-–—]", re.IGNORECASE)
MAX_LINKS = 3
# Tries for each passage asked for, before a sampler gives up; documents without a fitting sentence are
# common.
MAX_TRIES = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of a document, in code points of its original text."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """The slice itself."""
        return self.document.text[self.start : self.end]

    @property
    def num_words(self) -> int:
        """Words between spaces."""
        return len(self.text.split())


def is_edge(character: str) -> bool:
    """Whether a passage may begin or end with this character."""
    return character.isalnum() or character in NUMBER_SIGNS


def trim(document: Document, start: int, end: int) -> Passage | None:
    """Move both ends inwards to a letter, digit or number sign; a digit's own sign and a word's own bracket stay."""
    text = document.text
    while start < end and not is_edge(text[start]):
        start += 1
    while end > start and not is_edge(text[end - 1]):
        end -= 1
    if start and EDITED_HEAD.match(text, start - 1):
        start -= 1
    if EDITED_TAIL.search(text, start, end + 1):
        end += 1
    # A minus or hyphen directly before a first digit is its sign, and part of what was said; two are a dash.
    is_signed = start and text[start : start + 1].isdigit() and text[start - 1] in DASHES
    if is_signed and not (start > 1 and text[start - 2] in DASHES):
        start -= 1
    return Passage(document, start, end) if start < end else None


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The places of the sentences, roughly, in order."""
    spans, start = [], 0
    for found in SENTENCE_END.finditer(text):
        spans.append((start, found.start()))
        start = found.end()
    return [span for span in [*spans, (start, len(text))] if span[0] < span[1]]


def draw_sentence(document: Document, rng: Random, num_sentences: int = 1) -> Passage | None:
    """Pick ``num_sentences`` neighbouring sentences at random."""
    spans = sentence_spans(document.text)
    if len(spans) < num_sentences:
        return None
    first = rng.randrange(len(spans) - num_sentences + 1)
    return trim(document, spans[first][0], spans[first + num_sentences - 1][1])


def draw_quotation(document: Document, rng: Random) -> Passage | None:
    """Pick the inside of one pair of quotation marks at random."""
    spans = [found.span(1) if found.group(1) else found.span(2) for found in IN_MARKS.finditer(document.text)]
    return trim(document, *rng.choice(spans)) if spans else None


def draw_run(document: Document, rng: Random, num_words: int) -> Passage | None:
    """Pick ``num_words`` neighbouring words, wherever they stand."""
    chunks = [found for found in CHUNK.finditer(document.text) if any(map(is_edge, found.group()))]
    if len(chunks) < num_words:
        return None
    first = rng.randrange(len(chunks) - num_words + 1)
    words = [found.group() for found in chunks]
    if cuts_amount(words[max(first - MAX_LINKS - 1, 0) : first][::-1], words[first : first + MAX_LINKS]):
        return None
    last = first + num_words
    if cuts_amount(words[last : last + MAX_LINKS + 1], words[max(last - MAX_LINKS, first) : last][::-1]):
        return None
    return trim(document, chunks[first].start(), chunks[last - 1].end())


def cuts_amount(outside: Sequence[str], inside: Sequence[str]) -> bool:
    """Whether an edge stands between two words of an amount, given the words on either side, nearest first."""
    return _leads_to_amount(outside) and _leads_to_amount(inside)


def _leads_to_amount(words: Sequence[str]) -> bool:
    for word in words:
        if AMOUNT.fullmatch(word):
            return True
        if not LINK.fullmatch(word):
            return False
    return False


def has_letters(passage: Passage) -> bool:
    """Whether most of the passage is letters: tables and rows of signs are nobody's words."""
    return sum(map(str.isalpha, passage.text)) * 2 > len(passage.text)


def is_one_breath(passage: Passage) -> bool:
    """Whether the passage plainly has one speaker: no quotation mark, line break, label or bracket inside.

    A stretch that crosses from one utterance into the next may rightly be called spliced once it is edited.
    """
    return not BETWEEN_UTTERANCES.search(passage.text)


def draw_any(document: Document, rng: Random) -> Passage | None:
    """Pick what a newsroom would quote: words in marks, a sentence, or two to four sentences."""
    draw = rng.random()
    if draw < 0.4 and (passage := draw_quotation(document, rng)):
        return passage
    return draw_sentence(document, rng, 1 if draw < 0.7 else rng.randint(2, 4))


def iter_passages(
    documents: Sequence[Document], rng: Random, *, min_words: int = 4, max_words: int = 120
) -> Iterator[Passage]:
    """Yield quotable passages of random documents without end, as long as some can be found."""
    misses = 0
    while misses < MAX_TRIES * 100:
        passage = draw_any(rng.choice(documents), rng)
        if passage and min_words <= passage.num_words <= max_words and has_letters(passage):
            misses = 0
            yield passage
        else:
            misses += 1


def list_sentences(documents: Sequence[Document], rng: Random, *, min_words: int = 4) -> list[Passage]:
    """All sentences of the documents, each wording once, in random order."""
    sentences: dict[str, Passage] = {}
    for document in documents:
        for start, end in sentence_spans(document.text):
            passage = trim(document, start, end)
            if passage and passage.num_words >= min_words and has_letters(passage):
                sentences.setdefault(passage.text, passage)
    passages = list(sentences.values())
    rng.shuffle(passages)
    return passages


def iter_runs(documents: Sequence[Document], rng: Random, *, min_words: int, max_words: int) -> Iterator[Passage]:
    """Yield runs of a uniformly drawn number of words from random documents, without end."""
    misses = 0
    while misses < MAX_TRIES * 100:
        passage = draw_run(rng.choice(documents), rng, rng.randint(min_words, max_words))
        if passage:
            misses = 0
            yield passage
        else:
            misses += 1
