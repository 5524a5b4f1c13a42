"""Verbs of no list between a quotation and whoever speaks: „…“, wütet Ada Dorn; « … », s’alarme Ada Noir.

Outside English the subject follows its verb there, and the press has a verb for every mood. What stands right before a
person's name, ends as a verb does, and is of no closed class is one.
"""

from __future__ import annotations

from matcher.attribution.grammar import Grammar, is_title
from matcher.attribution.lexicon import is_given_name, split_words
from matcher.attribution.people.phrases import Phrase, Reading
from matcher.attribution.reporting.evidence import Evidence, find_subject_after
from matcher.attribution.reporting.prose import BREAK, DASHES, PUNCT, QUOTE, WORD

# Pronouns that stand before such a verb: "se queja", "si sfoga".
_REFLEXIVE = split_words("se s' s’ si")
# Shorter words are particles.
_MIN_VERB = 4
# Languages that set the clause off by dashes, so that whoever is named in it speaks; and how far behind the verb, for a
# trade may stand before the name: "— смеётся молодая актриса Тая Ветрова —".
_DASHED = ("ru", "uk", "pl")
_MAX_LEAD = 4
# A verb whose list is wanting is less sure than a listed one.
_STRENGTH = 0.8


def read_unlisted(reading: Reading, i: int) -> Evidence | None:
    """Read a verb of no list and its subject behind a quotation's comma or dash, from token ``i``."""
    prose, grammar = reading.prose, reading.grammar
    verb = i + (prose.lower[i] in _REFLEXIVE or prose.lower[i] in grammar.inverted_auxiliaries)
    if verb + 1 >= len(prose) or prose.kinds[verb] != WORD or _is_of_closed_class(prose.lower[verb], grammar):
        return None
    if _hangs(reading, verb + 1):
        return Evidence(Phrase(verb + 1, verb + 1, "pronoun"), i, verb, "inverted", _STRENGTH)
    endings = grammar.inverted_endings
    if verb > i:
        endings = grammar.inverted_participles + (endings if prose.lower[i] in _REFLEXIVE else ())
    if len(prose.lower[verb]) < _MIN_VERB or not prose.lower[verb].endswith(endings):
        return None
    if _is_pronoun(reading, verb + 1) and _ends_clause(reading, verb + 2):
        return Evidence(Phrase(verb + 1, verb + 1, "pronoun"), i, verb, "inverted", _STRENGTH)
    subject = find_subject_after(reading, verb)
    if subject is None or not _ends_clause(reading, subject.last + 1):
        return None
    is_set_off = grammar.language in _DASHED and i > 0 and prose.words[i - 1] in DASHES
    if is_set_off and subject.kind == "name" and subject.first <= verb + _MAX_LEAD:
        return Evidence(subject, i, verb, "inverted", _STRENGTH)
    first = verb + 1
    while prose.lower[first] in grammar.between:
        first += 1  # "s’est emportée mercredi la maire"
    if subject.first != first or not _is_person(reading, subject):
        return None
    return Evidence(subject, i, verb, "inverted", _STRENGTH)


def _is_of_closed_class(lower: str, grammar: Grammar) -> bool:
    """Tell what is no verb: a preposition, a conjunction, an adverb, an office ("regista Ada Conti")."""
    closed = (grammar.prepositions, grammar.openers, grammar.determiners, grammar.between, grammar.relative)
    if any(lower in words for words in closed):
        return True
    return lower in grammar.pronouns or is_title(lower, grammar) or lower in grammar.quoted_things


def _hangs(reading: Reading, pronoun: int) -> bool:
    """Tell "s’agace-t-il": a pronoun that hangs on its verb."""
    prose = reading.prose
    gap = prose.text[prose.ends[pronoun - 1] : prose.starts[pronoun]]
    return _is_pronoun(reading, pronoun) and gap.startswith("-")


def _is_pronoun(reading: Reading, token: int) -> bool:
    """Tell "— сміється вона": a pronoun of one person."""
    prose, grammar = reading.prose, reading.grammar
    return prose.kinds[token] == WORD and prose.lower[token] in grammar.he | grammar.she


def _is_person(reading: Reading, subject: Phrase) -> bool:
    """Tell a person whom a title or a known given name proves, here or elsewhere in the document."""
    if subject.kind != "name" or not reading.cast.mentions[subject.mention].name:
        return False
    mention = reading.cast.mentions[subject.mention]
    entity = reading.cast.entities[mention.entity] if mention.entity >= 0 else None
    is_known = entity is not None and entity.kind == "person" and (entity.is_sure or bool(entity.gender))
    return is_known or bool(mention.titles) or is_given_name(mention.name[0].lower())


def _ends_clause(reading: Reading, after: int) -> bool:
    """Tell whether the clause ends behind its subject, but for where and when."""
    prose = reading.prose
    if after >= len(prose) or prose.kinds[after] in (PUNCT, QUOTE, BREAK):
        return True
    if prose.lower[after] in reading.grammar.separable:
        return after + 1 >= len(prose) or prose.kinds[after + 1] in (PUNCT, QUOTE, BREAK)  # „…“, winkt Kern ab.
    return prose.lower[after] in reading.grammar.prepositions
