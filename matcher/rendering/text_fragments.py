"""Deep links: a URL whose text fragment makes a browser scroll to a passage and highlight it.

``https://…#:~:text=[prefix-,]start[,end][,-suffix]``. A browser searches what it shows, case-insensitively and by
whole words, for the first occurrence, and no part may cross a block of the page. So a passage is given with the whole
of the words that it cuts ("l’école", "president’s"); a short one in one block is given whole, a long one or one over
several blocks by its first and last words; context is added until the start stands in the document once, and the
last words are the first of their kind behind it. Where context cannot tell a passage from other words that begin or end
like it, there is no directive: the top of the page is better than the wrong words.

References
----------
WICG, URL Fragment Text Directives, §3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import quote

# Longer passages are given by their ends: links stay readable, and small edits in the middle do not break
# them.
MAX_EXACT_CHARACTERS = 120
# Words taken from either end of a long passage, and added as context in each round.
_STEP_WORDS = 4
# Words of context at which we stop: the passage then stands in a repeated paragraph.
_MAX_CONTEXT_WORDS = 16
# Directives in one link. Browsers read more, but mail programs cut long URLs.
_MAX_DIRECTIVES = 8
# Characters looked at to find words at the end of a span or around it; a page of text has about 3,000.
_WINDOW = 400
# Encoded words kept: the standard library encodes byte by byte in Python, some 10 µs a link, and the words of
# news repeat. Some megabytes when full.
_CACHED_WORDS = 65_536
# Characters that a passage is widened by to the border of a word; longer is no word that a link should show.
_MAX_WORD = 40
# What parts no word between two letters or digits (UAX 29, MidLetter, MidNum and MidNumLet).
_MIDDLES = "'’.:·,;"
_WORD = re.compile(r"\S+")
# Bytes of UTF-8 with ASCII letters lowered, and line ends and tabs, which a page shows as spaces, made such.
_LOWERED = bytes(range(256)).lower().translate(bytes.maketrans(b"\n\t\r", b"   "))
# Other spaces as UTF-8 that a page shows as one; more are too rare to be looked for.
_SPACES = tuple(space.encode() for space in ("\u00a0", "\u202f", "\u2009", "\u3000"))
# Places of a passage's longest word in a page that are looked at one by one; where it has more, all of it is folded.
_MAX_PLACES = 12
# Bytes beside such a place beyond those that the passage has there: spaces in a row, which become one.
_ROOM = 32
_ENTITY = re.compile(r"&#?\w{2,31};")

# What browsers leave out of an address wherever it stands (WHATWG URL, §4.4).
_DROPPED = str.maketrans("", "", "\t\n\r")

_Span = tuple[int, int]


def deep_link(url: str, text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Give `url` with a text fragment for each span, in code points of `text`.

    A fragment that the URL has already stays in front, as the specification asks. Blanks in the URL are read as
    browsers do: one behind its end would else stand within the link, as a part of the page's address.

    Examples
    --------
    >>> deep_link("https://a.example/1", "She said: we will rebuild. End.", [(10, 25)])
    'https://a.example/1#:~:text=we%20will%20rebuild'
    """
    page = _Page(text)
    given = [page.directive(start, end) for start, end in list(spans)[:_MAX_DIRECTIVES] if text[start:end].strip()]
    directives = [directive for directive in given if directive is not None]
    base, _, fragment = _without_blanks(url).partition("#")
    fragment = fragment.partition(":~:")[0]
    if not directives:
        return f"{base}#{fragment}" if fragment else base
    return f"{base}#{fragment}:~:" + "&".join("text=" + directive for directive in directives)


def _without_blanks(url: str) -> str:
    """Give an address as browsers read it: blanks at its ends, line ends and tabs dropped, other spaces encoded."""
    return url.strip().translate(_DROPPED).replace(" ", "%20")


@lru_cache(_CACHED_WORDS)
def escape(word: str) -> str:
    """Percent-encode a word, also ``-``, ``,`` and ``&``, which have a meaning in the directive."""
    return quote(word, safe="").replace("-", "%2D")


def _fold(text: str) -> bytes:
    """Fold a text as a browser does when it searches: any white space is one space, and capitals do not matter.

    UTF-8 with ASCII letters lowered: many times cheaper than lowering the text as characters. Capitals beyond ASCII
    that differ only in case are taken for different words, which at worst leaves a link less specific.
    """
    return _collapse(_lower(text))


def _lower(text: str) -> bytes:
    """Do the first half of ``_fold``: what one pass over the bytes can."""
    return text.encode("utf-8", "surrogatepass").translate(_LOWERED)


