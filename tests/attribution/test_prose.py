"""Words and marks of narration are found where they stand."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from matcher.attribution.reporting.prose import read_prose


@given(st.text("aB.,;!?1 \n\u00a0-", max_size=30))
@example("word. . word, , ,")
@example("a.b a. b")
def test_tokens_are_slices_of_the_text_one_behind_the_other(text: str) -> None:
    prose = read_prose(text, (), (), frozenset())
    slices = [text[start:end] for start, end in zip(prose.starts, prose.ends, strict=True)]
    assert slices == prose.words
    assert all(end <= start for end, start in zip(prose.ends, prose.starts[1:], strict=False))
    kept = sum(not c.isspace() for c in "".join(slices))
    assert kept >= sum(c.isalnum() for c in text)
