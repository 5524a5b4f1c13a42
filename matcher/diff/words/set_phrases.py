"""Several words that are one unit of comparison: "miles per hour" is mph, "the Second World War" is World War II.

So are words that speech has cut short, which an apostrophe tells: "'em" is them. Lists are the lexicon's.
"""

from __future__ import annotations

from matcher.diff.units import APOSTROPHES, Units
from matcher.diff.words.lexicon import Lexicon
from matcher.diff.words.phrases import begins_amount


def append_set_phrase(units: Units, i: int, lexicon: Lexicon) -> int:
    """Append the longest phrase that begins at token i as one unit; return the next token, or 0 if none begins."""
    tokens = units.tokens
    for words, key in lexicon.set_phrases.get(tokens[i].folded, ()):
        stop = i + len(words)
        if stop <= units.stop and all(tokens[i + k].folded == word for k, word in enumerate(words)):
            if key in lexicon.measures and words[-1].isdecimal() and tokens[stop - 1].start > tokens[stop - 2].end:
                continue  # A power hangs on its unit: m², m2; "at km 2" is no area.
            if key in lexicon.limit_phrases and not begins_amount(tokens, stop, lexicon):
                continue
            if words[0] in lexicon.numero and "." in units.text[tokens[i].end : tokens[i + 1].start]:
                continue  # "No. one"
            first = i
            if key in lexicon.articled_phrases and units.lasts[-1:] == [i] and units.keys[-1] in lexicon.date_articles:
                units.pop()
                first = i - 1
            units.append(key, first, stop)
            return stop
    return 0


def append_clipped(units: Units, i: int, lexicon: Lexicon) -> bool:
    """Append the words that a word behind an apostrophe was cut from; tell whether it is one: 'em, 'twas."""
    token = units.tokens[i]
    words = lexicon.clipped.get(token.folded)
    if words is None or units.text[token.start - 1 : token.start] not in APOSTROPHES:
        return False
    for word in words:
        units.append(word, i, i + 1)
    return True
