"""Whose words somebody recalls, passes on or laughs at: "Venn recalled [Orr]'s promise: “…”", "laughed at Orr's line".

The words stand right behind a noun for words and belong to whoever owns it or is named as its author. Behind a verb of
recalling they are his; behind one of laughter they are, too, where a comma or nothing parts them from the noun, but
behind a colon whoever laughs may as well go on to speak, so they are nobody's. Verbs that say so are left
alone: "Venn responded to Orr's remark: “…”". Lists are those of ``bystanders.toml``; other languages have no such rule.
"""

from __future__ import annotations

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.bystanders import open_evidence
from matcher.attribution.reporting.evidence import Evidence
from matcher.attribution.reporting.objects import is_somebody
from matcher.attribution.reporting.prose import CAPITAL, WORD

_LISTS: dict[str, dict[str, frozenset[str]]] = {
    name: {language: split_words(words) for language, words in load("bystanders")[name].items()}
    for name in ("words", "recalls", "laughs", "answers", "of")
}
_NONE: frozenset[str] = frozenset()
_AUTHORS = {"en": frozenset(("by", "from", "of"))} | _LISTS["of"]
# Words between an owner and what he owns: "Orr's old and tired promise"; and before him to the verb: "at the mayor's".
_MAX_NOUN = 5
_MAX_VERB = 6
# As sure as a clause with its verb at the mark.
_STRENGTH = 0.9


def find_apposed(reading: Reading, q: int, *, is_laughed_at: bool = False) -> Evidence | None:
    """Read the noun right before a whole sentence in marks, and the verb before whoever owns it.

    Parameters
    ----------
    is_laughed_at
        The clause behind the words tells of laughter: "Asked about Orr's line, “…,” Venn laughed".
    """
    prose = reading.prose
    floor = prose.bounds[prose.sentence[q]][0]
    mark = prose.words[q - 1] if prose.words[q - 1] in (":", ",") else ""
    end = q - 1 if mark else q
    language = reading.grammar.language
    words, recalls, laughs, answers = (
        _LISTS[name].get(language, _NONE) for name in ("words", "recalls", "laughs", "answers")
    )
    if not words or end - floor < 2:
        return None
    noun, owner = _find_noun(reading, words, end, floor)
    if owner is None:
        return None
    first = min(owner.first, noun)
    first -= prose.lower[first - 1] in reading.grammar.determiners | reading.grammar.definite and first > floor
    if is_laughed_at and mark == ",":
        return Evidence(owner, noun, noun, "reach", _STRENGTH)
    if first == floor:  # "Orr's slogan, “…,” made her laugh"; "Orr's reply: “…”" is read elsewhere.
        return Evidence(owner, noun, noun, "reach", _STRENGTH) if mark == "," else None
    for verb in range(first - 1, max(floor, first - 1 - _MAX_VERB), -1):
        lower = prose.lower[verb]
        if lower in recalls:
            return Evidence(owner, verb, verb, "reach", _STRENGTH)
        if lower in laughs:
            return Evidence(owner, verb, verb, "reach", _STRENGTH) if mark != ":" else open_evidence(verb)
        if lower in answers:
            is_asked = mark == "," and prose.text[prose.ends[q] - 2] == "?"
            return Evidence(owner, verb, verb, "reach", _STRENGTH) if is_asked else None
        if lower in reading.grammar.cues.all_cues:
            return None
    return None


def _find_noun(reading: Reading, words: frozenset[str], end: int, floor: int) -> tuple[int, Phrase | None]:
    """Find the noun for words that ends before token ``end``, alone or with its author, and whose it is."""
    prose = reading.prose
    nouns, authors = reading.grammar.cues.nouns, _AUTHORS[reading.grammar.language]
    if prose.lower[end - 1] in words or prose.lower[end - 1] in nouns:
        if reading.grammar.language == "en":
            return end - 1, _find_owner(reading, end - 1, floor)
        genitive = find_phrase_ending(reading, end - 2, floor) if reading.grammar.language == "de" else None
        is_owner = genitive is not None and genitive.kind == "name" and prose.lower[end - 2].endswith("s")
        return end - 1, genitive if is_owner else None  # "Ben Orrs Worte"
    for noun in range(end - 3, max(floor, end - 3 - _MAX_NOUN), -1):
        is_noun = prose.lower[noun] in words or prose.lower[noun] in nouns
        if is_noun and prose.lower[noun + 1] in authors:
            author = find_phrase_starting(reading, noun + 2, end)
            is_whole = author is not None and author.last == end - 1 and is_somebody(reading, author)
            return noun, author if is_whole else None
    return -1, None


def _find_owner(reading: Reading, noun: int, floor: int) -> Phrase | None:
    prose = reading.prose
    for k in range(noun - 1, max(floor, noun - 1 - _MAX_NOUN), -1):
        if prose.words[k] == "'s":
            owner = find_phrase_ending(reading, k - 1, floor)
            return owner if owner is not None and is_somebody(reading, owner) else None
        if prose.kinds[k] not in (WORD, CAPITAL):
            return None
    return None


def tells_of_laughter(reading: Reading, verb: int) -> bool:
    """Tell whether a verb tells of laughter and the like."""
    return reading.prose.lower[verb] in _LISTS["laughs"].get(reading.grammar.language, _NONE)
