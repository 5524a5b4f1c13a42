"""What ranks findings, and what follows from all of them together.

The fewer changes the better, then more of the quote found, fewer words changed, quoted before told, unflagged,
earliest. Shards that answer alone can be merged by the same key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from matcher.align.values import PartQuery
from matcher.diff import count_changed, is_courtesy, is_function_word
from matcher.occurrences import COMMON, Group, Missed, Occurrences, Place, iter_copies
from matcher.question import Question
from matcher.speakers import STATUS_RANK, Voice, find_voice
from matcher.types import Flag, Match, Speaker, Verdict
from matcher.verdict import Finding, denies

# A quote of more words than this is never made of words that everybody says alone.
SHORT: Final = 8
# Copies of a document that are read where the document flags a quote, or another speaker is claimed for it.
MAX_COPIES: Final = 4
VERDICT_RANK: Final[dict[Verdict, int]] = {"verbatim": 0, "elided": 1, "altered": 2, "spliced": 3}
SETTING_RANK: Final = {"quotation": 0, "transcript": 0, "mixed": 1, "narration": 2}


@dataclass(init=False, eq=False, slots=True)
class Editions:
    """A phrase in near-identical documents, read where it is asked for.

    Attributes
    ----------
    read : reads it at a place; None where it does not count there
    """

    queries: Sequence[PartQuery]
    occurrences: Occurrences
    group: Group
    read: Callable[[Place], Ranked | None]

    def __init__(
        self,
        queries: Sequence[PartQuery],
        occurrences: Occurrences,
        group: Group,
        read: Callable[[Place], Ranked | None],
    ) -> None:
        self.queries = queries
        self.occurrences = occurrences
        self.group = group
        self.read = read

    def iter_read(self, missed: Missed = "words") -> Iterator[Ranked]:
        """Yield how it reads in the group's copies, of which those are looked at that may have what is missed."""
        for place in islice(iter_copies(self.queries, self.occurrences, self.group, missed), MAX_COPIES):
            copy = self.read(place)
            if copy is not None:
                yield copy


@dataclass(init=False, unsafe_hash=True, slots=True)
class Ranked:
    """A finding with what ranks it.

    Attributes
    ----------
    agreement : words of the caller's prefix and suffix that stand next to it
    again : where the document has the passage just as well
    editions : the passage in near-identical documents, None without any
    leader : the finding in the first of these, where another one was plainer
    """

    finding: Finding
    copies: int
    earliest: bool
    date: int
    agreement: int
    again: tuple[Finding, ...]
    editions: Editions | None
    leader: Ranked | None

    def __init__(
        self,
        finding: Finding,
        copies: int,
        earliest: bool,
        date: int,
        agreement: int = 0,
        again: tuple[Finding, ...] = (),
    ) -> None:
        self.finding = finding
        self.copies = copies
        self.earliest = earliest
        self.date = date
        self.agreement = agreement
        self.again = again
        self.editions = None
        self.leader = None

    @property
    def key(self) -> tuple[int, int, int, float, int, int, int, int]:
        """Sort key: fewest changes, the caller's context, most of the quote found, fewest words changed, quoted before
        told, earliest.
        """
        f = self.finding
        material = sum(c.severity == "material" for c in f.reading.changes)
        coverage = f.reading.placement.coverage
        return (
            VERDICT_RANK[f.verdict],
            material,
            -self.agreement,
            -coverage,
            sum(count_changed(f.reading.changes)),
            SETTING_RANK[f.setting],
            len(f.flags),
            self.date,
        )

    def iter_equals(self) -> Iterator[Finding]:
        """Yield the other places at which this document or a copy of it has the passage just as well."""
        yield from self.again
        if self.leader is not None and self.leader.key[:2] == self.key[:2]:
            yield self.leader.finding
        if self.editions is not None:
            for copy in self.editions.iter_read():
                if copy.key[:2] == self.key[:2]:
                    yield copy.finding

    def as_match(self, extra: tuple[Flag, ...], speaker: Speaker | None) -> Match:
        """Return it as one of an answer's matches, with flags that hold for all of them."""
        finding = self.finding
        coverage = finding.reading.placement.coverage
        return Match(
            document=finding.reading.view.document,
            verdict=finding.verdict,
            score=100.0 if coverage == 1.0 else round(100 * coverage, 1),
            flags=tuple(dict.fromkeys((*finding.flags, *extra))),
            spans=finding.reading.spans(),
            setting=finding.setting,
            speaker=speaker,
            changes=finding.reading.changes,
            omissions=finding.omissions,
            copies=self.copies,
            earliest=self.earliest,
        )


@dataclass(init=False, unsafe_hash=True, slots=True)
class Found:
    """Everything found for a quote, best first."""

    ranked: tuple[Ranked, ...]
    occurrences: int
    num_unrelated: int

    def __init__(self, ranked: tuple[Ranked, ...], occurrences: int, num_unrelated: int = 0) -> None:
        self.ranked = ranked
        self.occurrences = occurrences
        self.num_unrelated = num_unrelated


R = TypeVar("R", Ranked, Ranked | None)


