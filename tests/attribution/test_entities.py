"""Entities left in names: decoded in place, so that names are whole and offsets hold."""

# ruff: noqa: E501 - one case a line reads as a table.

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.attribution import attribute, match_claim
from matcher.attribution.structure.entities import FILLING, decode
from matcher.types import Document

# text, language, speaker of its first quotation or turn
SPEAKERS = [
    ("“We pay,” said Sean O&rsquo;Dell.", "en", "Sean O’Dell"),
    ("Sean O&#8217;Dell came. “We pay,” O&#8217;Dell said.", "en", "Sean O’Dell"),
    ("Sean O&#x2019;Dell came. &ldquo;We pay,&rdquo; O&#39;Dell said.", "en", "Sean O’Dell"),
    ("“We pay,” said Zo&eacute; Br&uuml;ck.", "en", "Zoé Brück"),
    ("Caf&eacute; owner Zo&eacute; Br&uuml;ck left. “We pay,” Br&uuml;ck said.", "en", "Zoé Brück"),
    ("“We pay,” said &Eacute;douard Br&uuml;ck.", "en", "Édouard Brück"),
    ("“We pay,” AT&amp;T said in a statement.", "en", "AT&T"),
    ("“We pay,” said AT&amp;T spokeswoman Una Marr.", "en", "Una Marr"),
    ("“We pay,” Quill &amp; Sons said in a statement.", "en", "Quill & Sons"),
    ("“We pay,” Quill & Sons said in a statement.", "en", "Quill & Sons"),
    ("“We pay,” Una&nbsp;Marr said.", "en", "Una Marr"),
    ("“We pay,” said Una Marr&mdash;the mayor&mdash;on Monday.", "en", "Una Marr"),
    ("“We pay,” said Una Marr&rsquo;s lawyer, Ben Orr.", "en", "Ben Orr"),
    ("“We pay,” said Zo&eacute;&rsquo;s lawyer, Ben Orr.", "en", "Ben Orr"),
    ("&laquo;&nbsp;Nous paierons tout&nbsp;&raquo;, a d&eacute;clar&eacute; la ministre Odile Marchand.", "fr", "Odile Marchand"),
    ("&bdquo;Wir zahlen alles&ldquo;, sagte Verkehrsminister J&uuml;rgen M&uuml;ller am Montag.", "de", "Jürgen Müller"),
    ("SEN. O&rsquo;DELL: We pay.\n\nTARR: You do? All of it?\n\nO&rsquo;DELL: We do. Sean O&rsquo;Dell does.", "en", "Sean O’Dell"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "name"), SPEAKERS)
def test_names_are_whole_and_mentions_as_written(text: str, language: str, name: str) -> None:
    speaker = attribute(Document("d", "", text, language=language))[0].speaker
    assert speaker is not None
    assert speaker.name == name
    assert speaker.mention == text[speaker.mention_start : speaker.mention_end]
    assert "&" not in (speaker.cue or "") or speaker.cue == text[speaker.cue_start : speaker.cue_end]


@pytest.mark.parametrize(
    ("text", "claimed", "status"),
    [
        ("“We pay,” said Sean O&rsquo;Dell.", "O'Dell", "confirmed"),
        ("“We pay,” said Sean O&rsquo;Dell.", "Sean O&#39;Dell", "confirmed"),
        ("“We pay,” said Sean O&rsquo;Dell.", "Dell", "contradicted"),
        ("“We pay,” said Sean O’Dell.", "O&rsquo;Dell", "confirmed"),
        ("“We pay,” said Zoé Brück.", "Zo&eacute; Br&uuml;ck", "confirmed"),
        ("“We pay,” said Zo&eacute; Br&uuml;ck.", "Brück", "confirmed"),
        ("“We pay,” said Zo&eacute; Br&uuml;ck.", "Zoé Marr", "contradicted"),
        ("Zo&eacute; and Paul Br&uuml;ck came. “We pay,” said Zo&eacute; Br&uuml;ck.", "Brück", "uncertain"),
        ("“We pay,” AT&amp;T said.", "AT&T", "confirmed"),
        ("“We pay,” AT&T said.", "AT&amp;T", "confirmed"),
    ],
)
def test_claims(text: str, claimed: str, status: str) -> None:
    document = Document("d", "", text, language="en")
    attributed = attribute(document)
    assert match_claim(claimed, attributed[0].speaker, document, attributed) == status


def test_what_is_no_entity_stays() -> None:
    for text in ("R&D; no", "AT&T", "&foo; bar", "Q&A;", "a & b", "“x”&;"):
        assert decode(text) == text


def test_marks_stay_entities() -> None:
    assert decode("&ldquo;Ol&eacute;&rdquo;") == "&ldquo;Olé" + 7 * FILLING + "&rdquo;"


@given(
    st.lists(
        st.sampled_from(
            [
                "&amp;",
                "&eacute;",
                "&rsquo;",
                "&#39;",
                "&nbsp;",
                "&quot;",
                "&shy;",
                "&foo;",
                "&",
                "s ",
                "Ada",
                " ",
                ".",
                "“",
                "”",
            ]
        )
    )
)
def test_no_place_moves(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert len(decode(text)) == len(text)
