"""What a draft puts between the marks of a quotation and nobody said.

That is a reporting clause, as in «…, — сказал он, — …», "(sic)", a note's number, and the link that a post ends with.

The words that are verified are those without it, as a quotation in two pairs of marks is verified without what stands
between them. A lie must not be left out with it, so the clause has to be the one that names the speaker: where the
draft names him outside the marks, what looks like a clause inside is part of what was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from matcher.attribution import Attributed, Quotation
from matcher.attribution.structure.asides import iter_inner_clauses
from matcher.attribution.structure.clauses import MAX_BARE_CLAUSE, has_reporting_word
from matcher.attribution.structure.inner import is_reporting_clause
from matcher.types import Span

# Reporting clauses inside one pair of marks: nobody writes three, and a hostile draft has thousands.
MAX_CLAUSES: Final = 8
# Before a reporting clause, where without one a full stop would stand.
_WEAK_STOPS: Final = frozenset(",;—–")
# What ends the draft's own sentence, or another quotation's marks.
_CLAUSE_ENDS: Final = re.compile(r"[.!?…\n«»“”„\"]")
_ADDRESS: Final = r"(?:https?://|www\.)[^\s“”«»\"<>()]*[^\s“”«»\"<>().,;:!?…]"
# What networks leave of links and pictures in a post stands anywhere; an address at the end or in brackets. Elsewhere
# it may be what was said: "go to www.lake.example and sign".
_UNSAID: Final = re.compile(
    r"\(sic!?\)|(?<=[^\W_]|[.,;:!?’'”\"])\[\d{1,3}\]"
    r"|\b(?:https?://)?(?:t\.co|pic\.(?:twitter|x)\.com)/\w+"
    rf"|\({_ADDRESS}\)|\b{_ADDRESS}(?=[\s.,;:!?…’”\"]*$)",
    re.I,
)
_UNSAID_HINTS: Final = ("(", "[", "/", "www.")
_NO_SPACE_BEFORE: Final = frozenset(".,;:!?…)]’”»")


def find_own_clauses(text: str, attributed: Attributed, quotation: Quotation | None) -> tuple[Span, ...]:
    """Find the draft's own reporting clauses between the marks of a quotation, in the reading text."""
    if quotation is None or attributed.attributed_as != "quoted":
        return ()
    looking = islice(iter_inner_clauses(text, quotation), MAX_CLAUSES)
    clauses = [one for one in looking if is_reporting_clause(text[one.start : one.end])]
    if not clauses or _is_reported_outside(text, quotation):
        return ()
    cue = attributed.speaker.cue_start if attributed.speaker is not None else None
    if cue is None or any(one.start <= cue < one.end for one in clauses):
        return tuple(clauses)
    return ()


def find_asides(text: str, attributed: Attributed, quotation: Quotation | None, words: Span) -> tuple[Span, ...]:
    """Find what nobody said between the marks of a quotation, in the reading text, in order and not overlapping."""
    clauses = find_own_clauses(text, attributed, quotation)
    within = text[words.start : words.end]
    if not any(hint in within for hint in _UNSAID_HINTS):
        return clauses
    found = [Span(words.start + one.start(), words.start + one.end()) for one in _UNSAID.finditer(within)]
    return tuple(
        sorted([*clauses, *(f for f in found if not any(c.start < f.end and f.start < c.end for c in clauses))])
    )


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
        kept = before + after if after[:1] in _NO_SPACE_BEFORE else f"{before} {after}"
    return kept.strip()
