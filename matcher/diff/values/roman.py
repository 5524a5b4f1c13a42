"""Roman numerals of centuries, and behind a name where the other text says them in words or digits: World War II."""

from __future__ import annotations

from matcher.diff.units import Units
from matcher.diff.values.elsewhere import Elsewhere
from matcher.diff.values.numerals import ROMAN
from matcher.diff.words.lexicon import Lexicon


def is_first(units: Units, k: int, others: Units, j: int) -> bool:
    """Tell whether "I" at unit k stands behind the name behind which the other text has one at unit j: War One."""
    i, place = units.firsts[k], others.firsts[j]
    if units.keys[k] != "i" or others.keys[j] != "#1" or not (i and place):
        return False
    return units.tokens[i - 1].folded == others.tokens[place - 1].folded and _is_named(units, i)


def are_other_numerals(quote: Units, i: int, document: Units, j: int) -> bool:
    """Tell whether two units are Roman numerals of two or more letters in capitals: XLII and XLIII."""
    return _is_numeral(quote, i) and _is_numeral(document, j)


def _is_numeral(units: Units, k: int) -> bool:
    return len(units.keys[k]) > 1 and units.keys[k] in ROMAN and units.surface(k).isupper()


def _is_named(units: Units, i: int) -> bool:
    """Tell whether token i stands right behind a word with a capital."""
    before, token = units.tokens[max(i - 1, 0)], units.tokens[i]
    return i > 0 and units.text[before.start].isupper() and units.text[before.end : token.start] == " "


def append_numeral(units: Units, i: int, lexicon: Lexicon, elsewhere: Elsewhere) -> bool:
    """Append the numeral at token i as the other text has it behind the same name; tell whether it does.

    "World War II" is "World War Two" and "World War 2", "Harold III" is "Harold the Third".
    """
    if _append_century(units, i, lexicon):
        return True
    value, token = ROMAN.get(units.tokens[i].folded), units.tokens[i]
    if value is None or not _is_named(units, i) or not units.text[token.start : token.end].isupper():
        return False
    name = units.tokens[i - 1].folded
    if elsewhere.has_cardinal(name, value):
        units.append(f"#{value}", i, i + 1)
        return True
    for article in lexicon.date_articles:
        if elsewhere.has_ordinal(name, article, value):
            units.append(article, i, i + 1)
            units.append(f"#{value}.", i, i + 1)
            return True
    return False


def _append_century(units: Units, i: int, lexicon: Lexicon) -> bool:
    """Append the numeral at token i if it stands beside a word for centuries: siglo XIX, XIXe siècle; tell whether."""
    token = units.tokens[i]
    value, digits = lexicon.century_numerals.get(token.folded, (0, 0))
    if not value or not units.text[token.start : token.start + digits].isupper():
        return False
    beside = (*units.tokens[max(i - 1, 0) : i], *units.tokens[i + 1 : i + 2])
    if not any(t.folded in lexicon.century_words for t in beside):
        return False
    units.append(f"#{value}.", i, i + 1)
    return True
