"""Markdown in plain text: links and quoted lines are read without their signs, and places lead back all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.draft import Block, find_draft_quotations, read_blocks, read_markdown

READINGS = {
    "a link": ("We [pay](https://lake.example/a) late", "We pay late"),
    "a link within the site": ("We [pay](/dues#late) late", "We pay late"),
    "a link with brackets in it": ("We [pay](https://lake.example/due_(fee)) late", "We pay late"),
    "a link with a title": ('We [pay](https://lake.example/a "Dues") late', "We pay late"),
    "a link to a page of the site": ("We [pay](dues.html) or [go](../dues) or [stay](a/b)", "We pay or go or stay"),
    "a link in angle brackets": ("We [pay](<https://lake.example/a b>) late", "We pay late"),
    "a link by a label": ("We [pay][1] late\n\n[1]: https://lake.example/a", "We pay late\n\n"),
    "a label in capitals": ("We [pay][Dues] late\n\n[dues]: </a b> 'Dues'", "We pay late\n\n"),
    "links by their words": ("We [pay][] [late]\n\n[pay]: /a\n[late]: /b", "We pay late\n\n\n"),
    "an image": ("We ![“Late”](/a.jpg 'Dues')pay ![](/b.jpg)now", "We pay now"),
    "an image in a link": ("We [![late](/a.jpg)](/b) pay", "We [](/b) pay"),
    "an image by a label": ("We ![late][1]pay\n\n[1]: /a.jpg", "We pay\n\n"),
    "a label without an address": ("We [pay][1] [late]", "We [pay][1] [late]"),
    "a label with an answer": ("[Marr]: Late.\n[Orr]: Now.", "[Marr]: Late.\n[Orr]: Now."),
    "a note": ("We pay[^1] late\n\n[^1]: https://lake.example", "We pay[^1] late\n\n[^1]: https://lake.example"),
    "struck out": ("We will ~~not~~ pay", "We will  pay"),
    "struck out, with a link": ("We ~~[go](/a) *now*~~ pay", "We  pay"),
    "struck out in quoted lines": ("> We pay ~~late~~\n> — Ilo Marr", "“We pay ” — Ilo Marr"),
    "tildes that strike nothing": ("About ~~ 5, ~5~, ~~~ and ~~6", "About ~~ 5, ~5~, ~~~ and ~~6"),
    "emphasis": ("**We pay** *late*, __we__ _pay_ ***now***", "We pay late, we pay now"),
    "an emphasised quotation": ("**“We pay,”** said *Ilo Marr*.", "“We pay,” said Ilo Marr."),
    "an emphasised link": ("We **[pay](https://lake.example/a)** late", "We pay late"),
    "a link with an emphasised word": ("We [**pay**](https://lake.example/*a*) late", "We pay late"),
    "signs in an address": ("See [it](/a_b_c/_d_) at /_late_", "See it at /_late_"),
    "stars that emphasise nothing": ("Five* of 4* and 3 * 4 * 5, a*b*c", "Five* of 4* and 3 * 4 * 5, a*b*c"),
    "underlines within words": ("the file a_b_c and __init", "the file a_b_c and __init"),
    "a list": ("* We pay\n* We go", "* We pay\n* We go"),
    "emphasis in quoted lines": ("> **We pay.**", "“We pay.”"),
    "emphasised marks in quoted lines": ("> *“We pay,”* Dell said.", "“We pay,” Dell said."),
    "a bracket is an editor's": ("We [pay] (late) and [the] (rest)", "We [pay] (late) and [the] (rest)"),
    "a bracket before words in brackets": (
        "We [pay](late) [go](?) [stay](e.g.)",
        "We [pay](late) [go](?) [stay](e.g.)",
    ),
    "quoted lines": ("Dell wrote:\n\n> We pay\n> and go.\n\nHe left.", "Dell wrote:\n\n“We pay\nand go.”\n\nHe left."),
    "quoted paragraphs": ("> We pay.\n>\n> Late.", "“We pay.\n\n“Late.”"),
    "marks of its own": ("> “We pay,” Dell said.", "“We pay,” Dell said."),
    "a speaker below": ("> We pay.\n>\n> — Ilo Marr", "“We pay.” — Ilo Marr"),
    "emphasised names and words": ("Mayor **Ada Venn** was *very* _late_", "Mayor Ada Venn was very late"),
    "emphasis in a quoted line": ("> **We pay.**\n>\n> — *Ilo Marr*", "“We pay.” — Ilo Marr"),
    "a link in emphasis": ("**[pay](https://lake.example/a)** late", "pay late"),
    "signs in the address of a link": ("We [pay](https://lake.example/_a_/*b*) late", "We pay late"),
    "signs of no emphasis": ("2*3*4, a_b_c, 5 * 3 * 2, word* and *", "2*3*4, a_b_c, 5 * 3 * 2, word* and *"),
    "a comparison": ("Five > three", "Five > three"),
    "signs alone": (">\n>", ">\n>"),
}


@pytest.mark.parametrize("name", READINGS)
def test_reading_of(name: str) -> None:
    text, reading = READINGS[name]
    assert read_markdown(read_blocks([Block(None, text)])).text == reading


def test_quoted_lines_are_a_quotation_with_its_speaker() -> None:
    text = "It rained.\n\n> We [pay](https://a.example) the dues\n> — Ilo Marr"
    draft = read_markdown(read_blocks([Block(None, text)]))
    (found,) = find_draft_quotations(draft, language="en")
    assert found.kind == "quotation"
    assert found.read(draft.text) == "We pay the dues"
    assert found.speaker is not None
    assert found.speaker.name == "Ilo Marr"
    assert draft.text_at(found.place) == "We [pay](https://a.example) the dues"


@pytest.mark.parametrize(
    "text",
    [
        "**“We pay the dues,”** said *Ilo Marr*.",
        "**Ilo Marr:** “We pay the dues.”",
        "*“We pay the dues,”* Ilo Marr said.",
    ],
)
def test_emphasis_hides_no_speaker(text: str) -> None:
    draft = read_markdown(read_blocks([Block(None, f"The boats came in. {text}")]))
    (found,) = find_draft_quotations(draft, language="en")
    assert found.speaker is not None
    assert found.speaker.name == "Ilo Marr"


@given(
    st.lists(
        st.sampled_from(
            [
                "> ",
                ">",
                "\n",
                "- a",
                "[b](/c)",
                "[b](/c_d_",
                ")",
                "w ",
                " ",
                "“",
                "🐟",
                "*",
                "**",
                "_",
                "__",
                "~~",
                "[b][c]",
                "[c]",
                ": /d",
                "!",
            ]
        )
    )
)
def test_every_character_is_read_where_it_stands(parts: list[str]) -> None:
    text = "".join(parts)
    draft = read_markdown(read_blocks([Block(None, text)]))
    assert draft.blocks[0].text == text
    for offset, character in enumerate(draft.text):
        place = draft.find_place(offset, offset + 1)
        assert place is None or draft.text_at(place) == character
