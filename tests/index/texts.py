"""Small archives over few words: phrases stand in many places, and edits make some that stand nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import numpy as np
from hypothesis import strategies as st

from matcher.index import Index, Segment, Snapshot
from matcher.index.lookup import ids_everywhere
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
        Document(f"d{number}", f"Title {number}", text, published_at=str(date(2025, 1, 1) + timedelta(number)))
        for number, text in enumerate(archive)
    ]


# Words whose runs repeat, two of them very common.
FEW_WORDS = ["dues", "harbour", "the", "of", "ferry", "we", "raise", "council"]


def make_repetitive_texts() -> list[str]:
    """Draw 80 texts of 60 words each that repeat their runs."""
    rng = Random(7)
    return [" ".join(rng.choices(FEW_WORDS, [1, 1, 8, 6, 1, 2, 1, 1], k=60)) for _ in range(80)]


def make_repetitive_segment() -> Segment:
    """Index them."""
    (part,) = snapshot_of(make_documents(make_repetitive_texts())).parts
    return part.segment


def draw_quote(rng: Random) -> str:
    """Draw twelve of these words and unknown ones."""
    return " ".join(rng.choices([*FEW_WORDS, "unknown"], k=12))


def make_common_texts() -> list[str]:
    """Draw twelve texts of so few words that most runs stand at hundreds of places, some words at thousands."""
    rng = np.random.default_rng(5)
    words = ["the", "of", "dues", "quay", "ferry", "rises"]
    texts = [" ".join(rng.choice(words, 1_500, p=[0.5, 0.3, 0.1, 0.05, 0.04, 0.01])) for _ in range(12)]
    return [*texts, "anchor"]  # which follows on no other word


def make_common_segment() -> Segment:
    """Index them."""
    (part,) = snapshot_of(make_documents(make_common_texts())).parts
    return part.segment


def snapshot_of(documents: Sequence[Document], num_parts: int = 1, seed: int = 0) -> Snapshot:
    """Index documents, numbered from 1 in the log, in some parts, each drawn from all of them."""
    rng = Random(seed)
    where = [k % num_parts for k in range(len(documents))]
    rng.shuffle(where)
    parts = []
    for part in range(num_parts):
        index = Index.open(None)
        index.build([(n, d) for n, (d, p) in enumerate(zip(documents, where, strict=True), 1) if p == part])
        parts += index.snapshot().parts
    return Snapshot(len(documents), tuple(parts))


def words_asked(quote: str, snapshot: Snapshot) -> np.ndarray:
    """Return the token ids of a quote in every part."""
    return ids_everywhere(tokenize(quote).hashes, snapshot.addresses)


def allowed_documents(snapshot: Snapshot, may_answer: Sequence[bool]) -> list[np.ndarray]:
    """Return for every part which of its documents may answer, as told for d0, d1, …: uint8 (d,)."""
    return [
        np.array([may_answer[int(part.segment.document_id(d)[1:])] for d in part.live()], np.uint8)
        for part in snapshot.parts
    ]
