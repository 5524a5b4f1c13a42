"""Sentences that present words of somebody, and whose: "Ada Venn made the following statement on the Orr Bill:".

Whatever else such a sentence names stands nearer to the quotation than who speaks. So the document is looked for first
(statement, remarks, letter), then whose it is: an owner before it, whoever follows "by" or "from", the subject of the
verb that it is the object of, or of the clause behind it ("remarks she delivered").
"""

from __future__ import annotations

from matcher.attribution.lexicon import load, split_words
from matcher.attribution.people.phrases import Phrase, Reading, find_phrase_ending, find_phrase_starting
from matcher.attribution.reporting.evidence import MAX_REACH, Evidence
from matcher.attribution.reporting.issuers import BEING, SPOKEN, find_behind, find_issuing
from matcher.attribution.reporting.owners import OWNERS
from matcher.attribution.reporting.prose import BREAK, CAPITAL, NUMBER, WORD

_LISTS = load("reporting")["presented"]
DOCUMENTS = SPOKEN | split_words(_LISTS["written"])
_OPENINGS = split_words(_LISTS["openings"])
_EXTRACTS = split_words(_LISTS["extracts"])
_PLACES = split_words(_LISTS["places"])
_DETERMINERS = split_words(_LISTS["determiners"])
_DELIVERED = split_words(_LISTS["delivered"])
# Tokens of a heading at most: "Remarks as prepared for delivery:".
_HEADING = 6
# Words between "the following" and the document, and between its owner and it, at most: "Senate floor", "opening".
_ADJECTIVES = 3
_OF = frozenset(("of", "from"))
# What ends a sentence that is no heading, and opens nothing.
STOPS = frozenset(".!?…")
# Tokens at the end of a sentence where it says that the document stands "below", or "follows".
_TAIL = 3


def find_presented_before(reading: Reading, q: int) -> Evidence | None:
    """Find whose words a sentence presents that ends in a colon, or its line, before the quotation at token ``q``."""
    prose = reading.prose
    first = max(prose.bounds[prose.sentence[q]][0], q - MAX_REACH)
    if first >= q - 1:
        return None
    if prose.words[q - 1] != ":" and "\n" not in prose.text[prose.ends[q - 1] : prose.starts[q]]:
        return None
    found = _find(reading, first, q)
    return Evidence(found[0], found[1], found[1], "presented", 0.9) if found is not None else None


def find_presented(reading: Reading, first: int, last: int) -> Phrase | None:
    """Find whose words a sentence from ``first`` to ``last`` presents."""
    found = _find(reading, max(first, last - MAX_REACH), last)
    return found[0] if found is not None else None


def is_heading(reading: Reading, first: int, last: int) -> bool:
    """Tell a line that only says what stands below it, or when, from ``first`` to ``last``: "Remarks as prepared:"."""
    prose = reading.prose
    if last - first > _HEADING or last <= first:
        return False
    if prose.lower[first] in DOCUMENTS:
        return prose.words[last - 1] == ":" and prose.lower[first + 1] in ("as", ":")
    days = reading.grammar.days
    dated = (prose.lower[k] in days or prose.kinds[k] == NUMBER or prose.words[k] == "," for k in range(first, last))
    return prose.lower[first] in days and all(dated)


def _find(reading: Reading, first: int, last: int) -> tuple[Phrase, int] | None:
    """Find whose words are presented, and the token of the document."""
    prose = reading.prose
    is_open = prose.words[last - 1] not in STOPS
    verb = prose.lower[last - 2]
    if prose.words[last - 1] == ":" and verb in reading.grammar.cues.speech and verb not in DOCUMENTS:
        return None  # "Venn released a statement in which Orr said:"
    for k in range(first, last):
        if prose.lower[k] not in DOCUMENTS or prose.kinds[k] not in (WORD, CAPITAL):
            continue
        determiner = _find_determiner(reading, k, first)
        whose: Phrase | None = None
        if _is_presented(reading, k, determiner, first, last) or (is_open and k <= first + 1):
            whose = _find_owner(reading, k, first) or find_behind(reading, k, is_joint=True)
            whose = whose or find_issuing(reading, determiner, k) or _find_deliverer(reading, k, last)
        elif is_open:
            whose = find_issuing(reading, determiner, k)  # "Ada Venn released a statement on the bill:"
        if whose is not None and not whose.first <= k <= whose.last:
            return whose, k  # In a headline whose words all have capitals the name may reach over the document.
    return None


def _find_determiner(reading: Reading, document: int, first: int) -> int:
    """Return where the document's phrase begins: "the" of "the following floor statement", or the document itself."""
    prose = reading.prose
    for k in range(document - 1, max(first, document - _ADJECTIVES - 1) - 1, -1):
        if prose.lower[k] in _DETERMINERS:
            return k - 1 if k > first and prose.lower[k - 1] == "the" else k
        if prose.kinds[k] not in (WORD, CAPITAL) or prose.lower[k] in DOCUMENTS:
            break
        if prose.lower[k] in reading.grammar.prepositions:
            break
    return document


def _is_presented(reading: Reading, document: int, determiner: int, first: int, last: int) -> bool:
    """Tell a document that stands below from one that is only spoken of."""
    prose = reading.prose
    if "following" in prose.lower[determiner:document]:
        return True
    begin = first + 1 if prose.lower[first] == "the" else first
    if prose.lower[begin] in _OPENINGS and prose.lower[begin + 1] in BEING:
        return True
    if document - first <= 2 and prose.lower[begin] in _EXTRACTS:
        return True
    if _PLACES.isdisjoint(prose.lower[max(first, last - _TAIL) : last]):
        return False
    # "The full text of Venn's remarks follows": hers. "A fact check on Orr's remarks follows below": none of Orr's.
    return reading.grammar.prepositions.intersection(prose.lower[first:document]) <= _OF


def _find_owner(reading: Reading, document: int, first: int) -> Phrase | None:
    """Find who owns the document: "Senator Venn's opening statement", "her remarks"."""
    prose = reading.prose
    for k in range(document - 1, max(first, document - _ADJECTIVES) - 1, -1):
        if prose.words[k] == "'s":
            return find_phrase_ending(reading, k - 1, first)
        if prose.lower[k] in OWNERS:
            return Phrase(k, k, "pronoun")
        if prose.kinds[k] not in (WORD, CAPITAL) or prose.lower[k] in _DETERMINERS:
            break
        if prose.lower[k] in reading.grammar.prepositions:
            break
    return None


def _find_deliverer(reading: Reading, document: int, last: int) -> Phrase | None:
    """Find the subject of the clause behind the document: "remarks she delivered", "a speech that Ada Venn gave"."""
    prose = reading.prose
    begin = document + 2 if prose.lower[document + 1 : document + 2] in (["that"], ["which"]) else document + 1
    subject = find_phrase_starting(reading, begin, last)
    if subject is None or subject.kind == "nominal" or prose.kinds[subject.first] == BREAK:
        return None
    return subject if subject.last + 1 < last and prose.lower[subject.last + 1] in _DELIVERED else None
