"""Offices: a role with its rank, and whose it is, as a claim gives it and as a document does.

"The plaintiff's lawyer", "Vice President Marr" and "the president of Ely College" each have a noun that says what
somebody is, words that change its rank, and words that say whose or which. The plaintiff's lawyer is not the plaintiff,
nor the vice president the president. Read from plain words: what cannot be told describes nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from matcher.attribution.claims.claimed import (
    ARTICLES,
    BODIES,
    ELISION,
    LINKS,
    POSSESSIVES,
    SUSPENDED,
    TITLES,
    is_listed_title,
)
from matcher.attribution.grammar import HONORIFICS, MIN_ENDING, get_grammar
from matcher.attribution.lexicon import LANGUAGES, REPORTING_WORDS, load, split_words
from matcher.attribution.people.nouns import PREFIXES, Noun, find_noun
from matcher.attribution.people.spelling import fold_name, is_cyrillic

_DATA = load("roles")
_RANKS: dict[str, str] = {fold_name(word): rank for rank, words in _DATA["ranks"].items() for word in words.split()}
_CUSTOMARY = frozenset(tuple(pair.split()) for pair in _DATA["customary"]["pairs"])
_BOUND_RANKS: dict[str, str] = dict(_DATA["compounds"]["ranks"])
SHORT: dict[str, str] = dict(_DATA["short"])

_ABBREVIATIONS = split_words("mr mrs ms dr st hon maj lt rev")
AND = split_words("and & und et y и та і e ed")
_AS = split_words("as als comme como")
RELATIVE = frozenset().union(*(get_grammar(language).relative for language in LANGUAGES)) | {"whose", "whom"}
RELATIVE -= ARTICLES | {"wie"}  # Dutch pronouns that are German articles, and German for "how".
DETERMINERS = ARTICLES.union(*(get_grammar(language).determiners for language in LANGUAGES))
PREPOSITIONS = frozenset().union(*(get_grammar(language).prepositions for language in LANGUAGES)) - DETERMINERS

# What says nothing of which office it is: "Mme la ministre".
_EMPTY = LINKS | ARTICLES | HONORIFICS
# Endings of words that only say which office: Finanzen and Finanz-, Werks and Werk, syndical and syndicale; and of
# Russian and Ukrainian adjectives. What has to be left, in letters.
_MARK_ENDINGS = re.compile(r"(?:ens|es|en|s|e|ый|ий|ой|ого|его|ому|ему|ым|им|ая|яя|ую|юю|ої|ій|а)$")
_MIN_MARK = 4
# German articles in the genitive, which make whoever follows the owner of the office before them.
_GENITIVE = split_words("des der")
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*[’']?|[,.!?;:…“”\"«»()\n]")

# Endings of nouns that have their article behind them.
_DEFINITE = tuple(one for one in get_grammar("sv").bare_titles if len(one) >= MIN_ENDING)

# What stands before the words of an office: a mark, "and", "as", a link after another office ("aide to the mayor") or
# after anything else, a relative pronoun, a reporting verb, or nothing.
Stop = Literal["mark", "and", "as", "owner", "link", "relative", "verb", "start"]


@dataclass(init=False, slots=True)
class Word:
    """A word of a description, folded and in small letters; whether it is capitalised and whether a possessive.

    ``key`` is what an office's noun has in all its forms, folded; of other words it is the word. ``is_bound`` tells a
    first part of a compound. A mark has no folded form.
    """

    folded: str
    lower: str
    capital: bool
    owns: bool
    key: str
    noun: Noun | None
    is_bound: bool

    def __init__(self, folded: str, lower: str, capital: bool, owns: bool, noun: Noun | None, is_bound: bool) -> None:
        self.folded = folded
        self.lower = lower
        self.capital = capital
        self.owns = owns
        self.key = folded if noun is None else fold_name(noun.lemma)
        self.noun = noun
        self.is_bound = is_bound


@dataclass(frozen=True, slots=True)
class Office:
    """A role: its noun in small letters, what changes its rank, and the other words that say which it is.

    These ``marks`` are folded stems, as ``stem_mark`` gives them. ``kinds`` are those of them that make one word with
    the noun, and ``owners`` those that follow it.
    """

    noun: str
    ranks: frozenset[str]
    marks: frozenset[str]
    kinds: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    is_feminine: bool = False


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
    """Words and marks of a stretch; compounds of an office are taken apart, full stops of titles left out."""
    words: list[Word] = []
    for found in _TOKEN.finditer(SUSPENDED.sub(r"\1 ", ELISION.sub("", text))):
        raw = found[0]
        if not raw[0].isalpha():
            if raw != "." or not words or not _is_short(words[-1].lower):
                words.append(Word("", raw, False, False, None, False))
            continue
        owns = raw.endswith(("’s", "'s", "s’", "s'"))
        bare = raw[:-2] if raw.endswith(("’s", "'s")) else raw.rstrip("’'")
        pieces = _take_apart(bare)
        for number, piece in enumerate(pieces, start=1):
            lower = piece.lower()
            full = SHORT.get(lower, lower)
            is_last = number == len(pieces)
            noun = find_noun(full)
            if noun is not None and noun.is_oblique and bare[0].islower() and not is_cyrillic(lower):
                # English "senators" is no German genitive; Swedish "finansministern" has its article.
                noun = replace(noun, is_oblique=False) if lower.endswith(_DEFINITE) else None
            words.append(Word(fold_name(full), lower, bare[0].isupper(), owns and is_last, noun, not is_last))
    return words


def _is_short(lower: str) -> bool:
    return len(lower) == 1 or lower in SHORT or lower in _ABBREVIATIONS


@lru_cache(maxsize=4096)
def _take_apart(word: str) -> list[str]:
    """Take rank and kind from an office: vice-president, president-elect, exministro, Vizepräsident, SPD-Chef."""
    lower = word.lower()
    if "-" in word:
        pieces = [piece for piece in word.split("-") if piece]
        if len(pieces) > 1 and (fold_name(pieces[0]) in _RANKS or fold_name(pieces[-1]) in _RANKS):
            return [part for piece in pieces for part in _take_apart(piece)]
    for prefix in PREFIXES:
        rest = lower.removeprefix(prefix)
        noun = find_noun(rest) if rest and rest != lower else None
        if noun is not None and (not noun.parts or rest in TITLES):
            return [prefix, *(_take_apart(rest) if prefix != "зам" else [noun.lemma])]
    noun = find_noun(lower)
    if noun is None or not noun.parts:
        return [word]
    head = lower[len(lower) - _size_of_head(lower, noun) :]
    return [*(_BOUND_RANKS.get(part, part) for part in noun.parts), head]


def _size_of_head(lower: str, noun: Noun) -> int:
    """Letters of a compound's last part."""
    last = noun.parts[-1]
    return len(lower[lower.index(last) + len(last) :].lstrip("-"))


