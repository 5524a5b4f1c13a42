"""The typed word diff, which decides the verdict: never a similarity score, always the list of changes.

``find_changes`` compares a quote with the passage that the alignment found; ``negations`` and the lexicon
predicates serve the flags; ``widen_numbers`` keeps a passage from beginning or ending within a number.
Inside: tokens become units (``units``, ``numbers``), units are aligned (``alignment``, ``moves``), edits
are typed (``kinds``, ``names``, ``spelling``, ``unspaced``) by small lexicons a language (``lexicons``).
"""

from __future__ import annotations

from matcher.diff.changes import count_changed, find_changes
from matcher.diff.values.digits import regrouped
from matcher.diff.values.edges import number_continues, numbers_beside, widen_numbers
from matcher.diff.words.genitive import is_genitive
from matcher.diff.words.lexicons import GUESS_TOKENS, guess_language, is_number, is_of_value, lexicon_for, may_be_value
from matcher.diff.words.negation import contains_negation, negations
from matcher.diff.words.wordlists import SPELLINGS, spellings

__all__ = [
    "GUESS_TOKENS",
    "SPELLINGS",
    "conditions",
    "contains_negation",
    "contrasts",
    "count_changed",
    "find_changes",
    "guess_language",
    "hedges",
    "is_courtesy",
    "is_function_word",
    "is_genitive",
    "is_number",
    "is_of_value",
    "lexicon_for",
    "may_be_value",
    "negations",
    "number_continues",
    "numbers_beside",
    "regrouped",
    "spellings",
    "widen_numbers",
]


def is_function_word(folded: str, language: str | None) -> bool:
    """Tell whether a folded word is an article, pronoun, preposition, conjunction or auxiliary."""
    return folded in lexicon_for(language).function


def is_courtesy(folded: str, language: str | None) -> bool:
    """Tell whether a folded word is one that anybody says to anybody: thank, yes, welcome."""
    return folded in lexicon_for(language).courtesies


def conditions(language: str | None) -> frozenset[str]:
    """Return the folded words that make a sentence depend on something: if, unless, until."""
    return lexicon_for(language).conditions


def hedges(language: str | None) -> frozenset[str]:
    """Return the folded words that make a sentence uncertain: perhaps, reportedly, might."""
    return lexicon_for(language).hedges


def contrasts(language: str | None) -> frozenset[str]:
    """Return the folded words that take back what a sentence says: but, although."""
    return lexicon_for(language).contrasts
