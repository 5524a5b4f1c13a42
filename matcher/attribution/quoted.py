"""A quotation on its way to a speaker: where it stands in the prose, how it looks, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matcher.attribution.people.phrases import Reading
from matcher.attribution.reporting.evidence import Evidence
from matcher.attribution.reporting.prose import BREAK, PUNCT
from matcher.attribution.structure.quotations import Quotation
from matcher.types import Speaker

AttributedAs = Literal["quoted", "scare", "title", "headline", "turn"]


@dataclass(init=False, unsafe_hash=True, slots=True)
class Attributed:
    """A quotation or turn with its speaker; ``start`` and ``end`` take in the marks, offsets into the
    original text.

    ``speaker`` is None where the document leaves it open; ``attributed_as`` tells words that somebody said
    from scare quotes and titles, which nobody did.
    """

    start: int
    end: int
    utterance: int
    speaker: Speaker | None
    attributed_as: AttributedAs

    def __init__(
        self, start: int, end: int, utterance: int, speaker: Speaker | None, attributed_as: AttributedAs = "quoted"
    ) -> None:
        self.start = start
        self.end = end
        self.utterance = utterance
        self.speaker = speaker
        self.attributed_as = attributed_as


@dataclass(init=False, slots=True)
class Quoted:
    """A quotation on its way: its token, how it looks, what was found."""

    index: int
    quotation: Quotation
    token: int
    is_full: bool
    breaks_off: bool
    opens_lower: bool
    evidence: Evidence | None
    speaker: Speaker | None
    entity: int
    as_what: AttributedAs
    own: Evidence | None
    via: str | None

    def __init__(
        self,
        index: int,
        quotation: Quotation,
        token: int,
        is_full: bool,
        breaks_off: bool,
        opens_lower: bool,
        evidence: Evidence | None = None,
        speaker: Speaker | None = None,
        entity: int = -1,
        as_what: AttributedAs = "quoted",
        own: Evidence | None = None,
        via: str | None = None,
    ) -> None:
        self.index = index
        self.quotation = quotation
        self.token = token
        self.is_full = is_full
        self.breaks_off = breaks_off
        self.opens_lower = opens_lower
        self.evidence = evidence
        self.speaker = speaker
        self.entity = entity
        self.as_what = as_what
        self.own = own
        self.via = via


_NESTED = "'’\"”"


def list_quoted(reading: Reading, quotations: list[Quotation]) -> list[Quoted]:
    """Pair each quotation with its token and look at its edges."""
    text = reading.prose.text
    tokens: dict[int, int] = {}
    for token, quote in reading.prose.quotes.items():
        tokens.setdefault(quote, token)
    items = []
    for index, quotation in enumerate(quotations):
        token = tokens[index]
        has_aside = reading.prose.ends[token] < quotation.end
        inner = text[quotation.inner_start : quotation.inner_end]
        last = inner.rstrip(_NESTED)[-1:]  # “He said, ‘No,’” she said.
        last = inner[-2] if last == "]" and inner[-3:-2] == "[" else last  # “It is late[,]” she said.
        breaks_off = (
            last in (",", "?", "!", "—", "–", "-", "…", "，", ";") or text[quotation.end : quotation.end + 1] == ","
        )
        breaks_off = breaks_off or has_aside or text[quotation.end : quotation.end + 2] in (" —", " –", " ,")
        words = inner.split()
        starts_full = inner[:1].isupper() or not inner[:1].isalpha()
        is_full = (len(words) >= 4 and starts_full and last in ",.?!…—–") or len(words) >= 14
        is_full = is_full or (starts_full and last in "?!,." and _opens_sentence(reading, token))
        is_full = is_full or (starts_full and last in "?!." and _follows_colon(reading, token))
        is_full = is_full or (
            starts_full
            and reading.grammar.stops_outside
            and text[quotation.end : quotation.end + 1] in (".", ";")
            and _follows_colon(reading, token)
        )
        is_full = is_full or (starts_full and _is_sentence(words) and _is_signed(reading, token))
        items.append(Quoted(index, quotation, token, is_full, breaks_off, not starts_full))
    return items


def _follows_colon(reading: Reading, token: int) -> bool:
    return token > 0 and reading.prose.words[token - 1] == ":"


# The fewest words of a sentence in small letters: fewer may be a term, and a title has capitals.
_MIN_SENTENCE = 4
_DASHES = frozenset(("—", "–", "--", "―", "-"))


def _is_sentence(words: list[str]) -> bool:
    """Tell what is worded as a sentence, though no stop ends it, from a title or a term."""
    return len(words) >= _MIN_SENTENCE and 2 * sum([word[0].islower() for word in words]) > len(words)


def _is_signed(reading: Reading, token: int) -> bool:
    """Tell a quotation that has a paragraph, or the item of a list, to itself but for a dash and a name."""
    prose = reading.prose
    first, size = token - 1, len(prose)
    if first >= 0 and prose.kinds[first] == PUNCT:
        first -= 1  # The dot of a list's item.
    dash = token + 1 + (token + 1 < size and prose.kinds[token + 1] == BREAK)
    if (first >= 0 and prose.kinds[first] != BREAK) or dash + 1 >= size or prose.words[dash] not in _DASHES:
        return False
    number = reading.cast.at.get(dash + 1, -1)
    after = reading.cast.mentions[number].last + 1 if number >= 0 else size
    return number >= 0 and (after >= size or prose.kinds[after] == BREAK or prose.words[after] in (",", "."))


def _opens_sentence(reading: Reading, token: int) -> bool:
    return reading.prose.bounds[reading.prose.sentence[token]][0] == token


# Evidence this strong gives a part the words that name its speaker there: “…,” said Tarr. “…,” he added.
MIN_OWN = 0.85


# A name with evidence of this strength tells who the pronoun beside another part is: “…,” says Tarr. “…,” he continued.
MIN_NAMED = 0.7


def share_evidence(items: list[Quoted]) -> None:
    """Give every part of an utterance the best evidence of its parts."""
    by_utterance: dict[int, list[Quoted]] = {}
    for item in items:
        by_utterance.setdefault(item.quotation.utterance, []).append(item)
    for parts in by_utterance.values():
        found = [part.evidence for part in parts if part.evidence is not None]
        if len(parts) > 1 and found:
            best = max(found, key=lambda evidence: evidence.strength)
            if best.subject.kind == "pronoun":
                named = [one for one in found if one.subject.kind == "name" and one.strength >= MIN_NAMED]
                best = max(named, key=lambda evidence: evidence.strength, default=best)
            for part in parts:
                if part.evidence is not None and part.evidence.strength >= MIN_OWN:
                    part.own = part.evidence
                part.evidence = best
                part.is_full = True
