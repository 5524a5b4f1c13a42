"""Quotes glued from two passages that nobody said in one breath."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.falsify import Lie
from benchmarks.sampling import Passage, draw_sentence, has_letters
from benchmarks.words import skeleton
from matcher.types import Document, Verdict

SPLICED: frozenset[Verdict] = frozenset({"spliced"})
# Without a mark and within one document, contract section 3 asks for "altered" inside one utterance and for
# "spliced" across utterances; a sampler cannot know which of the two it has drawn.
SPLICED_OR_DROPPED: frozenset[Verdict] = frozenset({"spliced", "altered"})
# Words a part needs to be found for itself and to be nobody's stock phrase.
MIN_WORDS, MAX_WORDS = 8, 30
# Characters between two parts of one document, so that nobody can take them for neighbours.
MIN_DISTANCE = 500
# What marks that words are left out between two parts.
ELLIPSIS = " …"
SPLICES = ("splice.documents", "splice.documents.ellipsis", "splice.reversed.ellipsis", "splice.distant")


def is_part(passage: Passage | None) -> bool:
    """Whether a drawn sentence can be a part of a splice."""
    return bool(passage and MIN_WORDS <= passage.num_words <= MAX_WORDS and has_letters(passage))


def join(first: Passage, second: Passage, mark: str) -> str:
    """Two passages in one line, each as it stands."""
    return f"{' '.join(first.text.split())}{mark} {' '.join(second.text.split())}"


def draw_splice(documents: Sequence[Document], rng: Random, rule: str) -> tuple[Lie, Passage] | None:
    """Glue two sentences as ``rule`` says, or return None if the drawn ones do not fit.

    Returns
    -------
    The lie and its first part's passage.
    """
    document = rng.choice(documents)
    other = rng.choice(documents) if rule.startswith("splice.documents") else document
    first, second = draw_sentence(document, rng), draw_sentence(other, rng)
    if not (first and second and is_part(first) and is_part(second)):
        return None
    if document is other and second.start - first.end < MIN_DISTANCE:
        return None
    if skeleton(first.text) == skeleton(second.text):
        return None
    mark = ELLIPSIS if rule.endswith("ellipsis") else "."
    parts = (second, first) if rule == "splice.reversed.ellipsis" else (first, second)
    verdicts = SPLICED_OR_DROPPED if rule == "splice.distant" else SPLICED
    return Lie(rule, join(*parts, mark), frozenset(), verdicts), parts[0]
