"""Issuers: who speaks through a document. "A statement from the palace read" has the palace for its speaker.

So has "the palace issued a statement that read", and "statement of the palace on the flood:".
"""

from __future__ import annotations

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_starting
from matcher.attribution.reporting.owners import OWNERS
from matcher.attribution.reporting.subjects import find_clause_head, find_subject_before

_LISTS = load("reporting")["issuers"]
_ISSUED = split_words(_LISTS["issued"])
_WHEN = split_words(_LISTS["when"])
SPOKEN = split_words(_LISTS["spoken"])
_WRITES = split_words(_LISTS["writes"])
_LETS_OUT = split_words(_LISTS["lets_out"])
# Of passives: no subject of theirs has issued anything.
BEING = split_words(_LISTS["passives"])
# Words between the document and its issuer at most: "a statement issued late on Monday by".
_REACH = 5


def find_issuer(reading: Reading, document: Phrase) -> Phrase | None:
    """Find who issued the document that a phrase names: whoever follows "from", "by" or "of", or issues it."""
    prose, grammar = reading.prose, reading.grammar
    if document.kind != "nominal":
        return None
    head = next((k for k in range(document.first, document.last + 1) if prose.lower[k] in grammar.documents), -1)
    if head < 0:
        return None
    return find_behind(reading, head, is_joint=False) or find_issuing(reading, document.first, head)


def find_issuing(reading: Reading, document: int, head: int) -> Phrase | None:
    """Find the subject of the verb that a document is the object of: "Ada Venn released the following statement".

    Parameters
    ----------
    document, head
        Tokens with which the document's phrase begins, and of its noun.
    """
    prose, verb = reading.prose, document - 1
    first = prose.bounds[prose.sentence[document]][0]
    issues = _WRITES | _LETS_OUT if prose.lower[head] in SPOKEN else _WRITES
    if verb <= first or prose.lower[verb] not in issues or prose.lower[verb - 1] in BEING:
        return None
    subject, opening = find_subject_before(reading, verb, first), find_clause_head(reading, first, verb)
    if subject is None or opening is None or opening.kind != "name":
        return subject
    # Of those who issue it together the first stands for all; an office behind a name and a comma is that person's.
    is_joint = prose.lower[subject.first - 1] == "and"
    return opening if is_joint or prose.words[opening.last + 1] in (",", "(") else subject


def find_behind(reading: Reading, head: int, *, is_joint: bool) -> Phrase | None:
    """Find who follows the noun: "a statement issued on Monday by the palace", "statement of Ada Venn".

    Parameters
    ----------
    head
        Token of the noun.
    is_joint
        Whether the first of two may stand for both: "statement by Ada Venn and Ben Orr".
    """
    prose, grammar = reading.prose, reading.grammar
    end = prose.bounds[prose.sentence[head]][1]
    for k in range(head + 1, min(head + 1 + _REACH, end - 1)):
        if prose.lower[k] == "of" and k == head + 1:
            return _find_voiced(reading, head, end)
        if prose.lower[k] in ("from", "by"):
            issuer = find_phrase_starting(reading, k + 1, end)
            if issuer is None or prose.lower[issuer.head] in grammar.documents:
                return None
            return issuer if is_joint or prose.lower[issuer.last + 1 : issuer.last + 2] != ["and"] else None
        if prose.lower[k] not in _ISSUED | grammar.days | _WHEN | BEING:
            return None
    return None


def _find_voiced(reading: Reading, head: int, end: int) -> Phrase | None:
    """Find who has spoken "statement of Ada Venn" and "the text of her remarks"."""
    prose, grammar = reading.prose, reading.grammar
    if prose.lower[head + 2] in OWNERS and prose.lower[min(head + 3, end)] in grammar.cues.nouns:
        return Phrase(head + 2, head + 2, "pronoun")
    issuer = find_phrase_starting(reading, head + 2, end) if prose.lower[head] in SPOKEN else None
    return issuer if issuer is not None and issuer.kind == "name" else None
