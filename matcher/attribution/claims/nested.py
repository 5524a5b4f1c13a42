"""Whoever is quoted within somebody's words: “He told me, ‘You will be paid,’” said Quill.

The outer speaker counts; a claim of the inner one is left open. Who that is, the outer words tell by a name, by a
pronoun or by an office, or not at all ("my boss told me").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matcher.attribution.claims.claimed import ROLES, Claim
from matcher.attribution.grammar import get_grammar
from matcher.attribution.lexicon import LANGUAGES, REPORTING_WORDS, get_genders, is_given_name
from matcher.attribution.people.spelling import fold_name, name_words, same_family
from matcher.attribution.quoted import Attributed
from matcher.attribution.structure.quotations import find_quotations
from matcher.types import Document, Span

# How far round a turn the people of the same talk are looked for, in code points.
TALK = 2_000
# How far before an inner quotation the clause that reports it begins, in words.
_CLAUSE = 9
_CLAUSE_END = re.compile(r"[.!?;]\s")
_GRAMMARS = [get_grammar(language) for language in LANGUAGES]
# Polish pronouns that are everyday words of other languages.
_EVERYDAY = frozenset(("ja", "on"))
_FIRST = frozenset().union(*(grammar.first for grammar in _GRAMMARS)) - _EVERYDAY
_HE = frozenset().union(*(grammar.he for grammar in _GRAMMARS)) - _EVERYDAY
_SHE = frozenset().union(*(grammar.she for grammar in _GRAMMARS))


def is_inner(claim: Claim, document: Document, attributed: Sequence[Attributed], passage: Span) -> bool:
    """Tell whether a passage is a quotation within somebody's words, and whether those may mean whom a claim names."""
    holder = next((one for one in attributed if one.start <= passage.start and passage.end <= one.end), None)
    if holder is None:
        return False
    words = document.text[holder.start : holder.end]
    is_turn = holder.attributed_as == "turn"
    start, end = passage.start - holder.start, passage.end - holder.start
    inner = [q for q in find_quotations(words) if (q.depth > 0 or is_turn) and q.start <= start and end <= q.end]
    if not inner:
        return False
    # Whom a speaker quotes in a turn is mostly somebody of the same talk.
    named = document.text[max(passage.start - TALK, 0) : passage.end + TALK] if is_turn else words
    known = {fold_name(word) for word in name_words(named)}
    if any(fold_name(word) in known for word in claim.name or claim.role):
        return True
    return bool(claim.name) and not is_turn and _may_be_meant(claim.name, words[: inner[0].start], document, holder)


def _may_be_meant(name: Sequence[str], before: str, document: Document, holder: Attributed) -> bool:
    """Tell whether the clause before an inner quotation may mean a person whom the document's narration names."""
    clause = name_words(_CLAUSE_END.split(before)[-1])[-_CLAUSE:]
    lowers = [word.lower() for word in clause]
    if REPORTING_WORDS.isdisjoint(lowers):
        return False  # Nobody is quoted there: a word in inverted commas.
    subject = next((lower for lower in lowers if lower in _FIRST | _HE | _SHE | ROLES), "")
    if subject in _FIRST or any(word[0].isupper() and is_given_name(word.lower()) for word in clause):
        return False  # "I told him", "Ben Orr told me".
    he, she = get_genders()
    if name[0].lower() in (she if subject in _HE else he if subject in _SHE else ()):
        return False
    text = document.text
    narration = text[max(0, holder.start - TALK) : holder.start] + text[holder.end : holder.end + TALK]
    return any(word[0].isupper() and same_family(word, name[-1]) for word in name_words(narration))
