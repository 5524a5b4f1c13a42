"""Titles of works, broadcasts, campaigns and headlines that others wrote: marks around what nobody said.

A title is told by its capitals and by what stands around it: a noun for a work, a body's possessive, a credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from matcher.attribution.lexicon import split_words
from matcher.attribution.people.phrases import Reading, find_phrase_ending
from matcher.attribution.quoted import Quoted
from matcher.attribution.reporting.prose import CAPITAL, PUNCT, WORD
from matcher.attribution.reporting.wording import is_called_by_others

# What stands right before the title of a broadcast or a work, besides the nouns of the language's list.
_BEFORE_TITLES = split_words(
    "on told at watching host hosts hosted film movie book song show album play novel program programme podcast "
    "pageant ad broadcast series pseudonym perform performs performed performing"
)
# What stands after it: his “Keeping On” radio program, the “Tarr for All” crowd.
_AFTER_TITLES = split_words(
    "podcast program programme show radio pageant forum episode series song album film movie host tour campaign "
    "shirt shirts hat hats pin pins tote bag bags crowd initiative"
)
# A preposition that takes a title only after certain nouns: an interview with “Morning Ely”, host of “Ely Live”.
_HELD = {
    "with": split_words("interview appearance conversation interviews appearances"),
    "to": split_words("speaking spoke tune talking"),
    "of": split_words(
        "broadcast edition editions episode host anchor tune star stars cast version founder moderator author part"
    ),
    "in": split_words("starred stars role roles starring appeared"),
    "for": split_words("emmy oscar grammy tony bafta award awards prize nomination nominated"),
    "and": frozenset[str](),
}
# Nouns for a work, as an apposition has them: “Low Tide,” a movie about …; his new book, “Low Tide”.
_WORKS = split_words(
    "book film movie song show album play novel program programme podcast series memoir documentary ad musical "
    "poem essay video magazine hit sitcom comedy drama adaptation memoirs autobiography thriller bestseller novella "
    "ballad single opera ballet exhibition"
)
# Nouns for an event, which has a name as a work has: “Low Tide Day,” a rally in Ely.
_EVENTS = split_words("day rally march parade festival concert gala event")
# Words that titles leave in small letters.
_SMALL_WORDS = split_words("a an and as at but by de el for from in is la le nor of on or the to vs with & -")
# What joins two titles.
_JOINS = frozenset(("and", "or", ",", ", and", ", or", "&"))
# How many words may stand between the article of an apposition and its noun.
_MAX_ADJECTIVES = 2
# Verbs that name a thing: a show called “Low Tide”. After a person they quote: the mayor called “Low Tide” a disgrace.
_NAMING = split_words("called named titled entitled dubbed nicknamed")
# What nothing but a title follows.
_TITLING = frozenset(("titled", "entitled", "subtitled", "headlined", "headline"))
# A name for a thing is short.
MAX_NAME_WORDS = 5


def is_title_like(reading: Reading, item: Quoted) -> bool:
    """Tell the looks of a title: most words capitalised, more than one."""
    words = _words(reading, item)
    return len(words) > 1 and _is_mostly_capital(words)


def iter_other_titles(reading: Reading, items: list[Quoted]) -> Iterator[Quoted]:
    """Yield what has the looks of a title and is joined to one, or repeats one: “Low Tide” and “High Water”."""
    text = reading.prose.text
    known = {_fold(reading, item) for item in items if item.as_what == "title"}
    for before, item in pairwise(items):
        if item.as_what != "quoted" or not _is_title_cased(_words(reading, item)):
            continue
        if _is_said(reading, item.token):
            continue
        between = text[before.quotation.end : item.quotation.start].strip()
        joined = between in _JOINS or (not between and text[before.quotation.inner_end - 1] == ",")
        if _fold(reading, item) in known or (before.as_what == "title" and joined):
            yield item


def _is_said(reading: Reading, token: int) -> bool:
    """Tell what a sign says, whatever else bears the name: a hat that says “Low Tide”, a hat reading, “Low Tide”."""
    prose = reading.prose
    verb = token - 1 - (prose.words[token - 1] in (",", ":")) if token > 1 else 0
    return verb > 0 and prose.lower[verb] in reading.grammar.cues.speech


def _fold(reading: Reading, item: Quoted) -> str:
    return " ".join(_words(reading, item)).rstrip(",.").lower()


def names_work(reading: Reading, item: Quoted) -> bool:
    """Tell by its looks and its surroundings what is the title of a work, a broadcast or an article."""
    words = _words(reading, item)
    prose, titling = reading.prose, item.token - 1
    if titling > 0 and prose.words[titling] == ",":
        titling -= 1
    if titling >= 0 and prose.lower[titling] in _TITLING:
        return True
    if (
        words
        and _is_mostly_capital(words)
        and (_is_dated_behind(reading, item.token) or _is_works(reading, item.token))
    ):
        return True
    if is_called_by_others(reading, item.token):
        return False
    ends_so = bool(words) and words[-1].rstrip("'’").endswith(",")
    if words and (ends_so or _is_mostly_capital(words)) and _is_credited(reading, item):
        return True
    if ends_so and _is_headline(reading, item):
        return True
    if not words or item.token == 0 or not _is_mostly_capital(words):
        return False
    if len(words) > 1 and _stands_as_title(reading, item.token):
        return True
    if len(words) > 1 and _is_title_cased(words) and _is_apposed(reading, item.token):
        return True
    if item.is_full or len(words) > MAX_NAME_WORDS:
        return False
    return _is_bodys_own(reading, item.token) or _is_apposed(reading, item.token) or _is_named(reading, item.token)


def _words(reading: Reading, item: Quoted) -> list[str]:
    return reading.prose.text[item.quotation.inner_start : item.quotation.inner_end].split()


def _is_mostly_capital(words: list[str]) -> bool:
    return sum(word[:1].isupper() for word in words) * 2 > len(words) or (len(words) > 1 and _is_title_cased(words))


def _is_title_cased(words: list[str]) -> bool:
    """Tell headline style: all words but small ones are capitalised, the first and at least one more included."""
    if not words or words[0][:1] != words[0][:1].upper() or _SMALL_WORDS.issuperset(map(str.lower, words)):
        return False
    return all(word[:1].isupper() or not word[:1].isalpha() or word.lower() in _SMALL_WORDS for word in words)


def _is_credited(reading: Reading, item: Quoted) -> bool:
    """Tell a headline and its author: “Low Tide at Ely,” by the Herald's Ben Orr."""
    prose, after = reading.prose, item.token + 1
    if after + 1 >= len(prose) or prose.lower[after] != "by":
        return False
    if item.evidence is not None and item.evidence.place in ("before", "reach"):
        return False  # Called “a disgrace” by Ada Venn.
    first = after + 1
    if prose.lower[first] in reading.grammar.determiners and first + 1 < len(prose):
        first += 1
    return prose.kinds[first] == CAPITAL


