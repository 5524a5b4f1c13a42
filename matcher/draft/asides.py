"""What a draft puts between the marks of a quotation and nobody said: a reporting clause, as in «…, — сказал он, — …».

The words that are verified are those without it, as a quotation in two pairs of marks is verified without what stands
between them. A lie must not be left out with it, so the clause has to be the one that names the speaker: where the
draft names him outside the marks, what looks like a clause inside is part of what was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from matcher.attribution import Attributed, Quotation
from matcher.attribution.asides import iter_inner_clauses
from matcher.attribution.clauses import MAX_BARE_CLAUSE, has_reporting_word
from matcher.attribution.inner import is_reporting_clause
from matcher.types import Span

# Before a reporting clause, where without one a full stop would stand.
_WEAK_STOPS: Final = frozenset(",;—–")
# What ends the draft's own sentence, or another quotation's marks.
_CLAUSE_ENDS: Final = re.compile(r"[.!?…\n«»“”„\"]")


def find_own_clauses(text: str, attributed: Attributed, quotation: Quotation | None) -> tuple[Span, ...]:
    """Find the draft's own reporting clauses between the marks of a quotation, in the reading text."""
    if quotation is None or attributed.attributed_as != "quoted":
        return ()
    clauses = [one for one in iter_inner_clauses(text, quotation) if is_reporting_clause(text[one.start : one.end])]
    if not clauses or _is_reported_outside(text, quotation):
        return ()
    cue = attributed.speaker.cue_start if attributed.speaker is not None else None
    if cue is None or any(one.start <= cue < one.end for one in clauses):
        return tuple(clauses)
    return ()


def _is_reported_outside(text: str, quotation: Quotation) -> bool:
    """Tell whether a reporting clause stands behind the marks, or before them with a colon."""
    after = _CLAUSE_ENDS.split(text[quotation.end : quotation.end + MAX_BARE_CLAUSE], maxsplit=1)[0]
    before = text[max(quotation.start - MAX_BARE_CLAUSE, 0) : quotation.start].rstrip()
    introduces = before.endswith(":") and has_reporting_word(_CLAUSE_ENDS.split(before)[-1])
    return introduces or has_reporting_word(after)


def leave_out(text: str, words: Span, asides: Sequence[Span]) -> str:
    """Give the words of a quotation without what nobody said, a full stop where an aside ends a sentence."""
    kept = text[words.start : words.end]
    for aside in reversed(asides):
        before, after = kept[: aside.start - words.start].rstrip(), kept[aside.end - words.start :].lstrip()
        if text[aside.end - 1] == "." and before[-1:] in _WEAK_STOPS:
            before = f"{before[:-1]}."
        kept = f"{before} {after}"
    return kept.strip()
