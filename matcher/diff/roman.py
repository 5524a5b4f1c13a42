"""Roman numerals behind a name, where the other text says them in words or digits: World War II, Harold III."""

from __future__ import annotations

from matcher.diff.elsewhere import Elsewhere
from matcher.diff.lexicon import Lexicon
from matcher.diff.numerals import ROMAN
from matcher.diff.units import Units


def append_numeral(units: Units, i: int, lexicon: Lexicon, elsewhere: Elsewhere) -> bool:
    """Append the numeral at token i as the other text has it behind the same name; tell whether it does.

    "World War II" is "World War Two" and "World War 2", "Harold III" is "Harold the Third".
    """
    value, token, before = ROMAN.get(units.tokens[i].folded), units.tokens[i], units.tokens[max(i - 1, 0)]
    is_named = i > 0 and units.text[before.start].isupper() and units.text[before.end : token.start] == " "
    if value is None or not is_named or not units.text[token.start : token.end].isupper():
        return False
    if elsewhere.has_cardinal(before.folded, value):
        units.append(f"#{value}", i, i + 1)
        return True
    for article in lexicon.date_articles:
        if elsewhere.has_ordinal(before.folded, article, value):
            units.append(article, i, i + 1)
            units.append(f"#{value}.", i, i + 1)
            return True
    return False
