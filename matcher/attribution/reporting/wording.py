"""Words that a sentence reports, though it does not say plainly who spoke them.

What is between scare quotes and quotations: told by what stands right before, or by a reporting word farther left.
"""

from __future__ import annotations

from matcher.attribution.lexicon import split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending
from matcher.attribution.reporting.evidence import MAX_REACH
from matcher.attribution.reporting.prose import WORD
from matcher.attribution.reporting.subjects import skip_adverbs_back
from matcher.attribution.reporting.verbs import is_passive, is_verb

# Participles that tell what others call a thing: "has been called the “Tarr of the East”". Whoever calls it so is often
# left out. "Known as" is none: it gives a name.
_CALLED = split_words(
    "called dubbed labeled labelled described designated considered characterized characterised branded termed deemed "
    "cast portrayed hailed billed referred"
)
# How many tokens may stand between one of them and the quotation: "described on Monday as a “wet rope”".
_CALLED_REACH = 5
# What makes one of them a passive, and how many tokens may stand between: "will informally be dubbed".
_PASSIVES = split_words("is are was were be been being")
_PASSIVE_REACH = 3
# Nouns for wording, right before the words: "used the phrase “wet rope”", "chants of “Out!”".
_WORDINGS = split_words(
    "phrase term word words slogan motto mantra hashtag chant chants cry cries shouts call calls line refrain "
    "catchphrase"
)
# How many tokens may stand between a noun that reports and the words: "a report by the Herald that he “lied”".
_NOUN_REACH = 12


def is_called(reading: Reading, token: int) -> bool:
    """Tell what others call a person or thing: "has been called the “Tarr of the East”", "labeled a “farce” by"."""
    return _find_called(reading, token) >= 0


def is_called_by_others(reading: Reading, token: int) -> bool:
    """Tell what others call a thing from the name of a thing: "has been called the “x”", but "a show called “x”"."""
    prose, called = reading.prose, _find_called(reading, token)
    if called < 0:
        return False
    first = max(prose.bounds[prose.sentence[token]][0], called - _PASSIVE_REACH)
    by = token + 1 < len(prose) and prose.lower[token + 1] == "by"
    return by or not _PASSIVES.isdisjoint(prose.lower[first:called])


def is_named_so(reading: Reading, token: int, head: Phrase) -> bool:
    """Tell what others call ``head``, or a thing of the clause that it opens, from what ``head`` calls it."""
    called = _find_called(reading, token)
    if called < 0:
        return False
    before = skip_adverbs_back(reading, called - 1, head.last)
    if before == head.last:
        return is_passive(reading, called, head.last)
    return reading.prose.words[before] == "," or find_phrase_ending(reading, before, head.last) is not None


def _find_called(reading: Reading, token: int) -> int:
    """Token of the participle before a quotation, or -1."""
    prose = reading.prose
    first = max(prose.bounds[prose.sentence[token]][0], token - _CALLED_REACH)
    return next(
        (c for c in range(token - 1, first - 1, -1) if prose.lower[c] in _CALLED and prose.kinds[c] == WORD), -1
    )


def is_reported(reading: Reading, token: int) -> bool:
    """Tell words that the sentence reports, though it does not say plainly who spoke them.

    Notes
    -----
    Of partial quotations without a speaker three in four that are reported are somebody's words, of the others one in
    five.
    """
    prose, cues = reading.prose, reading.grammar.cues
    first = max(prose.bounds[prose.sentence[token]][0], token - MAX_REACH)
    if is_called(reading, token) or (token - first > 1 and prose.lower[token - 1] in _WORDINGS):
        return True
    if token - first > 2 and prose.words[token - 1] in (",", "of") and prose.lower[token - 2] in _WORDINGS:
        return True
    if _is_likened(reading, first, token):
        return True
    for c in range(first, token):
        word = prose.lower[c]
        if prose.kinds[c] != WORD:
            continue
        if word in cues.nouns and token - c <= _NOUN_REACH:
            return True
        if word in cues.speech and is_verb(reading, c):
            return True
    return False


def _is_likened(reading: Reading, first: int, token: int) -> bool:
    """Tell what somebody takes a thing for, whoever it is: "to describe it as “wet”", "frames it as a “rope”"."""
    prose, grammar = reading.prose, reading.grammar
    as_ = token - 1 - (prose.lower[token - 1] in grammar.determiners)
    return as_ > first and prose.lower[as_] == "as" and not grammar.cues.all_cues.isdisjoint(prose.lower[first:as_])
