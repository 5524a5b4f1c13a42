"""A quote that stands word for word but ends within a number is not faithful."""

from __future__ import annotations

import pytest

from matcher import Document, Engine, Index, Query
from matcher.types import Answer

# Language, document, a quote of its very words, and the number that it cuts.
CUT = [
    ("en", "“We counted one hundred and five boats,” Ada Venn said.", "five boats", "one hundred and five"),
    ("en", "“We lost a million and a half trees,” Ada Venn said.", "We lost a million", "a million and a half"),
    (
        "en",
        "“The water rose 30 percent to 40 percent,” Ada Venn said.",
        "The water rose 30 percent",
        "to 40",
    ),
    ("en", "“A boat costs $300 to $2000 here,” Ada Venn said.", "A boat costs $300", "to $2000"),
    ("en", "“We ruled from here, 1990 to 2010,” Ada Venn said.", "2010", "1990 to"),
    ("es", "«Perdimos un millón y medio de votos», dijo Ana Duarte.", "Perdimos un millón", "un millón y medio"),
    ("es", "«Subió tres puntos y medio», dijo Ana Duarte.", "Subió tres puntos", "tres puntos y medio"),
    ("fr", "« On ouvre à 14 h 30 demain », a dit Luc Noir.", "On ouvre à 14 h", "14 h 30"),
    ("es", "«Llegamos a las siete y cuarto», dijo Ana Duarte.", "Llegamos a las siete", "y cuarto"),
    ("fr", "« On ouvre à sept heures et quart », a dit Luc Noir.", "On ouvre à sept heures", "sept heures et quart"),
    ("it", "«Si apre alle sette meno un quarto», ha detto Ida Roan.", "Si apre alle sette", "meno un quarto"),
    ("en", "“We met at a quarter past seven by boat,” Ada Venn said.", "seven by boat", "a quarter past seven"),
    ("de", "„Wir öffnen um Viertel vor acht am Hafen“, sagte Ida Roan.", "acht am Hafen", "Viertel vor acht"),
    ("zh", "市长说：“我们安置了三万五千名群众。”", "五千名群众", "三万五千"),
    ("zh", "市长说：“投入二百三十亿元。”", "三十亿元", "二百三十亿"),
]
# Numbers near an edge that are whole.
WHOLE = [
    ("en", "“We met in 2019 and in 2020 again,” Ada Venn said.", "We met in 2019"),
    ("en", "“They get a credit of 30 percent through 2010 for it,” Ada Venn said.", "They get a credit of 30 percent"),
    ("en", "“They get a credit of $30 to 2010 for it,” Ada Venn said.", "They get a credit of $30"),
    ("en", "“We had five, and five more came,” Ada Venn said.", "five more came"),
    ("es", "«Llegamos a las siete y el cuarto estaba frío», dijo Ana Duarte.", "Llegamos a las siete"),
    ("en", "“We walked past seven boats by the pier,” Ada Venn said.", "seven boats by the pier"),
    ("fr", "« On ouvre à 14 h, 30 personnes attendent », a dit Luc Noir.", "On ouvre à 14 h"),
    ("zh", "市长说：“今年一起投入三十亿元。”", "三十亿元"),
]


def answer(language: str, text: str, quote: str) -> Answer:
    index = Index.open(None)
    index.put(Document("d", "", text, language=language), sequence=1)
    return Engine(index).verify(Query(quote))


@pytest.mark.parametrize(("language", "text", "quote", "number"), CUT)
def test_part_of_a_number_is_another_number(language: str, text: str, quote: str, number: str) -> None:
    match = answer(language, text, quote).matches[0]
    assert match.verdict == "altered"
    change = match.changes[0]
    assert (change.kind, change.severity, change.document.text) == ("number", "material", number)


@pytest.mark.parametrize(("language", "text", "quote"), WHOLE)
def test_numbers_that_only_stand_near_cut_nothing(language: str, text: str, quote: str) -> None:
    assert answer(language, text, quote).verdict == "verbatim"


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("es", "«Llegamos a las siete menos cuarto», dijo Ana Duarte.", "Llegamos a las siete"),
        ("fr", "« On ouvre à sept heures moins le quart », a dit Luc Noir.", "On ouvre à sept heures"),
    ],
)
def test_a_quarter_to_the_hour_is_another_time(language: str, text: str, quote: str) -> None:
    found = answer(language, text, quote)
    assert (found.verdict, found.outcome) == ("altered", "problem")


def test_scale_without_its_half_is_cut_short() -> None:
    match = answer("ru", "«Полтора миллиона рублей украли», — сказал мэр.", "миллиона рублей украли").matches[0]
    assert (match.verdict, match.flags) == ("verbatim", ("truncated_sentence",))


@pytest.mark.parametrize(
    ("text", "quote", "flags"),
    [
        ("It cost $5m to build", "It cost $5", ("truncated_sentence",)),
        ("It is 5km to the quay", "It is 5", ("truncated_sentence",)),
        ("It is 5°C here", "It is 5", ("truncated_sentence",)),
        ("It is 5ºC here", "It is 5", ("truncated_sentence",)),
        ("It is 5° here", "It is 5", ()),
        ("It is 5 °C here", "It is 5", ()),
        ("In the 1990s we built the quay", "In the 1990", ("truncated_sentence",)),
        ("It cost $5m to build", "It cost $5m", ()),
        ("We met on May 5th at the quay", "We met on May 5", ()),
        ("It is 5 km to the quay", "It is 5", ()),
        ("The number is 5\u0640", "The number is 5", ()),  # a letter that no word has
    ],
)
def test_a_number_without_the_unit_written_in_one_with_it_is_cut_short(
    text: str, quote: str, flags: tuple[str, ...]
) -> None:
    match = answer("en", f"“{text},” Ada Venn said.", quote).matches[0]
    assert (match.verdict, match.flags) == ("verbatim", flags)