# Pieces of a newspaper that have a headline, and the most tokens of a date behind them: a column on May 2, “…”.
_PIECES = split_words("column commentary editorial op-ed article essay")
_MAX_DATE = 3


def _is_headline(reading: Reading, item: Quoted) -> bool:
    """Tell a headline that is cited: his commentary, “Tell it all,” is fair; (“Tell it all,” Ely Herald, Monday)."""
    prose, token = reading.prose, item.token
    place = item.evidence.place if item.evidence else "colon"
    if prose.words[token - 1] == "(":
        return place in ("colon", "reach") and token + 1 < len(prose) and prose.kinds[token + 1] == CAPITAL
    if token < 2 or prose.words[token - 1] != "," or place != "colon":
        return False
    noun = token - 2
    dated = next((k for k in range(noun, max(noun - _MAX_DATE, 0), -1) if prose.lower[k] == "on"), noun + 1)
    return prose.lower[dated - 1] in _PIECES


def _stands_as_title(reading: Reading, token: int) -> bool:
    """Tell "on “Meet the Mayor”" and "the book “Low Tide”" from "said “Meet the Mayor”"."""
    prose, things = reading.prose, reading.grammar.quoted_things
    before = prose.lower[token - 1]
    earlier = prose.lower[token - 2] if token > 1 else ""
    if before in ("including", "like") and earlier.removesuffix("s") in _WORKS:
        return True
    if _is_dated(reading, token):
        return True
    if token + 1 < len(prose) and prose.lower[token + 1] in _AFTER_TITLES:
        return True
    if before in ("of", "the", "his", "her", "called", "titled") and earlier in things:
        return True
    if before in _BEFORE_TITLES or before in things - _NAMING - {"so-called", "known"}:
        return True
    return earlier in _HELD.get(before, ()) or _is_bodys_own(reading, token)


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _is_dated(reading: Reading, token: int) -> bool:
    """Tell what came out in a year: his 1994 “Low Tide”, but not "in 1994 “Low Tide”"."""
    prose = reading.prose
    if token < 2 or not _YEAR.fullmatch(prose.words[token - 1]):
        return False
    return prose.words[token - 2] == "'s" or prose.lower[token - 2] in reading.grammar.determiners


