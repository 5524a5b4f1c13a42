"""Narration as tokens: words, numbers and punctuation with each quotation reduced to one token, cut into
sentences.

Attribution reads the document's own prose; what stands between quotation marks is opaque to it, so nobody who
occurs only inside quotations can become a speaker. Offsets are code points of the original text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.attribution.lexicon import get_particle_verbs, load, split_words
from matcher.attribution.structure.asides import find_inner_clause
from matcher.attribution.structure.quotations import Quotation

# Kinds of tokens.
WORD, CAPITAL, NUMBER, PUNCT, QUOTE, BREAK = range(6)

# A full stop after one of these ends no sentence; the stop is left out of the tokens, so that "Mr. A. Pell"
# is a run.
ABBREVIATIONS = split_words(load("abbreviations")["words"])
_BEFORE_NUMBERS = split_words(load("abbreviations")["before_numbers"])

# What may stand inside a word without being seen: combining marks, soft hyphens, zero-width characters. Few
# texts have any, and a pattern that allows for them costs twice as much, so there are two.
_UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_HAS_UNSEEN = re.compile(f"[{_UNSEEN}]")
_PLAIN_LETTERS, _PLAIN_TAIL = r"[^\W\d_]+", r"[^\W_]+"
_ALL_LETTERS, _ALL_TAIL = rf"[^\W\d_](?:[^\W\d_]|[{_UNSEEN}])*", rf"[^\W_](?:[^\W_]|[{_UNSEEN}])*"
# A nickname behind an initial: Ada J. “Jib” Venn.
_NICKNAME = r"[“\"‘'(][^\W\d_a-z][^\s“”\"‘’'()]*[”\"’')]\s"


def _compile(letters: str, tail: str, joiner: str = "", opening: str = "") -> re.Pattern[str]:
    """Compile the token pattern: initialisms and initials, handles, words with inner hyphens and
    apostrophes, behind which a ``joiner`` may stand. An ``opening`` is a token of its own.
    """
    return re.compile(
        rf"(?P<word>{opening}{letters}(?:(?:\.(?=[^\W\d_]\.)[^\W\d_])+\."
        rf"|(?<![^\W\d_]{{2}})\.(?=[ \u00a0]?(?:{_NICKNAME})?[^\W\d_a-z])"
        rf"|(?:(?:[-‐‑’']{joiner}|&(?!#?\w{{2,8}};)){tail})+)?|@\w+)"
        r"|(?P<number>\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|m|bn)?)"
        r"|(?P<break>\n[ \t\r\u00a0]*\n\s*)"
        r"|(?P<entity>&#?\w{2,8};)"
        r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,9}/?>)"
        r"|(?P<punct>\.{2,}|--+|[^\s\w])"
    )


_TOKEN = _compile(_PLAIN_LETTERS, _PLAIN_TAIL)
_TOKEN_UNSEEN = _compile(_ALL_LETTERS, _ALL_TAIL, f"[{_UNSEEN}]?")  # Wikis set “the Post”'s with a joiner.
# What hangs on a French name and is no part of it: "partisans d'Ada Venn".
_ELIDING = r"(?:d|qu)['’](?=[^\W\d_a-zß-öø-ÿ])|"
_TOKEN_ELIDING = _compile(_ALL_LETTERS, _ALL_TAIL, f"[{_UNSEEN}]?", _ELIDING)
_POSSESSIVE = re.compile(r"['’]s$")
# French pronouns that hang on their verb: "écrit-elle", "a-t-il".
_ENCLITIC = re.compile(r"(?:-t)?-(ils?|elles?|on)$")
# A French article at a sentence's start, before a noun: "L'avocate". Names go on with a capital: "D'Angelo".
_ELIDED = re.compile(r"[LD]['’][^\W\d_A-ZÀ-ÞĀ]")
# An Arabic article in front of a name: "Bashar al-Tarr".
_ARTICLED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ul)[-‐‑][^\W\d_a-z]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")


@dataclass(init=False, unsafe_hash=True, slots=True)
class Prose:
    """The tokens of a text in parallel lists, ``sentence[i]`` and ``paragraph[i]`` numbering from 0.

    ``quotes`` has the index of the quotation that a token stands for. ``bounds`` holds the first
    token and the one after the last of every sentence; a dateline ("CALDER, May 2 —") is one.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[int]
    quotes: dict[int, int]
    sentence: list[int]
    paragraph: list[int]
    bounds: list[tuple[int, int]]

    def __init__(
        self,
        text: str,
        words: list[str],
        lower: list[str],
        starts: list[int],
        ends: list[int],
        kinds: list[int],
        quotes: dict[int, int],
        sentence: list[int],
        paragraph: list[int],
        bounds: list[tuple[int, int]],
    ) -> None:
        self.text = text
        self.words = words
        self.lower = lower
        self.starts = starts
        self.ends = ends
        self.kinds = kinds
        self.quotes = quotes
        self.sentence = sentence
        self.paragraph = paragraph
        self.bounds = bounds

    def __len__(self) -> int:
        return len(self.words)


