"""What do people ask? The quotes that all rivals are timed on, with the passage each was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from benchmarks.damage import edit_words, misread_characters
from benchmarks.lexicon import read_lexicon
from benchmarks.measures import OCR_SHARE
from benchmarks.noise import add_noise
from benchmarks.sampling import Passage, iter_runs
from matcher.types import Document

# Words of a quote: a clause to a short paragraph. Shorter ones are common phrases that no rival can place.
MIN_WORDS, MAX_WORDS = 8, 40
KINDS = ("verbatim", "noisy", "edited", "ocr")
# How often each kind is asked, per cent: most quotes in drafts are faithful.
SHARES = (40, 20, 30, 10)


@dataclass(frozen=True, slots=True)
class Question:
    """A quote, the passage it was made from, and how it was made."""

    quote: str
    passage: Passage
    kind: str


def make_quote(kind: str, passage: Passage, rng: Random, vocabulary: Sequence[str]) -> str:
    """Turn a passage into a quote of one kind."""
    if kind == "noisy":
        return add_noise(passage.text, rng)[0]
    if kind == "edited":
        return edit_words(passage.text, rng, vocabulary, rng.randint(1, 3))
    if kind == "ocr":
        return misread_characters(passage.text, rng, OCR_SHARE)
    return passage.text


def iter_questions(documents: Sequence[Document], seed: int) -> Iterator[Question]:
    """Yield questions without end, the same ones for the same documents and seed."""
    rng = Random(f"{seed}:workload")
    vocabulary = read_lexicon(documents).content_words
    for passage in iter_runs(documents, rng, min_words=MIN_WORDS, max_words=MAX_WORDS):
        (kind,) = rng.choices(KINDS, SHARES)
        yield Question(make_quote(kind, passage, rng, vocabulary), passage, kind)


def draw_questions(documents: Sequence[Document], seed: int, num_questions: int) -> list[Question]:
    """The first questions of :func:`iter_questions`."""
    return list(islice(iter_questions(documents, seed), num_questions))