def read_group(queries: Sequence[PartQuery], occurrences: Occurrences, group: Group, read: Callable[[Place], R]) -> R:
    """Read a phrase in the earliest of near-identical documents; where it is flagged there or joins what two say, in
    the plainest.

    Copies are edited: one edition says "We know that" where another has "Nobody believes that", and one lost the
    quotation marks. Where only these are missed, only copies with more quotations are read.

    Nothing here refers to itself: a circle would keep all that was made for a question until garbage is looked for.
    """
    best = leader = read(group.place)
    if not group.copies or best is None or leader is None:
        return best
    editions = Editions(queries, occurrences, group, read)
    if leader.finding.flags or leader.finding.verdict == "spliced":
        for copy in editions.iter_read(_missed_in(leader.finding)):
            if copy.key < best.key:
                best = copy
                if not copy.finding.flags:
                    break
    best.copies, best.editions = group.copies, editions
    if best is not leader:
        best.leader = leader
    return best


def _missed_in(finding: Finding) -> Missed:
    if finding.verdict == "spliced":
        return "other quotations"
    return "more quotations" if finding.flags == ("not_in_quotation_marks",) else "words"


def ranked_all(found: Iterable[Ranked], earliest: int) -> tuple[Ranked, ...]:
    """Rank the findings of a phrase's documents.

    Parameters
    ----------
    earliest : the date of the phrase's earliest document, which need not be one that answers
    """
    ranked = []
    for r in found:
        r.date = date_of(r.finding)
        r.earliest = r.date == earliest
        ranked.append(r)
    if len(ranked) > 1:
        ranked.sort(key=lambda r: r.key)
    return tuple(ranked)


def best_of(findings: Sequence[Finding], agreed: Sequence[int]) -> Ranked:
    """Choose among places of one document, by the words of the caller's context beside each; keep its equals."""
    ranked = [Ranked(finding, 0, True, 0, agreement) for finding, agreement in zip(findings, agreed, strict=True)]
    best = min(ranked, key=lambda r: r.key)
    best.again = tuple(r.finding for r in ranked if r is not best and r.key == best.key)
    return best


def with_voice(ranked: Ranked, claimed: str | None) -> tuple[Ranked, Voice]:
    """Resolve who speaks, at the place that bears the claim out where a document or its copies have equals.

    A copy that has lost its marks, and with them the speaker, leaves nothing open that the others tell.
    """
    voice = find_voice(ranked.finding, claimed)
    if claimed and voice.status != "confirmed":
        is_told = ranked.finding.setting == "narration"
        for finding in ranked.iter_equals():
            other = find_voice(finding, claimed)
            if other.status == "unattributed" and finding.setting == "narration" and not is_told:
                continue
            if STATUS_RANK[other.status] < STATUS_RANK[voice.status]:
                ranked.finding, voice = finding, other
                ranked.earliest = ranked.earliest and date_of(finding) == ranked.date
    return ranked, voice


def date_of(finding: Finding) -> int:
    placement = finding.reading.placement
    return int(finding.reading.view.segment.dates[placement.number])


def is_ambiguous(voiced: Sequence[tuple[Ranked, Voice]]) -> bool:
    """Tell whether equally good passages are by different people and no claim decides between them."""
    best = voiced[0]
    if best[1].status == "confirmed" or best[1].speaker is None:
        return False
    others = [voice for ranked, voice in voiced[1:] if ranked.key[:2] == best[0].key[:2]]
    others += [find_voice(finding, None) for finding in best[0].again]
    return any(voice.speaker is not None and voice.speaker.name != best[1].speaker.name for voice in others)


def reads_alike(a: Finding, b: Finding) -> bool:
    """Tell whether a quote has the same verdict and changes in two documents."""
    changes = [[(c.kind, c.quote) for c in finding.reading.changes] for finding in (a, b)]
    return a.verdict == b.verdict and changes[0] == changes[1]


def has_same_words(a: Finding, b: Finding) -> bool:
    return [s.text for s in a.reading.spans()] == [s.text for s in b.reading.spans()]


def flags_of_all(question: Question, found: Found) -> tuple[Flag, ...]:
    """Return the flags that follow from the quote, or from all passages together."""
    best = found.ranked[0].finding
    if best.verdict not in ("verbatim", "elided"):
        return ()
    language = best.reading.view.document.language
    stream = question.stream
    is_anybodys = len(stream) <= SHORT and all(
        is_function_word(word, language) or is_courtesy(word, language)
        for word in (stream.folded(i) for i in range(len(stream)))
    )
    flags: tuple[Flag, ...] = ("omission_hides_negation",) if _denies_beside(question, best) else ()
    return (*flags, "common_phrase") if is_anybodys or found.num_unrelated >= COMMON else flags


def _denies_beside(question: Question, best: Finding) -> bool:
    """Tell whether a bracket at either end of the quote denies what the passage says: "[Nobody] will pay"."""
    marks = question.parsed.outer_marks
    if not marks or best.reading.placement.is_exact:
        return False  # The passage has the words in brackets too.
    language = best.reading.view.language_of(())
    return any(denies(mark.text, language) for mark in marks)
