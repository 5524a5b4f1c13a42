"""Archives, quotes and faithless quotes for the laws of the engine."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from matcher import Engine, Index
from matcher.types import Document, DocumentKind
from tests.reference import ReferenceToken, reference_tokens

# Enough different words that a passage is not everywhere, few enough that parts of it recur.
VOCABULARY = (
    "harbour dues ferry council will not reopen before winter because nobody asked the crews about money "
    "and we have never promised a bridge only better boats for every island said minister Orla Venn Über "
    " e\u0301lan ﬁsh co-operate don’t can't U.S. £5 3.5% 東京 会議 Маяк шёл &amp; ha\u00adven 🐟"
)
WORDS = VOCABULARY.split()
# Words that no document has: alone, of two tokens, and each a change of its own.
UNKNOWN = ["crane’s", "won’t", "zebra", "$7,712"]
SPACES = [" ", " ", " ", " ", ", ", ". ", "\n", "\u00a0", " — ", ",” she said, “", ".” He said: “"]

pieces = st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES))


def long_texts(min_size: int = 8, max_size: int = 40) -> st.SearchStrategy[str]:
    """Texts of the words above, with reporting clauses strewn in."""
    return st.lists(pieces, min_size=min_size, max_size=max_size).map(lambda ps: "“" + "".join(w + s for w, s in ps))


archives = st.lists(long_texts(), min_size=1, max_size=4)
dates = st.sampled_from([None, "2025-01-03", "2025-01-03T10:00:00+02:00", "2024-12-31T23:59:59Z"])


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    """Some documents of all kinds, with and without dates and addresses."""
    kinds: st.SearchStrategy[DocumentKind] = st.sampled_from(["article", "transcript", "statement", "speech"])
    urls = st.sampled_from([None, "https://example.org/a?b=c#d"])
    return [
        Document(
            f"d{n}",
            f"Title {n}",
            text,
            url=draw(urls),
            published_at=draw(dates),
            kind=draw(kinds),
            language="en",
        )
        for n, text in enumerate(draw(archives))
    ]


def make_engine(documents: list[Document]) -> Engine:
    """Put documents one by one into an index in memory."""
    index = Index.open(None)
    for sequence, document in enumerate(documents, 1):
        index.put(document, sequence=sequence)
    return Engine(index)


def draw_window(draw: st.DrawFn, text: str, min_words: int) -> list[ReferenceToken]:
    """Draw some words of a text in a row; fewer than asked where it is shorter."""
    # Between spaces, so that no number is cut from its sign: "£" is not a faithful quote of "£5".
    words = [match for match in re.finditer(r"\S+", text) if reference_tokens(match.group())]
    first = draw(st.integers(0, max(0, len(words) - min_words)))
    last = draw(st.integers(min(first + min_words, len(words)), len(words)))
    start, end = (words[first].start(), words[last - 1].end()) if first < last else (0, 0)
    return [token for token in reference_tokens(text) if start <= token.start and token.end <= end]


@st.composite
def archives_with_quote(draw: st.DrawFn, min_words: int = 2) -> tuple[list[Document], str]:
    """Documents, and a stretch of one of them, character for character."""
    archive = draw(documents())
    text = draw(st.sampled_from(archive)).text
    window = draw_window(draw, text, min_words)
    return archive, text[window[0].start : window[-1].end]


@st.composite
def any_quotes(draw: st.DrawFn, archive: list[Document]) -> str:
    """A quote of any faith: parts of documents and foreign words, joined by marks of all kinds."""
    joints = st.sampled_from([" ", " … ", "...", " [...] ", " [the minister] ", "[", "] ", ". ", "” – “", " [sic] "])
    out = ""
    for _ in range(draw(st.integers(0, 4))):
        window = draw_window(draw, draw(st.sampled_from(archive)).text, draw(st.integers(1, 6)))
        text = " ".join(token.folded for token in window[: draw(st.integers(1, 12))])
        out += draw(st.sampled_from([text, text, draw(st.sampled_from(WORDS + UNKNOWN))])) + draw(joints)
    return out