def read_prose(
    text: str,
    quotations: Sequence[Quotation],
    breaks: Sequence[tuple[int, int]],
    speech: frozenset[str],
    *,
    end: int | None = None,
    elides: bool = False,
) -> Prose:
    """Tokenise a text around its outermost quotations.

    Parameters
    ----------
    text
        Original text.
    quotations
        Spans to reduce to one token each, in order, not overlapping.
    breaks
        Spans between paragraphs, in order. What a span covers is not read, however long it is.
    speech
        Reporting verbs, which decide whether a clause after “…?” goes on with its sentence.
    end
        Where reading ends; the text's end if None.
    elides
        Whether a preposition may hang on a name, as in French.
    """
    pattern = _TOKEN_UNSEEN if not text.isascii() and _HAS_UNSEEN.search(text) else _TOKEN
    pattern = _TOKEN_ELIDING if elides else pattern
    prose = Prose(text, [], [], [], [], [], {}, [], [], [])
    position = next_break = 0
    for index, start, stop in _opaque_spans(text, quotations, len(text) if end is None else end):
        while next_break < len(breaks) and breaks[next_break][0] < start:
            if breaks[next_break][0] >= position:
                _read_words(prose, position, breaks[next_break][0], pattern)
                _append(prose, "\n", breaks[next_break][0], breaks[next_break][1], BREAK)
                position = breaks[next_break][1]
            next_break += 1
        _read_words(prose, position, start, pattern)
        if start < stop:
            prose.quotes[len(prose.words)] = index
            _append(prose, "", start, stop, QUOTE)
        position = max(position, stop)
    if not ACRONYMS.isdisjoint(prose.words):
        _keep_acronyms(prose)
    _cut(prose, quotations, speech)
    return prose


# Bodies whose acronyms are a pronoun or an auxiliary in small letters.
ACRONYMS = frozenset(("WHO", "IS", "IT"))


def _keep_acronyms(prose: Prose) -> None:
    """Leave the WHO in capitals, so that no list takes it for "who"; not in a text that shouts."""
    for i, word in enumerate(prose.words):
        if word in ACRONYMS:
            near = [one for one in prose.words[max(i - 2, 0) : i + 3] if one.isalpha()]
            if not all(map(str.isupper, near)) or len(near) == 1:
                prose.lower[i] = word


def _opaque_spans(text: str, quotations: Sequence[Quotation], end: int) -> list[tuple[int, int, int]]:
    """What to reduce: each quotation, around the reporting clause it may hold; last, an empty span where
    reading ends.
    """
    spans = []
    for index, quotation in enumerate(quotations):
        aside = find_inner_clause(text, quotation)
        if aside is None:
            spans.append((index, quotation.start, quotation.end))
        else:
            spans.append((index, quotation.start, aside.start))
            spans.append((index, aside.end, quotation.end))
    return [*spans, (-1, end, end)]


def _append(prose: Prose, word: str, start: int, end: int, kind: int) -> None:
    prose.words.append(word)
    prose.lower.append(word.lower().replace("ſ", "s"))
    prose.starts.append(start)
    prose.ends.append(end)
    prose.kinds.append(kind)


# The marks that end most of what is no plain word.
_ENDS = frozenset(",.;:?!")


def _read_words(prose: Prose, begin: int, end: int, pattern: re.Pattern[str]) -> None:
    """Append the words, numbers and punctuation of a stretch of narration.

    Nine chunks between blanks in ten are a plain word, or one and a mark, and need no pattern: that halves the time of
    attribution. They are appended here and not by a function, which saves as much again.
    """
    text = prose.text
    add_word, add_lower, add_kind = prose.words.append, prose.lower.append, prose.kinds.append
    add_start, add_end = prose.starts.append, prose.ends.append
    place = begin
    for chunk in text[begin:end].split():
        start = text.find(chunk, place)
        place = start + len(chunk)
        word, mark = chunk, ""
        if not word.isalpha():
            word, mark = word[:-1], word[-1]
        if not (word.isascii() and (not mark or (mark in _ENDS and len(word) > 1 and word.isalpha()))):
            _read_chunk(prose, start, place, end, pattern)
            continue
        lower = word.lower()
        add_word(word)
        add_lower(lower)
        add_kind(CAPITAL if word[0] < "a" else WORD)
        add_start(start)
        add_end(start + len(word))
        if mark and (mark != "." or not _is_abbreviated(prose, lower, place)):
            _append(prose, mark, place - 1, place, PUNCT)


