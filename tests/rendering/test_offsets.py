"""Offsets in other units: equal to encoding the text before them, in any order of asking."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matcher.rendering.offsets import OffsetUnit, converter

texts = st.text(alphabet=st.sampled_from("ab é\u0301🐟👩\u200d🚀\r\n中"), max_size=40)
units = st.sampled_from(["codepoint", "utf16", "utf8"])
WIDTHS = {"codepoint": ("utf-32-le", 4), "utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}


@given(texts, units, st.data())
def test_converted_offset_cuts_the_encoded_text_at_the_same_place(
    text: str, unit: OffsetUnit, data: st.DataObject
) -> None:
    convert = converter(text, unit)
    encoding, width = WIDTHS[unit]
    for offset in data.draw(st.lists(st.integers(0, len(text)), max_size=6)):
        assert text.encode(encoding)[: convert(offset) * width].decode(encoding) == text[:offset]


@given(texts, units)
def test_conversion_is_monotone_and_ends_at_the_length(text: str, unit: OffsetUnit) -> None:
    convert = converter(text, unit)
    converted = [convert(offset) for offset in range(len(text) + 1)]
    assert converted == sorted(set(converted))
    encoding, width = WIDTHS[unit]
    assert converted[-1] == len(text.encode(encoding)) // width


def test_lone_surrogate_in_a_library_text_does_not_fail() -> None:
    assert converter("a\ud800b", "utf16")(3) == 3
    assert converter("a\ud800b", "utf8")(3) == 5
