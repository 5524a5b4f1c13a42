"""Tokens: the rules by example, each line one rule, and the oracle on texts that hurt."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given

from matcher.text import tokenize, tokens
from matcher.types import Token
from tests.reference import ReferenceToken, reference_tokens
from tests.text.strategies import texts

# Text, then each token as "folded=original"; a token that reads the same in both is written once.
EXAMPLES: dict[str, tuple[str, list[str]]] = {
    "apostrophes split words": (
        "don't l’État Peskovʼs",
        ["don", "t", "l", "état=État", "peskov=Peskov", "s"],
    ),
    "hyphens split words": ("twenty-one", ["twenty", "one"]),
    "a line-end hyphen joins": ("hun-\ndred", ["hundred=hun-\ndred"]),
    "a line-end soft hyphen joins": ("hun\u00ad\r\n dred", ["hundred=hun\u00ad\r\n dred"]),
    "capitals join to capitals": ("WRIT-\nING", ["writing=WRIT-\nING"]),
    "a name on the next line is its own word": ("anti-\nGerman", ["anti", "german=German"]),
    "an empty line joins nothing": ("hun-\n\ndred", ["hun", "dred"]),
    "a soft hyphen is nothing": ("in\u00adcon\u00adve", ["inconve=in\u00adcon\u00adve"]),
    "a kashida that stretches a word is nothing": ("المدرســة", ["المدرسة=المدرســة"]),
    "a zero-width space is nothing": ("skip\u200bper", ["skipper=skip\u200bper"]),
    "letters and digits split": ("5m COVID-19 20th", ["5", "m", "covid=COVID", "19", "20", "th"]),
    "a number keeps its inner signs": ("1,340 2.4 4:50 9/11", ["1,340", "2.4", "4:50", "9/11"]),
    "a number ends before outer signs": ("in 1999, 5.", ["in", "1999", "5"]),
    "a bare point has a zero before it": (
        ".5 −.5 $.50 £.5m 0.5",
        ["0.5=.5", "-=−", "0.5=.5", "$", "0.50=.50", "£", "0.5=.5", "m", "0.5"],
    ),
    "a point behind something is none of a number": ("end.5 ”.5 ..5 .½", ["end", "5", "5", "5", "1/2=½"]),
    "a fraction is a number of its own": ("2½", ["2", "1/2=½"]),
    "a power is a number of its own": ("10²", ["10", "2=²"]),
    "digits of any script": ("٣ ５ ๕", ["3=٣", "5=５", "5=๕"]),
    "number symbols are tokens": ("£3 50% ３℃", ["£", "3", "50", "%", "3=３", "°=℃", "c=℃"]),
    "a range has its dash": ("10–12", ["10", "-=–", "12"]),
    "a sign is a token": ("−6 (-7)", ["-=−", "6", "-", "7"]),
    "a soft hyphen does not hide a sign": ("−\u00ad6", ["-=−", "6"]),
    "a sign may follow an unspaced letter": ("約−6度", ["約", "-=−", "6", "度"]),
    "a number goes on after neither ½ nor ②": ("½5 ②5", ["1/2=½", "5", "2=②", "5"]),
    "a hyphen after a word is no sign": ("F-16", ["f=F", "16"]),
    "an em dash is no sign": ("it—5", ["it", "5"]),
    "a lone ampersand is a word": ("a & b &amp; c", ["a", "and=&", "b", "and=&amp;", "c"]),
    "an inner ampersand splits": ("AT&T", ["at=AT", "t=T"]),
    "a dotted initialism joins": ("U.S. a.m. e.g.", ["us=U.S", "am=a.m", "eg=e.g"]),
    "initials with accents join too": ("А.Й.", ["ай=А.Й"]),
    "a dot between words splits": ("end.Start", ["end", "start=Start"]),
    "an entity is covered whole": ("can&rsquo;t &eacute;t", ["can", "t", "ét=&eacute;t"]),
    "ligatures and long s": ("ﬁr\u017ft", ["first=ﬁr\u017ft"]),
    "ye and kaf are one letter each on every keyboard": (
        "کتاب علی",
        ["كتاب=کتاب", "علي=علی"],
    ),
    "œ and æ are two letters": (
        "Sœur ŒUVRE cyclopædia ǽ",
        ["soeur=Sœur", "oeuvre=ŒUVRE", "cyclopaedia=cyclopædia", "aé=ǽ"],
    ),
    "Arabic digits have signs of their own": ("٣٫٥٪ ١٬٢٥٠", ["3.5=٣٫٥", "%=٪", "1,250=١٬٢٥٠"]),
    "sharp s": ("Straße STRASSE", ["strasse=Straße", "strasse=STRASSE"]),
    "ё is е, й is not и": ("ёж е\u0308ж й", ["еж=ёж", "еж=е\u0308ж", "й"]),
    "the Turkish i's": ("İI\u0131i", ["iiii=İI\u0131i"]),
    "accents are kept, in one order": ("ệ e\u0302\u0323", ["ệ", "ệ=e\u0302\u0323"]),
    "full width": ("ＡＢ１，２", ["ab=ＡＢ", "1,2=１，２"]),
    "unspaced scripts go by the character": ("閉めるม", ["閉", "め", "る", "ม"]),
    "a voiced kana is one token": ("がｶﾞ", ["が", "ガ=ｶﾞ"]),
    "emoji are no words": ("a 👩🏽‍✈️ b", ["a", "b"]),
    "a keycap is its digit, whole": ("5\ufe0f\u20e3", ["5=5\ufe0f\u20e3"]),
    "a mark belongs to its symbol": ("%\u0301", ["%=%\u0301"]),
    "trade marks are no letters": ("Acme™", ["acme=Acme"]),
    "lone surrogates and NUL separate": ("a\ud800b\x00c", ["a", "b", "c"]),
    "letters in brackets belong to their word": (
        "[w]e [T]he walk[ed] T[he] word[s]",
        ["we=[w]e", "the=[T]he", "walked=walk[ed]", "the=T[he]", "words=word[s]"],
    ),
    "a bracket that is no part of a word splits": (
        "sale[a] teh[sic] NFU[NFU] a[b]c 20[th] [laughter]he",
        ["sale", "a", "teh", "sic", "nfu=NFU", "nfu=NFU", "a", "b", "c", "20", "th", "laughter", "he"],
    ),
    "nothing gives nothing": ("“…” —", []),
}


def spelled(text: str, cut: list[Token] | list[ReferenceToken]) -> list[str]:
    """Write tokens as the table does, accents composed for reading."""
    pairs = [(unicodedata.normalize("NFC", token.folded), text[token.start : token.end]) for token in cut]
    return [folded if folded == original else f"{folded}={original}" for folded, original in pairs]


@pytest.mark.parametrize("cut", [tokens, reference_tokens], ids=["kernel", "oracle"])
@pytest.mark.parametrize(("text", "expected"), EXAMPLES.values(), ids=EXAMPLES.keys())
def test_token_rule(cut: Callable[[str], list[Any]], text: str, expected: list[str]) -> None:
    assert spelled(text, cut(text)) == expected


@given(texts)
@example("\u00ad&")
@example("−\u00ad1")
@example("É-\nZ")
@example("a.m.é")
@example("3&shy;3")
@example("[ı]É")
@example("É[ſs]\u0301")
@example("a[s][s]b")
@example("[a][b]c")
@example(".5")
@example("-.½")
@example("é .5,7")
@example("$.5$.5$.5$.5$.5")
def test_tokens_are_the_oracles(text: str) -> None:
    assert [(t.folded, t.start, t.end) for t in tokens(text)] == reference_tokens(text)


@given(texts)
def test_arrays_and_readable_tokens_agree(text: str) -> None:
    stream, readable = tokenize(text), tokens(text)
    assert len(stream) == len(readable)
    assert stream.starts.tolist() == [token.start for token in readable]
    assert stream.ends.tolist() == [token.end for token in readable]
    assert [stream.folded(i) for i in range(len(stream))] == [token.folded for token in readable]
    assert (stream.hashes.dtype, stream.starts.dtype, stream.ends.dtype) == (np.uint64, np.int32, np.int32)


@given(texts)
def test_equal_words_have_equal_hashes(text: str) -> None:
    stream = tokenize(text)
    hash_of = dict(zip((token.folded for token in tokens(text)), stream.hashes.tolist(), strict=True))
    assert [hash_of[stream.folded(i)] for i in range(len(stream))] == stream.hashes.tolist()
    assert len(set(hash_of.values())) == len(hash_of)


def test_tokens_of_a_part_keep_offsets_into_the_whole() -> None:
    text = "He said “not now”, twice."
    assert [text[t.start : t.end] for t in tokens(text, 9, 16)] == ["not", "now"]
