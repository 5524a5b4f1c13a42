"""A quote in which somebody tells what another said: “He told us, ‘We will not pay.’”

Where a document has the inner words alone, the reporting clause before or behind them is added, and nothing is wrong
with what it reports. Whose telling it is no document knows: a claim of the teller is neither borne out nor contradicted
by whoever is quoted there. Only where the whole clause is missing: one that was reworded is a change as any other. It
may name whoever is quoted, and nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from matcher.attribution import Quotation, find_quotations
from matcher.attribution.claims.claimed import is_title_word
from matcher.attribution.people.spelling import name_words
from matcher.attribution.structure.clauses import has_reporting_word
from matcher.diff import contains_negation, lexicon_for
from matcher.messages import compose
from matcher.outcomes import outcome_of
from matcher.text import tokens
from matcher.types import Answer, Attribution, Change, DiffSide, Query, Speaker

_WORD: Final = re.compile(r"[^\W_]+")
# A reporting clause, in code points: more is a story of its own.
MAX_CLAUSE: Final = 60
# A negation, number or other name in the clause is more than that somebody said so.
_KINDS: Final = frozenset(("word", "function_word"))


def with_own_telling(verify: Callable[[Query], Answer], query: Query) -> Answer:
    """Verify a quote; where all that is wrong with it is a reporting clause of its own, that is a minor change."""
    answer = verify(query)
    if answer.verdict not in ("altered", "spliced"):
        return answer
    best = answer.matches[0]
    is_all_added = answer.verdict == "altered" and all(_is_added(change, best.speaker) for change in best.changes)
    inner = _find_inner(query.quote) if is_all_added or best.setting == "mixed" else None
    if inner is None:
        return answer
    if is_all_added:
        told = _find_clause(query.quote, inner)
        if told is None or not _is_plain(told.text, best.speaker) or not _are_clause(best.changes, query.quote, inner):
            return answer
        return _as_told(answer, [replace(change, severity="minor") for change in best.changes], query.quote)
    # The alignment takes the clause for words of the narration near by: "Orr met Ada Venn. “We will not pay.”"
    clause = _find_clause(query.quote, inner)
    if clause is None:
        return answer
    alone = verify(replace(query, quote=query.quote[inner.inner_start : inner.inner_end]))
    if alone.verdict != "verbatim" or alone.matches[0].setting == "narration":
        return answer
    if not _is_plain(clause.text, alone.matches[0].speaker):
        return answer
    start = alone.matches[0].spans[0].start
    return _as_told(alone, [Change("word", "added", "minor", clause, DiffSide(start, start, ""))], query.quote)


def _as_told(answer: Answer, changes: Sequence[Change], quote: str) -> Answer:
    """Return the answer to what is told inside a quote, with the clause that tells it as changes."""
    best = replace(answer.matches[0], verdict="altered", changes=tuple(changes))
    claim, is_wrapped = answer.attribution, len(find_quotations(quote)) > 1
    if claim.status == "contradicted" or (is_wrapped and claim.status == "confirmed"):
        claim = Attribution("uncertain", claim.claimed, claim.speaker)
    matches = (best, *answer.matches[1:])
    outcome, message = outcome_of("altered", matches, claim), compose("altered", matches, claim)
    return replace(answer, verdict="altered", matches=matches, attribution=claim, outcome=outcome, message=message)


def _find_clause(quote: str, inner: Quotation) -> DiffSide | None:
    """Find the short reporting clause on one side of the inner quotation."""
    around = [found.span() for found in _WORD.finditer(quote) if not inner.start <= found.start() < inner.end]
    start, end = around[0][0], around[-1][1]
    is_on_one_side = end <= inner.start or start >= inner.end
    if not is_on_one_side or end - start > MAX_CLAUSE or not has_reporting_word(quote[start:end]):
        return None
    return DiffSide(start, end, quote[start:end])


def _is_plain(clause: str, speaker: Speaker | None) -> bool:
    """Tell a clause that says no more than that somebody spoke, and names nobody but whoever has."""
    words = tokens(clause)
    if contains_negation(words, clause, None) or any(char.isdigit() for char in clause):
        return False
    function = lexicon_for(None, words).function
    named = [clause[w.start : w.end] for w in words if clause[w.start].isupper() and w.folded not in function]
    own = _name_of(speaker)
    return all(is_title_word(word) or word.casefold() in own for word in named)


def _name_of(speaker: Speaker | None) -> set[str]:
    return {word.casefold() for word in name_words(speaker.name)} if speaker is not None and speaker.name else set()


def _is_added(change: Change, speaker: Speaker | None) -> bool:
    """Tell an added word of a clause; a name only if it is the speaker's own: “Venn said, ‘We pay,’” of Ada Venn."""
    if change.operation != "added":
        return False
    if change.kind == "name":
        words = {word.casefold() for word in name_words(change.quote.text)}
        return bool(words) and words <= _name_of(speaker)
    return change.kind in _KINDS


def _find_inner(quote: str) -> Quotation | None:
    """Find the one quotation that does not wrap the quote whole."""
    words = [found.span() for found in _WORD.finditer(quote)]
    found = [q for q in find_quotations(quote) if any(not q.start <= start < q.end for start, _ in words)]
    return found[0] if len(found) == 1 else None


def _are_clause(changes: Sequence[Change], quote: str, inner: Quotation) -> bool:
    """Tell whether the changes are all the words around the inner quotation, and no others."""
    around = [found for found in _WORD.finditer(quote) if not inner.start <= found.start() < inner.end]
    is_added = all(any(c.quote.start <= found.start() < c.quote.end for c in changes) for found in around)
    is_outside = all(c.quote.end <= inner.inner_start or c.quote.start >= inner.inner_end for c in changes)
    return is_added and is_outside
