"""Whether a passage is denied is read off three words of its sentence; the oracle reads the whole sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Document, Engine, Index, Query
from matcher.flags.context import _is_governed, is_inside_negation
from matcher.flags.surroundings import Surroundings
from matcher.view import DocumentView

PASSAGE = "seven grey herons crossed the weir"
WORDS = {
    "en": "not never no nobody don’t denied refuses but because that whether said believes only the 10 . , ; — “ ” "
    "(no) without doubt wonder harbour",
    "de": "nicht nie kein niemand leugnet aber weil dass sagte nur der 10 . , ; — „ “ Hafen",
    "fr": "ne pas plus jamais personne mais parce que dit seulement le 10 . , ; — « » port",
    "es": "no nunca nadie ni pero porque que dijo solo el 10 . , ; — « » puerto",
    "ru": "не никогда никто но потому что сказал только 10 . , ; — « » порт",
}


@st.composite
def denied_texts(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(sorted(WORDS)))
    before = draw(st.lists(st.sampled_from(WORDS[language].split()), max_size=9))
    opener = draw(st.sampled_from(["", "“", "„", "« "]))
    return language, " ".join(["Harbour .", *before, opener + PASSAGE]).replace(" .", ".").replace(" ,", ",") + "."


@settings(max_examples=400)
@given(denied_texts())
def test_three_words_tell_what_the_sentence_tells(case: tuple[str, str]) -> None:
    language, text = case
    index = Index.open(None)
    index.put(Document("d", "Herons", text, language=language), sequence=1)
    (part,) = index.snapshot().parts
    view = DocumentView(part.segment, 0)
    last = view.end - 1
    around = Surroundings(view, last - len(PASSAGE.split()) + 1, last)
    assert text[around.start : around.end] == PASSAGE
    whole = around.may_be_negated and _is_governed(around, around.before, language, 0)
    assert is_inside_negation(around, language) == whole


@pytest.mark.parametrize(
    ("before", "is_denied"),
    [
        ("It is not true that", True),
        ("They don’t believe", True),
        ("He is not well, but", False),
        ("No. 10 said that", False),
        ("Nobody came. He said that", False),
        ("He did not say, no more than she did, that", True),
        ("He did not go out on Monday, the day when", False),
        ("The office has yet to show that", True),
        ("It had as yet to be shown that", False),
        ("He is yet to explain that", True),
        ("And yet to many of us", False),
        ("It was late, yet to them", False),
    ],
)
def test_a_word_that_denies_reaches_as_far_as_its_clause(before: str, is_denied: bool) -> None:
    index = Index.open(None)
    index.put(Document("d", "Herons", f"{before} {PASSAGE}.", language="en"), sequence=1)
    flags = Engine(index).verify(Query(PASSAGE)).matches[0].flags
    assert ("inside_negation" in flags) == is_denied
