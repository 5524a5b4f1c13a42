"""A quote sent with its own narration: “We will win,” said Ada Venn, “and we will stay.”

Whoever pastes a sentence out of a draft asks about what stands in its marks, and names the speaker in the same breath.
The narration is covered with spaces, so that every offset holds, and the speaker it names is the claim, unless the
query has one. Not where the narration may itself be what was said: it has to be one short reporting clause, a label or
a name behind a dash, and must not say "I" or "you": “Go,” said my mother, and I went. Whoever selects what stands
between the outermost marks sends it without them: We will win,” said Ada Venn, “and we will stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise
from typing import Final, NamedTuple, Protocol

from matcher.attribution import Quotation, attribute, claim_made, find_quotations, has_opening_mark
from matcher.attribution.lexicon import LANGUAGES, load, split_words
from matcher.attribution.structure.clauses import SENTENCE_END, has_reporting_word
from matcher.errors import warn_of_claim
from matcher.types import Answer, Attribution, Document, Match, PassageSpan, Query, Setting, Span

# Every pair of marks but single ones, which may be apostrophes.
_STRAIGHT: Final = '"'
_CURVED: Final = "“”„«»″"
_MARKS: Final = _STRAIGHT + _CURVED
_FIRST_MARK: Final = re.compile(rf"[^{_MARKS}]*?(?:[,.!?…—–-]([{_MARKS}])(?=\s|$)|\w([{_MARKS}])(?=,))")
_LAST_MARK: Final = re.compile(rf"(?:\s|[—–])([{_MARKS}])(?=[^\s{_MARKS}])[^{_MARKS}]*$")
# A mark that closes within narration, with words behind it: where the words in it begin is anybody's guess.
_CLOSES_INSIDE: Final = re.compile(rf"[^\W\d_][,.!?…]*[{_MARKS}]\s+[^\W\d_]")
# Share of the words in marks that have to stand in a passage which is found by their narration only.
QUOTED_SHARE: Final = 0.5
# What ends a sentence that a reporting clause does not go on, or stands in for words.
_STOPS: Final = ".…—–-"
_OPENERS: Final = {"”": "“", "“": "„", "»": "«", "«": "»"}
_CLOSERS: Final = {"“": "”", "„": "“", "«": "»", "»": "«"}
# Parts of one sentence, and the narration beside them: more is a paragraph, which is no one's quote.
MAX_PARTS: Final = 4
MAX_NARRATION: Final = 120
MAX_QUOTE: Final = 5_000

_WORD: Final = re.compile(r"[^\W\d_]+")
_TOKEN: Final = re.compile(r"[^\W_]+")  # or number
_LISTS: Final = load("reporting")["narration"]
_SECOND_CLAUSE: Final = re.compile(rf",\s+(?:{'|'.join(_LISTS['second_clause'].split())})\s")
# “…” — Ada Venn, party leader
_BYLINE: Final = re.compile(r"\s*(?:[—–―-]{1,2}|\()\s*[^\W\d_a-zà-öø-ÿ][^.!?;:]*[.)]?\s*")
# Ada Venn: “…”
_LABEL: Final = re.compile(rf"\s*[^\W\d_a-zà-öø-ÿ][^.!?;:{_MARKS}]*:\s*")
# A sentence that begins with an amount: said Venn. $40 for a bell. No abbreviation stands before it (Jan. 5, No. 5).
_NEXT_AMOUNT: Final = re.compile(r"(?:\b[^\W\d_A-Z][^\W\d_]{3,}|\b[^\W\d_]{5,}|\d)\.\s+[$£€¥₽]?\d")


class Narrated(NamedTuple):
    """A quote that was sent with its narration.

    Attributes
    ----------
    quoted : asks about what stands in the marks alone
    marked : the quote with the outermost marks that it may have been sent without
    told : what stands before, between and behind the marks
    """

    quoted: Query
    marked: str
    told: list[str]


def find_narration(query: Query) -> Narrated | None:
    """Read a quote that comes with a reporting clause, label or byline; None for any other."""
    quote = query.quote
    if len(quote) > MAX_QUOTE or not _may_have_narration(quote):
        return None
    front, back = _outer_marks(quote)
    marked = f"{front}{quote}{back}"
    parts = [quotation for quotation in find_quotations(marked) if quotation.depth == 0]
    if not _has_narration(marked, parts):
        return None
    covered = _cover(marked, parts)[len(front) : len(front) + len(quote)]
    return Narrated(replace(query, quote=covered), marked, _outside(marked, parts))


class Verify(Protocol):
    """Verifies one quote with nothing taken out of it; ``only_as_it_stands``: if a document has it word for word."""

    def __call__(self, query: Query, only_as_it_stands: bool = False) -> Answer: ...


def verify_narrated(query: Query, narrated: Narrated, verify: Verify) -> Answer:
    """Verify what stands in the marks, and where a document has the narration too, the whole.

    A whole that stands nowhere word for word is looked for only where the words in the marks do not settle it, for that
    takes as long again.
    """
    whole = verify(query, only_as_it_stands=True)
    if _stands_quoted(whole):
        return whole
    quoted = _with_own_text(verify(narrated.quoted), query.quote)
    best = None if whole.matches else _settled(quoted, narrated)
    if best is None:
        best = _better_of(whole if whole.matches else verify(query), quoted, narrated)
    if query.speaker:
        return best
    if best is not quoted:
        return _with_own_claim(best, narrated)
    claim = _query_with_claim(narrated)
    return quoted if claim is None else _with_own_text(verify(claim), query.quote)


def _settled(quoted: Answer, narrated: Narrated) -> Answer | None:
    """Return the answer on what stands in the marks where the whole cannot tell more: it is as a document has it, or
    the document that it was altered from has the narration too; else None.
    """
    if _is_faithful(quoted):
        return quoted
    if quoted.verdict != "altered" or quoted.matches[0].omissions:
        return None
    best = quoted.matches[0]
    extent = _extent_with(narrated.told, best)
    if extent is None:
        return None
    passage = PassageSpan(*extent, best.document.text[extent.start : extent.end], 0)
    setting: Setting = "mixed" if best.setting == "quotation" else best.setting
    return replace(quoted, matches=(replace(best, spans=(passage,), setting=setting), *quoted.matches[1:]))


def _extent_with(told: Sequence[str], match: Match) -> Span | None:
    """Return the extent of a passage with the narration round it, if the document has the same words there."""
    text, spans = match.document.text, sorted(match.spans, key=lambda span: span.start)
    start, end = spans[0].start, spans[-1].end
    between = [text[one.end : other.start] for one, other in pairwise(spans)]
    before, inside, after = _words(told[0]), _words(" ".join(told[1:-1])), _words(told[-1])
    reach = 2 * MAX_NARRATION
    ahead = list(_TOKEN.finditer(text, max(start - reach, 0), start))[-len(before) :] if before else []
    behind = list(islice(_TOKEN.finditer(text, end, end + reach), len(after)))
    stand = [[found[0].lower() for found in ahead], _words(" ".join(between)), [found[0].lower() for found in behind]]
    if stand != [before, inside, after]:
        return None
    return Span(ahead[0].start() if ahead else start, behind[-1].end() if behind else end)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _TOKEN.findall(text)]


def _query_with_claim(narrated: Narrated) -> Query | None:
    """Return the query about what stands in the marks with the speaker whom the narration names; None without one.

    Reading the narration takes milliseconds, more than all else: ask only where no document has it.
    """
    claimed, confidence = _claim_of(narrated.marked, narrated.quoted.language)
    return replace(narrated.quoted, speaker=claimed, speaker_confidence=confidence) if claimed else None


def _with_own_claim(answer: Answer, narrated: Narrated) -> Answer:
    """Return the answer with the claim that the narration makes where the document that answers has it too: whom it
    names is whom the document names, which has been read.
    """
    speaker = answer.matches[0].speaker
    if (
        speaker is None
        or claim_made(speaker)[0] is None
        or speaker.name.split()[-1] not in _WORD.findall(" ".join(narrated.told))
    ):
        return answer
    return replace(answer, attribution=Attribution("confirmed", speaker.name, speaker.name))


def _with_own_text(answer: Answer, quote: str) -> Answer:
    """Return the answer on what stands in the marks with the quote's own text in its changes, narration and all."""
    if not any(match.changes for match in answer.matches):
        return answer
    return replace(answer, matches=tuple([_in_words_of(match, quote) for match in answer.matches]))


