"""Issuers: who speaks through a document. "A statement from the palace read" has the palace for its speaker.

So has "the palace issued a statement that read", and "statement of the palace on the flood:".
"""

from __future__ import annotations

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.before import OWNERS
from matcher.attribution.reporting.subjects import find_subject_before

_LISTS = load("reporting")["issuers"]
_ISSUED = split_words(_LISTS["issued"])
_SPOKEN = split_words(_LISTS["spoken"])
_WRITES = split_words(_LISTS["writes"])
_LETS_OUT = split_words(_LISTS["lets_out"])
_PASSIVES = split_words(_LISTS["passives"])
_PRESENTED = split_words(_LISTS["presented"])
_PRESENTS = tuple(tuple(phrase.split("+")) for phrase in _LISTS["presents"].split())
# Words between the document and its issuer at most: "a statement issued late on Monday by".
_REACH = 5
# Tokens of a heading at most: "Remarks as prepared for delivery:".
_HEADING = 6


def find_issuer(reading: Reading, document: Phrase) -> Phrase | None:
    """Find who issued the document that a phrase names: whoever follows "from", "by" or "of", or issues it."""
    prose, grammar = reading.prose, reading.grammar
    if document.kind != "nominal":
        return None
    head = next((k for k in range(document.first, document.last + 1) if prose.lower[k] in grammar.documents), -1)
    if head < 0:
        return None
    return _find_behind(reading, head) or _find_issuing(reading, document, head)


def find_presented(reading: Reading, first: int, last: int) -> Phrase | None:
    """Find whose words a sentence from ``first`` to ``last`` presents."""
    prose = reading.prose
    opening = next((words for words in _PRESENTS if tuple(prose.lower[first : first + len(words)]) == words), ())
    if not opening or prose.lower[first + len(opening)] not in ("is", "are"):
        return None
    for k in range(first + len(opening) + 1, last):
        if prose.lower[k] not in _PRESENTED:
            continue
        if prose.words[k - 1] == "'s":
            return find_phrase_ending(reading, k - 2, first)
        if prose.lower[k - 1] in OWNERS:
            return Phrase(k - 1, k - 1, "pronoun")
        if k + 2 < last and prose.lower[k + 1] in ("of", "by", "from"):
            return find_phrase_starting(reading, k + 2, last)
    return None


def is_heading(reading: Reading, first: int, last: int) -> bool:
    """Tell a line that only says what stands below it, from ``first`` to ``last``: "Remarks as prepared:"."""
    prose = reading.prose
    if last - first > _HEADING or last <= first or prose.lower[first] not in _PRESENTED:
        return False
    return prose.words[last - 1] == ":" and prose.lower[first + 1] in ("as", ":")


def _find_issuing(reading: Reading, document: Phrase, head: int) -> Phrase | None:
    """Find the subject of the verb that a document is the object of: "Ada Venn released the following statement"."""
    prose, verb = reading.prose, document.first - 1
    first = prose.bounds[prose.sentence[document.first]][0]
    issues = _WRITES | _LETS_OUT if prose.lower[head] in _SPOKEN else _WRITES
    if verb <= first or prose.lower[verb] not in issues or prose.lower[verb - 1] in _PASSIVES:
        return None
    return find_subject_before(reading, verb, first)


def _find_behind(reading: Reading, head: int) -> Phrase | None:
    """Find who follows the noun: "a statement issued on Monday by the palace", "statement of Ada Venn"."""
    prose, grammar = reading.prose, reading.grammar
    end = prose.bounds[prose.sentence[head]][1]
    for k in range(head + 1, min(head + 1 + _REACH, end - 1)):
        if prose.lower[k] == "of" and k == head + 1:
            return _find_voiced(reading, head, end)
        if prose.lower[k] in ("from", "by"):
            issuer = find_phrase_starting(reading, k + 1, end)
            if issuer is None or prose.lower[issuer.head] in grammar.documents:
                return None
            return None if prose.lower[issuer.last + 1 : issuer.last + 2] == ["and"] else issuer  # Two are neither.
        if prose.lower[k] not in _ISSUED | grammar.days | {"on", "late", "early"}:
            return None
    return None


def _find_voiced(reading: Reading, head: int, end: int) -> Phrase | None:
    """Find who has spoken "statement of Ada Venn" and "the text of her remarks"."""
    prose, grammar = reading.prose, reading.grammar
    if prose.lower[head + 2] in OWNERS and prose.lower[min(head + 3, end)] in grammar.cues.nouns:
        return Phrase(head + 2, head + 2, "pronoun")
    issuer = find_phrase_starting(reading, head + 2, end) if prose.lower[head] in _SPOKEN else None
    return issuer if issuer is not None and issuer.kind == "name" else None