def _is_abbreviated(prose: Prose, lower: str, end: int) -> bool:
    """Tell whether a full stop that ends before ``end`` is that of an abbreviation: "No. 10", not "voted no"."""
    if lower not in ABBREVIATIONS:
        return False
    return lower not in _BEFORE_NUMBERS or prose.text[end : end + 2].lstrip()[:1].isdecimal()


def _read_chunk(prose: Prose, start: int, stop: int, end: int, pattern: re.Pattern[str]) -> None:
    """Append the tokens of a chunk that is no plain word; its initials may look at what follows it."""
    for found in pattern.finditer(prose.text, start, end):
        if found.start() >= stop:
            break
        _read_token(prose, found)


def _read_token(prose: Prose, found: re.Match[str]) -> None:
    """Append a token that is no plain word."""
    kind, word, start = found.lastgroup, found[0], found.start()
    if kind == "word":
        _append_word(prose, word, start, found.end())
    elif kind == "punct":
        if word == "*" or _INVISIBLE.fullmatch(word):
            return  # Markdown's emphasis, or a soft hyphen in front of a word.
        adjacent = bool(prose.ends) and prose.ends[-1] == start
        if adjacent and word == "." and _is_abbreviated(prose, prose.lower[-1], found.end()):
            return
        plural = adjacent and word in "'’" and prose.lower[-1][-1:] == "s"
        _append(prose, "'s" if plural else word, start, found.end(), PUNCT)
    elif kind == "number":
        _append(prose, word, start, found.end(), NUMBER)
    elif kind == "entity":
        decoded = html.unescape(word)
        if not decoded.isspace():
            _append(prose, decoded, start, found.end(), PUNCT)


def _append_word(prose: Prose, word: str, start: int, end: int) -> None:
    """Append a word, its possessive or the pronoun that hangs on it as a token of its own."""
    if not word.isascii():
        word = unicodedata.normalize("NFC", _INVISIBLE.sub("", word))
    tail = _POSSESSIVE.search(word) or _ENCLITIC.search(word)
    stem = word[: tail.start()] if tail else word
    middle = end - len(tail[0]) if tail else end
    is_capital = (stem[0].isupper() or stem[0] == "@" or _ARTICLED.match(stem) is not None) and not _ELIDED.match(stem)
    _append(prose, stem, start, middle, CAPITAL if is_capital else WORD)
    if tail and tail.re is _POSSESSIVE:
        _append(prose, "'s", middle, end, PUNCT)
    elif tail:
        _append(prose, tail[1], middle + tail.start(1) - tail.start(), end, WORD)


def _cut(prose: Prose, quotations: Sequence[Quotation], speech: frozenset[str]) -> None:
    """Fill in sentences and paragraphs."""
    first = paragraph = opening = 0
    kinds, words = prose.kinds, prose.words
    paragraphs, sentences = prose.paragraph, prose.sentence
    for i, kind in enumerate(kinds):
        paragraphs.append(paragraph)
        if kind < PUNCT:
            continue  # Words end nothing, nor does most punctuation.
        if kind == PUNCT and words[i][0] not in _STOPS:
            if words[i] not in DASHES or first != opening or not _ends_dateline(prose, first, i):
                continue
        elif kind != BREAK and not _ends_sentence(prose, i, quotations, speech):
            continue
        paragraph += kind == BREAK
        sentences += [len(prose.bounds)] * (i + 1 - first)
        prose.bounds.append((first, i + 1))
        first = i + 1
        opening = first if kind == BREAK else opening
    if first < len(kinds):
        sentences += [len(prose.bounds)] * (len(kinds) - first)
        prose.bounds.append((first, len(kinds)))


_STOPS = frozenset(".!?…。！？")
# What ends a dateline, and else no sentence.
DASHES = frozenset(("—", "–", "-", "--"))
# The longest dateline, in tokens: a town, a state, a day and an agency; and the longest town.
_MAX_DATELINE = 14
_MAX_TOWN = 4


