"""Which words are verbs: reporting words told from nouns of the same form.

Half of the reporting verbs of English are nouns too ("report", "claim", "state"). No tagger decides that here, but what
stands right before the word, and, for a present tense, whether somebody stands there in the right number.
"""

from __future__ import annotations

from matcher.attribution.lexicon import get_particle_verbs, split_words
from matcher.attribution.people.phrases import Reading, find_phrase_ending
from matcher.attribution.reporting.prose import CAPITAL, NUMBER, QUOTE, WORD
from matcher.attribution.reporting.subjects import find_subject_before, is_plural


def looks_like_verb(lower: str) -> bool:
    """Guess a past or present verb from its ending."""
    return lower.endswith(("ed", "s")) and len(lower) > 3 and not lower.endswith(("ss", "us"))


_PARTICLE_VERBS = get_particle_verbs()


def has_particle(reading: Reading, c: int) -> bool:
    """Tell a verb that reports with the particle behind it: "chimed in", "went on"."""
    lower = reading.prose.lower
    return c + 1 < len(lower) and (lower[c], lower[c + 1]) in _PARTICLE_VERBS


# Digits of a year.
_YEAR = 4


def is_verb(reading: Reading, c: int) -> bool:
    """Tell a verb from a noun of the same form: "the report", "secretary of state", "his promise"."""
    prose, grammar = reading.prose, reading.grammar
    if prose.kinds[c] not in (WORD, CAPITAL) or c in reading.cast.at:
        return False
    if c == 0:
        return False
    before = prose.lower[c - 1]
    if prose.kinds[c - 1] == NUMBER:  # "two claims", but "in May, 2018 called"
        is_year = len(before) == _YEAR and before.isdigit()
        return is_year and prose.lower[c] not in grammar.cues.bases and prose.lower[c] not in grammar.roles
    if prose.words[c - 1] == "'s" or (before in grammar.prepositions and before != "to"):
        return prose.lower[c].endswith("ing")
    if before == "to" and prose.lower[c].endswith("ed") and prose.lower[c] not in grammar.cues.bases:
        return False  # "related to alleged abuse"
    if before in grammar.determiners and before not in grammar.indefinite and before not in ("all", "that", "this"):
        return False
    if _is_modified_noun(reading, c) or _is_territory(reading, c) or _is_comparison(reading, c):
        return False
    somebody = before.endswith("s") or before in grammar.pronouns or c - 1 in reading.cast.at
    if c + 1 < len(prose) and (prose.lower[c] in grammar.roles or prose.lower[c] in grammar.documents) and not somebody:
        return prose.lower[c + 1] in ("that", ",", ":") or prose.kinds[c + 1] == QUOTE
    return True


# Words and endings before which a form that is a noun too is one: "his recent remarks", "three debates".
_ADJECTIVAL = ("al", "ive", "ous", "ic", "ent", "est", "ful", "ary", "able", "ible", "less", "ish")
_BEFORE_NOUNS = split_words(
    "opening closing following new old first last own further many few three two some several more other one big "
    "recent public private early late latest joint written prepared harsh key major main good bad most no any every "
    "each"
)
# Nouns that reporting verbs of the language look like, besides those that report.
_NOUNS_ALIKE = split_words("challenge point debate state release plan fear doubt reason")


def _is_modified_noun(reading: Reading, c: int) -> bool:
    """Tell "his recent remarks" and "three debates" from "his mother remarks"."""
    prose, grammar = reading.prose, reading.grammar
    noun = prose.lower[c].removesuffix("s")
    if noun not in _NOUNS_ALIKE and noun not in grammar.cues.nouns:
        return False
    before = prose.lower[c - 1]
    if prose.kinds[c - 1] != WORD or before in grammar.roles or before in grammar.organizations:
        return False
    if before in grammar.documents:
        return False
    return before in _BEFORE_NOUNS or before.endswith(_ADJECTIVAL)


def _is_territory(reading: Reading, c: int) -> bool:
    """Tell "states have their ways" and "from state to state" from "the report states that"."""
    prose, grammar = reading.prose, reading.grammar
    if prose.lower[c] == "state":
        around = prose.lower[max(c - 2, 0) : c] + prose.lower[c + 1 : c + 3]
        return "to" in around and "state" in around
    if prose.lower[c] != "states" or prose.lower[c - 1] in grammar.pronouns:
        return False
    after = prose.lower[c + 1] if c + 1 < len(prose) else ""
    return after in grammar.prepositions or after in grammar.between


