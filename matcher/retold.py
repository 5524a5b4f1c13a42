"""A quote in which somebody tells what another said: “He told us, ‘We will not pay.’”

Where a document has the inner words alone, the reporting clause before or behind them is added, and nothing is wrong
with what it reports. Whose telling it is no document knows: a claim of the teller is neither borne out nor contradicted
by whoever is quoted there. Only where the whole clause is missing: one that was reworded is a change as any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from matcher.attribution import Quotation, find_quotations
from matcher.attribution.structure.clauses import has_reporting_word
from matcher.messages import compose
from matcher.outcomes import outcome_of
from matcher.types import Answer, Attribution, Change

_WORD: Final = re.compile(r"[^\W_]+")
# A reporting clause, in code points: more is a story of its own.
MAX_CLAUSE: Final = 60
# A negation, number or name in the clause is more than that somebody said so.
_KINDS: Final = frozenset(("word", "function_word"))


def with_own_telling(answer: Answer, quote: str) -> Answer:
    """Return an answer whose only changes are a reporting clause within the quote with these made minor."""
    if answer.verdict != "altered" or not all(_is_added(change) for change in answer.matches[0].changes):
        return answer
    inner = _find_inner(quote)
    if inner is None or not _are_clause(answer.matches[0].changes, quote, inner):
        return answer
    changes = [replace(change, severity="minor") for change in answer.matches[0].changes]
    best = replace(answer.matches[0], changes=tuple(changes))
    claim, is_wrapped = answer.attribution, len(find_quotations(quote)) > 1
    if claim.status == "contradicted" or (is_wrapped and claim.status == "confirmed"):
        claim = Attribution("uncertain", claim.claimed, claim.speaker)
    matches = (best, *answer.matches[1:])
    outcome, message = outcome_of(answer.verdict, matches, claim), compose(answer.verdict, matches, claim)
    return replace(answer, matches=matches, attribution=claim, outcome=outcome, message=message)


def _is_added(change: Change) -> bool:
    return change.operation == "added" and change.kind in _KINDS


def _find_inner(quote: str) -> Quotation | None:
    """Find the one quotation that does not wrap the quote whole."""
    words = [found.span() for found in _WORD.finditer(quote)]
    found = [q for q in find_quotations(quote) if any(not q.start <= start < q.end for start, _ in words)]
    return found[0] if len(found) == 1 else None


def _are_clause(changes: Sequence[Change], quote: str, inner: Quotation) -> bool:
    """Tell whether the changes are all the words around the inner quotation, and these report."""
    around = [found for found in _WORD.finditer(quote) if not inner.start <= found.start() < inner.end]
    is_added = all(any(c.quote.start <= found.start() < c.quote.end for c in changes) for found in around)
    is_outside = all(c.quote.end <= inner.inner_start or c.quote.start >= inner.inner_end for c in changes)
    is_on_one_side = len({found.start() < inner.start for found in around}) == 1
    clause = " ".join(found[0] for found in around)
    is_short = len(clause) <= MAX_CLAUSE
    return is_added and is_outside and is_on_one_side and is_short and has_reporting_word(clause)
