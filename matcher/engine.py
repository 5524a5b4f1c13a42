"""The engine: one query in, one answer out.

The stages of a verification, in order: the quote is parsed and tokenised (``question``); its words are looked up as
one phrase (``occurrences``); where they do not stand as they are, fragments or damaged words are placed by alignment
(``align``); a quote no single passage explains is tried as a splice (``splice``); every placement is read against its
document (``assess``) and concluded (``verdict``); what was found is ranked, copies are folded, and the answer put
together here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import Final, Literal

from matcher.align.place import exact_placement, find_damaged, find_fragments, find_short, place_at
from matcher.align.values import PartQuery, Placement
from matcher.align.weights import weighed
from matcher.assess import read_elsewhere, read_exact, read_placement
from matcher.attribution import Memory
from matcher.bracketed import with_brackets_read
from matcher.clothing import find_clothed
from matcher.contenders import contends, worth_reading
from matcher.crossing import hides_crossing
from matcher.diff import lexicon_for
from matcher.errors import QueryError
from matcher.flags.surroundings import Surroundings
from matcher.hearing import hear
from matcher.index import Index, Snapshot
from matcher.index.search import occurrences_within
from matcher.messages import compose
from matcher.narrated import find_narration, verify_narrated
from matcher.native import digest_of
from matcher.nearby import Context
from matcher.occurrences import COMMON, MAX_FOLDED, Occurrences, Place, find_occurrences, fold_copies
from matcher.outcomes import outcome_of
from matcher.question import Question, asked_again, filters_of, part_queries, searches_none
from matcher.ranking import (
    Found,
    Ranked,
    best_of,
    date_of,
    flags_of_all,
    has_same_words,
    ranked_all,
    read_group,
    reads_alike,
)
from matcher.reading import Reading
from matcher.reordering import find_reordered, is_better, may_be_reordered
from matcher.resemblance import FARTHER, margin_of, may_resemble
from matcher.respelling import iter_respelt
from matcher.retold import with_own_telling
from matcher.splice import find_splice
from matcher.types import Answer, Attribution, Match, Query, Verdict
from matcher.verdict import Finding, conclude
from matcher.view import DocumentView

# Views kept between queries: about 30 kB each with a typical article.
MAX_VIEWS: Final = 512
MAX_READ: Final = 3  # placements, of those that come close to the best
# Places of one document at which a phrase is read: a refrain repeats more often, to no other effect.
MAX_PLACES: Final = 8

# Ellipses and brackets of one quote. Honest quotes have a handful; every mark multiplies the ways to place the rest.
MAX_MARKS: Final = 64

Speakers = Literal["claimed", "always"]
# What was found in one verification of quotes that stand nowhere as they are: the same for whomever they are claimed.
Kept = dict[str, Found]


class Engine:
    """Verifies quotes against an index.

    Parameters
    ----------
    index
        May change between queries; a query sees one generation of it.
    speakers
        ``always`` resolves who spoke for every answer, which costs some milliseconds where a stretch of a document
        has not answered before; ``claimed`` only where a query names a speaker.
    memory
        What is kept of speakers that were resolved before, which saves those milliseconds.

    Examples
    --------
    >>> from matcher.types import Document
    >>> index = Index.open(None)
    >>> index.put(Document("d1", "Taxes", "“We will not raise taxes,” said Ada Venn."), sequence=1)
    >>> Engine(index).verify(Query("We will raise taxes")).verdict
    'altered'
    """

    def __init__(self, index: Index, *, speakers: Speakers = "always", memory: Memory | None = None) -> None:
        self._index = index
        self._speakers = speakers
        self._memory = memory
        self._views: OrderedDict[tuple[int, int], DocumentView] = OrderedDict()
        self._policy: str | None = None

    @property
    def policy(self) -> str:
        """A fingerprint of the matching rules: of the matcher's code, tables and word lists."""
        if self._policy is None:
            self._policy = digest_of((".py", ".toml", ".txt", ".npz"))[:16]
        return self._policy

    def warm_up(self) -> None:
        """Load or compile every kernel, so that the first query is as fast as the next."""
        from matcher.warm_up import warm_up

        warm_up()

    def verify(self, query: Query) -> Answer:
        """Verify one quote: as it is, or where it comes with a reporting clause of its own, what stands in its marks.

        Raises
        ------
        QueryError
            A date of the query is no ISO 8601 date, or the quote has more than ``MAX_MARKS`` marks.
        """
        verify = partial(self._verify, self._index.snapshot(), {})
        narrated = find_narration(query)
        return verify(query) if narrated is None else verify_narrated(query, narrated, verify)

    def _verify(self, snapshot: Snapshot, kept: Kept, query: Query, only_as_it_stands: bool = False) -> Answer:
        return with_own_telling(partial(self._verify_as_one, snapshot, None if only_as_it_stands else kept), query)

    def _verify_as_one(self, snapshot: Snapshot, kept: Kept | None, query: Query) -> Answer:
        question = Question(query.quote)
        if len(question.parsed.marks) > MAX_MARKS:
            raise QueryError(
                f"the quote has {len(question.parsed.marks)} ellipses and brackets, "
                f"at most {MAX_MARKS} can be checked; send it in parts"
            )
        if len(question.stream) == 0:
            return self._answer("unverifiable", query, snapshot, (), 0)
        found = self._search(question, query, snapshot, kept)
        if not found.ranked:
            return self._answer("not_found", query, snapshot, (), 0)
        extra = flags_of_all(question, found)
        if not query.speaker and self._speakers == "claimed":
            matches = [ranked.as_match(extra, None) for ranked in found.ranked]
            return self._answer(matches[0].verdict, query, snapshot, matches, found.occurrences)
        heard = hear(found, query, snapshot, extra)
        verdict: Verdict = heard.matches[0].verdict if heard.matches else "not_found"
        return self._answer(verdict, query, snapshot, heard.matches, heard.occurrences, heard.attribution)

    def _search(self, question: Question, query: Query, snapshot: Snapshot, kept: Kept | None) -> Found:
        filters = filters_of(query)
        for phrasing in question.phrasings():
            queries = part_queries(phrasing.stream, snapshot, filters)
            occurrences = find_occurrences(queries, 0, len(phrasing.stream))
            if occurrences.num_documents:
                return self._exact(phrasing, queries, occurrences, query)
        if kept is None:
            return Found((), 0)
        if query.quote not in kept:
            kept[query.quote] = self._find_damaged(question, queries, query, snapshot)
        return kept[query.quote]

    def _find_damaged(self, question: Question, queries: list[PartQuery], query: Query, snapshot: Snapshot) -> Found:
        filters = filters_of(query)
        if question.editorial is not question.stream:
            queries = part_queries(question.editorial, snapshot, filters)
        queries = weighed(queries, question.tokens)
        placements = find_clothed(question, queries, snapshot, filters)
        found = self._damaged(question, queries, placements, query.max_matches, are_clothed=True)
        if not found.ranked or found.ranked[0].finding.reading.changes:
            placements = self._placements(question, queries)
            found = self._damaged(question, queries, placements, query.max_matches)
        best = found.ranked[0].finding if found.ranked else None
        splice = find_splice(question, queries, best, self._view)
        if splice:
            ranked = tuple(Ranked(f, 0, True, date_of(f)) for f in splice)
            return Found(ranked, len(ranked))
        if best is not None:
            if may_be_reordered(best):
                reordered = find_reordered(question, queries, placements, self._view, best)
                if reordered is not None and is_better(reordered, best):
                    return self._copies(question, queries, reordered, query.max_matches)
            return found
        return self._found_otherwise(question, queries, placements, snapshot, query)

    def _found_otherwise(
        self, question: Question, queries: list[PartQuery], placed: list[Placement], snapshot: Snapshot, query: Query
    ) -> Found:
        """Look for a quote that resembles no passage in another order, in another spelling, and by shorter runs."""
        reordered = find_reordered(question, queries, placed, self._view)
        if reordered is not None:
            return self._copies(question, queries, reordered, query.max_matches)
        for respelt, placements in iter_respelt(question, snapshot, filters_of(query), self._placements):
            found = self._damaged(question, respelt, placements, query.max_matches)
            if found.ranked:
                return found
        placed = worth_reading(find_short(queries, question.ranges), queries)
        return self._damaged(question, queries, placed, query.max_matches, beyond=FARTHER)

    def _exact(self, question: Question, queries: list[PartQuery], occurrences: Occurrences, query: Query) -> Found:
        context = Context.of(query, queries)
        groups = fold_copies(queries, occurrences, MAX_FOLDED if context else max(COMMON, query.max_matches))
        has_voices = bool(query.speaker) or self._speakers == "always"
        read = partial(self._best_in_document, question, queries, context, has_voices)
        found = [read_group(queries, occurrences, group, read) for group in groups]
        return Found(ranked_all(found, occurrences.place(0).date), occurrences.num_documents, len(groups))

    def _best_in_document(
        self, question: Question, queries: list[PartQuery], context: Context | None, has_voices: bool, place: Place
    ) -> Ranked:
        """Read a phrase where it stands best: it may be told first and quoted later, or be said by two."""
        query = queries[place.part]
        best = self._exact_finding(question, query, place.number, place.position, queries)
        is_quoted = best.setting in ("quotation", "transcript") and not best.flags
        if context is None and (not place.repeats or (is_quoted and not has_voices)):
            return Ranked(best, 0, True, 0)
        segment = query.part.segment
        found = occurrences_within(query.ids, segment.tokens, *segment.token_range(place.number))
        positions = found[:MAX_PLACES].tolist() or [place.position]
        if len(positions) < 2 and context is None:
            return Ranked(best, 0, True, 0)
        findings = [self._exact_finding(question, query, place.number, p, queries) for p in positions]
        last = len(query.ids) - 1
        agreed = [context.agreement(query, p, p + last) if context else 0 for p in positions]
        return best_of(findings, agreed)

    def _placements(self, question: Question, queries: list[PartQuery]) -> list[Placement]:
        if question.ranges == [(0, 0)]:
            return []  # nothing outside brackets
        if len(question.ranges) > 1:
            found = find_fragments(queries, question.ranges)
            found.sort(key=lambda p: -p.coverage)
        else:
            found = find_damaged(queries, *question.ranges[0])
        return worth_reading(found, queries)

    def _damaged(
        self,
        question: Question,
        queries: list[PartQuery],
        placements: Sequence[Placement],
        max_matches: int,
        beyond: float = 0.0,
        *,
        are_clothed: bool = False,
    ) -> Found:
        """Read the placements of a quote that does not stand as it is, best first, and find copies of the passage.

        Where its values stand in other clothes it may share hardly a word with its passage.
        """
        kept: list[Reading] = []
        num_read = 0
        for placement in placements:
            query = queries[placement.part]
            if num_read == MAX_READ:
                break
            if kept and not contends(
                placement, kept[0].placement, queries, lexicon_for(kept[0].view.document.language)
            ):
                continue
            if are_clothed or may_resemble(placement, query):
                num_read += 1
                reading = self._reading(question, queries, placement)
                reading.margin = margin_of(placement, query, reading, beyond)
                if reading.margin >= 0:
                    kept.append(reading)
        if not kept:
            return Found((), 0)
        findings = [conclude(r, has_marks=question.parsed.has_silent_marks) for r in kept]
        ranked = [Ranked(f, 0, True, date_of(f)) for f in findings]
        if len(ranked) > 1:
            ranked.sort(key=lambda r: r.key)
        best = ranked[0].finding
        copies = self._copies(question, queries, best, max_matches)
        others = [r for r in ranked[1:] if not has_same_words(r.finding, best)]
        return Found((*copies.ranked, *others), copies.occurrences, copies.num_unrelated)

    def _copies(self, question: Question, queries: list[PartQuery], best: Finding, max_matches: int) -> Found:
        """Find the documents in which the best passage stands as well; the earliest answers.

        The passage's longest unbroken stretch is looked up as a phrase; a document that has it counts if the quote
        reads the same there.
        """
        first, last, _ = max(best.reading.stretches, key=lambda stretch: stretch[1] - stretch[0])
        stretch_queries = asked_again(queries, best.reading.view, first, last)
        occurrences = find_occurrences(stretch_queries, 0, stretch_queries[0].lookup.ids.shape[1])
        read = partial(self._edition, question, queries, best, first)
        groups = fold_copies(queries, occurrences, max(COMMON, max_matches))
        found = [(group, read_group(stretch_queries, occurrences, group, read)) for group in groups]
        alike = [(group, r) for group, r in found if r is not None]
        if not alike:
            return Found((Ranked(best, 0, True, date_of(best)),), 1)
        earliest = min(group.place.date for group, _ in alike)
        count = occurrences.num_documents if len(alike) >= COMMON else sum(group.copies + 1 for group, _ in alike)
        return Found(ranked_all([r for _, r in alike], earliest), count, len(alike))

    def _edition(
        self, question: Question, queries: list[PartQuery], best: Finding, first: int, place: Place
    ) -> Ranked | None:
        """Read a quote where the best passage's longest stretch, which begins at ``first`` there, stands as well."""
        answered = best.reading.placement
        if (place.part, place.number) == (answered.part, answered.number):
            return Ranked(best, 0, True, place.date)
        finding = self._copy(question, queries, best, place, place.position - first)
        if finding is None or not reads_alike(finding, best):
            return None
        finding.reading.margin = best.reading.margin
        return Ranked(finding, 0, True, place.date)

    def _copy(
        self, question: Question, queries: list[PartQuery], best: Finding, place: Place, shift: int
    ) -> Finding | None:
        """Read a quote where the best passage's longest stretch stands as well."""
        query = queries[place.part]
        same = read_elsewhere(best.reading, self._view_of(query, place.number), place.part, shift, question.tokens)
        if same is not None:
            return conclude(same, has_marks=question.parsed.has_silent_marks)
        diagonal = best.reading.placement.pieces[0].first + shift
        placement = place_at(query, question.ranges, place.number, diagonal)
        return self._finding(question, queries, placement) if placement is not None else None

    def _exact_finding(
        self, question: Question, query: PartQuery, number: int, position: int, queries: list[PartQuery]
    ) -> Finding:
        first, last = position, position + len(question.stream) - 1
        placement = exact_placement(query, 0, len(question.stream), position, number)
        view = self._view(queries, placement)
        around = Surroundings(view, first, last)
        cuts_number = around.cuts_number or (around.cuts_article and question.opens_anew(view.text[around.start]))
        is_whole = not cuts_number and (
            around.is_one_voice
            or not hides_crossing(view, first, last, 0, question.literal_tokens, question.parsed.text)
        )
        if not is_whole:
            reading = read_placement(placement, view, question.literal_tokens, question.parsed.text)
        else:
            reading = read_exact(placement, around)
        bracketed = question.is_unmarked or question.parsed.literal is not question.parsed.text
        return conclude(reading, has_marks=bracketed and "[" not in reading.spans()[0].text)

    def _finding(self, question: Question, queries: list[PartQuery], placement: Placement) -> Finding:
        reading = self._reading(question, queries, placement)
        return conclude(reading, has_marks=question.parsed.has_silent_marks)

    def _reading(self, question: Question, queries: list[PartQuery], placement: Placement) -> Reading:
        parsed = question.parsed
        reading = read_placement(
            placement,
            self._view(queries, placement),
            question.tokens,
            parsed.text,
            parsed.marks,
            question.ranges,
            queries[placement.part].is_known_word,
        )
        if reading.changes:
            reading.changes = with_brackets_read(reading.changes, parsed, reading.view)
        return reading

    def _view(self, queries: Sequence[PartQuery], placement: Placement) -> DocumentView:
        return self._view_of(queries[placement.part], placement.number)

    def _view_of(self, query: PartQuery, number: int) -> DocumentView:
        segment = query.part.segment
        key = (id(segment), number)
        view = self._views.get(key)
        if view is None or view.segment is not segment:
            view = DocumentView(segment, number, self._memory)
            self._views[key] = view
            if len(self._views) > MAX_VIEWS:
                self._views.popitem(last=False)
        return view

    def _answer(
        self,
        verdict: Verdict,
        query: Query,
        snapshot: Snapshot,
        matches: Sequence[Match],
        occurrences: int,
        attribution: Attribution | None = None,
    ) -> Answer:
        if attribution is None:
            attribution = Attribution("uncertain" if query.speaker else "not_claimed", query.speaker)
        outcome = outcome_of(verdict, matches, attribution)
        return Answer(
            verdict,
            outcome,
            compose(verdict, matches, attribution, is_idle=verdict == "not_found" and searches_none(query, snapshot)),
            attribution,
            tuple(matches[: query.max_matches]),
            occurrences,
            False,
            snapshot.generation,
            snapshot.num_documents,
            self.policy,
        )