def _in_words_of(match: Match, quote: str) -> Match:
    sides = [replace(c.quote, text=quote[c.quote.start : c.quote.end]) for c in match.changes]
    changes = [replace(change, quote=side) for change, side in zip(match.changes, sides, strict=True)]
    return replace(match, changes=tuple(changes))


def _may_have_narration(quote: str) -> bool:
    """Tell quickly that a quote has no marks inside, or two that wrap it whole, as most have; entities may be marks."""
    if "&" in quote and ";" in quote:
        return True
    num_marks = _num_marks(quote)
    if num_marks == 0:
        return False
    bare = quote.strip()
    wraps = (bare[0] in _MARKS, bare[-1] in _MARKS)
    return num_marks > 2 or (num_marks == 2 and not all(wraps)) or (num_marks == 1 and not any(wraps))


def _num_marks(quote: str) -> int:
    straight = quote.count(_STRAIGHT)
    return straight if quote.isascii() else straight + sum([quote.count(mark) for mark in _CURVED])


def _outer_marks(quote: str) -> tuple[str, str]:
    """Give the outermost marks that a quote was sent without: before its first mark, if that closes, and behind an
    open last one; each empty where it has them. A mark alone has to close within a sentence that goes on to its end:
    words cut out of an article at random break off.
    """
    closing, opening = _FIRST_MARK.match(quote), _LAST_MARK.search(quote)
    if _num_marks(quote) == 1:
        opening = None
        if closing is not None and (quote[closing.end() - 2] in _STOPS or not _is_finished(quote)):
            closing = None
    closes = "" if closing is None else closing[1] or closing[2]
    opens = "" if opening is None else opening[1]
    front = (opens or _OPENERS.get(closes, closes)) if closes else ""
    return front, (closes or _CLOSERS.get(opens, opens)) if opens else ""


