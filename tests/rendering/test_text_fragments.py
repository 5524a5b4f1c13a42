"""Deep links, read back by a small model of a browser: the directive must lead to the passage, and to it
alone.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.rendering.text_fragments import MAX_EXACT_CHARACTERS, deep_link

URL = "https://ledger.example/a"


def directives_of(link: str) -> list[tuple[str, str, str, str]]:
    """Give prefix, start, end and suffix of each directive, decoded."""
    found = []
    for directive in link.split(":~:")[1].split("&"):
        parts = directive.removeprefix("text=").split(",")
        prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
        suffix = parts.pop()[1:] if parts[-1].startswith("-") else ""
        assert len(parts) in (1, 2)
        end = parts[1] if len(parts) == 2 else ""
        found.append(tuple(map(unquote, (prefix, parts[0], end, suffix))))
    return found


def places(text: str, directive: tuple[str, str, str, str]) -> list[tuple[int, int]]:
    """Give all places that a directive could mean; word boundaries, which only help, are left out."""
    prefix, start, end, suffix = (r"\s+".join(map(re.escape, part.split())) for part in directive)
    pattern = (prefix + r"\s*" if prefix else "") + f"({start}" + (r"(?:.|\n)*?" + end if end else "") + ")"
    pattern += r"\s*" + suffix if suffix else ""
    return [match.span(1) for match in re.finditer(f"(?={pattern})", text, re.IGNORECASE)]


def words_of(text: str, start: int, end: int) -> list[str]:
    return text[start:end].lower().split()


def test_short_passage_is_given_whole() -> None:
    text = "She said: we will rebuild. End."
    assert deep_link(URL, text, [(10, 25)]) == f"{URL}#:~:text=we%20will%20rebuild"


@pytest.mark.parametrize("url", [f" {URL}", f"{URL} ", f"{URL}\n", "https://ledger.example/\na", f"\t{URL}\u00a0"])
def test_blanks_around_an_address_are_no_part_of_the_link(url: str) -> None:
    assert deep_link(url, "We will rebuild.", [(0, 15)]) == f"{URL}#:~:text=We%20will%20rebuild"


def test_a_space_within_an_address_is_encoded() -> None:
    link = deep_link("https://ledger.example/a b#c d", "We will rebuild.", [(0, 15)])
    assert link == "https://ledger.example/a%20b#c%20d:~:text=We%20will%20rebuild"


def test_entities_left_in_a_text_are_given_as_the_page_shows_them() -> None:
    text = "The soup &amp; the bread&nbsp;at M&S were free, &#8220;all&rdquo; &unknown;."
    ((_, start, _, _),) = directives_of(deep_link(URL, text, [(0, len(text))]))
    assert start == "The soup & the bread at M&S were free, “all” &unknown;."


def test_long_passage_is_given_by_its_ends() -> None:
    text = " ".join(f"word{n}" for n in range(80))
    ((prefix, start, end, suffix),) = directives_of(deep_link(URL, text, [(0, len(text))]))
    assert (prefix, start, end, suffix) == ("", "word0 word1 word2 word3", "word76 word77 word78 word79", "")


def test_passage_over_two_paragraphs_is_given_by_its_ends() -> None:
    text = "One two three.\n\nFour five six."
    ((_, start, end, _),) = directives_of(deep_link(URL, text, [(4, 25)]))
    assert (start, end) == ("two three.", "Four five")


def test_passage_that_stands_twice_gets_context() -> None:
    text = "In March she said we agree on this. In May he said we agree on this too."
    start = text.rindex("we agree")
    (directive,) = directives_of(deep_link(URL, text, [(start, start + 8)]))
    assert directive[0]
    assert places(text, directive) == [(start, start + 8)]


def test_context_is_of_whole_words_or_there_is_none() -> None:
    """A browser finds whole words; a long address before the passage is one."""
    address = "https://ledger.example/" + "x" * 500
    for before, prefix in ((address, ""), (f"{address} now", "now"), ("Oh no.", "We agree. Oh no.")):
        text = f"We agree. {before} we agree on this."
        start = text.rindex("we agree")
        (directive,) = directives_of(deep_link(URL, text, [(start, start + 8)]))
        assert directive == (prefix, "we agree", "", "on this.")


def test_case_does_not_make_a_passage_unique() -> None:
    text = "WE AGREE, the headline ran. Then: we agree indeed."
    start = text.index("we agree")
    (directive,) = directives_of(deep_link(URL, text, [(start, start + 8)]))
    assert places(text, directive) == [(start, start + 8)]


@pytest.mark.parametrize(
    ("text", "passage", "shown"),
    [
        ("We want the president’s plan.", "the president", "the president’s"),
        ("Nous ne fermerons pas l'école.", "école", "l'école"),
        ("Nous ne fermerons pas l’e\u0301cole.", "e\u0301cole", "l’e\u0301cole"),
        ("They cannot pay.", "not pay", "cannot pay"),
        ("The U.S. budget", "S. budget", "U.S. budget"),
        ("It rose 1.2 points.", "2 points", "1.2 points"),
        ("snake_case rules", "case rules", "snake_case rules"),
        ("It fell, then rose.", "fell", "fell"),
        ("It fell,then rose.", "fell", "fell"),
        ("It cost 1,000 crowns.", "000 crowns", "1,000 crowns"),
        ("a well-known man", "known man", "known man"),
        ("“Stop,” she said", "Stop", "Stop"),
        ("the nurses’ pay", "the nurses", "the nurses"),
        ("我们不会关闭港口", "不会", "不会"),
        ("เราจะไม่ขึ้นภาษี", "ไม่", "ไม่"),
        (f"{'x.' * 90}stop now", "stop now", "stop now"),
    ],
)
def test_passage_that_cuts_a_word_is_given_with_the_whole_word(text: str, passage: str, shown: str) -> None:
    """A browser finds whole words only, and takes l’école and president’s for one word each."""
    start = text.index(passage)
    ((_, given, _, _),) = directives_of(deep_link(URL, text, [(start, start + len(passage))]))
    assert given == shown


@pytest.mark.parametrize("space", ["  ", "\u00a0", "\u202f", "\n", "\r\n", " \t"])
def test_other_spaces_do_not_make_a_passage_unique(space: str) -> None:
    """A page shows them all as one space."""
    text = f"In March she said we{space}agree on this. In May he said we agree on this too."
    start = text.rindex("we agree")
    (directive,) = directives_of(deep_link(URL, text, [(start, start + 8)]))
    assert places(text, directive) == [(start, start + 8)]
    assert directive[0]


def test_end_of_a_long_passage_is_the_first_of_its_words_behind_the_start() -> None:
    """A browser takes the first end that it finds."""
    words = " ".join(f"word{n}" for n in range(40))
    text = f"We say that it goes on and on. {words} and it goes on and on. Then it rained."
    end = text.index(". Then")
    (directive,) = directives_of(deep_link(URL, text, [(0, end)]))
    assert directive[1:] == ("We say that it", "word38 word39 and it goes on and on", "")


def test_last_paragraph_that_stands_in_the_passage_before_is_told_by_what_follows() -> None:
    text = "Thank you. We are glad to be here. Thank you.\n\nThank you.\n\nThe hall rose."
    end = text.index("\n\nThe hall")
    (directive,) = directives_of(deep_link(URL, text, [(11, end)]))
    assert directive[2:] == ("Thank you.", "The hall rose.")


def test_first_words_that_stand_before_are_more_where_nothing_is_in_front_of_them() -> None:
    line = "The mill at Ely burned down in May"
    text = f"{line}.\n\nIt snows.\n\n{line}, and nobody knows why.\n\nIt rains."
    (directive,) = directives_of(deep_link(URL, "Ely.\n\n" + text, [(text.rindex(line) + 6, len(text) + 6)]))
    assert directive == ("It snows.", "The mill at Ely", "It rains.", "")
    text = f"{line}, and nobody knows why.\n\nIt rains.\n\n{line}.\n\nIt snows."
    (directive,) = directives_of(deep_link(URL, text, [(0, text.index("\n\nThe"))]))
    assert directive == ("", "The mill at Ely burned down in May,", "It rains.", "")


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Read it here.\n\nMore follows.\n\nRead it here.\n\nIt rains.", "it here.\n\nIt rains."),
        ("We came.\n\nWe saw. No. We saw.\n\nWe saw.", "We came.\n\nWe saw. No. We saw.\n\nWe saw."),
    ],
)
def test_no_link_leads_to_other_words(text: str, passage: str) -> None:
    start = text.index(passage)
    assert deep_link(URL, text, [(start, start + len(passage))]) == URL


def test_a_passage_that_stands_twice_with_all_its_context_is_shown_where_it_stands_first() -> None:
    text = 2 * "The mill burned.\n\nNobody knows.\n\n"
    start = text.rindex("The mill")
    assert deep_link(URL, text, [(start, len(text))]).endswith("Nobody%20knows.")


@pytest.mark.parametrize(
    ("url", "front"),
    [(URL + "#top", URL + "#top:~:"), (URL + "#:~:text=old", URL + "#:~:"), (URL + "?q=1", "?q=1#:~:")],
)
def test_fragment_of_the_url_stays_in_front(url: str, front: str) -> None:
    assert front + "text=" in deep_link(url, "some words", [(0, 4)])


def test_signs_of_the_syntax_are_encoded() -> None:
    text = "a-b, c & d’s “x”"
    link = deep_link(URL, text, [(0, len(text))])
    assert link.split("text=")[1] == "a%2Db%2C%20c%20%26%20d%E2%80%99s%20%E2%80%9Cx%E2%80%9D"


def test_each_span_has_its_directive() -> None:
    assert len(directives_of(deep_link(URL, "one two three four five", [(0, 3), (8, 13)]))) == 2


def test_nothing_to_show_leaves_the_url() -> None:
    assert deep_link(URL, "words", []) == URL


vocabulary = st.sampled_from(["tax", "Tax", "the", "no-one", "will", "rise,", "“we", "é", "\n\n", "agree", "&", "5%"])


@given(st.lists(vocabulary, min_size=1, max_size=90), st.data())
def test_link_leads_to_the_passage_and_is_unique_where_context_can_make_it_so(
    sequence: list[str], data: st.DataObject
) -> None:
    text = " ".join(sequence)
    bounds = [match.span() for match in re.finditer(r"\S+", text)]
    assume(bounds)
    first = data.draw(st.integers(0, len(bounds) - 1))
    last = data.draw(st.integers(first, len(bounds) - 1))
    start, end = bounds[first][0], bounds[last][1]
    link = deep_link(URL, text, [(start, end)])
    if link == URL:
        assert end - start > MAX_EXACT_CHARACTERS or "\n" in text[start:end]
        assert text.lower().count(text[start:end].split()[0].lower()) > 1
        return
    (directive,) = directives_of(link)
    found = places(text, directive)
    assert any(place[0] == start for place in found)
    assert words_of(text, *found[0]) == words_of(text, start, end)
    if not directive[2]:
        assert (start, end) in found
        assert end - start <= MAX_EXACT_CHARACTERS


spaces = st.sampled_from([" ", "  ", "\u00a0", " \u202f", "\u2009", "\u3000 ", "\t", 40 * " "])


@given(st.lists(st.tuples(st.sampled_from(["tax", "Tax", "will", "no-one", "a", "é"]), spaces), min_size=3), st.data())
def test_context_is_given_exactly_where_the_page_shows_the_passage_twice(
    sequence: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "".join(word + space for word, space in sequence) + "end"
    bounds = [match.span() for match in re.finditer(r"\S+", text)]
    first = data.draw(st.integers(1, len(bounds) - 2))
    last = data.draw(st.integers(first, min(first + 3, len(bounds) - 2)))
    start, end = bounds[first][0], bounds[last][1]
    assume(end - start <= MAX_EXACT_CHARACTERS)
    (directive,) = directives_of(deep_link(URL, text, [(start, end)]))
    shown, passage = (re.sub(r"\s+", " ", part.lower()) for part in (text, text[start:end]))
    stands_once = len(re.findall(f"(?={re.escape(passage)})", shown)) == 1
    assert (directive[0] == "" and directive[3] == "") == stands_once


def test_a_word_of_every_line_is_told_from_a_passage_that_stands_once() -> None:
    lines = [f"Councillor {n} votes for the budget." for n in range(20)]
    text = "\n".join(lines)
    start = text.index("Councillor 7")
    assert directives_of(deep_link(URL, text, [(start, start + 18)])) == [("", "Councillor 7 votes", "", "")]
    start = text.index("votes for")
    assert directives_of(deep_link(URL, text, [(start, start + 9)]))[0][0]
