"""Who else holds an office: whom a document names right beside it, and whom it calls so without a name.

Read from the text alone, at no more places than an article has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import islice

from matcher.attribution.claims.claimed import LINKS
from matcher.attribution.claims.offices import (
    DETERMINERS,
    SHORT,
    Office,
    Word,
    has_owner,
    is_role,
    read_at,
    read_left,
    read_words,
)
from matcher.attribution.grammar import get_grammar
from matcher.attribution.lexicon import get_genders, is_given_name, strip_case
from matcher.attribution.people.nouns import forms_of
from matcher.attribution.people.spelling import fold_name, is_cyrillic

# Code points before and after a name or an office in which it is described.
BEFORE, AFTER = 120, 90
# Places at which an office is read, so that a long document costs no more than an article.
MAX_PLACES = 24
BREAKS = frozenset('.!?;:…“”"«»()\n')
_POSSESSIVE = re.compile(r"[’']s?\s")


def has_bearer(claimed: Office, name: Sequence[str], text: str) -> bool:
    """Tell whether the document gives an office to somebody else by name."""
    own = own_words(name)
    for place in islice(forms_pattern(claimed.noun).finditer(text), MAX_PLACES):
        words = read_words(text[max(0, place.start() - BEFORE) : place.end()])
        words = words[max((k + 1 for k, word in enumerate(words) if word.lower in BREAKS), default=0) :]
        k = len(words) - 1
        if _POSSESSIVE.match(text, place.end()):
            continue  # "The mayor's tone" names nobody.
        if k < 0 or fold_name(claimed.noun) not in (words[k].key, words[k].folded):
            continue
        after = read_words(text[place.end() : place.end() + AFTER])
        words += after[: next((j for j, word in enumerate(after) if word.lower in BREAKS), len(after))]
        office = read_at(words, k)
        fits = office.ranks == claimed.ranks and claimed.marks <= office.marks
        if fits and office.is_feminine == claimed.is_feminine and _names_another(words, k, own):
            return True
    return False


def stands_indefinite(claimed: Office, text: str) -> bool:
    """Tell whether an office's noun stands in a text, and each time behind an indefinite article: "a nurse"."""
    places = list(islice(forms_pattern(claimed.noun).finditer(text), MAX_PLACES))
    return bool(places) and all(_INDEFINITE.search(text, max(0, place.start() - 40), place.start()) for place in places)


_INDEFINITE = re.compile(
    r"(?<!\w)(?:an?|another|eine?|une?|una|uno|um|uma|een|en|ett)\s+(?:[^\W\d_A-Z]+\s+){0,2}\Z", re.IGNORECASE
)


def _names_another(words: Sequence[Word], k: int, own: set[str]) -> bool:
    """Tell whether somebody else is named right beside an office: "the mayor, Ben Orr", "Ben Orr, the mayor"."""
    if has_owner(words, k):
        return False
    left = read_left(words, k)
    # "Ben Orr, then the mayor", but not "Ben Orr, knows Ada Venn in a way few know the mayor".
    opens = not left.has_article or any(word.lower in DETERMINERS for word in words[left.at + 1 : left.at + 3])
    if left.stop == "mark" and opens and left.at and _begins_other(words, left.at - 1, own):
        return True
    after = k + 1
    if after < len(words) and words[after].lower in LINKS:
        after = next((j for j in range(after, len(words)) if not words[j].folded), len(words))
    elif is_cyrillic(words[k].lower):
        after = next((j for j in range(after, len(words)) if words[j].capital or not words[j].folded), len(words))
    if after < len(words) and not words[after].folded:
        after += 1
        return _begins_other(words, after, own) and is_given_name(words[after].lower)
    return _begins_other(words, after, own)


def _begins_other(words: Sequence[Word], k: int, own: set[str]) -> bool:
    """Tell a capitalised word that is neither a title nor part of a name."""
    if k >= len(words) or not words[k].capital or is_role(words[k]) or is_own(words[k], own):
        return False
    return words[k].lower not in _OPENERS  # "However, the mayor"


_OPENERS = get_grammar("en").not_names - get_genders()[0] - get_genders()[1]


def own_words(name: Sequence[str]) -> set[str]:
    """Words of a name, folded; of Russian and Ukrainian ones the stems too, which they have in every case."""
    return {form for word in name for form in (fold_name(word), fold_name(strip_case(word.lower())))}


def is_own(word: Word, own: Collection[str]) -> bool:
    return word.folded in own or (is_cyrillic(word.lower) and fold_name(strip_case(word.lower)) in own)


@lru_cache(maxsize=256)
def forms_pattern(noun: str) -> re.Pattern[str]:
    """A pattern for the forms of a noun and its abbreviation; what is before it in one word may stand there."""
    shorts = (rf"\b{short}\." for short, full in SHORT.items() if full == noun)
    return re.compile(rf"(?:{'|'.join([*map(re.escape, forms_of(noun)), *shorts])})(?!\w)", re.IGNORECASE)