def _ends_dateline(prose: Prose, first: int, dash: int) -> bool:
    """Tell the dash behind "CALDER, May 2 (AGN) —" at a paragraph's head: what is behind it has a capital for that."""
    town, kinds = prose.words[first], prose.kinds
    if not 0 < dash - first < _MAX_DATELINE or kinds[first] != CAPITAL or kinds[dash + 1 : dash + 2] != [CAPITAL]:
        return False
    is_dated = any(
        prose.words[k] == "," and kinds[k + 1] == NUMBER for k in range(first + 1, min(first + _MAX_TOWN + 1, dash))
    )
    if not is_dated and (not town.isupper() or len(town) < 2):
        return False
    # Words but those of a day: "4 de junio".
    return all(kinds[k] not in (WORD, QUOTE) or NUMBER in kinds[max(k - 2, first) : k + 2] for k in range(first, dash))


_PARTICLE_VERBS = get_particle_verbs()
# What may follow the verb of a reporting clause, and more after a question, which a new sentence follows
# seldom.
_AFTER_CLAUSE = frozenset(("in", "on", "at", "during"))
# Tokens of whom something was told, and what opens the clause of what was told.
_MAX_TOLD = 8
_TELLS_WHAT = split_words(
    "that to of about how why what when where whether if he she it they we i his her their its the a an"
)
_AFTER_QUESTION = split_words(
    "of to after when about last this as from with before while reporters him her them me us the monday tuesday "
    "wednesday thursday friday saturday sunday"
)


def _ends_sentence(prose: Prose, i: int, quotations: Sequence[Quotation], speech: frozenset[str]) -> bool:
    """Tell whether a sentence ends after token ``i``."""
    after = i + 1
    if after == len(prose.kinds):
        return False
    is_capital = prose.kinds[after] == CAPITAL or prose.words[after][:1].isupper()  # "L'avocate" is no CAPITAL.
    if prose.kinds[after] == WORD and not is_capital:
        return False
    if prose.kinds[i] == PUNCT:
        return is_capital or prose.kinds[after] in (QUOTE, NUMBER)
    if prose.kinds[i] != QUOTE or not (is_capital or prose.kinds[after] == QUOTE):
        return False
    inner_end = quotations[prose.quotes[i]].inner_end
    last = prose.text[inner_end - 1 : inner_end]
    if last not in ".!?…":
        return False
    return prose.kinds[after] == QUOTE or not _reports(prose, after, speech, loosely=last in "!?")


def _reports(prose: Prose, first: int, speech: frozenset[str], *, loosely: bool) -> bool:
    """Tell a reporting clause after “…?” (“Pell asked.”) from a new sentence (“Pell asked for more.”)."""
    for i in range(first, min(first + 8, len(prose.words) - 1)):
        if prose.kinds[i] in (PUNCT, QUOTE, BREAK) and prose.words[i] != "'s":
            return False
        has_particle = (prose.lower[i], prose.lower[i + 1]) in _PARTICLE_VERBS
        if (has_particle or prose.lower[i] in speech) and i > first and prose.kinds[i] == WORD:
            k = min(i + 1 + has_particle, len(prose.words) - 1)
            follows = prose.lower[k] in _AFTER_CLAUSE or (loosely and prose.lower[k] in _AFTER_QUESTION)
            follows = follows and not (loosely and "that" in prose.lower[k + 1 : k + 4])  # "Pell replied to him that"
            follows = follows or (loosely and prose.lower[i] == "told" and _tells_only_whom(prose, k))
            return follows or prose.kinds[k] in (PUNCT, QUOTE, BREAK)
    return False


def _tells_only_whom(prose: Prose, first: int) -> bool:
    """Tell “…?” Pell told [Norland's ITV station in May.] from a new sentence: Pell told [Norland that he knew.]."""
    if prose.kinds[first] != CAPITAL:
        return False
    for k in range(first + 1, min(first + _MAX_TOLD, len(prose.words))):
        if prose.lower[k] in _AFTER_CLAUSE or (prose.kinds[k] in (PUNCT, QUOTE, BREAK) and prose.words[k] != "'s"):
            return True
        if prose.lower[k] in _TELLS_WHAT:
            return False
    return False


# The greatest age that a number behind a name may be.
_OLDEST = 120


def stands_before_age(prose: Prose, after: int) -> bool:
    """Tell the age behind a name, which makes it a person's: "Orr, 58, left"."""
    words = prose.words[after : after + 3]
    return len(words) == 3 and words[0] == words[2] == "," and words[1].isdecimal() and int(words[1]) <= _OLDEST
