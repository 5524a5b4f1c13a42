"""HTML drafts: the text content that offsets count in, and the text as it is read."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.draft import find_draft_quotations
from service.drafts.elements import is_unseen
from service.drafts.markup import find_title, read_markup
from service.drafts.nesting import find_excess


@dataclass(frozen=True)
class Element:
    """An element that nests in any other: the tree is what was written, so its text content is known."""

    tag: str
    attributes: str = ""
    children: list[Element | str] = field(default_factory=list)

    def markup(self) -> str:
        inner = "".join(html.escape(c) if isinstance(c, str) else c.markup() for c in self.children)
        return f"<{self.tag}{self.attributes}>{inner}</{self.tag}>"

    def text_content(self) -> str:
        if self.tag == "script" or "hidden" in self.attributes:
            return ""
        return "".join(c if isinstance(c, str) else c.text_content() for c in self.children)


# No carriage returns and NULs: the parser replaces them, as browsers do.
WORDS = st.text(st.sampled_from('ab ,.\n\t“”"‘’«»&<>é\u0301🐟\u00a0—'))
TREES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        Element,
        st.sampled_from(["div", "span", "section", "blockquote", "q", "ul", "li", "b2", "cite", "footer"]),
        st.sampled_from(["", ' hidden=""', ' class="x"']),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("markup", "content", "reading"),
    [
        ("<p>One</p><p>two</p>", "Onetwo", "One\n\ntwo"),
        ("<p>One\n   more</p>", "One\n   more", "One more"),
        ("a<br>b<br><br>c", "abc", "a\nb\n\nc"),
        ("<ul><li>a<li>b</ul>", "ab", "a\n\nb"),
        ("<td>a</td>", "a", "a"),
        ("<pre>a\n  b</pre>", "a\n  b", "a\n  b"),
        ("a&nbsp;b &amp; c&#8230;", "a\u00a0b & c…", "a\u00a0b & c…"),
        ("a<!-- b -->c", "ac", "ac"),
        ("a<script>b</script><style>c</style><template>d</template><noscript>e</noscript>f", "af", "af"),
        ('a<span hidden>b</span><i style="color: red; display:none">c</i>d', "ad", "ad"),
        ("He said <q>we go</q>.", "He said we go.", "He said “we go”."),
        ("<q>we <q>all</q> go</q>", "we all go", "“we ‘all’ go”"),
        ("<q>“we go”</q>", "“we go”", "“we go”"),
        ("<blockquote><p>A.</p> <p>B.</p></blockquote>C", "A. B.C", "“A.\n\n“B.”\n\nC"),
        ("<blockquote>A “b” c.</blockquote>", "A “b” c.", "«A “b” c.»"),
        ("<blockquote>A.<footer>Bo Orr</footer></blockquote>", "A.Bo Orr", "“A.” — Bo Orr"),
        ("<blockquote><p>A.</p>&mdash; Bo Orr</blockquote>", "A.— Bo Orr", "“A.” — Bo Orr"),
        ("<blockquote>A.</blockquote><figcaption>Bo</figcaption>", "A.Bo", "“A.” — Bo"),
        ("<blockquote>A.</blockquote> <cite>Bo Orr</cite>", "A. Bo Orr", "“A.” — Bo Orr"),
        ("<blockquote>A.</blockquote><p><cite>Lakes</cite> ran", "A.Lakes ran", "“A.”\n\nLakes ran"),
        ("<blockquote>“A”<cite>Bo Orr</cite></blockquote>", "“A”Bo Orr", "“A” — Bo Orr"),
        ("<blockquote>“A,” he said.<p>“B.”</blockquote>", "“A,” he said.“B.”", "“A,” he said.\n\n“B.”"),
        ("<blockquote>“A.” <q>B.</q></blockquote>", "“A.” B.", "“A.” “B.”"),
        ("<blockquote>A.<cite>Bo Orr in Ely</cite></blockquote>", "A.Bo Orr in Ely", "“A.” — Bo Orr\n\nin Ely"),
        ("<blockquote>A.<cite>Bo Orr, mayor</cite></blockquote>", "A.Bo Orr, mayor", "“A.” — Bo Orr, mayor"),
        ("<blockquote>A.<cite>Bo de Orr</cite></blockquote>", "A.Bo de Orr", "“A.” — Bo de Orr"),
        (
            "<blockquote><p>A.</p>— Bo Orr (@bo) May 4</blockquote>",
            "A.— Bo Orr (@bo) May 4",
            "“A.” — Bo Orr\n\n(@bo) May 4",
        ),
        ("<blockquote><p>A.<p>Ada Venn, mayor</blockquote>", "A.Ada Venn, mayor", "“A.” — Ada Venn, mayor"),
        ("<blockquote><p>A.<p>Thank You</blockquote>", "A.Thank You", "“A.\n\n“Thank You”"),
        ("<pre>a  b</pre><p>c\n  d", "a  bc\n  d", "a  b\n\nc d"),
        ("<blockquote><p>A.<p>Mr. President</blockquote>", "A.Mr. President", "“A.\n\n“Mr. President”"),
        ("<blockquote><p>A.<p>Ada Venn.</blockquote>", "A.Ada Venn.", "“A.\n\n“Ada Venn.”"),
        ("<blockquote><p>A.<p>Ada Venn<p>B.</blockquote>", "A.Ada VennB.", "“A.\n\n“Ada Venn\n\n“B.”"),
        ('<blockquote>A.<p class="quote__author">Qux Orr</blockquote>', "A.Qux Orr", "“A.” — Qux Orr"),
        ("<blockquote>See <cite>The Lake</cite> again.</blockquote>", "See The Lake again.", "“See The Lake again.”"),
        ("We pay<sup>1</sup> now", "We pay1 now", "We pay now"),
        ("We pay<sup><a href='#n'>[a]</a></sup>", "We pay[a]", "We pay"),
        ("We <a href='#n'><sup>2</sup></a> pay.<sup>3</sup>", "We 2 pay.3", "We pay."),
        ("30 ha<sup>2</sup> and 5 km<sup>2</sup>", "30 ha2 and 5 km2", "30 ha2 and 5 km2"),
        ("10<sup>6</sup> km<sup>2</sup>, 1<sup>st</sup>, XX<sup>e</sup>", "106 km2, 1st, XXe", "106 km2, 1st, XXe"),
        ("<p>We <del>will not</del><ins>will</ins> pay", "We will notwill pay", "We will pay"),
        ("<blockquote>A.<br>Sarah Orr, mayor</blockquote>", "A.Sarah Orr, mayor", "“A.” — Sarah Orr, mayor"),
        (
            "<blockquote><p>A.<br><b>Qux Orr, mayor</b> </p> </blockquote>",
            "A.Qux Orr, mayor  ",
            "“A.” — Qux Orr, mayor",
        ),
        ("<blockquote>A.<br>Sarah Orr<br>sang.</blockquote>", "A.Sarah Orrsang.", "“A.\nSarah Orr\nsang.”"),
        ("<blockquote>A.<br>Thank You</blockquote>", "A.Thank You", "“A.\nThank You”"),
        ("We will <s>not</s> pay <strike>late</strike>now", "We will not pay latenow", "We will pay now"),
        ("<ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby>を", "橋(はし)を", "橋を"),
        ("<blockquote><p> <q>We pay</q>, Orr said</blockquote>", " We pay, Orr said", "“We pay”, Orr said"),
        ("<blockquote>We <q>pay</q></blockquote>", "We pay", "“We ‘pay’”"),
        ("<blockquote><p>A.<p><b>Qux Orr, mayor</b></blockquote>", "A.Qux Orr, mayor", "“A.” — Qux Orr, mayor"),
        ("<blockquote><p>A.<p><b>Thank You</b></blockquote>", "A.Thank You", "“A.\n\n“Thank You”"),
        (
            "<blockquote><p>A.<p>So <b>Qux Orr, mayor</b></blockquote>",
            "A.So Qux Orr, mayor",
            "“A.\n\n“So Qux Orr, mayor”",
        ),
        (
            "<blockquote><p>A.</p>Posted by <a>Bo Orr</a> on <a>May 4</a></blockquote>",
            "A.Posted by Bo Orr on May 4",
            "“A.” — Bo Orr\n\non May 4",
        ),
        (
            '<blockquote class="instagram-media"><a>View more on Instagram</a><p>A post shared by B</p></blockquote>',
            "View more on InstagramA post shared by B",
            "",
        ),
        (
            "<blockquote><p>View this post on Instagram</blockquote>",
            "View this post on Instagram",
            "“View this post on Instagram”",
        ),
        ("plain text & no markup", "plain text & no markup", "plain text & no markup"),
        ("\n<p>a</p>\n", "\na\n", "a"),
        ("<!doctype html>\n<title>T</title><body>\n<p>a</p>", "\na", "a"),
        ("<frameset><frame></frameset>", "", ""),
        ("", "", ""),
    ],
)
def test_markup_has_a_text_content_and_is_read_as_a_browser_shows_it(markup: str, content: str, reading: str) -> None:
    draft = read_markup(markup)
    assert draft.blocks[0].text == content
    assert draft.text == reading


@pytest.mark.parametrize(
    ("tag", "attributes", "unseen"),
    [
        ("p", {}, False),
        ("p", {"hidden": None}, True),
        ("p", {"hidden": "until-found"}, False),
        ("p", {"aria-hidden": "true"}, True),
        ("p", {"aria-hidden": "false"}, False),
        ("p", {"style": "Display : NONE !important"}, True),
        ("p", {"style": "visibility:hidden"}, True),
        ("p", {"style": "display:none-such"}, False),
        ("p", {"style": None}, False),
        ("dialog", {}, True),
        ("dialog", {"class": "notice"}, True),
        ("dialog", {"open": None}, False),
        ("script", {}, True),
    ],
)
def test_what_readers_do_not_see_is_told_by_element_attribute_and_inline_style(
    tag: str, attributes: dict[str, str | None], *, unseen: bool
) -> None:
    assert is_unseen(tag, attributes) is unseen


def test_the_title_of_a_page_is_read_and_a_fragment_has_none() -> None:
    assert find_title("<!doctype html><title>Venn &amp;\n Orr</title><p>a") == "Venn & Orr"
    assert find_title("<title>T</title>a") == ""


def test_elements_that_mean_quotations_are_found_without_marks() -> None:
    markup = (
        "<p>Ada Venn wrote:</p>\n<blockquote>We sail <b>at dawn</b>.</blockquote><p>Bo Orr called it <q>madness</q>."
    )
    draft = read_markup(markup)
    found = find_draft_quotations(draft, language="en")
    assert [draft.text_at(one.place) for one in found] == ["We sail at dawn.", "madness"]
    assert [one.kind for one in found] == ["quotation", "quotation"]
    assert [one.speaker and one.speaker.name for one in found] == ["Ada Venn", "Bo Orr"]


@pytest.mark.parametrize(
    ("markup", "speakers"),
    [
        ("<blockquote><p>We sail to the island at dawn</p><cite>Bo Orr</cite></blockquote>", ["Bo Orr"]),
        ("<blockquote><p>“We sail to the island at dawn”</p><cite>Bo Orr</cite></blockquote>", ["Bo Orr"]),
        ("<ul><li>“We sail to the island at dawn” — Bo Orr</ul>", ["Bo Orr"]),
        ("<blockquote><p>We sail at dawn<p>We are the last to go<footer>Bo Orr</footer></blockquote>", ["Bo Orr"] * 2),
        ("<blockquote>We sail to the island at dawn</blockquote><cite>Bo Orr</cite>", ["Bo Orr"]),
        ("<blockquote>We sail at dawn.<cite>Bo Orr in “The Lake”</cite></blockquote>", ["Bo Orr", None]),
        ("<blockquote>We sail to the island at dawn</blockquote><p>Bo Orr left.", [None]),
    ],
)
def test_a_credit_names_the_speaker_with_or_without_a_full_stop(markup: str, speakers: list[str | None]) -> None:
    found = find_draft_quotations(read_markup(markup), language="en")
    assert [one.speaker and one.speaker.name for one in found] == speakers


@given(st.lists(TREES, max_size=4))
def test_the_text_content_is_that_of_the_tree(trees: list[Element | str]) -> None:
    root = Element("div", "", trees)
    assert read_markup(root.markup()).blocks[0].text == root.text_content()


@given(st.lists(TREES, max_size=4))
def test_every_letter_is_read_where_it_stands(trees: list[Element | str]) -> None:
    draft = read_markup(Element("div", "", trees).markup())
    letters = [c for c in draft.text if c in "abé🐟"]
    assert letters == [c for c in draft.blocks[0].text if c in "abé🐟"]
    for offset, character in enumerate(draft.text):
        place = draft.find_place(offset, offset + 1)
        assert place is None or draft.text_at(place) == character


@given(st.text(st.sampled_from("<>/=\"'!-ab &;\n\0\r“”pq") | st.characters(exclude_categories=["Cs"])))
def test_no_markup_makes_the_reader_fail(markup: str) -> None:
    if find_excess(markup) is None:
        draft = read_markup(markup)
        for one in find_draft_quotations(draft):
            assert draft.text_at(one.place)
