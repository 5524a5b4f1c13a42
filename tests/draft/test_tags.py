"""HTML's tags in plain text and blocks: read as a page shows them, and places lead back all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.draft import Block, find_draft_quotations, read_blocks, read_tags

READINGS = {
    "emphasis": ("We <em>pay</em> <STRONG>late</STRONG>", "We pay late"),
    "a link": ('We <a href="https://lake.example/a" target="_blank">pay</a> late', "We pay late"),
    "attributes of every form": ("<span class=note data-id='5' hidden>We</span> pay", "We pay"),
    "a bracket in a value": ('<img alt="5 > 3" src="/a.jpg"/>We pay', "We pay"),
    "a line break": ("We pay<br>late<br />now", "We pay\nlate\nnow"),
    "paragraphs": ("<p>We pay.</p><p>Late.</p>", "\n\nWe pay.\n\n\n\nLate.\n\n"),
    "struck out": ("We will <del>not <b>now</b></del>pay <s>late</s>", "We will pay "),
    "struck out and left open": ("We <del>pay late", "We pay late"),
    "closed and never opened": ("We pay</s> late</q>", "We pay late"),
    "a quotation": ("Marr said <q>we pay</q>.", "Marr said “we pay”."),
    "a quotation with marks of its own": ("Marr said <q>“we pay”</q>.", "Marr said “we pay”."),
    "a note": (
        'The crews<sup>1</sup> pay.<sup class="fn"><a href="#n">2</a></sup> Late<sup>[3]</sup>',
        "The crews pay. Late",
    ),
    "a power": ("30 km<sup>2</sup> of 5<sup>th</sup> grade", "30 km2 of 5th grade"),
    "a comment": ('<!-- wp:paragraph {"dropCap":true} -->We pay<!-- /wp:paragraph --> <!-- late', "We pay <!-- late"),
    "what an editor writes in angle brackets": ("We <pay> <late> <3", "We <pay> <late> <3"),
    "comparisons": ("5 <b and c> 3, a<b, i>j", "5 <b and c> 3, a<b, i>j"),
    "an address in angle brackets": ("See <https://lake.example/a>", "See <https://lake.example/a>"),
}


@pytest.mark.parametrize("name", READINGS)
def test_reading_of(name: str) -> None:
    text, reading = READINGS[name]
    assert read_tags(read_blocks([Block(None, text)])).text == reading


def test_the_marks_of_an_attribute_tear_no_quotation() -> None:
    text = 'Mayor <a href="/marr">Ilo Marr</a> said: "We <b>will</b> pay <a href="/dues">the dues</a>."'
    draft = read_tags(read_blocks([Block(None, text)]))
    (found,) = find_draft_quotations(draft, language="en")
    assert found.read(draft.text) == "We will pay the dues."
    assert draft.text_at(found.place) == 'We <b>will</b> pay <a href="/dues">the dues</a>.'
    assert found.speaker is not None
    assert found.speaker.name == "Ilo Marr"


PIECES = ("<b>", "</b>", "<p>", "<br>", "<q>", "</q>", "<del>", "</del>", "<sup>", "</sup>", "1", '<a href="', '">')


@given(st.lists(st.sampled_from([*PIECES, "<!--", "-->", "<", "w ", "“", "🐟", "\n"])))
def test_every_character_is_read_where_it_stands(parts: list[str]) -> None:
    text = "".join(parts)
    draft = read_tags(read_blocks([Block(None, text)]))
    assert draft.blocks[0].text == text
    for offset, character in enumerate(draft.text):
        place = draft.find_place(offset, offset + 1)
        assert place is None or draft.text_at(place) == character
