"""Numbers in words and digits are equal exactly when their values are, by spellers of the test's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.diff import find_changes
from matcher.text import tokens
from matcher.types import Change

EN = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
EN_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
DE = [
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
    "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
]  # fmt: skip
DE_TENS = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
FR = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
]  # fmt: skip
NL = [
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
    "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
]  # fmt: skip
NL_TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
IT = [
    "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici",
    "dodici", "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove",
]  # fmt: skip
IT_TENS = ["", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]
SV = [
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva",
    "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
]  # fmt: skip
SV_TENS = ["", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]
KO = ["", *"일이삼사오육칠팔구"]
FR_TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", *["quatre-vingt"] * 2]


def english(n: int) -> str:
    """Spell a number below a billion: "one thousand three hundred and forty-two"."""
    if n < 20:
        return EN[n]
    if n < 100:
        return EN_TENS[n // 10] + (f"-{EN[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{EN[n // 100]} hundred" + (f" and {english(n % 100)}" if n % 100 else "")
    scale, name = (1_000_000, "million") if n >= 1_000_000 else (1_000, "thousand")
    joiner = " and " if n % scale < 100 else " "
    return f"{english(n // scale)} {name}" + (joiner + english(n % scale) if n % scale else "")


def german(n: int) -> str:
    """Spell a number below a million in one word."""
    if n < 20:
        return DE[n]
    if n < 100:
        return (f"{DE[n % 10]}und" if n % 10 else "") + DE_TENS[n // 10]
    scale, name = (1000, "tausend") if n >= 1000 else (100, "hundert")
    return german(n // scale) + name + (german(n % scale) if n % scale else "")


def french(n: int) -> str:
    """Spell a number below a million in words with hyphens."""
    if n < 20:
        return FR[n]
    if n < 100:
        base = 60 if 60 <= n < 80 else 80 if n >= 80 else n // 10 * 10
        rest = n - base
        joiner = "-" if base == 80 or rest not in (1, 11) else " et "
        return FR_TENS[n // 10] + (joiner + FR[rest] if rest else "")
    scale, name = (1000, "mille") if n >= 1000 else (100, "cent")
    count = "" if n // scale == 1 else french(n // scale) + " "
    return count + name + (f" {french(n % scale)}" if n % scale else "")


def dutch(n: int) -> str:
    """Spell a number below a million in words of less than a thousand and of thousands: "tweeduizend honderdvijf"."""
    if n < 20:
        return NL[n]
    if n < 100:
        joiner = "ën" if NL[n % 10].endswith("e") else "en"
        return (NL[n % 10] + joiner if n % 10 else "") + NL_TENS[n // 10]
    scale, name, space = (1000, "duizend", " ") if n >= 1000 else (100, "honderd", "")
    count = "" if n // scale == 1 else dutch(n // scale)
    return count + name + (space + dutch(n % scale) if n % scale else "")


def italian(n: int) -> str:
    """Spell a number below a million in one word."""
    if n < 20:
        return IT[n]
    if n < 100:
        tens = IT_TENS[n // 10]
        one = "tré" if n % 10 == 3 else IT[n % 10] if n % 10 else ""
        return (tens[:-1] if n % 10 in (1, 8) else tens) + one
    if n < 1000:
        return ("" if n < 200 else IT[n // 100]) + "cento" + (italian(n % 100) if n % 100 else "")
    return ("mille" if n < 2000 else italian(n // 1000) + "mila") + (italian(n % 1000) if n % 1000 else "")


def swedish(n: int) -> str:
    """Spell a number below a million in one word."""
    if n < 20:
        return SV[n]
    if n < 100:
        return SV_TENS[n // 10] + (SV[n % 10] if n % 10 else "")
    scale, name = (1000, "tusen") if n >= 1000 else (100, "hundra")
    return swedish(n // scale) + name + (swedish(n % scale) if n % scale else "")


def korean(n: int) -> str:
    """Spell a number below a hundred million in one word, a multiplier of one left out."""
    if n >= 10_000:
        return ("" if n // 10_000 == 1 else korean(n // 10_000)) + "만" + korean(n % 10_000)
    digits = [(n // 1000, "천"), (n // 100 % 10, "백"), (n // 10 % 10, "십"), (n % 10, "")]
    return "".join((KO[d] if d > 1 or not name else "") + name for d, name in digits if d)


def changes(quote: str, document: str, language: str) -> tuple[Change, ...]:
    return find_changes(tokens(quote), tokens(document), quote_text=quote, document_text=document, language=language)


def is_equal(quote: str, document: str, language: str) -> bool:
    return not changes(quote, document, language)


# Small numbers and round ones are where the grammars branch.
VALUES = st.one_of(st.integers(2, 130), st.integers(2, 999_999), st.integers(2, 999).map(lambda n: n * 1000))


@given(VALUES, VALUES)
def test_english_words_equal_digits_exactly_when_the_value_is_equal(n: int, m: int) -> None:
    assert is_equal(f"we saw {english(n)} boats", f"we saw {n:,} boats", "en")
    assert is_equal(f"we saw {english(n)} boats", f"we saw {m} boats", "en") == (n == m)


@given(VALUES, VALUES)
def test_german_words_equal_digits_exactly_when_the_value_is_equal(n: int, m: int) -> None:
    assert is_equal(f"wir sahen {german(n)} Boote", f"wir sahen {n} Boote", "de")
    assert is_equal(f"wir sahen {german(n)} Boote", f"wir sahen {m} Boote", "de") == (n == m)


@given(VALUES, VALUES)
def test_french_words_equal_digits_exactly_when_the_value_is_equal(n: int, m: int) -> None:
    assert is_equal(f"on a vu {french(n)} bateaux", f"on a vu {n} bateaux", "fr")
    assert is_equal(f"on a vu {french(n)} bateaux", f"on a vu {m} bateaux", "fr") == (n == m)


@given(VALUES, VALUES)
def test_dutch_words_equal_digits_exactly_when_the_value_is_equal(n: int, m: int) -> None:
    assert is_equal(f"wij zagen {dutch(n)} boten", f"wij zagen {n} boten", "nl")
    assert is_equal(f"wij zagen {dutch(n)} boten", f"wij zagen {m} boten", "nl") == (n == m)


@given(VALUES, VALUES)
def test_italian_words_equal_digits_exactly_when_the_value_is_equal(n: int, m: int) -> None:
    assert is_equal(f"abbiamo visto {italian(n)} barche", f"abbiamo visto {n} barche", "it")
    assert is_equal(f"abbiamo visto {italian(n)} barche", f"abbiamo visto {m} barche", "it") == (n == m)


@given(VALUES, VALUES)
def test_swedish_words_equal_digits_exactly_when_the_value_is_equal(n: int, m: int) -> None:
    assert is_equal(f"vi såg {swedish(n)} båtar", f"vi såg {n} båtar", "sv")
    assert is_equal(f"vi såg {swedish(n)} båtar", f"vi såg {m} båtar", "sv") == (n == m)


@given(st.integers(11, 99_999_999), st.integers(11, 99_999))
def test_korean_words_equal_digits_exactly_when_the_value_is_equal(n: int, m: int) -> None:
    assert is_equal(f"우리는 {korean(n)} 명을 보았다", f"우리는 {n} 명을 보았다", "ko")
    assert is_equal(f"우리는 {korean(n)} 명을 보았다", f"우리는 {m} 명을 보았다", "ko") == (n == m)


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("rustig", "nl"),
        ("honderdtal", "nl"),
        ("tusental", "sv"),
        ("tjugotal", "sv"),
        ("centro", "it"),
        ("사무실", "ko"),
    ],
)
def test_a_word_that_only_begins_or_ends_as_a_number_is_none(word: str, language: str) -> None:
    assert all(change.kind != "number" for change in changes(f"x {word} y", "x zzzz y", language))


@given(st.integers(-99, 99), st.integers(-99, 99))
def test_a_sign_is_part_of_the_value(n: int, m: int) -> None:
    words = f"minus {english(-n)}" if n < 0 else english(n)
    assert is_equal(f"it was {words} that night", f"it was {m} that night", "en") == (n == m)


@pytest.mark.parametrize("sign", ["$", "€", "£", "¥"])
@pytest.mark.parametrize("scale", ["thousand", "million", "billion"])
def test_currency_and_scale_are_part_of_the_value(sign: str, scale: str) -> None:
    assert is_equal(f"{sign}5 {scale} a year", f"{sign}5 {scale} a year", "en")
    other = {"thousand": "million", "million": "billion", "billion": "thousand"}[scale]
    assert not is_equal(f"{sign}5 {scale} a year", f"{sign}5 {other} a year", "en")
    assert not is_equal(f"{sign}5 {scale} a year", f"{'₹'}5 {scale} a year", "en")
    assert not is_equal(f"{sign}5 {scale} a year", f"5 {scale} a year", "en")


# Pieces of German number words, and of words that only end as those do: "rechtmäßig", "Leipzig", "Jahrhundert".
PIECES = st.sampled_from(["ein", "drei", "und", "zwan", "zig", "ßig", "hundert", "tausend", "recht", "mä", "jahr", "s"])


@given(st.lists(PIECES, min_size=1, max_size=7).map("".join))
def test_every_german_word_is_a_number_or_none(word: str) -> None:
    assert is_equal(f"der Plan ist {word} und bleibt", f"der Plan ist {word} und bleibt", "de")
    assert not is_equal(f"der Plan ist {word} und bleibt", "der Plan ist abgelehnt und bleibt", "de")


@pytest.mark.parametrize("word", ["rechtmäßig", "zulässig", "überflüssig", "Leipzig", "verhältnismäßig"])
def test_a_word_that_ends_as_tens_do_is_no_number(word: str) -> None:
    (change,) = changes(f"der Vertrag ist {word}", "der Vertrag ist geheim", "de")
    assert change.kind != "number"