def is_role(word: Word) -> bool:
    return word.noun is not None or word.lower in SHORT or is_listed_title(word.lower)


def _rank_of(word: Word) -> str | None:
    return _RANKS.get(word.folded) or _RANKS.get(word.key)


def is_rank(word: Word) -> bool:
    return _rank_of(word) is not None


def is_report(word: Word) -> bool:
    """Tell a reporting verb; capitalised it is a title or a name (Press, Chair)."""
    return not word.capital and word.lower in REPORTING_WORDS and not is_role(word)


def read_office(text: str) -> Office | None:
    """Read the office that a claim gives in its part before the first comma.

    >>> read_office("the plaintiff's lawyer").noun
    'lawyer'
    """
    words = [word for word in read_words(re.split(r"[,(]", text, maxsplit=1)[0]) if word.folded]
    if len(words) > 1 and words[0].lower in POSSESSIVES and not words[0].capital:
        del words[0]
    link = next((k for k in range(1, len(words)) if words[k].lower in LINKS or _is_owner(words, k)), len(words))
    core = [word for word in words[:link] if word.lower not in ARTICLES]
    own = max((k + 1 for k, word in enumerate(core[:-1]) if word.owns), default=0)
    nouns = [word for word in core[own:] if not is_rank(word)] or core[own:]
    if not nouns:
        return None
    head = _find_head(nouns)
    ranks = [word for word in core[own:] if word is not head and is_rank(word)]
    others = [word for word in words if word not in ranks and word.lower not in ARTICLES]
    at = next(k for k, word in enumerate(others) if word is head)
    return _make_office(head, ranks, others[:at], others[at + 1 :])