def _is_finished(clause: str) -> bool:
    """Tell a clause that ends with a stop, a name or its verb from one that breaks off."""
    end = clause.rstrip()
    return end[-1] in ".!?" or end.split()[-1][0].isupper() or has_reporting_word(end.split()[-1])


def _stands_quoted(answer: Answer) -> bool:
    """Tell whether a quote stands as it is in somebody's words, narration and all: it is a story that somebody told."""
    return _is_faithful(answer) and answer.matches[0].setting in ("quotation", "transcript")


def _better_of(whole: Answer, quoted: Answer, narrated: Narrated) -> Answer:
    """Return the answer on what stands in the marks, unless only the whole is as a document has it.

    Two quotations with their narration between them may stand there, and be no one utterance without it. Where a
    document has the narration too, word for word, the passage is the whole of it. Words too few to be recognised by
    themselves are by the narration beside them.
    """
    if not _is_faithful(quoted) and _is_faithful(whole):
        return whole
    if not quoted.matches and whole.verdict == "altered" and _stands_mostly(narrated.quoted.quote, whole):
        return whole
    if not whole.matches or not quoted.matches:
        return quoted
    best, told = quoted.matches[0], whole.matches[0]
    if whole.verdict not in ("verbatim", quoted.verdict) or len(told.changes) > len(best.changes):
        return quoted
    if best.document.id != told.document.id or not _covers(told.spans, best.spans):
        return whole
    best = replace(best, spans=told.spans, setting=told.setting)
    return replace(quoted, matches=(best, *quoted.matches[1:]), occurrences=whole.occurrences)


def _stands_mostly(covered: str, whole: Answer) -> bool:
    """Tell whether the passage has half of the words in the marks; ``covered`` has spaces for the narration."""
    words = [found.span() for found in _WORD.finditer(covered)]
    changed = [change.quote for change in whole.matches[0].changes]
    standing = [all(end <= side.start or side.end <= start for side in changed) for start, end in words]
    return sum(standing) >= QUOTED_SHARE * len(words) > 0