# What a verb in its base form may follow: elsewhere the form is a noun ("state to state", "an email
# address").
_BEFORE_BASE = split_words(
    "to i we you they who that will would can could may might must shall should did do does not and or also both all"
)


def _is_comparison(reading: Reading, c: int) -> bool:
    """Tell "words like “x”" from "they like “x”": right after a thing it is no verb."""
    prose, grammar = reading.prose, reading.grammar
    if prose.lower[c] != "like" or prose.kinds[c - 1] != WORD:
        return False
    before = prose.lower[c - 1]
    return before in ("is", "are", "was", "were") or (before.endswith("s") and before not in grammar.roles)


# Before a name that stands before a noun in the plural.
_MANY = split_words("several many some few two three four five these those both all most other such various recent")


def agrees(reading: Reading, c: int, before: int, floor: int) -> bool:
    """Tell a present tense from a noun of its form: somebody stands right before it, in the right number."""
    prose, grammar = reading.prose, reading.grammar
    if prose.words[before] in (",", ")", "—", "–", "-", "--") or prose.lower[before] in grammar.relative:
        return True
    if prose.lower[c] in grammar.cues.bases:
        word = prose.lower[c - 1]
        if c - 1 in reading.cast.at and word not in grammar.places and word not in grammar.roles:
            return word in _BEFORE_BASE  # One person or body: "Paris attack" has no verb.
        if not _BEFORE_BASE.isdisjoint(prose.lower[before + 1 : c]):
            return True  # "whether he would ever endorse"
        if is_plural(word) or word in grammar.indefinite or word in _BEFORE_BASE or prose.words[c - 1].endswith("n't"):
            return True
        head = find_subject_before(reading, c, floor)  # "voters in each state say"
        return head is not None and head.kind == "nominal" and is_plural(prose.lower[head.head])
    subject = find_phrase_ending(reading, before, floor)
    if subject is not None and subject.kind == "name" and prose.lower[subject.first] in _MANY:
        return False  # "several Arden disputes"
    return subject is not None and not (subject.kind == "name" and prose.lower[subject.last] in grammar.places)


_PARTICIPLES = ("ed", "en", "wn", "ld", "id")
# Participles whose subject spoke, in the passive: "was quoted as saying".
_OVERHEARD = split_words("quoted heard reported said overheard")
# The same with the one who heard or printed it behind them: "was cited by the Herald as saying".
_RELAYED = _OVERHEARD | split_words("cited recorded filmed caught paraphrased")


def is_relayed(reading: Reading, c: int, q: int) -> bool:
    """Tell "was quoted by the Herald as saying", whose subject spoke, from "was called by Venn a"."""
    prose = reading.prose
    return prose.lower[c] in _RELAYED and "saying" in prose.lower[c + 2 : q]


def _is_told_of(reading: Reading, c: int) -> bool:
    """Tell "was said to be ill" and "was reported in the harbour" from "was reported to have said" and "was reported
    as saying".
    """
    lower, grammar = reading.prose.lower, reading.grammar
    if lower[c] not in ("said", "reported") or c + 2 >= len(lower):
        return False
    if lower[c + 1] != "to":
        return lower[c + 1] in grammar.prepositions and lower[c + 1] not in ("as",)
    verbs = [verb for verb in lower[c + 2 : c + 4] if verb not in ("have", "be")]
    return not verbs or grammar.cues.all_cues.isdisjoint(verbs[:1])


def is_passive(reading: Reading, c: int, floor: int) -> bool:
    """Tell "has been called" from "called"; "was quoted as saying" keeps its subject, who did speak."""
    prose = reading.prose
    lower = prose.lower[c]
    if not lower.endswith(_PARTICIPLES) or (lower in _OVERHEARD and not _is_told_of(reading, c)):
        return False
    before = c - 1
    while before > floor and prose.lower[before].endswith("ly"):
        before -= 1
    return prose.lower[before] in (
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "be",
        "gets",
        "got",
        "so-called",
        "widely",
    )