def _find_head(nouns: Sequence[Word]) -> Word:
    """Find the noun of an office: the last role, and in Russian and Ukrainian, whose complements follow it, the first.

    A body at the end is what is meant: "the energy ministry"; not so "директор завода".
    """
    roles = [word for word in nouns if is_role(word)]
    if roles and is_cyrillic(roles[0].lower):
        return roles[0]
    return nouns[-1] if nouns[-1].lower in BODIES or not roles else roles[-1]


def _is_owner(words: Sequence[Word], k: int) -> bool:
    """Tell a German article in the genitive after an office: "die Leiterin der Klinik"."""
    return words[k].lower in _GENITIVE and is_role(words[k - 1])


def _make_office(head: Word, ranks: Sequence[Word], before: Sequence[Word], after: Sequence[Word]) -> Office:
    """Make an office of its noun, its ranks, and the other words before and after the noun."""
    noun = SHORT.get(head.lower, head.lower) if head.noun is None else head.noun.lemma
    named = {rank for word in ranks if (rank := _rank_of(word)) is not None}
    before = [word for word in before if (word.lower, noun) not in _CUSTOMARY]
    owners = _stems_of(after)
    return Office(
        noun,
        frozenset(rank for rank in named if (rank, noun) not in _CUSTOMARY),
        _stems_of(before) | owners,
        _stems_of([word for word in before if word.is_bound]),
        owners,
        head.noun is not None and head.noun.is_feminine,
    )


def _stems_of(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(stem_mark(word.lower) for word in words if word.folded and word.lower not in _EMPTY)


@lru_cache(maxsize=4096)
def stem_mark(lower: str) -> str:
    """Fold a word that says which office is meant, without its ending.

    >>> stem_mark("finanzen"), stem_mark("werks"), stem_mark("syndicale"), stem_mark("see")
    ('finanz', 'werk', 'syndical', 'see')
    """
    stem = _MARK_ENDINGS.sub("", lower)
    return fold_name(stem if len(stem) >= _MIN_MARK else lower)


def names_office(claimed: Office, words: str) -> bool:
    """Tell whether words that name nobody give a claimed office to whoever they mean: no "spokesman for the mayor"."""
    given = read_office(words)
    return given is not None and given.noun == claimed.noun and given.ranks == claimed.ranks


def find_office(noun: str, text: str) -> Office | None:
    """Find the office that a stretch of text begins with, if it has a given noun."""
    words = read_words(text)
    k = next((k for k, word in enumerate(words) if fold_name(noun) in (word.key, word.folded)), -1)
    if k < 0 or has_owner(words, k) or read_left(words, k).stop not in ("start", "mark"):
        return None
    return read_at(words, k)


def read_at(words: Sequence[Word], k: int) -> Office:
    """Read the office whose noun is a word of a stretch."""
    left = read_left(words, k)
    end = end_of_office(words, k)
    later = [word for word in words[k + 1 : k + 2] if is_rank(word)]
    return _make_office(words[k], left.ranks + later, left.marks, words[k + 1 : end])


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
        elif is_rank(word) and is_open:
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
    if word.lower in LINKS or (j and _is_owner(words, j)):
        return "owner" if j and is_role(words[j - 1]) else "link"
    if word.lower in PREPOSITIONS and not is_rank(word):
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
