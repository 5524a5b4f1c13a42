"""Markup that would take the parser quadratic time is refused before it is parsed."""

from __future__ import annotations

import pytest

from service.drafts.nesting import MAX_OPEN, MAX_UNCLOSED_FORMATTING, find_excess


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * (MAX_OPEN + 1),
        "<DIV>" * (MAX_OPEN + 1) + "</div>" * (MAX_OPEN + 1),
        "<li><dd>" * MAX_OPEN,
        "<div></x>" * (MAX_OPEN + 1),
        # The end tags are ignored, for the scopes of tables and objects end between.
        "<div><object></div></object>" * (MAX_OPEN + 1),
        "<table><td></table><div></td>" * (MAX_OPEN + 1),
        "<!-->" + "<div>" * (MAX_OPEN + 1) + "-->",
        "<svg><script>" + "<g>" * (MAX_OPEN + 1) + "</script>",
        "".join(f"<p><b id={number}></p>" for number in range(MAX_UNCLOSED_FORMATTING + 1)),
        "<a " + "x " * 11_000,
        "<a " + "x='1'" * 11_000 + ">",
        ("<p>text</p><a/" + "x=1/ y / " * 1_000 + ">") * 30,
    ],
    ids=lambda markup: markup[:24],
)
def test_intricate_markup_is_refused_with_the_limit(markup: str) -> None:
    excess = find_excess(markup)
    assert excess is not None
    assert any(stated in excess for stated in (f"{MAX_OPEN:,}", str(MAX_UNCLOSED_FORMATTING), "thousand"))


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a</p><table><tr><td>b</td></tr></table><button>c</button>" * (MAX_OPEN + 1),
        "<p>One" * 5_000,
        "<ul>" + "<li>one" * 5_000 + "</ul>",
        "<table>" + "<tr><td>1<td>2" * 5_000 + "</table>",
        "<p><b>x</b> <i>y</i></p>" * 5_000,
        "<img src=a><br><hr>" * 5_000,
        "</div>" * 5_000,
        "a < b 3 <4 " * 5_000,
        '<img src="data:image/png;base64,' + "A1b/" * 50_000 + '">',
        "<div>" * 300 + "</div>" * 300,
        "<script>" + "for (var a = 0; a <b.length; a++) { c(a, b[a]) }\n" * 200 + "</script>",
    ],
    ids=lambda markup: markup[:24],
)
def test_long_plain_markup_is_taken(markup: str) -> None:
    assert find_excess(markup) is None
