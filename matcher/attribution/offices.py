"""Offices: a role with its rank, and whose it is, as a claim gives it and as a document does.

"The plaintiff's lawyer", "Vice President Marr" and "the president of Ely College" each have a noun that says what
somebody is, words that change its rank, and words that say whose or which. The plaintiff's lawyer is not the plaintiff,
nor the vice president the president. Read from plain words: what cannot be told describes nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from matcher.attribution.claimed import ARTICLES, BODIES, ELISION, LINKS, ROLES, TITLES, is_title_word
from matcher.attribution.grammar import get_grammar
from matcher.attribution.lexicon import LANGUAGES, REPORTING_WORDS, load, split_words
from matcher.attribution.spelling import fold_name

_DATA = load("roles")
_RANKS: dict[str, str] = {fold_name(word): rank for rank, words in _DATA["ranks"].items() for word in words.split()}
_CUSTOMARY = frozenset(tuple(pair.split()) for pair in _DATA["customary"]["pairs"])
_PREFIXES: tuple[str, ...] = tuple(_DATA["prefixes"]["words"].split())
SHORT: dict[str, str] = dict(_DATA["short"])

_ABBREVIATIONS = split_words("mr mrs ms dr st hon maj lt rev")
AND = split_words("and & und et y и та і")
_AS = split_words("as als comme como")
RELATIVE = frozenset().union(*(get_grammar(language).relative for language in LANGUAGES)) | {"whose", "whom"}
DETERMINERS = ARTICLES.union(*(get_grammar(language).determiners for language in LANGUAGES))
_PREPOSITIONS = frozenset().union(*(get_grammar(language).prepositions for language in LANGUAGES)) - DETERMINERS

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*[’']?|[,.!?;:…“”\"«»()\n]")

# What stands before the words of an office: a mark, "and", "as", a link after another office ("aide to the mayor") or
# after anything else, a relative pronoun, a reporting verb, or nothing.
Stop = Literal["mark", "and", "as", "owner", "link", "relative", "verb", "start"]


@dataclass(init=False, slots=True)
class Word:
    """A word of a description, folded and in small letters; whether it is capitalised and whether a possessive.

    A mark has no folded form.
    """

    folded: str
    lower: str
    capital: bool
    owns: bool

    def __init__(self, folded: str, lower: str, capital: bool, owns: bool) -> None:
        self.folded = folded
        self.lower = lower
        self.capital = capital
        self.owns = owns


@dataclass(frozen=True, slots=True)
class Office:
    """A role: its noun in small letters, what changes its rank, and the other words that say which it is, folded."""

    noun: str
    ranks: frozenset[str]
    marks: frozenset[str]


@dataclass(init=False, slots=True)
class Left:
    """What stands before the noun of an office: its ranks, its other words, and the word at which it begins."""

    ranks: list[Word]
    marks: list[Word]
    stop: Stop
    at: int
    has_article: bool

    def __init__(self) -> None:
        self.ranks = []
        self.marks = []
        self.stop = "start"
        self.at = -1
        self.has_article = False


def read_words(text: str) -> list[Word]:
    """Words and marks of a stretch; compounds with a rank are taken apart, full stops of titles left out."""
    words: list[Word] = []
    for found in _TOKEN.finditer(ELISION.sub("", text)):
        raw = found[0]
        if not raw[0].isalpha():
            if raw != "." or not words or not _is_short(words[-1].lower):
                words.append(Word("", raw, False, False))
            continue
        owns = raw.endswith(("’s", "'s", "s’", "s'"))
        bare = raw[:-2] if raw.endswith(("’s", "'s")) else raw.rstrip("’'")
        pieces = _take_apart(bare)
        for number, piece in enumerate(pieces, start=1):
            lower = piece.lower()
            full = SHORT.get(lower, lower)
            words.append(Word(fold_name(full), lower, bare[0].isupper(), owns and number == len(pieces)))
    return words


def _is_short(lower: str) -> bool:
    return len(lower) == 1 or lower in SHORT or lower in _ABBREVIATIONS


@lru_cache(maxsize=4096)
def _take_apart(word: str) -> list[str]:
    """Take a rank from its office: vice-president, president-elect, Vizepräsident, exministro."""
    if "-" in word:
        pieces = word.split("-")
        is_ranked = fold_name(pieces[0]) in _RANKS or fold_name(pieces[-1]) in _RANKS
        return [piece for piece in pieces if piece] if is_ranked else [word]
    lower = word.lower()
    for prefix in _PREFIXES:
        if lower.startswith(prefix) and lower[len(prefix) :] in TITLES:
            return [word[: len(prefix)], word[len(prefix) :]]
    return [word]


def is_role(word: Word) -> bool:
    return word.lower in ROLES or word.lower in SHORT or is_title_word(word.lower)


def is_report(word: Word) -> bool:
    """Tell a reporting verb; capitalised it is a title or a name (Press, Chair)."""
    return not word.capital and word.lower in REPORTING_WORDS and not is_role(word)


def read_office(text: str) -> Office | None:
    """Read the office that a claim gives in its part before the first comma.

    >>> read_office("the plaintiff's lawyer").noun
    'lawyer'
    """
    words = [word for word in read_words(re.split(r"[,(]", text, maxsplit=1)[0]) if word.folded]
    link = next((k for k, word in enumerate(words) if k and word.lower in LINKS), len(words))
    core = [word for word in words[:link] if word.lower not in ARTICLES]
    own = max((k + 1 for k, word in enumerate(core[:-1]) if word.owns), default=0)
    nouns = [word for word in core[own:] if word.folded not in _RANKS] or core[own:]
    if not nouns:
        return None
    roles = [word for word in nouns if is_role(word)]
    head = nouns[-1] if nouns[-1].lower in BODIES or not roles else roles[-1]
    ranks = [word for word in core[own:] if word is not head and word.folded in _RANKS]
    marks = [word for word in words if word is not head and word not in ranks and word.lower not in ARTICLES]
    return _make_office(head, ranks, marks)


def _make_office(head: Word, ranks: Sequence[Word], marks: Sequence[Word]) -> Office:
    noun = SHORT.get(head.lower, head.lower)
    named = {_RANKS[word.folded] for word in ranks}
    return Office(
        noun,
        frozenset(rank for rank in named if (rank, noun) not in _CUSTOMARY),
        frozenset(word.folded for word in marks if word.folded and word.lower not in LINKS),
    )


def names_office(claimed: Office, words: str) -> bool:
    """Tell whether words that name nobody give a claimed office to whoever they mean: no "spokesman for the mayor"."""
    given = read_office(words)
    return given is not None and given.noun == claimed.noun and given.ranks == claimed.ranks


def read_at(words: Sequence[Word], k: int) -> Office:
    """Read the office whose noun is a word of a stretch."""
    left = read_left(words, k)
    end = end_of_office(words, k)
    later = [word for word in words[k + 1 : k + 2] if word.folded in _RANKS]
    return _make_office(words[k], left.ranks + later, left.marks + list(words[k + 1 : end]))


def read_left(words: Sequence[Word], k: int) -> Left:
    """Read what stands before the noun of an office, back to where it cannot belong to it any more."""
    left = Left()
    is_open = True  # Ranks may still belong to the noun.
    for j in range(k - 1, -1, -1):
        word = words[j]
        left.at = j
        stop = _stop_at(words, j)
        if stop is not None:
            left.stop = stop
            return left
        if word.lower in DETERMINERS:
            left.has_article, is_open = True, False
        elif left.has_article:
            continue
        elif word.folded in _RANKS and is_open:
            left.ranks.append(word)
        else:
            is_open = is_open and not word.owns and not (is_role(word) and not _are_roles(left.marks))
            left.marks.append(word)
    left.at = -1
    return left


def _are_roles(words: Sequence[Word]) -> bool:
    return all(map(is_role, words))


def _stop_at(words: Sequence[Word], j: int) -> Stop | None:
    """Tell what ends an office to the left at a word."""
    word = words[j]
    if not word.folded:
        return "mark"
    if word.lower in AND:
        return "and"
    if word.lower in _AS:
        return "as"
    if word.lower in LINKS:
        return "owner" if j and is_role(words[j - 1]) else "link"
    if word.lower in _PREPOSITIONS and word.folded not in _RANKS:
        return "link"
    if word.lower in RELATIVE:
        return "relative"
    if is_report(word):
        return "verb"
    return None


def end_of_office(words: Sequence[Word], k: int) -> int:
    """Return the place after an office whose noun is a word of a stretch: a mark, or "and"."""
    ends = (j for j in range(k + 1, len(words)) if not words[j].folded or words[j].lower in AND)
    return next(ends, len(words))


def has_owner(words: Sequence[Word], k: int) -> bool:
    """Tell a possessive before any link: the noun's own, or that of the name that follows it (Judge Marr's clerk)."""
    for word in words[k:]:
        if not word.folded or word.lower in LINKS:
            return False
        if word.owns:
            return True
    return False
