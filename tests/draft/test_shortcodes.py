"""Shortcodes: which brackets are tags, how the draft reads without them, and where its characters stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.draft import Block, read_blocks, read_shortcodes

READINGS = {
    "a pair is read without its tags": ("We [b]do[/b] pay", "We do pay"),
    "attributes go with their tag": ('A [url=x.example/"a"]b[/url] c', "A b c"),
    "a note is not read": ("We pay[note]See [i]4[/i].[/note].", "We pay."),
    "a tag with attributes needs no partner": ('[gallery ids="1,2"]\nWe pay', "\nWe pay"),
    "a bracket is an editor's": ("We [all] pay [the debts]", "We [all] pay [the debts]"),
    "an equation is no attribute": ("We [b = c] pay", "We [b = c] pay"),
    "a closing tag alone is nothing": ("We pay[/b]", "We pay[/b]"),
    "a quotation": ("A [quote]We pay[/quote] b", "A \n\n“We pay”\n\n b"),
    "a quotation by somebody": (
        '[su_quote cite="Bo O\'Orr, mayor"]\nWe pay\n[/su_quote]',
        "“We pay” — Bo O'Orr, mayor\n\n",
    ),
    "a quotation by a forum": ("[quote=Bo;12]We pay[/quote]", "“We pay” — Bo\n\n"),
    "a quotation with marks of its own": ('[pullquote by="Bo"]“We pay”[/pullquote]', "“We pay” — Bo\n\n"),
    "a quotation in paragraphs": ("[quote]We pay.\n\nLate.[/quote]", "“We pay.\n\n“Late.”\n\n"),
    "an empty quotation": ("[quote] [/quote]", ""),
}


@pytest.mark.parametrize("name", READINGS)
def test_reading_of(name: str) -> None:
    text, reading = READINGS[name]
    assert read_shortcodes(read_blocks([Block(None, text)])).text == reading


@given(
    st.lists(
        st.sampled_from(["[b]", "[/b]", "[quote]", "[/quote]", "[note]", "[/note]", '[x a="b"]', "w ", "\n\n", "🐟"])
    )
)
def test_every_character_is_read_where_it_stands(parts: list[str]) -> None:
    text = "".join(parts)
    draft = read_shortcodes(read_blocks([Block(None, text)]))
    assert draft.blocks[0].text == text
    for offset, character in enumerate(draft.text):
        place = draft.find_place(offset, offset + 1)
        assert place is None or draft.text_at(place) == character
