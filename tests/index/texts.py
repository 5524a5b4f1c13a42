"""Small archives over few words: phrases stand in many places, and edits make some that stand nowhere."""

from __future__ import annotations

from hypothesis import strategies as st

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
