"""Small archives over few words: phrases stand in many places, and edits make some that stand nowhere."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import strategies as st

from matcher.index import Index, Segment
from matcher.text import tokenize
from matcher.types import Document

# Few words, so that phrases repeat; marks, entities and scripts, so that offsets are not trivial.
WORDS = [
    "the", "harbour", "will", "not", "reopen", "dues", "ferry", "Über", "e\u0301té", "ﬁsh", "5", "1,340",
    "don't", "ha\u00adven", "東京", "&amp;", "“quay”", "🐟", "no", "U.S.",
]  # fmt: skip
SPACES = [" ", "  ", "\n", ", ", ". ", " — ", "” she said. “"]

word_lists = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), min_size=1, max_size=25)
texts = word_lists.map(lambda pairs: "".join(word + space for word, space in pairs))
archives = st.lists(texts, min_size=1, max_size=5)


def make_documents(archive: list[str]) -> list[Document]:
    """Number the texts d0, d1, …; dates rise, so that earliest is first."""
    return [
        Document(f"d{number}", f"Title {number}", text, published_at=f"2025-01-{number + 1:02}")
        for number, text in enumerate(archive)
    ]


# Words whose runs repeat, two of them very common.
FEW_WORDS = ["dues", "harbour", "the", "of", "ferry", "we", "raise", "council"]


def make_repetitive_segment() -> Segment:
    """Index 80 documents of 60 words each that repeat their runs."""
    rng = Random(7)
    archive = [" ".join(rng.choices(FEW_WORDS, [1, 1, 8, 6, 1, 2, 1, 1], k=60)) for _ in range(80)]
    index = Index.open(None)
    index.build(enumerate((Document(f"d{k}", "T", text) for k, text in enumerate(archive)), 1))
    (part,) = index.snapshot().parts
    return part.segment


def draw_ids(segment: Segment, rng: Random) -> np.ndarray:
    """Draw a quote of twelve of these words and unknown ones; return its token ids."""
    return segment.ids_of(tokenize(" ".join(rng.choices([*FEW_WORDS, "unknown"], k=12))).hashes)


def make_common_segment() -> Segment:
    """Index twelve documents of so few words that most runs stand at hundreds of places, some words at thousands."""
    rng = np.random.default_rng(5)
    words = ["the", "of", "dues", "quay", "ferry", "rises"]
    archive = [" ".join(rng.choice(words, 1_500, p=[0.5, 0.3, 0.1, 0.05, 0.04, 0.01])) for _ in range(12)]
    archive.append("anchor")  # follows on no other word
    index = Index.open(None)
    index.build(list(enumerate(make_documents(archive), 1)))
    (part,) = index.snapshot().parts
    return part.segment
