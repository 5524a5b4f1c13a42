"""Brackets that change a word's form, among characters that no reader sees."""

from __future__ import annotations

import sys
import unicodedata

from matcher.text.fragments import INVISIBLE, WORD_JOINER, parse_quote


def test_all_that_folding_drops_is_seen_through_beside_and_within_a_bracket() -> None:
    assert set("\u00ad\u200b\u200d\u2060\ufeff\ufe0f\u0640\u061c") <= set(INVISIBLE)
    assert {c for c in map(chr, range(sys.maxunicode)) if unicodedata.category(c) == "Cf"} <= set(INVISIBLE)
    assert not any(c.isalnum() for c in INVISIBLE if c != "\u0640")
    for c in INVISIBLE:
        for quote in (f"They wait{c}[ed] for", f"They wait[e{c}d{c}] for", f"They wait[{c}ed] for"):
            covered = quote.replace("[", WORD_JOINER).replace("]", WORD_JOINER)
            assert parse_quote(quote).literal == covered, ascii(quote)


def test_a_bracket_of_any_length_is_looked_at_once() -> None:
    quote = f"They wait[{INVISIBLE * 20}{chr(0x640) * 20_000}ed for"
    assert parse_quote(quote).literal == quote
