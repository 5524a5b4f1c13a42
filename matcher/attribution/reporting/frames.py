"""Frames that name a speaker by themselves: according to X, laut X, selon X, X zufolge.

They are phrases and a noun phrase, which is read as a verb's subject is. A language's frames stand with its lists.
"""

from __future__ import annotations

from matcher.attribution.grammar import Frames
from matcher.attribution.people.bearers import MAX_COMPLEMENT, OBLIQUE_ARTICLES, find_bearer_after, is_full_name
from matcher.attribution.people.nouns import is_oblique_office
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.evidence import Evidence, add_apposition
from matcher.attribution.reporting.prose import BREAK, PUNCT, QUOTE, WORD

STRENGTH = 0.85


def read_frame(reading: Reading, i: int) -> Evidence | None:
    """Read "according to X" or "laut X" at token ``i``."""
    return _read(reading, i, reading.grammar.frames)


def read_frame_beside(reading: Reading, i: int) -> Evidence | None:
    """Read a frame at the first word after a quotation, where "per X" and "so X" are frames too."""
    return _read(reading, i, reading.grammar.frames) or _read(reading, i, reading.grammar.frames_beside)


def read_frame_before(reading: Reading, i: int, floor: int, end: int) -> Evidence | None:
    """Read a frame at token ``i`` of the sentence before a quotation, from ``floor`` to ``end``."""
    grammar, lower = reading.grammar, reading.prose.lower[i]
    if lower in grammar.frames_behind and i > floor:
        subject = find_phrase_ending(reading, i - 1, floor)
        return Evidence(subject, i, i, "according", STRENGTH) if subject else None
    found = _read(reading, i, grammar.frames)
    if found is None and i == floor:
        found = _read(reading, i, grammar.frames_opening)
        if found is not None and not _opens(reading, found.subject, end):
            return None
    return found if found is not None and found.subject.last < end else None


def _opens(reading: Reading, subject: Phrase, end: int) -> bool:
    """Tell "Per Ada Conti il piano è “x”" and "Für Ada Dorn ist das “x”" from "Per Ada Conti il teatro fa “x”"."""
    if reading.prose.words[subject.last + 1] == ",":
        return True
    is_named = subject.kind == "name" and reading.cast.mentions[subject.mention].looks == "person"
    beside = (reading.prose.lower[end - 1], reading.prose.lower[subject.last + 1])
    return is_named and not reading.grammar.frames_copulas.isdisjoint(beside)


def opens_frame(reading: Reading, i: int) -> bool:
    """Tell the words of a frame at token ``i``, whoever follows."""
    lower = reading.prose.lower
    return any(_matches(lower, i, frame) for frame in reading.grammar.frames.get(lower[i], ()))


def follows_frame(reading: Reading, i: int) -> bool:
    """Tell whoever begins at token ``i`` right behind a frame: "according to [Ada Venn]"."""
    lower, frames = reading.prose.lower, reading.grammar.frames
    for first in range(max(0, i - _MAX_FRAME), i):
        if any(first + len(frame) == i and _matches(lower, first, frame) for frame in frames.get(lower[first], ())):
            return True
    return False


# Words of the longest frame: "in the immortal words of".
_MAX_FRAME = 5


def _matches(lower: list[str], i: int, frame: tuple[str, ...]) -> bool:
    """Tell a frame at token ``i``, where "*" is any word: "in the immortal words of"."""
    return len(lower) >= i + len(frame) and all(
        part in ("*", word) for part, word in zip(frame, lower[i : i + len(frame)], strict=True)
    )


def _read(reading: Reading, i: int, frames: Frames) -> Evidence | None:
    lower = reading.prose.lower
    for frame in frames.get(lower[i], ()):
        last = i + len(frame) - 1
        if _matches(lower, i, frame):
            subject = _find_subject(reading, last + 1)
            return Evidence(subject, i, last, "according", STRENGTH) if subject else None
    return None


# "According to him, …"
_OBLIQUE = frozenset(("him", "her"))


def _find_subject(reading: Reading, first: int) -> Phrase | None:
    """Find the noun phrase behind a frame, over the preposition or article that may open it ("laut dem Rat")."""
    prose, grammar = reading.prose, reading.grammar
    end = prose.bounds[prose.sentence[first - 1]][1]
    if prose.lower[first] in _OBLIQUE and first + 1 < end and prose.kinds[first + 1] == PUNCT:
        return Phrase(first, first, "pronoun")
    phrase = _find_oblique(reading, first, end) or find_phrase_starting(reading, first, end)
    opens = first + 1 < end and prose.lower[first] in grammar.prepositions | grammar.particles
    if phrase is None and opens and grammar.language != "en":
        first += 1
        phrase = find_phrase_starting(reading, first, end)
    if phrase is not None and grammar.language != "en":
        phrase = find_bearer_after(reading, phrase, first, end)
    named = add_apposition(reading, phrase, end)
    if named is not phrase and named is not None and not _ends(reading, named.last + 1, end):
        return phrase  # "according to the ministry, Venn has"
    return named


# Adjectives that may stand before an office: "по словам нового генерального директора".
_MAX_ADJECTIVES = 2


def _find_oblique(reading: Reading, first: int, end: int) -> Phrase | None:
    """Find an office in another case with its complement, up to a mark: "по мнению [мэра Омска], …".

    Not where whoever has it is named without a comma, which is read as any name is.
    """
    prose, grammar = reading.prose, reading.grammar
    office = first + (first < end and prose.lower[first] in OBLIQUE_ARTICLES)
    adjectives = office
    while office < min(adjectives + _MAX_ADJECTIVES, end - 1) and prose.kinds[office] == WORD:
        if is_oblique_office(prose.lower[office], grammar):
            break
        office += 1
    if office >= end or not is_oblique_office(prose.lower[office], grammar):
        return None
    for k in range(office + 1, min(office + 1 + MAX_COMPLEMENT, end + 1)):
        if _ends(reading, k, end):
            return Phrase(first, k - 1, "nominal", tail=k - 1 - office)
        if k in reading.cast.at and is_full_name(reading, reading.cast.at[k]):
            return None
    return None


def _ends(reading: Reading, after: int, end: int) -> bool:
    return after >= end or reading.prose.kinds[after] in (PUNCT, QUOTE, BREAK)