def _is_dated_behind(reading: Reading, token: int) -> bool:
    """Tell a work by the year behind it: “Low Tide” (2001)."""
    words = reading.prose.words[token + 1 : token + 4]
    return len(words) == 3 and words[0] == "(" and words[2] == ")" and _YEAR.fullmatch(words[1]) is not None


def _is_works(reading: Reading, token: int) -> bool:
    """Tell what a work is called: her next film is called “Dust”."""
    lower = reading.prose.lower
    return (
        token > 2 and lower[token - 1] in _NAMING and lower[token - 2] in ("is", "was") and lower[token - 3] in _WORKS
    )


def _is_bodys_own(reading: Reading, token: int) -> bool:
    """Tell what belongs to a body, or to a day of its programme: the Herald's “Today”, Sunday's “Ely Live”."""
    prose, grammar = reading.prose, reading.grammar
    if prose.words[token - 1] != "'s":
        return False
    if prose.lower[token - 2] in grammar.organizations or prose.lower[token - 2] in grammar.days:
        return True
    number = reading.cast.at.get(token - 2, -1)
    return number >= 0 and reading.cast.mentions[number].looks == "organization"


def _is_apposed(reading: Reading, token: int) -> bool:
    """Tell what a noun for a work stands beside: “Low Tide,” a movie; “Low Tide” is a movie; his book, “Low Tide”."""
    prose = reading.prose
    before = prose.lower[token - 1]
    if before in _WORKS or (before == "," and token > 1 and prose.lower[token - 2] in _WORKS):
        return True
    after = token + 1
    if after < len(prose) and prose.lower[after] in (",", "is", "was"):
        after += 1
    if after >= len(prose) or prose.lower[after] not in reading.grammar.determiners:
        return False
    noun = prose.lower[after + 1 : after + 2 + _MAX_ADJECTIVES]
    return not (_WORKS | _EVENTS).isdisjoint(noun)


def _is_named(reading: Reading, token: int) -> bool:
    """Tell a thing and its name, "a show called “Low Tide”", from a person who calls somebody names."""
    prose, grammar = reading.prose, reading.grammar
    verb = token - 1
    if verb > 0 and prose.lower[verb] in grammar.determiners:
        verb -= 1
    if verb < 1 or prose.lower[verb] not in _NAMING:
        return False
    end = verb - 1
    if prose.kinds[end] == PUNCT and prose.words[end] == ",":
        end -= 1
    thing = find_phrase_ending(reading, end, prose.bounds[prose.sentence[token]][0]) if end >= 0 else None
    if thing is None or thing.kind != "nominal":
        return False
    article = prose.lower[thing.first] in ("a", "an", "another")
    return article and prose.lower[thing.head] not in grammar.roles and prose.kinds[end] in (WORD, CAPITAL)


def follows_so_called(reading: Reading, token: int) -> bool:
    """Tell what the document keeps at arm's length: the so-called “rebels”."""
    prose = reading.prose
    before = prose.lower[token - 1] if token else ""
    return before == "so-called" or (before == "called" and token > 1 and prose.lower[token - 2] == "so")


# Languages that a word is said to be of.
_LANGUAGES = split_words(
    "latin greek english french german spanish italian portuguese dutch polish russian ukrainian arabic hebrew yiddish "
    "farsi persian turkish chinese mandarin japanese korean hindi urdu swahili"
)


def is_gloss(reading: Reading, token: int) -> bool:
    """Tell what a foreign word means: Latin for “wet rope”."""
    prose = reading.prose
    return token > 1 and prose.lower[token - 1] == "for" and prose.lower[token - 2] in _LANGUAGES


# What a document that defines its terms says behind each.
_DEFINES = (("means",), ("mean",), ("shall",), ("includes",), ("include",), ("refers", "to"), ("has", "the", "meaning"))


def is_defined(reading: Reading, token: int) -> bool:
    """Tell what a law or contract defines: The term “rope” means a wet one."""
    lower = reading.prose.lower
    if token < 2 or lower[token - 1] not in ("term", "terms", "word", "words") or lower[token - 2] != "the":
        return False
    return any(tuple(lower[token + 1 : token + 1 + len(words)]) == words for words in _DEFINES)
