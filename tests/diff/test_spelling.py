"""The rules of spelling: shortcuts leave nothing out, and following a misreading never has to choose."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.diff.spelling import CONFUSIONS, REGIONAL, SCAN_GROUPS, SCAN_PAIRS, is_misreading, regional

PIECES = [
    "our",
    "ise",
    "yse",
    "tre",
    "ogue",
    "ence",
    "ll",
    "tt",
    "ed",
    "ing",
    "amme",
    "que",
    "ae",
    "grey",
    "wards",
    "to",
]


@given(st.lists(st.sampled_from([*PIECES, *"abcdlprsty"]), max_size=6).map("".join))
def test_words_without_a_regional_form_are_told_at_once(word: str) -> None:
    expected = word
    for pattern, form in REGIONAL:
        expected = pattern.sub(form, expected)
    assert regional(word) == expected


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"),
        ("travelled", "traveled"),
        ("kidnapping", "kidnaping"),
        ("towards", "toward"),
        ("skillful", "skilful"),
    ],
)
def test_both_spellings_have_one_form(british: str, american: str) -> None:
    assert regional(british) == regional(american)


def test_at_most_one_confusion_applies_at_a_place() -> None:
    for letters, confusions in CONFUSIONS.items():
        assert letters[0] != letters[1], "equal letters are always followed"
        for (one, other), (two, another) in combinations(confusions, 2):
            together = (one.startswith(two) or two.startswith(one)) and (
                other.startswith(another) or another.startswith(other)
            )
            assert not together, (one, other, two, another)


@given(st.lists(st.sampled_from([*SCAN_GROUPS, *map(tuple, SCAN_PAIRS), ("a", "a"), ("t", "t")]), max_size=5))
def test_whatever_scanners_confuse_is_a_misreading(parts: list[tuple[str, str]]) -> None:
    a, b = "".join(one for one, _ in parts), "".join(other for _, other in parts)
    if abs(len(a) - len(b)) <= 3:
        assert is_misreading(a, b)
        assert is_misreading(b, a)
        assert not is_misreading(a + "x", b + "y")
