"""The lists of the lexicon files mean what is written in them, form by form."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from matcher.diff.words import notation
from matcher.diff.words.wordlists import build_lexicon

FORMS: dict[Callable[[str], object], tuple[str, object]] = {
    notation.word_set: ("no not no", {"no", "not"}),
    notation.word_tuple: (". ,", (".", ",")),
    notation.groups: ("kam käme, gab gäbe,\n", [["kam", "käme"], ["gab", "gäbe"]]),
    notation.unordered_groups: ("with without, to from", {frozenset({"with", "without"}), frozenset({"to", "from"})}),
    notation.ordered_pairs: ("in out, up down", (("in", "out"), ("up", "down"))),
    notation.pair_set: ("in out, up down", {("in", "out"), ("up", "down")}),
    notation.neighbours: ("per cent por ciento", {("per", "cent"), ("por", "ciento")}),
    notation.group_numbers: ("i me, we us", {"i": 0, "me": 0, "we": 1, "us": 1}),
    notation.ending_numbers: ("-ai -ais, -era", {"ai": 0, "ais": 0, "era": 1}),
    notation.ending_numbers_in_parts: ("o, as; ó, aste;", ({"o": 0, "as": 1}, {"ó": 0, "aste": 1})),
    notation.ending_sets: ("- s ed, y ies", ({"", "s", "ed"}, {"y", "ies"})),
    notation.memberships: ("lie lay, lay laid", {"lie": {0}, "lay": {0, 1}, "laid": {1}}),
    notation.pairs: ("n't=not =x==", {"n't": "not", "": "x=="}),
    notation.values: ("five=5 ten=10", {"five": 5, "ten": 10}),
    notation.fractions: ("anderthalb=3/2", {"anderthalb": Fraction(3, 2)}),
    notation.expansions: ("us=united+states", {"us": ("united", "states")}),
    notation.days_of_months: ("9/11=september+11", {"9/11": ("september", "11")}),
    notation.phrases: ("you+know look", {("you", "know"), ("look",)}),
    notation.keyed_phrases: (
        "sq+ft=sqft miles+per+hour=mph miles+an+hour+north=knots",
        {
            "miles": ((("miles", "an", "hour", "north"), "knots"), (("miles", "per", "hour"), "mph")),
            "sq": ((("sq", "ft"), "sqft"),),
        },
    ),
    notation.unspaced_runs: ("星期=周", {"星": ((("星", "期"), "周"),)}),
    notation.prefixes: ("un i-l i-m", {"un": ("",), "i": ("l", "m")}),
    notation.infixes: ("-ful less, - ungs", (("ful", "less"), ("", "ungs"))),
    notation.meanings: ("'s=is,has", {"'s": {"'s", "is", "has"}}),
    notation.spellings: (
        "january:jan monday,mondays:mon,mo may",
        [(["january"], ["jan"]), (["monday", "mondays"], ["mon", "mo"]), (["may"], [])],
    ),
}


@pytest.mark.parametrize("read", FORMS, ids=lambda read: read.__name__)
def test_a_list_is_read_as_it_is_written(read: Callable[[str], object]) -> None:
    written, expected = FORMS[read]
    assert read(written) == expected


@pytest.mark.parametrize("read", FORMS, ids=lambda read: read.__name__)
def test_an_empty_list_is_an_empty_value(read: Callable[[str], object]) -> None:
    assert not read("")


@pytest.mark.parametrize(
    "lists", [{"fiscal_year": "fiscal year odd"}, {"opposites": "in out", "prefix_opposites": "a"}]
)
def test_a_word_without_its_partner_is_an_error(lists: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"zip|unpack"):
        build_lexicon("xx", lists)


def test_a_language_without_lists_has_the_marks_that_all_have() -> None:
    lexicon = build_lexicon("xx", {})
    assert lexicon.decimals == (".",)
    assert lexicon.suffixes == ({""},)
    assert {"$", "五", "cannot"} <= lexicon.triggers
    assert lexicon.kinds == {}


def test_what_an_abbreviation_stands_for_follows_from_all_lists() -> None:
    lists = {"months": "may march:mar,m", "measures": "metre,metres:m km", "ambiguous": "'s=is,has"}
    lexicon = build_lexicon("xx", lists)
    assert lexicon.canonical["m"] == {"m", "march", "metre", "metres"}
    assert lexicon.canonical["'s"] == {"'s", "is", "has"}
    assert lexicon.months == {"may": "may", "march": "march", "mar": "march", "m": "march"}
    assert lexicon.month_order == (("may",), ("march",))
    # A measure of one form may be a letter that stands for something else.
    assert lexicon.counted == {"metre", "metres"}