def _covers(spans: Sequence[PassageSpan], others: Sequence[PassageSpan]) -> bool:
    return all(any(span.start <= other.start and other.end <= span.end for span in spans) for other in others)


def _is_faithful(answer: Answer) -> bool:
    return answer.verdict in ("verbatim", "elided")


def _has_narration(quote: str, parts: list[Quotation]) -> bool:
    """Tell a quote whose marks leave out nothing but one reporting clause on each side."""
    if not 0 < len(parts) <= MAX_PARTS:
        return False
    for part in parts:
        if part.inner_end == part.end or not has_opening_mark(quote, part.start):
            return False  # A guess where it begins or ends.
    before, *between, after = _outside(quote, parts)
    told = [stretch for stretch in (before, *between, after) if _WORD.search(stretch)]
    if not told or any(len(stretch) > MAX_NARRATION or _speaks(stretch) for stretch in told):
        return False
    if _WORD.search(before) and not _introduces(before):
        return False
    if len(told) > 1 and _WORD.search(after) and _is_next_sentence(quote, parts, after):
        return False
    if not all(has_reporting_word(stretch) for stretch in between):
        return False
    return not _WORD.search(after) or has_reporting_word(after) or _BYLINE.fullmatch(after) is not None


def _is_next_sentence(quote: str, parts: list[Quotation], after: str) -> bool:
    """Tell a sentence of its own behind one that ends with its quotation: Venn said: “We pay.” The fleet says so.

    A quotation that is introduced already has its reporting clause.
    """
    introduced = quote[parts[-2].end if len(parts) > 1 else 0 : parts[-1].start].rstrip()[-1:] in (":", ",")
    ends = quote[parts[-1].inner_end - 1 : parts[-1].inner_end] in (".", "!", "?", "…")
    return introduced and ends and after.lstrip()[:1].isupper()


def _outside(quote: str, parts: list[Quotation]) -> list[str]:
    """Return what stands before, between and behind the marks."""
    between = [quote[one.end : other.start] for one, other in pairwise(parts)]
    return [quote[: parts[0].start], *between, quote[parts[-1].end :]]


def _introduces(before: str) -> bool:
    """Tell what stands before the marks: a clause with a reporting word or a label, and a colon or comma."""
    end = before.rstrip()[-1:]
    return (end in (":", ",") and has_reporting_word(before)) or _LABEL.fullmatch(before) is not None


def _speaks(stretch: str) -> bool:
    """Tell narration of more than one clause or in which somebody says "I" or "you", and an editor's own bracket."""
    words = _WORD.findall(stretch.lower())
    if any(pattern.search(stretch) for pattern in (_NEXT_AMOUNT, _SECOND_CLAUSE, _CLOSES_INSIDE)):
        return True
    if SENTENCE_END.search(stretch.lstrip(" .")) or stretch.lstrip().startswith("["):
        return True
    return not _selves().isdisjoint(words)


@cache
def _selves() -> frozenset[str]:
    first = (word for language in LANGUAGES for word in load(language)["pronouns"]["first"])
    inner = split_words(load("reporting")["inner"]["selves"]) - split_words(_LISTS["no_selves"])
    return inner.union(split_words(_LISTS["selves"]), first)


def _claim_of(quote: str, language: str | None) -> tuple[str | None, float]:
    """Give whom the narration names, and how sure that is; a pronoun names nobody, and neither does a fault of ours."""
    found = attribute(Document("", "", quote, language=language), on_fault=warn_of_claim)
    speakers = {one.speaker.name: one.speaker for one in found if one.speaker is not None}
    if len(speakers) != 1:
        return None, 1.0
    (speaker,) = speakers.values()
    return claim_made(speaker)


def _cover(quote: str, parts: list[Quotation]) -> str:
    """Cover with spaces what stands outside the marks."""
    covered, place = [], 0
    for part in parts:
        covered += [" " * (part.start - place), quote[part.start : part.end]]
        place = part.end
    return "".join((*covered, " " * (len(quote) - place)))
