"""Another tense or mood that turns the sense: "pagará", "pagaría" and "pagó" are a promise, a supposition and a deed.

English says them with words of their own ("will", "would"), whose loss is a change of modality. Where an ending says
it, the endings of each mood are listed together, and two forms of one stem are told apart by them.
"""

from __future__ import annotations

from typing import Final

from matcher.diff.words.lexicon import Lexicon

# Letters of a stem at least, so that "será" and "sería" are left to the lists of words.
MIN_STEM: Final = 2


def is_other_mood(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether two folded words are one stem with endings, or with and without a syllable, of different moods."""
    return _have_endings_apart(a, b, lexicon.moods) or _have_infix_apart(a, b, lexicon.mood_infixes)


def is_other_voice(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell "закрывается", which happens to its subject, from "закрывает", which its subject does."""
    shorter, longer = (a, b) if len(a) < len(b) else (b, a)
    return longer.startswith(shorter) and longer[len(shorter) :] in lexicon.reflexives


def is_other_aspect(a: str, b: str, lexicon: Lexicon) -> bool:
    """Tell whether a prefix makes one of two words the other, done to its end: "делал", "сделал".

    Of the present it makes the future ("платим", "заплатим"), so only endings of infinitives and of the past count.
    """
    shorter, longer = (a, b) if len(a) < len(b) else (b, a)
    prefix = longer[: len(longer) - len(shorter)]
    if not lexicon.aspects or not longer.endswith(shorter) or not shorter.endswith(lexicon.aspect_endings):
        return False
    return any(prefix == known and shorter.startswith(stem) for known, stem in lexicon.aspects)


def _have_endings_apart(a: str, b: str, moods: dict[str, int]) -> bool:
    """Tell whether the words are a stem with endings of two moods, the longest endings that both may have."""
    for k in range(min(len(a), len(b)) + 1 if moods else 0):
        if k >= MIN_STEM:
            mood_a, mood_b = moods.get(a[k:]), moods.get(b[k:])
            if mood_a is not None and mood_b is not None:
                return mood_a != mood_b
        if a[k : k + 1] != b[k : k + 1]:
            break
    return False


def _have_infix_apart(a: str, b: str, infixes: frozenset[str]) -> bool:
    """Tell whether one word is the other with a syllable of a mood within or behind it: "zamknęła(by)"."""
    shorter, longer = (a, b) if len(a) < len(b) else (b, a)
    return any(
        longer[:k] + longer[k + len(infix) :] == shorter and longer.startswith(infix, k)
        for infix in infixes
        if len(longer) == len(shorter) + len(infix)
        for k in range(MIN_STEM, len(shorter) + 1)
    )
