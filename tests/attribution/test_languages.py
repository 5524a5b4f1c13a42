"""The language of a text that does not say: short drafts are told, neighbours of the known languages are left alone."""

from __future__ import annotations

import pytest

from matcher.attribution.languages import guess_language

# One word in eight is English, and three times as many as are of any other language.
NAMES = (
    "Ada Quill, Ben Orr, U. Marr and Jon Pell: the Ely Mill to Sea. Marr @marr, Orr @orr, Pell @pell, Vesh @vesh. Hay. "
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“We will not raise taxes,” Ada Venn said. She called it a “reform”.", "en"),
        ("“Taxes won't rise,” said Venn.", "en"),
        ("“Bread first, then salt, then water,” said Ada Venn.", "en"),
        ("„Wir zahlen“, sagte Quandt.", "de"),
        ("„Brot zuerst, danach Salz, später Wasser“, sagte Ilse Quandt.", "de"),
        ("Leipä ensin, sitten suola, sanoi Ilo Marr.", "und"),
        ("Orr, Venn, Marr, Quill, Pell, Ely, Vesh, Dorn, Roth i Orr, Venn, Marr", "und"),
        ("« Nous ne vendrons jamais les bacs du lac », a déclaré Odile Marchandeau.", "fr"),
        ("El ministro dijo que no venderá los barcos del lago.", "es"),
        ("«Мы платим», сказал министр Ветлугин.", "ru"),
        ("«Паром останется», — сказал он.", "ru"),
        ("«Ми не продаємо пороми», — сказав міністр.", "uk"),
        ("O ministro disse que não vai vender os barcos do lago este ano.", "pt"),
        ("Il ministro ha detto che non venderà i traghetti del lago.", "it"),
        ("De minister zei dat het meer niet verkocht wordt.", "nl"),
        ("Minister powiedział, że nie sprzeda promów na jeziorze.", "pl"),
        ("Ministern säger att sjön inte ska säljas i år.", "sv"),
        ("Ministr řekl, že přívozy na jezeře neprodá.", "und"),
        ("Ministeren sa at fergene ikke skal selges i år, og det er bra.", "und"),
        ("Министърът каза, че няма да продаде фериботите.", "und"),
        ("Ministeren sagde at de ikke vil sælge færgerne på søen.", "und"),
        (NAMES * 9, "en"),
        ("Orrin Falls 3, Lakeland 2", "und"),
        ("", "und"),
    ],
)
def test_language_is_guessed(text: str, language: str) -> None:
    assert guess_language(text) == language
