"""Whether the document says that a quotation's words were not said: "she never said “…”"."""

from __future__ import annotations

from typing import Final

from matcher.attribution.structure.clauses import has_reporting_word
from matcher.diff import lexicon_for, negations
from matcher.flags.surroundings import Surroundings
from matcher.text import tokens
from matcher.types import Span
from matcher.view import sentence_ends
from matcher.wordclasses import DENIALS, word_lists

# Code points of a reporting clause looked at on either side of a quotation.
CLAUSE_REACH: Final = 160
# Words between a negation and the verb of saying that it denies: "did not ever really say".
DENIAL_REACH: Final = 4
# Marks that may close a quotation behind its full stop.
CLOSERS: Final = "”’\"'“»› "


def is_denied(around: Surroundings) -> bool:
    """Tell whether the reporting clause of a quotation denies that the words were said: "she never said “…”"."""
    view = around.view
    k = view.quotation_at(around.start)
    if k is None:
        return False
    start, end = view.quotations[k][0], view.quotations[k][1]
    if not around.may_be_denied(Span(start, end), CLAUSE_REACH):
        return False
    low = max(start - CLAUSE_REACH, view.quotations[k - 1][1] if k else 0)
    for match in sentence_ends(view.text, low, start):
        low = max(low, min(match.end(), start))
    high = view.quotations[k + 1][0] if k + 1 < len(view.quotations) else len(view.text)
    after = view.text[end : min(end + CLAUSE_REACH, high)] if not _ends_alone(view.text, start, end) else ""
    stop = next((match.start() + 1 for match in sentence_ends(after, 0, len(after))), len(after))
    language = view.document.language
    if _denies_saying(view.text[low:start], language):
        return True
    return _denies_saying(after[:stop], language, is_question=view.text[start:end].rstrip(CLOSERS)[-1:] == "?")


def _ends_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation ends its sentence and another begins behind it: “…for now.” The firm had no comment."""
    behind = text[end : end + CLAUSE_REACH].lstrip()[:1]
    return behind.isupper() and text[start:end].rstrip(CLOSERS)[-1:] == "."


def _denies_saying(clause: str, language: str | None, *, is_question: bool = False) -> bool:
    """Tell whether the first reporting word of a clause is negated or is a verb of denying followed by one.

    Whoever does not answer the question before the clause has not asked it.
    """
    if not has_reporting_word(clause):
        return False
    found = tokens(clause)
    negated = negations(found, clause, language)
    lists = word_lists(lexicon_for(language, found).language)
    breaks = lists["breaks"]
    for j, token in enumerate(found):
        if not has_reporting_word(clause[token.start : token.end]):
            continue
        if token.folded in DENIALS:
            continue
        if is_question and token.folded in lists["replies"]:
            return False  # “Is it late?” Roan did not answer.
        before = found[max(j - DENIAL_REACH, 0) : j]
        # "He did not come, but called it “…”"
        before = before[max((k + 1 for k, word in enumerate(before) if word.folded in breaks), default=0) :]
        if j > 0 and "," in clause[found[j - 1].end : token.start]:
            opened = [k for k, word in enumerate(found[:j]) if word.folded in lists["relatives"]]
            before = [] if opened and j - opened[-1] > 1 else before  # "Roan, who did not give his age, told us"
        near = before[0].start if before else token.start
        denied = j > 0 and found[j - 1].folded in DENIALS
        return denied or any(near <= n.start < token.start for n in negated)
    return False
