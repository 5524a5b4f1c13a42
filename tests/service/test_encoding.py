"""The stored form of a document: everything it has, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matcher.types import Document
from service.store.encoding import decode, encode

documents = st.builds(
    Document,
    id=st.just("a"),
    title=st.text(max_size=20),
    text=st.text(max_size=50),
    url=st.none() | st.text(max_size=10),
    kind=st.sampled_from(["article", "speech"]),
    authors=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    metadata=st.dictionaries(st.text(max_size=5), st.integers(-(2**53), 2**53) | st.text(max_size=5), max_size=3),
)


@given(documents)
def test_stored_form_is_the_whole_document(original: Document) -> None:
    assert decode("a", encode(original)) == original