def _collapse(lowered: bytes) -> bytes:
    """Do the second half of ``_fold``, for a whole text or a part of it."""
    if not lowered.isascii():
        for space in _SPACES:
            lowered = lowered.replace(space, b" ")
    while b"  " in lowered:
        lowered = lowered.replace(b"  ", b" ")
    return lowered


class _Page:
    """A document as a browser searches it.

    Folding all of it takes longer than anything else about a link. So it is only lowered, which leaves words as they
    are, and the longest word of what is looked for is found there: what stands round its places is folded.
    """

    __slots__ = ("_folded", "_lowered", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._lowered: bytes | None = None
        self._folded: bytes | None = None

    def is_unique(self, start: int, end: int) -> bool:
        """Tell whether ``text[start:end]`` stands in the page once."""
        if self._lowered is None:
            self._lowered = _lower(self._text)
        part = _fold(self._text[start:end])
        word = max(part.split(b" "), key=len)
        places = _places_of(word, self._lowered)
        if len(places) <= _MAX_PLACES:
            before, after = part[: part.index(word)], part[part.index(word) + len(word) :]
            found = 0
            for place in places:
                found += _stands_at(self._lowered, place, before, word, after)
            return found < 2
        if self._folded is None:
            self._folded = _collapse(self._lowered)
        first = self._folded.find(part)
        return self._folded.find(part, first + 1) < 0

    def directive(self, start: int, end: int) -> str | None:
        """Give the directive for one span, with as little context as makes its start unique; None where none leads to
        its words.
        """
        start, end = _with_whole_words(self._text, *_strip(self._text, start, end))
        if end - start <= MAX_EXACT_CHARACTERS and "\n" not in self._text[start:end]:
            return self._exact(start, end)
        return self._range(start, end)

    def _exact(self, start: int, end: int) -> str:
        prefix_start, suffix_end = start, end
        for num_words in range(_STEP_WORDS, _MAX_CONTEXT_WORDS + 1, _STEP_WORDS):
            if self.is_unique(prefix_start, suffix_end):
                break
            prefix_start = _word_before(self._text, start, num_words)
            suffix_end = _word_after(self._text, end, num_words)
        return self._join((prefix_start, start), (start, end), (end, suffix_end))

    def _range(self, start: int, end: int) -> str | None:
        prefix_start = head_end = start
        for prefix_start, head_end in _iter_starts(self._text, start, end):
            if self.is_unique(prefix_start, head_end):
                break
        else:
            if not self._is_led_to(prefix_start, head_end, end):
                return None
        tail = self._tail(head_end, end)
        if tail is None:
            return None
        tail_start, suffix_end = tail
        return self._join((prefix_start, start), (start, head_end), (end, suffix_end), (tail_start, end))

    def _is_led_to(self, prefix_start: int, head_end: int, end: int) -> bool:
        """Tell whether the words of a passage stand at the first place of its first words and their context."""
        page = _fold(self._text)
        place = page.find(_fold(self._text[prefix_start:head_end]))
        return page.startswith(_fold(self._text[prefix_start:end]), place)

    def _tail(self, head_end: int, end: int) -> _Span | None:
        """Give where the last words of a passage begin and their suffix ends; None where that tells no end.

        A browser takes the first end behind the start, so there are as many words as make them the first of their
        kind; where their block has no more, what follows is the suffix.
        """
        rest = _fold(self._text[head_end:end])
        tail_start = end
        for num_words in range(_STEP_WORDS, _MAX_CONTEXT_WORDS + 1, _STEP_WORDS):
            tail_start = max(_word_before(self._text, end, num_words), head_end)
            tail = _fold(self._text[tail_start:end])
            if rest.find(tail) == len(rest) - len(tail):
                return tail_start, end
        suffix_end = _word_after(self._text, end, _STEP_WORDS)
        rest, tail = (_fold(self._text[begin:suffix_end]) for begin in (head_end, tail_start))
        return (tail_start, suffix_end) if rest.find(tail) == len(rest) - len(tail) else None

    def _join(self, prefix: _Span, head: _Span, suffix: _Span, tail: _Span | None = None) -> str:
        prefix_text, head_text, suffix_text = (self._part(*span) for span in (prefix, head, suffix))
        parts = [prefix_text + "-"] if prefix_text else []
        parts.append(head_text)
        if tail is not None and (tail_text := self._part(*tail)):
            parts.append(tail_text)
        if suffix_text:
            parts.append("-" + suffix_text)
        return ",".join(parts)

    def _part(self, start: int, end: int) -> str:
        part = self._text[start:end]
        if "&" in part:  # What was left of markup: the page has the character.
            part = _ENTITY.sub(lambda entity: unescape(entity[0]), part)
        return "%20".join(map(escape, part.split()))


def _places_of(word: bytes, lowered: bytes) -> list[int]:
    """Return where a word begins, one place more than ``_MAX_PLACES`` at most."""
    places: list[int] = []
    place = lowered.find(word)
    while place >= 0 and len(places) <= _MAX_PLACES:
        places.append(place)
        place = lowered.find(word, place + 1)
    return places


def _stands_at(lowered: bytes, place: int, before: bytes, word: bytes, after: bytes) -> bool:
    """Tell whether a word at a place has folded texts before it and after it."""
    return _has_before(lowered, place, before) and _has_after(lowered, place + len(word), after)


def _has_before(lowered: bytes, end: int, wanted: bytes) -> bool:
    reach = len(wanted) + _ROOM
    while True:
        low = max(end - reach, 0)
        near = _collapse(lowered[low:end])
        # What the cut leaves of a space may stand first.
        if low == 0 or len(near) > len(wanted) + 2:
            return near.endswith(wanted)
        reach *= 2


def _has_after(lowered: bytes, start: int, wanted: bytes) -> bool:
    reach = len(wanted) + _ROOM
    while True:
        near = _collapse(lowered[start : start + reach])
        if start + reach >= len(lowered) or len(near) > len(wanted) + 2:
            return near.startswith(wanted)
        reach *= 2


def _strip(text: str, start: int, end: int) -> _Span:
    passage = text[start:end]
    return start + len(passage) - len(passage.lstrip()), end - (len(passage) - len(passage.rstrip()))


def _with_whole_words(text: str, start: int, end: int) -> _Span:
    """Widen a passage to the borders of the words that its ends cut: a browser finds whole words only."""
    first, last = start, end
    while max(0, start - _MAX_WORD) < first and _cuts_word(text, first):
        first -= 1
    while last < min(len(text), end + _MAX_WORD) and _cuts_word(text, last):
        last += 1
    return first if start - first < _MAX_WORD else start, last if last - end < _MAX_WORD else end


def _cuts_word(text: str, offset: int) -> bool:
    """Tell whether a cut at ``offset`` goes through a word (UAX 29): "can|not", "l|’école", "l’|école"."""
    before, after = text[offset - 1], text[offset]
    if before in _MIDDLES:
        return offset > 1 and _joins(text[offset - 2], before, after)
    if after in _MIDDLES:
        return offset + 1 < len(text) and _joins(before, after, text[offset + 1])
    return _is_of_word(before) and _is_of_word(after)


def _joins(before: str, middle: str, after: str) -> bool:
    """Tell "1,000" from "one,two"."""
    if middle in ",;" and not (before.isdigit() and after.isdigit()):
        return False
    return _is_of_word(before) and _is_of_word(after)


def _is_of_word(c: str) -> bool:
    """Tell letters, digits and their marks of scripts that part words with spaces; others have borders anywhere."""
    is_spaced = c < "\u0e00" or "\uac00" <= c <= "\ud7a3"
    return is_spaced and (c.isalnum() or c == "_" or (c >= "\u0300" and unicodedata.combining(c) != 0))


def _iter_starts(text: str, start: int, end: int) -> Iterator[_Span]:
    """Yield where a prefix begins and the first words of a passage end: more and more of the prefix, then of these."""
    prefix_start, head_end = start, min(_word_after(text, start, _STEP_WORDS), end)
    yield prefix_start, head_end
    for num_words in range(_STEP_WORDS, _MAX_CONTEXT_WORDS + 1, _STEP_WORDS):
        prefix_start = _word_before(text, start, num_words)
        yield prefix_start, head_end
    for num_words in range(2 * _STEP_WORDS, _MAX_CONTEXT_WORDS + 1, _STEP_WORDS):
        head_end = min(_word_after(text, start, num_words), end)
        yield prefix_start, head_end


def _word_after(text: str, start: int, num_words: int) -> int:
    """Give the end of the last of so many words after `start`, all in the block of the first."""
    limit = min(len(text), start + _WINDOW)
    end = start
    for count, word in enumerate(_WORD.finditer(text, start, limit)):
        if count == num_words or (count and "\n" in text[end : word.start()]):
            break
        end = word.end()
    return end


def _word_before(text: str, end: int, num_words: int) -> int:
    """Give the start of the first of so many words before `end`, all in the block of the last."""
    limit = max(0, end - _WINDOW)
    before = text[limit:end].rstrip()
    block = before[before.rfind("\n") + 1 :]
    words = block.rsplit(None, num_words)
    is_cut_off = limit > 0 and len(block) == len(before) and not block[:1].isspace()
    if words and (len(words) > num_words or is_cut_off):
        block = block[len(words[0]) :]
    kept = block.lstrip()
    return limit + len(before) - len(kept) if kept else end
